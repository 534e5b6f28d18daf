"""Titles and names as keys: what typography, keyboards and habits change without changing the song."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['`´ʻʼʾʿ‘’‛′＇]")
_BETWEEN_LETTERS = {"!": "i", "$": "s", "@": "a", "¥": "y", "€": "e"}
_LEET = str.maketrans("013457", "oieast")
_AND = re.compile(r"(?<=\s)[&+](?=\s)|(?<=\w)\s*&\s*(?=\w)|(?<=[^\W\d])\+(?=[^\W\d])")
_QUOTED_N = re.compile(r"(?<=\w) ?(?:'n'|'n(?=\s)|(?<=\s)n') ?(?=\w)", re.IGNORECASE)
_LONE_N = re.compile(r"(?<=\w\w )n(?= \w\w)")
_NOT_WORD = re.compile(r"[^\w*]+|_+")
_STARS = re.compile(r"\*+")
_STAR_ALONE = re.compile(r"(?<!\w)\*")

_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
}  # fmt: skip
"""Roman numerals of one letter are left out: they are words ("I", "V") more often than numbers."""

_NUMBERS = _ROMAN | {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "one": "1",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
    "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
}  # fmt: skip
"""Numbers in words and letters."""

_SAME_WORD = {
    "pt": "part", "vs": "versus", "ver": "version", "feat": "featuring", "ft": "featuring", "mr": "mister",
    "u": "you", "ur": "your", "r": "are", "luv": "love", "thru": "through", "nite": "night", "tonite": "tonight",
    "cuz": "because", "cause": "because", "til": "till", "until": "till", "ok": "okay", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "n": "and", "y": "and", "et": "and", "und": "and",
    "alright": "all right", "yeh": "yeah", "ya": "you", "ev'ry": "every", "wit": "with", "w": "with", "da": "the",
}  # fmt: skip
"""Two spellings of one word, as they meet in titles. Only ever applied to both sides."""


_STROKES = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ħ": "h", "ŧ": "t", "ə": "e", "Ə": "E",
})  # fmt: skip
"""Letters that carry their accent within: Unicode does not take them apart."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the words of a text, spaced by one blank: without case, accents of Latin, punctuation, apostrophes.

    Voicing marks stay: が is another letter than か. A text of nothing but marks keeps them.
    """
    if text.isascii() and text.replace(" ", "").isalnum() and " n " not in text.casefold():
        return " ".join(text.casefold().split())  # most texts are so plain
    plain = _latin_accents(unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", text))).casefold().replace("ı", "i")
    marked = _QUOTED_N.sub(" and ", _AND.sub(" and ", plain)).replace("'", "")
    words = _NOT_WORD.sub(" ", _letters_for_marks(marked.replace("×", " x ")))
    words = _LONE_N.sub("and", " ".join(_STAR_ALONE.sub(" ", _STARS.sub("*", words)).split()))
    return words or "".join(plain.split()) or "".join(text.split())


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """Return the folded text without its blanks: spaces, hyphens and dots are where each writer wants them."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=4096)
def spelt_out(folded: str) -> str:
    """Return a folded text with numbers, numerals and spelling variants written one way; for both sides or none."""
    words = (_NUMBERS.get(word, _SAME_WORD.get(word, word)) for word in folded.split())
    return " ".join(_ing(word) for word in words)


@lru_cache(maxsize=4096)
def unleeted(folded: str) -> str:
    """Return a folded text with digits inside words read as the letters they look like ("m4te" is "mate")."""
    return " ".join(w.translate(_LEET) if re.search(r"[^\W\d]", w) else w for w in folded.split())


def numbers(folded: str) -> frozenset[str]:
    """Return the numbers in a folded text, in digits; "Part 2" is not "Part 3" however alike they look.

    Numbers in words are left to spelling: "Onee" is a slip, "1" for "2" is not.
    """
    return frozenset(re.findall(r"\d+", " ".join(_ROMAN.get(word, word) for word in folded.split())))


def censored_equal(one: str, other: str) -> bool:
    """Say whether two folded texts are one where a ``*`` hides letters ("f*ck", "f**k", "s***")."""
    if ("*" in one) == ("*" in other):
        return False
    starred, plain = (one, other) if "*" in one else (other, one)
    if not any(c.isalnum() for c in starred):
        return False
    pattern = re.sub(r"(?:\\\*)+", r"\\w+", re.escape(starred))
    return re.fullmatch(pattern, plain) is not None


def _ing(word: str) -> str:
    """Lovin' is Loving; the apostrophe is gone already."""
    return word[:-1] if len(word) > 5 and word.endswith("ing") else word  # noqa: PLR2004 - "sing" keeps its g


def _letters_for_marks(text: str) -> str:
    """P!nk, Ke$ha, A$AP: a mark beside letters on both sides, or a dollar before or after one, is a letter."""
    if not any(mark in text for mark in _BETWEEN_LETTERS):
        return text
    text = re.sub(r"(?<=[a-z])[!@¥€](?=[a-z])", lambda m: _BETWEEN_LETTERS[m[0]], text)
    return re.sub(r"\$(?=[a-z$])|(?<=[a-z$])\$", "s", text)


def _latin_accents(text: str) -> str:
    """Drop U+0300-036F after Latin, Greek and Cyrillic letters; kana marks (U+3099, 309A) and й's breve stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("й", "\ue000").replace("Й", "\ue001"))
    bare = re.sub(r"[\u0300-\u036f]", "", decomposed)
    bare = bare.replace("\ue000", "й").replace("\ue001", "Й")
    return unicodedata.normalize("NFC", bare).translate(_STROKES)
