"""``syncer init``: make a catalog."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import CATALOG
from syncer.terminal import Terminal


def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The catalog to make.", dir_okay=False)] = CATALOG,
    *,
    source: Annotated[
        str | None, typer.Option("--from", metavar="LIST|-", help="A list in nearly any form; - reads standard input.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="What the playlist is to be called.")] = None,
    public: Annotated[
        bool | None, typer.Option("--public/--private", help="Whether it shows on your profile; private if left out.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.")] = False,
) -> None:
    """Make a catalog.

    It asks for the playlist's name, whether it is public, and for the first songs, or takes them from a list.

    A catalog that is there is never touched. Beside the new one comes catalog.schema.json, by which editors help.

    Example: syncer init lists/summer.toml --from liked-songs.csv --name Summer
    """
    from syncer.commands.starting import Wishes, started  # noqa: PLC0415 - loads what --help does not need

    started(path, Wishes(source, name, public), Terminal(), yes=yes)
