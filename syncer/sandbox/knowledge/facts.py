"""What the databases know: series and their songs, artists, recordings, works; values that name each other by key.

What MusicBrainz and what AnimeThemes say of one song are values of their own, since in life one often knows what the
other does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

_V = TypeVar("_V")


def mbid(kind: str, key: str) -> str:
    """Return the made-up id of an entity, the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"sandbox:{kind}:{key}"))


@dataclass(frozen=True, slots=True)
class Named:
    """Another name, and its language."""

    text: str
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Artist:
    """A person, a group or a character."""

    key: str
    number: int
    main: str
    """As AnimeThemes writes it, mostly in Latin letters."""
    native: str | None
    """The same in the original script, where AnimeThemes knows it."""
    name: str
    """As MusicBrainz writes it."""
    sort_name: str
    kind: str = "Person"
    country: str | None = None
    comment: str = ""
    aliases: tuple[Named, ...] = ()
    synonyms: tuple[Named, ...] = ()
    members: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    """Site to address."""

    @property
    def mbid(self) -> str:
        """The id at MusicBrainz."""
        return mbid("artist", self.key)


@dataclass(frozen=True, slots=True)
class Performance:
    """Who performs a song, one row for each member of a group."""

    number: int
    song: str
    artist: str
    member: str | None = None
    alias: str | None = None
    role: str | None = None
    """The character; AnimeThemes calls it ``as``."""
    member_alias: str | None = None
    member_role: str | None = None


@dataclass(frozen=True, slots=True)
class Song:
    """A song at AnimeThemes."""

    key: str
    number: int
    romaji: str | None
    native: str | None
    performances: tuple[Performance, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    """Site to address; SPOTIFY is a track."""


@dataclass(frozen=True, slots=True)
class Theme:
    """An opening, ending or insert song of one series."""

    number: int
    series: str
    kind: str
    """OP, ED or IN."""
    sequence: int | None
    song: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """One season of a series, or a film."""

    key: str
    """Its slug."""
    number: int
    romaji: str
    english: str | None = None
    native: str | None = None
    synonyms: tuple[Named, ...] = ()
    year: int | None = None
    season: str | None = None
    format: str | None = None
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of those that a recording is credited to."""

    artist: str
    name: str | None = None
    """As credited, where that is not the artist's name."""
    join: str = ""
    """What stands between this name and the next."""


@dataclass(frozen=True, slots=True)
class Release:
    """Where a recording came out."""

    title: str
    status: str = "Official"
    script: str = "Jpan"
    language: str = "jpn"
    date: str = ""
    country: str = "JP"
    kind: str = "Single"
    secondary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording at MusicBrainz."""

    key: str
    title: str
    credits: tuple[Credit, ...]
    length: int | None = None
    """Milliseconds."""
    isrcs: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()
    aliases: tuple[Named, ...] = ()
    work: str | None = None
    comment: str = ""
    video: bool = False
    tracks: tuple[str, ...] = ()
    """Ids at Spotify, as ListenBrainz maps them."""

    @property
    def mbid(self) -> str:
        """The id at MusicBrainz."""
        return mbid("recording", self.key)

    @property
    def date(self) -> str:
        """When it first came out; "" where that is unknown."""
        return min((release.date for release in self.releases if release.date), default="")


@dataclass(frozen=True, slots=True)
class Work:
    """A composition at MusicBrainz."""

    key: str
    title: str
    language: str = "jpn"
    aliases: tuple[Named, ...] = ()
    writers: tuple[tuple[str, str], ...] = ()
    """Artist and what they did: composer, lyricist, writer."""

    @property
    def mbid(self) -> str:
        """The id at MusicBrainz."""
        return mbid("work", self.key)


@dataclass(frozen=True)
class Facts:
    """All of it, by key, in the order of the file."""

    artists: Mapping[str, Artist]
    songs: Mapping[str, Song]
    series: Mapping[str, Series]
    works: Mapping[str, Work]
    recordings: Mapping[str, Recording]

    @cached_property
    def themes_of(self) -> Mapping[str, list[Theme]]:
        """Song to the themes that it is."""
        return _grouped((theme.song, theme) for each in self.series.values() for theme in each.themes)

    @cached_property
    def performances_of(self) -> Mapping[str, list[Performance]]:
        """Artist to the rows under their name."""
        return _grouped((row.artist, row) for song in self.songs.values() for row in song.performances)

    @cached_property
    def member_performances_of(self) -> Mapping[str, list[Performance]]:
        """Artist to the rows in which they are the member."""
        return _grouped((row.member, row) for song in self.songs.values() for row in song.performances)

    @cached_property
    def groups_of(self) -> Mapping[str, list[Artist]]:
        """Artist to the groups that they are in."""
        return _grouped((member, artist) for artist in self.artists.values() for member in artist.members)

    @cached_property
    def recordings_of(self) -> Mapping[str, list[Recording]]:
        """Work to its recordings."""
        return _grouped((recording.work, recording) for recording in self.recordings.values())

    @cached_property
    def by_mbid(self) -> Mapping[str, Artist | Recording | Work]:
        """MusicBrainz' ids to what they are of."""
        known: list[Artist | Recording | Work] = [*self.artists.values(), *self.recordings.values()]
        return {each.mbid: each for each in [*known, *self.works.values()]}


def _grouped(pairs: Iterable[tuple[str | None, _V]]) -> Mapping[str, list[_V]]:
    found: dict[str, list[_V]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return found
