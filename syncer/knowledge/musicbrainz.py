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
from syncer.matching.respelling import respelt
from syncer.matching.script import is_latin, scripts
from syncer.matching.text import compact, fold
from syncer.matching.titles import parse
from syncer.model import Meaning, Saying, Song

TITLED, RECORDING, BY_ID, LOOKED_UP, ARTIST, WORK, OF_WORK = (
    "recording of title", "recording", "recording by artist", "recording looked up", "artist", "work",
    "recordings of work",
)  # fmt: skip
SITE = "https://musicbrainz.org"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_INC = "artist-credits+isrcs+aliases"
HITS = 25
"""Recordings of a title, whoever made them; so many may hide the one that is looked for behind them."""
LONG_LATIN, LONG_OTHER = 7, 4
"""Letters of a title that few others have."""
MOST_RELEASES = 20
MOST_ALIASES = 6
"""So many other names of an artist are kept."""


class MusicBrainz:
    """Recordings under all their names."""

    key, name = "musicbrainz", "MusicBrainz"
    shape, pace, budget, batch = 1, 1.1, 200, 1
    kinds = (TITLED, RECORDING, LOOKED_UP, WORK, OF_WORK, ARTIST, BY_ID)
    probe = Question("musicbrainz", RECORDING, ("青い栞", "Galileo Galilei"))

    def wants(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return the next of the questions that may find the recording: by names, by the artist's id, by the work."""
        sought = _sought(case, meanings)
        if sought is None:
            return None
        if any(_retitles(_meaning(sought, piece), sought) for piece in _found(sought, case, recall)):
            return None
        unknown = (question for question in _questions(sought, case, recall) if recall(question) is None)
        return next(unknown, None)

    def request(self, questions: Sequence[Question]) -> Request:
        """Return the search or look-up for one question."""
        kind, terms = questions[0].kind, questions[0].terms
        match kind:
            case "recording looked up":
                return Request(f"/recording/{terms[0]}", {"inc": f"{_INC}+releases+work-rels", "fmt": "json"})
            case "recordings of work":
                return Request("/recording", {"work": terms[0], "inc": _INC, "limit": "50", "fmt": "json"})
            case "artist":
                return _search("artist", _any_of(terms[0], "artist", "alias", "sortname"), 5)
            case "work":
                return _search("work", _any_of(terms[0], "work", "alias"), 3)
            case _:
                return _search("recording", _recordings_wanted(kind, terms), HITS)

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
        told = [each for each in told if _adds(each, sought, case)]
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
    titles = meanings[0].titles
    if len(meanings) > 1 or meanings[0].uris or not (all(map(is_latin, titles)) and any(map(respelt, titles))):
        return None  # it is clear, or its title is written as it is
    names = tuple(names[0] for names in meanings[0].performers)
    return Song(meanings[0].titles[0], names, version=song.version, aliases=meanings[0].titles[1:])


def _questions(sought: Song, case: Case, recall: Recall) -> Iterator[Question]:
    """Yield the questions about a song, the likeliest first, as far as the answers to those before allow.

    A title that few others have is asked for alone: its artist is often credited in another script than the list's.
    """
    rare = _is_rare(sought.title)
    yield (first := _of_title(sought) if rare else _by_names(sought, case))
    if looked_up := _to_look_up(first, sought, case, recall):
        yield looked_up
    hits = len(recall(first) or ())
    if case.artists:
        yield from _about_works(sought, recall)
    if case.artists and rare and hits < HITS:
        return  # all recordings of that title were seen, and nobody is called otherwise than the list says
    yield _about_artist(sought)
    if artist := _artist_known(sought, recall):  # whose a work is, only the artist can tell
        if not rare or hits >= HITS:
            yield Question(MusicBrainz.key, BY_ID, (sought.title, artist.id))
        yield from _about_works(sought, recall)


def _is_rare(title: str) -> bool:
    return len(compact(title)) >= (LONG_LATIN if is_latin(title) else LONG_OTHER)


def _of_title(sought: Song) -> Question:
    return Question(MusicBrainz.key, TITLED, (sought.title,))


def _about_works(sought: Song, recall: Recall) -> Iterator[Question]:
    """Yield the question about the work of that title, and where several are called so about the first one's takes."""
    yield (of := Question(MusicBrainz.key, WORK, (sought.title,)))
    works = [work for work in recall(of) or () if isinstance(work, Piece) and title_fits(sought, work) >= PLAIN]
    if len(works) > 1:
        yield Question(MusicBrainz.key, OF_WORK, (works[0].id,))


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


def _to_look_up(first: Question, sought: Song, case: Case, recall: Recall) -> Question | None:
    """Return the look-up of the first hit that may have another title: the search does not show aliases.

    Either it was found by one, or it is what the list calls it and in a script of its own, while Spotify has it under
    another title.
    """
    for piece in recall(first) or ():
        if isinstance(piece, Piece) and names_fit((sought.artists[0], *case.artists), piece.performers):
            called_so = title_fits(sought, _as_found(piece, sought)) >= PLAIN
            names_it = called_so and (
                bool(piece.also) or fold(piece.titles[0]) != fold(sought.title) or is_latin(sought.title)
            )
            return None if names_it else Question(MusicBrainz.key, LOOKED_UP, (piece.id,))
    return None


def _found(sought: Song, case: Case, recall: Recall) -> tuple[Piece, ...]:
    """Return the recordings that are the song, one a song, as far as the answers go; the fullest answer counts."""
    artist = _artist_known(sought, recall)
    found: tuple[Piece, ...] = ()
    for question in _questions(sought, case, recall):
        pieces = [_named(fact, artist) for fact in recall(question) or () if isinstance(fact, Piece)]
        if question.kind == WORK:
            pieces = _by_the_artist(sought, case, pieces)
        theirs = [piece for piece in pieces if names_fit((sought.artists[0], *case.artists), piece.performers)]
        theirs = [_as_found(piece, sought) for piece in theirs] if question.kind in {TITLED, BY_ID} else theirs
        if question.kind == OF_WORK:  # they are of that song by definition, whatever they are called
            now = tuple(piece for piece in theirs if parse(piece.titles[0]).versions == asked(sought))
        else:
            now = fitting(sought, theirs, at_least=PLAIN)
        if now and any(_retitles(_meaning(sought, piece), sought) for piece in now):
            return _as_one(now)
        found = found or _as_one(now)
    return found


def _as_found(piece: Piece, sought: Song) -> Piece:
    """Return a hit with the title by which it was found: an alias, where it is no title that the search shows.

    A search shows titles and releases, and no aliases. A short title may be found in the middle of an alias.
    """
    wanted = compact(sought.title)
    shown = any(wanted in compact(text) for text in (*piece.titles, *piece.also, *piece.on))
    return piece if shown or not _is_rare(sought.title) else replace(piece, also=(*piece.also, sought.title))


def _by_the_artist(sought: Song, case: Case, works: Sequence[Piece]) -> list[Piece]:
    """Return the one work of that title as the artist's recording of it: that they have one is for Spotify to show."""
    called_so = [work for work in works if title_fits(sought, work) >= PLAIN]
    names = Performer(once(sought.artists[0], *case.artists))
    return [replace(work, performers=(names,), id="") for work in called_so] if len(called_so) == 1 else []


def _named(piece: Piece, artist: Performer | None) -> Piece:
    """Return a recording with all names of the artist, if it is credited to them."""
    if artist is None:
        return piece
    with_names = (
        replace(who, names=once(*who.names, *artist.names)) if who.id == artist.id else who for who in piece.performers
    )
    return replace(piece, performers=tuple(with_names))


def _as_one(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return recordings of one song as one piece, with the ISRCs of all of them."""
    if not pieces:
        return ()
    first = pieces[0]
    same = [piece for piece in pieces if fold(piece.titles[0]) == fold(first.titles[0])]
    others = tuple(piece for piece in pieces if piece not in same)
    isrcs = once(*(isrc for piece in same for isrc in piece.isrcs))[:3]
    whole = Piece(first.titles, first.performers, first.also, isrcs=isrcs, id=first.id, url=first.url)
    return (whole, *others)


def _retitles(meaning: Meaning, sought: Song) -> bool:
    """Say whether a recording has another title than the list, which is what most often stands in the way."""
    return not {fold(title) for title in meaning.titles} <= {fold(title) for title in (sought.title, *sought.aliases)}


def _adds(meaning: Meaning, sought: Song, case: Case) -> bool:
    """Say whether a recording says more than the list: another title, or another name of the artist.

    A name in another script counts where Spotify showed nobody whose name can be compared with the list's.
    """
    names = {fold(name) for artist in sought.artists for name in split(artist)}
    first = meaning.performers[0]
    told = {fold(name) for name in first[:1]}
    if not case.artists:
        told |= {fold(name) for name in first if scripts(name) != scripts(sought.artists[0])}
    return _retitles(meaning, sought) or not told <= names


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


def _recordings_wanted(kind: str, terms: Sequence[str]) -> str:
    titled = _any_of(terms[0], "recording", "alias", "release")
    match kind:
        case "recording by artist":
            return f"({titled}) AND arid:{terms[1]}"
        case "recording":
            return f"({titled}) AND ({' OR '.join(f'artist:{_phrase(name)}' for name in terms[1:])})"
        case _:
            return titled


def _search(entity: str, query: str, limit: int) -> Request:
    return Request(f"/{entity}", {"query": query, "limit": str(limit), "fmt": "json"})


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
    isrcs = once(*(isrc.text_if_any for isrc in part.maybe("isrcs").rows_if_any()))
    title = part.at("title").text
    others = once(*_aliases(part), *_on_releases(part), *_of_works(part))
    also = tuple(each for each in others if fold(each) != fold(title))
    on = once(*(release.maybe("title").text_if_any for release in part.maybe("releases").rows_if_any()))
    return Piece((title,), performers, also, on[:MOST_RELEASES], isrcs=isrcs[:3], id=number, url=_page(number))


def _page(recording: str) -> str:
    return f"{SITE}/recording/{recording}"


def _aliases(part: Part) -> Iterator[str]:
    yield from (alias.at("name").text_if_any for alias in part.maybe("aliases").rows_if_any())


def _on_releases(part: Part) -> Iterator[str]:
    """Yield what a recording is called on its releases.

    A release's own title is no song's: the other side of a single is on it too. Only of a pseudo-release, which is a
    track list in another script, it is taken where that does not show its tracks.
    """
    for release in part.maybe("releases").rows_if_any():
        media = release.maybe("media").rows_if_any()
        tracks = [row for medium in media for name in ("track", "tracks") for row in medium.maybe(name).rows_if_any()]
        yield from (track.maybe("title").text_if_any for track in tracks)
        if not tracks and release.maybe("status").value == "Pseudo-Release":
            yield release.maybe("title").text_if_any


def _of_works(part: Part) -> Iterator[str]:
    """Yield what the works are called that a recording is of."""
    for relation in part.maybe("relations").rows_if_any():
        work = relation.maybe("work")
        if work.value is not None and relation.maybe("type").value == "performance":
            yield work.maybe("title").text_if_any
            yield from _aliases(work)


def _credited(part: Part) -> Performer:
    """Return who is credited, under the name on the cover first."""
    found = _artist(part.at("artist"))
    return Performer(once(part.maybe("name").text_if_any, *found.names), id=found.id)


def _artist(part: Part) -> Performer:
    aliases = list(_aliases(part))
    ordered = " ".join(reversed(part.maybe("sort-name").text_if_any.split(", ")))
    return Performer(once(part.at("name").text, ordered, *aliases[:MOST_ALIASES]), id=part.at("id").text)


def _work(part: Part) -> Piece:
    """Return a work: a song, whoever has recorded it."""
    number = part.at("id").text
    return Piece((part.at("title").text,), (), once(*_aliases(part)), id=number, url=f"{SITE}/work/{number}")
