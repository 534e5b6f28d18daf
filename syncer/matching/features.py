"""The respects in which a song and a track are compared: one function each, silent where nothing is known."""

import re
from collections.abc import Iterator

from syncer.matching.known import KnownArtists
from syncer.matching.likeness import NOTHING, Likeness
from syncer.matching.names import UNCOMPARABLE, artists_alike
from syncer.matching.script import is_latin, scripts
from syncer.matching.series import named_source, series_alike
from syncer.matching.text import fold
from syncer.matching.titles import parse, titles_alike
from syncer.matching.versions import EQUAL, Fit, fit, kinds, loud_kinds
from syncer.matching.weights import ALBUM, ARTIST, DURATION, ISRC, SERIES, TITLE, VERSION
from syncer.model import Feature, Song, Track

SAME_LENGTH, CLOSE_LENGTH, OTHER_LENGTH = 3_000, 10_000, 40_000
"""Milliseconds between what was asked and what is offered: the same recording, perhaps, another one (a TV size)."""

FROM_LIVE_ALBUM = 0.8
"""A plain title on a live album: mostly a live take, but studio songs are found there too."""

BILINGUAL_ALBUM, BY_ITS_ALBUM = 0.94, 0.65
"""A title that the album translates, and one that it may translate: the first is taken, the second shown."""

SERIES_SEEN = 0.6
"""Below it, nothing suggests that the artist asked for is a series."""
CREDITED, CLAIMED = 1.0, 0.7
"""How far a series' name can be trusted: the label's word, and anyone's."""

_ON_STAGE = re.compile(
    r"\blive\b[ '’]*(?:at|in|from|on|@|\d|album|session|tour|best)|[-(\[:]\s*live\b|\blive\s*[)\]]|\blive$|^live\b"
    r"|unplugged|in concert|ライブ|ライヴ|en vivo|ao vivo|演唱會|演唱会",
    re.IGNORECASE,
)

_LOUD_ALBUMS = frozenset({"karaoke", "music box", "8-bit", "cover", "instrumental"})
"""Versions that an album's title tells of all its songs."""


def title(song: Song, track: Track) -> Feature:
    """Compare the title, or one of the aliases, in the reading that fits best: the one thing every catalog has."""
    names = (song.title, *song.aliases)
    found = max((titles_alike(name, track.title) for name in names), key=lambda each: each.value)
    if found.value < BY_ITS_ALBUM and track.album:
        found = max([found, *(by_album(name, track) for name in names)], key=lambda each: each.value)
    return Feature("title", found.value, TITLE, found.note)


def by_album(name: str, track: Track) -> Likeness:
    """Return what the album's title says of a song by its name in another language.

    A single called "사계 (Four Seasons)" translates its song. One called "Fire" around the song 火炎 probably does, and
    that is for a person to judge.
    """
    if scripts(name) == scripts(track.title) or not scripts(name) or not scripts(track.title):
        return NOTHING
    called = {fold(form.text) for form in parse(track.album).forms}
    if fold(name) not in called:
        return NOTHING
    if fold(track.title) in called:
        return Likeness(BILINGUAL_ALBUM, f"the album is called {track.album}")
    return Likeness(BY_ITS_ALBUM, f"the album is called {track.album}") if is_latin(name) else NOTHING


def artist(song: Song, track: Track, known: KnownArtists) -> Feature | None:
    """Compare the artists, by name or by an id that an earlier match confirmed; None where none is asked for."""
    if not song.artists:
        return None
    if known.confirms(song.artists, track.artists):
        return Feature("artist", 1.0, ARTIST, "confirmed by an earlier match")
    offered = (*(each.name for each in track.artists), *parse(track.title).featured)
    found = artists_alike(song.artists, offered) if offered else NOTHING
    names = ", ".join(each.name for each in track.artists)
    note = found.note if found.value >= UNCOMPARABLE else f"the artist is another: {names}"
    return Feature("artist", found.value, ARTIST, note)


def version(song: Song, track: Track) -> Feature:
    """Whether a live, karaoke, TV-size or other version is offered exactly where it is asked for."""
    found = (
        Fit(EQUAL) if fold(song.title) == fold(track.title) and not song.version else fit(asked(song), offered(track))
    )
    if found.value == EQUAL and not asked(song) and _ON_STAGE.search(track.album):
        found = Fit(FROM_LIVE_ALBUM, f"from the live album {track.album}")
    return Feature("version", found.value, VERSION, found.note)


def duration(song: Song, track: Track) -> Feature | None:
    """How close the lengths are; None where one is unknown. It tells a TV size from the full song."""
    if song.duration_ms is None or track.duration_ms is None:
        return None
    apart = abs(song.duration_ms - track.duration_ms)
    value = 1.0 if apart <= SAME_LENGTH else 0.8 if apart <= CLOSE_LENGTH else 0.4 if apart <= OTHER_LENGTH else 0.0
    return Feature("duration", value, DURATION, "" if value == 1 else f"{apart / 1000:.0f} s apart")


def isrc(song: Song, track: Track) -> Feature | None:
    """Compare the recording's own number; None where one is unknown, or they differ: a re-release gets a new one."""
    if not song.isrc or not track.isrc or song.isrc.upper() != track.isrc.upper():
        return None
    return Feature("ISRC", 1.0, ISRC, "the recording's number is the one asked for")


def album(song: Song, track: Track) -> Feature | None:
    """Compare the album, where it is asked for and known; a compilation has another title, so it weighs little."""
    if not song.album or not track.album:
        return None
    found = titles_alike(song.album, track.album)
    return Feature("album", found.value, ALBUM, found.note or f"on {track.album}")


def series(song: Song, track: Track, known: KnownArtists) -> Feature | None:
    """Whether the track names the series, film or game: the one in ``from``, or the one given as artist.

    Silent where it names none, for most tracks do not.
    """
    asked = (*([song.source] if song.source else []), *song.artists)
    wanted = (*asked, *known.titles(asked))
    best, where = 0.0, ""
    for name, trust in sources(track):
        found = trust * max((series_alike(want, name) for want in wanted), default=0.0)
        if found > best:
            best, where = found, name
    return Feature("series", best, SERIES, f"from {where}") if best >= SERIES_SEEN else None


def sources(track: Track) -> Iterator[tuple[str, float]]:
    """Yield the series, films and games that a track names, each with how far that can be trusted.

    A soundtrack's album and a Japanese credit ("TVアニメ「…」OP") are the label's words. "(From “…”)" in a title is
    what singers of covers write.
    """
    for name in parse(track.title).sources:
        yield name, (CREDITED if scripts(name) - {"latin"} else CLAIMED)
    if track.album:
        named = (named_source(track.album), *parse(track.album).sources)
        yield from ((name, CREDITED if fold(track.album) != fold(track.title) else CLAIMED) for name in named if name)
        if fold(track.album) != fold(track.title):
            yield track.album, (CREDITED if scripts(track.album) - {"latin"} else CLAIMED)


def asked(song: Song) -> frozenset[str]:
    """Return the kinds of version that are asked for."""
    wanted = parse(song.title).versions
    return wanted | ((kinds(song.version) or frozenset()) if song.version else frozenset())


def offered(track: Track) -> frozenset[str]:
    """Return the kinds of version that a track says it is, in its title, and loudly in its album's and artist's."""
    names = " ".join(each.name for each in track.artists)
    around = (loud_kinds(track.album) | loud_kinds(names)) & _LOUD_ALBUMS
    return parse(track.title).versions | around
