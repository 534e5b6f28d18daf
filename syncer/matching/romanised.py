"""Whether Latin letters can spell what is written in Hangul, Cyrillic or Chinese characters.

Each script has several romanisations and most people follow none, so both sides are brought to one rough spelling in
which the habits no longer differ, and those are compared letter by letter. Japanese has its own module: ``reading``.
"""

from functools import lru_cache
from itertools import islice, product
from typing import Final

from anyascii import anyascii

from syncer.matching.korean import korean
from syncer.matching.rough import applied, near, rules
from syncer.matching.script import scripts
from syncer.matching.text import compact

_CYRILLIC: Final = rules(
    ("[^a-z0-9]", ""),
    ("shch|sch|sc(?=[aeiou])|šč", "s"),
    ("sh|š", "s"),
    ("zh|ž", "j"),
    ("ch|č|cz|tch", "4"),
    ("ts|tz|cz|c(?=[eiy])", "c"),
    ("kh|x(?=[aeiouy])", "h"),
    ("ph", "f"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("[yij]o|e|[yi]e|je", "e"),
    ("[yij]a", "a"),
    ("[yij]u", "u"),
    ("[yj]|i+", "i"),
    ("g", "h"),
    ("c", "s"),
    (r"(.)\1+", r"\1"),
)
"""BGN, ISO 9, GOST, passport and chat spellings; г is g in Russian and h in Ukrainian."""

_PINYIN: Final = rules(
    ("[^a-z0-9]", ""),
    ("lyu|lue|lve?|lü", "lu"),
    ("nyu|nve?|nü", "nu"),
)

_POLYPHONES: Final = {
    "行": "xing hang", "长": "chang zhang", "長": "chang zhang", "还": "hai huan", "還": "hai huan", "乐": "le yue",
    "樂": "le yue", "了": "le liao", "着": "zhe zhao zhuo", "著": "zhe zhu zhao", "得": "de dei", "地": "de di",
    "的": "de di", "都": "dou du", "重": "zhong chong", "觉": "jue jiao", "覺": "jue jiao", "会": "hui kuai",
    "朝": "chao zhao", "调": "diao tiao", "調": "diao tiao", "弹": "tan dan", "彈": "tan dan", "传": "chuan zhuan",
    "傳": "chuan zhuan", "单": "dan shan", "露": "lu lou", "没": "mei mo", "沒": "mei mo", "便": "bian pian",
    "藏": "cang zang", "曾": "ceng zeng", "差": "cha chai", "薄": "bao bo", "大": "da dai", "给": "gei ji",
    "和": "he huo", "降": "jiang xiang", "角": "jiao jue", "解": "jie xie", "落": "luo la", "绿": "lv lu",
    "綠": "lv lu", "女": "nv nu", "呢": "ne ni", "色": "se shai", "石": "shi dan", "似": "si shi", "说": "shuo shui",
    "提": "ti di", "系": "xi ji", "血": "xue xie", "咽": "yan ye", "旅": "lv lu", "铝": "lv lu", "率": "lv shuai",
    "虑": "lv lu", "恶": "e wu", "阿": "a e", "那": "na nei", "谁": "shei shui", "誰": "shei shui", "熟": "shu shou",
    "吓": "xia he", "强": "qiang jiang", "仔": "zi zai",
}  # fmt: skip
"""Characters with more than one ordinary Mandarin reading, and ü as people type it."""

_COMBINATIONS = 24
"""How many readings of a Chinese title are tried; few have more than two characters with a choice."""


@lru_cache(maxsize=2048)
def rough_cyrillic(text: str) -> str:
    """Return the rough spelling of a text in Cyrillic letters, or of its romanisation."""
    return applied(_CYRILLIC, anyascii(text).lower())


@lru_cache(maxsize=2048)
def pinyin(text: str) -> tuple[str, ...]:
    """Return how a text in Chinese characters may be read in Mandarin, without tones and blanks."""
    choices = [_POLYPHONES.get(c, anyascii(c)).split() or [""] for c in text]
    return tuple(
        {applied(_PINYIN, "".join(reading).lower()): None for reading in islice(product(*choices), _COMBINATIONS)}
    )


def spells(latin: str, native: str) -> float:
    """Return how well Latin letters spell a text in Hangul, Cyrillic or Chinese characters; 0 to 1.

    0 where the native text is in none of these.
    """
    found = scripts(native)
    best = 0.0
    if "hangul" in found:
        best = max(best, korean(latin, native))
    if "cyrillic" in found:
        best = max(best, near(rough_cyrillic(compact(latin)), rough_cyrillic(compact(native))))
    if "han" in found and "kana" not in found:
        wanted = applied(_PINYIN, compact(latin))
        best = max(best, *(near(wanted, reading) for reading in pinyin(compact(native))))
    return best
