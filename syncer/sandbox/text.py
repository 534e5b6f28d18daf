"""How the search reads text: folded, cut into words; scripts without spaces into pairs of characters."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from itertools import pairwise

_ACCENTS = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("['’‘`´ʼ]")
# Kana without the middle dot and the double hyphen, Han, Hangul, and the marks that repeat a character.
_UNSPACED = (
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3005-\u3007"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_UNSPACED}]+|[^\\W_{_UNSPACED}]+")
_STARTS_UNSPACED = re.compile(f"[{_UNSPACED}]")
SHORTEST_PREFIX = 3
"""A shorter word must be found as it stands: "a" is the beginning of too much."""


def fold(text: str) -> str:
    """Return the text without the differences of case, width and Latin accents; voicing marks stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def _cut(folded: str) -> list[str]:
    """Words, and runs of an unspaced script; a text without either (``!!!``) is a word of its own."""
    found = _WORD.findall(folded)
    return found or [word for word in [folded.strip()] if word]


def asked_words(text: str) -> tuple[str, ...]:
    """Return what must all be found: words, and every pair of neighbours in an unspaced run."""
    words: dict[str, None] = {}
    for word in _cut(_APOSTROPHE.sub("", fold(text))):
        if len(word) > 1 and _STARTS_UNSPACED.match(word):
            words.update(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))
        else:
            words[word] = None
    return tuple(words)


def found_words(text: str) -> frozenset[str]:
    """Return what a text answers to: ``asked_words``, single characters of unspaced runs, "don" beside "dont"."""
    folded = fold(text)
    if folded.isascii() and not _APOSTROPHE.search(folded):  # nearly all; the way below would give the same
        return frozenset(_cut(folded))
    words = set(asked_words(text))
    for word in _cut(folded):
        if _STARTS_UNSPACED.match(word):
            words.update(word)
        else:
            words.add(word)
    return frozenset(words)


def alias_words(text: str) -> frozenset[str]:
    """``found_words`` of a romanisation, with neighbours joined: where its words end is anybody's guess."""
    parts = _cut(fold(text))
    pairs = {a + b for a, b in pairwise(parts)}
    return found_words(text) | pairs


def answers_to(word: str, words: AbstractSet[str]) -> bool:
    """Whether the asked word is one of the words, or the beginning of one."""
    if word in words:
        return True
    return len(word) >= SHORTEST_PREFIX and any(candidate.startswith(word) for candidate in words)
