"""``syncer import``: read a list that a person has, and append its songs to the catalog."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import CATALOG, JsonFlag
from syncer.terminal import Terminal


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The list; - reads standard input.")],
    *,
    into: Annotated[Path, typer.Option("--into", metavar="CATALOG", help="The catalog to append to.")] = CATALOG,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Append without asking.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Read a list of songs in nearly any form, and append what is new to the catalog.

    It reads CSV and TSV exports, M3U, PLS, XSPF, JSPF, iTunes, rekordbox and other JSON and XML, web pages, Markdown,
    theme lists, set lists and plain text, and shows what it understood before it writes. With --json it writes nothing.

    Example: syncer import liked-songs.csv --into lists/liked.toml
    """
    from syncer.commands.importing import imported, understood  # noqa: PLC0415 - loads what --help does not need

    if as_json:
        understood(file, Terminal())
    else:
        imported(file, into, Terminal(), yes=yes)
