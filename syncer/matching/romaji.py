"""Romaji as people write it, brought to one spelling."""

import unicodedata
from functools import lru_cache
from typing import Final

from syncer.matching.rough import applied, rules

_MACRONS: Final = str.maketrans("āīūēōâîûêôáíúéóàìùèòäïüëö", "aiueo" * 5)

_CONSONANTS: Final = rules(
    (r"[xl]ts?u([bcdfghjkmprstvwyz])", r"\1\1"),  # the keys for っ
    (r"[xl]ts?u(?![aiueo])", ""),
    ("l", "r"),  # Japanese has one liquid
    ("v(?=[aeiouy])", "b"),  # ヴ is spelt and spoken with b as well
    ("ph", "f"),
    ("(?<=sh|ch)ee", "i"),  # Sheena: in English letters
    ("tch|cch", "tch"),
    ("ch(?=[aiueoy])y?", "ty"),
    ("sch|sh(?=[aiueoy])y?", "sy"),
    ("jj(?=[aiueo])", "zj"),
    ("j(?=[aiueoy])y?", "zy"),
    ("dzu|dsu|du", "zu"),
    ("dz", "z"),
    ("d[yi](?=[aueo])|di", "zyi"),  # ぢ, ぢゃ; ディ goes the same way on both sides
    ("ts(?=[aiueo])", "t"),
    ("(?<=[szt])yi", "i"),
    ("fu", "hu"),
    ("wo", "o"),
    ("ck|qu?(?=[aeiou])|q|c(?![hy])", "k"),
    ("x", "ks"),
    ("m(?=[bmpf])", "n"),  # shimbun, gamma
    ("n[’'](?=[aiueoyn])", "n"),
    ("nn+(?![aiueoyn])", "n"),
)
"""Hepburn, Kunrei, Nihon-shiki and what keyboards take, to the shortest of each (し is si, ち ti, つ tu, じ zi)."""

_LONG: Final = rules(
    ("h(?![aiueoy])", ""),  # Ohno, Satoh
    ("ou+", "o"),
    (r"([aiueo])[\-ー]?(?=\1)", ""),
)
"""Vowel length is written in five ways, or not at all."""


@lru_cache(maxsize=4096)
def fold_romaji(text: str) -> str:
    """Return the key that all romanisations of one Japanese text share, without blanks, case and vowel length.

    Letters and digits only; what differs in voice or consonant stays apart ("kakko" and "gakko").
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_MACRONS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if (c.isalnum() and c.isascii()) or c == "'")
    return applied(_LONG, applied(_CONSONANTS, text).replace("'", ""))
