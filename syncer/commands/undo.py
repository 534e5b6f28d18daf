"""``syncer undo``: put the playlist back as it was before the last push."""

from syncer.commands.options import CATALOG, CatalogPath, SandboxFlag, WaitFor
from syncer.terminal import Terminal


def undo(path: CatalogPath = CATALOG, *, sandbox: SandboxFlag = False, wait: WaitFor = 0) -> None:
    """Take the last push back.

    The playlist becomes what it was before: the same songs in the same order.

    Songs that you have added yourself since then stay. The catalog is not changed, so the next push does it all again
    unless you change it first.

    Example: syncer undo lists/summer.toml
    """
    from syncer.commands.undoing import undone  # noqa: PLC0415 - loads what --help does not need

    undone(path, Terminal(), sandbox=sandbox, wait=wait)
