"""Spotify's answers on disk, so that the same question is never paid for twice.

Only what matching and the report need is kept; deleting the file loses nothing but searches.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from syncer.errors import SyncerError
from syncer.model import Answer, Artist, Query, Track

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    server TEXT, language TEXT, market TEXT, query TEXT, asked_at REAL, tracks TEXT,
    PRIMARY KEY (server, language, market, query)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer of an earlier run."""

    answer: Answer
    asked_at: float
    """Seconds since the epoch."""


class Answers:
    """The answers of one server in one language and market."""

    def __init__(self, path: Path, server: str, language: str, market: str | None, now: Callable[[], float]) -> None:
        """Open the file, or make it; raise SyncerError where neither can be done."""
        self._path = path
        self._where = (server, language, market or "")
        self._now = now
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._run(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise SyncerError(f"the cache {path} cannot be opened ({error}); it may be deleted") from error

    def recall(self, query: Query) -> Remembered | None:
        """Return what was answered to the same words, however long ago."""
        rows = self._run(
            "SELECT tracks, asked_at FROM answers WHERE server = ? AND language = ? AND market = ? AND query = ?",
            *self._where,
            query.key,
        )
        return Remembered(Answer(tuple(map(_track, json.loads(rows[0][0])))), rows[0][1]) if rows else None

    def keep(self, query: Query, answer: Answer) -> None:
        """Remember an answer, also an empty one; a later one replaces it."""
        tracks = json.dumps([asdict(track) for track in answer.tracks], ensure_ascii=False)
        self._run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", *self._where, query.key, self._now(), tracks
        )

    def forget(self, track: Track) -> None:
        """Forget every answer in which a track is, because it is no longer there: the questions may be asked again."""
        self._run("DELETE FROM answers WHERE instr(tracks, ?) > 0", json.dumps(track.uri))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _run(self, statement: str, *values: object) -> list[Any]:
        try:
            with closing(self._database.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise SyncerError(f"the cache {self._path} cannot be used ({error}); it may be deleted") from error


def _track(entry: dict[str, Any]) -> Track:
    return Track(**{**entry, "artists": tuple(Artist(**artist) for artist in entry["artists"])})
