"""What a name in the list stands for, where the person took a track of an artist that it does not name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syncer.lock import Lock
from syncer.matching.known import NO_ARTISTS, KnownArtists
from syncer.matching.scoring import score, value
from syncer.matching.weights import THRESHOLDS
from syncer.model import Alias, Artist, Score, Song, Track
from syncer.report.words import plain


@dataclass(frozen=True, slots=True)
class Question:
    """Is the name that of a series, or another one of the artist? No answer means: in this song alone."""

    name: str
    """As the list has it in the artist's place."""
    artist: str
    """Whose track was taken."""
    series: Alias
    """What is confirmed if it is a series."""
    other_name: Alias
    """What is confirmed if it is another name of the artist."""
    learnt: tuple[Alias, ...] = ()
    """What a source says of the name; nobody has confirmed it."""


def question(
    song: Song, track: Track, lock: Lock, known: KnownArtists = NO_ARTISTS, seen: Sequence[Score] = ()
) -> Question | None:
    """Return what to ask after a person took a track for a song.

    None where the artist fits the name in the list, where a person has said before what that stands for, and where an
    artist of that name is among what was ``seen``: then the name is theirs, and the list is wrong about one song.
    """
    if any(value(each, "artist") >= THRESHOLDS.artist for each in seen):
        return None
    if not song.artists or not track.artists or value(score(song, track, known), "artist") >= THRESHOLDS.artist:
        return None
    name, artist = song.artists[0], track.artists[0].name
    said = [alias for kind in ("artist", "series") if (alias := lock.alias(kind, name))]
    if any(alias.standing == "confirmed" for alias in said):
        return None
    learnt = tuple(alias for alias in said if alias.standing == "learnt")
    return Question(name, artist, series_alias(song, track, lock), _artist_alias(song, track, lock), learnt)


def more_performers(song: Song, track: Track, lock: Lock) -> Alias | None:
    """Return a confirmed series with those who perform this song of it too; None where that is nothing new."""
    name = song.artists[0] if song.artists else song.source or ""
    known = lock.alias("series", name)
    if known is None or known.standing != "confirmed" or set(_ids(track.artists)) <= set(_ids(known.artists)):
        return None
    return series_alias(replace(song, artists=(name,)), track, lock)


def said(alias: Alias) -> str:
    """Return what a name stands for, as a sentence without a full stop."""
    who = ", ".join(artist.name for artist in alias.artists)
    if alias.kind == "artist":
        return plain(f'"{alias.name}" is the artist {alias.means}')
    full = f", {alias.means}" if alias.means != alias.name else ""
    return plain(f'"{alias.name}" is a series{full}, performed by {who or "nobody known"}')


def series_alias(song: Song, track: Track, lock: Lock) -> Alias:
    """Return the series that a song's first artist is the name of, with all who are known to perform its songs."""
    name = song.artists[0]
    known = lock.alias("series", name)
    if known is None or known.standing == "denied":
        return Alias(name, "series", name, track.artists, "confirmed", _origin(song))
    return replace(known, artists=_together(known.artists, track.artists), standing="confirmed", origin=_origin(song))


def _artist_alias(song: Song, track: Track, lock: Lock) -> Alias:
    name, artist = song.artists[0], track.artists[0]
    known = lock.alias("artist", name)
    if known is None or known.standing == "denied" or known.means != artist.name:
        return Alias(name, "artist", artist.name, (artist,), "confirmed", _origin(song))
    return replace(known, artists=_together(known.artists, (artist,)), standing="confirmed", origin=_origin(song))


def _origin(song: Song) -> str:
    return f'you, at "{song.title}"'


def _together(known: tuple[Artist, ...], more: tuple[Artist, ...]) -> tuple[Artist, ...]:
    there = set(_ids(known))
    return (*known, *(artist for artist in more if (artist.id or artist.name) not in there))


def _ids(artists: tuple[Artist, ...]) -> tuple[str, ...]:
    return tuple(artist.id or artist.name for artist in artists)
