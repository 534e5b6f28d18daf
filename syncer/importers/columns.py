"""Columns and keys: which of them hold what, and the song that their values are."""

import re
from collections.abc import Mapping, Sequence

from syncer.catalog.references import duration_ms, isrc, track_uri
from syncer.importers.names import field_of, is_numbered
from syncer.model import Song

_GUARDED = re.compile(r"^'(?=[=+\-@|＝＋－＠])")
MAX_TEXT = 500
"""A longer cell is no title."""
_MILLISECONDS_FROM = 10_000
"""A larger number is milliseconds: no song lasts ten thousand seconds, none ten."""
_NO_DURATION = 10_000_000


def placed(header: Sequence[str]) -> dict[str, list[int]]:
    """Return for each field its columns: the best by name, and all that are numbered ("Artist Name 1", …)."""
    found: dict[str, tuple[int, list[int]]] = {}
    for index, name in enumerate(header):
        if (known := field_of(name)) is None:
            continue
        field, rank = known
        before = found.get(field, (rank + 1, []))
        if rank < before[0]:
            found[field] = (rank, [index])
        elif rank == before[0] == 0 and is_numbered(name):
            before[1].append(index)
    return {field: columns for field, (_, columns) in found.items()}


def song(values: Mapping[str, object], line: int = 0) -> Song | None:
    """Return the song of these fields, or None where they have no title."""
    title = text(values.get("title"))
    if not title:
        return None
    artist = values.get("artist", ())
    names = artist if isinstance(artist, list | tuple) else [artist]
    return Song(
        title=title,
        artists=tuple(name for each in names if (name := text(each))),
        version=text(values.get("version")) or None,
        album=text(values.get("album")) or None,
        source=text(values.get("from")) or None,
        duration_ms=milliseconds(values.get("duration")),
        isrc=isrc(text(values.get("isrc"))),
        uri=track_uri(text(values.get("uri"))),
        line=line,
    )


def text(value: object) -> str:
    """Return a value as one line, or "" where it is none or too long to be a name.

    An apostrophe that keeps a spreadsheet from running the text is left out.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    line = " ".join(str(value).split())
    return (_GUARDED.sub("", line) if line[:1] == "'" else line) if len(line) <= MAX_TEXT else ""


def milliseconds(value: object) -> int | None:
    """Return a duration that is written as "4:29", in seconds or in milliseconds; None for anything else."""
    written = text(value)
    if ":" in written:
        return duration_ms(written)
    try:
        number = float(written)
    except ValueError:
        return None
    if not 0 < number < _NO_DURATION:
        return None
    return round(number if number >= _MILLISECONDS_FROM else number * 1000)
