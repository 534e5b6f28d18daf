"""What ``syncer import`` does: read, show, ask, append."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from syncer import catalog
from syncer import lock as locks
from syncer.catalog import Catalog
from syncer.catalog.adding import entry, with_songs
from syncer.commands.options import command, lock_file
from syncer.errors import UsageError
from syncer.files import write_atomically
from syncer.importers import Reading, Seen, read
from syncer.importers.decoding import MAX_BYTES
from syncer.model import Song
from syncer.terminal import Terminal

JSON_VERSION = 1
_WIDTH = 100


def understood(file: str, terminal: Terminal) -> None:
    """Print what a list says as one JSON document; nothing is written."""
    reading = read_list(file)
    document = {
        "version": JSON_VERSION,
        "kind": reading.kind,
        "songs": [entry(song) for song in reading.songs],
        "not_understood": [{"line": line.line, "text": line.text} for line in reading.skipped],
    }
    terminal.data(json.dumps(document, ensure_ascii=False, indent=2))


def imported(file: str, into: Path, terminal: Terminal, *, yes: bool) -> None:
    """Show what a list says, and append what the catalog has not yet, if the person agrees."""
    reading = read_list(file)
    present = catalog.load(into)
    new = _new(reading.songs, present)
    show(reading, terminal)
    complete = [song for song in new if is_complete(song)]
    _count(reading, new, complete, terminal)
    if not complete:
        terminal.result(f"{into}: nothing to add")
    elif yes or terminal.agrees(f"Append {counted(len(complete))} to {into}?"):
        text = into.read_bytes().decode()
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        write_atomically(into, mark + with_songs(into, text.removeprefix(mark), complete))
        push = command("push", into, sandbox=False)
        terminal.result(f"{into}: {counted(len(complete))} added. To put them on the playlist: {push}")
    elif terminal.has_person():
        terminal.result("Nothing was written.")
    else:
        raise UsageError(f"nobody is there to agree, so nothing was written; append {counted(len(complete))}: --yes")


def is_complete(song: Song) -> bool:
    """Return whether a song says enough for a catalog."""
    return bool(song.artists or song.source or song.uri)


def read_list(file: str) -> Reading:
    """Return what the file says, or standard input for "-"; the name is not looked at. Raises UsageError."""
    try:
        if file == "-":
            return read(sys.stdin.buffer.read(MAX_BYTES + 1))
        with Path(file).open("rb") as source:
            return read(source.read(MAX_BYTES + 1))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except UsageError as error:
        raise UsageError(f"{'standard input' if file == '-' else file}: {error}") from error


def _new(songs: Sequence[Song], present: Catalog) -> list[Song]:
    """Return the songs that the catalog has not yet, neither in these words nor, by its lock, as these tracks."""
    pins = [locks.load(lock_file(present.path, sandbox=sandbox)).pins.values() for sandbox in (False, True)]
    wanted = {locks.key(song) for song in present.songs}
    tracks = [pin.track.uri for each in pins for pin in each if locks.key(pin.song) in wanted]
    seen = Seen(present.songs, tracks)
    return [song for song in songs if seen.is_new(song)]


def show(reading: Reading, terminal: Terminal) -> None:
    """Show what a list was taken for, the songs in it, and the lines that were none."""
    terminal.result(f"Read as {reading.kind}: {counted(len(reading.songs))}")
    for song in reading.songs:
        who = ", ".join(song.artists) or "no artist"
        terminal.result(f"  {song.title} · {who}" + (f" · from {song.source}" if song.source else ""))
    for line in reading.skipped:
        text = line.text if len(line.text) <= _WIDTH else line.text[: _WIDTH - 1] + "…"
        terminal.note(f"not understood, line {line.line}: {text}")


def _count(reading: Reading, new: Sequence[Song], complete: Sequence[Song], terminal: Terminal) -> None:
    terminal.result(f"{counted(len(new))} new, {len(reading.songs) - len(new)} in the catalog already")
    if lacking := len(new) - len(complete):
        terminal.warn(f"{counted(lacking)} of these left out: the list names no artist, and the catalog needs one")


def counted(count: int) -> str:
    """Return a number of songs in words."""
    return "1 song" if count == 1 else f"{count} songs"
