"""``syncer doctor``: look for what usually is wrong, and say how to mend it."""

import json
import platform
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from syncer import __version__, settings
from syncer.commands.options import CATALOG, JsonFlag
from syncer.doctor.finding import Finding, has_problem, problem, warning
from syncer.errors import UsageError
from syncer.terminal import Terminal

VERSION = 1
"""Of the document; it grows when a key goes or changes its meaning."""
PROBLEM = 1
"""The exit status where a push would fail."""


def doctor(
    path: Annotated[Path | None, typer.Argument(metavar="CATALOG", help="A catalog, to be checked as well.")] = None,
    *,
    as_json: JsonFlag = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask Spotify nothing.")] = False,
    knowledge: Annotated[
        bool, typer.Option("--knowledge", help="Ask each outside source one harmless thing, and nobody else.")
    ] = False,
) -> None:
    """Check what usually is wrong.

    Settings, sign-in, files, quota and playlist; for each problem, how to mend it.

    Asks Spotify at most three things; with --knowledge it asks the outside sources instead, one thing each, and shows
    their answers field by field. What it prints holds no secret, so it can go into a bug report.
    Exit status 1 means that a push would fail.

    Example: syncer doctor lists/summer.toml --offline
    """
    terminal, found = Terminal(), list[Finding]()
    for finding in _outside() if knowledge else _findings(path, offline=offline):
        found.append(finding)
        if not as_json:
            terminal.result(_line(finding))
    if as_json:
        terminal.data(_dumped(found))
    if has_problem(found):
        raise typer.Exit(PROBLEM)


def _findings(path: Path | None, *, offline: bool) -> Iterator[Finding]:
    """Yield what is found, the nearest first; what cannot be looked at without the settings is left out."""
    from syncer.doctor import here, there  # noqa: PLC0415 - loads what --help does not need

    now = time.time()
    yield from here.catalog(path or CATALOG, named=path is not None)
    try:
        known = settings.load()
        yield from here.origins(settings.origins())
    except UsageError as error:
        yield problem("settings", error)
        return
    yield from here.app(known)
    yield from here.files(known, Path(".env"))
    yield from here.quota(known, now)
    signed_in = list(here.sign_in(known, now))
    yield from signed_in
    if not offline and not any(finding.level == "problem" for finding in signed_in):
        yield from there.ask(there.Patient(known, here.playlist_id(path or CATALOG), time.time))


def _outside() -> Iterator[Finding]:
    """Yield what the sources of outside knowledge answer, those that are asked in a push."""
    from syncer.doctor import outside  # noqa: PLC0415 - loads what --help does not need
    from syncer.session import sources_of, wire_to  # noqa: PLC0415

    known = settings.load()
    sources = sources_of(known)
    if not sources:
        yield warning("knowledge", "no source is asked: SYNCER_KNOWLEDGE turns all of them off")
    yield from outside.ask(sources, lambda source: wire_to(source, known))


def _line(finding: Finding) -> str:
    mend = f"\n{'':9}to mend it: {finding.mend}" if finding.mend else ""
    return f"{finding.level:8} {finding.about}: {finding.text}{mend}"


def _dumped(found: list[Finding]) -> str:
    """Return the document; the person's home folder is nobody's business."""
    document: dict[str, Any] = {
        "version": VERSION,
        "syncer": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "findings": [asdict(finding) for finding in found],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    home = json.dumps(str(Path.home()), ensure_ascii=False)[1:-1]
    return text.replace(home, "~") if len(home) > 1 else text
