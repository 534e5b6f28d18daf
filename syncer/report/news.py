"""What a person should hear of who is not looking: a comparison of two records."""

from collections.abc import Iterable, Iterator
from typing import Any

from syncer.report.record import Record, placed

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


def since(before: Record | None, now: Record) -> Record | None:
    """Return what is another on the playlist than after the last push; None where there was none to this playlist.

    ``new``, ``gone`` and ``rematched`` hold an entry a song: ``title``, ``artist``, ``line``, its track ``before`` and
    ``after`` (None where it was or is not on the playlist) and ``why``, a few words. A song that only came by another
    name in the catalog is none of them: its track is what it was.
    """
    if before is None or before.get("sandbox") != now.get("sandbox") or _playlist(before) != _playlist(now):
        return None
    had, has = _by_key(before), _by_key(now)
    entries = [_entry(had.get(key), song) for key, song in has.items()]
    entries += [_entry(song, None) for key, song in had.items() if key not in has]
    stood, stands = _uris(had.values()), _uris(has.values())
    came = [entry for entry in entries if entry["after"] and not entry["before"]]
    went = [entry for entry in entries if entry["before"] and not entry["after"]]
    stayed = [entry for entry in entries if entry["before"] and entry["after"]]
    return {
        "pushed": before.get("generated"),
        "new": [entry for entry in came if entry["after"]["uri"] not in stood],
        "gone": [entry for entry in went if entry["before"]["uri"] not in stands],
        "rematched": [entry for entry in stayed if entry["before"]["uri"] != entry["after"]["uri"]],
    }


def _playlist(record: Record) -> str | None:
    identity: str | None = record["playlist"]["id"]
    return identity


def _by_key(record: Record) -> dict[tuple[Any, ...], Record]:
    return {_key(song): song for song in record["songs"]}


def _uris(songs: Iterable[Record]) -> set[str]:
    return {track["uri"] for song in songs if (track := placed(song))}


def _entry(was: Record | None, song: Record | None) -> Record:
    shown: Record = song or was or {}
    return {
        "title": shown["title"],
        "artist": shown["artist"],
        "line": song["line"] if song else None,
        "before": placed(was) if was else None,
        "after": placed(song) if song else None,
        "why": _why(was, song),
    }


def _why(was: Record | None, song: Record | None) -> str:
    if song is None:
        return "not in the catalog any more"
    if song.get("left_off"):
        return "you took it off, and it stays off"
    if not placed(song):
        return f"{song['status']} now: {song['reason']}"
    if was is None:
        return "new in the catalog"
    if not placed(was):
        return f"was {'left off' if was.get('left_off') else was['status']}"
    return "chosen by you" if song.get("chosen_by") == "person" else f"evidence: {song['reason']}"


def _key(song: Record) -> tuple[Any, ...]:
    """Return what identifies a song from one record to the next: what the catalog asks for."""
    return (song["title"], song.get("artist"), song.get("from"), song.get("asked_version"))


def _state(song: Record) -> tuple[Any, ...]:
    return (song["status"], (song["track"] or {}).get("uri"))
