"""Rows without a header: what a column holds shows in its cells.

Rows alone are no songs. What tells that they are: links to tracks, ISRCs, durations, or names that come again and
again, as artists do.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from syncer.catalog.references import isrc, track_uri
from syncer.importers.columns import song
from syncer.importers.order import CLEAR, leaning
from syncer.importers.prose import paired, sure
from syncer.importers.reading import Reading, Skipped
from syncer.model import Song

Row = tuple[int, list[str]]
"""Its line (1 is the first) and its cells."""
_FEW = 3
_MOSTLY = 0.8
_NEARLY = 0.9
_MAX_WORDS = 6.0
"""Names have fewer words, on average."""
_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:\.\d+)?|[3-9]\d{4}|[1-9]\d{5}|1\d{6}")
"""Minutes and seconds, or milliseconds of half a minute to half an hour."""
_DATE = re.compile(r".*\b(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?.*|\d\d? \w+\.? (?:19|20)\d\d,? \d\d?:\d\d.*")
_NO_NAME = re.compile(
    r"[\d\W_]*|https?://\S+|\S+@\S+\.\w+|true|false|yes|no|\S+\.(?:mp3|flac|m4a|ogg|wav)", re.IGNORECASE
)
_KINDS: Mapping[str, Callable[[str], object]] = {
    "uri": track_uri,
    "isrc": isrc,
    "duration": _LENGTH.fullmatch,
    "date": _DATE.fullmatch,
    "other": _NO_NAME.fullmatch,
}
"""What a cell may be that is no name; each says so with anything but None."""


def headless(rows: Sequence[Row], *, certain: bool = False) -> Reading | None:
    """Return the songs of rows that have no header; None where nothing says that they are songs.

    ``certain``: whether the rows are a table beyond doubt.
    """
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in rows if any(cell.strip() for cell in cells)]
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0
    same = [(line, cells) for line, cells in rows if len(cells) == width]
    if len(same) < max(_FEW, _MOSTLY * len(rows)) or width < 2:  # noqa: PLR2004 - a title and something else
        return None
    columns = [[cells[index] for _, cells in same] for index in range(width)]
    kinds = [_kind(column[1:]) for column in columns]  # the first may be a header, which is what is to be found out
    names = [index for index, kind in enumerate(kinds) if kind == "name"]
    if _has_header([cells for _, cells in same], kinds):
        return None
    if len(names) == 1:
        found = paired([(line, cells[names[0]]) for line, cells in same])
        return Reading("table, artist and title together", found.songs, found.skipped) if found.songs else None
    places = _places(columns, kinds, names, certain=certain)
    return _reading(same, places, rows) if places else None


def in_a_column(rows: Sequence[Row]) -> Reading | None:
    """Return the songs of rows of which one column says beyond doubt who a song is by; None where none does."""
    for index in range(max((len(cells) for _, cells in rows), default=0)):
        column = [(line, cells[index]) for line, cells in rows if index < len(cells) and cells[index]]
        if len(column) >= max(_FEW, _MOSTLY * len(rows)):
            found = sure(column)
            if len(found.songs) >= _MOSTLY * len(column):
                return Reading("table, a title and an artist in each row", found.songs, found.skipped)
    return None


def _kind(column: Sequence[str]) -> str:
    filled = [cell for cell in column if cell]
    for kind, fits in _KINDS.items():
        if filled and sum(fits(cell) is not None for cell in filled) >= _MOSTLY * len(filled):
            return kind
    words = sum(len(cell.split()) for cell in filled)
    return "name" if len(filled) >= _MOSTLY * len(column) and words <= _MAX_WORDS * len(filled) else "text"


def _has_header(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Return whether the first row names the columns: it has words where the others have none."""
    first = zip(rows[0], kinds, strict=True)
    return any(cell and kind in _KINDS and _KINDS[kind](cell) is None for cell, kind in first)


def _places(
    columns: Sequence[Sequence[str]], kinds: Sequence[str], names: Sequence[int], *, certain: bool
) -> dict[str, int] | None:
    """Return which column holds what; None where nothing tells that these are songs."""
    sure = {kind: kinds.index(kind) for kind in ("uri", "isrc", "duration") if kind in kinds}
    distinct = {index: len({cell.casefold() for cell in columns[index]}) for index in names}
    rows = len(columns[0])
    if len(names) == 2:  # noqa: PLR2004 - a title and an artist
        left, right = names
        lean = leaning(columns[left], columns[right])
        if not (sure or certain) and abs(lean) < CLEAR:
            return None
        title, artist = (right, left) if lean > 0 else (left, right)
        return {**sure, "title": title, "artist": artist}
    if len(names) < 2 or not (sure or certain or "date" in kinds or min(distinct.values()) < rows):  # noqa: PLR2004
        return None
    likely = names[-1] if "date" in kinds else names[0]  # as lists of what was played have it
    most = max(distinct.values())
    title = likely if distinct[likely] >= _NEARLY * most else max(names, key=distinct.__getitem__)
    artist, album = sorted(sorted((i for i in names if i != title), key=lambda i: -distinct[i])[:2])
    return {**sure, "title": title, "artist": artist, "album": album}


def _reading(same: Sequence[Row], places: dict[str, int], rows: Sequence[Row]) -> Reading:
    songs: list[Song] = []
    for line, cells in same:
        found = song({field: cells[index] for field, index in places.items()}, line)
        songs += [found] if found else []
    used = {each.line for each in songs}
    order = " – ".join(sorted(places.keys() & {"artist", "title", "album"}, key=lambda field: places[field]))
    skipped = tuple(Skipped(line, " ".join(cells)) for line, cells in rows if line not in used)
    return Reading(f"table without a header, {order}", tuple(songs), skipped)
