"""The tracks that exist: one JSON object a line, kept as bytes and read when wanted (half a million fit in 300 MB)."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

TitleAliases = Literal["none", "half", "all"]
OURS = Path(__file__).with_name("library.jsonl")
_BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID_LENGTH = 22
_ID_FIRST = re.compile(rb'\{"id": ?"([0-9A-Za-z]+)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """One track of the library."""

    id: str
    name: str
    artists: tuple[str, ...]
    album: str | None = None
    """None where the library does not know it."""
    album_type: str | None = None
    release_date: str = ""
    duration_ms: int | None = None
    isrc: str = ""
    popularity: int = 0
    """0 to 100; for ranking only, a restricted app never sees it."""
    explicit: bool = False
    playable: bool = True
    artist_aliases: Mapping[str, str] = field(default_factory=dict)
    """An artist's name to the same in another script."""
    title_alias: str = ""


class Library:
    """Tracks by position and by id."""

    def __init__(self, lines: list[bytes], ids: dict[str, int]) -> None:
        self._lines = lines
        self._ids = ids

    def __len__(self) -> int:
        return len(self._lines)

    def entry(self, position: int) -> Entry:
        """Return the track at this position."""
        return as_entry(json.loads(self._lines[position]))

    def by_id(self, track_id: str) -> Entry | None:
        """Return the track with this id; None where there is none."""
        position = self._ids.get(track_id)
        return None if position is None else self.entry(position)

    def __iter__(self) -> Iterator[Entry]:
        return (self.entry(position) for position in range(len(self)))


def load(path: Path | None = None) -> Library:
    """Return the library in this file (``.jsonl`` or ``.jsonl.gz``), or ours; of two with one id the last counts.

    Raises OSError where it cannot be read, ValueError where a line is not a track.
    """
    path = path or OURS
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        lines = [line.strip() for line in file if not line.isspace()]
    return Library(lines, {_id_of(line): position for position, line in enumerate(lines)})


def _id_of(line: bytes) -> str:
    """Return the id without reading the whole line where it stands first, which saves seconds in a big library."""
    if first := _ID_FIRST.match(line):
        return first[1].decode()
    return as_entry(json.loads(line)).id


def as_entry(row: Mapping[str, Any]) -> Entry:
    """Return a line of the library as a value; keys it does not know are left out. ValueError: it is no track."""
    if missing := {"id", "name", "artists"} - set(row):
        raise ValueError(f"not a track, it has no {' and no '.join(sorted(missing))}: {str(row)[:100]}")
    return Entry(
        id=row["id"],
        name=row["name"],
        artists=tuple(row["artists"]),
        album=row.get("album"),
        album_type=row.get("album_type"),
        release_date=row.get("release_date") or "",
        duration_ms=row.get("duration_ms"),
        isrc=row.get("isrc") or "",
        popularity=row.get("popularity") or 0,
        explicit=bool(row.get("explicit")),
        playable=row.get("playable", True),
        artist_aliases=row.get("artist_aliases") or {},
        title_alias=row.get("title_alias") or "",
    )


def searchable_alias(entry: Entry, wanted: TitleAliases) -> str:
    """Return the title alias if the search answers to it: nobody knows for which tracks Spotify's does."""
    if wanted == "all" or (wanted == "half" and crc32(entry.id.encode()) & 1):
        return entry.title_alias
    return ""


@lru_cache(maxsize=100_000)
def made_id(kind: str, name: str) -> str:
    """Return a base62 id of 22 characters for what the library names without one; the same name has the same id."""
    number = int.from_bytes(sha256(f"{kind}:{name}".encode()).digest())
    digits = []
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, len(_BASE62))
        digits.append(_BASE62[digit])
    return "".join(digits)
