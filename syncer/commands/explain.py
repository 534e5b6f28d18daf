"""``syncer explain``: why a song was matched, or was not."""

from pathlib import Path
from typing import Annotated

import typer

from syncer import catalog as catalogs
from syncer.catalog import Catalog
from syncer.commands.options import CATALOG, CatalogPath, SandboxFlag
from syncer.errors import UsageError
from syncer.model import Song
from syncer.terminal import Terminal


def explain(
    title: Annotated[str, typer.Argument(help="The song's title as the catalog has it, or a part of it.")],
    path: CatalogPath = CATALOG,
    *,
    sandbox: SandboxFlag = False,
) -> None:
    """Show why a song was matched, or was not.

    Every track that was seen, how it compares in each respect, and what decided.

    What Spotify answered earlier is looked through; only a song that was never asked for costs searches.

    Example: syncer explain "Aoi Shiori" lists/summer.toml
    """
    songs = _songs(catalogs.load(path), title, path)
    from syncer.commands.explaining import explained  # noqa: PLC0415 - loads what --help does not need

    terminal = Terminal()
    terminal.result("\n\n".join(explained(songs, terminal, sandbox=sandbox)))


def _songs(catalog: Catalog, title: str, path: Path) -> list[Song]:
    """Return the songs of that title, else those whose title holds it; raise UsageError where there is none."""
    wanted = title.casefold()
    same = [song for song in catalog.songs if song.title.casefold() == wanted]
    found = same or [song for song in catalog.songs if wanted in song.title.casefold()]
    if not found:
        raise UsageError(f"no song of {path} has {title!r} in its title")
    return found
