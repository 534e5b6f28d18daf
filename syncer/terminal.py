"""The person's screen: progress, notes and colour for people, plain lines for scripts.

Only this and the screen of a review use rich.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import typer

T = TypeVar("T")

COLOURS = {"+": "green", "-": "red", "~": "yellow"}


def printable(text: str) -> str:
    """Return the text without what could move the cursor, recolour the screen or reverse the line."""
    return "".join(" " if c == "\t" else c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNPRINTABLE)


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class Wait(Protocol):
    """A pause that the person should know of."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""

    @property
    def why(self) -> str:
        """What it is for, one sentence without a full stop."""


class Terminal:
    """Where a command writes: results to stdout, all else to stderr."""

    def __init__(self, *, quiet: bool = False) -> None:
        """``quiet``: no progress and no notes; results and errors only."""
        self._quiet = quiet
        self._progress_shown = sys.stderr.isatty() and not quiet

    def result(self, text: str) -> None:
        """Write what was asked for, lines that begin with + ~ or - in their colour."""
        for line in printable(text).split("\n"):
            typer.secho(line, fg=COLOURS.get(line.strip()[:1]))

    def change(self, text: str, *, news: bool) -> None:
        """Write what a push did; a quiet terminal shows it only where it did something."""
        if news or not self._quiet:
            self.result(text)

    def data(self, text: str) -> None:
        """Write a document for another program, in UTF-8 whatever the locale says (RFC 8259 demands it of JSON)."""
        typer.echo(text if sys.stdout.isatty() else text.encode())

    def note(self, text: str) -> None:
        """Tell the person something that is no result."""
        if not self._quiet:
            typer.secho(printable(text), err=True)

    def warn(self, text: str) -> None:
        """Tell the person something that they should act on."""
        typer.secho(printable(text), fg="yellow", err=True)

    def caution(self, text: str, *, news: bool = False) -> None:
        """Warn of what can wait; a quiet terminal shows it only beside what changed, or cron would mail it for ever."""
        if news or not self._quiet:
            self.warn(text)

    def agrees(self, question: str) -> bool:
        """Ask the person, if one is there; without a terminal nobody has agreed."""
        return self.has_person() and typer.confirm(question, err=True)

    def has_person(self) -> bool:
        """Return whether there is somebody to ask."""
        return sys.stdin is not None and sys.stdin.isatty()

    def answer(self, question: str, default: str = "") -> str:
        """Return what the person answers; ``default`` where they only press Enter."""
        return str(typer.prompt(printable(question), default=default, show_default=bool(default), err=True)).strip()

    def error(self, text: str) -> None:
        """Tell the person what stopped the run, or part of it."""
        typer.secho(printable(f"syncer: {text}"), fg="red", err=True)

    def waiting(self, wait: Wait) -> None:
        """Tell the person how long nothing will happen, and why."""
        self.note(f"{wait.why}; waiting {wait.seconds:.0f} s")

    def progress(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Yield the items, showing how many have come."""
        if not self._progress_shown:
            yield from items
            return
        from rich.console import Console  # noqa: PLC0415 - rich takes as long to load as all the rest
        from rich.progress import Progress  # noqa: PLC0415

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            for item in items:
                yield item
                bar.advance(task)

    def steps(self, doing: Iterable[str]) -> None:
        """Go through steps, each of which says what is being waited for before it is done."""
        if not self._progress_shown:
            for _ in doing:
                pass
            return
        from rich.console import Console  # noqa: PLC0415 - as above
        from rich.text import Text  # noqa: PLC0415

        with Console(stderr=True).status("") as line:
            for what in doing:
                line.update(Text(printable(what)))
