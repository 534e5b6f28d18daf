"""One run of push or plan: gather, find the songs, change the playlist, show what happened."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer import outcomes, push
from syncer.catalog import Catalog
from syncer.commands.options import lock_file, report_file
from syncer.errors import NotFound
from syncer.files import write_atomically
from syncer.lock import Bound, Lock
from syncer.model import Matched, Outcome
from syncer.push import Prepared
from syncer.report import record as records
from syncer.session import Session, opened
from syncer.terminal import Terminal


class Keeper:
    """The lock on disk, written whenever something was learnt that cost a request."""

    def __init__(self, path: Path) -> None:
        """Read the lock; raise UsageError where it cannot be used."""
        self._path = path
        self.lock = locks.load(path)

    def learn(self, lock: Lock) -> None:
        """Remember a lock, on disk as well."""
        self.lock = lock
        locks.save(self._path, lock)

    def bind(self, bound: Bound) -> None:
        """Remember what is known of the playlist."""
        self.learn(Lock(bound, self.lock.pins))


def run(path: Path, terminal: Terminal, *, dry_run: bool, force: bool, as_json: bool, sandbox: bool) -> dict[str, Any]:
    """Push, or with ``dry_run`` only plan; show it, and return the record."""
    catalog = catalogs.load(path)
    for warning in catalog.warnings:
        terminal.warn(f"warning: {warning.at(path)}")
    keeper = Keeper(lock_file(path, sandbox=sandbox))
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        found = _found(catalog, keeper, session, terminal)
        record = _carried_out(catalog, keeper, session, found, dry_run=dry_run, force=force, sandbox=sandbox)
    if not dry_run:
        write_atomically(report_file(path, "json"), records.dumps(record))
        write_atomically(report_file(path, "html"), page(record))
    _show(record, path, terminal, as_json=as_json, dry_run=dry_run)
    return record


def _found(catalog: Catalog, keeper: Keeper, session: Session, terminal: Terminal) -> tuple[Outcome, ...]:
    """Return each song's outcome; whatever cost a request is in the lock before the next song is asked for."""
    found: list[Outcome] = []
    spent = session.spent
    coming = outcomes.outcomes(catalog.songs, keeper.lock, session)
    for outcome in terminal.progress(coming, len(catalog.songs), "Searching"):
        found.append(outcome)
        if isinstance(outcome, Matched):
            keeper.lock = keeper.lock.with_pin(outcomes.pin(outcome))
        if session.spent != spent:
            keeper.learn(keeper.lock)
            spent = session.spent
    keeper.learn(keeper.lock.in_order_of(catalog.songs))
    return tuple(found)


def _carried_out(  # noqa: PLR0913 - all of what was gathered
    catalog: Catalog,
    keeper: Keeper,
    session: Session,
    found: tuple[Outcome, ...],
    *,
    dry_run: bool,
    force: bool,
    sandbox: bool,
) -> dict[str, Any]:
    prepared = _prepared(catalog, keeper, session, found, sandbox=sandbox)
    playlist, created, notes = prepared.playlist, False, tuple(outcomes.doubles(found))
    if not dry_run:
        pushed = push.carry_out(session.spotify, prepared, catalog.target, keeper.bind, force=force)
        playlist, created, notes = pushed.playlist, pushed.created, (*notes, *pushed.notes)
    return records.record(
        catalog=str(catalog.path),
        playlist=playlist,
        outcomes=found,
        plan=prepared.plan,
        requests=session.spotify.requests,
        created=created,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        notes=notes,
    )


def _prepared(
    catalog: Catalog, keeper: Keeper, session: Session, found: tuple[Outcome, ...], *, sandbox: bool
) -> Prepared:
    wanted = outcomes.wanted(found)
    try:
        return push.prepare(session.spotify, catalog.target, keeper.lock.playlist, wanted)
    except NotFound:
        if not sandbox or catalog.target.id:
            raise
    return push.prepare(session.spotify, catalog.target, None, wanted)  # the sandbox was emptied since


def _show(record: dict[str, Any], path: Path, terminal: Terminal, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        terminal.data(records.dumps(record))
