"""From a song to the ladder of queries that may find it, the most likely first.

Facts of Spotify's search that shape it (none is documented): more than 100 characters fail; an apostrophe within a
filter finds nothing, a slash or a plus there fails; a filter's value must follow its colon at once. Free text takes
all of them.
"""

import re
from collections.abc import Iterator

from syncer.model import Query, Song

MAX_LENGTH = 100
"""Characters; longer queries failed with 404 in 2022 and with 400 later."""

_AROUND = re.compile(r"[\"“”„«»「」『』()\[\]（）【】]+|\s+")
_NOT_IN_FILTERS = re.compile(r"[\"'’‘`/\\:+*]+|\s+")


def ladder(song: Song) -> Iterator[Query]:
    """Yield the queries for a song, at least one, each at most 100 characters and none twice."""
    seen = set()
    for query in _rungs(song):
        if query.text and query.text.casefold() not in seen:
            seen.add(query.text.casefold())
            yield query


def _rungs(song: Song) -> Iterator[Query]:
    if song.isrc:
        yield Query(f"isrc:{song.isrc}", "ISRC")
    artist = song.artists[0] if song.artists else ""
    yield Query(_free(song.title, artist or song.source or ""), "title and artist" if artist else "title and series")
    for alias in song.aliases:
        yield Query(_free(alias, artist), "other title and artist")
    if artist:
        yield Query(_filter("artist", artist), "artist alone")
    if not artist or song.source:
        yield Query(_free(song.title), "title alone")


def _free(*words: str) -> str:
    text = " ".join(words).strip()
    return _cut(_AROUND.sub(" ", text).strip() or text)  # a title may be nothing but brackets


def _filter(name: str, value: str) -> str:
    """Return a filter with its value in quotes; "" where nothing is left of the value."""
    words = _NOT_IN_FILTERS.sub(" ", value).strip()
    return f'{name}:"{_cut(words, MAX_LENGTH - len(name) - 3)}"' if words else ""


def _cut(text: str, limit: int = MAX_LENGTH) -> str:
    """Return the text cut at a word's end where there is one."""
    if len(text) <= limit:
        return text
    return text[:limit].rpartition(" ")[0] or text[:limit]
