"""Choose the thresholds of matching on one half of the cases, and confirm them on the other.

    python benchmarks/calibrate.py CASES.jsonl[.gz]

A case belongs to a half by its id. Each threshold in turn takes the value with which the first half has the highest
worth, until none changes, the strictest first; a wrong pick costs ``WRONG_COSTS`` right ones, for a wrong song is worse
than a missing one. The values found are printed beside those in ``syncer/matching/weights.py``, with the measures on
both halves. Where no case of the half stands in the way of a looser value than is in use, the stricter one is kept.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from cases import Case, load

from syncer.matching.judge import Measured, decide, decide_turned, measure, measure_turned
from syncer.matching.weights import THRESHOLDS, Thresholds
from syncer.model import Matched

WRONG_COSTS = 10
STEPS = {
    "title": (0.86, 0.83, 0.8, 0.77, 0.74),
    "artist": (0.86, 0.82, 0.78, 0.74, 0.7),
    "sum": (1.8, 1.75, 1.7, 1.65, 1.6),
    "plain": (0.97, 0.95, 0.93, 0.9),
    "gap": (0.08, 0.05, 0.03, 0.02, 0.01),
    "plain_title": (0.99, 0.97, 0.95, 0.93, 0.9),
    "read_artist": (0.78, 0.73, 0.68, 0.63),
    "read_title": (0.78, 0.74, 0.7, 0.66, 0.62),
    "plain_artist": (0.97, 0.95, 0.9),
    "series_title": (0.95, 0.9, 0.85, 0.8),
    "long_title": (14, 12, 10, 8, 6),
    "turned": (0.97, 0.95, 0.9, 0.85),
}
"""Values to try, the strictest first: of two that are worth the same, the stricter is taken."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A case with everything measured; deciding is all that is left."""

    case: Case
    plain: Measured
    turned: Measured | None


def main() -> None:
    """Choose on the first half, confirm on the second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    ready = [_ready(case) for case in load(parser.parse_args().cases)]
    first = [each for each in ready if int(each.case.id, 16) % 2 == 0]
    second = [each for each in ready if int(each.case.id, 16) % 2 == 1]
    chosen = climb(first)
    for field in fields(Thresholds):
        print(
            f"{field.name:14} in use {getattr(THRESHOLDS, field.name):5.2f}   chosen {getattr(chosen, field.name):5.2f}"
        )
    for name, half in (("chosen on", first), ("confirmed on", second)):
        for label, limits in (("in use", THRESHOLDS), ("chosen", chosen)):
            print(f"{name:13} {len(half)} cases, {label}: {_told(half, limits)}")


def climb(ready: Sequence[Ready]) -> Thresholds:
    """Return the thresholds of the highest worth that changing one at a time reaches, beginning with the strictest."""
    best = replace(THRESHOLDS, **{name: steps[0] for name, steps in STEPS.items()})
    worth = _worth(ready, best)
    changed = True
    while changed:
        changed = False
        for name, steps in STEPS.items():
            for step in steps:
                tried = replace(best, **{name: step})
                if (reached := _worth(ready, tried)) > worth:
                    best, worth, changed = tried, reached, True
    return best


def _ready(case: Case) -> Ready:
    song = case.song
    other = measure_turned(song, case.tracks) if len(song.artists) == 1 else None
    return Ready(case, measure(song, case.tracks), other)


def _verdicts(ready: Iterable[Ready], limits: Thresholds) -> Iterable[str]:
    for each in ready:
        outcome = decide(each.plain, limits, exhausted=True)
        if not isinstance(outcome, Matched) and each.turned:
            outcome = decide_turned(each.case.song, each.turned, limits) or outcome
        yield each.case.verdict(outcome.score.track.id if isinstance(outcome, Matched) else None)


def _worth(ready: Iterable[Ready], limits: Thresholds) -> int:
    verdicts = list(_verdicts(ready, limits))
    return verdicts.count("right") - WRONG_COSTS * verdicts.count("wrong")


def _told(ready: Sequence[Ready], limits: Thresholds) -> str:
    verdicts = list(_verdicts(ready, limits))
    right, wrong = verdicts.count("right"), verdicts.count("wrong")
    there = sum(bool(each.case.expected) for each in ready)
    return f"precision {right / max(right + wrong, 1):.4f} ({wrong} wrong), recall {right / max(there, 1):.4f}"


if __name__ == "__main__":
    main()
