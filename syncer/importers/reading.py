"""What comes out of a list: songs, and the lines that were none."""

from dataclasses import dataclass

from syncer.model import Song


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is no song, as far as we understand it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as it was understood."""

    kind: str
    """What the list is taken for, e.g. "CSV" or "text, artist first"."""
    songs: tuple[Song, ...]
    skipped: tuple[Skipped, ...] = ()


def once(songs: tuple[Song, ...]) -> tuple[Song, ...]:
    """Return the songs without repeats of the same title, artists and source, in the order of their first."""
    first: dict[tuple[object, ...], Song] = {}
    for song in songs:
        first.setdefault(key(song), song)
    return tuple(first.values())


def key(song: Song) -> tuple[object, ...]:
    """Return what makes two entries the same song, whatever their case."""
    artists = tuple(sorted(artist.casefold() for artist in song.artists))
    return song.title.casefold(), artists, "" if artists else (song.source or "").casefold()
