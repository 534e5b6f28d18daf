"""A playlist becomes a catalog and its lock, such that pushing them changes nothing.

The rows that are tracks count as put there by syncer from then on: a song that is taken out of the catalog later goes
from the playlist too. Rows that are none (local files, episodes, tracks that are gone) and such that Spotify does not
play stay the person's own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syncer import catalog as catalogs
from syncer.catalog import Target, making
from syncer.catalog.adding import minutes
from syncer.catalog.references import isrc
from syncer.lock import Bound, Lock, Pin, key
from syncer.model import Playlist, Row, Track
from syncer.push import order_of
from syncer.push.details import unlike

PULLED = "pulled from the playlist"
"""How the lock says that a track was chosen: the person put it there, so no search ever chooses another."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a playlist says, in our words."""

    text: str
    """The catalog's."""
    lock: Lock
    songs: int
    others: int = 0
    """Rows that are no tracks."""
    copies: int = 0
    """Rows of a track that stands further up already."""
    unsaid: tuple[str, ...] = ()
    """What of the playlist's details no catalog may say as it is; they stay what they are."""


def pulled(path: Path, playlist: Playlist, rows: Sequence[Row]) -> Pulled:
    """Return catalog and lock of a playlist with these rows; ``path``: where the catalog is to lie."""
    tracks = {row.uri: row.track for row in rows if row.track and row.track.title.strip()}
    text = _text(playlist, tuple(tracks.values()))
    catalog = catalogs.parsed(path, text)
    songs = catalog.songs if tracks else ()
    pins = (Pin(song, track, PULLED, 1.0, "person") for song, track in zip(songs, tracks.values(), strict=True))
    bound = _bound(catalog.target, playlist, tuple(tracks.values()))
    found = sum(row.uri in tracks for row in rows)
    return Pulled(
        text=text,
        lock=Lock(bound, {key(pin.song): pin for pin in pins}),
        songs=len(tracks),
        others=len(rows) - found,
        copies=found - len(tracks),
        unsaid=tuple(_unsaid(catalog.target, playlist)),
    )


def _bound(target: Target, playlist: Playlist, tracks: Sequence[Track]) -> Bound:
    return Bound(
        playlist.id,
        snapshot=playlist.snapshot,
        order=order_of(tracks, target),
        placed=tuple(track.uri for track in tracks if track.playable),
        disputed=unlike(target, playlist),
    )


def _unsaid(target: Target, playlist: Playlist) -> Iterator[str]:
    yield from unlike(target, playlist)
    if playlist.description and target.description is None:
        yield "description"


def _text(playlist: Playlist, tracks: Sequence[Track]) -> str:
    details = {
        "name": making.name(playlist.name),
        "description": making.description(playlist.description),
        "public": playlist.public,
        "id": playlist.url,
    }
    said = {name: value for name, value in details.items() if value is not None}
    return making.made(said, _entries(tracks), teach=False)


def _entries(tracks: Sequence[Track]) -> list[dict[str, Any]]:
    """Return the songs' values; where two would say the same, they say more, and at last which track it is."""
    entries = [_entry(track) for track in tracks]
    for more in (_length, _uri):
        said = Counter(map(_said, entries))
        pairs = zip(entries, tracks, strict=True)
        entries = [entry | more(track) if said[_said(entry)] > 1 else entry for entry, track in pairs]
    return entries


def _entry(track: Track) -> dict[str, Any]:
    artists = [name for artist in track.artists if (name := artist.name.strip())]
    code = isrc(track.isrc or "")
    values: dict[str, Any] = {
        "title": track.title.strip(),
        "artist": artists[0] if len(artists) == 1 else artists,
        "album": track.album.strip(),
        "isrc": code,
    }
    entry = {name: value for name, value in values.items() if value}
    return entry | ({} if code else _length(track)) | ({} if artists else _uri(track))


def _said(entry: Mapping[str, Any]) -> str:
    return repr(sorted(entry.items())).casefold()


def _length(track: Track) -> dict[str, Any]:
    length = minutes(track.duration_ms) if track.duration_ms else None
    return {"duration": length} if length else {}


def _uri(track: Track) -> dict[str, Any]:
    return {"uri": track.url}
