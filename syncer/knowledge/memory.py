"""What sources have answered, on disk as parsed facts: a question is asked again only when its answer may have changed.

Failures are not kept. Deleting the file loses nothing but time.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syncer.database import Database
from syncer.knowledge.facts import Fact, Series, dumped, loaded
from syncer.knowledge.source import Question, Source

DAY = 24 * 3600.0
HIT, MISS, YOUNG = 180 * DAY, 30 * DAY, 7 * DAY
"""Seconds for which an answer is good: one that says something, one that does not, and one about a new series."""
NEW = timedelta(days=365)
"""A series is new for so long: its songs and its names are still being entered."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (
    source TEXT, shape INTEGER, server TEXT, kind TEXT, question TEXT, asked_at REAL, facts TEXT,
    PRIMARY KEY (source, server, kind, question)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source's answers come from: another server has other answers."""

    source: Source
    server: str


class Memory:
    """The facts of all sources."""

    def __init__(self, path: Path, places: Iterable[Place], now: Callable[[], float]) -> None:
        """Open the file, or make it; raise SyncerError where neither can be done."""
        self._places: Mapping[str, Place] = {place.source.key: place for place in places}
        self._now = now
        self._seen: dict[Question, tuple[Fact, ...] | None] = {}
        self._database = Database(path, _SCHEMA, raw=True)

    def recall(self, question: Question) -> tuple[Fact, ...] | None:
        """Return what was answered; None where it was not asked, or so long ago that it is asked again."""
        if question not in self._seen:
            self._seen[question] = self._recalled(question)
        return self._seen[question]

    def look_again(self) -> None:
        """Read anew from now on: another run may have asked meanwhile."""
        self._seen.clear()

    def keep(self, question: Question, facts: tuple[Fact, ...]) -> None:
        """Remember an answer, also that there is none."""
        place = self._places[question.source]
        text = json.dumps([dumped(fact) for fact in facts], ensure_ascii=False)
        values = (place.source.key, place.source.shape, place.server, question.kind, question.key, self._now(), text)
        self._database.run("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
        self._seen[question] = facts

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _recalled(self, question: Question) -> tuple[Fact, ...] | None:
        place = self._places.get(question.source)
        if place is None:
            return None
        rows = self._database.run(
            "SELECT asked_at, facts FROM facts "
            "WHERE source = ? AND shape = ? AND server = ? AND kind = ? AND question = ?",
            *(place.source.key, place.source.shape, place.server, question.kind, question.key),
        )
        return self._still_good(*rows[0]) if rows else None

    def _still_good(self, asked_at: float, text: bytes) -> tuple[Fact, ...] | None:
        """Return an answer's facts; None where they are too old, or damaged."""
        try:
            entries = json.loads(text)
            facts = tuple(map(loaded, entries if isinstance(entries, list) else [entries]))
            return facts if self._now() - asked_at < good_for(facts, asked_at) else None
        except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError):
            return None


def good_for(facts: tuple[Fact, ...], asked_at: float) -> float:
    """Return for how many seconds an answer is good."""
    day = (datetime.fromtimestamp(asked_at, UTC) - NEW).date().isoformat()
    if any(isinstance(fact, Series) and fact.since > day for fact in facts):
        return YOUNG
    return HIT if facts else MISS
