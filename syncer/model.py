"""The values that travel from the catalog to the report; all frozen, none knows where it came from."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Song:
    """One entry of the catalog: what a person asks for, in their words."""

    title: str
    artists: tuple[str, ...] = ()
    album: str | None = None
    source: str | None = None
    """The series, film or game that the song is from; ``from`` in the catalog."""
    version: str | None = None
    """"live", "instrumental", "tv size", ...: the version that is asked for, if not the plain one."""
    duration_ms: int | None = None
    isrc: str | None = None
    aliases: tuple[str, ...] = ()
    """Other titles of the same song."""
    uri: str | None = None
    """``spotify:track:ID``: the person pinned exactly this track."""
    absent: bool = False
    """The person knows that it is not on Spotify."""
    line: int = field(default=0, compare=False)
    """Where it stands in the catalog, for messages; 1 is the first line, 0 means unknown."""


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist as Spotify names it under the ``Accept-Language`` in use; the id is language-independent."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A Spotify track, as far as matching, lock and report need it."""

    uri: str
    """``spotify:track:ID``"""
    title: str
    artists: tuple[Artist, ...] = ()
    album: str = ""
    album_type: str = ""
    """"album", "single", "compilation", or "" where unknown."""
    release_date: str = ""
    """"2009", "2009-08" or "2009-08-12", as precise as Spotify knows; "" where unknown."""
    duration_ms: int | None = None
    isrc: str | None = None
    explicit: bool | None = None
    playable: bool = True
    """False only where Spotify says so; it says nothing where it knows no market."""
    image: str = field(default="", compare=False)
    """The address of a small picture of the album's cover, on Spotify's own host; "" where none is known. It tells no
    track from another, and the lock does not keep it."""

    @property
    def id(self) -> str:
        """The 22 characters after ``spotify:track:``."""
        return self.uri.rpartition(":")[2]

    @property
    def url(self) -> str:
        """The page that opens the track in Spotify."""
        return f"https://open.spotify.com/track/{self.id}"


@dataclass(frozen=True, slots=True)
class Alias:
    """What a name in the list stands for: an artist under another name, or a series in the artist's place."""

    name: str
    """As the list writes it."""
    kind: Literal["artist", "series"]
    means: str
    """The artist's own name, or the series' full title."""
    artists: tuple[Artist, ...] = ()
    """The artist as Spotify has it; of a series those who are known to perform its songs."""
    standing: Literal["confirmed", "learnt", "denied"] = "confirmed"
    """A person said so; a source did; a source did, and a person took it back."""
    origin: str = ""
    """Who says so, in a sentence that a person can check."""
    url: str = ""
    """The page where it can be checked; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question to Spotify's search."""

    text: str
    """At most 100 characters: longer ones fail."""
    rung: str
    """Which step of the ladder asks it, e.g. "title and artist"; the report names it."""
    offset: int = 0
    """How many of the hits to skip: 10 is the second page."""

    @property
    def key(self) -> str:
        """What the answer depends on, for remembering it."""
        return f"{self.text} +{self.offset}" if self.offset else self.text


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search said to one query: up to ten tracks, in an order that means nothing."""

    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """No answer, because a limit or the day's quota is reached; nothing more can be asked in this run."""

    reason: str
    retry_at: float | None = None
    """When asking makes sense again, seconds since the epoch; None where Spotify did not say."""
    own_budget: bool = False
    """True where the person's own budget of searches is spent, and not what Spotify allows."""
    not_yet: bool = False
    """True where nothing was asked on purpose, and the answer is to be had."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One respect in which a song and a track were compared."""

    name: str
    value: float
    """0 (speaks against it) to 1 (as asked)."""
    weight: float
    note: str = ""
    """What a person should know about it, e.g. "reads ichiban no takaramono"."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a track fits a song, and why."""

    track: Track
    features: tuple[Feature, ...]

    @property
    def total(self) -> float:
        """The weighted mean of the features, 0 to 1."""
        weight = sum(feature.weight for feature in self.features)
        return sum(feature.value * feature.weight for feature in self.features) / weight if weight else 0.0


