"""A second opinion: what sources outside say that a song is, weighed on the same floors as what the list says.

A source says what the list may have meant, never which track it is. Its title and its performer must both fit what
Spotify offers, and two sources that mean two songs leave the choice to the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from syncer.matching.evidence import ISRC, LONG_TITLE, READ_ARTIST, READ_TITLE, TITLE_AND_ARTIST
from syncer.matching.merge import SAME_ARTIST, SAME_TITLE, same_song
from syncer.matching.names import artists_alike
from syncer.matching.reasons import why_meanings, why_not_seen, why_other_performer
from syncer.matching.script import scripts
from syncer.matching.titles import titles_alike
from syncer.matching.weights import THRESHOLDS
from syncer.model import Feature, Matched, Meaning, Saying, Score, Song, Unmatched, Unsure

T = TypeVar("T")

OF_BOTH = frozenset({TITLE_AND_ARTIST, READ_ARTIST, READ_TITLE})
"""The classes of evidence in which title and artist have a say each."""

BEYOND_DOUBT = frozenset({ISRC, TITLE_AND_ARTIST})
"""The classes of evidence in which the list's own words say it all: no source knows better what they mean."""

MOST_NAMES = 4
"""So many names of a performer are tried: the usual one, the native one, and a few others."""

Judged = Matched | Unsure | Unmatched


def as_songs(song: Song, meaning: Meaning) -> Iterator[Song]:
    """Yield the song as a source has it, once under each of the performers' names."""
    seen = set()
    for number in range(min(MOST_NAMES, max(map(len, meaning.performers)))):
        artists = tuple(names[min(number, len(names) - 1)] for names in meaning.performers)
        if artists not in seen:
            seen.add(artists)
            yield replace(
                song, title=meaning.titles[0], aliases=meaning.titles[1:], artists=artists, source=None, isrc=None
            )


def is_one_song(one: Meaning, other: Meaning) -> bool:
    """Say whether two meanings are of one song: a title and a performer in common, under any of their names."""
    titled = any(titles_alike(ours, theirs).value >= SAME_TITLE for ours in one.titles for theirs in other.titles)
    return titled and any(_is_one_artist(ours, theirs) for ours in one.performers for theirs in other.performers)


def joined(one: Meaning, other: Meaning) -> Meaning:
    """Return one meaning of two that are of one song, the first one's words first."""
    return replace(
        one,
        titles=_each_once(one.titles, other.titles),
        performers=_with_names(one.performers, other.performers),
        says=_each_once(one.says, other.says),
        isrcs=_each_once(one.isrcs, other.isrcs),
        recordings=_each_once(one.recordings, other.recordings),
        uris=_each_once(one.uris, other.uris),
    )


def weighed(plain: Judged, told: Sequence[tuple[Meaning, Sequence[Judged]]]) -> Judged:
    """Return what becomes of a song, given what the list's words alone come to, and what each meaning comes to."""
    if isinstance(plain, Matched) and plain.how in BEYOND_DOUBT:
        return plain
    if len(told) > 1:
        return _torn(plain, told)
    meaning, found = told[0]
    says = meaning.says
    convinced = [each for each in found if isinstance(each, Matched) and each.how in OF_BOTH]
    if convinced and all(same_song(convinced[0].score.track, each.score.track) for each in convinced):
        return _taken(plain.song, meaning, convinced[0])
    if isinstance(plain, Matched):
        other = plain.how == LONG_TITLE and _is_by_another(plain.score, meaning)
        reason = why_other_performer(meaning, plain.score)
        return Unsure(plain.song, (plain.score, *plain.others), reason, says=says) if other else plain
    unsure = (each for each in found if isinstance(each, Unsure))
    doubts = [each for each in unsure if not _is_by_another(each.candidates[0], meaning)] or [
        Unsure(each.song, (each.score, *each.others), why_not_seen(meaning)) for each in convinced
    ]
    if doubts:
        best = max(doubts, key=lambda each: each.candidates[0].total)
        marked = (_marked(best.candidates[0], meaning), *best.candidates[1:])
        return Unsure(plain.song, marked, best.reason, says=says)
    return _unheard(plain, why_not_seen(meaning), says=says)


def _taken(song: Song, meaning: Meaning, found: Matched) -> Matched:
    how = f"{found.how}, as {meaning.source} has them"
    return replace(found, song=song, score=_marked(found.score, meaning), how=how, says=meaning.says)


def _torn(plain: Judged, told: Sequence[tuple[Meaning, Sequence[Judged]]]) -> Judged:
    """Return the outcome where several songs may be meant: what any of them brought is for the person to see."""
    says = tuple(saying for meaning, _ in told for saying in meaning.says)
    if isinstance(plain, Matched) and plain.how != LONG_TITLE:
        return plain
    reason = why_meanings([meaning for meaning, _ in told])
    brought = [
        _marked(each.score if isinstance(each, Matched) else each.candidates[0], meaning)
        for meaning, found in told
        for each in found[:1]
        if isinstance(each, Matched | Unsure)
    ]
    return _unheard(plain, reason, *brought, says=says)


def _unheard(plain: Judged, reason: str, *first: Score, says: tuple[Saying, ...]) -> Judged:
    """Return the plain outcome with what a source adds to its reason, and with candidates of the source's in front."""
    had = (plain.score, *plain.others) if isinstance(plain, Matched) else _candidates(plain)
    known = {each.track.uri for each in first}
    candidates = (*first, *(each for each in had if each.track.uri not in known))
    if not isinstance(plain, Matched) and not first:
        return replace(plain, reason=f"{plain.reason}; {reason}", says=says)
    return Unsure(plain.song, candidates, reason, says=says)


def _candidates(plain: Unsure | Unmatched) -> tuple[Score, ...]:
    return plain.candidates if isinstance(plain, Unsure) else plain.nearest


def _marked(score: Score, meaning: Meaning) -> Score:
    """Return a score that names the source among its features; it says what was compared, and weighs nothing."""
    return replace(score, features=(*score.features, Feature(meaning.source, 1.0, 0.0, meaning.says[0].sentence)))


def _is_by_another(scored: Score, meaning: Meaning) -> bool:
    """Say whether a track is surely by somebody else; names in two scripts that do not read alike are not sure."""
    pairs = [(name, artist.name) for names in meaning.performers for name in names for artist in scored.track.artists]
    comparable = [pair for pair in pairs if scripts(pair[0]) & scripts(pair[1])]
    return bool(comparable) and all(
        artists_alike((name,), (artist,)).value < THRESHOLDS.stranger for name, artist in comparable
    )


def _with_names(ours: tuple[tuple[str, ...], ...], theirs: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return our performers, each with the names that the other source has for them."""
    return tuple(
        _each_once(names, tuple(name for other in theirs if _is_one_artist(names, other) for name in other))
        for names in ours
    )


def _is_one_artist(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(artists_alike((one,), (other,)).value >= SAME_ARTIST for one in ours for other in theirs)


def _each_once(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))
