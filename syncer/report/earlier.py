"""What an earlier record still knows of a song that was not searched again: why its track was chosen, and its cover.

The lock keeps the choice alone, so that it stays short; a report without the evidence could not be doubted.
"""

from syncer.report.record import Record

REMEMBERED = "remembered"
"""The only respect of a choice that comes from the lock."""

_EVIDENCE = ("features", "candidates", "asked")


def completed(now: Record, before: Record | None) -> Record:
    """Return the record with the evidence and the covers of the same tracks from the record before it.

    ``before``: None where there is no earlier record; one of another place, real or sandbox, says nothing.
    """
    if before is None or before.get("sandbox") != now.get("sandbox"):
        return now
    known = {song["track"]["uri"]: song for song in before["songs"] if song["track"]}
    return {**now, "songs": [_completed(song, known) for song in now["songs"]]}


def known_evidence(before: Record | None, *, sandbox: bool) -> frozenset[str]:
    """Return the URIs of the tracks for whose choice a record of the same place has the evidence."""
    songs = before["songs"] if before and before.get("sandbox") == sandbox else ()
    return frozenset(song["track"]["uri"] for song in songs if song["track"] and _has_evidence(song))


def _has_evidence(song: Record) -> bool:
    return bool(song.get("features")) and not _is_remembered(song)


def _completed(song: Record, known: dict[str, Record]) -> Record:
    track = song["track"]
    earlier = known.get(track["uri"]) if track else None
    if earlier is None:
        return song
    image = track["image"] or earlier["track"].get("image", "")
    evidence = {}
    if _is_remembered(song) and _is_the_same(song, earlier):
        evidence = {key: earlier[key] for key in _EVIDENCE if earlier.get(key)}
    return {**song, **evidence, "track": {**track, "image": image}}


def _is_remembered(song: Record) -> bool:
    return [feature["name"] for feature in song["features"]] == [REMEMBERED]


def _is_the_same(song: Record, earlier: Record) -> bool:
    """Tell whether the evidence is for this song: another may have had the same track."""
    return all(song[key] == earlier.get(key) for key in ("title", "artist", "from", "asked_version", "reason"))
