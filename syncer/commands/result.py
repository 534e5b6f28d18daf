"""What a run came to, for one catalog and for several: statuses, summaries and documents; no I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncer.errors import SyncerError
from syncer.notify import Document
from syncer.report.record import VERSION, Record, counts, summary

UNPLACED = 6
"""The exit status of ``--strict`` where a song is unsure or unmatched, and of ``--quiet`` where one became so."""
LATER = 4
"""The exit status where songs are pending."""

BY_URGENCY = (0, UNPLACED, LATER, 1, 5, 2, 3)
"""Exit statuses from the best to the worst: what passes by itself, then what waits for the person, and last what keeps
every catalog from being pushed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the run of one catalog came to."""

    path: Path
    status: int = 0
    record: Record | None = None
    """None where it failed before there was one."""
    error: str = ""
    """What stopped it or is left to do; "" where nothing is."""
    attention: tuple[str, ...] = ()
    """What a person should hear of although the run succeeded."""

    @property
    def changed(self) -> bool:
        """Whether the playlist is another than before, or would be."""
        if self.record is None:
            return False
        changes = self.record["changes"]
        return bool(changes["lines"] or changes["details"] or self.record["playlist"]["created"])

    @property
    def notable(self) -> bool:
        """Whether a person wants to be told."""
        return bool(self.changed or self.status or self.attention)


def failed(path: Path, error: SyncerError) -> Result:
    """Return the result of a run that an error has stopped."""
    return Result(path, error.exit_code, error=str(error))


def status_of(record: Record, *, strict: bool, lost: bool) -> int:
    """Return the exit status that a record stands for; ``lost``: a song went that was matched, and that counts."""
    number = counts(record)
    if any(_is_of_spotify(song) for song in record["songs"]):
        return LATER
    return UNPLACED if lost or (strict and number["unsure"] + number["unmatched"]) else 0


def worst(statuses: Iterable[int]) -> int:
    """Return the exit status that needs the person most; 0 for none."""
    return max(statuses, key=BY_URGENCY.index, default=0)


def total(results: Sequence[Result]) -> str:
    """Return the line that counts for several catalogs: "3 catalogs: 41 matched, 2 unsure; 3 added; 1 failed"."""
    records = [result.record for result in results if result.record]
    whole: Record = {
        "songs": [song for record in records for song in record["songs"]],
        "changes": {key: sum(record["changes"][key] for record in records) for key in ("added", "removed", "moved")},
        "dry_run": any(record["dry_run"] for record in records),
    }
    broken = sum(result.record is None for result in results)
    return f"{len(results)} catalogs: {summary(whole)}{f'; {broken} failed' if broken else ''}"


def told(results: Sequence[Result]) -> str:
    """Return what a notification says: for each notable catalog what changed and what it needs."""
    return "\n".join(dict.fromkeys(line for result in results if result.notable for line in _lines(result)))


def document(results: Sequence[Result]) -> Document:
    """Return the results for another program: one catalog's record, or several with their statuses."""
    if len(results) > 1:
        status = worst(result.status for result in results)
        return {"version": VERSION, "status": status, "catalogs": [_entry(result) for result in results]}
    entry = _entry(results[0])
    return {**(entry.pop("record") or {"version": VERSION}), **entry}


def pending(record: Record) -> str:
    """Return why Spotify lets songs wait for another run; "" where it does not."""
    return _waiting([song for song in record["songs"] if _is_of_spotify(song)])


def held_back(record: Record) -> tuple[str, ...]:
    """Return a note about the songs that wait because the person's own budget of searches is spent: no failure."""
    songs = [song for song in record["songs"] if song["status"] == "pending" and not _is_of_spotify(song)]
    return (_waiting(songs),) if songs else ()


def _waiting(songs: Sequence[Record]) -> str:
    if not songs:
        return ""
    return f"{'1 song is' if len(songs) == 1 else f'{len(songs)} songs are'} pending. {songs[0]['reason']}"


def _is_of_spotify(song: Record) -> bool:
    return song["status"] == "pending" and not song.get("own_budget")


def _entry(result: Result) -> Document:
    known = {"catalog": str(result.path), "status": result.status, "error": result.error or None}
    return {**known, "attention": list(result.attention), "record": result.record}


def _lines(result: Result) -> Iterable[str]:
    if result.record:
        yield f"{result.record['playlist']['name']}: {summary(result.record)}"
    if result.error:
        yield f"{result.path}: {result.error}"
    yield from result.attention
