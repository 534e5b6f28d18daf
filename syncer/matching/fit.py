"""The cheapest path through a lattice of readings that spells a given romaji, with a letter wrong here and there.

First a quick look for a path that spells it exactly; only where there is none, or a dear one, the edit distance
between the target and all paths together, by dynamic programming, cut off where nothing can come of it.
"""

from dataclasses import dataclass
from typing import Final

from syncer.matching.lattice import Edge, Lattice
from syncer.matching.loanword import loanword_similarity, part_similarity

INF: Final = 1e9
GOOD: Final = 0.08
"""An exact path that costs at most this share of the letters needs no better one."""
HOPELESS: Final = 0.45
"""Above this share of the letters the text is not a reading."""
START_SLACK: Final = 1.3
"""Errors that are allowed before the first letters fit."""
LOAN_AT_LEAST: Final = 0.65
LOAN_COST: Final = 0.04
"""English in the place of katakana, for each letter."""
MOST_WORDS: Final = 5
VOWELS: Final = frozenset("aiueo")


@dataclass(frozen=True, slots=True)
class Fit:
    """A path and what it costs, in letters."""

    cost: float
    path: tuple[tuple[int, str], ...]
    """Where each piece starts in the native text, and how it is read."""


@dataclass(frozen=True, slots=True)
class _Step:
    """How a state was reached: the state before, and what was read between."""

    cost: float
    start: int
    at: int
    text: str


_Rows = list[dict[int, _Step]]


def best_fit(graph: Lattice, target: str, starts: tuple[int, ...], words: tuple[str, ...]) -> Fit | None:
    """Return the cheapest way to read the text as the target; None where it is none.

    ``starts`` and ``words``: where in the target each of its words starts, for English words.
    """
    exact = _exact(graph, target)
    if exact is not None and exact.cost <= GOOD * len(target):
        return exact
    fuzzy = _Search(graph, target, starts, words).best()
    if fuzzy is None or (exact is not None and exact.cost <= fuzzy.cost):
        return exact
    return fuzzy


def _exact(graph: Lattice, target: str) -> Fit | None:
    """Return the cheapest path that spells the target letter by letter, long vowels aside."""
    rows: _Rows = [{} for _ in range(len(graph.edges) + 1)]
    rows[0][0] = _Step(0.0, -1, 0, "")
    for start, edges in enumerate(graph.edges):
        row = rows[start]
        for at, step in row.items():
            for edge in edges:
                end = _spelt(edge.key, target, at)
                if end >= 0:
                    cost = step.cost + edge.cost
                    known = rows[edge.end].get(end)
                    if known is None or cost < known.cost:
                        rows[edge.end][end] = _Step(cost, start, at, edge.text)
    return _traced(rows, len(target))


def _spelt(key: str, target: str, at: int) -> int:
    """Return where in the target a reading ends that starts at ``at``; -1 where the target has something else there."""
    if key.endswith("Q"):
        end = _spelt(key[:-1], target, at)
        doubled = 0 <= end < len(target) - 1 and target[end] == target[end + 1] and target[end] not in VOWELS
        return end + 1 if doubled else end
    if target.startswith(key, at):
        return at + len(key)
    if at and key and _lengthens(key[0], target[at - 1]) and target.startswith(key[1:], at):
        return at + len(key) - 1
    return -1


def _lengthens(vowel: str, before: str) -> bool:
    """Say whether a vowel only makes the one before it long: nothing in a folded key shows it."""
    return (vowel == before and vowel in VOWELS) or (vowel == "u" and before == "o")


def _traced(rows: _Rows, length: int) -> Fit | None:
    if length not in rows[-1]:
        return None
    cost, path = rows[-1][length].cost, []
    end, at = len(rows) - 1, length
    while end > 0:
        step = rows[end][at]
        path.append((step.start, step.text))
        end, at = step.start, step.at
    return Fit(cost, tuple(reversed(path)))


