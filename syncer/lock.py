"""``catalog.lock``: what was chosen for each song, and what syncer put on the playlist; made to be committed.

A pin that still holds is used without asking Spotify, so a run is reproducible and a changed pick shows up in review.
The file has the catalog's order and nothing that changes when nothing changed: no dates, no counters.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import tomli_w

from syncer.catalog.lines import Places, places, toml_fault
from syncer.errors import UsageError
from syncer.files import write_atomically
from syncer.matching.text import fold
from syncer.model import Alias, Artist, Saying, Song, Track

T = TypeVar("T")

VERSION = 1
HEADER = """\
# Made by syncer: which Spotify track was chosen for each song, and what syncer put on the playlist.
# Commit it beside the catalog; to choose otherwise: syncer review, syncer pin, or uri = "..." in the catalog.

"""

ChosenBy = Literal["search", "person"]
KINDS, STANDINGS = ("artist", "series"), ("confirmed", "learnt", "denied")

Key = tuple[object, ...]
"""What a song asks for; a pin holds as long as this stays the same."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The track that was chosen for a song."""

    song: Song
    track: Track
    how: str
    score: float
    chosen_by: ChosenBy = "search"
    says: tuple[Saying, ...] = ()
    """What sources outside added to the choice."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The playlist that the catalog is pushed to, and what is known of it since the last push."""

    id: str
    snapshot: str = ""
    """The playlist's version after the last push; "" where a push did not come to its end."""
    order: str = ""
    """A digest of the tracks that the last push wanted there, in order."""
    placed: tuple[str, ...] = ()
    """The URIs that syncer put there; nothing else is ever removed."""
    disputed: Mapping[str, str | bool] = field(default_factory=dict)
    """Details that Spotify kept although syncer sent what the catalog says; they are not sent again."""
    standins: Mapping[str, str] = field(default_factory=dict)
    """``{URI that syncer put there: URI under which Spotify shows it}``, where the two differ."""
    left_off: tuple[str, ...] = ()
    """URIs that the person took off, and that stay off."""
    cover: str = ""
    """A digest of the picture that was uploaded last."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that is remembered beside the catalog."""

    playlist: Bound | None = None
    pins: Mapping[Key, Pin] = field(default_factory=dict)
    absent: Mapping[Key, Song] = field(default_factory=dict)
    """The songs of which a person said that they are not on Spotify."""
    aliases: Mapping[tuple[str, str], Alias] = field(default_factory=dict)
    """What names in the list stand for, by kind and folded name."""

    def pin(self, song: Song) -> Pin | None:
        """Return the pin that still holds for a song."""
        return self.pins.get(key(song))

    def with_pin(self, pin: Pin) -> "Lock":
        """Return the lock with one more pin, or another for the same song."""
        if self.pin(pin.song) == pin and not self.is_absent(pin.song):
            return self
        present = {each: song for each, song in self.absent.items() if each != key(pin.song)}
        return replace(self, pins={**self.pins, key(pin.song): pin}, absent=present)

    def without_pin(self, song: Song) -> "Lock":
        """Return the lock with no pin for a song."""
        gone = key(song)
        if gone not in self.pins:
            return self
        return replace(self, pins={each: pin for each, pin in self.pins.items() if each != gone})

    def is_absent(self, song: Song) -> bool:
        """Say whether a person said of a song that it is not on Spotify."""
        return key(song) in self.absent

    def with_absent(self, song: Song) -> "Lock":
        """Return the lock with one more song that is not on Spotify, and without its pin."""
        return replace(self.without_pin(song), absent={**self.absent, key(song): song})

    def without_absent(self, song: Song) -> "Lock":
        """Return the lock in which a song may be looked for again."""
        return replace(self, absent={each: other for each, other in self.absent.items() if each != key(song)})

    def alias(self, kind: str, name: str) -> Alias | None:
        """Return what a name stands for, whoever says so; it may be denied."""
        return self.aliases.get((kind, fold(name)))

    def denied(self, kind: str) -> tuple[str, ...]:
        """Return the names of which a person said that they stand for nothing of this kind."""
        return tuple(alias.name for alias in self.aliases.values() if alias.kind == kind and alias.standing == "denied")

    def with_alias(self, alias: Alias) -> "Lock":
        """Return the lock with one more alias, or another for the same name; what a person said is not overruled."""
        place = (alias.kind, fold(alias.name))
        known = self.aliases.get(place)
        if known and known.standing != "learnt" and alias.standing == "learnt":
            return self
        return replace(self, aliases={**self.aliases, place: alias})

    def without_alias(self, alias: Alias) -> "Lock":
        """Return the lock with no alias of this kind for this name."""
        place = (alias.kind, fold(alias.name))
        return replace(self, aliases={each: other for each, other in self.aliases.items() if each != place})

    def in_order_of(self, songs: Iterable[Song]) -> "Lock":
        """Return the lock with what is known of these songs, in their order, and of no others.

        Aliases stay; of those that no person has looked at, only such as a song still asks for.
        """
        songs = tuple(songs)
        keys = dict.fromkeys(key(song) for song in songs)
        names = {fold(name) for song in songs for name in (*song.artists[:1], song.source or "")}
        return replace(
            self,
            pins={song: self.pins[song] for song in keys if song in self.pins},
            absent={song: self.absent[song] for song in keys if song in self.absent},
            aliases={p: alias for p, alias in self.aliases.items() if alias.standing != "learnt" or p[1] in names},
        )


