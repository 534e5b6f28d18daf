"""What ``syncer pin``, ``absent`` and ``unpin`` do: one decision, without a conversation."""

from dataclasses import dataclass
from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.catalog.references import track_uri
from syncer.commands.alone import alone
from syncer.commands.options import command, lock_file
from syncer.commands.selecting import song_named
from syncer.errors import ComeBackLater, UsageError
from syncer.lock import key
from syncer.model import Answer, Query, Song, Stopped, Track
from syncer.outcomes import is_absent, is_persons
from syncer.report.words import plain
from syncer.review.decision import Decision, LookAgain, NotThere, Step, Take, is_owned, uses
from syncer.review.desk import Desk
from syncer.review.wording import NOT_PLAYED, has_it_too
from syncer.session import opened
from syncer.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Which:
    """The song that a command is about, and how it is run."""

    path: Path
    title: str
    artist: str | None
    line: int | None
    sandbox: bool
    wait: float
    """Seconds to wait for another run of the same catalog."""

    @property
    def lock(self) -> Path:
        """Where the catalog's lock lies."""
        return lock_file(self.path, sandbox=self.sandbox)

    def song(self) -> Song:
        """Return the song; raise UsageError where there is none, or several."""
        return song_named(catalogs.load(self.path), self.title, self.artist, self.line)


class Nobody:
    """A finder that knows nothing, for decisions that need none."""

    def recall(self, _query: Query) -> tuple[Answer, float] | None:
        """Return nothing."""
        return None

    def ask(self, _query: Query) -> Stopped:
        """Return that nobody is asked."""
        return Stopped("nobody is asked")

    def track(self, _uri: str) -> Stopped:
        """Return that nobody is asked."""
        return Stopped("nobody is asked")


def pinned(which: Which, link: str, terminal: Terminal, *, own: bool) -> None:
    """Pin a song to a track that is there."""
    song, uri = which.song(), track_uri(link)
    if uri is None:
        raise UsageError(f"{link!r} is no track's link, URI or id (share it in Spotify: Copy song link)")
    with opened(sandbox=which.sandbox, tell=terminal.waiting) as session:
        found = session.track(uri)
    if isinstance(found, Stopped):
        raise ComeBackLater(f"nothing was pinned, because nobody knows whether the track is there: {found.reason}")
    if found is None:
        raise UsageError(f"there is no track {uri} on Spotify; nothing was pinned")
    step = _decided(which, Take(song, found), own=own)
    for other in uses(step.after.songs, step.after.lock, found, song):
        terminal.warn(has_it_too(other))
    if not found.playable:
        terminal.warn(NOT_PLAYED)
    _tell(which, step, f"is {_called(found)}", terminal)


def marked_absent(which: Which, terminal: Terminal, *, own: bool) -> None:
    """Mark a song as not on Spotify."""
    _tell(which, _decided(which, NotThere(which.song()), own=own), "is not on Spotify", terminal)


def unpinned(which: Which, terminal: Terminal) -> None:
    """Take back what was decided about a song; raise UsageError where nothing was."""
    song, lock = which.song(), locks.load(which.lock)
    chosen = lock.pin(song)
    if not (song.uri or is_absent(song, lock) or (chosen and is_persons(chosen))):
        raise UsageError(
            f'nobody has decided about "{song.title}" (line {song.line}), so there is nothing to take back; '
            "to choose its track: syncer pin"
        )
    _tell(which, _decided(which, LookAgain(song)), "is looked for again", terminal)


def _decided(which: Which, decision: Decision, *, own: bool = False) -> Step:
    desk = Desk(which.path, which.lock, Nobody(), lambda: alone(which.lock, wait=which.wait), own=own)
    return desk.decide(decision)


def _tell(which: Which, step: Step, what: str, terminal: Terminal) -> None:
    match step.decision:
        case Take(song) | NotThere(song) | LookAgain(song):
            lines = [each.line for each in step.after.songs if key(each) == key(song)]
            where = f"{'lines' if len(lines) > 1 else 'line'} {' and '.join(map(str, lines))}"
            written = which.path if step.before.text != step.after.text or is_owned(step.after, song) else which.lock
            terminal.result(plain(f'"{song.title}" ({where}) {what}; written to {written}'))
            terminal.note(f"To bring it onto the playlist: {command('push', which.path, sandbox=which.sandbox)}")
        case _:
            pass


def _called(track: Track) -> str:
    return f'"{track.title}" by {", ".join(artist.name for artist in track.artists) or "nobody"}'
