"""Writing files so that a crash leaves the old one or the new one, never half of one."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from errno import EISDIR
from pathlib import Path

from syncer.errors import SyncerError


def is_file(path: Path) -> bool:
    """Return whether there is such a file; a name that is too long for any is no error, as it is to pathlib."""
    return os.path.isfile(path)  # noqa: PTH113 - see above


def is_there(path: Path) -> bool:
    """Return whether something has this name, be it a link to nothing; names too long for a file as above."""
    return os.path.lexists(path)


def write_atomically(path: Path, text: str, mode: int | None = None) -> None:
    """Replace the file's content at once; raise SyncerError naming the file where that fails.

    It keeps its mode unless one is given; the new content is never readable for more people than that.
    """
    write_together({path: text}, mode)


def write_together(texts: Mapping[Path, str], mode: int | None = None) -> None:
    """Replace the content of several files, in this order, once the new content of all is on the disk.

    Raises SyncerError naming the file that cannot be written; then none of them has changed, unless the disk failed in
    the very moment in which they were renamed.
    """
    with ExitStack() as left:
        staged = []
        for path, text in texts.items():
            try:
                staged.append(_staged(path, text, mode))
            except OSError as error:
                raise SyncerError(f"{path} cannot be written: {error.strerror}; nothing in it was changed") from error
            left.callback(staged[-1].unlink, missing_ok=True)
        for path, new in zip(texts, staged, strict=True):
            try:
                new.replace(path.resolve())  # a linked file stays a link
            except OSError as error:
                raise SyncerError(f"{path} cannot be written: {error.strerror}; nothing in it was changed") from error


def _staged(path: Path, text: str, mode: int | None) -> Path:
    """Return a new file beside this one that holds the text."""
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if mode is None:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
