"""CSV with the columns of Exportify, which TuneMyMusic, Soundiiz and others read."""

import csv
import io
from collections.abc import Sequence

from syncer.model import Song
from syncer.report.table import cell

COLUMNS = (
    *("Track URI", "Track Name", "Artist Name(s)", "Album Name", "Duration (ms)", "ISRC"),
    *("Series", "Song Version"),
)
"""Exportify's names; the last two are ours, for what only a catalog knows."""


def table(_name: str, songs: Sequence[Song]) -> str:
    """Return the songs as CSV (RFC 4180); a cell that a spreadsheet would run gets an apostrophe in front."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_row(song) for song in songs)
    return file.getvalue()


def _row(song: Song) -> list[str | int]:
    return [
        song.uri or "",
        cell(song.title),
        cell(";".join(song.artists)),
        cell(song.album or ""),
        song.duration_ms or "",
        song.isrc or "",
        cell(song.source or ""),
        cell(song.version or ""),
    ]
