"""Classes of evidence: what speaks for a track, and whether that is enough to take it unseen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syncer.matching.names import SURNAME, UNCOMPARABLE
from syncer.matching.scoring import value
from syncer.matching.script import scripts
from syncer.matching.text import compact
from syncer.matching.titles import parse
from syncer.matching.versions import EQUAL, WRONG
from syncer.matching.weights import THRESHOLDS, Thresholds
from syncer.model import Score, Song

ISRC = "ISRC"
TITLE_AND_ARTIST = "title and artist"
TURNED = "title and artist, the other way round"
TITLE_AND_SURNAME = "title and surname"
TITLE_AND_SERIES = "title and series"
TITLE_AND_LENGTH = "title and length"
LONG_TITLE = "a long title that reads exactly so, of one song alone"
OTHER_VERSION = "another version"
OTHER_LENGTH = "another length"
READ_ARTIST = "title, and an artist that reads nearly so"
READ_TITLE = "artist, and a title that reads nearly so"
ROUGH_TITLE = "artist, and a title that is nearly it"
FOREIGN_ARTIST = "title, artist in another script"
CLAIMED_SERIES = "title, series named by the singer"
TITLE_ALONE = "title alone"

_RANKS = (
    ISRC,
    TITLE_AND_ARTIST,
    TURNED,
    TITLE_AND_SERIES,
    TITLE_AND_SURNAME,
    READ_ARTIST,
    READ_TITLE,
    TITLE_AND_LENGTH,
    LONG_TITLE,
    OTHER_LENGTH,
    OTHER_VERSION,
    ROUGH_TITLE,
    FOREIGN_ARTIST,
    CLAIMED_SERIES,
    TITLE_ALONE,
)
"""The classes, the strongest first."""

_LOANWORDS = re.compile(r"[\u30a0-\u30ff\W\d]+")
LONG_READING = 7
"""Letters; fewer are read into another word by accident."""
FEW_LETTERS = 4
"""A title of fewer letters is shared by too many to make up for a blurred name."""
TWO_CHARACTERS = 2
"""A title of one letter or mark is shared by too many to be evidence alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a track."""

    how: str
    convincing: bool = True
    """Whether it is enough to take the track unseen."""

    @property
    def rank(self) -> int:
        """The place among the classes, 0 for the strongest."""
        return _RANKS.index(self.how)


def evidence(song: Song, scored: Score, limits: Thresholds = THRESHOLDS) -> Evidence | None:
    """Return the strongest class of evidence for a track; None where nothing speaks for it."""
    return next(_classes(song, scored, limits), None)


def _classes(song: Song, scored: Score, limits: Thresholds) -> Iterator[Evidence]:
    """Yield the classes of evidence for a track, the strongest first."""
    title, artist = value(scored, "title"), value(scored, "artist", unknown=-1.0)
    if value(scored, "ISRC"):
        yield Evidence(ISRC)
    if artist >= limits.artist and title >= limits.title:
        yield _of_both(scored, convincing=title + artist >= limits.sum)
    if value(scored, "version") == WRONG:
        return
    if title >= limits.plain and artist >= limits.read_artist and _are_read(song, scored):
        yield Evidence(READ_ARTIST)
    if artist == SURNAME and title >= limits.plain_title:
        yield Evidence(TITLE_AND_SURNAME)
    if title >= limits.series_title and value(scored, "series") >= limits.artist:
        yield Evidence(TITLE_AND_SERIES)
    if artist >= limits.plain_artist:
        yield from _of_artist(song, scored, limits)
    yield from _of_title(song, scored, limits)


def _of_both(scored: Score, *, convincing: bool) -> Evidence:
    if value(scored, "version") == WRONG:
        return Evidence(OTHER_VERSION, convincing=False)
    if value(scored, "duration", unknown=1.0) == 0:
        return Evidence(OTHER_LENGTH, convincing=False)
    return Evidence(TITLE_AND_ARTIST, convincing)


def _of_artist(song: Song, scored: Score, limits: Thresholds) -> Iterator[Evidence]:
    """Yield what an artist beyond doubt makes of a title that is nearly the one."""
    title = value(scored, "title")
    if title >= limits.read_title and _is_read(song, scored):
        yield Evidence(READ_TITLE)
    if title >= limits.worth_showing:
        yield Evidence(ROUGH_TITLE, convincing=False)


def _of_title(song: Song, scored: Score, limits: Thresholds) -> Iterator[Evidence]:
    """Yield what a title is worth without an artist."""
    title, letters = value(scored, "title"), len(compact(song.title))
    if title >= limits.plain_title and value(scored, "duration") == 1:
        yield Evidence(TITLE_AND_LENGTH, convincing=letters >= LONG_READING)
    if title >= limits.title and value(scored, "artist") == UNCOMPARABLE:
        yield Evidence(FOREIGN_ARTIST, convincing=False)
    if title >= limits.series_title and value(scored, "series"):
        yield Evidence(CLAIMED_SERIES, convincing=False)
    if title >= limits.plain_title and letters >= TWO_CHARACTERS:
        yield Evidence(TITLE_ALONE, convincing=False)


def by_title_alone(song: Song, heads: Sequence[Score], limits: Thresholds = THRESHOLDS) -> Score | None:
    """Return the one song whose title in another script is read exactly as asked, where the title is long.

    Lists that name the series in the artist's place have nothing else to go by. It takes three things: no artist by
    the name that was asked for is among all that was offered, so that it is no artist's; the title has so many letters
    that another song of that reading is unlikely (loanwords alone, in katakana, make titles that many songs have); and
    indeed there is none, in any script.
    """
    if any(value(each, "artist") > limits.stranger for each in heads):
        return None
    titled = [each for each in heads if value(each, "title") >= limits.title]
    if len(titled) != 1 or len(compact(parse(song.title).forms[0].text)) < limits.long_title:
        return None  # what stands in brackets does not make a title longer: it may be the same again
    exact = value(titled[0], "title") >= limits.plain_title and value(titled[0], "version") == EQUAL
    is_common = bool(_LOANWORDS.fullmatch(titled[0].track.title))
    return titled[0] if exact and _is_read(song, titled[0]) and not is_common else None


def _is_read(song: Song, scored: Score) -> bool:
    """Say whether a title was compared by its reading, and is long enough for that to be no accident."""
    ours, theirs = scripts(song.title), scripts(scored.track.title)
    return len(compact(song.title)) >= LONG_READING and ours == {"latin"} and bool(theirs - {"latin"})


def _are_read(song: Song, scored: Score) -> bool:
    """Say whether the artists' names were compared by their reading, and the title is long enough to make up for it."""
    ours = frozenset[str]().union(*map(scripts, song.artists))
    theirs = frozenset[str]().union(*(scripts(each.name) for each in scored.track.artists))
    return ours != theirs and bool((ours | theirs) - {"latin"}) and len(compact(song.title)) >= FEW_LETTERS
