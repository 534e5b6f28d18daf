"""Measure choosing: run the matcher over a file of labelled cases.

    python benchmarks/matching.py CASES.jsonl[.gz] --picks OUT.jsonl [--json] [--kinds]

Writes one line a case, ``{"id", "pick": track id or null, "status", "score"}``, and prints precision and recall a
category, how often something was taken where the song is not there, and what it costs in time and memory.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cases import Case, load
from measures import Pick, lines, table

from syncer.matching.judge import judge
from syncer.matching.reading import best_reading
from syncer.model import Matched, Unsure


def main() -> None:
    """Run the cases, write the picks, print the tables."""
    options = _options()
    before = _megabytes()
    started = time.perf_counter()
    best_reading("宝物", "takaramono")
    loading = time.perf_counter() - started
    picks, candidates, spent = _run(load(options.cases))
    if options.picks:
        _write(options.picks, picks)
    cost = {
        "candidates": candidates,
        "ms_per_candidate": 1000 * spent / max(candidates, 1),
        "dictionary_seconds": loading,
        "megabytes_before": before,
        "megabytes_peak": _megabytes(),
    }
    _show(table(picks, kinds=options.kinds), cost, as_json=options.json)


def _run(cases: Iterable[Case]) -> tuple[list[Pick], int, float]:
    """Return the picks, how many candidates there were, and the seconds of processor time that choosing took."""
    picks, candidates, spent = [], 0, 0.0
    for case in cases:
        started = time.process_time()
        picked = pick(case)
        spent += time.process_time() - started
        candidates += len(case.tracks)
        picks.append(replace(picked, case=replace(case, tracks=())))  # the tracks of all cases would fill the memory
    return picks, candidates, spent


def pick(case: Case) -> Pick:
    """Return what the matcher says to a case."""
    outcome = judge(case.song, case.tracks, exhausted=True)
    match outcome:
        case Matched(score=score):
            return Pick(case, score.track.id, "matched", score.total, score.track.id)
        case Unsure(candidates=(first, *_)):
            return Pick(case, None, "unsure", first.total, first.track.id)
        case _:
            return Pick(case, None, "unmatched", 0.0, None)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--picks", type=Path, help="where to write a line a case")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--kinds", action="store_true", help="also measure each kind of case")
    return parser.parse_args()


def _write(path: Path, picks: Iterable[Pick]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for each in picks:
            row = {"id": each.case.id, "pick": each.track, "status": each.status, "score": round(each.score, 4)}
            file.write(json.dumps(row) + "\n")


def _show(measures: dict[str, dict[str, Any]], cost: dict[str, float], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"categories": measures, "cost": cost}, indent=1))
        return
    for line in lines(measures):
        print(line)
    print(
        f"{cost['candidates']:.0f} candidates, {cost['ms_per_candidate']:.3f} ms each of one core; "
        f"dictionary loaded in {cost['dictionary_seconds']:.2f} s; memory {cost['megabytes_peak']:.0f} MB at most, "
        f"{cost['megabytes_before']:.0f} MB before the first case"
    )


def _megabytes() -> float:
    """Return the most memory that the process has used so far."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
