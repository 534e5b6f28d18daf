"""``syncer review``: settle what is open, song by song, with one key each."""

from syncer.commands.options import CATALOG, CatalogPath, OwnFlag, SandboxFlag
from syncer.terminal import Terminal


def review(path: CatalogPath = CATALOG, *, own: OwnFlag = False, sandbox: SandboxFlag = False) -> None:
    """Settle the songs that are unsure or were not found.

    Shows each with its candidates and what speaks against them, and waits for one key: take this track, open it in
    Spotify, search with other words, paste a link, not on Spotify, skip, back, undo, quit.

    Each decision is written at once, and no search overrides it; stop whenever you like, and go on later. It costs no
    search unless you search.

    Example: syncer review lists/summer.toml
    """
    from syncer.commands.reviewing import reviewed  # noqa: PLC0415 - loads what --help does not need

    reviewed(path, Terminal(), own=own, sandbox=sandbox)
