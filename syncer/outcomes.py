"""One song's outcome: the person's pin, else the lock's, else what the search brings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from syncer.lock import Lock, Pin
from syncer.matching.judge import SHOWN, KnownArtists
from syncer.matching.resolve import Searcher, resolve
from syncer.matching.resolve import remembered as remembered_of
from syncer.matching.scoring import score
from syncer.matching.text import fold
from syncer.model import (
    Absent,
    Feature,
    Matched,
    Meaning,
    Outcome,
    Pending,
    Score,
    Song,
    Stopped,
    Track,
    Unmatched,
    Unsure,
)

PINNED = "pinned in the catalog"

CHOSEN = "chosen by you"
"""How a pin of the lock is marked that a person chose: no search replaces it."""

AGAIN = "looked for again"
"""How a pin of the lock is marked whose song has to be looked for again: it keeps its place on the playlist until the
song is found, or known to be gone."""

GONE = "gone from Spotify, looked for again"
"""The same of a track that a person chose in a review, and that is no longer there."""


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
    if is_absent(song, lock):
        return Absent(song)
    remembered = lock.pin(song)
    if song.uri:
        found = _pinned(song, song.uri, remembered, finder)
    elif remembered and remembered.how not in {PINNED, AGAIN, GONE}:
        return _remembered(song, remembered)
    else:
        meanings = understanding.meanings(song, remembered_of(song, finder).tracks)
        found = reconsidered(resolve(song, finder, known, meanings), remembered)
    if isinstance(found, Pending) and remembered:
        return replace(found, stays=remembered.track)
    return found


def is_absent(song: Song, lock: Lock) -> bool:
    """Say whether a person said that a song is not on Spotify; a ``uri`` in the catalog says that it is."""
    return song.absent or (song.uri is None and lock.is_absent(song))


def is_settled(song: Song, lock: Lock) -> bool:
    """Say whether the lock has the track of a song, so that nothing is asked."""
    pinned = lock.pin(song)
    if pinned is None or pinned.how in {AGAIN, GONE}:
        return False
    return song.uri == pinned.track.uri if song.uri else pinned.how != PINNED


def reconsidered(found: Outcome, remembered: Pin | None) -> Outcome:
    """Return what a search means where a person had chosen: another track than theirs is only shown to them."""
    if remembered is None or not is_persons(remembered):
        return found
    match found:
        case Matched(song, score) if score.track.uri == remembered.track.uri:
            return replace(found, how=CHOSEN, chosen_by="person")
        case Matched(song, score):
            candidates = (score, *found.others)[:SHOWN]
            reason = f"{_no_longer(remembered)}; this may replace it"
            return Unsure(song, candidates, reason, found.asked, found.says)
        case Unsure() | Unmatched():
            return replace(found, reason=f"{_no_longer(remembered)}; {found.reason}")
        case _:
            return found


def is_persons(chosen: Pin) -> bool:
    """Say whether a person chose a track in a review; what they wrote into the catalog, they take out there."""
    return chosen.chosen_by == "person" and chosen.how != PINNED


def _no_longer(chosen: Pin) -> str:
    artists = ", ".join(artist.name for artist in chosen.track.artists)
    why = "is gone from Spotify" if chosen.how == GONE else "fits less since its entry was edited"
    return f'the track that you chose, "{chosen.track.title}" by {artists or "nobody"}, {why}'


def pin(matched: Matched) -> Pin:
    """Return what the lock remembers of a match."""
    score = matched.score
    return Pin(matched.song, score.track, matched.how, score.total, matched.chosen_by, matched.says)


def to_look_for(chosen: Pin, how: str = AGAIN) -> Pin:
    """Return the pin of a song that is to be looked for again, because its track is gone or it was asked otherwise.

    That a person chose it is remembered: what is found instead does not replace it unseen.
    """
    return replace(chosen, how=how, chosen_by="person" if is_persons(chosen) else "search", says=())


def carried_over(lock: Lock, songs: Iterable[Song]) -> Lock:
    """Return the lock with a pin, to be looked for again, for each song that was pinned before it was edited.

    An edited song is one without a pin that is called like a pinned one which the catalog has no more. What a person
    chose holds on where the track fits no less than it did.
    """
    songs = tuple(songs)
    kept = lock.in_order_of(songs)
    left = {fold(pin.song.title): pin for key, pin in lock.pins.items() if key not in kept.pins}
    for song in songs:
        if left and lock.pin(song) is None and (old := left.pop(fold(song.title), None)):
            lock = lock.with_pin(_edited(old, song))
    return lock


def _edited(old: Pin, song: Song) -> Pin:
    now = replace(old, song=song)
    if is_persons(old) and score(song, old.track).total >= score(old.song, old.track).total:
        return now
    return to_look_for(now)


def without_gone(lock: Lock, gone: Iterable[Track]) -> Lock:
    """Return the lock in which the songs of these tracks are to be looked for again."""
    uris = {track.uri for track in gone}
    for chosen in tuple(lock.pins.values()):
        if chosen.track.uri in uris:
            lock = lock.with_pin(to_look_for(chosen, GONE if is_persons(chosen) else AGAIN))
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
        case Unsure() | Unmatched() if (chosen := lock.pin(found.song)) and is_persons(chosen):
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
    if remembered and remembered.how not in {AGAIN, GONE} and remembered.track.uri == uri:
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
