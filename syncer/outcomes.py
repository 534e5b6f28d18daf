"""Each song's outcome: the person's pin, else the lock's, else what the search brings."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from syncer.lock import Lock, Pin
from syncer.matching.judge import KnownArtists
from syncer.matching.resolve import Searcher, resolve
from syncer.model import Absent, Feature, Matched, Outcome, Pending, Score, Song, Stopped, Track, Unmatched

PINNED = "pinned in the catalog"


class Finder(Searcher, Protocol):
    """Searching, and reading one track."""

    def track(self, uri: str) -> Track | Stopped | None:
        """Return the track; None where there is no such track."""


def outcomes(songs: Iterable[Song], lock: Lock, finder: Finder) -> Iterator[Outcome]:
    """Yield the outcome of each song, in their order; what one match teaches about an artist serves the next songs."""
    known = KnownArtists()
    for song in songs:
        outcome = _outcome(song, lock, finder, known)
        if isinstance(outcome, Matched):
            known = known.learnt(outcome)
        yield outcome


def pin(matched: Matched) -> Pin:
    """Return what the lock remembers of a match."""
    return Pin(matched.song, matched.score.track, matched.how, matched.score.total, matched.chosen_by)


def wanted(found: Iterable[Outcome]) -> tuple[Track, ...]:
    """Return the tracks that belong on the playlist, in order, each once."""
    tracks = (outcome.score.track for outcome in found if isinstance(outcome, Matched))
    return tuple({track.uri: track for track in tracks}.values())


def doubles(found: Iterable[Outcome]) -> Iterator[str]:
    """Yield a sentence for each song that turned out to be the same track as an earlier one."""
    first: dict[str, Song] = {}
    for outcome in found:
        if isinstance(outcome, Matched):
            earlier = first.setdefault(outcome.score.track.uri, outcome.song)
            if earlier is not outcome.song:
                yield f'line {outcome.song.line}: "{outcome.song.title}" is the same track as line {earlier.line}'


def _outcome(song: Song, lock: Lock, finder: Finder, known: KnownArtists) -> Outcome:
    if song.absent:
        return Absent(song)
    remembered = lock.pin(song)
    if song.uri:
        return _pinned(song, song.uri, remembered, finder)
    if remembered and remembered.how != PINNED:
        return _remembered(song, remembered)
    return resolve(song, finder, known)


def _pinned(song: Song, uri: str, remembered: Pin | None, finder: Finder) -> Outcome:
    """Return the person's choice; Spotify is asked for its names once."""
    if remembered and remembered.track.uri == uri:
        return _chosen(song, remembered.track)
    match finder.track(uri):
        case Track() as track:
            return _chosen(song, track)
        case Stopped() as stopped:
            return Pending(song, stopped.reason, stopped.retry_at)
        case _:
            return Unmatched(song, f"there is no track {uri} on Spotify: correct or remove its uri in the catalog")


def _chosen(song: Song, track: Track) -> Matched:
    return Matched(song, Score(track, (Feature("pinned", 1.0, 1.0, PINNED),)), PINNED, chosen_by="person")


def _remembered(song: Song, remembered: Pin) -> Matched:
    feature = Feature("remembered", remembered.score, 1.0, "chosen in an earlier run")
    return Matched(song, Score(remembered.track, (feature,)), remembered.how, chosen_by=remembered.chosen_by)
