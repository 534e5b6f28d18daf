"""What ``syncer init`` does: ask what is not given, show what was understood, write."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from syncer.catalog import making
from syncer.catalog.adding import entry
from syncer.catalog.rules import MAX_NAME, PLAYLIST
from syncer.commands.creating import create
from syncer.commands.importing import counted, is_complete, read_list, show
from syncer.commands.options import CATALOG, command
from syncer.errors import UsageError
from syncer.files import is_file, is_there
from syncer.importers import Reading, Seen, read
from syncer.model import Song
from syncer.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said on the command line."""

    source: str | None = None
    """A list, "-" for standard input."""
    name: str | None = None
    public: bool | None = None


def started(path: Path, wishes: Wishes, terminal: Terminal, *, yes: bool) -> None:
    """Make a catalog of what was given, or of what the person answers; never over another file."""
    if is_there(path):
        raise UsageError(f"{path} is there already, and stays; name another file, or add to it: syncer import LIST")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it first")
    asked = wishes.source is None and wishes.name is None
    if asked and not terminal.has_person():
        raise UsageError(
            "nobody is there to ask; say what the playlist is called (--name), or where the list is (--from)"
        )
    reading = read_list(wishes.source) if wishes.source else None
    name = _name(path, wishes, terminal)
    public = terminal.agrees("Public, so that it shows on your profile?") if asked else bool(wishes.public)
    songs = _from_list(reading, terminal) if reading else _typed(terminal) if asked else ()
    if reading and not _agreed(path, songs, terminal, yes=yes):
        return
    playlist = {"name": name, "public": public}
    create({path: making.made(playlist, [entry(song) for song in songs], teach=True)})
    terminal.result(f"{path} is written: {counted(len(songs)) if songs else 'an example, for you to replace'}.")
    terminal.note(f"To put {'them' if songs else 'your songs'} on the playlist: {command('push', path, sandbox=False)}")


def _name(path: Path, wishes: Wishes, terminal: Terminal) -> str:
    """Return the name that was given, or answered, or that the list has."""
    source = Path(wishes.source).stem if wishes.source not in {None, "-"} else ""
    stem = source or (path.stem if path.name != CATALOG.name else "")
    default = making.name(stem.replace("_", " ").replace("-", " ")) if stem else ""
    if wishes.name is not None:
        name = wishes.name.strip()
    elif terminal.has_person() and wishes.source != "-":
        name = terminal.answer("What is the playlist called?", default)
    else:
        name = default
    if wrong := PLAYLIST["name"].rule.check(name):
        raise UsageError(f"the playlist's name {wrong}; give one of at most {MAX_NAME} characters: --name NAME")
    return name


def _from_list(reading: Reading, terminal: Terminal) -> tuple[Song, ...]:
    show(reading, terminal)
    songs = tuple(song for song in reading.songs if is_complete(song))
    if lacking := len(reading.songs) - len(songs):
        terminal.warn(f"{counted(lacking)} of these left out: the list names no artist, and the catalog needs one")
    if not songs:
        raise UsageError("no song of the list has an artist, which a catalog needs; nothing was written")
    return songs


def _agreed(path: Path, songs: Sequence[Song], terminal: Terminal, *, yes: bool) -> bool:
    if yes or terminal.agrees(f"Write {counted(len(songs))} to {path}?"):
        return True
    if terminal.has_person():
        terminal.result("Nothing was written.")
        return False
    raise UsageError(f"nobody is there to agree, so nothing was written; write {counted(len(songs))}: --yes")


def _typed(terminal: Terminal) -> tuple[Song, ...]:
    """Return the songs that the person types, a line each, or has in a list."""
    terminal.note("The first songs: each as Title - Artist, or the file of a list. Enter alone when you are done.")
    songs: list[Song] = []
    seen = Seen()
    while line := terminal.answer(f"Song {len(songs) + 1}"):
        try:
            found = _from_list(read_list(line), terminal) if is_file(Path(line)) else _of_line(line)
        except UsageError as error:
            terminal.warn(str(error))
            continue
        songs += [song for song in found if seen.is_new(song)]
    return tuple(songs)


def _of_line(line: str) -> tuple[Song, ...]:
    """Return the song of a line, whose title comes first."""
    try:
        found = read(f"Title - Artist\n{line}\n".encode()).songs
    except UsageError:
        found = ()
    songs = tuple(song for song in found if is_complete(song))
    if not songs:
        raise UsageError(f'not understood: {line!r}; write it as Title - Artist, or "Title" by Artist')
    return songs
