"""How the databases read text: folded, cut into words, each character of an unspaced script a word of its own."""

import re
from functools import lru_cache

from syncer.sandbox.text import fold

_APOSTROPHE = re.compile("['’‘`´ʼ]")
_UNSPACED = "\u3041-\u3096\u309d-\u309f\u30fc\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}
"""MusicBrainz reads katakana as hiragana."""


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order; a text of signs alone (``!!!``) is one word."""
    folded = fold(_APOSTROPHE.sub("", text)).translate(_HIRAGANA)
    found = _WORD.findall(folded)
    return tuple(found) or tuple(word for word in [folded.strip()] if word)


def holds(value: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of the phrase stand in the value next to each other, in this order."""
    length = len(phrase)
    return any(value[at : at + length] == phrase for at in range(len(value) - length + 1))
