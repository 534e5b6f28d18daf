"""The search: words anywhere, filters in their field; the best ten come in an order that means nothing.

Tracks that hold every word come first. Where they are fewer than a page, those follow that hold the rarer ones of the
words: nobody outside knows how much Spotify's search forgives, but a word too many or misspelt seldom leaves it with
nothing. ``forgiving=False`` wants every word.

What is known of Spotify's: case, width and accents do not matter; an apostrophe in a filter finds nothing; a slash
or a plus sign in a filter fails; a space after the colon breaks the filter; ``isrc:A OR isrc:B`` finds nothing;
the order of the answer says nothing, and another limit gives other tracks.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from math import log
from zlib import crc32

from syncer.sandbox.library import Entry, Library, TitleAliases, searchable_alias
from syncer.sandbox.text import SHORTEST_PREFIX, alias_words, answers_to, asked_words, found_words

LONGEST_QUERY = 100
"""Characters; longer queries fail on Spotify too."""
_ENOUGH = 300
"""So many candidates are read and ranked; nobody pages through more."""
_PAGE = 10
_COMMON = 20_000
"""Tracks. A word that more of them hold is not looked up by itself: it tells nothing."""
_LEAST_SHARE = 0.15
"""How much of the words, weighed by their rarity, a track must hold to be forgiven the others."""
_FIELDS = ("track", "artist", "album")
_FILTER = re.compile(
    r"(?P<name>album|artist|track|year|upc|tag|isrc|genre):"
    r'(?:"(?P<quoted>[^"]*)"|(?P<bare>.*?)(?=\s+(?:album|artist|track|year|upc|tag|isrc|genre):|$))',
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_LONG_TITLE = 8
"""How many points of popularity a word too many or too few in the title costs, when only few can be looked at."""


class BrokenQuery(Exception):  # noqa: N818 - an answer, not a fault
    """Spotify answers such a query with 404."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read."""

    anywhere: tuple[str, ...] = ()
    """Words to be found in title, artists or album."""
    within: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Field and words to be found in it."""
    isrc: str = ""
    years: tuple[int, int] | None = None
    hopeless: bool = False
    """It finds nothing, whatever there is."""


def read_query(text: str) -> Asked:
    """Return what a query asks for; raises BrokenQuery for a filter with a slash or a plus sign."""
    within, isrc, years, hopeless = [], "", None, False
    for match in _FILTER.finditer(text):
        name, value = match["name"].lower(), match["quoted"] if match["quoted"] is not None else match["bare"]
        if name in _FIELDS and ("/" in value or "+" in value):
            raise BrokenQuery(text)
        words = asked_words(value)
        if name in _FIELDS:
            hopeless |= bool(re.search("['’]", value)) or not words or value.startswith(" ")
            within.append((name, words))
        elif name == "isrc":
            isrc = value.strip().upper()
            hopeless |= not isrc
        elif name == "year" and (span := _YEARS.fullmatch(value.strip())):
            years = (int(span[1]), int(span[2] or span[1]))
        else:
            hopeless = True
    anywhere = asked_words(_FILTER.sub(" ", text))
    return Asked(anywhere, tuple(within), isrc, years, hopeless)


@dataclass(frozen=True, slots=True)
class Readable:
    """The words that one track answers to, by field."""

    track: frozenset[str]
    artist: frozenset[str]
    album: frozenset[str]

    def of(self, field: str) -> frozenset[str]:
        """Return the words of one field."""
        words: frozenset[str] = getattr(self, field)
        return words


_words = lru_cache(maxsize=200_000)(found_words)


def readable(entry: Entry, aliases: TitleAliases) -> Readable:
    """Return the words of a track: its title (and alias if wanted), its artists in each script, its album."""
    title = found_words(entry.name)
    if alias := searchable_alias(entry, aliases):
        title |= alias_words(alias)
    names = [*entry.artists, *entry.artist_aliases.values()]
    artists = frozenset[str]().union(*(_words(name) for name in names))
    return Readable(title, artists, _words(entry.album or ""))


class _Postings:
    """Where each word of one field occurs."""

    def __init__(self) -> None:
        self._rows: dict[str, array[int]] = {}
        self._sorted: list[str] = []

    def add(self, words: Iterable[str], row: int) -> None:
        for word in words:
            rows = self._rows.get(word)
            if rows is None:
                rows = self._rows[word] = array("I")
            rows.append(row)

    def close(self) -> None:
        self._sorted = sorted(self._rows)

    def lists(self, word: str) -> "Iterator[array[int]]":
        """Return the rows of the word, and of every word that begins with it."""
        if len(word) < SHORTEST_PREFIX:
            if word in self._rows:
                yield self._rows[word]
            return
        for at in range(bisect_left(self._sorted, word), len(self._sorted)):
            if not self._sorted[at].startswith(word):
                return
            yield self._rows[self._sorted[at]]


class Index:
    """Finds the tracks of a library; 10 s and 500 MB for half a million of them."""

    def __init__(self, library: Library, aliases: TitleAliases = "half", *, forgiving: bool = True) -> None:
        self._library = library
        self._aliases = aliases
        self._forgiving = forgiving
        self._postings = {field: _Postings() for field in _FIELDS}
        self._isrc: dict[str, list[int]] = {}
        self._popularity = bytearray(len(library))
        self._title_words = bytearray(len(library))
        for row, entry in enumerate(library):
            self._add(row, entry)
        for postings in self._postings.values():
            postings.close()
        self.ranked = lru_cache(maxsize=256)(self._ranked)

    def _add(self, row: int, entry: Entry) -> None:
        words = readable(entry, self._aliases)
        for field in _FIELDS:
            self._postings[field].add(words.of(field), row)
        if entry.isrc:
            self._isrc.setdefault(entry.isrc.upper(), []).append(row)
        self._popularity[row] = max(0, min(100, entry.popularity))
        self._title_words[row] = min(255, len(words.track))

    def page(self, text: str, offset: int, limit: int) -> tuple[list[Entry], int]:
        """Return the tracks of one page, in a fixed order without meaning, and how many there are in all."""
        ranked = self.ranked(text)
        page = ranked[offset : offset + limit]
        return sorted(page, key=lambda entry: crc32(f"{text} {entry.id}".encode())), len(ranked)

    def _ranked(self, text: str) -> tuple[Entry, ...]:
        """Best first; raises BrokenQuery."""
        asked = read_query(text)
        if asked.hopeless:
            return ()
        scored = []
        for row in self._candidates(asked):
            entry = self._library.entry(row)
            words = readable(entry, self._aliases)
            if _fits(asked, entry, words):
                scored.append((_quality(asked, words) + entry.popularity / 200, -row, entry))
        best = tuple(entry for _, _, entry in sorted(scored, key=lambda item: item[:2], reverse=True))
        if not self._forgiving or len(best) >= _PAGE or len(asked.anywhere) < 2:  # noqa: PLR2004 - one must stay
            return best
        return best + self._nearly(asked, _PAGE - len(best), {entry.id for entry in best})

    def _nearly(self, asked: Asked, limit: int, known: set[str]) -> tuple[Entry, ...]:
        """Return tracks that lack some of the free words, the best first."""
        rows, total = self._weighed(asked.anywhere)
        near = nlargest(_ENOUGH, rows, key=lambda row: (rows[row], self._likely(row, len(asked.anywhere))))
        found: list[Entry] = []
        for row in near:
            if len(found) == limit or rows[row] < _LEAST_SHARE * total:
                break
            entry = self._library.entry(row)
            if entry.id not in known and _fits(replace(asked, anywhere=()), entry, readable(entry, self._aliases)):
                found.append(entry)
        return tuple(found)

    def _weighed(self, words: Iterable[str]) -> tuple[dict[int, float], float]:
        """Return the rarity of the words that each track holds, and that of all words together."""
        weights: dict[int, float] = {}
        total = 0.0
        for word in words:
            rows = set[int]().union(*(rows for field in _FIELDS for rows in self._postings[field].lists(word)))
            rarity = log(len(self._library) / (1 + len(rows)) + 1)
            total += rarity
            for row in rows if len(rows) <= _COMMON else ():
                weights[row] = weights.get(row, 0.0) + rarity
        return weights, total

    def _candidates(self, asked: Asked) -> list[int]:
        """Rows that may fit, by the rarest words; at most ``_ENOUGH``, the likeliest."""
        if asked.isrc:
            return self._isrc.get(asked.isrc, [])
        wanted: list[tuple[str, tuple[str, ...]]] = [(word, _FIELDS) for word in asked.anywhere]
        wanted += [(word, (field,)) for field, words in asked.within for word in words]
        lists = [[rows for field in fields for rows in self._postings[field].lists(word)] for word, fields in wanted]
        found: set[int] | None = None
        for of_word in sorted(lists, key=lambda rows: sum(map(len, rows))):
            if found is not None and len(found) <= _ENOUGH:
                break
            rows = set[int]().union(*of_word)
            found = rows if found is None else found & rows
        length = len(asked.anywhere) + sum(len(words) for field, words in asked.within if field == "track")
        return nlargest(_ENOUGH, found or (), key=lambda row: self._likely(row, length))

    def _likely(self, row: int, length: int) -> tuple[int, int]:
        return self._popularity[row] - _LONG_TITLE * abs(self._title_words[row] - length), -row


def _fits(asked: Asked, entry: Entry, words: Readable) -> bool:
    """Whether every word is found where it is asked for."""
    if asked.years and not asked.years[0] <= int(entry.release_date[:4] or 0) <= asked.years[1]:
        return False
    everywhere = words.track | words.artist | words.album
    if not all(answers_to(word, everywhere) for word in asked.anywhere):
        return False
    return all(answers_to(word, words.of(field)) for field, each in asked.within for word in each)


def _quality(asked: Asked, words: Readable) -> float:
    """How much of title and artist the query names, 0 to 3: a title asked in full comes before a longer one."""
    title = set(asked.anywhere).union(*(each for field, each in asked.within if field == "track"))
    artist = set(asked.anywhere).union(*(each for field, each in asked.within if field == "artist"))
    return 2 * _share(words.track, title) + _share(words.artist, artist)


def _share(words: frozenset[str], asked: set[str]) -> float:
    return len(words & asked) / len(words) if words else 0.0
