"""The terminal of a push that was started from a page: how far it is goes there."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from syncer.terminal import Terminal, Wait

T = TypeVar("T")

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much it is, 0 where nobody knows."""


class Onlooker(Terminal):
    """Tells how far a run is; what it comes to is in its result. Warnings and errors stand in the real terminal too."""

    def __init__(self, tell: Tell) -> None:
        """``tell`` is called in the thread of the run."""
        super().__init__(quiet=True)
        self._tell = tell

    def result(self, text: str) -> None:
        """Show nothing; the record has it."""

    def data(self, text: str) -> None:
        """Show nothing; the record has it."""

    def agrees(self, question: str) -> bool:  # noqa: ARG002 - nobody is asked
        """Return that nobody has agreed."""
        return False

    def waiting(self, wait: Wait) -> None:
        """Tell how long nothing will happen, and why."""
        self._tell(f"{wait.why}; waiting {wait.seconds:.0f} s", 0, 0)

    def progress(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Yield the items, telling how many have come."""
        self._tell(what, 0, total)
        for number, item in enumerate(items, start=1):
            yield item
            self._tell(what, number, total)
        self._tell("Comparing with the playlist", 0, 0)

    def steps(self, doing: Iterable[str]) -> None:
        """Go through steps, telling of each before it is done."""
        for what in doing:
            self._tell(what, 0, 0)
