"""One run of a catalog at a time: cron's and the one by hand must not both write."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from syncer.errors import ComeBackLater, SyncerError
from syncer.settings import cache_folder


@contextmanager
def alone(lock: Path, *, wait: float) -> Iterator[None]:
    """Keep other runs away from the catalog of this lock; where there is one already, wait so many seconds for its end.

    Raises ComeBackLater where it does not end in time. The system lets go of it when a process dies, however it does.
    """
    name = hashlib.sha256(str(lock.resolve()).encode()).hexdigest()[:16]
    file = cache_folder() / "running" / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        hold = filelock.FileLock(file)
        hold.acquire(timeout=wait)
    except filelock.Timeout as error:
        raise ComeBackLater(
            f"another syncer is at work on {lock.stem}, and nothing was sent: run the same command when it has ended, "
            "or let it wait for that with --wait SECONDS"
        ) from error
    except OSError as error:
        raise SyncerError(f"{file} cannot be written: {error.strerror}") from error
    try:
        yield
    finally:
        hold.release()
