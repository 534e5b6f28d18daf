"""How alike two pieces of text are, whatever script each is in: the one comparison under titles, names and series."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from syncer.matching.chinese import simplified
from syncer.matching.kana import kana_to_romaji
from syncer.matching.reading import best_reading
from syncer.matching.romanised import spells
from syncer.matching.script import scripts
from syncer.matching.sound import sounds_like
from syncer.matching.text import censored_equal, compact, fold, numbers, spelt_out, unleeted

SPELLING = 0.98
"""The same words in another spelling: numbers in words, u/you, leet, hidden letters, old and new characters."""
OTHER_NUMBER = 0.5
"""Two texts with different numbers are at most this alike: Part 2 is not Part 3."""
HEARD = 0.9
"""A word recognised by its consonants alone counts at most this."""
FEW_LETTERS = 8
"""In longer texts, other spellings of numbers and words leave most letters as they are."""
_ARTICLE = re.compile(r"^(?:the|an?) (?=\w)")
LETTERS_A_CHARACTER = 7
"""No character of any script is spelt with more letters ("Beolleong", "Zhuang"); Cyrillic and kana come near none."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, 0 to 1, and how that was seen."""

    value: float
    note: str = ""
    """What to tell a person: "reads ichiban no takaramono"; "" where the letters speak for themselves."""


NOTHING = Likeness(0.0)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> Likeness:
    """Return how alike two texts are; the order does not matter."""
    first, second = fold(one), fold(other)
    if first == second:
        return Likeness(1.0) if first else NOTHING
    if compact(one) == compact(other):
        return Likeness(0.99)
    ours, theirs = scripts(one), scripts(other)
    if ours <= {"latin"} and theirs <= {"latin"}:
        return _spelling(first, second)
    if "latin" in ours and not ours - {"latin"}:
        return _reading(one, other)
    if "latin" in theirs and not theirs - {"latin"}:
        return _reading(other, one)
    return _natives(one, other)


def _spelling(first: str, second: str) -> Likeness:
    """Compare two folded texts in one script."""
    plain = _typos(compact(first), compact(second))
    if not plain and min(len(first), len(second)) > FEW_LETTERS:
        return NOTHING
    one, other = spelt_out(first), spelt_out(second)
    if one.replace(" ", "") == other.replace(" ", "") or censored_equal(first, second):
        return Likeness(SPELLING)
    if unleeted(one) == unleeted(other) or _ARTICLE.sub("", one) == _ARTICLE.sub("", other):
        return Likeness(SPELLING)
    value = max(plain, _typos(one.replace(" ", ""), other.replace(" ", "")))
    if value > OTHER_NUMBER and numbers(first) != numbers(second):
        value = OTHER_NUMBER
    return Likeness(value)


def _typos(one: str, other: str) -> float:
    """Return what is left of the text when each typing mistake takes its share; 0 for two different texts."""
    return float(OSA.normalized_similarity(one, other, score_cutoff=0.4))


def _natives(one: str, other: str) -> Likeness:
    """Compare two texts of which neither is Latin alone."""
    first, second = fold(one), fold(other)
    value = _spelling(first, second).value
    ours, theirs = scripts(one), scripts(other)
    if "han" in ours and "han" in theirs and value < SPELLING:
        old, new = simplified(compact(one)), simplified(compact(other))
        value = max(value, SPELLING if old == new else _typos(old, new) - 0.02)
    if ours != theirs and "kana" in ours | theirs:
        return _kana_against_kanji(one, other, value)
    if ours != theirs and value < HEARD and "latin" in ours | theirs:
        value = max(value, spells(one, other), spells(other, one))
    return Likeness(value)


def _kana_against_kanji(one: str, other: str, value: float) -> Likeness:
    """Compare たからもの with 宝物: by the sound of the one in kana."""
    pairs = [(sound, native) for sound, native in ((one, other), (other, one)) if "han" not in scripts(sound)]
    read = (_japanese(kana_to_romaji(sound), native) for sound, native in pairs)
    return max([Likeness(value), *read], key=lambda found: found.value)


def _reading(latin: str, native: str) -> Likeness:
    """Compare Latin letters with a text in another script: its spelling, its reading or its sound."""
    letters, characters = len(compact(latin)), len(compact(native))
    if letters > LETTERS_A_CHARACTER * characters or characters > 2 * letters:
        return NOTHING
    found = scripts(native)
    best = _japanese(latin, native) if found & {"han", "kana"} else NOTHING
    spelt = spells(latin, native)
    if spelt > best.value:
        best = Likeness(spelt, f"spells {native}")
    heard = HEARD * sounds_like(latin, native)
    return Likeness(heard, f"{native} is how {latin} sounds") if heard > best.value else best


def _japanese(latin: str, native: str) -> Likeness:
    read = best_reading(native, latin)
    return Likeness(read.similarity, f"reads {read.text}")
