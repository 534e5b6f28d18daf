"""One song's outcome: the person's pin, else the lock's, else what the search brings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from syncer.lock import Lock, Pin
from syncer.matching.judge import KnownArtists
from syncer.matching.resolve import Searcher, resolve
from syncer.matching.resolve import remembered as remembered_of
from syncer.matching.text import fold
from syncer.model import Absent, Feature, Matched, Meaning, Outcome, Pending, Score, Song, Stopped, Track, Unmatched

PINNED = "pinned in the catalog"

AGAIN = "looked for again"
"""How a pin of the lock is marked whose song has to be looked for again: it keeps its place on the playlist until the
song is found, or known to be gone."""


class Understanding(Protocol):
    """What sources outside say of a song."""

    def meanings(self, song: Song, tracks: Sequence[Track]) -> tuple[Meaning, ...]:
        """Return what a song may be, given the tracks that were offered for it so far; nothing is asked."""


class NoOpinion:
    """Understanding the list's own words and no more."""

    def meanings(self, _song: Song, _tracks: Sequence[Track]) -> tuple[Meaning, ...]:
        """Return nothing."""
        return ()


NO_OPINION = NoOpinion()


def outcome(
    song: Song, lock: Lock, finder: Searcher, known: KnownArtists, understanding: Understanding = NO_OPINION
) -> Outcome:
    """Return the outcome of one song; what cannot be asked for yet keeps the track that an earlier run chose."""
    if song.absent or lock.is_absent(song):
        return Absent(song)
    remembered = lock.pin(song)
    if song.uri:
        found = _pinned(song, song.uri, remembered, finder)
    elif remembered and remembered.how not in {PINNED, AGAIN}:
        return _remembered(song, remembered)
    else:
        meanings = understanding.meanings(song, remembered_of(song, finder).tracks)
        found = resolve(song, finder, known, meanings)
    if isinstance(found, Pending) and remembered:
        return replace(found, stays=remembered.track)
    return found


def pin(matched: Matched) -> Pin:
    """Return what the lock remembers of a match."""
    score = matched.score
    return Pin(matched.song, score.track, matched.how, score.total, matched.chosen_by, matched.says)


def to_look_for(chosen: Pin) -> Pin:
    """Return the pin of a song that is to be looked for again, because its track is gone or it was asked otherwise."""
    return replace(chosen, how=AGAIN, chosen_by="search", says=())


def carried_over(lock: Lock, songs: Iterable[Song]) -> Lock:
    """Return the lock with a pin, to be looked for again, for each song that was pinned before it was edited.

    An edited song is one without a pin that is called like a pinned one which the catalog has no more.
    """
    songs = tuple(songs)
    kept = lock.in_order_of(songs)
    left = {fold(pin.song.title): pin for key, pin in lock.pins.items() if key not in kept.pins}
    for song in songs:
        if left and lock.pin(song) is None and (old := left.pop(fold(song.title), None)):
            lock = lock.with_pin(to_look_for(replace(old, song=song)))
    return lock


def without_gone(lock: Lock, gone: Iterable[Track]) -> Lock:
    """Return the lock in which the songs of these tracks are to be looked for again."""
    uris = {track.uri for track in gone}
    for chosen in tuple(lock.pins.values()):
        if chosen.track.uri in uris:
            lock = lock.with_pin(to_look_for(chosen))
    return lock


def staying(found: Iterable[Outcome]) -> Iterator[str]:
    """Yield a sentence for each song that waits to be looked for again, and keeps its track meanwhile."""
    for each in found:
        if isinstance(each, Pending) and each.stays:
            yield f'line {each.song.line}: "{each.song.title}" keeps "{each.stays.title}" until it is looked for again'


def learnt(lock: Lock, found: Outcome) -> Lock:
    """Return the lock with what an outcome tells: a match is pinned, and what was looked for in vain no longer."""
    match found:
        case Matched():
            return lock.with_pin(pin(found))
        case Pending():
            return lock
        case _:
            return lock.without_pin(found.song)


def wanted(found: Iterable[Outcome]) -> tuple[Track, ...]:
    """Return the tracks that belong on the playlist, in order, each once."""
    tracks = (track for each in found if (track := _belongs(each)))
    return tuple({track.uri: track for track in tracks}.values())


def doubles(found: Iterable[Outcome]) -> Iterator[str]:
    """Yield a sentence for each song that turned out to be the same track as an earlier one."""
    first: dict[str, Song] = {}
    for each in found:
        if isinstance(each, Matched):
            earlier = first.setdefault(each.score.track.uri, each.song)
            if earlier is not each.song:
                yield f'line {each.song.line}: "{each.song.title}" is the same track as line {earlier.line}'


def _belongs(found: Outcome) -> Track | None:
    match found:
        case Matched():
            return found.score.track
        case Pending():
            return found.stays
        case _:
            return None


def _pinned(song: Song, uri: str, remembered: Pin | None, finder: Searcher) -> Outcome:
    """Return the person's choice; Spotify is asked for its names once."""
    if remembered and remembered.how != AGAIN and remembered.track.uri == uri:
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
    score = Score(remembered.track, (feature,))
    return Matched(song, score, remembered.how, chosen_by=remembered.chosen_by, says=remembered.says)
