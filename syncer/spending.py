"""In which order searches are spent, since they are what a person runs out of first.

First all that costs nothing, for every song; then new songs, then those that deserve another look, then old misses.
So a catalog larger than the day's quota is finished over several runs, and no run spends on what was not there last
week what a song needs that was never asked for.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from syncer.lock import Lock
from syncer.matching.judge import KnownArtists, judge
from syncer.matching.queries import LINK
from syncer.matching.resolve import MISS_IS_GOOD_FOR, Searcher, remembered
from syncer.matching.scoring import score, value
from syncer.matching.text import fold
from syncer.matching.weights import THRESHOLDS
from syncer.model import (
    Absent,
    Answer,
    Matched,
    Meaning,
    Outcome,
    Pending,
    Query,
    Song,
    Stopped,
    Track,
    Unmatched,
    Unsure,
)
from syncer.outcomes import NO_OPINION, Understanding, outcome

_NOT_YET = "not asked for yet"


class Urgency(IntEnum):
    """What is asked for first."""

    NEW = 0
    """Never asked for, or not to the end."""
    AGAIN = 1
    """Unsure when it was last asked for, or a track that was chosen is no longer good."""
    MISS = 2
    """Asked for in vain, longer ago than a miss is good for."""


class Remembering:
    """A finder that asks nothing, and notes whether what it would have asked was ever answered."""

    def __init__(self, finder: Searcher) -> None:
        self._finder = finder
        self.lacks = False
        """Whether something would have been asked for the first time."""

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered earlier, and its age in seconds."""
        return self._finder.recall(query)

    def ask(self, query: Query) -> Stopped:
        """Return that nothing is asked."""
        self.lacks = self._finder.recall(query) is None
        return Stopped(_NOT_YET, not_yet=True)

    def track(self, uri: str) -> Track | Stopped | None:
        """Return what is known of a track, or that there is none, and else that nothing is asked."""
        known = self._finder.recall(Query(uri, LINK))
        if known and known[1] < MISS_IS_GOOD_FOR:
            return next(iter(known[0].tracks), None)
        self.lacks = True
        return Stopped(_NOT_YET, not_yet=True)


