"""From a song to its outcome: what was answered before, or the ladder of queries until an answer convinces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from syncer.matching.judge import KnownArtists, judge
from syncer.matching.queries import ARTIST, LINK, is_worth_asking, ladder
from syncer.matching.scoring import value
from syncer.matching.versions import WRONG
from syncer.matching.weights import THRESHOLDS
from syncer.model import (
    Absent,
    Answer,
    Matched,
    Meaning,
    Outcome,
    Pending,
    Query,
    Score,
    Song,
    Stopped,
    Track,
    Unmatched,
    Unsure,
)

MISS_IS_GOOD_FOR = 7 * 24 * 3600.0
"""Seconds. An answer that convinces is good for ever; one that does not is asked for again after a week."""

FITS = 0.9
"""0 to 1. A title so much alike is the one that was asked for."""


class Searcher(Protocol):
    """What resolving needs of the world: a memory, and someone to ask."""

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered earlier, and its age in seconds."""

    def ask(self, query: Query) -> Answer | Stopped:
        """Spend a search."""

    def track(self, uri: str) -> Track | Stopped | None:
        """Return one track, which is no search; None where there is no such track."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the ladder has brought so far."""

    answers: tuple[tuple[Query, Answer], ...] = ()

    def with_answer(self, query: Query, answer: Answer) -> "Found":
        """Return it with one more answer."""
        return Found((*self.answers, (query, answer)))

    @property
    def asked(self) -> tuple[Query, ...]:
        """The queries, in the order in which they were asked."""
        return tuple(query for query, _ in self.answers)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks, each once."""
        return tuple({track.uri: track for _, answer in self.answers for track in answer.tracks}.values())

    @property
    def by_rung(self) -> dict[str, tuple[Track, ...]]:
        """The tracks that each rung brought."""
        return {query.rung: answer.tracks for query, answer in self.answers}


def resolve(song: Song, searcher: Searcher, known: KnownArtists, meanings: Sequence[Meaning] = ()) -> Outcome:
    """Return what is known of a song after asking as little as possible.

    All that was ever answered to its queries is looked through first; only where that does not convince is asked.
    ``meanings`` is what sources outside say that the song is.
    """
    if song.absent:
        return Absent(song)
    earlier = remembered(song, searcher, meanings)
    if earlier.asked:
        outcome = _judged(song, earlier, known, meanings, exhausted=ARTIST in earlier.by_rung)
        if isinstance(outcome, Matched):
            return outcome
    return _climbed(song, searcher, known, meanings)


def remembered(song: Song, searcher: Searcher, meanings: Sequence[Meaning] = ()) -> Found:
    """Return all that was ever answered to a song's queries, however long ago; nothing is asked."""
    found = Found()
    for query in ladder(song, meanings):
        if earlier := searcher.recall(query):
            found = found.with_answer(query, earlier[0])
    return found


def _climbed(song: Song, searcher: Searcher, known: KnownArtists, meanings: Sequence[Meaning]) -> Outcome:
    found = Found()
    for query in ladder(song, meanings):
        if not is_worth_asking(query, song, found.by_rung, meanings):
            continue
        answer = _answer(query, searcher)
        if isinstance(answer, Stopped) and query.rung == LINK and not answer.not_yet:
            continue  # searching has a limit of its own, and may find it without the link
        if isinstance(answer, Stopped):
            return Pending(song, answer.reason, answer.retry_at, answer.own_budget)
        found = found.with_answer(query, answer)
        outcome = _judged(song, found, known, meanings)
        last_word = _judged(song, found, known, meanings, exhausted=True)
        if isinstance(outcome, Matched) or (_is_settled(outcome, meanings) and outcome == last_word):
            return outcome
    return last_word


def _is_settled(outcome: Unsure | Unmatched, meanings: Sequence[Meaning]) -> bool:
    """Say whether more answers will not help: the song seems to be there, and what makes it doubtful will stay.

    They may help where the title is a stranger's and other songs of the artist were seen, or where what a source says
    that the song is has not been seen yet.
    """
    if isinstance(outcome, Unmatched):
        return False
    best = outcome.candidates[0]
    if len(meanings) == 1 and not value(best, meanings[0].source):
        return False
    fits = value(best, "title") >= FITS and value(best, "version", unknown=1.0) > WRONG
    return fits and (_is_by_the_artist(best) or not any(map(_is_by_the_artist, outcome.candidates)))


def _is_by_the_artist(candidate: Score) -> bool:
    return value(candidate, "artist") >= THRESHOLDS.artist


def _answer(query: Query, searcher: Searcher) -> Answer | Stopped:
    if query.rung == LINK:
        track = searcher.track(query.text)
        return track if isinstance(track, Stopped) else Answer((track,) if track else ())
    remembered = searcher.recall(query)
    if remembered and remembered[1] < MISS_IS_GOOD_FOR:
        return remembered[0]
    return searcher.ask(query)


def _judged(
    song: Song, found: Found, known: KnownArtists, meanings: Sequence[Meaning], *, exhausted: bool = False
) -> Matched | Unsure | Unmatched:
    outcome = judge(song, found.tracks, known, meanings, exhausted=exhausted)
    return replace(outcome, asked=found.asked)
