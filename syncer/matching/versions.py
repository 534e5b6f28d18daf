"""The words that tell one recording of a song from another, and whether the one offered is the one asked for.

A table and not code: each line is a kind of version and the words for it in the languages that titles are written in.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from syncer.matching.text import fold

_TABLE: Final = {
    "karaoke": r"""
        karaoke|カラオケ|가라오케|노래방|卡拉ok|伴奏|sing ?along|backing (?:track|version)|in the style of
        (?:originally |as )?(?:performed|made (?:famous|popular)) by|原曲歌手|歌っちゃ王
    """,
    "instrumental": r"""
        instrumentals?|inst|off ?vo(?:cal)?(?:e|s)?|オフボーカル|オフ・?ボーカル|インスト(?:ゥルメンタル)?
        纯音乐|純音樂|vocal ?less|without vocals?|minus one|연주곡|반주|less vocal
    """,
    "a cappella": r"""
        a ?c+ap+ella|アカペラ|아카펠라|vocals? only
    """,
    "cover": r"""
        covers?|covered by|カバー|カヴァー|歌ってみた|翻唱|커버|tribute(?: to)?|弾いてみた|叩いてみた
        made famous|cast version
    """,
    "live": r"""
        live|ライブ|ライヴ|生演奏|라이브|现场|現場|en vivo|ao vivo|en directo|dal vivo|en concierto
        in concert|концерт|unplugged|live session|live ?house|公演
        session|sessions|tiny desk|the first take|first take|演唱会|演唱會|tour|tour version
    """,
    "acoustic": r"""
        acoustic|アコースティック|アコギ|弾き語り|어쿠스틱|不插电|acústic[oa]|acoustique|акустика|unplugged
        stripped|campfire|wersja akustyczna|アコ
    """,
    "remix": r"""
        remix(?:es|ed)?|リミックス|리믹스|rmx|remixed by|bootleg|rework|vip|dub|club (?:mix|edit|version)
        dance (?:mix|version)|house mix|extended (?:mix|club)|mashup|dj mix|nightcore|ナイトコア|flip|refix
        re ?edit|megamix|eurobeat|techno|lo ?fi|trap version|arrange(?:d)?|アレンジ
    """,
    "speed": r"""
        sped ?up|slowed(?: down)?(?: and)?(?: reverb)?|speed ?up|nightcore|chopped|8d|reverb
    """,
    "piano": r"""
        piano|ピアノ|피아노|钢琴|鋼琴|solo piano
    """,
    "strings": r"""
        orchestra(?:l)?|strings?|symphonic|オーケストラ|オーケストラバージョン|string quartet|violin|guitar
        ギター|ヴァイオリン|バイオリン|saxophone|flute|brass|jazz|bossa nova|bossa|harp|ensemble
    """,
    "music box": r"""
        music ?box|オルゴール|오르골|八音盒
    """,
    "8-bit": r"""
        8 ?bit|chiptune|16 ?bit|ファミコン|8ビット
    """,
    "tv size": r"""
        tv[ -]?(?:size|edit|ver(?:sion)?|サイズ)|テレビサイズ
        (?:anime|game|short|movie|ゲーム|アニメ)[ -]?(?:size|サイズ|edit)
        ショート(?:バージョン|ver(?:sion)?|サイズ)?|short(?: ver(?:sion)?| cut)?|tv size ver|opening size
        op size|m size
    """,
    "demo": r"""
        demos?|デモ|데모|rough mix|early take|(?:alternate|alternative|alt) (?:take|version|mix)|outtake
        rehearsal|take \d+|work tape|voice memo|first draft|early version
    """,
    "re-recording": r"""
        re ?record(?:ed|ing)?|new recording|rerecorded|セルフカバー|self ?cover|.*\btaylors version
        (?:19|20)\d\d ver(?:sion)?|\d+ years after(?: ver(?:sion)?)?|.*anniversary (?:ver(?:sion)?|recording)
        new ver(?:sion)?|新録|再録|re ?make|reprise|redux|revisited|reimagined|新版
    """,
    "english version": r"""
        (?:english|eng|英語|영어|英文|英語版)(?: (?:ver(?:sion)?|lyrics))?|イングリッシュ(?:バージョン)?
        английская версия
    """,
    "japanese version": r"""
        (?:japanese|jp|jpn|japan|日本語|일본어|日文)(?:版)?(?: (?:ver(?:sion)?))|日本語(?:版|ver(?:sion)?)
    """,
    "korean version": r"""
        (?:korean|kor|kr|韓国語|한국어|韩文|韓文)(?:版)?(?: (?:ver(?:sion)?))|韓国語(?:版|ver(?:sion)?)
    """,
    "chinese version": r"""
        (?:chinese|chn|mandarin|cantonese|中国語|중국어|国语|國語|粤语|粵語|中文)(?:版)?(?: ver(?:sion)?)?
    """,
    "spanish version": r"""
        (?:spanish|french|german|italian|portuguese|russian)(?: ver(?:sion)?)|en español|en espanol
        versi[oó]n en espa[nñ]ol|spanglish
    """,
    "medley": r"""
        medley|メドレー|메들리|interlude|skit|intro|outro|prelude|overture|commentary|interview|spoken
    """,
    "extended": r"""
        extended(?: ver(?:sion)?| mix)?|12(?:\"| inch)(?: ver(?:sion)?| mix)?|long ver(?:sion)?|full length
    """,
    "edit": r"""
        (?:radio|single|album|video|clean|club)? ?edit(?:ed)?(?: ver(?:sion)?)?|radio (?:mix|ver(?:sion)?)
        (?:19|20)\d\d (?:stereo |mono )?mix|new mix|(?:mono|stereo) mix|us (?:mix|ver(?:sion)?)
    """,
    "another mix": r"""
        .+ mix|.+ edit
    """,
    "other version": r"""
        .+ ver(?:sion)?|.+バージョン|.+ヴァージョン|.+버전|.+盤|.+版|version|ver
    """,
}
"""Kind and words: regular expressions over several lines, for the folded spelling of ``text.fold``."""

_SAME: Final = r"""
    (?:digital(?:ly)? )?remaster(?:ed|ing)?(?: ver(?:sion)?)?|リマスター(?:版|音源)?|리마스터
    (?:19|20)\d\d(?: digital)? remaster(?:ed|ing)?(?: ver(?:sion)?)?|remaster(?:ed)? (?:in )?(?:19|20)\d\d
    (?:album|single|original|full|main|lp|ep) ?(?:ver(?:sion)?|mix|size|audio|recording|remaster(?:ed)?)?
    (?:studio|explicit|mono|stereo|standard|normal|official) ?(?:ver(?:sion)?|mix|size|audio|recording|remaster(?:ed)?)?
    (?:cd|hq|hd|4k|complete|movie|film) ?(?:ver(?:sion)?|mix|size|audio|recording|remaster(?:ed)?)?
    (?:soundtrack|hit|short film) ?(?:ver(?:sion)?|mix|size|audio|recording|remaster(?:ed)?)?
    (?:remastered|video|release|orig) ?(?:ver(?:sion)?|mix|size|audio|recording|remaster(?:ed)?)?
    explicit|clean|mono|stereo|deluxe(?: edition| version)?|bonus(?: track)?|ボーナストラック
    official(?: (?:music|lyrics?|hd|4k))?(?: (?:video|audio|mv|visuali[sz]er))?|mv|m v|music video
    lyrics?(?: video)?|audio|video|hd|hq|4k|visuali[sz]er|with lyrics|single|album|ost|オリジナル
    フル(?:サイズ|バージョン)?|本人|full(?: ver(?:sion)?| size)|album mix|original|original mix|original cast
    expanded|legacy edition|.*\bremaster(?:ed)?(?: (?:19|20)\d\d)?|(?:19|20)\d\d remaster.*|.*リマスター.*
    .*remaster(?:ed|ing)?(?: version)?|prod(?:uced)?(?: by)? .*|.* produced|nc|tv ost|主題歌
    テーマ(?:ソング|曲)?|(?:op|ed|opening|ending)(?: theme)?
"""
"""Words after which it still is the same recording."""

WRONG = 0.0
ACCEPTABLE = 0.7
EQUAL = 1.0

_ACCEPTABLE_OFFERED: Final = frozenset({"edit", "extended", "other version"})
"""Offered where the plain song is asked: cut or mixed otherwise, and still what most people mean."""

_ACCEPTABLE_MISSING: Final = frozenset({"tv size", "edit", "extended", "other version"})
"""Asked for, and the plain song offered: a TV size is a cut of it."""


def _joined(lines: str) -> str:
    """Return one regular expression of alternatives that are written over several lines."""
    return "|".join(line.strip() for line in lines.strip().splitlines())


_GENERAL: Final = ("edit", "another mix", "other version")
"""Kinds that only count where no other does, the most telling first."""

_KINDS: Final = tuple((kind, re.compile(_joined(words))) for kind, words in _TABLE.items())
_IS_SAME: Final = re.compile(_joined(_SAME))
_CONTAINED: Final = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{_joined(words)})(?!\w)"))
    for kind, words in _TABLE.items()
    if kind in {"karaoke", "instrumental", "cover", "live", "acoustic", "remix", "speed", "music box", "8-bit",
                "tv size", "demo", "re-recording", "piano", "a cappella"}
)  # fmt: skip
_LOUD: Final = re.compile(
    r"karaoke|カラオケ|가라오케|off ?vocal|オフボーカル|オルゴール|music ?box(?= ver)|instrumental(?= ver|$)|"
    r"tv ?size|tvサイズ|(?<=\w )remix(?=$)|(?<=\w )ver(?:sion)?$"
)
"""What tells a version even without brackets or a dash; "live" or "piano" there may be the song's own word."""


_LISTED: Final = re.compile(r"\s*[;/]\s*")
"""Between the versions of one part: "Radio Edit; 2014 Remaster"."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the version offered is the one asked for."""

    value: float
    """``EQUAL``, ``ACCEPTABLE`` or ``WRONG``."""
    note: str = ""


@lru_cache(maxsize=4096)
def kinds(part: str) -> frozenset[str] | None:
    """Return the kinds of version that a part of a title names; empty: none, the same recording; None: no version."""
    several = [kinds(piece) for piece in _LISTED.split(part)] if _LISTED.search(part) else []
    if several and None not in several:
        return frozenset().union(*(each or frozenset() for each in several))
    folded = fold(part)
    inside = frozenset(kind for kind, words in _CONTAINED if words.search(folded))
    if not inside and _IS_SAME.fullmatch(folded):
        return frozenset()
    found = inside or frozenset(kind for kind, words in _KINDS if words.fullmatch(folded))
    specific = found - set(_GENERAL)
    general = next((frozenset({kind}) for kind in _GENERAL if kind in found), None)
    return specific or general


@lru_cache(maxsize=4096)
def loud_kinds(text: str) -> frozenset[str]:
    """Return the kinds of version that stand in a text without brackets around them."""
    found = _LOUD.search(fold(text))
    return (kinds(found[0]) or frozenset()) if found else frozenset()


def fit(asked: frozenset[str], offered: frozenset[str]) -> Fit:
    """Return whether the kinds offered are those asked for; the note names what is wrong."""
    more, less = offered - asked, asked - offered
    if not more and not less:
        return Fit(EQUAL)
    if more <= _ACCEPTABLE_OFFERED and less <= _ACCEPTABLE_MISSING:
        return Fit(ACCEPTABLE, ", ".join(sorted(more) or [f"not the {kind}" for kind in sorted(less)]))
    if more - _ACCEPTABLE_OFFERED:
        return Fit(WRONG, ", ".join(sorted(more - _ACCEPTABLE_OFFERED)))
    return Fit(WRONG, ", ".join(f"not {kind}" for kind in sorted(less)))
