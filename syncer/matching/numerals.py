"""How numbers in titles are read: 1 is ichi, hito or "one", 115 is hyaku juu go, 三年 may be spelt "3-nen"."""

from functools import lru_cache
from typing import Final

_DIGITS: Final = (
    ("rei", "zero", "maru", "oh"), ("ichi", "it", "is", "ik", "ip", "hito", "i", "wan", "one"),
    ("ni", "futa", "fu", "tsuu", "two"), ("san", "mi", "surii", "three"),
    ("yon", "shi", "yo", "foo", "four"), ("go", "itsu", "faibu", "five"),
    ("roku", "rop", "rok", "mu", "shikkusu", "six"), ("nana", "shichi", "sebun", "seven"),
    ("hachi", "hap", "has", "hat", "hak", "ya", "eito", "eight"), ("kyuu", "ku", "kokono", "nain", "nine"),
)  # fmt: skip
_ENGLISH: Final = {
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
    60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
}  # fmt: skip
_PEOPLE_AND_AGES: Final = {1: ("hitori",), 2: ("futari",), 10: ("too", "jup", "jut", "juk"), 20: ("hatachi", "hata")}
_UNITS: Final = ((10**8, "oku"), (10**4, "man"), (1000, "sen"), (100, "hyaku"), (10, "juu"))
_CHANGED: Final = {
    (3, 1000): "sanzen", (8, 1000): "hassen", (3, 100): "sanbyaku", (6, 100): "roppyaku", (8, 100): "happyaku",
}  # fmt: skip
KANJI_DIGITS: Final = dict(zip("〇一二三四五六七八九", "0123456789", strict=True)) | {
    "零": "0", "十": "10", "百": "100", "千": "1000", "万": "10000",
}  # fmt: skip


@lru_cache(maxsize=4096)
def number_readings(digits: str) -> tuple[str, ...]:
    """Return how a number in digits may be read, in romaji or English, the likeliest first; never empty."""
    number = int(digits)
    found = [_spoken(number)] if number < 10**12 else []
    if len(digits) == 1:
        found += _DIGITS[number]
    found += _PEOPLE_AND_AGES.get(number, ())
    found += [_ENGLISH[number]] if number in _ENGLISH else []
    found.append("".join(_DIGITS[int(digit)][0] for digit in digits).replace("reirei", "zerozero"))
    return tuple(dict.fromkeys(found))


def _spoken(number: int) -> str:
    """Return a number as it is counted in Japanese."""
    for unit, name in _UNITS:
        if number >= unit:
            many, rest = divmod(number, unit)
            head = name if many == 1 and unit <= 1000 else _CHANGED.get((many, unit), _spoken(many) + name)  # noqa: PLR2004
            return head + (_spoken(rest) if rest else "")
    return _DIGITS[number][0] if number else "zero"
