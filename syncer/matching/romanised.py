"""Whether Latin letters can spell what is written in Hangul, Cyrillic or Chinese characters.

Each script has several romanisations and most people follow none, so both sides are brought to one rough spelling in
which the habits no longer differ, and those are compared letter by letter. Japanese has its own module: ``reading``.
"""

import re
from functools import lru_cache
from itertools import islice, product
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import OSA, Indel

from syncer.matching.script import scripts
from syncer.matching.text import compact, fold

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


_KOREAN: Final = _rules(
    ("[^a-z0-9]", ""),
    ("tch|jj|ch|zh|z", "j"),
    ("kk|gg|k|q|ck", "g"),
    ("tt|dd|t", "d"),
    ("pp|bb|p|v|f", "b"),
    ("sh|ss|c(?!h)", "s"),
    ("ll|rr|r", "l"),
    ("wo", "uo"),
    ("ye?o(?=u)", "yo"),
    ("eo|ou|au", "o"),
    ("oo|eu|woo|u+", "u"),
    ("ee|yi|ui|i+", "i"),
    ("ae|ai|ay|e+", "e"),
    ("(?<!^)h", ""),
    ("(?<=[aeou])y(?![aeou])", "i"),
    (r"(.)\1+", r"\1"),
)
"""Revised Romanization, McCune-Reischauer, Yale-like and folk spellings: tense, plain and aspirated consonants fall
together, and so do the vowels that English ears write alike (eo/u/o, eu/oo/u, ae/e/ai)."""

_CYRILLIC: Final = _rules(
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

_PINYIN: Final = _rules(
    ("[^a-z0-9]", ""),
    ("lyu|lue|lve?|lü", "lu"),
    ("nyu|nve?|nü", "nu"),
)

_POLYPHONES: Final = {
    "行": "xing hang", "长": "chang zhang", "長": "chang zhang", "还": "hai huan", "還": "hai huan", "乐": "le yue",
    "樂": "le yue", "了": "le liao", "着": "zhe zhao zhuo", "著": "zhe zhu zhao", "得": "de dei", "地": "de di",
    "的": "de di", "都": "dou du", "重": "zhong chong", "觉": "jue jiao", "覺": "jue jiao", "会": "hui kuai",
    "少": "shao", "好": "hao", "相": "xiang", "为": "wei", "朝": "chao zhao", "调": "diao tiao", "調": "diao tiao",
    "弹": "tan dan", "彈": "tan dan", "传": "chuan zhuan", "傳": "chuan zhuan", "单": "dan shan", "露": "lu lou",
    "没": "mei mo", "沒": "mei mo", "便": "bian pian", "藏": "cang zang", "曾": "ceng zeng", "差": "cha chai",
    "白": "bai", "薄": "bao bo", "乘": "cheng", "大": "da dai", "发": "fa", "干": "gan", "给": "gei ji", "和": "he huo",
    "几": "ji", "假": "jia", "降": "jiang xiang", "角": "jiao jue", "教": "jiao", "解": "jie xie", "尽": "jin",
    "看": "kan", "落": "luo la", "绿": "lv lu", "綠": "lv lu", "女": "nv nu", "难": "nan", "呢": "ne ni", "宁": "ning",
    "切": "qie", "曲": "qu", "任": "ren", "色": "se shai", "石": "shi dan", "似": "si shi", "说": "shuo shui",
    "提": "ti di", "吐": "tu", "系": "xi ji", "血": "xue xie", "咽": "yan ye", "要": "yao", "应": "ying", "与": "yu",
    "旅": "lv lu", "铝": "lv lu", "率": "lv shuai", "虑": "lv lu", "恶": "e wu", "阿": "a e", "那": "na nei",
    "谁": "shei shui", "誰": "shei shui", "熟": "shu shou", "吓": "xia he", "强": "qiang jiang", "仔": "zi zai",
}  # fmt: skip
"""Characters with more than one ordinary Mandarin reading, and ü as people type it."""

_COMBINATIONS = 24
"""How many readings of a Chinese title are tried; few have more than two characters with a choice."""


@lru_cache(maxsize=16384)
def rough_korean(text: str) -> str:
    """Return the rough spelling of a Korean text, whether in Hangul or already romanised."""
    return _applied(_KOREAN, anyascii(text).lower())


@lru_cache(maxsize=16384)
def rough_cyrillic(text: str) -> str:
    """Return the rough spelling of a text in Cyrillic letters, or of its romanisation."""
    return _applied(_CYRILLIC, anyascii(text).lower())


@lru_cache(maxsize=4096)
def pinyin(text: str) -> tuple[str, ...]:
    """Return how a text in Chinese characters may be read in Mandarin, without tones and blanks."""
    choices = [_POLYPHONES.get(c, anyascii(c)).split() or [""] for c in text]
    return tuple(
        {_applied(_PINYIN, "".join(reading).lower()): None for reading in islice(product(*choices), _COMBINATIONS)}
    )


def spells(latin: str, native: str) -> float:
    """Return how well Latin letters spell a text in Hangul, Cyrillic or Chinese characters; 0 to 1.

    0 where the native text is in none of these.
    """
    found = scripts(native)
    best = 0.0
    if "hangul" in found:
        best = max(best, _near(rough_korean(compact(latin)), rough_korean(fold(native).replace(" ", ""))))
    if "cyrillic" in found:
        best = max(best, _near(rough_cyrillic(compact(latin)), rough_cyrillic(compact(native))))
    if "han" in found and "kana" not in found:
        wanted = _applied(_PINYIN, compact(latin))
        best = max(best, *(_near(wanted, reading) for reading in pinyin(compact(native))))
    return best


def sounds_like(latin: str, native: str) -> float:
    """Return how well the consonants of an English word fit those of its Hangul or Cyrillic spelling; 0 to 1.

    메트로놈 is "Metronome": the vowels are heard too differently to count, the consonants are not.
    """
    if not scripts(native) & {"hangul", "cyrillic"}:
        return 0.0
    one, other = _skeleton(compact(latin)), _skeleton(anyascii(fold(native)).lower())
    shortest = min(len(one), len(other))
    if shortest < 3:  # noqa: PLR2004 - two consonants fit too many words
        return 0.0
    return float(Indel.normalized_similarity(one, other))


_SKELETON: Final = _rules(
    ("[^a-z]", ""),
    ("ph|f|v|pp|bb|p", "b"),
    ("th(?=[aeiou])", "s"),
    ("ch|sh|j|z|c(?=[eiy])", "s"),
    ("x", "gs"),
    ("ck|c|q|k", "g"),
    ("t", "d"),
    ("r(?![aeiou])", ""),
    ("r", "l"),
    ("ng", "n"),
    ("m(?=b)", "n"),
    ("[aeiouyhw]", ""),
    (r"(.)\1+", r"\1"),
)
"""What Korean and Russian ears keep of an English word."""


@lru_cache(maxsize=16384)
def _skeleton(latin: str) -> str:
    return _applied(_SKELETON, latin)


def _applied(rules: _Rules, text: str) -> str:
    for pattern, by in rules:
        text = pattern.sub(by, text)
    return text


def _near(one: str, other: str) -> float:
    return float(OSA.normalized_similarity(one, other)) if one and other else 0.0
