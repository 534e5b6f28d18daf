"""The Sudachi dictionary: loaded when the first Japanese text needs it, once per process."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from syncer.matching.kana import has_kana, to_hiragana

LONGEST_WORD: Final = 10
"""Hardly any word of a title has more characters; set phrases beyond it are read word by word."""


_MARKS: Final = frozenset({"空白", "補助記号", "記号"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place."""

    start: int
    end: int
    reading: str
    """In hiragana; "" for marks and what the dictionary cannot read."""
    kind: str
    """Part of speech as UniDic has it, "助詞"; "人名" for names of people."""


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary  # noqa: PLC0415 - a quarter of a second, only for titles that need it

    return Dictionary(dict="core")


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    return _dictionary().tokenizer()


@lru_cache(maxsize=4096)
def words_of(text: str, mode: str = "C") -> tuple[Word, ...]:
    """Return the words that the text most likely consists of; mode A gives the shortest units, C the longest."""
    from sudachipy import SplitMode  # noqa: PLC0415 - see _dictionary

    found = _tokenizer().tokenize(text, getattr(SplitMode, mode))
    return tuple(_word(m.begin(), m.end(), m) for m in found)


@lru_cache(maxsize=16384)
def readings_of(surface: str) -> tuple[tuple[str, str], ...]:
    """Return every reading that the dictionary has for a word, with its kind; empty where it is no word."""
    found = (_word(0, len(surface), m) for m in _dictionary().lookup(surface))
    return tuple(dict.fromkeys((word.reading, word.kind) for word in found if word.reading))


def _word(start: int, end: int, morpheme: Any) -> Word:
    reading, surface, pos = to_hiragana(morpheme.reading_form()), morpheme.surface(), morpheme.part_of_speech()
    kind = "人名" if pos[2] == "人名" else "固有名詞" if pos[1] == "固有名詞" else pos[0]
    readable = has_kana(reading) and kind not in _MARKS and not surface.isascii()
    return Word(start, end, reading if readable else "", kind)
