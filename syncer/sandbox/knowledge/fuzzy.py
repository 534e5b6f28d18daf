"""AnimeThemes' search: every word must be found, the last may be a beginning, a letter may be wrong.

Where no text holds every word, the last one is left out, and so on until something is found: this is what makes a
search of it bring answers that have little to do with what was asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from rapidfuzz.distance import OSA

from syncer.sandbox.knowledge.words import words

SHORTEST_WITH_TYPO = 4
"""Letters; in a shorter word every one counts."""


class Fuzzy:
    """Finds keys by the texts that stand for them."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._keys = list(texts)
        self._values = [tuple(dict.fromkeys(map(words, filter(None, texts[key])))) for key in self._keys]
        self._holders: dict[str, set[int]] = defaultdict(set)
        for at, values in enumerate(self._values):
            for value in values:
                for word in (*value, *(a + b for a, b in pairwise(value))):  # "K-On" is found by "kon"
                    self._holders[word].add(at)

    def find(self, text: str) -> list[str]:
        """Return the keys that fit, the best first."""
        asked = words(text)
        for length in range(len(asked), 0, -1):
            if found := self._all_of(asked[:length]):
                ranked = sorted(found, key=lambda at: (found[at], self._distance(at, asked), at))
                return [self._keys[at] for at in ranked]
        return []

    def _all_of(self, asked: tuple[str, ...]) -> dict[int, int]:
        """Return where every word is found, with the number of wrong letters."""
        found: dict[int, int] | None = None
        for at, word in enumerate(asked):
            holders = self._holding(word, beginning=at == len(asked) - 1)
            if found is None:
                found = holders
            else:
                found = {key: found[key] + holders[key] for key in found.keys() & holders.keys()}
            if not found:
                return {}
        return found or {}

    def _holding(self, word: str, *, beginning: bool) -> dict[int, int]:
        near = {}
        if len(word) >= SHORTEST_WITH_TYPO:
            near = {each: 1 for each in self._holders if OSA.distance(word, each, score_cutoff=1) <= 1}
        if beginning:
            near |= dict.fromkeys((each for each in self._holders if each.startswith(word)), 0)
        near[word] = 0
        found: dict[int, int] = {}
        for each, wrong in near.items():
            for at in self._holders.get(each, ()):
                found[at] = min(wrong, found.get(at, wrong))
        return found

    def _distance(self, at: int, asked: tuple[str, ...]) -> int:
        """Return by how many words the nearest text is longer or shorter, or has others."""
        return min(len(set(value) ^ set(asked)) for value in self._values[at])
