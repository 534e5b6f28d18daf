"""``syncer aliases``: what names in the list stand for."""

from typing import Annotated

import typer

from syncer.commands.options import CATALOG, CatalogPath, JsonFlag, SandboxFlag, WaitFor
from syncer.terminal import Terminal


def aliases(  # noqa: PLR0913 - these are the command's options
    path: CatalogPath = CATALOG,
    *,
    confirm: Annotated[str | None, typer.Option(metavar="NAME", help="Agree to what a source says of a name.")] = None,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Take back what a name stands for.")] = None,
    as_json: JsonFlag = False,
    sandbox: SandboxFlag = False,
    wait: WaitFor = 0,
) -> None:
    """Show what names in the list stand for.

    A name is another one of an artist, or that of a series in the artist's place. What you confirm, here or in a
    review, counts for every song; what a source says waits for you, and counts for none.

    After --forget, the songs that were found by it are judged again without it.

    Example: syncer aliases lists/summer.toml --forget "Anohana"
    """
    from syncer.commands.naming import agreed, forgotten, listed  # noqa: PLC0415 - loads what --help does not need

    if confirm is not None:
        agreed(path, confirm, Terminal(), sandbox=sandbox, wait=wait)
    if forget is not None:
        forgotten(path, forget, Terminal(), sandbox=sandbox, wait=wait)
    if confirm is None and forget is None:
        listed(path, Terminal(), sandbox=sandbox, as_json=as_json)
