"""What a run over labelled cases says: precision and recall a category, with the interval that so many cases allow."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases import Case

NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Pick:
    """What the matcher said to a case."""

    case: Case
    track: str | None
    """The id of the track that was taken; None where none was."""
    status: str
    score: float
    top: str | None
    """The id of the candidate on top, taken or not."""

    @property
    def verdict(self) -> str:
        """Return "right", "tolerated", "wrong" or "none"."""
        return self.case.verdict(self.track)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), 0 to 1."""
    if not of:
        return (0.0, 1.0)
    share, square = hits / of, NORMAL_95**2
    middle = share + square / (2 * of)
    spread = NORMAL_95 * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return ((middle - spread) / (1 + square / of), (middle + spread) / (1 + square / of))


def table(picks: Iterable[Pick], *, kinds: bool = False) -> dict[str, dict[str, Any]]:
    """Return the measures of each category, and of each kind of case where asked; "all" first."""
    groups: dict[str, list[Pick]] = defaultdict(list)
    for pick in picks:
        names = ["all", pick.case.category] + ([f"{pick.case.category}/{pick.case.kind}"] if kinds else [])
        for name in names:
            groups[name].append(pick)
    return {name: _measures(groups[name]) for name in sorted(groups)}


def _measures(picks: list[Pick]) -> dict[str, Any]:
    count = Counter(pick.verdict for pick in picks)
    there = sum(bool(pick.case.expected) for pick in picks)
    taken = count["right"] + count["wrong"]
    unsure = [pick for pick in picks if pick.status == "unsure"]
    on_top = sum(pick.top in pick.case.expected for pick in unsure if pick.top)
    return {
        "cases": len(picks),
        **{name: count[name] for name in ("right", "tolerated", "wrong", "none")},
        "precision": count["right"] / taken if taken else None,
        "precision_interval": wilson(count["right"], taken),
        "recall": count["right"] / there if there else None,
        "recall_interval": wilson(count["right"], there),
        "wrong_share": count["wrong"] / len(picks),
        "unsure": len(unsure),
        "unsure_right_on_top": on_top,
    }


def lines(measures: dict[str, dict[str, Any]]) -> Iterable[str]:
    """Yield the table for a person."""
    yield f"{'':50} cases right toler wrong  none  precision             recall                unsure (right on top)"
    for name, row in measures.items():
        counts = " ".join(f"{row[key]:5}" for key in ("cases", "right", "tolerated", "wrong", "none"))
        unsure = f"{row['unsure']:4} ({row['unsure_right_on_top']})"
        yield f"{name:50} {counts}  {_share(row, 'precision')} {_share(row, 'recall')} {unsure}"


def _share(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return f"{'-':>6}{'':15}"
    low, high = row[f"{name}_interval"]
    return f"{row[name]:6.3f} ({low:.3f}-{high:.3f})"
