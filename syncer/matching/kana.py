"""Kana as Hepburn romaji, and which texts have kana or kanji."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_IRREGULAR: Final = {
    "し": "shi", "じ": "ji", "ち": "chi", "ぢ": "ji", "つ": "tsu", "づ": "zu", "ふ": "fu", "や": "ya", "ゆ": "yu",
    "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu", "ぁ": "a", "ぃ": "i", "ぅ": "u",
    "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ゎ": "wa", "ゕ": "ka", "ゖ": "ke", "っ": "", "ー": "",
}  # fmt: skip
_ONE: Final = {
    kana: consonant + vowel for consonant, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)
} | _IRREGULAR
_FOREIGN: Final = {
    "うぃ": "wi", "うぇ": "we", "うぉ": "wo", "ゔぁ": "va", "ゔぃ": "vi", "ゔぇ": "ve", "ゔぉ": "vo", "ゔゅ": "vyu",
    "ふぁ": "fa", "ふぃ": "fi", "ふぇ": "fe", "ふぉ": "fo", "ふゅ": "fyu", "てぃ": "ti", "でぃ": "di", "とぅ": "tu",
    "どぅ": "du", "てゅ": "tyu", "でゅ": "dyu", "つぁ": "tsa", "つぃ": "tsi", "つぇ": "tse", "つぉ": "tso",
    "しぇ": "she", "じぇ": "je", "ちぇ": "che", "いぇ": "ye", "くぁ": "kwa", "くぃ": "kwi", "くぇ": "kwe",
    "くぉ": "kwo", "ぐぁ": "gwa", "すぃ": "si", "ずぃ": "zi", "くゎ": "kwa", "ぐゎ": "gwa",
}  # fmt: skip
_Y: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_PLAIN: Final = {"shi": "sh", "ji": "j", "chi": "ch"}

_KANA: Final = re.compile(r"[ぁ-ゖゝゞァ-ヺヽヾー\u31f0-\u31ffｦ-ﾟ]")
_KANJI: Final = re.compile(r"[々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|(?<=[一-鿿])ヶ")
_MORA: Final = re.compile(r"[っ]*.[ゃゅょぁぃぅぇぉゎ]?")
_VOWELS: Final = {"a": "a", "i": "i", "u": "u", "e": "e", "o": "o"}
_ITERATION: Final = re.compile(r"(.)([ゝゞヽヾ])")
_SMALL_EXTENSIONS: Final = str.maketrans("ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ", "クシストヌハヒフヘホムラリルレロ")


@lru_cache(maxsize=4096)
def has_kana(text: str) -> bool:
    """Say whether a text has hiragana or katakana, half-width ones included."""
    return _KANA.search(text) is not None


@lru_cache(maxsize=4096)
def has_kanji(text: str) -> bool:
    """Say whether a text has Chinese characters, 々 and 〆 included, and ヶ between kanji."""
    return _KANJI.search(text) is not None


@lru_cache(maxsize=4096)
def to_hiragana(text: str) -> str:
    """Return the text with katakana, half-width ones too, as hiragana and iteration marks written out; ー stays."""
    text = unicodedata.normalize("NFKC", text).translate(_SMALL_EXTENSIONS)
    return _ITERATION.sub(_repeated, "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in text))


def _repeated(match: re.Match[str]) -> str:
    """Write ゝ and ゞ out: いすゞ is いすず; the plain mark takes a voicing mark away (じゝ is じし)."""
    kana, mark = match[1], match[2]
    plain = unicodedata.normalize("NFD", kana)[0]
    voiced = unicodedata.normalize("NFC", plain + "\u3099")
    return kana + (voiced if mark in "ゞヾ" and len(voiced) == 1 else plain)


@lru_cache(maxsize=4096)
def kana_to_romaji(text: str) -> str:
    """Return hiragana and katakana in Hepburn, as they are spelt: おう is "ou", ー repeats the vowel, を is "o".

    What is not kana stays as it is, so a text in both keeps its kanji.
    """
    out = ""
    for mora in _MORA.findall(to_hiragana(text)):
        out += _doubled(mora, out)
    return out


def _doubled(mora: str, before: str) -> str:
    """Return one mora's romaji; a small っ before it doubles its consonant (っち is "tchi")."""
    kana = mora.lstrip("っ")
    if not kana:
        return ""
    if kana == "ー":
        return _VOWELS.get(before[-1:], "")
    sound = _sound(kana)
    if kana == mora or not sound or sound[0] not in "bcdfghjkmprstvwyzln":
        return sound
    return ("t" if sound.startswith("ch") else sound[0]) + sound


def _sound(kana: str) -> str:
    if kana in _FOREIGN:
        return _FOREIGN[kana]
    if len(kana) == 1:
        return _ONE.get(kana, kana)
    first, small = _ONE.get(kana[0], kana[0]), kana[1]
    if small in _Y and kana[0] in "きぎしじちぢにひびぴみり":
        return _PLAIN.get(first, first[:-1] + "y") + _Y[small]
    return first + _ONE[small]
