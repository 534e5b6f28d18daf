"""``syncer explain``: why a song was matched, or was not."""

from syncer import catalog as catalogs
from syncer.commands.options import CATALOG, CatalogPath, SandboxFlag, SongTitle
from syncer.commands.selecting import songs_named
from syncer.terminal import Terminal


def explain(
    title: SongTitle,
    path: CatalogPath = CATALOG,
    *,
    sandbox: SandboxFlag = False,
) -> None:
    """Show why a song was matched, or was not.

    Every track that was seen, how it compares in each respect, and what decided.

    What Spotify answered earlier is looked through; only a song that was never asked for costs searches.

    Example: syncer explain "Aoi Shiori" lists/summer.toml
    """
    catalog = catalogs.load(path)
    songs = songs_named(catalog, title)
    from syncer.commands.explaining import explained  # noqa: PLC0415 - loads what --help does not need

    terminal = Terminal()
    terminal.result("\n\n".join(explained(catalog, songs, terminal, sandbox=sandbox)))
