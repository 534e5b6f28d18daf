"""A SQLite file that may be deleted at any time: opened, or made, and asked; what goes wrong names the file."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from syncer.errors import SyncerError

WAIT = 30
"""Seconds to wait for another run that writes."""


class Database:
    """One file, whose every statement stands for itself."""

    def __init__(self, path: Path, schema: str, *, raw: bool = False) -> None:
        """Open the file, or make it; raise SyncerError where neither can be done.

        ``raw``: texts come as bytes, so that a damaged one is found by who reads it, and not by SQLite.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise SyncerError(f"the cache {path} cannot be opened ({error}); it may be deleted") from error
        if raw:
            self._connection.text_factory = bytes
        self.run(schema)

    def run(self, statement: str, *values: object) -> list[Any]:
        """Return the rows that a statement gives; raise SyncerError where the file is damaged or cannot be written."""
        try:
            with closing(self._connection.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise SyncerError(f"the cache {self._path} cannot be used ({error}); it may be deleted") from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
