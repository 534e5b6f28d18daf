"""Bringing a list into order with few calls.

Sorting by moves of blocks is NP-hard (Bulteau, Fertin and Rusu 2012). So:

- rows that stand side by side and in order (a strip) are never torn apart;
- of all ways that leave some strips where they are, insert what is lacking between those, and then move every other
  strip once, `arrange` finds the one with the fewest calls, and among those the one that moves the fewest rows;
- where much is out of order, `syncer.plan.joining` makes the moves, if it needs fewer;
- a short list goes through `syncer.plan.fewest`, which searches all ways there are, if it needs fewer still.

Inserting comes first because a batch then need not be split where a moved row comes to stand in it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from syncer.plan.fewest import fewest
from syncer.plan.joining import joined
from syncer.plan.steps import BATCH, MENDED, Insert, Shift, Step, take


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The steps that lead from a list to its goal, and what a person would say was moved."""

    steps: tuple[Step, ...]
    moved: frozenset[int]
    """The entries that do not stay where they are among the others."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A run of the list that is in order, with no entry of the list belonging into it."""

    entries: tuple[int, ...]
    rank: int
    """1 for the strip that comes first in the goal, and so on."""
    lacking: int
    """How many entries the goal has between the strip before it in the goal and this one."""


def arrange(current: Sequence[int], size: int) -> Arrangement:
    """Return the steps from ``current``, which holds some of 0 to ``size - 1``, to all of them in order."""
    strips = _strips(current)
    still = _still(strips, size - len(current) - _lacking_inside(strips))
    moving = {entry: strip for strip in strips if strip.rank not in still for entry in strip.entries}
    inserts = tuple(_inserts(current, size, moving))
    entries = list(current)
    for insert in inserts:
        take(insert, entries)
    steps: tuple[Step, ...] = (*inserts, *_shifts(entries, moving))
    return Arrangement(fewest(current, size, len(steps)) or steps, frozenset(moving))


def _strips(current: Sequence[int]) -> list[Strip]:
    """Return the list's strips in the order of the list."""
    there = sorted(current)
    order = {entry: number for number, entry in enumerate(there)}
    runs: list[list[int]] = []
    for entry in current:
        if runs and order[entry] == order[runs[-1][-1]] + 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    rank = {first: number for number, first in enumerate(sorted(run[0] for run in runs), start=1)}
    previous = [-1, *there]
    return [Strip(tuple(run), rank[run[0]], run[0] - previous[order[run[0]]] - 1) for run in runs]


def _lacking_inside(strips: Sequence[Strip]) -> int:
    return sum(strip.entries[-1] - strip.entries[0] + 1 - len(strip.entries) for strip in strips)


def _still(strips: Sequence[Strip], lacking: int) -> frozenset[int]:
    """Return the ranks of the strips that stay where they are; ``lacking``: entries that belong between strips.

    The ranks rise. Each strip spares a move; what is lacking between two of them costs an insert per 100 entries.
    With L(j) for what is lacking before strip j, the most that can be spared up to it is
    ``f(j) = 1 + max f(i) - ceil((L(j) - L(i)) / 100)`` over all i before it both in the list and in the goal.
    """
    lack = [0] * (len(strips) + 1)
    for strip in strips:
        lack[strip.rank] = strip.lacking
    for rank in range(1, len(lack)):
        lack[rank] += lack[rank - 1]
    chains = _Chains(len(lack), {total % BATCH for total in lack})
    chains.put(0, (0, 0, 0))
    before: dict[int, int] = {}
    for strip in strips:
        spared, rows, before[strip.rank] = chains.best(strip.rank, lack[strip.rank])
        chains.put(lack[strip.rank], (spared + 1, rows + len(strip.entries), strip.rank))
    return frozenset(_chain(chains.best(len(lack), lacking)[2], before))


def _chain(rank: int, before: Mapping[int, int]) -> Iterator[int]:
    while rank:
        yield rank
        rank = before[rank]


Chain = tuple[int, int, int]
"""Calls spared, rows that stay, and the rank of the last strip; 0 is the head of the list."""

NONE: Chain = (-(10**9), 0, 0)


