"""Katakana and the English word that it came from: パレード is "Parade", ブルーバード is "Blue Bird".

Both sides are brought to what Japanese ears keep of English: r and l, b and v are one; an r that closes a syllable is
a vowel's length; vowels that Japanese needs between consonants cost little. Then the letters are aligned, consonants
weighing more than vowels.
"""

import re
from functools import lru_cache
from typing import Final

from syncer.matching.kana import kana_to_romaji, to_hiragana

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


_KATAKANA: Final = _rules(
    ("t?ch", "C"), ("sh(?=i)", "s"), ("sh", "S"), ("v", "b"), ("tts", "ts"), ("dz", "z"),
    ("ei", "e"), ("ou", "o"), (r"(.)\1+", r"\1"), ("fy", "hy"), ("f", "h"), ("Cy", "C"), ("m(?=[bp])", "n"),
)  # fmt: skip

_ENGLISH: Final = _rules(
    ("[^a-z]", ""),
    ("^the", "za"), ("^kn|^gn", "n"), ("^wr", "r"), ("^wh", "w"), ("^ps", "s"), ("^x", "z"), ("mb$", "n"),
    ("[ts]ion", "Son"), ("tious|cious", "Sas"), ("[tc]ial", "SaL"), ("ture", "Ca"), ("sure$", "ja"),
    ("igh", "AI"), ("aug?h(?=t)|ough(?=t)", "O"), ("ough", "o"), ("gh", "g"), ("que$", "k"),
    ("ch(?=[rl])", "k"), ("tch|ch", "C"), ("sch", "sk"), ("sh(?=i)", "s"), ("sh", "S"), ("th", "s"), ("dge?", "d"), ("dj", "j"), ("ck", "k"), ("qu", "kw"),
    ("sc(?=[eiy])", "s"), ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("q", "k"), ("ph", "f"), ("v", "b"), ("l", "L"),
    (r"([bdfgkmnprstzL])\1+", r"\1"),
    ("(?<=[bkprfgsSL])ed$", "d"), ("(?<=[bkprtfgL])es$", "s"), ("Le(?=s?$)", "L"),
    (r"a([bdfgkmnpstzSLCj])e(?=s?$)", r"E\1"), (r"i([bdfgkmnprstzSLCj])e(?=s?$)", r"AI\1"),
    (r"o([bdfgkmnprstzSLCj])e(?=s?$)", r"O\1"), (r"(?<=[bdfgkmnprstzSLCj])e([bdfgkmnprstzSLCj])e(?=s?$)", r"I\1"), (r"u([bdfgkmnpstzSLCj])e(?=s?$)", r"U\1"), ("are(?=s?$)", "EA"), ("tte$", "t"),
    ("^([^aeiouAEIOU]+)y$", r"\1AI"), ("uy|ye(?=s?$)|ie$", "AI"), ("(?<=[bdfgkmnprstzSLCj])e$", ""),
    ("ower", "AUA"), ("ee|ea|ie(?!$)", "I"), ("oo", "U"), ("ou|ow(?!$)", "AU"), ("ow$|oa", "O"), ("ai|ay|ey$", "E"),
    ("au|aw", "O"), ("ew|eu|ue$", "YU"), ("oy", "oI"), ("y(?=[aeiou])", "Y"), ("y", "I"),
    ("(?:[eiuya]|I)r(?![aeiouyAEIOU])", "A"), ("[oO]r(?![aeiouyAEIOU])", "O"), ("(?<=[AEU])r(?![aeiouyAEIOU])", ""),
    ("m(?=[bp])", "n"), ("(?<=[aeiou])h(?![aeiouyAEIOU])", ""), ("f", "h"),
)  # fmt: skip
"""Capitals are sounds already decided: vowels, Y, S (sh), C (ch) and l, which stands where an r falls silent."""

_DECIDED: Final = str.maketrans("AEIOUYL", "aeiouyr")
_TWICE: Final = re.compile(r"(.)\1+")

_OTHERWISE: Final = _rules(
    ("ou", "oo"), ("ow", "oa"), ("ea", "e"), ("ch", "k"), ("e$", "E"), ("(?<=[^aeiou])y$", "AI"), ("^mr$", "mista"), ("u", "U"),
    ("i(?=[^aeiou][^aeiou]?)", "AI"), ("g", "j"), ("j", "h"), ("w", "b"),
)  # fmt: skip
"""Spellings with two sounds: group, snow, head, orchestra, karaoke, fly, Mr., music, child, orange, San José, Wagner."""

_VOWELS: Final = frozenset("aeiouy")
_NEAR: Final = {
    frozenset(pair): cost
    for pairs, cost in (
        ("gj zj Sj", 0.3), ("sz sS tC dj SC", 0.2), ("nm", 0.3), ("hb hp wh kg ts tz", 0.6), ("uw yi", 0.1),
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


@lru_cache(maxsize=65536)
def loanword_similarity(native: str, latin: str) -> float:
    """Return how well English letters are the source of a katakana text, 0 to 1; 0 where it has other characters."""
    sound = _katakana_key(native)
    return max((_likeness(sound, words) for words in _english_keys(latin)), default=0.0) if sound else 0.0


def _likeness(sound: str, words: str) -> float:
    if len(words) > 2 * len(sound) + 1 or len(sound) > 2.5 * len(words) + 1:  # noqa: PLR2004 - "straight" is sutoreeto
        return 0.0
    weight = max(_weight(words), _weight(_without_epenthesis(sound)))
    return max(0.0, 1.0 - _cost(sound, words) / weight) if weight > _ENOUGH else 0.0


@lru_cache(maxsize=16384)
def _katakana_key(native: str) -> str:
    hiragana = re.sub(r"[\s・=\-!?！？♪☆★、。,.'\"“”「」]", "", to_hiragana(native))
    if not re.fullmatch(r"[ぁ-ゖー]+", hiragana) or not re.search("[ァ-ヺｦ-ﾟ]", native):
        return ""
    return _applied(_KATAKANA, kana_to_romaji(hiragana))


@lru_cache(maxsize=16384)
def _english_keys(latin: str) -> tuple[str, ...]:
    """Return what an English text may sound like: as its spelling has it most often, and with one thing otherwise."""
    words = re.split(r"[^a-z']+", latin.casefold())
    keys = [_english_key(words)]
    for pattern, other in _OTHERWISE:
        changed = [pattern.sub(other, word) for word in words]
        if changed != words:
            keys.append(_english_key(changed))
    return tuple(dict.fromkeys(key for key in keys if key))


def _english_key(words: list[str]) -> str:
    key = "".join(_applied(_ENGLISH, word) for word in words)
    return _TWICE.sub(r"\1", key.translate(_DECIDED))


def _applied(rules: _Rules, text: str) -> str:
    for pattern, by in rules:
        text = pattern.sub(by, text)
    return text


def _without_epenthesis(sound: str) -> str:
    return "".join(c for at, c in enumerate(sound) if not _epenthetic(sound, at))


def _epenthetic(sound: str, at: int) -> bool:
    if at == 0 or sound[at - 1] in _VOWELS or (at + 1 < len(sound) and sound[at + 1] in _VOWELS):
        return False
    before = sound[at - 1]
    return (sound[at] == "u" and before not in "td") or (sound[at] == "o" and before in "td") or (sound[at] == "i" and before in "CjkS")


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
