"""What ``syncer pull`` does: read the playlist, write catalog and lock, say what is to know."""

from collections.abc import Iterator
from pathlib import Path

from syncer import lock as locks
from syncer.catalog.references import playlist_id
from syncer.commands.alone import alone
from syncer.commands.creating import agreed, create
from syncer.commands.options import command, lock_file
from syncer.errors import NotFound, UsageError
from syncer.model import Playlist
from syncer.pull import Pulled, pulled
from syncer.push import is_ours
from syncer.session import opened
from syncer.spotify.client import Spotify
from syncer.terminal import Terminal


def pull_into(path: Path, named: str, terminal: Terminal, *, yes: bool, sandbox: bool) -> None:
    """Write a catalog and its lock from the playlist of this link, id or name."""
    lock = lock_file(path, sandbox=sandbox)
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it first")
    if not agreed((path, lock), terminal, yes=yes):
        return
    with alone(lock, wait=0), opened(sandbox=sandbox, tell=terminal.waiting) as session:
        playlist = _playlist(session.spotify, named)
        found = pulled(path, playlist, session.spotify.rows(playlist.id) if playlist.total else ())
        create({path: found.text, lock: locks.dumps(found.lock)})
    _show(path, lock, playlist, found, terminal)


def _playlist(spotify: Spotify, named: str) -> Playlist:
    """Return the playlist; raise UsageError where it is not the person's, or no name of theirs is this one."""
    known = playlist_id(named)
    try:
        playlist = spotify.playlist(known or _id_of(spotify, named))
    except NotFound as error:
        raise UsageError(
            f"there is no playlist {named}, or it is private to somebody else; nothing was written"
        ) from error
    if not is_ours(spotify, playlist):
        raise UsageError(
            f'the playlist "{playlist.name}" ({playlist.url}) is not yours, so an app cannot read or change its songs; '
            "copy them into one of your own in Spotify, and pull that"
        )
    return playlist


def _id_of(spotify: Spotify, name: str) -> str:
    playlists = spotify.my_playlists()
    found = [each for each in playlists if each.name.strip() == name.strip()]
    found = found or [each for each in playlists if each.name.strip().casefold() == name.strip().casefold()]
    if len(found) == 1:
        return found[0].id
    if found:
        links = ", ".join(each.url for each in found)
        raise UsageError(f"{len(found)} of your playlists are called {name!r}; give the link of one: {links}")
    raise UsageError(f"none of your playlists is called {name!r}; give its name, link, URI or id")


def _show(path: Path, lock: Path, playlist: Playlist, found: Pulled, terminal: Terminal) -> None:
    songs = "1 song" if found.songs == 1 else f"{found.songs} songs"
    terminal.result(f'Playlist "{playlist.name}": {playlist.url}')
    terminal.result(f"{path}: {songs}; which tracks they are: {lock}")
    for line in _notes(found):
        terminal.note(line)
    plan = command("plan", path, sandbox=lock == lock_file(path, sandbox=True))
    terminal.note(f"A push changes nothing now; edit the catalog, and see what it would do: {plan}")


def _notes(found: Pulled) -> Iterator[str]:
    if not found.songs:
        yield "It has no song that a catalog can name; an example stands in the catalog, which is not looked for."
    if found.others:
        rows = "1 row is no song" if found.others == 1 else f"{found.others} rows are no songs"
        yield f"{rows} (local files, episodes, songs that Spotify has taken away): left as they are."
    if found.copies:
        rows = "1 row repeats a song" if found.copies == 1 else f"{found.copies} rows repeat a song"
        yield f"{rows} that stands further up: in the catalog once, on the playlist left as they are."
    for name in found.unsaid:
        yield f"The playlist's {name} is not one that a catalog may have (length, line breaks); it stays what it is."
