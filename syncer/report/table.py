"""The record as CSV (RFC 4180), a row a song, for a spreadsheet.

A spreadsheet takes a cell that begins like a formula for one, and runs it; such a cell gets an apostrophe in front
(OWASP, "CSV injection"). Full-width signs count too: some programs fold them.
"""

import csv
import io

from syncer.report.record import Record
from syncer.report.words import length, pin, plain, track_url

FORMULA = ("=", "+", "-", "@", "|", "＝", "＋", "－", "＠")
COLUMNS = (
    *("line", "title", "artist", "status", "score", "reason"),
    *("track_title", "track_artists", "track_album", "track_length", "track_url", "pin"),
)
"""The track is the one on the playlist, or the best candidate where the song is not matched; ``status`` says which."""


def table(record: Record) -> str:
    """Return the songs as CSV with a header line."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_row(song) for song in record["songs"])
    return file.getvalue()


def cell(text: str) -> str:
    """Return text that a spreadsheet shows as it is."""
    shown = plain(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULA) else shown


def _row(song: Record) -> list[str | float]:
    track = song["track"] or next(iter(song["candidates"]), None)
    own = [song.get("line") or "", cell(song["title"]), cell(song["artist"]), cell(song["status"])]
    own += ["" if song["score"] is None else song["score"], cell(song["reason"])]
    if track is None:
        return [*own, *[""] * (len(COLUMNS) - len(own))]
    names = [cell(track["title"]), cell(", ".join(track["artists"])), cell(track["album"])]
    return [*own, *names, length(track["duration_ms"]), track_url(track["uri"]) or "", pin(track["uri"]) or ""]
