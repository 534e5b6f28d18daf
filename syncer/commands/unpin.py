"""``syncer unpin``: take back what was decided about a song."""

from syncer.commands.options import CATALOG, ArtistName, CatalogPath, LineNumber, SandboxFlag, SongTitle, WaitFor
from syncer.terminal import Terminal


def unpin(  # noqa: PLR0913 - these are the command's options
    title: SongTitle,
    path: CatalogPath = CATALOG,
    *,
    artist: ArtistName = None,
    line: LineNumber = None,
    sandbox: SandboxFlag = False,
    wait: WaitFor = 0,
) -> None:
    """Take back which track a song is, or that it is not on Spotify.

    The next push looks for it again; until then a track keeps its place. It takes back what was decided in a review and
    by syncer pin and syncer absent, and takes uri and absent out of the catalog.

    Example: syncer unpin "Lilium" lists/summer.toml
    """
    from syncer.commands.deciding import Which, unpinned  # noqa: PLC0415 - loads what --help does not need

    unpinned(Which(path, title, artist, line, sandbox=sandbox, wait=wait), Terminal())
