"""Katakana and the English word that it came from: パレード is "Parade", ブルーバード is "Blue Bird".

Both sides are brought to what Japanese ears keep of English: r and l, b and v are one; an r that closes a syllable is
a vowel's length; vowels that Japanese needs between consonants cost little. Then the letters are aligned, consonants
weighing more than vowels.
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from syncer.matching.english import english_sound, other_sounds
from syncer.matching.kana import kana_to_romaji, to_hiragana
from syncer.matching.rough import applied, rules

_KATAKANA: Final = rules(
    ("t?ch", "C"),
    ("sh(?=i)", "s"),
    ("sh", "S"),
    ("v", "b"),
    ("tts", "ts"),
    ("ei", "e"),
    ("ou", "o"),
    (r"(.)\1+", r"\1"),
    ("fy", "hy"),
    ("f", "h"),
    ("m(?=[bp])", "n"),
)
"""Romaji of katakana in the letters of `english`."""

_COARSE: Final = str.maketrans("gzSCmh", "jjstnb", "aeiouyw")
_SHARED: Final = 0.5
"""Two words that do not share half of their consonants are not one word."""
_WORTH_MORE: Final = 0.4
"""Below this, no other sound of one spelling makes the word fit."""

_VOWELS: Final = frozenset("aeiouy")
_NEAR: Final = {
    frozenset(pair): cost
    for pairs, cost in (
        ("gj zj Sj", 0.3), ("sz sS tC dj SC", 0.2), ("nm sj", 0.3), ("hb hp wh kg ts tz", 0.6), ("uw yi", 0.1),
        ("ae ao ai ei ou au", 0.2), ("eu", 0.3), ("oe oi ui", 0.4),
    )
    for pair in pairs.split()
}  # fmt: skip
"""What one English spelling may sound like; letters apart from these cost 1 (two vowels: `_VOWEL`)."""
_VOWEL: Final = 0.4
_INSERT: Final = {"a": 0.3, "e": 0.3, "i": 0.3, "o": 0.3, "u": 0.3, "y": 0.15, "r": 0.6, "h": 0.6}
"""What a written letter costs that is not heard; other consonants cost 1."""
_EPENTHETIC: Final = 0.08
"""A vowel that Japanese puts between or after consonants: u, o after t and d, i after ch, j and k."""
_ENOUGH: Final = 1.9
"""With less than two consonants there is nothing to recognise a word by but its vowels, which are unsure."""


@lru_cache(maxsize=4096)
def loanword_similarity(native: str, latin: str) -> float:
    """Return how well English letters are the source of a katakana text, 0 to 1; 0 where it has other characters.

    0 too where there is little to recognise: アイ may be "I", "eye", "ai" and more.
    """
    sound = _katakana_key(native)
    return part_similarity(native, latin) if _weight(_without_epenthesis(sound)) > _ENOUGH else 0.0


@lru_cache(maxsize=4096)
def part_similarity(native: str, latin: str) -> float:
    """Return the same for a word within a title, where the other words tell whether it is meant."""
    sound = _katakana_key(native)
    if not sound:
        return 0.0
    best = _likeness(sound, english_sound(latin))
    return best if best < _WORTH_MORE else max((best, *(_likeness(sound, key) for key in other_sounds(latin))))


def _likeness(sound: str, words: str) -> float:
    if not words or len(words) > 2 * len(sound) + 1 or len(sound) > 2.5 * len(words) + 1:
        return 0.0
    if Indel.normalized_similarity(_consonants(sound), _consonants(words)) < _SHARED:
        return 0.0
    weight = max(_weight(words), _weight(_without_epenthesis(sound)))
    return max(0.0, 1.0 - _cost(sound, words) / weight)


@lru_cache(maxsize=4096)
def _consonants(key: str) -> str:
    """Return the consonants alone, those that often stand for each other as one: a quick look before the close one."""
    return key.translate(_COARSE)


@lru_cache(maxsize=4096)
def _katakana_key(native: str) -> str:
    hiragana = re.sub(r"[\s・=\-!?！？♪☆★、。,.'\"“”「」]", "", to_hiragana(native))
    if not re.fullmatch(r"[ぁ-ゖー]+", hiragana) or not re.search("[ァ-ヺｦ-ﾟ]", native):
        return ""
    return applied(_KATAKANA, kana_to_romaji(hiragana))


def _without_epenthesis(sound: str) -> str:
    return "".join(c for at, c in enumerate(sound) if not _epenthetic(sound, at))


def _epenthetic(sound: str, at: int) -> bool:
    if at == 0 or sound[at - 1] in _VOWELS or (at + 1 < len(sound) and sound[at + 1] in _VOWELS):
        return False
    before = sound[at - 1]
    return (
        (sound[at] == "u" and before not in "td")
        or (sound[at] == "o" and before in "td")
        or (sound[at] == "i" and before in "CjkS")
    )


def _weight(key: str) -> float:
    return sum(_VOWEL if c in _VOWELS else 1.0 for c in key)


def _cost(sound: str, words: str) -> float:
    """Align the two with the least cost; see the module's docstring."""
    row = [0.0]
    inserts = [_INSERT.get(c, 1.0) for c in words]
    for cost in inserts:
        row.append(row[-1] + cost)
    for at, heard in enumerate(sound):
        drop = _EPENTHETIC if _epenthetic(sound, at) else 0.15 if heard == "y" else _VOWEL if heard in _VOWELS else 1.0
        new = [row[0] + drop]
        for k, letter in enumerate(words):
            new.append(min(row[k] + _swap(heard, letter), row[k + 1] + drop, new[k] + inserts[k]))
        row = new
    return row[-1]


def _swap(heard: str, letter: str) -> float:
    if heard == letter:
        return 0.0
    both = heard in _VOWELS and letter in _VOWELS
    return _NEAR.get(frozenset((heard, letter)), _VOWEL if both else 1.4)
