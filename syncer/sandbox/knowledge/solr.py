"""MusicBrainz' search: documents with fields, asked with a tree of terms, scored from 1 to 100."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import translate
from math import log, sqrt

from rapidfuzz.distance import OSA

from syncer.sandbox.knowledge.lucene import Clauses, Node, Range, Term
from syncer.sandbox.knowledge.words import holds, words

Document = Mapping[str, Sequence[str]]
"""Field to its texts."""
Scores = dict[int, float]
BEST = 100
_FLAG = 0.1
"""What a field says of a document that is one of few words, like ``status``, hardly makes it more to the point."""
_FLAGS = ("video", "status", "type", "primarytype", "secondarytype", "country", "lang")
_MOST_LETTERS_OFF = 2


class Solr:
    """Finds documents by position."""

    def __init__(self, documents: Sequence[Document], default: tuple[str, ...]) -> None:
        self._size = len(documents)
        self._default = default
        self._values: dict[str, dict[int, list[tuple[str, ...]]]] = defaultdict(dict)
        self._holders: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for at, document in enumerate(documents):
            for name, texts in document.items():
                self._values[name][at] = [words(text) for text in texts if text]
                for word in {word for value in self._values[name][at] for word in value}:
                    self._holders[name][word].add(at)

    def find(self, node: Node) -> list[tuple[int, int]]:
        """Return the positions of what fits, with their scores, the best first: it has 100, whatever it is worth."""
        scores = self._scores(node)
        best = max(scores.values(), default=0.0)
        ranked = sorted(scores, key=lambda at: (-scores[at], at))
        return [(at, max(1, round(BEST * scores[at] / best)) if best else BEST) for at in ranked]

    def _scores(self, node: Node) -> Scores:
        if isinstance(node, Clauses):
            return self._all(node)
        names = (node.field,) if node.field else self._default
        found: Scores = {}
        for name in names:
            scores = self._in_range(name, node) if isinstance(node, Range) else self._holding(name, node)
            for at, score in scores.items():
                found[at] = max(score, found.get(at, 0.0))
        return found

    def _all(self, node: Clauses) -> Scores:
        required = [self._scores(each) for each in node.required]
        optional = [self._scores(each) for each in node.optional]
        left = set(required[0]).intersection(*required) if required else {at for scores in optional for at in scores}
        left = left.difference(*(self._scores(each) for each in node.prohibited))
        return {at: sum(scores.get(at, 0.0) for scores in (*required, *optional)) for at in left}

    def _holding(self, name: str, term: Term) -> Scores:
        if name not in self._values:
            return {}
        if term.text == "*":
            return dict.fromkeys(self._values[name], _FLAG)
        if term.wildcard or term.fuzzy:
            phrases: Iterable[tuple[str, ...]] = [(word,) for word in self._like(name, term)]
        else:
            phrases = [words(term.text)]
        found: Scores = {}
        for phrase in phrases:
            for at, score in self._with(name, phrase).items():
                found[at] = max(score, found.get(at, 0.0))
        return found

    def _like(self, name: str, term: Term) -> list[str]:
        known = self._holders[name]
        if term.wildcard:
            pattern = re.compile(translate(term.text.casefold()))
            return [word for word in known if pattern.match(word)]
        wanted = "".join(words(term.text))
        return [word for word in known if OSA.distance(wanted, word) <= _MOST_LETTERS_OFF]

    def _with(self, name: str, phrase: tuple[str, ...]) -> Scores:
        if not phrase:
            return {}
        holders = [self._holders[name].get(word, set()) for word in phrase]
        rarity = log(1 + self._size / (1 + min(map(len, holders))))
        found: Scores = {}
        for at in set.intersection(*holders):
            fitting = [value for value in self._values[name][at] if holds(value, phrase)]
            if fitting:
                shortest = min(map(len, fitting))
                found[at] = _FLAG if name in _FLAGS else (1 + rarity) * sqrt(len(phrase) / shortest)
        return found

    def _in_range(self, name: str, node: Range) -> Scores:
        found: Scores = {}
        for at, values in self._values.get(name, {}).items():
            if any(_between(node, " ".join(value)) for value in values):
                found[at] = _FLAG
        return found


def _between(node: Range, value: str) -> bool:
    low, high = node.low, node.high
    if value.isdigit():
        return (low == "*" or int(low) <= int(value)) and (high == "*" or int(value) <= int(high))
    low, high = (" ".join(words(each)) if each != "*" else each for each in (low, high))
    return (low == "*" or low <= value) and (high == "*" or value <= high + "\uffff")
