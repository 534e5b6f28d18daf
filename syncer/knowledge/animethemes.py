"""AnimeThemes: series with their openings, endings and insert songs, titles and performers in both scripts.

One GraphQL request answers for every song of a series. Facts of the service that shape it: errors come with status 200,
the content type must be JSON, ``search`` takes a variable and gives 15 at most, ``synonyms`` takes no ``first``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncer.catalog.references import track_uri
from syncer.knowledge.answers import Part, once
from syncer.knowledge.facts import Fact, Performer, Piece, Series
from syncer.knowledge.reading import PLAIN, as_meaning, fitting, names_fit, said
from syncer.knowledge.source import Case, Errors, Question, Recall, Request
from syncer.matching.respelling import respelt
from syncer.matching.script import is_latin, scripts
from syncer.matching.series import series_alike
from syncer.matching.text import fold
from syncer.model import Meaning, Song

SERIES, TITLE = "series", "title"

_SONG = """
        title { romaji native }
        performances(first: 10) {
          alias memberAlias
          artist { name { main native } }
          member { name { main native } }
        }
        resources(first: 8) { nodes { site link } }"""
_SERIES_QUERY = (
    """
query Series($term: String!) {
  search(search: $term, first: 5) {
    anime {
      slug year season
      title { romaji english native }
      synonyms { text }
      animethemes(first: 60) {
        type sequence
        song {"""
    + _SONG
    + """
        }
      }
    }
  }
}"""
)
_TITLE_QUERY = (
    """
query Title($term: String!) {
  search(search: $term, first: 10) {
    songs {"""
    + _SONG
    + """
      animethemes(first: 2) { type sequence anime { slug title { romaji } } }
    }
  }
}"""
)
QUERIES = {SERIES: _SERIES_QUERY, TITLE: _TITLE_QUERY}

PAGE = "https://animethemes.moe/anime/"
_SLUG = re.compile(r"[a-z0-9_-]+")
_TYPES = {"OP": "opening", "ED": "ending", "IN": "insert song"}
_SEASONS = {"WINTER": "01", "SPRING": "04", "SUMMER": "07", "FALL": "10"}
SAME_SERIES = 0.9
"""0 to 1. How alike the name in the list and one of the series' own must be."""


