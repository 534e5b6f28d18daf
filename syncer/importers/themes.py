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
_NATIVE = re.compile(r"\s*\([^()]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3][^()]*\)$")

_MAX_LINE = 300


def theme(line: str, source: str = "", artists: tuple[str, ...] = ()) -> Song | None:
    """Return the song of a line of a theme list, from ``source``; None where it is none."""
    found = _THEME.fullmatch(line)
    if not found or not (found["eps"] or found["mark"]) or len(line) > _MAX_LINE:
        return None
    if not found["artist"] and (found["mark"] or "").lstrip("#").isdigit():
        return None
    return Song(
        title=romanised(found["title"].strip()),
        artists=artists or ((romanised(found["artist"].strip()),) if found["artist"] else ()),
        source=source or None,
    )


def romanised(name: str) -> str:
    """Return "Koda Kumi" for "Koda Kumi (倖田來未)": the bracket says the same in another script."""
    plain = _NATIVE.sub("", name)
    return plain if plain and plain.isascii() else name