def key(song: Song) -> Key:
    """Return what identifies a song: all that it asks for, except other titles that might be added."""
    return (song.title, song.artists, song.album, song.source, song.version, song.duration_ms, song.isrc)


def digest(uris: Iterable[str]) -> str:
    """Return a short fingerprint of tracks in their order."""
    return hashlib.sha256("\n".join(uris).encode()).hexdigest()[:16]


def load(path: Path) -> Lock:
    """Return the lock, empty where there is none; raise UsageError naming file and line where it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    try:
        return _parsed(text)
    except _Wrong as wrong:
        raise UsageError(f"{path}:{wrong.line}: {wrong}; nothing was sent. {_remedy(text)}") from wrong


def dumps(lock: Lock) -> str:
    """Return the lock as it is written to disk."""
    document: dict[str, Any] = {"version": VERSION}
    if lock.playlist:
        document["playlist"] = _filled(
            id=lock.playlist.id,
            snapshot=lock.playlist.snapshot,
            order=lock.playlist.order,
            disputed=dict(lock.playlist.disputed),
            cover=lock.playlist.cover,
            placed=list(lock.playlist.placed),
            left_off=list(lock.playlist.left_off),
            standins=dict(lock.playlist.standins),
        )
    document["songs"] = [_pin_table(pin) for pin in lock.pins.values()]
    if lock.absent:
        document["absent"] = [_song_table(song) for song in lock.absent.values()]
    if lock.aliases:
        document["aliases"] = [_alias_table(lock.aliases[place]) for place in sorted(lock.aliases)]
    return HEADER + tomli_w.dumps(document)


def save(path: Path, lock: Lock) -> None:
    """Write the lock if it differs from what is there; raise SyncerError where it cannot be written."""
    text = dumps(lock)
    if _text(path) != text:
        write_atomically(path, text)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # writing it says what is wrong
        return None


class _Wrong(Exception):  # noqa: N818 - what a file says, not a fault of ours
    """What cannot be used, and its line."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def _remedy(text: str) -> str:
    """Return what to do; without the lock nobody knows which playlist it is, and a second one would be made."""
    found = re.search(r'^id = "([0-9A-Za-z]{22})"', text, re.MULTILINE)
    name = f' after writing id = "{found[1]}"' if found else " after writing the playlist's id"
    return (
        f"Restore it from your version control; or delete it{name} into [playlist] of the catalog: "
        "then every song is searched for again"
    )


