"""``syncer push``: find the songs, change the playlist, write the report."""

from typing import Annotated

import typer

from syncer.commands.options import CATALOG, CatalogPath, JsonFlag, Options, QuietFlag, SandboxFlag, StrictFlag
from syncer.errors import ComeBackLater
from syncer.terminal import Terminal

UNPLACED = 6
"""The exit status of ``--strict`` where a song is unsure or unmatched."""


def push(  # noqa: PLR0913 - these are the command's options
    path: CatalogPath = CATALOG,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show the plan, and change nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Push even if much of the playlist would be removed.")] = False,
    strict: StrictFlag = False,
    as_json: JsonFlag = False,
    quiet: QuietFlag = False,
    sandbox: SandboxFlag = False,
) -> None:
    """Find the catalog's songs on Spotify, and make the playlist what the catalog says.

    Songs that cannot be placed beyond doubt stay off the playlist; the report says why, and how to settle them.

    Example: syncer push lists/summer.toml --dry-run
    """
    from syncer.commands.run import run  # noqa: PLC0415 - loads what --help does not need

    options = Options(dry_run=dry_run, force=force, sandbox=sandbox, as_json=as_json)
    record = run(path, Terminal(quiet=quiet), options)
    pending = [song for song in record["songs"] if song["status"] == "pending"]
    if pending:
        songs = "1 song is" if len(pending) == 1 else f"{len(pending)} songs are"
        raise ComeBackLater(f"{songs} pending. {pending[0]['reason']}")
    if strict and any(song["status"] in {"unsure", "unmatched"} for song in record["songs"]):
        raise typer.Exit(UNPLACED)
