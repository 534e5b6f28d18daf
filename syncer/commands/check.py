"""``syncer check``: say whether the catalog is well formed."""

from syncer import catalog
from syncer.commands.options import CATALOG, CatalogPath
from syncer.terminal import Terminal


def check(path: CatalogPath = CATALOG) -> None:
    """Check the catalog.

    Spotify is not asked anything.

    Every problem is shown at once, with its line; the exit status is 2 then.

    Example: syncer check lists/summer.toml
    """
    found = catalog.load(path)
    terminal = Terminal()
    for warning in found.warnings:
        terminal.warn(warning.at(path))
    songs = "1 song" if len(found.songs) == 1 else f"{len(found.songs)} songs"
    terminal.result(f'{path}: {songs} for "{found.target.name}", no problem')