class Sparing:
    """A finder that asks once, and then no more; what it was answered earlier costs nothing."""

    def __init__(self, finder: Searcher) -> None:
        self._finder = finder
        self._asked = False

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered earlier, and its age in seconds."""
        return self._finder.recall(query)

    def ask(self, query: Query) -> Answer | Stopped:
        """Spend a search, if none was spent yet."""
        if self._asked:
            return Stopped(_NOT_YET, not_yet=True)
        self._asked = True
        return self._finder.ask(query)

    def track(self, uri: str) -> Track | Stopped | None:
        """Return a track, which is no search."""
        return self._finder.track(uri)


class Course:
    """The songs of a catalog on their way to their outcomes: to be gone through once, step by step.

    What one match teaches about an artist serves all other songs, whatever their place.
    """

    def __init__(
        self, songs: Sequence[Song], lock: Lock, finder: Searcher, understanding: Understanding = NO_OPINION
    ) -> None:
        self._songs = songs
        self._lock = lock
        self._finder = finder
        self._understanding = understanding
        self._known = KnownArtists().told(lock.aliases.values())
        self._found: dict[int, Outcome] = {}
        self._waiting: list[tuple[Urgency, int]] = []

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes in the catalog's order."""
        return tuple(self._found[index] for index in range(len(self._songs)))

    @property
    def known(self) -> KnownArtists:
        """Who is who, as far as aliases and matches have told."""
        return self._known

    @property
    def waiting(self) -> int:
        """How many songs have to be asked for."""
        return len(self._waiting)

    def at_no_cost(self) -> Iterator[Outcome]:
        """Yield what each song is without asking; those of the lock come first, because they teach the others."""
        for index in sorted(range(len(self._songs)), key=lambda each: self._lock.pin(self._songs[each]) is None):
            memory = Remembering(self._finder)
            found = self._outcome(index, memory)
            if isinstance(found, Pending):
                self._waiting.append((self._urgency(self._songs[index], memory), index))
            yield self._placed(index, found)

    def first_look(self) -> Iterator[Outcome]:
        """Yield what the songs are that have to be asked for, after one search each, the most urgent first.

        What is still open then may be a question for others than Spotify.
        """
        still_waiting = []
        for urgency, index in sorted(self._waiting):
            found = self._outcome(index, Sparing(self._finder))
            if isinstance(found, Pending):
                still_waiting.append((urgency, index))
            yield self._placed(index, found)
        self._waiting = still_waiting

    def open(self) -> list[tuple[Song, tuple[Track, ...]]]:
        """Return the songs that Spotify's answers leave open, each with the tracks that it was offered.

        Left out is what no other knowledge can help: a song that was never asked for, or another version of it.
        """
        offered = (
            (found.song, remembered(found.song, self._finder))
            for _, found in sorted(self._found.items())
            if isinstance(found, Unsure | Unmatched | Pending) and not found.song.uri
        )
        return [(song, seen.tracks) for song, seen in offered if seen.asked and not self._is_there(song, seen.tracks)]

    def reconsider(self) -> None:
        """Let songs be asked for again of which something was learnt meanwhile."""
        waiting = {index for _, index in self._waiting}
        for index, found in self._found.items():
            if index not in waiting and isinstance(found, Unsure | Unmatched):
                seen = remembered(found.song, self._finder).tracks
                meanings = self._understanding.meanings(found.song, seen)
                if found.says != tuple(saying for meaning in meanings for saying in meaning.says):
                    self._waiting.append((Urgency.AGAIN, index))

    def understood(self) -> Iterator[tuple[Matched, Meaning]]:
        """Yield the matches of this run that rest on what a source says, each with that."""
        for _, found in sorted(self._found.items()):
            if isinstance(found, Matched) and found.says and self._lock.pin(found.song) is None:
                tracks = remembered(found.song, self._finder).tracks
                for meaning in self._understanding.meanings(found.song, tracks)[:1]:
                    yield found, meaning

    def at_a_cost(self) -> Iterator[Outcome]:
        """Yield what the songs are that have to be asked for, the most urgent first."""
        for _, index in sorted(self._waiting):
            yield self._placed(index, self._outcome(index, self._finder))

    def taught(self) -> Iterator[Outcome]:
        """Yield the songs that become clear by what later songs taught, without asking.

        Else they would become clear in the next run, and a second push has nothing to do.
        """
        while better := list(self._better()):
            for index, found in better:
                yield self._placed(index, found)

    def _better(self) -> Iterator[tuple[int, Matched]]:
        for index, found in self._found.items():
            artists = found.song.artists
            if isinstance(found, Matched | Absent) or not artists or fold(artists[0]) not in self._known.ids:
                continue
            again = self._outcome(index, Remembering(self._finder))
            if isinstance(again, Matched):
                yield index, again

    def _outcome(self, index: int, finder: Searcher) -> Outcome:
        return outcome(self._songs[index], self._lock, finder, self._known, self._understanding)

    def _is_there(self, song: Song, tracks: Sequence[Track]) -> bool:
        """Say whether title and artist of a track fit, so that only which of its versions it is remains open."""
        return any(
            value(scored, "title") >= THRESHOLDS.title and value(scored, "artist") >= THRESHOLDS.artist
            for scored in (score(song, track, self._known) for track in tracks)
        )

    def _placed(self, index: int, found: Outcome) -> Outcome:
        self._found[index] = found
        if isinstance(found, Matched):
            self._known = self._known.learnt(found)
        return found

    def _urgency(self, song: Song, memory: Remembering) -> Urgency:
        if self._lock.pin(song):
            return Urgency.AGAIN
        if memory.lacks:
            return Urgency.NEW
        last = judge(song, remembered(song, self._finder).tracks, self._known)
        return Urgency.AGAIN if isinstance(last, Unsure) else Urgency.MISS
