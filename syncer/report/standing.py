"""How a catalog stands between two runs, as a document and as text; no I/O."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from syncer.model import Song
from syncer.report.record import NOT_THERE, STATUSES, Record
from syncer.report.text import SYMBOLS, name
from syncer.report.words import plain

VERSION = 1

NEW = "new"
"""The status of a song that no run has come to yet."""


def standing(song: Song, last: Record | None, *, matched: bool, absent: bool = False) -> Record:
    """Return a song's title, artists, line, status, reason and ``retry_at`` (seconds since the epoch, or None).

    ``matched``: the lock has a good track for it. ``absent``: a person said that it is not on Spotify. ``last``: its
    part of the last record, None where it is in none.
    """
    status, reason, retry_at = _status(last, matched=matched, absent=absent or song.absent)
    who = {"title": song.title, "artists": list(song.artists), "line": song.line or None}
    return {**who, "status": status, "reason": reason, "retry_at": retry_at}


def asked(song: Song) -> tuple[object, ...]:
    """Return what tells a song apart in a record."""
    return (song.title, song.artists, song.source, song.album, song.version)


def asked_in(entry: Record) -> tuple[object, ...]:
    """Return the same of a record's song."""
    return (entry["title"], tuple(entry["artists"]), entry["from"], entry["album"], entry["asked_version"])


def counts(songs: Sequence[Record]) -> dict[str, int]:
    """Return how many songs there are of each status."""
    found = [song["status"] for song in songs]
    return {status: found.count(status) for status in (*STATUSES, NEW)}


def text(document: Record) -> str:
    """Return the document for a person: a line each for playlist, songs, limits and sign-in."""
    return plain_lines(
        _playlist(document),
        f"Last push: {_pushed(document)}",
        *_songs(document),
        *(f"Not before {limit['until']}: {limit['why']}" for limit in document["limits"]),
        *([f"Sign-in: {document['sign_in']['text']}"] if document["sign_in"] else []),
    )


def plain_lines(*lines: str) -> str:
    """Return the lines, none of which can break out of its own."""
    return "\n".join(plain(line) if not line.startswith("  ") else f"  {plain(line.strip())}" for line in lines)


def moment(seconds: float) -> str:
    """Return a time in the person's own zone, ISO 8601 to the minute."""
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="minutes")


def _pushed(document: Record) -> str:
    when = document["last_push"]
    return moment(datetime.fromisoformat(when).timestamp()) if when else "never, or its report is gone"


def _status(last: Record | None, *, matched: bool, absent: bool) -> tuple[str, str, float | None]:
    if absent:
        return "absent", NOT_THERE, None
    if matched:
        return "matched", "", None
    if last is None or last["status"] in {"matched", "absent"}:
        return NEW, "the next run asks for it", None
    return last["status"], last["reason"], last.get("retry_at")


def _playlist(document: Record) -> str:
    where = " in the sandbox" if document["sandbox"] else ""
    playlist = document["playlist"]
    return f'Playlist "{playlist["name"]}"{where}: {playlist["url"] or "not made yet"}'


def _songs(document: Record) -> Iterator[str]:
    number = document["songs"]
    yield "Songs: " + ", ".join(
        f"{number[status]} {status}" for status in number if number[status] or status == "matched"
    )
    for song in document["open"]:
        symbol = SYMBOLS.get(song["status"], "+")
        yield f"  {symbol} {name(song['title'], song['artists'])}: {song['status']}; {song['reason']}"