class AnimeThemes:
    """Anime and their songs."""

    key, name = "animethemes", "AnimeThemes"
    shape, pace, budget, batch = 1, 1.0, 60, 1
    kinds = (SERIES, TITLE)
    probe = Question("animethemes", SERIES, ("Angel Beats!",))

    def wants(self, case: Case, _meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return the series that the list names, then the title where the artist is none or one of a group."""
        for name in self._series_names(case):
            if recall(question := _about_series(name)) is None:
                return question
        title = case.song.title
        if self._of_series(case, recall) or not _is_japanese(title):
            return None
        return question if recall(question := _about_title(title)) is None else None

    def request(self, questions: Sequence[Question]) -> Request:
        """Return the GraphQL request for one question."""
        question = questions[0]
        return Request("/", body={"query": QUERIES[question.kind], "variables": {"term": question.terms[0]}})

    def facts(self, questions: Sequence[Question], answer: object) -> Mapping[Question, tuple[Fact, ...]]:
        """Return the series found, or the songs."""
        question, whole = questions[0], Part(answer)
        if isinstance(answer, dict) and answer.get("errors"):
            raise Errors(f"errors: {str(answer['errors'])[:200]}")
        found = whole.at("data", "search")
        if question.kind == SERIES:
            return {question: tuple(map(_series, found.at("anime").rows()))}
        return {question: tuple(piece for row in found.at("songs").rows() if (piece := _song_in_series(row)))}

    def meanings(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> tuple[Meaning, ...]:
        """Return the songs of the series that are called so, else those by the artist or a group of theirs."""
        return (*meanings, *(self._of_series(case, recall) or self._of_title(case, recall)))

    def _series_names(self, case: Case) -> Iterator[str]:
        """Yield what may be the name of a series: an artist that Spotify has never heard of, or ``from``."""
        if case.song.source:
            yield case.song.source
        elif case.song.artists and not case.artists and fold(case.song.artists[0]) not in case.denied:
            yield case.song.artists[0]

    def _of_series(self, case: Case, recall: Recall) -> tuple[Meaning, ...]:
        song = case.song
        for name in self._series_names(case):
            for pieces in _songs_of(name, recall(_about_series(name)) or ()):
                theirs = _by_artist(song, pieces) if song.source and song.artists else pieces
                if found := fitting(song, theirs, of_series=True):
                    return tuple(_meaning(song, piece) for piece in found)
        return ()

    def _of_title(self, case: Case, recall: Recall) -> tuple[Meaning, ...]:
        song = case.song
        pieces = [fact for fact in recall(_about_title(song.title)) or () if isinstance(fact, Piece)]
        found = fitting(song, _by_artist(song, pieces), at_least=PLAIN, of_series=True)
        return tuple(_meaning(song, piece) for piece in found)


def _about_series(name: str) -> Question:
    return Question(AnimeThemes.key, SERIES, (name,))


def _about_title(title: str) -> Question:
    return Question(AnimeThemes.key, TITLE, (title,))


def _is_japanese(title: str) -> bool:
    """Say whether a title is in romaji or kana; one in Chinese characters alone may be Chinese."""
    return bool(respelt(title)) if is_latin(title) else "kana" in scripts(title)


def _by_artist(song: Song, pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if names_fit(song.artists, piece.performers)]


def _meaning(song: Song, piece: Piece) -> Meaning:
    """Return what a theme means; where the list's artist does not perform it, the list has the series there."""
    saying = said(f"{AnimeThemes.name}: {piece.place} is", piece)
    series = "" if names_fit(song.artists, piece.performers) else piece.series
    return as_meaning(AnimeThemes.name, song.title, piece, saying, series=series)


def _songs_of(name: str, facts: Sequence[Fact]) -> Iterator[list[Piece]]:
    """Yield the songs of what is called exactly so, then those of its seasons and of what is nearly called so."""
    series = [fact for fact in facts if isinstance(fact, Series)]
    exact = [each for each in series if fold(name) in map(fold, each.titles)]
    yield [song for each in exact for song in each.songs]
    alike = (each for each in series if max(series_alike(name, title) for title in each.titles) >= SAME_SERIES)
    yield [song for each in alike for song in each.songs]


def _series(part: Part) -> Series:
    title, slug = part.at("title"), part.at("slug").text
    titles = once(title.at("romaji").text, title.maybe("english").text_if_any, title.maybe("native").text_if_any)
    synonyms = (synonym.at("text").text_if_any for synonym in part.at("synonyms").rows())
    year, season = part.maybe("year").number_if_any, part.maybe("season").text_if_any
    since = f"{year}-{_SEASONS.get(season, '01')}-01" if year else ""
    page = _page(slug)
    songs = (_song(row.at("song"), _place(row), titles[0], page) for row in part.at("animethemes").rows())
    return Series(once(*titles, *synonyms), tuple(song for song in songs if song), since, page)


def _song_in_series(part: Part) -> Piece | None:
    """Return a song with the first series that it is from; None where it is from none."""
    theme = next(part.at("animethemes").rows(), None)
    if theme is None:
        return None
    anime = theme.at("anime")
    return _song(part, _place(theme), anime.at("title", "romaji").text, _page(anime.at("slug").text))


def _page(slug: str) -> str:
    return f"{PAGE}{slug}" if _SLUG.fullmatch(slug) else ""


def _song(song: Part, place: str, series: str, page: str) -> Piece | None:
    """Return a song; None where there is none, or it has no title, or nobody performs it."""
    if song.value is None:
        return None
    title = song.at("title")
    titles = once(title.maybe("native").text_if_any, title.maybe("romaji").text_if_any)
    performers = _performers(song.at("performances"))
    if not titles or not performers:
        return None
    links = (node for node in song.at("resources", "nodes").rows() if node.at("site").value == "SPOTIFY")
    uris = once(*(track_uri(link.at("link").text_if_any) or "" for link in links))
    return Piece(titles, performers, place=f"{place} of {series}", series=series, uris=uris, url=page)


def _place(theme: Part) -> str:
    """Return which theme it is; one of a kind that is new to us is a theme all the same."""
    kind, number = _TYPES.get(theme.at("type").text, "theme"), theme.maybe("sequence").number_if_any
    return f"{kind} {number}" if number else kind


def _performers(performances: Part) -> tuple[Performer, ...]:
    """Return who performs; a group has a row for each member, and is one performer."""
    found: dict[str, dict[str, Any]] = {}
    for row in performances.rows():
        names = _names(row.at("artist"))
        group = found.setdefault(names[0], {"names": names, "members": ()})
        group["names"] = once(*group["names"], row.maybe("alias").text_if_any)
        member = row.maybe("member")
        if member.value is not None:
            alias = row.maybe("memberAlias").text_if_any
            group["members"] = once(*group["members"], *_names(member), alias)
    return tuple(Performer(**each) for each in found.values())


def _names(artist: Part) -> tuple[str, ...]:
    name = artist.at("name")
    return once(name.at("main").text, name.maybe("native").text_if_any)
