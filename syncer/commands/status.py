"""``syncer status``: how a catalog stands, and when the next run may go on."""

from syncer.commands.options import CATALOG, CatalogPath, JsonFlag, SandboxFlag
from syncer.terminal import Terminal


def status(path: CatalogPath = CATALOG, *, as_json: JsonFlag = False, sandbox: SandboxFlag = False) -> None:
    """Show how the catalog stands.

    What is matched and what is not, when Spotify may be asked again, and how long the sign-in holds.

    It is read from the lock, the last report and what Spotify said earlier: no request is sent.

    Example: syncer status lists/summer.toml
    """
    from syncer.commands.standing import stands  # noqa: PLC0415 - loads what --help does not need
    from syncer.report.record import dumped  # noqa: PLC0415
    from syncer.report.standing import text  # noqa: PLC0415

    document = stands(path, sandbox=sandbox)
    if as_json:
        Terminal().data(dumped(document).rstrip("\n"))
    else:
        Terminal().result(text(document))
