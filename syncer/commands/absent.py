"""``syncer absent``: say that a song is not on Spotify."""

from syncer.commands.options import (
    CATALOG,
    ArtistName,
    CatalogPath,
    LineNumber,
    OwnFlag,
    SandboxFlag,
    SongTitle,
    WaitFor,
)
from syncer.terminal import Terminal


def absent(  # noqa: PLR0913 - these are the command's options
    title: SongTitle,
    path: CatalogPath = CATALOG,
    *,
    artist: ArtistName = None,
    line: LineNumber = None,
    own: OwnFlag = False,
    sandbox: SandboxFlag = False,
    wait: WaitFor = 0,
) -> None:
    """Say that a song is not on Spotify.

    It is not looked for any more, and no longer reported as open. syncer unpin takes it back.

    Example: syncer absent "Dear You" lists/summer.toml
    """
    from syncer.commands.deciding import Which, marked_absent  # noqa: PLC0415 - loads what --help does not need

    marked_absent(Which(path, title, artist, line, sandbox=sandbox, wait=wait), Terminal(), own=own)
