"""What ``syncer undo`` does: the last push, taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from syncer import catalog as catalogs
from syncer.commands.alone import alone
from syncer.commands.keeper import Keeper
from syncer.commands.options import command, lock_file
from syncer.push import Care
from syncer.push.undoing import Undone, undo
from syncer.report.record import record
from syncer.report.text import plan_lines
from syncer.session import opened
from syncer.terminal import Terminal


def undone(path: Path, terminal: Terminal, *, sandbox: bool, wait: float) -> None:
    """Take the last push of a catalog back, and show what that changed."""
    catalog = catalogs.load(path)
    lock = lock_file(path, sandbox=sandbox)
    with alone(lock, wait=wait), opened(sandbox=sandbox, tell=terminal.waiting) as session:
        keeper = Keeper(lock)
        names = {pin.track.uri: pin.track.title for pin in keeper.lock.pins.values()}
        care = Care(keeper.journal, session.patience)
        done = undo(session.spotify, keeper.lock.playlist, care, keeper.bind, names)
        requests = session.spotify.requests
    document = record(
        catalog=str(path),
        name=catalog.target.name,
        playlist=done.playlist,
        outcomes=(),
        plan=done.plan,
        requests=requests,
        created=False,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        sandbox=sandbox,
    )
    terminal.result("\n".join([f'Playlist "{done.playlist.name}": {done.playlist.url}', *_story(done)]))
    if lines := plan_lines(document):
        terminal.result(lines.rstrip("\n"))
    push = command("push", path, sandbox=sandbox)
    terminal.note(f"The catalog is as it was: the next {push} does it again, unless you change it first.")


def _story(done: Undone) -> Iterator[str]:
    counts = {"removed": done.plan.removed, "put back": done.plan.added, "moved": done.plan.moved}
    yield ", ".join(f"{number} {word}" for word, number in counts.items() if number) or "it is as it was already"
    for uri in done.missing:
        yield f"cannot be put back by an app: {uri or 'a song that Spotify has taken away'}"
