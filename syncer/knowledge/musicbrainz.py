"""MusicBrainz: recordings, works and artists with their names in other scripts, and recordings' ISRCs.

Facts of the service that shape it: one request a second; an artist's aliases are not in the index of recordings, so an
artist whom the list names otherwise is asked for first; a search hit does not show the alias by which it was found, a
look-up does; a Latin title of a Japanese single may stand as its release's title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from syncer.knowledge.answers import Part, once
from syncer.knowledge.facts import Fact, Performer, Piece
from syncer.knowledge.reading import PLAIN, as_meaning, fitting, names_fit, title_fits
from syncer.knowledge.source import Case, Question, Recall, Request
from syncer.matching.features import asked
from syncer.matching.names import split
from syncer.matching.opinion import is_one_song, joined
from syncer.matching.script import is_latin
from syncer.matching.text import fold
from syncer.matching.titles import parse
from syncer.model import Meaning, Saying, Song

RECORDING, BY_ID, LOOKED_UP, ARTIST, WORK, OF_WORK = (
    "recording", "recording by artist", "recording looked up", "artist", "work", "recordings of work"
)  # fmt: skip
PAGE = "https://musicbrainz.org/recording/"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_INC = "artist-credits+isrcs+aliases"
MOST_ALIASES = 6
"""So many other names of an artist are kept."""


class MusicBrainz:
    """Recordings under all their names."""

    key, name = "musicbrainz", "MusicBrainz"
    shape, pace, budget, batch = 1, 1.1, 200, 1
    probe = Question("musicbrainz", RECORDING, ("青い栞", "Galileo Galilei"))

    def wants(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return the next of the questions that may find the recording: by names, by the artist's id, by the work."""
        sought = _sought(case, meanings)
        if sought is None:
            return None
        for question in _questions(sought, case, recall):
            if recall(question) is None:
                return question
            if _found(sought, case, recall):
                return None
        return None

    def request(self, questions: Sequence[Question]) -> Request:
        """Return the search or look-up for one question."""
        kind, terms = questions[0].kind, questions[0].terms
        match kind:
            case "recording":
                artists = " OR ".join(f"artist:{_phrase(name)}" for name in terms[1:])
                return _search("recording", f"{_titled(terms[0])} AND ({artists})", 15)
            case "recording by artist":
                return _search("recording", f"{_titled(terms[0])} AND arid:{terms[1]}", 15)
            case "artist":
                return _search("artist", _any_of(terms[0], "artist", "alias", "sortname"), 5)
            case "work":
                return _search("work", _any_of(terms[0], "work", "alias"), 3)
            case "recording looked up":
                return Request(f"/recording/{terms[0]}", {"inc": f"{_INC}+releases", "fmt": "json"})
            case _:
                return Request("/recording", {"work": terms[0], "inc": _INC, "limit": "50", "fmt": "json"})

    def facts(self, questions: Sequence[Question], answer: object) -> Mapping[Question, tuple[Fact, ...]]:
        """Return the recordings, artists or works found, the best first."""
        question, whole = questions[0], Part(answer)
        match question.kind:
            case "artist":
                return {question: tuple(_artist(row) for row in whole.at("artists").rows())}
            case "work":
                return {question: tuple(_work(row) for row in whole.at("works").rows())}
            case "recording looked up":
                return {question: tuple(filter(None, [_recording(whole)]))}
            case _:
                found = (_recording(row) for row in whole.at("recordings").rows())
                return {question: tuple(piece for piece in found if piece)}

    def meanings(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> tuple[Meaning, ...]:
        """Return the meanings, with what the recordings of that song add to the one they are of."""
        sought = _sought(case, meanings)
        if sought is None:
            return tuple(meanings)
        told = [_meaning(case.song, piece) for piece in _found(sought, case, recall)]
        told = [each for each in told if _adds(each, sought)]
        if not meanings:
            return _distinct(told)
        same = [each for each in told if is_one_song(meanings[0], each)]
        whole = meanings[0]
        for each in same:
            whole = joined(each, whole) if not is_latin(each.titles[0]) else joined(whole, each)
        return (whole, *meanings[1:])


def _sought(case: Case, meanings: Sequence[Meaning]) -> Song | None:
    """Return the song to look for: the list's, or what one meaning of it lacks; None where nothing is to be had."""
    song = case.song
    if not meanings:
        return song if song.artists else None
    if len(meanings) > 1 or meanings[0].uris or not all(map(is_latin, meanings[0].titles)):
        return None
    names = tuple(names[0] for names in meanings[0].performers)
    return Song(meanings[0].titles[0], names, version=song.version, aliases=meanings[0].titles[1:])


def _questions(sought: Song, case: Case, recall: Recall) -> Iterator[Question]:
    """Yield the questions about a song, each with what the answers to those before it allow to ask."""
    yield _by_names(sought, case)
    if looked_up := _to_look_up(sought, case, recall):
        yield looked_up
    yield _about_artist(sought)
    artist = _artist_known(sought, recall)
    if artist:
        yield Question(MusicBrainz.key, BY_ID, (sought.title, artist.id))
    if not case.artists and artist is None:
        return  # the recordings of a work can be told apart by their artist alone
    yield (of := Question(MusicBrainz.key, WORK, (sought.title,)))
    for work in recall(of) or ():
        if isinstance(work, Piece) and title_fits(sought, work) >= PLAIN:
            yield Question(MusicBrainz.key, OF_WORK, (work.id,))
            return


def _by_names(sought: Song, case: Case) -> Question:
    names = once(split(sought.artists[0])[0], *(case.artists[:2] if sought.title == case.song.title else ()))
    return Question(MusicBrainz.key, RECORDING, (sought.title, *names))


def _about_artist(sought: Song) -> Question:
    return Question(MusicBrainz.key, ARTIST, (split(sought.artists[0])[0],))


def _artist_known(sought: Song, recall: Recall) -> Performer | None:
    """Return the artist with all their names, if they are known by the list's."""
    question = _about_artist(sought)
    found = (fact for fact in recall(question) or () if isinstance(fact, Performer))
    return next((artist for artist in found if names_fit(question.terms, (artist,))), None)


def _to_look_up(sought: Song, case: Case, recall: Recall) -> Question | None:
    """Return the look-up of the first hit that may have the title as an alias: the search does not show those."""
    for piece in recall(_by_names(sought, case)) or ():
        if isinstance(piece, Piece) and names_fit((sought.artists[0], *case.artists), piece.performers):
            return Question(MusicBrainz.key, LOOKED_UP, (piece.id,)) if title_fits(sought, piece) < PLAIN else None
    return None


def _found(sought: Song, case: Case, recall: Recall) -> tuple[Piece, ...]:
    """Return the recordings that are the song, one a song, as far as the answers go."""
    artist = _artist_known(sought, recall)
    for question in _questions(sought, case, recall):
        pieces = (_named(fact, artist) for fact in recall(question) or () if isinstance(fact, Piece))
        theirs = [piece for piece in pieces if names_fit((sought.artists[0], *case.artists), piece.performers)]
        if question.kind == OF_WORK:  # they are of that song by definition, whatever they are called
            found = tuple(piece for piece in theirs if parse(piece.titles[0]).versions == asked(sought))
        else:
            found = fitting(sought, theirs, at_least=PLAIN)
        if found:
            return _as_one(found)
    return ()


def _named(piece: Piece, artist: Performer | None) -> Piece:
    """Return a recording with all names of the artist, if it is credited to them."""
    if artist is None:
        return piece
    with_names = (
        replace(who, names=once(*who.names, *artist.names)) if who.id == artist.id else who for who in piece.performers
    )
    return replace(piece, performers=tuple(with_names))


def _as_one(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return recordings of one song as one piece, with the ISRCs and ids of all of them."""
    first = pieces[0]
    same = [piece for piece in pieces if fold(piece.titles[0]) == fold(first.titles[0])]
    others = tuple(piece for piece in pieces if piece not in same)
    isrcs = once(*(isrc for piece in same for isrc in piece.isrcs))[:3]
    whole = Piece(first.titles, first.performers, first.also, isrcs=isrcs, id=first.id, url=first.url)
    return (whole, *others)


def _adds(meaning: Meaning, sought: Song) -> bool:
    """Say whether a recording says more than the list: another title, or another name of the artist."""
    titles = {fold(title) for title in (sought.title, *sought.aliases)}
    names = {fold(name) for artist in sought.artists for name in split(artist)}
    told = {fold(name) for each in meaning.performers[:1] for name in each[:1]}
    return bool({fold(title) for title in meaning.titles} - titles or told - names)


def _distinct(told: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Return the meanings of different songs; those of one song together."""
    found: list[Meaning] = []
    for each in told:
        place = next((number for number, other in enumerate(found) if is_one_song(other, each)), None)
        if place is None:
            found.append(each)
        else:
            found[place] = joined(found[place], each)
    return tuple(found)


def _meaning(song: Song, piece: Piece) -> Meaning:
    who = " and ".join(performer.names[0] for performer in piece.performers)
    known = "" if fold(piece.titles[0]) == fold(song.title) else f", also called {song.title}"
    saying = Saying(f"{MusicBrainz.name}: {piece.titles[0]} by {who}{known}", piece.url)
    return as_meaning(MusicBrainz.name, song.title, piece, saying)


def _search(entity: str, query: str, limit: int) -> Request:
    return Request(f"/{entity}", {"query": query, "limit": str(limit), "fmt": "json"})


def _titled(title: str) -> str:
    return f"({_any_of(title, 'recording', 'alias', 'release')})"


def _any_of(text: str, *fields: str) -> str:
    return " OR ".join(f"{field}:{_phrase(text)}" for field in fields)


def _phrase(text: str) -> str:
    """Return a text as Lucene takes it for a phrase, whatever stands in it."""
    return '"' + _SPECIAL.sub(r"\\\1", text) + '"'


def _recording(part: Part) -> Piece | None:
    """Return a recording; None where nobody is credited."""
    performers = tuple(map(_credited, part.maybe("artist-credit").rows_if_any()))
    number = part.at("id").text
    if not performers or not _ID.fullmatch(number):
        return None
    aliases = (alias.at("name").text_if_any for alias in part.maybe("aliases").rows_if_any())
    releases = (release.maybe("title").text_if_any for release in part.maybe("releases").rows_if_any())
    isrcs = once(*(isrc.text_if_any for isrc in part.maybe("isrcs").rows_if_any()))
    also, title = once(*aliases, *releases), part.at("title").text
    return Piece((title,), performers, also, isrcs=isrcs[:3], id=number, url=f"{PAGE}{number}")


def _credited(part: Part) -> Performer:
    """Return who is credited, under the name on the cover first."""
    found = _artist(part.at("artist"))
    return Performer(once(part.maybe("name").text_if_any, *found.names), id=found.id)


def _artist(part: Part) -> Performer:
    aliases = [alias.at("name").text_if_any for alias in part.maybe("aliases").rows_if_any()]
    ordered = " ".join(reversed(part.maybe("sort-name").text_if_any.split(", ")))
    return Performer(once(part.at("name").text, ordered, *aliases[:MOST_ALIASES]), id=part.at("id").text)


def _work(part: Part) -> Piece:
    """Return a work: a song, whoever has recorded it."""
    aliases = (alias.at("name").text_if_any for alias in part.maybe("aliases").rows_if_any())
    return Piece((part.at("title").text,), (), once(*aliases), id=part.at("id").text)
