"""What a push intends and what of it was confirmed, on disk while the push runs; and what the last one changed.

Two files beside the lock. The journal is there from before the first write until after the last: a push that finds one
knows that another died, and what it may have left behind. The record of the last push is what ``syncer undo`` goes
back to, and tells the next push for how long Spotify may still show the playlist as it was before.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from syncer.errors import SyncerError, UsageError
from syncer.files import write_atomically
from syncer.model import Add, Edit, Move, Remove

T = TypeVar("T")

VERSION = 1
_KINDS: Mapping[str, type[Edit]] = {"add": Add, "move": Move, "remove": Remove}


@dataclass(frozen=True, slots=True)
class Running:
    """A push that has begun to write, and has not come to its end."""

    playlist: str
    """"" while it is being made."""
    name: str = ""
    """What a playlist that is being made is called."""
    known: tuple[str, ...] = ()
    """The ids of the playlists of that name that were there before."""
    before: tuple[str, ...] = ()
    """The rows' URIs before the first write."""
    edits: tuple[Edit, ...] = ()
    """What is written, in order."""
    start: tuple[str, ...] = ()
    """The rows' URIs that the edits begin with."""
    adding: tuple[str, ...] = ()
    """Every URI that this push may have added so far."""
    confirmed: int = 0
    """How many of the edits Spotify has confirmed."""
    at: float = 0.0
    """When the last write was begun or confirmed, seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Last:
    """What the last push that changed something did."""

    playlist: str
    at: float
    """When it ended, seconds since the epoch."""
    before: tuple[str, ...]
    """The rows' URIs before it."""
    after: str
    """A digest of the rows' URIs after it."""
    snapshot: str = ""
    """The playlist's version after it."""
    added: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    """The URIs that syncer had put there before it."""


class Journal:
    """Where a push notes down what it does; without a path it is kept in memory only."""

    def __init__(self, path: Path | None = None, now: Callable[[], float] = time.time) -> None:
        """Read what is there; raise UsageError naming file and line where it makes no sense."""
        self._path = path
        self._now = now
        self.running: Running | None = None
        self.last: Last | None = None
        if path:
            self.running = _running(path)
            self.last = _last(_record_beside(path))

    def begin(self, running: Running) -> None:
        """Note down what is about to be written; raise SyncerError where that cannot be done."""
        self.running = replace(running, at=self._now(), confirmed=0)
        if self._path:
            write_atomically(self._path, json.dumps(_plain(self.running)) + "\n")

    def confirm(self) -> None:
        """Note down that one more edit is confirmed."""
        if self.running is None:
            return
        self.running = replace(self.running, at=self._now(), confirmed=self.running.confirmed + 1)
        if self._path:
            _append(self._path, json.dumps({"confirmed": self.running.confirmed, "at": self.running.at}) + "\n")

    def end(self, last: Last | None = None) -> None:
        """Forget what was intended: all of it is done. ``last`` is what the whole push did, if it did anything."""
        if last:
            self.last = replace(last, at=self._now())
            if self._path:
                write_atomically(_record_beside(self._path), json.dumps(_plain(self.last)) + "\n")
        self.forget_running()

    def forget_running(self) -> None:
        """Take the journal away."""
        self.running = None
        if self._path:
            _unlink(self._path)

    def forget_last(self) -> None:
        """Take the record of the last push away."""
        self.last = None
        if self._path:
            _unlink(_record_beside(self._path))


def _record_beside(path: Path) -> Path:
    return path.with_suffix(".undo")


def _plain(value: Running | Last) -> dict[str, Any]:
    document: dict[str, Any] = {"version": VERSION, **asdict(value)}
    if isinstance(value, Running):
        names = {kind: name for name, kind in _KINDS.items()}
        document["edits"] = [{"kind": names[type(edit)], **asdict(edit)} for edit in value.edits]
    return document


def _append(path: Path, line: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SyncerError(
            f"{path} cannot be written: {error.strerror}. The changes so far are on the playlist; make room, and run "
            "the same command again to go on"
        ) from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise SyncerError(f"{path} cannot be removed: {error.strerror}; delete it by hand") from error


def _running(path: Path) -> Running | None:
    """Return what a push that died has left; a last line that was cut short says nothing and is skipped."""
    lines = _text(path).splitlines()
    if not lines:
        return None
    found = _read(path, lines[0], _running_of)
    for number, line in enumerate(lines[1:], 2):
        if number == len(lines) and not line.endswith("}"):
            break
        done, at = _read(path, line, lambda entry: (entry["confirmed"], entry["at"]), number)
        found = replace(found, confirmed=done, at=at)
    return found


def _last(path: Path) -> Last | None:
    text = _text(path)
    return _read(path, text, _last_of) if text else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _read(path: Path, text: str, of: Callable[[dict[str, Any]], T], line: int = 1) -> T:
    try:
        return of(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path}:{line}: this is not what syncer wrote there. Delete the file; songs that an interrupted push had "
            "added count as yours then"
        ) from error


def _running_of(entry: dict[str, Any]) -> Running:
    values = _known_version(entry)
    edits = tuple(_edit(dict(edit)) for edit in values.pop("edits"))
    return Running(edits=edits, **{name: _frozen(value) for name, value in values.items()})


def _last_of(entry: dict[str, Any]) -> Last:
    return Last(**{name: _frozen(value) for name, value in _known_version(entry).items()})


def _known_version(entry: dict[str, Any]) -> dict[str, Any]:
    if entry.pop("version") != VERSION:
        raise ValueError("another version")
    return entry


def _edit(entry: dict[str, Any]) -> Edit:
    kind = _KINDS[entry.pop("kind")]
    return kind(**{name: _frozen(value) for name, value in entry.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
