"""Where decisions are written, each at once: the catalog first, then the lock, and no other run in between.

Between the two writes the catalog is ahead of the lock, and it wins over the lock: a crash there loses nothing, and
costs one request at most.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.files import write_atomically
from syncer.lock import Lock, key
from syncer.matching.resolve import Searcher
from syncer.model import Matched
from syncer.outcomes import NO_OPINION, Understanding
from syncer.review.decision import Decision, Means, State, Step, decided, state, undone, with_settled
from syncer.review.waiting import View, view

Hold = Callable[[], AbstractContextManager[None]]
"""Keeps other runs of the catalog away for as long as one decision takes; raises ComeBackLater where one is at work."""

Understand = Callable[[Lock], Understanding]
"""What sources outside have said, but for what a person denied in this lock."""

_MARK = b"\xef\xbb\xbf"
"""The byte-order mark that some editors put before UTF-8; who has one keeps it."""


class Desk:
    """A catalog and its lock on disk, with the decisions of one sitting."""

    def __init__(  # noqa: PLR0913 - two files, and what stands around them
        self,
        catalog: Path,
        lock: Path,
        finder: Searcher,
        hold: Hold,
        *,
        own: bool = False,
        understand: Understand = lambda _: NO_OPINION,
    ) -> None:
        """``own``: decisions go into the catalog. ``finder`` is only asked for what it remembers."""
        self._catalog = catalog
        self._lock = lock
        self._finder = finder
        self._hold = hold
        self._understand = understand
        self.own = own
        self.steps: list[Step] = []
        """What was decided, the latest last; undoing takes from its end."""

    def state(self) -> State:
        """Return catalog and lock as they are on disk; raise UsageError where one is wrong."""
        return state(self._catalog, catalogs.text_of(self._catalog), locks.load(self._lock))

    def version(self) -> tuple[object, ...]:
        """Return what is another as soon as somebody has written one of the files."""
        return (_version(self._catalog), _version(self._lock))

    def view(self) -> View:
        """Return how the catalog stands now, at no cost."""
        return self._view(self.state())

    def decide(self, decision: Decision) -> Step:
        """Write a decision, and what becomes clear by it; raise SyncerError where nothing was written."""
        with self._hold():
            before = self.state()
            after = decided(before, decision, own=self.own)
            settled = self._settled(before, after) if isinstance(decision, Means) else ()
            after = with_settled(after, settled)
            self._write(before, after)
        self.steps.append(Step(decision, before, after, settled))
        return self.steps[-1]

    def undo(self, step: Step | None = None) -> Step | None:
        """Take a decision of this sitting back, the last one unless it is named; None where there is none."""
        if not self.steps:
            return None
        taken_back = step or self.steps[-1]
        with self._hold():
            now = self.state()
            self._write(now, undone(now, taken_back))
        self.steps = [each for each in self.steps if each is not taken_back]
        return taken_back

    def _settled(self, before: State, after: State) -> tuple[Matched, ...]:
        """Return the songs that were open, and are matched by what a name now stands for."""
        was = {key(each.song) for each in self._view(before).waiting}
        now = self._view(after).outcomes
        return tuple(each for each in now if isinstance(each, Matched) and key(each.song) in was)

    def _view(self, now: State) -> View:
        return view(now.songs, now.lock, self._finder, self._understand(now.lock))

    def _write(self, before: State, after: State) -> None:
        if after.text != before.text:
            marked = self._catalog.read_bytes().startswith(_MARK)
            write_atomically(self._catalog, ("\ufeff" if marked else "") + after.text)
        locks.save(self._lock, after.lock)


def _version(file: Path) -> tuple[int, ...]:
    try:
        stat = file.stat()
    except OSError:  # reading it says what is wrong
        return ()
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)
