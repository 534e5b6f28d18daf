"""What ``syncer aliases`` does: list, confirm and take back what names in the list stand for."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.commands.alone import alone
from syncer.commands.options import command, lock_file
from syncer.errors import UsageError
from syncer.lock import Lock
from syncer.model import Alias
from syncer.report.words import plain
from syncer.review.decision import Means, MeansNot
from syncer.review.desk import Desk
from syncer.review.naming import said
from syncer.session import opened
from syncer.terminal import Terminal

VERSION = 1
STANDINGS = {"confirmed": "", "learnt": "waits for you: ", "denied": "taken back: "}


def listed(path: Path, terminal: Terminal, *, sandbox: bool, as_json: bool) -> None:
    """Show all aliases."""
    catalogs.load(path)
    known = list(locks.load(lock_file(path, sandbox=sandbox)).aliases.values())
    if as_json:
        document = {"version": VERSION, "aliases": [asdict(alias) for alias in known]}
        terminal.data(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for alias in known:
        terminal.result(f"{STANDINGS[alias.standing]}{said(alias)}")
        if origin := plain(" ".join(filter(None, [alias.origin, alias.url]))):
            terminal.result(f"  {origin}")
    if not known:
        terminal.result("No name stands for another. A review asks, where you take a track of another artist.")
    if any(alias.standing == "learnt" for alias in known):
        again = command("aliases", path, sandbox=sandbox)
        terminal.note(f"To agree to what waits: {again} --confirm NAME. To have it gone: --forget NAME")


def agreed(path: Path, name: str, terminal: Terminal, *, sandbox: bool, wait: float) -> None:
    """Confirm what a source says of a name."""
    lock = lock_file(path, sandbox=sandbox)
    found = _of(locks.load(lock), path, name, ("learnt", "denied"))
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        desk = Desk(path, lock, session, lambda: alone(lock, wait=wait))
        for alias in found:
            step = desk.decide(Means(alias))
            terminal.result(f"for every song: {said(alias)}")
            for each in step.settled:
                terminal.result(f'that settles "{each.song.title}": {each.score.track.title}')


def forgotten(path: Path, name: str, terminal: Terminal, *, sandbox: bool, wait: float) -> None:
    """Take back what a name stands for."""
    lock = lock_file(path, sandbox=sandbox)
    found = _of(locks.load(lock), path, name, ("confirmed", "learnt"))
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        desk = Desk(path, lock, session, lambda: alone(lock, wait=wait))
        for alias in found:
            desk.decide(MeansNot(alias))
            terminal.result(f"taken back: {said(alias)}")


def _of(lock: Lock, path: Path, name: str, standings: Sequence[str]) -> list[Alias]:
    found = [alias for kind in ("artist", "series") if (alias := lock.alias(kind, name))]
    fitting = [alias for alias in found if alias.standing in standings]
    if not fitting:
        already = f": {said(found[0])} is {found[0].standing} already" if found else "; syncer aliases lists all"
        raise UsageError(f"there is nothing to do for {name!r} in {path}{already}")
    return fitting
