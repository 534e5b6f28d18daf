"""A title as the label may have written it, where a list writes it in another script.

Spotify answers to the words of a title as it stands there. Romaji says how Japanese sounds, so its kana can be written
down; the kanji cannot, but particles and endings are kana anyway, and one bigram in common may be enough.
"""

import re

import jaconv

from syncer.matching.chinese import simplified, traditional
from syncer.matching.script import is_latin, scripts

_PARTICLES = {"wa": "は", "o": "を", "wo": "を", "e": "へ"}
"""Written otherwise than they sound (Cabinet notice on modern kana usage, 1986)."""
_LONG = str.maketrans(
    {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ei", "ō": "ou", "â": "aa", "î": "ii", "û": "uu", "ê": "ei", "ô": "ou"}
)
_WORD = re.compile(r"[a-z']+|[^\W_a-z]+")
_UNREAD = re.compile(r"[a-z]|っっ|っ$")
"""What is left in the kana of a word that is no romaji ("strawberry")."""


def respelt(title: str) -> str:
    """Return the title as it may be written in Japanese kana, or in the other form of Chinese; "" if in neither."""
    written = scripts(title)
    if is_latin(title):
        return _kana(title)
    if "han" in written and "kana" not in written:
        other = simplified(title)
        return other if other != title else _unless_same(traditional(title), title)
    return ""


def _unless_same(text: str, other: str) -> str:
    return text if text != other else ""


def _kana(title: str) -> str:
    """Return hiragana and katakana of a title in romaji; "" where half of its words or more are none."""
    words = _WORD.findall(title.casefold().translate(_LONG).replace("-", ""))
    read = [_kana_of(word) for word in words]
    if 2 * sum(map(bool, read)) <= len(words):
        return ""
    runs = "".join(kana or f" {word} " for word, kana in zip(words, read, strict=True)).split()
    hiragana = " ".join(runs)
    return f"{hiragana} {jaconv.hira2kata(hiragana)}"


def _kana_of(word: str) -> str:
    """Return the hiragana of a word in romaji; "" for any other."""
    if word in _PARTICLES:
        return _PARTICLES[word]
    kana = str(jaconv.alphabet2kana(word.replace("nn", "n'n")))
    return "" if _UNREAD.search(kana) or kana == word else kana
