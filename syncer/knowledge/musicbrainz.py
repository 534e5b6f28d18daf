"""MusicBrainz: recordings, works and artists with their names in other scripts, and recordings' ISRCs.

Facts of the service that shape it: one request a second; an artist's aliases are not in the index of recordings, so an
artist whom the list names otherwise is asked for first; a search hit does not show the alias by which it was found, a
look-up does; a Latin title of a Japanese single may stand as its release's title.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from syncer.knowledge.answers import Part, once
from syncer.knowledge.facts import Fact, Performer, Piece
from syncer.knowledge.reading import PLAIN, as_meaning, fitting, names_fit, title_fits
from syncer.knowledge.recordings import MOST_ISRCS, artist, recording, work
from syncer.knowledge.source import Case, Question, Recall, Request
from syncer.matching.features import asked
from syncer.matching.merge import SAME_TITLE
from syncer.matching.names import split
from syncer.matching.opinion import is_one_song, joined
from syncer.matching.respelling import respelt
from syncer.matching.script import is_latin, scripts
from syncer.matching.text import compact, fold
from syncer.matching.titles import parse, titles_alike
from syncer.model import Meaning, Saying, Song

TITLED, RECORDING, BY_ID, LOOKED_UP, ARTIST, WORK, OF_WORK = (
    "recording of title", "recording", "recording by artist", "recording looked up", "artist", "work",
    "recordings of work",
)  # fmt: skip
HITS = 25
"""Recordings of a title, whoever made them; so many may hide the one that is looked for behind them."""
TAKES, ARTISTS, WORKS = 50, 5, 3
"""So many recordings of a work, artists and works come in one answer; works are long."""
LONG_LATIN, LONG_OTHER = 7, 4
"""Letters of a title that few others have."""
_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_INC = "artist-credits+isrcs+aliases"


class MusicBrainz:
    """Recordings under all their names."""

    key, name = "musicbrainz", "MusicBrainz"
    shape, pace, budget, batch = 1, 1.1, 200, 1
    kinds = (LOOKED_UP, TITLED, RECORDING, WORK, OF_WORK, ARTIST, BY_ID)
    probe = Question("musicbrainz", RECORDING, ("青い栞", "Galileo Galilei"))

    def wants(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return the next of the questions that may find the recording: by names, by the artist's id, by the work."""
        song = _song_to_find(case, meanings)
        search = _Search(song, case, recall) if song else None
        if search is None or any(map(search.retitles, search.found())):
            return None
        return next((question for question in search.questions() if recall(question) is None), None)

    def request(self, questions: Sequence[Question]) -> Request:
        """Return the search or look-up for one question."""
        return _REQUESTS[questions[0].kind](*questions[0].terms)

    def facts(self, questions: Sequence[Question], answer: object) -> Mapping[Question, tuple[Fact, ...]]:
        """Return the recordings, artists or works found, the best first."""
        question, whole = questions[0], Part(answer)
        found: Iterable[Fact | None]
        match question.kind:
            case "artist":
                found = map(artist, whole.at("artists").rows())
            case "work":
                found = map(work, whole.at("works").rows())
            case "recording looked up":
                found = [recording(whole)]
            case _:
                found = map(recording, whole.at("recordings").rows())
        return {question: tuple(fact for fact in found if fact)}

    def meanings(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> tuple[Meaning, ...]:
        """Return the meanings, with what the recordings of that song add to the one they are of."""
        song = _song_to_find(case, meanings)
        if song is None:
            return tuple(meanings)
        search = _Search(song, case, recall)
        told = [_meaning(case.song, piece) for piece in search.found() if search.adds(piece)]
        return (_with_all(meanings[0], told), *meanings[1:]) if meanings else _distinct(told)


def _song_to_find(case: Case, meanings: Sequence[Meaning]) -> Song | None:
    """Return the song to look for: the list's, or what one meaning of it lacks; None where nothing is to be had."""
    song = case.song
    if not meanings:
        return song if song.artists else None
    titles = meanings[0].titles
    if len(meanings) > 1 or meanings[0].uris or not (all(map(is_latin, titles)) and any(map(respelt, titles))):
        return None  # it is clear, or its title is written as it is
    names = tuple(names[0] for names in meanings[0].performers)
    return Song(meanings[0].titles[0], names, version=song.version, aliases=meanings[0].titles[1:])


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for one song: what is asked depends on what was answered so far."""

    song: Song
    """With at least one artist."""
    case: Case
    recall: Recall

    def questions(self) -> Iterator[Question]:
        """Yield the questions, the likeliest first, as far as the answers to those before allow."""
        yield (first := self._first())
        if looked_up := self._to_look_up(first):
            yield looked_up
        all_seen = self._is_rare() and len(self.recall(first) or ()) < HITS
        if self.case.artists:
            yield from self._about_works()
            if all_seen:
                return  # nobody is called otherwise than the list says
        yield self._about_artist()
        if known := self._artist():  # whose a work is, only the artist can tell
            if known.id and not all_seen:
                yield _ask(BY_ID, self.song.title, known.id)
            yield from self._about_works()

    def found(self) -> tuple[Piece, ...]:
        """Return what is the song, one piece a song: of the first answer with another title, else of the first."""
        found: tuple[Piece, ...] = ()
        for question in self.questions():
            now = self._fitting(question)
            if any(map(self.retitles, now)):
                return now
            found = found or now
        return found

    def retitles(self, piece: Piece) -> bool:
        """Say whether a piece has another title than what is looked for, which most often stands in the way."""
        titles = {fold(title) for title in (self.song.title, *self.song.aliases)}
        return not {fold(title) for title in _meaning(self.song, piece).titles} <= titles

    def adds(self, piece: Piece) -> bool:
        """Say whether a piece says more than what is looked for: another title, or another name of the artist.

        A name in another script counts where Spotify showed nobody whose name can be compared with the list's.
        """
        names = {fold(name) for artist in self.song.artists for name in split(artist)}
        first = piece.performers[0].names
        told = {fold(name) for name in first[:1]}
        if not self.case.artists:
            told |= {fold(name) for name in first if scripts(name) != scripts(self.song.artists[0])}
        return self.retitles(piece) or not told <= names

    def _first(self) -> Question:
        """Return the question about the title: alone where few others have it, else with the artist's names.

        An artist is often credited in another script than the list's.
        """
        if self._is_rare():
            return _ask(TITLED, self.song.title)
        shown = self.case.artists[:2] if self.song.title == self.case.song.title else ()
        return _ask(RECORDING, self.song.title, *once(self._artist_asked(), *shown))

    def _to_look_up(self, first: Question) -> Question | None:
        """Return the look-up of one of the artist's hits, where that may show another title of it.

        It does not help where the hit is called as the list says and another title is known, or is none to be expected:
        a title in Latin is what a look-up would show.
        """
        theirs = (piece for piece in self._pieces(first) if names_fit(self._names(), piece.performers))
        hit = min(theirs, key=self._is_seen_why, default=None)
        if hit is None:
            return None
        other = bool(hit.also) or fold(hit.titles[0]) != fold(self.song.title) or is_latin(self.song.title)
        is_plain = other and title_fits(self.song, hit) >= PLAIN
        return None if is_plain else _ask(LOOKED_UP, hit.id)

    def _is_seen_why(self, hit: Piece) -> bool:
        """Say whether a hit of another title shows why it was found: by a release, say, whose other side it is.

        One that does not was found by an alias.
        """
        wanted = compact(self.song.title)
        shown = any(wanted in compact(text) for text in (*hit.titles, *hit.also, *hit.on))
        return shown and title_fits(self.song, hit) < PLAIN

    def _about_works(self) -> Iterator[Question]:
        """Yield the question about the work of that title, and where several have it about the first one's takes."""
        yield (of := _ask(WORK, self.song.title))
        works = self._called_so(self._pieces(of))
        if len(works) > 1 and works[0].id:
            yield _ask(OF_WORK, works[0].id)

    def _about_artist(self) -> Question:
        return _ask(ARTIST, self._artist_asked())

    def _artist(self) -> Performer | None:
        """Return the artist with all their names, if they are known by the one that is asked for."""
        found = (fact for fact in self.recall(self._about_artist()) or () if isinstance(fact, Performer))
        return next((artist for artist in found if names_fit((self._artist_asked(),), (artist,))), None)

    def _fitting(self, question: Question) -> tuple[Piece, ...]:
        """Return what an answer has of the song, one piece a song."""
        known = self._artist()
        pieces = [_with_names(piece, known) for piece in self._pieces(question)]
        if question.kind == WORK:
            pieces = self._as_recordings(pieces)
        theirs = [piece for piece in pieces if names_fit(self._names(), piece.performers)]
        if question.kind == OF_WORK:  # they are of that song by definition, whatever they are called
            return _as_one([take for take in theirs if parse(take.titles[0]).versions == asked(self.song)])
        return _as_one(fitting(self.song, theirs, at_least=PLAIN))

    def _as_recordings(self, works: Sequence[Piece]) -> list[Piece]:
        """Return the one work of that title as the artist's recording: that they have one is for Spotify to show."""
        called_so = self._called_so(works)
        names = Performer(once(*self._names()))
        return [replace(work, performers=(names,), id="") for work in called_so] if len(called_so) == 1 else []

    def _called_so(self, works: Sequence[Piece]) -> list[Piece]:
        return [work for work in works if title_fits(self.song, work) >= PLAIN]

    def _pieces(self, question: Question) -> tuple[Piece, ...]:
        return tuple(fact for fact in self.recall(question) or () if isinstance(fact, Piece))

    def _names(self) -> tuple[str, ...]:
        """Return the artist's names, the list's and those that Spotify shows."""
        return (self.song.artists[0], *self.case.artists)

    def _artist_asked(self) -> str:
        return split(self.song.artists[0])[0]

    def _is_rare(self) -> bool:
        """Say whether few other songs have the title."""
        title = self.song.title
        return len(compact(title)) >= (LONG_LATIN if is_latin(title) else LONG_OTHER)


def _ask(kind: str, *terms: str) -> Question:
    return Question(MusicBrainz.key, kind, terms)


def _with_names(piece: Piece, artist: Performer | None) -> Piece:
    """Return a recording with all names of the artist, if it is credited to them."""
    if artist is None or not artist.id:
        return piece
    with_names = (
        replace(who, names=once(*who.names, *artist.names)) if who.id == artist.id else who for who in piece.performers
    )
    return replace(piece, performers=tuple(with_names))


def _as_one(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return recordings of one song as one piece, with the ISRCs of all of them, and behind it those of others."""
    if not pieces:
        return ()
    first = pieces[0]
    same = [piece for piece in pieces if fold(piece.titles[0]) == fold(first.titles[0])]
    isrcs = once(*(isrc for piece in same for isrc in piece.isrcs))[:MOST_ISRCS]
    return (replace(first, isrcs=isrcs), *(piece for piece in pieces if piece not in same))


def _meaning(song: Song, piece: Piece) -> Meaning:
    """Return what a recording or work means; the title that is not the list's is asked for first."""
    titles = [each for each in (*piece.titles, *piece.also) if parse(each).versions == asked(song)] or piece.titles
    other = tuple(title for title in titles if fold(title) != fold(song.title))
    piece = replace(piece, titles=once(*other, *titles), also=())
    return as_meaning(MusicBrainz.name, song.title, piece, _saying(song, piece))


def _saying(song: Song, piece: Piece) -> Saying:
    """Return what MusicBrainz says: of a recording whose it is; of a work only what else it is called."""
    if not piece.id:
        return Saying(f"{MusicBrainz.name}: the work {song.title} is also called {piece.titles[0]}", piece.url)
    who = " and ".join(performer.names[0] for performer in piece.performers)
    return Saying(f"{MusicBrainz.name}: {song.title} is {piece.titles[0]} by {who}", piece.url)


def _with_all(meaning: Meaning, told: Sequence[Meaning]) -> Meaning:
    """Return a meaning with what is told of the same song; a title in another script is asked for first."""
    for each in told:
        if is_one_song(meaning, each):
            first, then = (meaning, each) if is_latin(each.titles[0]) else (each, meaning)
            says = joined(meaning, each).says
            meaning = replace(joined(first, then), source=meaning.source, says=says, series=meaning.series)
    return meaning


def _distinct(told: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Return the meanings of different songs; those of one song together."""
    found: list[Meaning] = []
    for each in told:
        place = next((number for number, other in enumerate(found) if _are_one(other, each)), None)
        if place is None:
            found.append(each)
        else:
            found[place] = joined(found[place], each)
    return tuple(found)


def _are_one(one: Meaning, other: Meaning) -> bool:
    """Say whether two meanings are of one song: all of them have the list's title, so it is their own that counts.

    In Latin it may be a reading or translation of the other.
    """
    ours, theirs = one.titles[0], other.titles[0]
    alike = is_latin(ours) or is_latin(theirs) or titles_alike(ours, theirs).value >= SAME_TITLE
    return alike and is_one_song(one, other)


def _search(entity: str, query: str, limit: int) -> Request:
    return Request(f"/{entity}", {"query": query, "limit": str(limit), "fmt": "json"})


def _titled(title: str) -> str:
    return _any_of(title, "recording", "alias", "release")


def _any_of(text: str, *fields: str) -> str:
    return " OR ".join(f"{field}:{_phrase(text)}" for field in fields)


def _phrase(text: str) -> str:
    """Return a text as Lucene takes it for a phrase, whatever stands in it."""
    return '"' + _SPECIAL.sub(r"\\\1", text) + '"'


def _by_names(title: str, *names: str) -> Request:
    artists = " OR ".join(_any_of(name, "artist") for name in names)
    return _search("recording", f"({_titled(title)}) AND ({artists})", HITS)


_REQUESTS: Mapping[str, Callable[..., Request]] = {
    TITLED: lambda title: _search("recording", _titled(title), HITS),
    RECORDING: _by_names,
    BY_ID: lambda title, number: _search("recording", f"({_titled(title)}) AND arid:{number}", HITS),
    LOOKED_UP: lambda number: Request(f"/recording/{number}", {"inc": f"{_INC}+releases+work-rels", "fmt": "json"}),
    ARTIST: lambda name: _search("artist", _any_of(name, "artist", "alias", "sortname"), ARTISTS),
    WORK: lambda title: _search("work", _any_of(title, "work", "alias"), WORKS),
    OF_WORK: lambda number: Request(
        "/recording", {"work": number, "inc": _INC, "limit": str(TAKES), "fmt": "json"}
    ),
}  # fmt: skip
"""What is sent for each kind of question."""