def _parsed(text: str) -> Lock:
    """Return what the text holds; raise _Wrong for the first thing that makes no sense."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _Wrong(*_conflict(text) or toml_fault(text, error)) from error
    _at(text, lambda where: where.key("version"), lambda: _check_version(document))
    playlist, songs = document.get("playlist"), document.get("songs", [])
    bound = _at(text, Places.playlist, lambda: _bound(playlist)) if playlist is not None else None
    entries = _at(text, lambda where: where.key("songs"), lambda: list(enumerate(songs)))
    pins = [_at(text, partial(Places.song, index=number), partial(_pin, entry)) for number, entry in entries]
    absent = _at(text, lambda where: where.key("absent"), lambda: [_song(each) for each in document.get("absent", [])])
    aliases = _at(
        text, lambda where: where.key("aliases"), lambda: [_alias(each) for each in document.get("aliases", [])]
    )
    return Lock(
        bound,
        {key(pin.song): pin for pin in pins},
        {key(song): song for song in absent},
        {(alias.kind, fold(alias.name)): alias for alias in aliases},
    )


def _conflict(text: str) -> tuple[int, str] | None:
    marks = ("<<<<<<< ", ">>>>>>> ")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if line.startswith(marks))
    return next(((number, "it has an unresolved merge conflict") for number in lines), None)


def _at(text: str, line: Callable[[Places], int], read: Callable[[], T]) -> T:
    try:
        return read()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"this is not as this version of syncer writes it ({error})"
        raise _Wrong(line(places(text)), what) from error


def _check_version(document: Mapping[str, Any]) -> None:
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']}, known is {VERSION}")


def _bound(entry: Mapping[str, Any]) -> Bound:
    texts = [entry["id"], *(entry.get(name, "") for name in ("snapshot", "order", "cover"))]
    lists = {name: tuple(entry.get(name, ())) for name in ("placed", "left_off")}
    tables = [entry.get(name, {}) for name in ("disputed", "standins")]
    texts += [uri for name in lists for uri in _list(entry.get(name, []))]
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(table, dict) for table in tables):
        raise TypeError("a value of another kind")
    return Bound(**{**entry, **lists})


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _pin(entry: Mapping[str, Any]) -> Pin:
    if entry["chosen_by"] not in get_args(ChosenBy):
        raise ValueError(f"chosen_by is {entry['chosen_by']!r}")
    if not str(entry["track"]["uri"]).startswith("spotify:track:"):
        raise ValueError("no track")
    says = tuple(Saying(**each) for each in _list(entry.get("says", [])))
    return Pin(_song(entry), _track(entry["track"]), entry["how"], float(entry["score"]), entry["chosen_by"], says)


def _song(entry: Mapping[str, Any]) -> Song:
    if not isinstance(entry["title"], str):
        raise TypeError("no title")
    return Song(
        title=entry["title"],
        artists=tuple(_list(entry.get("artist", []))),
        album=entry.get("album"),
        source=entry.get("from"),
        version=entry.get("version"),
        duration_ms=entry.get("duration_ms"),
        isrc=entry.get("isrc"),
    )


def _alias(entry: Mapping[str, Any]) -> Alias:
    artists = tuple(Artist(each["name"], each.get("id")) for each in _list(entry.get("artists", [])))
    alias = Alias(**{**entry, "artists": artists})
    if alias.kind not in KINDS or alias.standing not in STANDINGS or not alias.name:
        raise ValueError(f"{alias.kind!r} or {alias.standing!r}")
    return alias


def _track(entry: Mapping[str, Any]) -> Track:
    return Track(
        uri=entry["uri"],
        title=entry["title"],
        artists=tuple(Artist(name) for name in _list(entry.get("artists", []))),
        album=entry.get("album", ""),
        duration_ms=entry.get("duration_ms"),
        isrc=entry.get("isrc"),
    )


def _pin_table(pin: Pin) -> dict[str, Any]:
    track = pin.track
    return _song_table(pin.song) | _filled(
        chosen_by=pin.chosen_by,
        how=pin.how,
        score=round(pin.score, 3),
        says=[_filled(sentence=saying.sentence, url=saying.url) for saying in pin.says],
        track=_filled(
            uri=track.uri,
            title=track.title,
            artists=[artist.name for artist in track.artists],
            album=track.album,
            duration_ms=track.duration_ms,
            isrc=track.isrc,
        ),
    )


def _song_table(song: Song) -> dict[str, Any]:
    return _filled(
        title=song.title,
        artist=list(song.artists),
        album=song.album,
        **{"from": song.source},
        version=song.version,
        duration_ms=song.duration_ms,
        isrc=song.isrc,
    )


def _alias_table(alias: Alias) -> dict[str, Any]:
    return _filled(
        kind=alias.kind,
        name=alias.name,
        means=alias.means,
        standing=alias.standing,
        origin=alias.origin,
        url=alias.url,
        artists=[_filled(name=artist.name, id=artist.id) for artist in alias.artists],
    )


def _filled(**values: Any) -> dict[str, Any]:
    """Return the values that are there: TOML has no null."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
