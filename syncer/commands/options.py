"""Arguments and options that verbs share, and the files that belong to a catalog."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from syncer.report import words

CATALOG = Path(words.CATALOG)

CatalogPath = Annotated[Path, typer.Argument(metavar="CATALOG", help="The catalog.", show_default=True)]
CatalogPaths = Annotated[
    list[Path] | None, typer.Argument(metavar="CATALOG", help="The catalogs; catalog.toml if left out.")
]
SandboxFlag = Annotated[bool, typer.Option("--sandbox", help="Talk to syncer's own small Spotify; no account needed.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout, and nothing else there.")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what changed, and what needs you.")]
OwnFlag = Annotated[
    bool, typer.Option("--own", help="Write it into the catalog, instead of remembering it in the lock.")
]
SongTitle = Annotated[
    str, typer.Argument(metavar="TITLE", help="The song's title as the catalog has it, or a part of it.")
]
ArtistName = Annotated[str | None, typer.Option("--artist", metavar="NAME", help="Of several songs, the one by NAME.")]
LineNumber = Annotated[int | None, typer.Option("--line", metavar="N", help="Of several songs, the one in line N.")]
LogFile = Annotated[
    Path | None, typer.Option("--log", dir_okay=False, metavar="FILE", help="Write what happens to a file, for grep.")
]
MaxSearches = Annotated[
    int | None, typer.Option("--max-searches", min=0, metavar="N", help="Spend N searches at most; the rest waits.")
]
StrictFlag = Annotated[bool, typer.Option("--strict", help="Exit with 6 if a song is unsure or unmatched.")]
NoKnowledge = Annotated[bool, typer.Option("--no-knowledge", help="Ask nobody but Spotify.")]

WaitFor = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="Wait so long for another run of the same catalog.")
]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is meant."""

    dry_run: bool = False
    force: bool = False
    sandbox: bool = False
    strict: bool = False
    quiet: bool = False
    as_json: bool = False
    log: Path | None = None
    max_searches: int | None = None
    wait: float = 0.0
    """Seconds to wait for another run of the same catalog."""
    knowledge: bool = True
    """Whether outside sources are asked."""


def lock_file(catalog: Path, *, sandbox: bool) -> Path:
    """Where the catalog's lock lies; the sandbox has one of its own."""
    return catalog.with_suffix(".sandbox.lock" if sandbox else ".lock")


def command(verb: str, catalog: Path, *, sandbox: bool) -> str:
    """Return the command line for a verb on this catalog, as a person types it."""
    return words.command(verb, str(catalog), sandbox=sandbox)


def report_file(catalog: Path, ending: str) -> Path:
    """Where the catalog's report lies: ``ending`` is "json" or "html"."""
    return catalog.with_suffix(f".report.{ending}")
