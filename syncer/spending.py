"""In which order searches are spent, since they are what a person runs out of first.

First all that costs nothing, for every song; then new songs, then those that deserve another look, then old misses.
So a catalog larger than the day's quota is finished over several runs, and no run spends on what was not there last
week what a song needs that was never asked for.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from syncer.lock import Lock
from syncer.matching.judge import KnownArtists, judge
from syncer.matching.resolve import MISS_IS_GOOD_FOR, remembered
from syncer.matching.text import fold
from syncer.model import Absent, Answer, Matched, Outcome, Pending, Query, Song, Stopped, Unsure
from syncer.outcomes import Finder, outcome

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

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.lacks = False
        """Whether something would have been asked for the first time."""

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered earlier, and its age in seconds."""
        return self._finder.recall(query)

    def ask(self, query: Query) -> Stopped:
        """Return that nothing is asked."""
        self.lacks = self._finder.recall(query) is None
        return Stopped(_NOT_YET)

    def track(self, uri: str) -> Stopped | None:
        """Return None where it is known that there is no such track, and else that nothing is asked."""
        missing = self._finder.recall(Query(uri, "track"))
        if missing and missing[1] < MISS_IS_GOOD_FOR:
            return None
        self.lacks = True
        return Stopped(_NOT_YET)


class Course:
    """The songs of a catalog on their way to their outcomes: to be gone through once, step by step.

    What one match teaches about an artist serves all other songs, whatever their place.
    """

    def __init__(self, songs: Sequence[Song], lock: Lock, finder: Finder) -> None:
        self._songs = songs
        self._lock = lock
        self._finder = finder
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
            found = outcome(self._songs[index], self._lock, memory, self._known)
            if isinstance(found, Pending):
                self._waiting.append((self._urgency(self._songs[index], memory), index))
            yield self._placed(index, found)

    def at_a_cost(self) -> Iterator[Outcome]:
        """Yield what the songs are that have to be asked for, the most urgent first."""
        for _, index in sorted(self._waiting):
            yield self._placed(index, outcome(self._songs[index], self._lock, self._finder, self._known))

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
            again = outcome(found.song, self._lock, Remembering(self._finder), self._known)
            if isinstance(again, Matched):
                yield index, again

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
