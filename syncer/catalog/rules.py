"""What may stand in a catalog: every problem of a document is found, not only the first."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syncer.catalog.lines import Places
from syncer.catalog.references import duration_ms, isrc, playlist_id, track_uri
from syncer.model import Song

MAX_SONGS = 10_000
"""Spotify's limit for a playlist, enforced since August 2021."""
MAX_NAME = 100
MAX_DESCRIPTION = 300
"""Longer names and descriptions, and line breaks in either, are answered with a server error."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a catalog, and its line (1 is the first)."""

    line: int
    text: str

    def at(self, path: Path) -> str:
        """Return it in the form that editors can jump to."""
        return f"{path}:{self.line}: {self.text}"


Rule = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""


def problems(document: Mapping[str, Any], where: Places) -> Iterator[Problem]:
    """Yield everything that is wrong with a parsed catalog."""
    yield from _unknown(document, ("playlist", "songs"), where.key)
    yield from _playlist(document.get("playlist"), where)
    yield from _songs(document.get("songs"), where)


def warnings(songs: Sequence[Song]) -> Iterator[Problem]:
    """Yield the songs that stand in the catalog twice: with the same uri, or asked for in the same words."""
    first: dict[tuple[object, ...], int] = {}
    for song in songs:
        artists = tuple(artist.casefold() for artist in song.artists)
        words = (song.title.casefold(), artists, song.album, song.source, song.version, song.duration_ms, song.isrc)
        asked = (song.uri,) if song.uri else words
        if asked in first:
            yield Problem(song.line, f'"{song.title}" is the same song as in line {first[asked]}')
        first.setdefault(asked, song.line)


def _playlist(entry: object, where: Places) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem(where.playlist(), 'there is no [playlist] table (add: [playlist], then name = "…")')
        return
    yield from _unknown(entry, PLAYLIST, where.playlist)
    yield from _values(entry, PLAYLIST, where.playlist)
    if "name" not in entry:
        yield Problem(where.playlist(), 'the playlist has no name (add: name = "…")')


def _songs(entries: object, where: Places) -> Iterator[Problem]:
    if not isinstance(entries, list) or not entries:
        yield Problem(where.key("songs"), 'there are no songs (add: [[songs]], then title = "…" and artist = "…")')
        return
    if len(entries) > MAX_SONGS:
        yield Problem(where.song(MAX_SONGS), f"{len(entries):,} songs, but a playlist holds {MAX_SONGS:,} at most")
    for index, entry in enumerate(entries):
        yield from _song(entry, where, index)


def _song(entry: object, where: Places, index: int) -> Iterator[Problem]:
    def line(key: str = "") -> int:
        return where.song(index, key)

    if not isinstance(entry, dict):
        yield Problem(line(), 'a song is a table (write: [[songs]], then title = "…")')
        return
    yield from _unknown(entry, SONG, line)
    yield from _values(entry, SONG, line)
    if "title" not in entry:
        yield Problem(line(), 'song has no title (add: title = "…")')
    if not entry.keys() & {"artist", "from", "uri"} and not _misspelt(entry, "artist"):
        yield Problem(line(), 'song has no artist (add: artist = "…", or from = "…", the series, film or game)')
    if entry.get("absent") is True and "uri" in entry:
        yield Problem(line("absent"), "song is absent and has a uri: it cannot be both")


def _unknown(
    entry: Mapping[str, Any], known: Mapping[str, Rule] | Sequence[str], line: Callable[[str], int]
) -> Iterator[Problem]:
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            yield Problem(line(key), f"unknown key {key!r} ({hint})")


def _misspelt(entry: Mapping[str, Any], key: str) -> bool:
    """Whether an unknown key looks like this one: then one problem is enough."""
    return any(difflib.get_close_matches(other, [key]) for other in entry if other not in SONG)


def _values(entry: Mapping[str, Any], rules: Mapping[str, Rule], line: Callable[[str], int]) -> Iterator[Problem]:
    for key, rule in rules.items():
        if key in entry and (wrong := rule(entry[key])):
            yield Problem(line(key), f"{key} {wrong}")


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return f"is {_shown(value)}, but must be a text in quotes"
    return None if value.strip() else "is empty"


def _texts(value: object) -> str | None:
    if not isinstance(value, list):
        return _text(value)
    if not value:
        return "is an empty list"
    return next((wrong for item in value if (wrong := _text(item))), None)


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else f"is {_shown(value)}, but must be true or false"


def _line_of_at_most(limit: int) -> Rule:
    def rule(value: object) -> str | None:
        if wrong := _text(value):
            return wrong
        text = str(value)
        if len(text) > limit:
            return f"has {len(text)} characters, but Spotify takes {limit} at most"
        return "has a line break, which Spotify does not take" if text.splitlines() != [text] else None

    return rule


def _one_of(*words: str) -> Rule:
    def rule(value: object) -> str | None:
        return None if value in words else f"is {_shown(value)}, but must be {' or '.join(map(repr, words))}"

    return rule


def _like(parse: Callable[[str], object], rule_text: str) -> Rule:
    def rule(value: object) -> str | None:
        fits = isinstance(value, str) and parse(value) is not None
        return None if fits else f"is {_shown(value)}, but must be {rule_text}"

    return rule


def _shown(value: object) -> str:
    """Return a value as a person would recognise it, cut short."""
    text = repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 80 else text[:77] + "..."  # noqa: PLR2004 - a line's width


PLAYLIST: Mapping[str, Rule] = {
    "name": _line_of_at_most(MAX_NAME),
    "description": _line_of_at_most(MAX_DESCRIPTION),
    "public": _flag,
    "id": _like(playlist_id, "a playlist's link, URI or id (share it in Spotify: Copy link to playlist)"),
    "removed": _one_of("restore", "respect"),
    "cover": _text,
}
SONG: Mapping[str, Rule] = {
    "title": _text,
    "artist": _texts,
    "album": _text,
    "from": _text,
    "version": _text,
    "duration": _like(duration_ms, 'minutes and seconds such as "4:29"'),
    "isrc": _like(isrc, 'a code such as "JPU901402557"'),
    "aliases": _texts,
    "uri": _like(track_uri, "a track's link, URI or id (share it in Spotify: Copy song link)"),
    "absent": _flag,
}