class _Search:
    """The dynamic programme over (character of the text, letter of the target)."""

    def __init__(self, graph: Lattice, target: str, starts: tuple[int, ...], words: tuple[str, ...]) -> None:
        self.graph = graph
        self.target = target
        self.starts = starts
        self.words = words
        self.limit = HOPELESS * len(target)
        self.insert = [_insertion(target, at) for at in range(len(target))]
        self.bound = [min(self.limit, START_SLACK + 0.4 * at) for at in range(len(target) + 1)]
        self.rows: _Rows = [{} for _ in range(len(graph.edges) + 1)]

    def best(self) -> Fit | None:
        self._begin()
        for start, edges in enumerate(self.graph.edges):
            row = self.rows[start]
            if not row:
                continue
            for edge in edges:
                self._follow(start, row, edge)
            for end, native in self.graph.loans[start]:
                self._borrow(start, row, end, native)
        fit = _traced(self.rows, len(self.target))
        return fit if fit is not None and fit.cost <= self.limit else None

    def _begin(self) -> None:
        cost = 0.0
        for at in range(len(self.target) + 1):
            if cost > self.bound[at]:
                break
            self.rows[0][at] = _Step(cost, -1, 0, "")
            if at < len(self.target):
                cost += self.insert[at]

    def _reach(self, end: int, at: int, step: _Step) -> None:
        if step.cost > self.bound[at]:
            return
        known = self.rows[end].get(at)
        if known is None or step.cost < known.cost:
            self.rows[end][at] = step

    def _follow(self, start: int, row: dict[int, _Step], edge: Edge) -> None:
        """Spell one edge from every state of a row."""
        if not edge.key:
            for at, step in row.items():
                self._reach(edge.end, at, _Step(step.cost + edge.cost, start, at, edge.text))
            return
        cells = {at: (step.cost + edge.cost, at) for at, step in row.items() if step.cost + edge.cost <= self.limit}
        for letter in edge.key:
            cells = self._letter(cells, letter)
            if not cells:
                return
        for at, (cost, origin) in cells.items():
            self._reach(edge.end, at, _Step(cost, start, origin, edge.text))

    def _letter(self, cells: dict[int, tuple[float, int]], letter: str) -> dict[int, tuple[float, int]]:
        """Advance every state by one letter of a reading: it is there, left out, another, or others come before it."""
        target, bound = self.target, self.bound
        out: dict[int, tuple[float, int]] = {}
        last = len(target)
        for at in sorted(cells):
            cost, origin = cells[at]
            left_out = cost + _omission(letter, target, at)
            if left_out <= bound[at] and (at not in out or left_out < out[at][0]):
                out[at] = (left_out, origin)
            if at < last:
                swapped = cost + _swap(letter, target[at])
                if swapped <= bound[at + 1] and (at + 1 not in out or swapped < out[at + 1][0]):
                    out[at + 1] = (swapped, origin)
        for at in sorted(out):
            cost, origin = out[at]
            following = at
            while following < last:
                cost += self.insert[following]
                following += 1
                if cost > bound[following] or (following in out and out[following][0] <= cost):
                    break
                out[following] = (cost, origin)
        return out

    def _borrow(self, start: int, row: dict[int, _Step], end: int, native: str) -> None:
        """Take a katakana word for one or more English words of the target."""
        for first, at in enumerate(self.starts[:-1]):
            step = row.get(at)
            if step is None:
                continue
            for count in range(1, min(MOST_WORDS, len(self.words) - first) + 1):
                phrase = " ".join(self.words[first : first + count])
                alone = start == 0 and end == len(self.graph.edges)
                heard = loanword_similarity(native, phrase) if alone else part_similarity(native, phrase)
                if heard >= LOAN_AT_LEAST:
                    after = self.starts[first + count]
                    cost = step.cost + (1 - heard + LOAN_COST) * (after - at)
                    self._reach(end, after, _Step(cost, start, at, f" {phrase} "))


def _insertion(target: str, at: int) -> float:
    """Return what a letter of the target costs that no reading has."""
    letter = target[at]
    if at and letter == "i" and target[at - 1] == "e":
        return 0.3
    if letter not in VOWELS and (letter in target[at + 1 : at + 2] or (at and letter == target[at - 1])):
        return 0.5
    return 1.0


def _omission(letter: str, target: str, at: int) -> float:
    """Return what a letter of the reading costs that the target has not."""
    if letter == "Q":
        return 0.2
    before = target[at - 1] if at else ""
    if before and _lengthens(letter, before):
        return 0.0
    if letter == "i" and before == "e":
        return 0.3
    return 0.3 if letter == before and letter not in VOWELS else 1.0


def _swap(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    return (0.0 if other not in VOWELS else INF) if letter == "Q" else 1.0
