"""``syncer pin``: say which track a song is."""

from typing import Annotated

import typer

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


def pin(  # noqa: PLR0913 - these are the command's options
    title: SongTitle,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track's link, URI or id.")],
    path: CatalogPath = CATALOG,
    *,
    artist: ArtistName = None,
    line: LineNumber = None,
    own: OwnFlag = False,
    sandbox: SandboxFlag = False,
    wait: WaitFor = 0,
) -> None:
    """Say which track a song is.

    No search overrides it; the next push puts the track onto the playlist. Spotify is asked once whether there is such
    a track; nothing is searched for. syncer unpin takes it back.

    Example: syncer pin "Lilium" https://open.spotify.com/track/21htkjP5rYjD3CXG3y9wCT lists/summer.toml
    """
    from syncer.commands.deciding import Which, pinned  # noqa: PLC0415 - loads what --help does not need

    pinned(Which(path, title, artist, line, sandbox=sandbox, wait=wait), track, Terminal(), own=own)
