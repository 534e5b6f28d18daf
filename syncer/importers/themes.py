"""Theme lists of anime: ``OP1: "Again" by YUI (eps 1-14)``."""

import re

from syncer.model import Song

_QUOTES = '"“”„«»＂'
_THEME = re.compile(
    rf"""\s*(?P<mark>(?:OP|ED|IN|IS|Opening|Ending|Insert(?:\ Song)?|Theme)(?:\ (?:theme|song))?\s*\#?\d*|\#?\d+)?
    \s*(?:[vV]\d)?\s*(?P<colon>[:.\-–]?)\s*[{_QUOTES}](?P<title>.+?)[{_QUOTES}](?=\s|\||$|[,(])
    \s*(?:\((?P<native>[^)]*)\)\s*)?
    (?:by\s+(?P<artist>.+?))?
    \s*(?P<eps>\((?:eps?|episodes?)\.?\s[^)]*\))?\s*(?:\|.*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_KIND = r"(?:OP|ED|Opening|Ending|Insert(?:\ Song)?|Theme)(?:\ (?:theme|song))?"
_OF_SERIES = re.compile(
    rf"""(?P<series>\S.*?)[\s:|,–-]+(?:\(?{_KIND}\s*\#?\d*\)?)\s*[:.\-–|]?\s*
    [{_QUOTES}](?P<title>[^{_QUOTES}]+)[{_QUOTES}]\s*(?:\([^)]*\)\s*)?(?:by|[-–|/:])\s+(?P<artist>\S.*?)
    \s*(?:\((?:eps?|episodes?)\.?\s[^)]*\))?""",
    re.VERBOSE,
)
"""``Fullmetal Alchemist OP1: "again" by YUI``"""
_BARE = re.compile(
    r"(?:OP|ED|Opening|Ending|Insert(?: Song)?)(?: (?:theme|song))?\s*#?\d*\s*[:.\-–]\s*"
    r"(?P<title>\S.*?)\s+(?:[-–—/]|by)\s+(?P<artist>\S.*?)\s*(?:\((?:eps?|episodes?)\.?\s[^)]*\))?"
)
"""``OP1: again - YUI``"""
_OF_SERIES_BARE = re.compile(
    r"(?P<series>\S.*?)[\s:|,–-]+(?:OP|ED|Opening|Ending)(?: (?:theme|song))?\s*#?\d*\s*[:|–-]\s*"
    r"(?P<title>\S.*?)\s+(?:[-–—/]|by)\s+(?P<artist>\S.*)"
)
"""``Naruto OP2 - Haruka Kanata - ASIAN KUNG-FU GENERATION``"""
_KIND_JA = r"(?:OP|ED|オープニング|エンディング|主題歌|挿入歌|テーマソング)(?:テーマ|主題歌|曲)?\s*\d*"
_JAPANESE = (
    re.compile(
        rf"(?:【(?P<box>[^】]+)】|『(?P<book>[^』]+)』|(?P<series>\S.*?))\s*{_KIND_JA}\s*[:：]?\s*"
        r"「(?P<title>[^」]+)」\s*[／/:：-]?\s*(?P<artist>\S.*)"
    ),
    re.compile(rf"「(?P<title>[^」]+)」\s*[／/:：-]?\s*(?P<artist>\S.*?)\s*[（(](?P<series>.+?)\s*{_KIND_JA}\s*[）)]"),
)
"""``【鬼滅の刃】OP「紅蓮華」LiSA``, ``「紅蓮華」LiSA（鬼滅の刃 OP）``"""
_LABEL = re.compile(
    rf"{_KIND.replace(chr(92) + ' ', ' ')}s?(?: themes?)?\s*:?|{_KIND_JA}[:：]?|(?:theme songs?|themes|songs)\s*:?",
    re.IGNORECASE,
)
_HINT = re.compile(rf"[{_QUOTES}「]|\b(?:OP|ED|Opening|Ending|Insert)(?![a-z])")
"""Every form above has one of these."""
_NATIVE = re.compile(r"\s*\([^()]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3][^()]*\)$")

_MAX_LINE = 300


def theme(line: str, source: str = "", artists: tuple[str, ...] = ()) -> Song | None:
    """Return the song of a line of a theme list, from ``source`` unless it names another; None where it is none."""
    if len(line) > _MAX_LINE or not _HINT.search(line):
        return None
    return _quoted(line, source, artists) or _other(line, source, artists)


def is_label(line: str) -> bool:
    """Return whether a line only says what kind of theme comes next."""
    return len(line) <= _MAX_LINE and _LABEL.fullmatch(line.strip()) is not None


def _quoted(line: str, source: str, artists: tuple[str, ...]) -> Song | None:
    found = _THEME.fullmatch(line)
    if not found or not (found["eps"] or found["mark"]):
        return None
    if not found["artist"] and (found["mark"] or "").lstrip("#").isdigit():
        return None
    return Song(
        title=romanised(found["title"].strip()),
        artists=artists or ((romanised(found["artist"].strip()),) if found["artist"] else ()),
        source=source or None,
    )


def _other(line: str, source: str, artists: tuple[str, ...]) -> Song | None:
    for pattern in (*_JAPANESE, _BARE, _OF_SERIES, _OF_SERIES_BARE):
        if found := pattern.fullmatch(line):
            named = found.groupdict()
            series = named.get("box") or named.get("book") or named.get("series") or source
            title, artist = found["title"].strip('"“” '), found["artist"].strip()
            return Song(romanised(title), artists or (romanised(artist),), source=series or None)
    return None


def romanised(name: str) -> str:
    """Return "Koda Kumi" for "Koda Kumi (倖田來未)": the bracket says the same in another script."""
    plain = _NATIVE.sub("", name)
    return plain if plain and plain.isascii() else name
