"""``syncer pull``: write a catalog and its lock from a playlist that is there."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import CATALOG, SandboxFlag
from syncer.terminal import Terminal


def pull(
    playlist: Annotated[str, typer.Argument(metavar="PLAYLIST", help="Its link, URI, id, or whole name.")],
    *,
    into: Annotated[
        Path, typer.Option("--into", dir_okay=False, metavar="CATALOG", help="The catalog to write.")
    ] = CATALOG,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Replace a catalog and lock that are there.")] = False,
    sandbox: SandboxFlag = False,
) -> None:
    """Make a catalog of a playlist of yours.

    The songs go into the catalog and their tracks into its lock, so that a push changes nothing.

    It only reads from Spotify, and searches for nothing. From then on the catalog leads: a song that you take out of it
    goes from the playlist at the next push, and what you add is added. Local files, episodes and songs that Spotify has
    taken away cannot stand in a catalog; they stay on the playlist, where they are.

    Example: syncer pull https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M --into lists/summer.toml
    """
    from syncer.commands.pulling import pull_into  # noqa: PLC0415 - loads what --help does not need

    pull_into(into, playlist, Terminal(), yes=yes, sandbox=sandbox)
