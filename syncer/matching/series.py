"""Series, films and games, where titles and albums name them: "TVアニメ「…」OP", "(From “…”)", "… Soundtrack"."""

import re
from functools import lru_cache

from syncer.matching.likeness import alike
from syncer.matching.script import scripts
from syncer.matching.text import fold

_MEDIA = (
    "アニメ|映画|劇場版|ドラマ|ゲーム|ova|動畫|动画|動漫|電影|电影|電視劇|电视剧|網劇|드라마|영화|애니메이션|тв"
    r"|\b(?:anime|animation|series|drama|movie|film|game)\b"
)
_SONG = "主題歌|主题曲|主題曲|片尾曲|片頭曲|片头曲|插曲|挿入歌|テーマ|(?<![a-z])(?:op|ed|ost)(?![a-z])"
_SOUNDTRACK = (
    r"soundtrack|sound\s?track|(?<!\w)ost(?!\w)|o\.s\.t\.?|オリジナル.?サウンド.?トラック|サウンドトラック|サントラ"
    r"|原声带|原聲帶"
)
_KIND_OF_WORK = r"(?:motion picture|series|game|tv|television|anime|video game|netflix)"
_PLACE = r"(?:opening|ending|theme|main|insert|op|ed|image|主題歌)"


def _pattern(*lines: str) -> re.Pattern[str]:
    return re.compile("".join(lines), re.IGNORECASE)


_NAMED = (
    # TVアニメ「鬼滅の刃」OP
    _pattern(
        rf"(?:tv|テレビ)?\s*(?:{_MEDIA})[^「『《〈“\"]{{0,12}}", r"[「『《〈“\"](?P<name>[^」』》〉”\"]+)[」』》〉”\"]"
    ),
    # 「鬼滅の刃」主題歌
    _pattern(rf"[「『《〈](?P<name>[^」』》〉]+)[」』》〉].{{0,16}}?(?:{_SONG})"),
    # From "Naruto Shippuden"; from the motion picture "…" soundtrack
    _pattern(
        r"^(?:music |songs? |theme |love theme )?(?:from|theme (?:from|of)|aus|из|de la película|du film|dal film)\s+",
        r"(?:the (?:motion picture|film|movie|series|netflix (?:film|series)|original)\s+)?",
        r"[\"“”„«'‘「『]?(?P<name>.+?)[\"“”»'’」』]?",
        r"(?:\s*[-/]?\s*(?:original\s+)?(?:motion picture\s+)?(?:soundtrack|ost).*)?$",
    ),
    # Frozen (Original Motion Picture Soundtrack)
    _pattern(
        r"^(?P<name>.+?)[\"”」』》]?\s*[-–:(（~〜\[]*\s*(?:the\s+)?(?:original\s+)?",
        rf"(?:{_KIND_OF_WORK}\s+)*(?:{_SOUNDTRACK})",
    ),
    # Opening theme to SAKAMOTO DAYS
    _pattern(
        rf"^{_PLACE}\s*(?:theme|song)?\s*(?:\d\s*)?(?:to|of|for|from|from the)\s+(?:the\s+)?(?:tv\s+)?",
        r"(?:anime\s+|animation\s+|series\s+)*[\"“「『]?(?P<name>.+?)[\"”」』]?$",
    ),
    # "Tower of God" ED
    _pattern(
        r"^[\"“「『]?(?P<name>.+?)[\"”」』]?\s*(?:tv\s+)?(?:anime|series|animation|アニメ)?\s*",
        r"(?<!\w)(?:opening|ending|op|ed|main|insert)\s*(?:theme|song|テーマ|主題歌|曲)?\s*\d*$",
    ),
    # 犬夜叉 主題歌集
    _pattern(
        r"^(?P<name>.+?)\s*(?:主題歌|テーマソング|エンディング|オープニング|挿入歌|主题曲|主題曲|片尾曲|片头曲|片頭曲)",
        r"(?:テーマ|曲|集|ベスト)?$",
    ),
)
"""What stands around a work's name, the most telling first."""

_SEASON = re.compile(
    r"\s*(?:[-–:]?\s*\b(?:season|series|part|cour)\s*\d+|\b\d(?:st|nd|rd|th) season|第.期|[ⅡⅢⅣⅤ]|\b(?:II|III|IV)\b|\d+"
    r"|\s?\(?(?:19|20)\d\d\)?)\s*$",
    re.IGNORECASE,
)
"""A season's number at the end of a name."""
_LAST_WORD = re.compile(r"(?<=\S{3})\s+\S+\s*$")
"""What a sequel adds."""
WITH_SUBTITLE = 0.95
ONE_SLIP, OTHER_WORD = 0.9, 0.8
"""Names of works are words: one letter in ten may be a slip, more is another word ("Bleach", "Beach")."""
PLAIN_NAME = 5
"""Letters; shorter names begin too many others."""


@lru_cache(maxsize=4096)
def named_source(part: str) -> str | None:
    """Return the series, film or game that a part of a title, or an album's title, names; None if it names none."""
    for pattern in _NAMED:
        found = pattern.search(part)
        if found and found["name"].strip():
            return found["name"].strip(' -–:~〜()（）[]「」『』"')
    return None


@lru_cache(maxsize=4096)
def series_alike(asked: str, named: str) -> float:
    """Return how alike two names of series are, 0 to 1; one with its season or subtitle begins with the plain one."""
    ours, theirs = fold(asked), fold(named)
    if len(ours) >= PLAIN_NAME and f"{theirs} ".startswith(f"{ours} "):
        return WITH_SUBTITLE
    if len(theirs) >= PLAIN_NAME and f"{ours} ".startswith(f"{theirs} "):
        return WITH_SUBTITLE
    pairs = (
        (asked, named),
        (_SEASON.sub("", asked), _SEASON.sub("", named)),
        (asked, _LAST_WORD.sub("", named)),
        (_LAST_WORD.sub("", asked), named),
    )
    whole, *shortened = (alike(one, other).value for one, other in pairs)
    best = max(whole, *(WITH_SUBTITLE * value for value in shortened))
    return best if best >= ONE_SLIP or scripts(asked) != scripts(named) else best * OTHER_WORD
