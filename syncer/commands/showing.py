"""What the person sees of a run: what changed, what counts, and what is left to do."""

from collections.abc import Iterator, Sequence

from syncer.commands.options import Options, command, report_file
from syncer.commands.result import Result, document, total
from syncer.report.record import Record, counts, dumped, outside, summary
from syncer.report.text import plan_lines
from syncer.terminal import Terminal


def show(result: Result, terminal: Terminal, options: Options, *, alone: bool, said: set[str]) -> None:
    """Show one catalog's result; a quiet terminal gets what changed and what needs the person.

    ``alone``: it is the only one, so that its name is not needed. ``said``: what was shown with another catalog.
    """
    if result.record:
        _show_record(result, result.record, terminal, options)
    where = "" if alone or str(result.path) in result.error else f"{result.path}: "
    for sentence in result.attention:
        if sentence not in said:
            terminal.warn(sentence)
    if result.error:
        terminal.error(f"{where}{result.error}")


def show_all(results: Sequence[Result], terminal: Terminal, options: Options) -> None:
    """Show what several catalogs come to together, and the document that was asked for."""
    if options.as_json and (len(results) > 1 or results[0].record):
        found = document(results) if len(results) > 1 else results[0].record
        terminal.data(dumped(found or {}).rstrip("\n"))
    elif len(results) > 1:
        terminal.change(total(results), news=any(result.changed for result in results))


def _show_record(result: Result, record: Record, terminal: Terminal, options: Options) -> None:
    if not options.as_json:
        terminal.change("\n".join(_story(record)), news=result.changed)
    for note in record["notes"]:
        if note not in result.attention:
            terminal.caution(f"note: {note}", news=result.changed)
    if options.dry_run:
        push = command("push", result.path, sandbox=options.sandbox)
        terminal.note(f"Nothing has been changed. To change it: {push}")
    else:
        terminal.note(f"The report: {report_file(result.path, 'html')}")
        if counts(record)["unsure"] + counts(record)["unmatched"]:
            terminal.note(f"To settle what is open: {command('review', result.path, sandbox=options.sandbox)}")


def _story(record: Record) -> Iterator[str]:
    playlist = record["playlist"]
    where = " in the sandbox" if record["sandbox"] else ""
    made = " (new)" if playlist["created"] or not playlist["id"] else ""
    yield f'Playlist "{playlist["name"]}"{where}{made}: {playlist["url"] or "not made yet"}'
    if lines := plan_lines(record):
        yield lines
    yield summary(record)
    if told := outside(record):
        yield told
