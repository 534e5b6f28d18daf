"""What comes out of a list: songs, and the lines that were none."""

import re
import unicodedata
from collections.abc import Iterable
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
    """What the list is taken for, e.g. "CSV" or "text, artist – title"."""
    songs: tuple[Song, ...]
    skipped: tuple[Skipped, ...] = ()


class Seen:
    """Songs that have come already: in the same words, or with the same track."""

    def __init__(self, songs: Iterable[Song] = (), uris: Iterable[str] = ()) -> None:
        """``uris``: tracks that are there under whatever words."""
        self._known: set[object] = set(uris)
        for song in songs:
            self.is_new(song)

    def is_new(self, song: Song) -> bool:
        """Return whether a song has not come yet, and remember it.

        Two tracks from two albums are two songs although they are called the same.
        """
        words = key(song)
        exact = bool(song.uri and song.album)
        known = [song.uri, (words, "vague")] if exact else [song.uri, (words, "vague"), (words, "exact")]
        album = (words, (song.album or "").casefold()) if exact else None
        there = any(each in self._known for each in (*known, album) if each)
        self._known.update(each for each in (song.uri, (words, "exact" if exact else "vague"), album) if each)
        return not there


def once(songs: Iterable[Song]) -> tuple[Song, ...]:
    """Return the songs without repeats, in the order of their first."""
    seen = Seen()
    return tuple(song for song in songs if seen.is_new(song))


def key(song: Song) -> tuple[object, ...]:
    """Return what makes two entries the same song: case, quotes and how the artists are joined do not matter."""
    names = {_folded(name) for artist in song.artists for name in _JOINED.split(artist) if name.strip()}
    return _folded(song.title), tuple(sorted(names)), "" if names else _folded(song.source or "")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold().split())


_JOINED = re.compile(r"\s*(?:[;,/&、，；／]|\b(?:feat|ft|featuring)\b\.?|\bx\b|\bvs\b\.?)\s*", re.IGNORECASE)
_QUOTES = {ord(c): "'" for c in "‘’‚‛′ʼ＇`´"} | {ord(c): '"' for c in "“”„‟″＂«»"}
