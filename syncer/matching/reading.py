"""Can this Japanese text be read as this romaji? The best path through the lattice of its readings."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from syncer.matching.fit import Fit, best_fit
from syncer.matching.kana import kana_to_romaji
from syncer.matching.kanji import modern
from syncer.matching.lattice import Lattice, lattice, spaces
from syncer.matching.romaji import fold_romaji
from syncer.matching.words import words_of

UNREADABLE: Final = 0.5
"""What is no reading at all is at most this similar, however many letters it shares with one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How well Latin letters read a Japanese text."""

    similarity: float
    """1: exactly so, with ordinary readings; from 0.85 it is a reading, slips included; under 0.8 it is none."""
    text: str
    """The reading that fits best, in romaji with blanks: "ichiban no takaramono"."""


@lru_cache(maxsize=4096)
def best_reading(native: str, latin: str) -> Reading:
    """Return how well the Latin text can be a reading of the Japanese one, and that reading."""
    target = Target.of(latin)
    if not target.key or not native.strip():
        return Reading(0.0, "")
    graph = lattice(native)
    fit = best_fit(graph, target.key, target.starts, target.words)
    if fit is None:
        usual = usual_reading(native)
        return Reading(min(UNREADABLE, Indel.normalized_similarity(fold_romaji(usual), target.key)), usual)
    return Reading(max(0.0, 1.0 - fit.cost / len(target.key)), _spelt(graph, fit))


@lru_cache(maxsize=4096)
def usual_reading(native: str) -> str:
    """Return the likeliest reading in Hepburn romaji, with blanks between words."""
    native = modern(unicodedata.normalize("NFKC", native))
    words = words_of(native)
    joints = set(spaces(words))
    kana = ""
    for word in words:
        surface = native[word.start : word.end]
        particle = {"は": "わ", "へ": "え"}.get(surface) if word.kind == "助詞" else None
        kana += (" " if word.start in joints else "") + (particle or word.reading or surface)
    return " ".join(kana_to_romaji(part) for part in kana.split())


@dataclass(frozen=True, slots=True)
class Target:
    """The romaji that is to be explained."""

    key: str
    starts: tuple[int, ...]
    """Where in the key each word starts, and its length as the last."""
    words: tuple[str, ...]

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(latin: str) -> "Target":
        """Fold a romaji text."""
        words = tuple(word for word in re.split(r"[^\w'’]+", latin) if fold_romaji(word))
        starts = (0, *(len(fold_romaji("".join(words[: n + 1]))) for n in range(len(words))))
        return Target(fold_romaji(latin), starts, words)


def _spelt(graph: Lattice, fit: Fit) -> str:
    out = ""
    for start, text in fit.path:
        out += (" " if start in graph.joints else "") + text
    return re.sub(r"っ\s*([a-z]?)", _geminate, " ".join(out.split())).strip()


def _geminate(match: re.Match[str]) -> str:
    return ("t" if match[1] == "c" else match[1]) + match[1]
