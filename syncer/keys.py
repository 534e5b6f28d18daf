"""What a person types: single keys where the terminal allows it, else lines; the only reader of keys."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from syncer.errors import UsageError

try:
    import termios
    import tty
except ImportError:  # Windows has keys of its own, which typer reads
    pass

_KEY = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])?|.", re.DOTALL)
_LINK = re.compile(r"\s*(?:https?://|spotify:)\S+\s*")
ARROWS = {"\x1b[C": "n", "\x1b[B": "n", "\x1b[D": "b", "\x1b[A": "b"}
"""Right and down go on, left and up go back."""
_END = "\x04"


def keys_in(chunk: str) -> tuple[str, ...]:
    """Return the keys of what came at once; a link that was pasted is one, an arrow is the key it stands for."""
    if _LINK.fullmatch(chunk):
        return (chunk.strip(),)
    return tuple(ARROWS.get(key, key) for key in _KEY.findall(chunk))


class Keys:
    """The keyboard of the person at the terminal."""

    def __init__(self) -> None:
        """Raise UsageError where nobody is at a terminal."""
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError(
                "a review needs a terminal to ask you; without one use: syncer pin, syncer absent, syncer unpin"
            )
        self._came: list[str] = []
        self.needs_enter = not _reads_keys()
        """Whether the terminal gives whole lines only."""

    def read(self) -> str:
        """Return the next key; raise EOFError where there will be none."""
        while not self._came:
            self._came += keys_in(self._chunk())
        if self._came[0] == _END:
            raise EOFError
        return self._came.pop(0)

    def one_of(self, wanted: Sequence[str]) -> str:
        """Return the next key that is one of these, whatever else is pressed before."""
        while (key := self.read().lower()) not in wanted:
            pass
        return key

    def line(self, question: str) -> str:
        """Ask for a line, and return it without blanks around it; "" where the person thinks better of it."""
        before, line_end, rest = "".join(self._came).partition("\n")
        self._came = list(keys_in(rest))
        if line_end:  # it was typed, or pasted, before the question came
            return before.strip()
        try:
            return (
                before + str(typer.prompt(question, default="", show_default=False, prompt_suffix="", err=True))
            ).strip()
        except typer.Abort:
            return ""

    def _chunk(self) -> str:
        if self.needs_enter:
            line = sys.stdin.readline()
            return line.strip() or ("\n" if line else _END)
        if sys.platform == "win32":
            return typer.getchar()
        try:
            return _raw(sys.stdin.fileno())
        except (OSError, termios.error):  # the terminal was closed
            return _END


def _reads_keys() -> bool:
    if sys.platform == "win32":
        return True
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return os.environ.get("TERM") != "dumb"


def _raw(terminal: int) -> str:
    """Return what comes next, without waiting for the end of a line; what was typed before is not lost."""
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        return os.read(terminal, 4096).decode(errors="replace") or _END
    finally:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(terminal, termios.TCSANOW, before)