class _Chains:
    """The best chains by rank, and by what is lacking before them (two Fenwick trees of maxima, one in the other).

    A ceiling of hundreds is the difference of the whole hundreds, and one more where the rest grew.
    """

    def __init__(self, ranks: int, rests: set[int]) -> None:
        self._rests = sorted(-rest for rest in rests)  # descending, so that "at least this rest" is a prefix
        self._cells: list[dict[int, Chain]] = [{} for _ in range(ranks + 1)]

    def put(self, lack: int, chain: Chain) -> None:
        """Enter a chain."""
        hundreds, rest = divmod(lack, BATCH)
        spared, rows, rank = chain
        entry = (spared + hundreds, rows, rank)
        x, first = rank + 1, bisect_left(self._rests, -rest) + 1
        while x < len(self._cells):
            cells, y = self._cells[x], first
            while y <= len(self._rests):
                cells[y] = max(cells.get(y, NONE), entry)
                y += y & -y
            x += x & -x

    def best(self, rank: int, lack: int) -> Chain:
        """Return the best chain that ends below a rank, less the inserts of what is lacking from there on."""
        hundreds, rest = divmod(lack, BATCH)
        spared, rows, end = self._max(rank, len(self._rests))
        within = self._max(rank, bisect_left(self._rests, -rest + 1))
        spared, rows, end = max((spared - 1, rows, end), within)
        return spared - hundreds, rows, end

    def _max(self, x: int, last: int) -> Chain:
        found = NONE
        while x:
            cells, y = self._cells[x], last
            while y:
                found = max(found, cells.get(y, NONE))
                y -= y & -y
            x -= x & -x
        return found


def _inserts(current: Sequence[int], size: int, moving: Mapping[int, Strip]) -> Iterator[Insert]:
    """Yield the inserts of all that is lacking."""
    entries = list(current)
    for anchor, lacking in _lacking(size, frozenset(current), moving):
        step = Insert(lacking, entries.index(anchor) + 1 if anchor >= 0 else 0)
        take(step, entries)
        yield step


def _shifts(entries: list[int], moving: Mapping[int, Strip]) -> tuple[Shift, ...]:
    """Return the moves that bring a list into order that lacks nothing: each strip once, unless joining takes fewer."""
    once = tuple(_each_once(list(entries), moving))
    wrong = sum(right != left + 1 for left, right in pairwise((-1, *entries, len(entries))))
    if len(once) * MENDED <= wrong:
        return once
    return min(once, tuple(joined(entries)), key=len)


def _each_once(entries: list[int], moving: Mapping[int, Strip]) -> Iterator[Shift]:
    """Yield the moves of the strips that do not stay, in the goal's order, each behind its forerunner."""
    for first in sorted({strip.entries[0] for strip in moving.values()}):
        if shift := _home(entries, first, moving):
            take(shift, entries)
            yield shift


def _lacking(size: int, there: frozenset[int], moving: Mapping[int, Strip]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield what to insert together, with the entry that it goes behind (-1: the head of the list).

    What belongs inside a strip goes there; all else goes behind the last entry before it that stays, and the strips
    that move find their place in it later.
    """
    behind: dict[int, list[int]] = {}
    outside, inside = -1, None
    for place in range(size):
        if place not in there:
            behind.setdefault(outside if inside is None else inside, []).append(place)
        elif place not in moving:
            outside, inside = place, None
        else:
            inside = None if place == moving[place].entries[-1] else place
    for anchor, places in behind.items():
        for start in range(0, len(places), BATCH):
            yield places[start - 1] if start else anchor, tuple(places[start : start + BATCH])


def _home(entries: Sequence[int], first: int, moving: Mapping[int, Strip]) -> Shift | None:
    """Return the step that takes a strip, and what follows it rightly, behind its forerunner; None if it is there."""
    start = entries.index(first)
    before = entries.index(first - 1) + 1 if first else 0
    last, end = first, start
    while (
        end < len(entries) and entries[end] == first + end - start and (entries[end] in moving or entries[end] < last)
    ):
        last = moving[entries[end]].entries[-1] if entries[end] in moving else last
        end += 1
    return None if start == before else Shift(start, end - start, before)
