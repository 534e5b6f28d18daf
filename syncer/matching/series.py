"""Series, films and games, where titles and albums name them: "TVアニメ「…」OP", "(From “…”)", "… Original Soundtrack"."""

import re
from functools import lru_cache

from syncer.matching.likeness import alike
from syncer.matching.text import fold

_WORK = r"(?:tv|テレビ)?\s*(?:アニメ|映画|劇場版|ドラマ|ゲーム|ova|動畫|动画|動漫|電影|电影|電視劇|电视剧|網劇|드라마|영화|애니메이션|тв)"
_NAMED = (
    re.compile(rf"{_WORK}[^「『《〈“\"]{{0,12}}[「『《〈“\"](?P<name>[^」』》〉”\"]+)[」』》〉”\"]", re.IGNORECASE),
    re.compile(r"[「『《〈](?P<name>[^」』》〉]+)[」』》〉].{0,16}?(?:主題歌|主题曲|主題曲|片尾曲|片頭曲|片头曲|插曲|(?<![a-z])(?:op|ed|ost)(?![a-z])|挿入歌|テーマ)",
               re.IGNORECASE),
    re.compile(r"^(?:music |songs? |theme |love theme )?(?:from|theme (?:from|of)|aus|из|de la película|du film|dal film)"
               r"\s+(?:the (?:motion picture|film|movie|series|netflix (?:film|series)|original)\s+)?"
               r"[\"“”„«'‘「『]?(?P<name>.+?)[\"“”»'’」』]?(?:\s*[-/]?\s*(?:original\s+)?(?:motion picture\s+)?(?:soundtrack|ost).*)?$",
               re.IGNORECASE),
    re.compile(r"^(?P<name>.+?)[\"”」』》]?\s*[-–:(（~〜\[]*\s*(?:the\s+)?(?:original\s+)?(?:(?:motion picture|series|game|tv|television|"
               r"anime|video game|netflix)\s+)*(?:soundtrack|sound\s?track|(?<!\w)ost(?!\w)|o\.s\.t\.?|オリジナル.?サウンド.?トラック|サウンドトラック|"
               r"サントラ|原声带|原聲帶)", re.IGNORECASE),
    re.compile(r"^(?:(?:opening|ending|theme|main|insert|op|ed|image|主題歌)\s*(?:theme|song)?\s*(?:\d\s*)?)(?:to|of|for|from|from the)\s+"
               r"(?:the\s+)?(?:tv\s+)?(?:anime\s+|animation\s+|series\s+)*[\"“「『]?(?P<name>.+?)[\"”」』]?$", re.IGNORECASE),
    re.compile(r"^[\"“「『]?(?P<name>.+?)[\"”」』]?\s*(?:tv\s+)?(?:anime|series|animation|アニメ)?\s*(?:(?<!\w)(?:opening|ending|op|ed|main|insert))"
               r"\s*(?:theme|song|テーマ|主題歌|曲)?\s*\d*$", re.IGNORECASE),
    re.compile(r"^(?P<name>.+?)\s*(?:主題歌|テーマソング|エンディング|オープニング|挿入歌|主题曲|主題曲|片尾曲|片头曲|片頭曲)"
               r"(?:テーマ|曲|集|ベスト)?$"),
)  # fmt: skip


WITH_SUBTITLE = 0.95
PLAIN_NAME = 5
"""Letters; shorter names begin too many others."""


@lru_cache(maxsize=65536)
def named_source(part: str) -> str | None:
    """Return the series, film or game that a part of a title, or an album's title, names; None if it names none."""
    for pattern in _NAMED:
        found = pattern.search(part)
        if found and found["name"].strip():
            return found["name"].strip(' -–:~〜()（）[]「」『』"')
    return None


@lru_cache(maxsize=65536)
def series_alike(asked: str, named: str) -> float:
    """Return how alike two names of series are, 0 to 1; one with its season or subtitle begins with the plain one."""
    ours, theirs = fold(asked), fold(named)
    if len(ours) >= PLAIN_NAME and f"{theirs} ".startswith(f"{ours} "):
        return WITH_SUBTITLE
    if len(theirs) >= PLAIN_NAME and f"{ours} ".startswith(f"{theirs} "):
        return WITH_SUBTITLE
    return alike(asked, named).value
