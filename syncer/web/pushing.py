"""A push beside the pages: one at a time, in a thread of its own, with what a page shows of it meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Thread

from syncer.report.record import Record


@dataclass(frozen=True, slots=True)
class Doing:
    """What is being waited for."""

    what: str
    done: int = 0
    total: int = 0
    """0 where nobody knows how much it is."""


@dataclass(frozen=True, slots=True)
class Came:
    """What a plan or a push came to."""

    status: int
    """As an exit status."""
    record: Record | None
    """None where it failed before there was one."""
    error: str = ""
    """What stopped it or is left to do; "" where nothing is."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A plan or a push, as a page shows it."""

    planning: bool
    doing: Doing
    came: Came | None = None
    """None while it is going on."""


Tell = Callable[[Doing], None]
Run = Callable[[bool, Tell], Came]
"""Plans, or pushes where its first argument is false, and tells meanwhile what it does."""

BUG = "a bug in syncer has stopped it; what it is stands in the terminal. The next push puts right what is half done"


class Pushing:
    """Runs plans and pushes, one after the other."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._thread: Thread | None = None
        self.state: State | None = None
        """What there is to show; None where nothing was asked for, or where it holds no longer."""

    @property
    def is_busy(self) -> bool:
        """Whether one is going on."""
        return self.state is not None and self.state.came is None

    def start(self, *, planning: bool) -> None:
        """Begin a plan or a push, unless one is going on."""
        if self.is_busy:
            return
        self.state = State(planning, Doing("Starting"))
        self._thread = Thread(target=self._work, args=(planning,), name="push", daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """Drop a plan or a result that holds no longer."""
        if not self.is_busy:
            self.state = None

    def wait(self) -> None:
        """Return when none is going on."""
        if self._thread:
            self._thread.join()

    def _work(self, planning: bool) -> None:  # noqa: FBT001 - a thread's arguments have no names
        def tell(doing: Doing) -> None:
            self.state = State(planning, doing)

        came = Came(1, None, BUG)
        try:
            came = self._run(planning, tell)
        finally:  # whatever happened, the page hears of it; a bug goes on to the terminal
            last = self.state or State(planning, Doing(""))
            self.state = replace(last, came=came)
