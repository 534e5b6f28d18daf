"""Whether Latin letters can spell a text in Hangul: letter by letter, as pronounced, or as English ears write it."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from syncer.matching.rough import applied, near, rules
from syncer.matching.text import compact, fold

_ROUGH: Final = rules(
    ("[^a-z0-9]", ""),
    ("(?<!^)h", ""),
    ("tc|jj|c|z", "j"),
    ("kk|gg|k|q|ck", "g"),
    ("tt|dd|t", "d"),
    ("pp|bb|p|v|f", "b"),
    ("ss|sy|s", "s"),
    ("ll|rr|r", "l"),
    ("you", "yu"),
    ("wo", "uo"),
    ("ye?o(?=u)", "yo"),
    ("eo|ou|au", "o"),
    ("oo|eu|woo|u+", "u"),
    ("ee|yi|ui|i+", "i"),
    ("(?<=[aeou])y(?![aeou])", "i"),
    ("ae|ai|ay|ea|e+", "e"),
    (r"(.)\1+", r"\1"),
)
"""Revised Romanization, McCune-Reischauer, Yale-like and folk spellings: tense, plain and aspirated consonants fall
together, and so do the vowels that English ears write alike (eo/u/o, eu/oo/u, ae/e/ai)."""

_SPOKEN: Final = rules(
    ("[\u11ba\u11bb\u11bd\u11be\u11c0\u11c2](?=[\u1102\u1106])", "\u11ab"),
    ("[\u11a8\u11a9\u11bf](?=[\u1102\u1106])", "\u11bc"),
    ("[\u11b8\u11c1](?=[\u1102\u1106])", "\u11b7"),
    ("\u11ab(?=\u1105)", "\u11af"),
    ("[\u11ba\u11bb\u11bd\u11be\u11c0\u11c2](?!\u110b)", "\u11ae"),
)
"""What happens to a final consonant: nasal before n and m, ㄴ is ㄹ before ㄹ, and all of ㅅㅆㅈㅊㅌㅎ end as t."""

_LETTER_NAMES: Final = {
    "a": "ei", "b": "bi", "c": "si", "d": "di", "e": "i", "f": "epeu", "g": "ji", "h": "eichi", "i": "ai", "j": "jei",
    "k": "kei", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pi", "q": "kyu", "r": "al", "s": "eseu", "t": "ti",
    "u": "yu", "v": "beui", "w": "deobeulyu", "x": "ekseu", "y": "wai", "z": "jeu",
}  # fmt: skip
"""K.Will is 케이윌, IU is 아이유: a letter that stands alone is called by its name."""

_ACRONYM = re.compile(r"\b[A-Z]{1,4}\b")


def korean(latin: str, native: str) -> float:
    """Return how well Latin letters spell a text in Hangul, 0 to 1."""
    targets = readings(native)
    return max(near(_rough(spelling), target) for spelling in _spellings(latin) for target in targets)


@lru_cache(maxsize=2048)
def readings(native: str) -> tuple[str, ...]:
    """Return the rough spellings of a text in Hangul: letter by letter, and as it is pronounced."""
    text = fold(native).replace(" ", "")
    spoken = unicodedata.normalize("NFC", applied(_SPOKEN, unicodedata.normalize("NFD", text)))
    return tuple(dict.fromkeys(_rough(anyascii(each).lower()) for each in (text, spoken)))


@lru_cache(maxsize=2048)
def _spellings(latin: str) -> tuple[str, ...]:
    """Return the letters of a Latin text, and where some stand alone, those by their names."""
    named = _ACRONYM.sub(lambda word: "".join(_LETTER_NAMES[c] for c in word[0].lower()), latin)
    return tuple(dict.fromkeys((compact(latin), compact(named))))


@lru_cache(maxsize=2048)
def _rough(text: str) -> str:
    return applied(_ROUGH, anyascii(text).lower())
