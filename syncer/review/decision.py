"""What a person can decide, and what that makes of catalog and lock; no I/O.

By default the lock remembers a decision. It goes into the catalog where the person wants to own it, and where the
catalog has its own word on the song, which would win over the lock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from syncer import catalog as catalogs
from syncer.catalog.marking import Mark, with_marks
from syncer.errors import UsageError
from syncer.lock import Lock, Pin, key
from syncer.matching.text import fold
from syncer.model import Alias, Artist, Matched, Song, Track
from syncer.outcomes import AGAIN, CHOSEN, PINNED, pin, to_look_for

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Take:
    """This track is the song."""

    song: Song
    track: Track


@dataclass(frozen=True, slots=True)
class NotThere:
    """The song is not on Spotify."""

    song: Song


@dataclass(frozen=True, slots=True)
class LookAgain:
    """What was decided about the song holds no longer: it is looked for."""

    song: Song


@dataclass(frozen=True, slots=True)
class Means:
    """A name in the list stands for this, in every song."""

    alias: Alias


@dataclass(frozen=True, slots=True)
class MeansNot:
    """A name in the list does not stand for this."""

    alias: Alias


Decision = Take | NotThere | LookAgain | Means | MeansNot


@dataclass(frozen=True, slots=True)
class State:
    """Catalog and lock between two decisions."""

    path: Path
    """The catalog's, for messages."""
    text: str
    """The catalog's."""
    lock: Lock
    songs: tuple[Song, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A decision with what was before and after it, so that it can be taken back."""

    decision: Decision
    before: State
    after: State
    settled: tuple[Matched, ...] = ()
    """The songs that became clear by it."""


def state(path: Path, text: str, lock: Lock) -> State:
    """Return catalog and lock; raise CatalogError with every problem of the catalog."""
    return State(path, text, lock, catalogs.parsed(path, text).songs)


def decided(now: State, decision: Decision, *, own: bool = False) -> State:
    """Return catalog and lock after a decision; raise UsageError where the song is no longer in the catalog.

    ``own``: it goes into the catalog. Songs that ask in the same words share a decision.
    """
    match decision:
        case Take(song, track):
            return _ordered(_taken(now, song, track, own=own))
        case NotThere(song):
            return _ordered(_absent(now, song, own=own))
        case LookAgain(song):
            return _ordered(_looked_for(now, song))
        case Means(alias):
            return replace(now, lock=now.lock.with_alias(replace(alias, standing="confirmed")))
        case MeansNot(alias):
            return replace(now, lock=_without(now.lock, alias))


def with_settled(now: State, settled: tuple[Matched, ...]) -> State:
    """Return catalog and lock with the songs that became clear."""
    lock = now.lock
    for each in settled:
        lock = lock.with_pin(_as_kept(pin(each)))
    return _ordered(replace(now, lock=lock))


def undone(now: State, step: Step) -> State:
    """Return catalog and lock without a decision; what was changed otherwise since is left as it is."""
    before, after = step.before, step.after
    lock = replace(
        now.lock,
        pins=_back(now.lock.pins, after.lock.pins, before.lock.pins),
        absent=_back(now.lock.absent, after.lock.absent, before.lock.absent),
        aliases=_back(now.lock.aliases, after.lock.aliases, before.lock.aliases),
    )
    if now.text == after.text:
        return _ordered(State(now.path, before.text, lock, before.songs))
    changed = {key(song): Mark(song.uri, song.absent) for song in before.songs} if before.text != after.text else {}
    then = {key(song): Mark(song.uri, song.absent) for song in after.songs}
    marks = {
        number: changed[key(song)]
        for number, song in enumerate(now.songs)
        if key(song) in changed and Mark(song.uri, song.absent) == then.get(key(song)) != changed[key(song)]
    }
    return _ordered(_marked(replace(now, lock=lock), marks))


def uses(songs: tuple[Song, ...], lock: Lock, track: Track, besides: Song) -> tuple[Song, ...]:
    """Return the other songs of the catalog that have this track already; a playlist has it once."""
    others = (song for song in songs if key(song) != key(besides))
    return tuple(song for song in others if track.uri in {song.uri, (lock.pin(song) or _NONE).track.uri})


def is_owned(now: State, song: Song) -> bool:
    """Say whether the catalog itself says which track a song is, or that it is not there."""
    return any(each.uri or each.absent for each in now.songs if key(each) == key(song))


_NONE = Pin(Song(""), Track("", ""), "", 0.0)


def _taken(now: State, song: Song, track: Track, *, own: bool) -> State:
    numbers = _numbers(now, song)
    owned = own or is_owned(now, song)
    chosen = Pin(song, track, PINNED if owned else CHOSEN, 1.0, chosen_by="person")
    marked = _marked(now, dict.fromkeys(numbers, Mark(uri=track.uri))) if owned else now
    return replace(marked, lock=now.lock.with_pin(_as_kept(chosen)))


def _absent(now: State, song: Song, *, own: bool) -> State:
    numbers = _numbers(now, song)
    if own or is_owned(now, song):
        lock = now.lock.without_pin(song).without_absent(song)
        return _marked(replace(now, lock=lock), dict.fromkeys(numbers, Mark(absent=True)))
    return replace(now, lock=now.lock.with_absent(song))


def _looked_for(now: State, song: Song) -> State:
    numbers = _numbers(now, song)
    lock = now.lock.without_absent(song)
    if chosen := lock.pin(song):
        lock = lock.with_pin(replace(to_look_for(chosen), chosen_by="search"))
    return (
        _marked(replace(now, lock=lock), dict.fromkeys(numbers, Mark()))
        if is_owned(now, song)
        else replace(now, lock=lock)
    )


def _without(lock: Lock, alias: Alias) -> Lock:
    """Return the lock without an alias; one that a source knows is denied, or it would come back."""
    known = lock.alias(alias.kind, alias.name) or alias
    if known.standing == "learnt" or known.url:
        lock = lock.with_alias(replace(known, standing="denied"))
    else:
        lock = lock.without_alias(known)
    for chosen in lock.pins.values():
        if chosen.chosen_by == "search" and chosen.how != AGAIN and _names(chosen.song, alias.name):
            lock = lock.with_pin(to_look_for(chosen))
    return lock


def _names(song: Song, name: str) -> bool:
    return fold(name) in {fold(each) for each in (*song.artists, song.source or "")}


def _numbers(now: State, song: Song) -> tuple[int, ...]:
    """Return which entries ask in these words and say the same of their track; raise UsageError where there is none."""
    same = [number for number, each in enumerate(now.songs) if key(each) == key(song)]
    if not same:
        raise UsageError(f'"{song.title}" is no longer in {now.path} in these words; nothing was written')
    return tuple(n for n in same if (now.songs[n].uri, now.songs[n].absent) == (song.uri, song.absent)) or tuple(same)


def _marked(now: State, marks: Mapping[int, Mark]) -> State:
    return state(now.path, with_marks(now.path, now.text, marks), now.lock) if marks else now


def _as_kept(chosen: Pin) -> Pin:
    """Return a pin as the lock's file holds it: artists without their ids, the score to three places."""
    track = chosen.track
    kept = Track(
        track.uri,
        track.title,
        tuple(Artist(artist.name) for artist in track.artists),
        track.album,
        duration_ms=track.duration_ms,
        isrc=track.isrc,
    )
    words = replace(chosen.song, aliases=(), uri=None, absent=False)
    return replace(chosen, song=words, track=kept, score=round(chosen.score, 3))


def _ordered(now: State) -> State:
    """Return the lock in the catalog's order; what is left of songs that were edited stays behind the others."""
    kept = now.lock.in_order_of(now.songs)
    pins, absent = {**kept.pins, **now.lock.pins}, {**kept.absent, **now.lock.absent}
    return replace(now, lock=replace(now.lock, pins=pins, absent=absent))


def _back(now: Mapping[K, V], after: Mapping[K, V], before: Mapping[K, V]) -> dict[K, V]:
    """Return ``now`` with what lay between the other two taken back, where it is still as it was after."""
    back = dict(now)
    for place in {**before, **after}:
        if before.get(place) == after.get(place) or now.get(place) != after.get(place):
            continue
        if place in before:
            back[place] = before[place]
        else:
            del back[place]
    return back
