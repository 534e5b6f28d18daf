"""A run of push or plan: each catalog in turn over one session, so that they share one sign-in and one quota."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from syncer import catalog as catalogs
from syncer import notify, settings
from syncer.catalog import Catalog
from syncer.commands.alone import alone
from syncer.commands.changing import change
from syncer.commands.finding import find
from syncer.commands.keeper import Keeper
from syncer.commands.logged import log_record, logged, telling
from syncer.commands.options import Options, lock_file, report_file
from syncer.commands.proving import with_evidence
from syncer.commands.result import Result, document, failed, held_back, pending, status_of, told, worst
from syncer.commands.showing import show, show_all
from syncer.errors import SignInNeeded, SyncerError, UsageError
from syncer.files import write_atomically
from syncer.log import event
from syncer.report import news
from syncer.report.earlier import completed
from syncer.report.page import page
from syncer.report.record import Record, dumped, load
from syncer.session import Session, opened
from syncer.spotify import ending
from syncer.terminal import Terminal


def run(paths: Sequence[Path], terminal: Terminal, options: Options) -> int:
    """Push the catalogs, or with ``dry_run`` only plan; show and report what happened; return the exit status."""
    return worst(result.status for result in ran(paths, terminal, options))


def ran(paths: Sequence[Path], terminal: Terminal, options: Options) -> tuple[Result, ...]:
    """Do the same, and return what each catalog came to.

    What stops one catalog does not stop the others; only a sign-in that is needed stops all.
    """
    command = None if options.dry_run else settings.load().notify
    try:
        with logged(paths, options):
            found = _all(tuple(dict.fromkeys(paths)), terminal, options)
            event("end", status=worst(result.status for result in found))
    except Exception as error:
        _notify(command, (_stopped(paths[0], error),), terminal)
        raise
    show_all(found, terminal, options)
    _notify(command, found, terminal)
    return found


def _stopped(path: Path, error: Exception) -> Result:
    """Return what is told of a run that an error has stopped; of a bug only its kind: who knows what it says."""
    if isinstance(error, SyncerError):
        return failed(path, error)
    return Result(path, 1, error=f"a bug in syncer has stopped the run ({type(error).__name__})")


def _notify(command: str | None, found: Sequence[Result], terminal: Terminal) -> None:
    """Run the person's notification command, if there is one and something for it to tell."""
    if not command or not any(result.notable for result in found):
        return
    problem = notify.run(command, told(found), document(found), settings.environment_for_commands())
    if problem:
        terminal.warn(f"warning: {problem}")


def _all(paths: Sequence[Path], terminal: Terminal, options: Options) -> tuple[Result, ...]:
    """Return each catalog's result, in the order of the paths; each is shown as soon as it is there."""
    found: dict[Path, Result] = {}
    said: set[str] = set()
    for result in _each(paths, terminal, options):
        found[result.path] = result
        event("result", catalog=result.path, status=result.status, error=result.error or None)
        show(result, terminal, options, alone=len(paths) == 1, said=said)
        said.update(result.attention)
    return tuple(found[path] for path in paths)


def _each(paths: Sequence[Path], terminal: Terminal, options: Options) -> Iterator[Result]:
    """Yield the results: first of the catalogs that are wrong, since all are checked before anything is sent."""
    good: list[Catalog] = []
    for path in paths:
        try:
            good.append(catalogs.load(path))
        except SyncerError as error:
            yield failed(path, error)
    for catalog in good:
        for warning in catalog.warnings:
            terminal.caution(f"warning: {warning.at(catalog.path)}")
    if good:
        yield from _over_one_session(good, terminal, options)


def _over_one_session(good: Sequence[Catalog], terminal: Terminal, options: Options) -> Iterator[Result]:
    waiting = list(good)
    try:
        with opened(
            sandbox=options.sandbox,
            tell=telling(terminal),
            max_searches=options.max_searches,
            knowledge=options.knowledge,
        ) as session:
            while waiting:
                yield _one(waiting[0], session, terminal, options)
                waiting.pop(0)
    except SyncerError as error:  # none of the others would fare better
        for catalog in waiting:
            same = "" if catalog is waiting[0] else "not pushed either: "
            yield Result(catalog.path, error.exit_code, error=f"{same}{error}")


def _one(catalog: Catalog, session: Session, terminal: Terminal, options: Options) -> Result:
    """Return what became of one catalog; raise SignInNeeded, which concerns them all."""
    try:
        with alone(lock_file(catalog.path, sandbox=options.sandbox), wait=options.wait):
            return _pushed(catalog, session, terminal, options)
    except SignInNeeded:
        raise
    except SyncerError as error:
        return failed(catalog.path, error)


def _pushed(catalog: Catalog, session: Session, terminal: Terminal, options: Options) -> Result:
    """Push one catalog and write its report."""
    before, spent, asked = _last(catalog.path), dict(session.spotify.requests), session.asked_outside
    keeper = Keeper(lock_file(catalog.path, sandbox=options.sandbox))
    found = with_evidence(find(catalog, keeper, session, terminal), before, session, sandbox=options.sandbox)
    record = completed(change(catalog, keeper, session, found, options), before)
    record["since"] = news.since(before, record)
    record["sign_in_ends"] = None if options.sandbox else ending.end(settings.load())
    record["requests"] = {kind: count - spent.get(kind, 0) for kind, count in record["requests"].items()}
    record["outside"] = {name: count for name, count in (session.asked_outside - asked).items() if count}
    lost = news.lost(before, record)
    attention = (*_sign_in(options), *lost)
    sources = session.knowledge.notes if session.knowledge else ()
    record["notes"] = [*record["notes"], *sources, *held_back(record), *attention]
    log_record(before, record)
    if not options.dry_run:
        write_atomically(report_file(catalog.path, "json"), dumped(record))
        write_atomically(report_file(catalog.path, "html"), page(record, covers=settings.load().covers))
    status = status_of(record, strict=options.strict, lost=options.quiet and bool(lost))
    return Result(catalog.path, status, record, pending(record), attention)


def _sign_in(options: Options) -> Iterator[str]:
    """Yield what there is to say about the sign-in; the sandbox's lasts for one run."""
    end = None if options.sandbox else ending.warning(settings.load(), time.time())
    if end:
        yield end


def _last(path: Path) -> Record | None:
    """Return the record of the last push; None where there is none that can be read."""
    file = report_file(path, "json")
    try:
        return load(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError, UsageError):
        return None
