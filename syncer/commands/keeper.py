"""The lock of a catalog while a run is going on: on disk as soon as something was learnt that cost a request."""

from dataclasses import replace
from pathlib import Path

from syncer import lock as locks
from syncer.journal import Journal
from syncer.lock import Bound, Lock


class Keeper:
    """The lock on disk, written whenever something was learnt that cost a request."""

    def __init__(self, path: Path) -> None:
        """Read the lock and what lies beside it; raise UsageError where it cannot be used."""
        self._path = path
        self.lock = locks.load(path)
        self.journal = Journal(path.with_suffix(".journal"))

    def learn(self, lock: Lock) -> None:
        """Remember a lock, on disk as well."""
        self.lock = lock
        locks.save(self._path, lock)

    def bind(self, bound: Bound) -> None:
        """Remember what is known of the playlist."""
        self.learn(replace(self.lock, playlist=bound))
