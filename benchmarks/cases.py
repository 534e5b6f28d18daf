"""Reading labelled matching cases, and the values they are made of."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syncer.model import Song, Track
from syncer.spotify.translate import track


@dataclass(frozen=True, slots=True)
class Case:
    """A song, what was offered, and which of it is right."""

    id: str
    category: str
    kind: str
    song: Song
    tracks: tuple[Track, ...]
    expected: frozenset[str]
    tolerated: frozenset[str]

    def verdict(self, pick: str | None) -> str:
        """Return "right", "tolerated", "wrong" or "none" for a picked track id."""
        if pick is None:
            return "none"
        return "right" if pick in self.expected else "tolerated" if pick in self.tolerated else "wrong"


def load(path: Path) -> Iterator[Case]:
    """Yield the cases of a file with a JSON object a line, gzipped or not."""
    with path.open("rb") as packed, gzip.open(packed) if path.suffix == ".gz" else packed as file:
        yield from (_case(json.loads(line)) for line in file if line.strip())


def song_of(query: Mapping[str, Any]) -> Song:
    """Return the song that a case asks for; ``artist`` may be a string, a list or missing."""
    artists = query.get("artist") or ()
    return Song(
        title=query["title"],
        artists=(artists,) if isinstance(artists, str) else tuple(artists),
        album=query.get("album"),
        source=query.get("from"),
        version=query.get("version"),
        duration_ms=query.get("duration_ms"),
        isrc=query.get("isrc"),
        aliases=tuple(query.get("aliases") or ()),
    )


def _case(line: Mapping[str, Any]) -> Case:
    return Case(
        id=line["id"],
        category=line.get("category", ""),
        kind=line.get("kind", ""),
        song=song_of(line["query"]),
        tracks=tuple(found for each in line["candidates"] if (found := track(each))),
        expected=frozenset(line.get("expected") or ()),
        tolerated=frozenset(line.get("tolerated") or ()),
    )
