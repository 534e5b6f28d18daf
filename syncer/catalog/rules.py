"""What may stand in a catalog: every problem of a document is found, not only the first."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syncer.catalog import references
from syncer.catalog.lines import Places
from syncer.catalog.references import duration_ms, isrc, playlist_id, track_uri
from syncer.catalog.values import FLAG, TEXT, TEXTS, Rule, like, line_of_at_most, one_of
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


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the catalog: what it may hold, and what it is for."""

    rule: Rule
    about: str
    """A sentence that editors show beside it."""


PLAYLIST: Mapping[str, Key] = {
    "name": Key(line_of_at_most(MAX_NAME), "What the playlist is called, at most 100 characters."),
    "description": Key(
        line_of_at_most(MAX_DESCRIPTION),
        "What Spotify shows under the name, at most 300 characters, without a line break.",
    ),
    "public": Key(
        FLAG, "Whether the playlist shows on your profile; false if left out. Spotify promises no privacy either way."
    ),
    "id": Key(
        like(
            playlist_id,
            references.PLAYLIST,
            "a playlist's link, URI or id (share it in Spotify: Copy link to playlist)",
        ),
        "Adopts a playlist of yours instead of making one: its link, URI or id.",
    ),
    "removed": Key(
        one_of("restore", "respect"),
        'What becomes of a song that you take off in the app: it comes back ("restore", if left out), or stays off '
        '("respect").',
    ),
    "cover": Key(TEXT, "A picture for the playlist, beside the catalog; sign in once with syncer login --cover."),
}
"""What may stand under ``[playlist]``; of these, PLAYLIST_NEEDS must."""
PLAYLIST_NEEDS = ("name",)

SONG: Mapping[str, Key] = {
    "title": Key(TEXT, "The song's title, in whatever script or spelling you know it."),
    "artist": Key(TEXTS, "Who plays it: one name, or a list of names."),
    "album": Key(TEXT, "The album it is on; helps to tell recordings apart."),
    "from": Key(TEXT, "The series, film or game that it is from."),
    "version": Key(TEXT, 'Which version, if not the plain one: "live", "instrumental", "tv size", …'),
    "duration": Key(
        like(duration_ms, references.DURATION, 'minutes and seconds such as "4:29"'),
        'How long it is, such as "4:29"; tells a TV size from the full song.',
    ),
    "isrc": Key(
        like(isrc, references.ISRC, 'a code such as "JPU901402557"'), 'The recording\'s code, such as "JPU901402557".'
    ),
    "aliases": Key(TEXTS, "Other titles of the same song."),
    "uri": Key(
        like(track_uri, references.TRACK, "a track's link, URI or id (share it in Spotify: Copy song link)"),
        "Exactly this track, by its link, URI or id; nothing is searched for.",
    ),
    "absent": Key(FLAG, "true: it is not on Spotify, and is not looked for."),
}
"""What may stand under ``[[songs]]``: SONG_NEEDS must, and one of SONG_NEEDS_ONE."""
SONG_NEEDS = ("title",)
SONG_NEEDS_ONE = ("artist", "from", "uri")


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
    for name in PLAYLIST_NEEDS:
        if name not in entry:
            yield Problem(where.playlist(), f'the playlist has no {name} (add: {name} = "…")')


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
    for name in SONG_NEEDS:
        if name not in entry:
            yield Problem(line(), f'song has no {name} (add: {name} = "…")')
    if not entry.keys() & set(SONG_NEEDS_ONE) and not _misspelt(entry, "artist"):
        yield Problem(line(), 'song has no artist (add: artist = "…", or from = "…", the series, film or game)')
    if entry.get("absent") is True and "uri" in entry:
        yield Problem(line("absent"), "song is absent and has a uri: it cannot be both")


def _unknown(
    entry: Mapping[str, Any], known: Mapping[str, Key] | Sequence[str], line: Callable[[str], int]
) -> Iterator[Problem]:
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            yield Problem(line(key), f"unknown key {key!r} ({hint})")


def _misspelt(entry: Mapping[str, Any], key: str) -> bool:
    """Whether an unknown key looks like this one: then one problem is enough."""
    return any(difflib.get_close_matches(other, [key]) for other in entry if other not in SONG)


def _values(entry: Mapping[str, Any], keys: Mapping[str, Key], line: Callable[[str], int]) -> Iterator[Problem]:
    for name, key in keys.items():
        if name in entry and (wrong := key.rule.check(entry[name])):
            yield Problem(line(name), f"{name} {wrong}")
