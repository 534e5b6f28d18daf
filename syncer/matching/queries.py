"""From a song to the ladder of queries that may find it, the most likely first.

Facts of Spotify's search that shape it (none is documented): more than 100 characters fail; an apostrophe within a
filter finds nothing, a slash or a plus there fails; a filter's value must follow its colon at once. Free text takes
all of them.

The order is measured (``benchmarks/finding.py``): title and artist together find three songs of four; of the others,
half are by artists who write in another script, and are found by the title in that script or by the artist alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from syncer.matching.names import artists_alike
from syncer.matching.respelling import respelt
from syncer.matching.script import scripts
from syncer.matching.titles import parse
from syncer.matching.weights import THRESHOLDS
from syncer.model import Meaning, Query, Song, Track

MAX_LENGTH = 100
"""Characters; longer queries failed with 404 in 2022 and with 400 later."""

HITS = 10
"""In one answer; Spotify gives no more since February 2026."""

RESPELT = "title in the artist's script"
ARTIST = "artist alone"
MORE = "artist alone, second page"
LINK = "a link"
"""Reading one track, which is no search: the query's text is the track's URI."""
TOLD, TOLD_ISRC = "title and performer, as told", "ISRC, as told"
TOLD_RESPELT = "title as told, in the performer's script"
PERFORMER, MORE_OF_PERFORMER = "performer alone, as told", "performer alone, as told, second page"
LINKS = 2
"""So many of the tracks that a source links to are read."""

_AROUND = re.compile(r"[\"“”„«»「」『』()\[\]（）【】]+")
_NOT_IN_FILTERS = re.compile(r"[\"'’‘`/\\:+*]+")
_OTHER_ARTISTS = re.compile(r"\s(?:feat|ft|featuring|with|vs)\b.*|\s*[;、，].*|\s*,(?! the\b).*", re.IGNORECASE)
"""Who else takes part: a track may credit them otherwise, or not at all ("Tyler, The Creator" is one person)."""


def ladder(song: Song, meanings: Sequence[Meaning] = ()) -> Iterator[Query]:
    """Yield the queries for a song, at least one, each at most 100 characters and none twice.

    What a source outside says is asked for first; where sources mean several songs there is nothing to ask for.
    """
    seen = set()
    for query in _told(song, meanings[0]) if len(meanings) == 1 else _rungs(song):
        if query.text and query.key.casefold() not in seen:
            seen.add(query.key.casefold())
            yield query


def is_worth_asking(
    query: Query, song: Song, answers: Mapping[str, Sequence[Track]], meanings: Sequence[Meaning] = ()
) -> bool:
    """Say whether a query may still bring something, after the answers to the rungs before it.

    The title in another script only where something of what came is written in it; a performer's tracks only where some
    came already; a second page of the artist's tracks only where the first was full of them.
    """
    told = tuple(name for meaning in meanings for names in meaning.performers for name in names)
    match query.rung:
        case rung if rung in {RESPELT, TOLD_RESPELT}:
            seen = [track for tracks in answers.values() for track in tracks]
            return not seen or any(_shares_script(query.text, track.title) for track in seen)
        case rung if rung == MORE:
            return _is_full_of(answers.get(ARTIST, ()), song.artists)
        case rung if rung == PERFORMER:
            return any(_is_by(track, told) for track in answers.get(TOLD, ()))
        case rung if rung == MORE_OF_PERFORMER:
            return _is_full_of(answers.get(PERFORMER, ()), told)
        case _:
            return True


def _shares_script(text: str, title: str) -> bool:
    written = scripts(title)
    return "kana" in written or bool(scripts(text) & written & {"kana", "han"})


def _is_full_of(tracks: Sequence[Track], artists: tuple[str, ...]) -> bool:
    return len(tracks) == HITS and all(_is_by(track, artists) for track in tracks)


def _is_by(track: Track, artists: tuple[str, ...]) -> bool:
    names = tuple(artist.name for artist in track.artists)
    return artists_alike(artists, names).value >= THRESHOLDS.artist


def _told(song: Song, meaning: Meaning) -> Iterator[Query]:
    """Yield the queries for what a source says that a song is, and those of the list that still make sense."""
    title = replace(song, title=meaning.titles[0])
    performer = _OTHER_ARTISTS.sub("", meaning.performers[0][0])
    yield from (Query(uri, LINK) for uri in meaning.uris[:LINKS])
    yield Query(_free(_title(title), performer), TOLD)
    yield from (Query(f"isrc:{isrc}", TOLD_ISRC) for isrc in meaning.isrcs[:1])
    if not meaning.series:
        yield from _rungs(song)
        return
    yield next(_rungs(song))
    if respelling := respelt(_title(title)):
        yield Query(_free(respelling, performer), TOLD_RESPELT)
    yield Query(_filter("artist", performer), PERFORMER)
    yield Query(_filter("artist", performer), MORE_OF_PERFORMER, HITS)


def _rungs(song: Song) -> Iterator[Query]:
    if song.isrc:
        yield Query(f"isrc:{song.isrc}", "ISRC")
    artist = _OTHER_ARTISTS.sub("", song.artists[0]) if song.artists else ""
    title = _title(song)
    yield Query(_free(title, artist or song.source or ""), "title and artist" if artist else "title and series")
    for alias in song.aliases:
        yield Query(_free(alias, artist), "other title and artist")
    if respelling := respelt(title):
        yield Query(_free(respelling, artist), RESPELT)
    if artist:
        yield Query(_filter("artist", artist), ARTIST)
        yield Query(_filter("artist", artist), MORE, HITS)
    if not artist or song.source:
        yield Query(_free(title), "title alone")


def _title(song: Song) -> str:
    """Return the title without what surrounds it in lists, but with the version that is wanted."""
    parsed = parse(song.title)
    title = song.title if parsed.versions else parsed.forms[0].text
    return f"{title} {song.version}" if song.version else title


def _free(*words: str) -> str:
    text = " ".join(words).strip()
    return _cut(_blanked(_AROUND, text) or text)  # a title may be nothing but brackets


def _filter(name: str, value: str) -> str:
    """Return a filter with its value in quotes; "" where nothing is left of the value."""
    words = _blanked(_NOT_IN_FILTERS, value)
    return f'{name}:"{_cut(words, MAX_LENGTH - len(name) - 3)}"' if words else ""


def _blanked(marks: re.Pattern[str], text: str) -> str:
    """Return the text with single blanks in place of the marks."""
    return " ".join(marks.sub(" ", text).split())


def _cut(text: str, limit: int = MAX_LENGTH) -> str:
    """Return the text cut at a word's end where there is one."""
    if len(text) <= limit:
        return text
    return text[:limit].rpartition(" ")[0] or text[:limit]
