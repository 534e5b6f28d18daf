"""English words as other languages hear and spell them: 메트로놈 is "Metronome", Минимал is "Minimal"."""

from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import Indel

from syncer.matching.rough import applied, rules
from syncer.matching.script import scripts
from syncer.matching.text import compact, fold

_SKELETON: Final = rules(
    ("[^a-z]", ""),
    ("ph|f|v|pp|bb|p", "b"),
    ("th(?=[aeiou])", "s"),
    ("ch|sh|j|z|c(?=[eiy])|g(?=[eiy])", "s"),
    ("x", "gs"),
    ("ck|c|q|k", "g"),
    ("t", "d"),
    ("r(?![aeiou])", ""),
    ("r", "l"),
    ("ng", "n"),
    ("m(?=b)", "n"),
    ("[aeiouyhw]", ""),
    (r"(.)\1+", r"\1"),
)
"""What Korean and Russian ears keep of an English word: its consonants, in rough classes."""

FEWEST_CONSONANTS = 3
"""Two consonants fit too many words."""


def sounds_like(latin: str, native: str) -> float:
    """Return how well the consonants of an English word fit those of its Hangul or Cyrillic spelling; 0 to 1.

    The vowels are heard too differently to count.
    """
    if not scripts(native) & {"hangul", "cyrillic"}:
        return 0.0
    one, other = _skeleton(compact(latin)), _skeleton(anyascii(fold(native)).lower())
    if min(len(one), len(other)) < FEWEST_CONSONANTS:
        return 0.0
    return float(Indel.normalized_similarity(one, other))


@lru_cache(maxsize=2048)
def _skeleton(latin: str) -> str:
    return applied(_SKELETON, latin)
