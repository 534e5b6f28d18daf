"""Which songs wait for a person, and with which candidates: all that was ever answered, and nothing is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syncer.lock import Lock, key
from syncer.matching.judge import SHOWN, KnownArtists, judge
from syncer.matching.queries import ARTIST
from syncer.matching.resolve import Searcher, remembered
from syncer.matching.scoring import score
from syncer.model import Matched, Outcome, Pending, Query, Saying, Score, Song, Track, Unmatched, Unsure
from syncer.outcomes import GONE, NO_OPINION, Understanding, carried_over, is_persons, reconsidered
from syncer.spending import Course

YOUR_WORDS = "your words"
"""The rung of a query that a person thought of."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A song that a person has to decide about."""

    song: Song
    status: str
    """"unsure", "unmatched" or "pending"."""
    reason: str
    """One plain sentence without a full stop."""
    candidates: tuple[Score, ...]
    """Best first, at most eight; none where nothing was ever found."""
    lines: tuple[int, ...] = ()
    """The lines of the catalog that ask for it in the same words; a decision is for all of them."""
    says: tuple[Saying, ...] = ()
    """What sources outside say that it is."""


@dataclass(frozen=True, slots=True)
class View:
    """A catalog as it stands at no cost."""

    outcomes: tuple[Outcome, ...]
    """In the catalog's order."""
    waiting: tuple[Waiting, ...]
    """In the catalog's order, each once however often the catalog has it."""
    known: KnownArtists
    """Who is who, for judging what else may be found."""


def view(songs: Sequence[Song], lock: Lock, finder: Searcher, understanding: Understanding = NO_OPINION) -> View:
    """Return how the songs stand, as far as lock, aliases and remembered answers tell.

    ``understanding`` is what the sources outside have said; it must be that of a push, or both would not agree on what
    is open.
    """
    lock = carried_over(lock, songs)
    course = Course(songs, lock, finder, understanding)
    for step in (course.at_no_cost, course.taught):
        for _ in step():
            pass  # each step is remembered by the course itself
    found = tuple(_looked_through(each, lock, finder, course.known, understanding) for each in course.outcomes)
    lines: dict[object, tuple[int, ...]] = {}
    for song in songs:
        lines[key(song)] = (*lines.get(key(song), ()), song.line)
    first = {key(each.song): waiting for each in reversed(found) if (waiting := _waiting(each, lines[key(each.song)]))}
    return View(found, tuple(sorted(first.values(), key=lambda each: each.lines)), course.known)


def judged(waiting: Waiting, tracks: Sequence[Track], known: KnownArtists) -> Waiting:
    """Return a song with other candidates, judged against it: all of them, the best first."""
    found = judge(waiting.song, tracks, known)
    best: tuple[Score, ...] = ()
    match found:
        case Matched(_, chosen, _, others):
            best, reason = (chosen, *others), "this fits"
        case Unsure(_, candidates, reason):
            best = candidates
        case Unmatched(_, reason, nearest):
            best = nearest
    return replace(waiting, reason=reason, candidates=best[:SHOWN])


def asked_with(words: str) -> Query:
    """Return the query that a person's own words make; Spotify takes 100 characters."""
    return Query(" ".join(words.split())[:100], YOUR_WORDS)


def _looked_through(
    found: Outcome, lock: Lock, finder: Searcher, known: KnownArtists, understanding: Understanding
) -> Outcome:
    """Return what is remembered of a song, however long ago, where it would have to be asked for again."""
    if not isinstance(found, Pending) or found.song.uri:
        return found
    meanings = understanding.meanings(found.song, remembered(found.song, finder).tracks)
    earlier = remembered(found.song, finder, meanings)
    if not earlier.asked:
        return found
    again = judge(found.song, earlier.tracks, known, meanings, exhausted=ARTIST in earlier.by_rung)
    chosen = lock.pin(found.song)
    seen = reconsidered(replace(again, asked=earlier.asked), chosen)
    if chosen and is_persons(chosen) and chosen.how != GONE and isinstance(seen, Unsure | Unmatched):
        before = seen.candidates if isinstance(seen, Unsure) else seen.nearest
        theirs = score(found.song, chosen.track, known)
        others = tuple(each for each in before if each.track.uri != chosen.track.uri)
        return Unsure(found.song, (theirs, *others)[:SHOWN], seen.reason, seen.asked, seen.says)
    return seen


def _waiting(found: Outcome, lines: tuple[int, ...]) -> Waiting | None:
    match found:
        case Unsure(song, candidates, reason, _, says):
            return Waiting(song, "unsure", reason, candidates, lines, says)
        case Unmatched(song, reason, nearest, _, says):
            return Waiting(song, "unmatched", reason, nearest, lines, says)
        case Pending(song, reason) if not song.uri:
            return Waiting(song, "pending", reason, (), lines)
        case _:
            return None
