"""``syncer export``: the catalog and its tracks, for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import CATALOG, CatalogPath, SandboxFlag
from syncer.terminal import Terminal


class Format(StrEnum):
    """What a list can be written as."""

    CSV = "csv"
    M3U = "m3u"
    JSPF = "jspf"
    MARKDOWN = "markdown"


def export(
    path: CatalogPath = CATALOG,
    *,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, metavar="FILE", help="Write it to a file instead.")
    ] = None,
    as_written: Annotated[
        bool, typer.Option("--as-written", help="Titles and artists as in the catalog, not as Spotify has them.")
    ] = False,
    sandbox: SandboxFlag = False,
) -> None:
    """Print the songs with their tracks, for other programs.

    CSV has the columns of Exportify, which transfer services read; M3U and JSPF are for players, Markdown for people.

    It is read from the catalog and its lock; nothing is sent. A song without a track is in it too, by its names alone.

    Example: syncer export lists/summer.toml --format m3u --output summer.m3u8
    """
    from syncer.commands.exporting import exported  # noqa: PLC0415 - loads what --help does not need

    exported(path, form.value, output, Terminal(), as_written=as_written, sandbox=sandbox)
