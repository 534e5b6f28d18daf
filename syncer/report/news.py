"""What a person should hear of who is not looking: a comparison of two records."""

from collections.abc import Iterator
from typing import Any

from syncer.report.record import Record

GONE = frozenset({"unsure", "unmatched"})
"""What a song is that could not be placed; one that is pending was not asked for yet."""


def lost(before: Record | None, now: Record) -> tuple[str, ...]:
    """Return a sentence for each song that the last push had matched and this one could not place.

    ``before``: None where there is no earlier record. A song is told once: the next push compares with this one.
    """
    if before is None or before.get("sandbox") != now.get("sandbox"):
        return ()
    had = {_key(song) for song in before["songs"] if song["status"] == "matched"}
    gone = (song for song in now["songs"] if song["status"] in GONE and _key(song) in had)
    return tuple(f'"{song["title"]}" was matched before and is {song["status"]} now: {song["reason"]}' for song in gone)


def turned(before: Record | None, now: Record) -> Iterator[Record]:
    """Yield each song whose status or track is another than at the last push."""
    known = {_key(song): _state(song) for song in before["songs"]} if before else {}
    return (song for song in now["songs"] if known.get(_key(song)) != _state(song))


def _key(song: Record) -> tuple[Any, ...]:
    """Return what identifies a song from one record to the next: what the catalog asks for."""
    return (song["title"], song.get("artist"), song.get("from"), song.get("asked_version"))


def _state(song: Record) -> tuple[Any, ...]:
    return (song["status"], (song["track"] or {}).get("uri"))
