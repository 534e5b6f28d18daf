"""``syncer review``: settle what is open, song by song in the terminal, or on a page."""

from importlib.util import find_spec
from typing import Annotated

import typer

from syncer.commands.options import CATALOG, CatalogPath, OwnFlag, SandboxFlag
from syncer.errors import UsageError
from syncer.terminal import Terminal

IDLE = 30.0
"""Minutes."""


def review(  # noqa: PLR0913 - these are the command's options
    path: CatalogPath = CATALOG,
    *,
    web: Annotated[bool, typer.Option("--web", help="On a page in your browser instead of here.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="With --web: print the address only.")] = False,
    idle: Annotated[
        float, typer.Option(min=1, metavar="MINUTES", help="With --web: end when nothing has happened for so long.")
    ] = IDLE,
    own: OwnFlag = False,
    sandbox: SandboxFlag = False,
) -> None:
    """Settle the songs that are unsure or were not found.

    Shows each with its candidates and what speaks against them, and waits for one key: take this track, open it in
    Spotify, search with other words, paste a link, not on Spotify, skip, back, undo, quit.

    Each decision is written at once, and no search overrides it; stop whenever you like, and go on later. It costs no
    search unless you search.

    With --web the same is a page, which can push as well. It is served to your browser alone, and ends when you close
    it. The address stands on a line of its own on stdout.

    Example: syncer review lists/summer.toml
    """
    if not web:
        if no_browser or idle != IDLE:
            raise UsageError("--no-browser and --idle are about a page: add --web")
        from syncer.commands.reviewing import reviewed  # noqa: PLC0415 - loads what --help does not need

        reviewed(path, Terminal(), own=own, sandbox=sandbox)
        return
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise UsageError("a review on a page needs two more packages: pip install 'syncer[web]'")
    from syncer.commands.reviewing_web import Wanted, reviewed_on_page  # noqa: PLC0415 - as above

    reviewed_on_page(Wanted(path, own, sandbox, browser=not no_browser, idle=idle), Terminal())
