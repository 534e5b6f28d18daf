"""``syncer report``: read the last push's report."""

import webbrowser
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import CATALOG, CatalogPath, command, report_file
from syncer.errors import SyncerError, UsageError
from syncer.files import write_atomically
from syncer.terminal import Terminal


class Format(StrEnum):
    """How the report can be read."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"


def report(
    path: CatalogPath = CATALOG,
    *,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = Format.TEXT,
    in_browser: Annotated[bool, typer.Option("--open", help="Show the page in the browser instead.")] = False,
) -> None:
    """Print the last push's report.

    It says what was matched, what could not be placed, and why.

    Example: syncer report lists/summer.toml --format markdown
    """
    document = _read(path)
    if since := _since(path, document):
        Terminal().warn(f"note: {since}")
    if in_browser:
        _open(path, document)
    elif form is Format.TEXT:
        from syncer.report.text import text  # noqa: PLC0415 - a rendering is loaded when it is asked for

        Terminal().result(text(document).rstrip("\n"))
    else:
        Terminal().data(_rendered(document, form).rstrip("\n"))


def _since(path: Path, document: dict[str, object]) -> str:
    from syncer.commands.since import settled_since  # noqa: PLC0415 - see above

    return settled_since(path, document)


def _read(path: Path) -> dict[str, object]:
    from syncer.report.record import load  # noqa: PLC0415 - see above

    file = report_file(path, "json")
    try:
        return load(file.read_text(encoding="utf-8"), str(file))
    except FileNotFoundError as error:
        push = command("push", path, sandbox=False)
        raise UsageError(f"there is no report of {path} yet ({file}); run {push} to have one") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8; run syncer push to have it written anew") from error
    except OSError as error:
        raise SyncerError(f"{file} cannot be read: {error.strerror}") from error


def _rendered(document: dict[str, object], form: Format) -> str:
    from syncer import settings  # noqa: PLC0415
    from syncer.report.markdown import markdown  # noqa: PLC0415 - see above
    from syncer.report.page import page  # noqa: PLC0415
    from syncer.report.record import dumped  # noqa: PLC0415
    from syncer.report.table import table  # noqa: PLC0415
    from syncer.report.text import text  # noqa: PLC0415

    renderings: dict[Format, Callable[[dict[str, object]], str]] = {
        Format.TEXT: text,
        Format.JSON: dumped,
        Format.MARKDOWN: markdown,
        Format.CSV: table,
        Format.HTML: lambda record: page(record, covers=settings.load().covers),
    }
    return renderings[form](document)


def _open(path: Path, document: dict[str, object]) -> None:
    """Show the page, made anew from the record so that both say the same."""
    file = report_file(path, "html").resolve()
    write_atomically(file, _rendered(document, Format.HTML))
    if not webbrowser.open(file.as_uri()):
        raise SyncerError(f"no browser could be opened; the page is {file}")
