"""What ``syncer review`` does: a sitting, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from syncer import catalog as catalogs
from syncer.commands.alone import alone
from syncer.commands.options import command, lock_file
from syncer.commands.screen import Screen
from syncer.commands.walk import Walk
from syncer.keys import Keys
from syncer.review.desk import Desk
from syncer.session import opened
from syncer.terminal import Terminal

PATIENCE = 1.0
"""Seconds that a decision waits for another run; a push takes longer, and then the person is told."""


def reviewed(path: Path, terminal: Terminal, *, own: bool, sandbox: bool) -> None:
    """Walk through the open songs of a catalog with the person, and say what came of it."""
    keys, lock = Keys(), lock_file(path, sandbox=sandbox)
    for warning in catalogs.load(path).warnings:
        terminal.caution(f"warning: {warning.at(path)}")
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        desk = Desk(path, lock, session, lambda: alone(lock, wait=PATIENCE), own=own, understand=session.understanding)
        walk = Walk(desk, session, Screen(), keys)
        if walk.songs and all(each.status == "pending" and not each.candidates for each in walk.songs):
            terminal.result(f"{_songs(len(walk.songs))} not looked for yet: {command('push', path, sandbox=sandbox)}")
            return
        try:
            walk.run()
        finally:
            terminal.result("\n".join(_end(walk, desk, path, sandbox=sandbox)))


def _end(walk: Walk, desk: Desk, path: Path, *, sandbox: bool) -> Iterator[str]:
    if not walk.songs:
        yield "Nothing is open: every song is matched, pinned or absent."
        return
    kinds = Counter(what.partition(":")[0] for what in walk.settled.values())
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    left = f"{walk.left} open" if walk.left else "none is open any more"
    yield f"\n{_songs(len(walk.songs) - walk.left)} settled{f' ({counts})' if counts else ''}, {left}"
    if walk.left:
        yield f"To go on with what is open: {command('review', path, sandbox=sandbox)}"
    if desk.steps:
        yield f"To take a decision back: {command('unpin TITLE', path, sandbox=sandbox)}"
        yield f"To bring it onto the playlist: {command('push', path, sandbox=sandbox)}"


def _songs(count: int) -> str:
    return "1 song" if count == 1 else f"{count} songs"
