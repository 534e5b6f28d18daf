"""``syncer push``: find the songs, change the playlist, write the report."""

from typing import Annotated

import typer

from syncer.commands.options import (
    CATALOG,
    CatalogPaths,
    JsonFlag,
    LogFile,
    MaxSearches,
    NoKnowledge,
    Options,
    QuietFlag,
    SandboxFlag,
    StrictFlag,
    WaitFor,
)
from syncer.terminal import Terminal


def push(  # noqa: PLR0913 - these are the command's options
    paths: CatalogPaths = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show the plan, and change nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Push even if much of the playlist would be removed.")] = False,
    strict: StrictFlag = False,
    as_json: JsonFlag = False,
    quiet: QuietFlag = False,
    sandbox: SandboxFlag = False,
    log: LogFile = None,
    max_searches: MaxSearches = None,
    no_knowledge: NoKnowledge = False,
    wait: WaitFor = 0,
) -> None:
    """Make the playlist what the catalog says.

    The songs are searched for on Spotify, and the playlist is changed to match.

    Songs that cannot be placed beyond doubt stay off the playlist; the report says why, and how to settle them.
    Several catalogs are pushed one after the other; what stops one does not stop the others.

    Example: syncer push lists/summer.toml --dry-run
    """
    from syncer.commands.run import run  # noqa: PLC0415 - loads what --help does not need

    options = Options(
        dry_run=dry_run,
        force=force,
        sandbox=sandbox,
        strict=strict,
        quiet=quiet,
        as_json=as_json,
        log=log,
        max_searches=max_searches,
        wait=wait,
        knowledge=not no_knowledge,
    )
    status = run(paths or [CATALOG], Terminal(quiet=quiet), options)
    if status:
        raise typer.Exit(status)
