"""Sorting a list that is far out of order, by moves that each mend two wrong neighbourhoods or three.

A move cuts a list in three places. To bring x and x + 1 together fixes two of the cuts; the third is put where it
brings another two together. On a shuffled list this takes half a move a row, where leaving the longest rising part
alone takes nearly one; on a list turned round it takes half a move as well. It cannot be much less: a move makes at
most two more odd cycles in the list's cycle graph, so n rows need at least (n + 1 - odd cycles) / 2 moves (Bafna and
Pevzner, "Sorting by transpositions", 1998), and a shuffled list has few cycles.
"""

from collections.abc import Iterator, Sequence

from syncer.plan.steps import Shift, swap

Cuts = tuple[int, int, int]

TURNED = 4
"""Strips of a falling run from which on it is worth opening in the middle."""


def joined(entries: Sequence[int]) -> Iterator[Shift]:
    """Yield the moves that bring ``entries``, which holds each of 0 to its length - 1 once, into order."""
    strips = _Strips(entries)
    while strips.wrong:
        if strips.wrong < len(strips.order) // 2:
            strips.merge()
        yield strips.exchange(strips.best())


class _Strips:
    """The list as strips, numbered from 1 in the order of the goal, between two strips that never move."""

    def __init__(self, entries: Sequence[int]) -> None:
        self.order = [0, *(entry + 1 for entry in entries), len(entries) + 1]
        self._rows = [0, *([1] * len(entries)), 0]
        """How many rows each strip has, by its number."""
        self.merge()

    def merge(self) -> None:
        """Make neighbours that are right one strip, and number the strips anew."""
        runs: list[list[int]] = []
        for strip in self.order:
            if runs and strip == runs[-1][-1] + 1:
                runs[-1].append(strip)
            else:
                runs.append([strip])
        number = {first: n for n, first in enumerate(sorted(run[0] for run in runs))}
        rows = {number[run[0]]: sum(self._rows[strip] for strip in run) for run in runs}
        self.order = [number[run[0]] for run in runs]
        self._rows = [rows[n] for n in range(len(runs))]
        self._place = [0] * len(runs)
        self._settle(0, len(runs))
        self.wrong = len(runs) - 1

    def best(self) -> Cuts:
        """Return the cuts of the first move that mends two neighbourhoods at least, else of one that leads to such."""
        for cut in self._wrong_cuts():
            if cuts := self._join(cut):
                return cuts
        return self._turn() or self._any(next(self._wrong_cuts()))

    def exchange(self, cuts: Cuts) -> Shift:
        """Exchange the two ranges between three cuts; return that as a move of rows."""
        first, second, end = cuts
        before, left, right = (
            sum(self._rows[strip] for strip in self.order[a:b]) for a, b in ((0, first), (first, second), (second, end))
        )
        self.wrong -= self._wrong_at(cuts)
        self.order[first:end] = self.order[second:end] + self.order[first:second]
        self._settle(first, end)
        self.wrong += self._wrong_at((first, first + end - second, end))
        return swap(before, before + left, before + left + right)

    def _join(self, cut: int) -> Cuts | None:
        """Return the cuts of a move that joins the strip before a cut with the one that follows it, and two more."""
        order, place = self.order, self._place
        other = place[order[cut - 1] + 1]
        for third in (place[order[cut] - 1] + 1, place[order[other - 1] + 1]):
            if cut < other < third or third < cut < other or other < third < cut:
                first, second, end = sorted((cut, other, third))
                return first, second, end
        return None

    def _turn(self) -> Cuts | None:
        """Return the cuts that open the longest falling run from its middle, None where none is four strips long.

        In 6 5 4 3 2 1 no move mends two. Once 4 3 stand in front, 5 2 fit between them, and 6 1 between these: Eriksson
        and others, "Sorting a bridge hand" (2001), show that a list turned round takes no less.
        """
        longest = run = (0, 0)  # how long, and where it begins
        for cut in self._wrong_cuts():
            falls = sum(run) == cut and self.order[cut] == self.order[cut - 1] - 1
            run = (run[0] + 1, run[1]) if falls else (1, cut)
            longest = max(longest, run)
        length, first = longest
        middle = first + (length - 1) // 2
        return (first, middle, middle + 2) if length >= TURNED else None

    def _any(self, cut: int) -> Cuts:
        """Return the cuts of a move that joins the strip before a cut with the one that follows it."""
        other = self._place[self.order[cut - 1] + 1]
        if other < cut:
            return other, self._wrong_from(other + 1), cut
        after = self._wrong_from(other + 1)
        if after < len(self.order):
            return cut, other, after
        before = cut - 1
        while self.order[before] == self.order[before - 1] + 1:
            before -= 1
        return before, cut, other

    def _wrong_cuts(self) -> Iterator[int]:
        return (cut for cut in range(1, len(self.order)) if self.order[cut] != self.order[cut - 1] + 1)

    def _wrong_from(self, cut: int) -> int:
        while cut < len(self.order) and self.order[cut] == self.order[cut - 1] + 1:
            cut += 1
        return cut

    def _wrong_at(self, cuts: Cuts) -> int:
        return sum(self.order[cut] != self.order[cut - 1] + 1 for cut in cuts)

    def _settle(self, start: int, end: int) -> None:
        for place, strip in enumerate(self.order[start:end], start):
            self._place[strip] = place
