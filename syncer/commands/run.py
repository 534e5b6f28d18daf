"""One run of push or plan: gather, find the songs, change the playlist, show what happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

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
from syncer.report.page import page
from syncer.report.record import Record, dumped, record, summary
from syncer.report.text import plan_lines
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


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is meant."""

    dry_run: bool = False
    force: bool = False
    sandbox: bool = False
    as_json: bool = False


def run(path: Path, terminal: Terminal, options: Options) -> Record:
    """Push, or with ``dry_run`` only plan; write the report, show what happened, and return the record."""
    catalog = catalogs.load(path)
    for warning in catalog.warnings:
        terminal.warn(f"warning: {warning.at(path)}")
    keeper = Keeper(lock_file(path, sandbox=options.sandbox))
    with opened(sandbox=options.sandbox, tell=terminal.waiting) as session:
        found = _found(catalog, keeper, session, terminal)
        document = _carried_out(catalog, keeper, session, found, options)
    if not options.dry_run:
        write_atomically(report_file(path, "json"), dumped(document))
        write_atomically(report_file(path, "html"), page(document))
    _show(document, path, terminal, options)
    return document


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


def _carried_out(
    catalog: Catalog, keeper: Keeper, session: Session, found: tuple[Outcome, ...], options: Options
) -> Record:
    """Change the playlist, unless only the plan is wanted, and return the record."""
    prepared = _prepared(catalog, keeper, session, found, options)
    playlist, created, notes = prepared.playlist, False, tuple(outcomes.doubles(found))
    if not options.dry_run:
        pushed = push.carry_out(session.spotify, prepared, catalog.target, keeper.bind, force=options.force)
        playlist, created, notes = pushed.playlist, pushed.created, (*notes, *pushed.notes)
    return record(
        catalog=str(catalog.path),
        name=catalog.target.name,
        playlist=playlist,
        outcomes=found,
        plan=prepared.plan,
        requests=session.spotify.requests,
        created=created,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        notes=notes,
        dry_run=options.dry_run,
        sandbox=options.sandbox,
    )


def _prepared(
    catalog: Catalog, keeper: Keeper, session: Session, found: tuple[Outcome, ...], options: Options
) -> Prepared:
    wanted = outcomes.wanted(found)
    try:
        return push.prepare(session.spotify, catalog.target, keeper.lock.playlist, wanted)
    except NotFound:
        if not options.sandbox or catalog.target.id:
            raise
    return push.prepare(session.spotify, catalog.target, None, wanted)  # the sandbox was emptied since


def _show(document: Record, path: Path, terminal: Terminal, options: Options) -> None:
    if options.as_json:
        terminal.data(dumped(document).rstrip("\n"))
        return
    terminal.change("\n".join(_story(document)), news=bool(document["changes"]["lines"]))
    for note in document["notes"]:
        terminal.warn(f"note: {note}")
    if options.dry_run:
        terminal.note(f"Nothing has been changed. To change it: syncer push {path}")
    else:
        terminal.note(f"The report: {report_file(path, 'html')}")


def _story(document: Record) -> Iterator[str]:
    playlist = document["playlist"]
    where = " in the sandbox" if document["sandbox"] else ""
    made = " (new)" if playlist["created"] or not playlist["id"] else ""
    yield f'Playlist "{playlist["name"]}"{where}{made}: {playlist["url"] or "not made yet"}'
    if lines := plan_lines(document):
        yield lines
    yield summary(document)
