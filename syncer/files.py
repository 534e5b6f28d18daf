"""Writing files so that a crash leaves the old one or the new one, never half of one."""

import os
import tempfile
from pathlib import Path

from syncer.errors import SyncerError


def write_atomically(path: Path, text: str, mode: int | None = None) -> None:
    """Replace the file's content at once; raise SyncerError naming the file where that fails.

    It keeps its mode unless one is given; the new content is never readable for more people than that.
    """
    try:
        _replace(path, text, mode)
    except OSError as error:
        raise SyncerError(f"{path} cannot be written: {error.strerror}; nothing in it was changed") from error


def _replace(path: Path, text: str, mode: int | None) -> None:
    target = path.resolve()  # a linked file stays a link
    if mode is None:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