@dataclass(frozen=True, slots=True)
class Saying:
    """What a source outside says of a song, in one sentence that a person can check."""

    sentence: str
    """Without a full stop, the source's name first."""
    url: str = ""
    """The page where it stands; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a song of the list may be, as sources outside have it: other accepted forms of its title and artists."""

    source: str
    """The first source that says so, as people call it."""
    titles: tuple[str, ...]
    """At least one; the one under which it is most likely found first."""
    performers: tuple[tuple[str, ...], ...]
    """At least one, each with all their names, the usual one first."""
    says: tuple[Saying, ...]
    isrcs: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    """Ids of MusicBrainz."""
    uris: tuple[str, ...] = ()
    """Tracks that a source links to; each is judged like any other."""
    series: str = ""
    """The full title of the series that the list gives in the artist's place; "" where the artist is one."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A song whose track is beyond doubt: it goes to the playlist."""

    song: Song
    score: Score
    how: str
    """The class of evidence in a few words, e.g. "title and artist", "ISRC", "pinned in the catalog"."""
    others: tuple[Score, ...] = ()
    """The runners-up, best first."""
    asked: tuple[Query, ...] = ()
    chosen_by: Literal["search", "person"] = "search"
    says: tuple[Saying, ...] = ()
    """What sources outside added."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A song with candidates that a person should look at."""

    song: Song
    candidates: tuple[Score, ...]
    """Best first; at least one."""
    reason: str
    """Why it hesitates, one plain sentence without a full stop."""
    asked: tuple[Query, ...] = ()
    says: tuple[Saying, ...] = ()
    """What sources outside added."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A song that was not found."""

    song: Song
    reason: str
    nearest: tuple[Score, ...] = ()
    """The best of those that lost, best first; may be empty."""
    asked: tuple[Query, ...] = ()
    says: tuple[Saying, ...] = ()
    """What sources outside added."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A song that could not be asked for yet."""

    song: Song
    reason: str
    retry_at: float | None = None
    """Seconds since the epoch; None where Spotify did not say."""
    own_budget: bool = False
    """True where the person's own budget of searches is spent, and not what Spotify allows."""
    stays: Track | None = None
    """What an earlier run chose for it: it keeps its place on the playlist until something is known."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A song that the person marked as not on Spotify."""

    song: Song


Outcome = Matched | Unsure | Unmatched | Pending | Absent


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a playlist as it is now."""

    uri: str
    """May be ``spotify:local:…`` or ``spotify:episode:…``, and "" for a row whose track is gone."""
    track: Track | None = None
    """None for local files, episodes and rows whose track is gone."""
    added_at: str = ""


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist without its rows."""

    id: str
    name: str
    snapshot: str
    """Changes whenever anything about the playlist does; says nothing else."""
    owner: str = ""
    description: str = ""
    """Unescaped: Spotify sends it HTML-escaped."""
    public: bool | None = None
    collaborative: bool = False
    total: int = 0
    """How many rows it has."""
    readable: bool = True
    """False where Spotify hides the rows: the playlist is neither ours nor shared with us."""

    @property
    def url(self) -> str:
        """The page that opens the playlist in Spotify."""
        return f"https://open.spotify.com/playlist/{self.id}"


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of a playlist that is not what the catalog says."""

    name: str
    """"name", "description" or "public"."""
    was: str | bool
    now: str | bool


@dataclass(frozen=True, slots=True)
class Remove:
    """Take every row with one of these URIs off the playlist; at most 100 URIs."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Move the rows ``start`` to ``start + length - 1`` so that they stand before what is now row ``before``."""

    start: int
    length: int
    before: int
    """Counted before the move; the number of rows means "to the end"."""


@dataclass(frozen=True, slots=True)
class Add:
    """Insert these tracks so that the first stands at ``position``; at most 100 URIs."""

    uris: tuple[str, ...]
    position: int


Edit = Remove | Move | Add
