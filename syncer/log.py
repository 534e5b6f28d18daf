"""The log of a run: one line an event, ``key=value``, for ``grep``; off unless ``--log`` names a file.

An event says only what its caller names, so nothing gets in by accident: no header, no answer, no token. Whoever writes
a line need not know whether there is a file: without one, events go nowhere.
"""

import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from syncer.errors import UsageError

SIZE = 1_000_000
"""Bytes after which the file is put aside as ``FILE.1``: some 8,000 lines, or years of quiet nights."""
KEPT = 3
"""How many files that were put aside stay."""

_EVENTS = logging.getLogger("syncer.events")
_EVENTS.propagate = False  # whoever turns on logging for the program does not get ours twice
_EVENTS.addHandler(logging.NullHandler())
_BARE = re.compile(r"[\w.:/+-]+")
"""A value that stands without quotes."""


def event(name: str, **fields: object) -> None:
    """Write an event and what belongs to it; a field that is None is left out."""
    if _EVENTS.isEnabledFor(logging.INFO):
        _EVENTS.info(line(name, **fields))


def line(name: str, **fields: object) -> str:
    """Return an event as it stands in the log, without its time: ``event=search rung="the artist alone" hits=10``."""
    return " ".join(f"{key}={_value(value)}" for key, value in {"event": name, **fields}.items() if value is not None)


@contextmanager
def logging_to(path: Path | None, size: int = SIZE) -> Iterator[None]:
    """Write what happens meanwhile to a file that only its owner can read; raise UsageError where that fails.

    ``size``: bytes after which it is put aside.
    """
    if path is None:
        yield
        return
    handler = _opened(path, size)
    _EVENTS.addHandler(handler)
    _EVENTS.setLevel(logging.INFO)
    try:
        yield
    finally:
        _EVENTS.setLevel(logging.WARNING)
        _EVENTS.removeHandler(handler)
        handler.close()


class _PrivateFile(RotatingFileHandler):
    """A log names what a person listens to, so a new file is for them alone."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding)


class _Timed(logging.Formatter):
    """The time first, in UTC, so that sorted lines are in order."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return f"time={when} {record.getMessage()}"


def _opened(path: Path, size: int) -> logging.Handler:
    try:
        handler = _PrivateFile(path, maxBytes=size, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); give --log another file") from error
    handler.setFormatter(_Timed())
    return handler


def _value(value: Any) -> str:
    """Return a value on one line, in quotes where it would be taken for two."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
