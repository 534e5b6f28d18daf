"""Which writing systems a text uses, and where it changes from one to another."""

import re
from functools import lru_cache
from itertools import groupby
from typing import Literal

Script = Literal["latin", "kana", "han", "hangul", "cyrillic", "other"]

_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0xFF21, 0xFF5A, "latin"),
    (0x0400, 0x052F, "cyrillic"),
    (0x3040, 0x30FF, "kana"),
    (0x31F0, 0x31FF, "kana"),
    (0xFF66, 0xFF9F, "kana"),
    (0x3005, 0x3007, "han"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x3FFFF, "han"),
    (0x1100, 0x11FF, "hangul"),
    (0x3130, 0x318F, "hangul"),
    (0xAC00, 0xD7AF, "hangul"),
)


_LATIN: frozenset[Script] = frozenset({"latin"})


@lru_cache(maxsize=2048)
def script_of(character: str) -> Script | None:
    """Return the script of a letter; None for digits, marks and blanks, which belong to any."""
    if not character.isalpha() and character not in "々〆〇ー":
        return None
    code = ord(character)
    return next((script for first, last, script in _RANGES if first <= code <= last), "other")


@lru_cache(maxsize=4096)
def scripts(text: str) -> frozenset[Script]:
    """Return the scripts of a text's letters."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else frozenset()
    return frozenset(script for c in text if (script := script_of(c)))


@lru_cache(maxsize=4096)
def is_latin(text: str) -> bool:
    """Say whether a text has letters, all of them Latin."""
    return scripts(text) == {"latin"}


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text in Latin letters and those in other ones ("재연 An Encore"), in their order.

    Only a blank or a mark parts them: 恋はCandy and Tシャツ are one word of a title. One piece where nothing parts.
    """
    if len(scripts(text)) <= 1:
        return (text,)
    words = [w for w in re.split(r"[\s\u3000/|:：]+", text) if w]
    runs: list[str] = []
    for _, group in groupby(_sided(words), key=lambda item: item[1]):
        runs.append(" ".join(word for word, _ in group))
    return tuple(runs) if len(runs) > 1 else (text,)


def _sided(words: list[str]) -> list[tuple[str, bool]]:
    """Pair each word with whether it is Latin; one without letters goes with the word before it."""
    sided: list[tuple[str, bool]] = []
    for word in words:
        found = scripts(word)
        latin = found <= {"latin"} if found else (sided[-1][1] if sided else is_latin(words[-1]))
        sided.append((word, latin))
    return sided
