"""Spotify's answers on disk, so that the same question is never paid for twice.

Only what matching and the report need is kept; deleting the file loses nothing but searches.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from syncer.database import Database
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
        self._where = (server, language, market or "")
        self._now = now
        self._database = Database(path, _SCHEMA)

    def recall(self, query: Query) -> Remembered | None:
        """Return what was answered to the same words, however long ago."""
        rows = self._database.run(
            "SELECT tracks, asked_at FROM answers WHERE server = ? AND language = ? AND market = ? AND query = ?",
            *self._where,
            query.key,
        )
        return Remembered(Answer(tuple(map(_track, json.loads(rows[0][0])))), rows[0][1]) if rows else None

    def keep(self, query: Query, answer: Answer) -> None:
        """Remember an answer, also an empty one; a later one replaces it."""
        tracks = json.dumps([asdict(track) for track in answer.tracks], ensure_ascii=False)
        self._database.run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", *self._where, query.key, self._now(), tracks
        )

    def forget(self, track: Track) -> None:
        """Forget every answer in which a track is, because it is no longer there: the questions may be asked again."""
        self._database.run("DELETE FROM answers WHERE instr(tracks, ?) > 0", json.dumps(track.uri))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _track(entry: dict[str, Any]) -> Track:
    return Track(**{**entry, "artists": tuple(Artist(**artist) for artist in entry["artists"])})
