"""One run of push or plan: gather, find the songs, change the playlist, show what happened."""

from collections.abc import Iterator
from pathlib import Path

from syncer import catalog as catalogs
from syncer.commands.changing import change
from syncer.commands.finding import find
from syncer.commands.keeper import Keeper
from syncer.commands.options import Options, lock_file, report_file
from syncer.files import write_atomically
from syncer.report.page import page
from syncer.report.record import Record, dumped, summary
from syncer.report.text import plan_lines
from syncer.session import opened
from syncer.terminal import Terminal


def run(path: Path, terminal: Terminal, options: Options) -> Record:
    """Push, or with ``dry_run`` only plan; write the report, show what happened, and return the record."""
    catalog = catalogs.load(path)
    for warning in catalog.warnings:
        terminal.warn(f"warning: {warning.at(path)}")
    keeper = Keeper(lock_file(path, sandbox=options.sandbox))
    with opened(sandbox=options.sandbox, tell=terminal.waiting) as session:
        found = find(catalog, keeper, session, terminal)
        document = change(catalog, keeper, session, found, options)
    if not options.dry_run:
        write_atomically(report_file(path, "json"), dumped(document))
        write_atomically(report_file(path, "html"), page(document))
    _show(document, path, terminal, options)
    return document


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
