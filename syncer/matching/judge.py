"""Deciding: which of the tracks offered is the song, if any, and if that is unsure or none, why.

Title and artist have each their own floor: a song of that name by another artist is not a match, however good the
title. Each class of evidence has its own thresholds, and another song that fits nearly as well makes any of them
unsure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syncer.matching.evidence import ISRC, LONG_TITLE, TURNED, Evidence, by_title_alone, evidence
from syncer.matching.known import NO_ARTISTS, KnownArtists
from syncer.matching.merge import releases
from syncer.matching.opinion import as_songs, weighed
from syncer.matching.reasons import why_close, why_none, why_unsure
from syncer.matching.scoring import score, value
from syncer.matching.text import compact
from syncer.matching.titles import parse
from syncer.matching.weights import THRESHOLDS, Thresholds
from syncer.model import Matched, Meaning, Score, Song, Track, Unmatched, Unsure

__all__ = ["SHOWN", "KnownArtists", "judge"]

SHOWN = 8
"""How many candidates a person is shown."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A song and the tracks that were offered, measured: everything that a decision needs."""

    song: Song
    heads: tuple[Score, ...]
    """One release of each song offered, best first."""


def judge(
    song: Song,
    tracks: Sequence[Track],
    known: KnownArtists = NO_ARTISTS,
    meanings: Sequence[Meaning] = (),
    *,
    exhausted: bool = False,
) -> Matched | Unsure | Unmatched:
    """Return what the tracks offered mean for a song; ``asked`` is left for the caller to fill in.

    ``meanings`` is what sources outside say that the song is. ``exhausted`` says that nothing is left to ask, the
    artist alone included: only then does it mean something that no such artist is among the tracks.
    """
    outcome = _by_the_list(song, tracks, known, exhausted=exhausted)
    told = [(each, [decide(measure(other, tracks, known)) for other in as_songs(song, each)]) for each in meanings]
    return weighed(outcome, told) if told else outcome


def _by_the_list(
    song: Song, tracks: Sequence[Track], known: KnownArtists, *, exhausted: bool
) -> Matched | Unsure | Unmatched:
    """Return what the tracks mean by the list's own words."""
    measured = measure(song, tracks, known)
    outcome = decide(measured, exhausted=exhausted)
    if isinstance(outcome, Matched) or len(song.artists) != 1:
        return outcome
    return decide_turned(song, measure_turned(song, tracks, known)) or outcome


def measure(song: Song, tracks: Sequence[Track], known: KnownArtists = NO_ARTISTS) -> Measured:
    """Return the scores of all tracks, one a song."""
    groups = releases(song, (score(song, track, known) for track in tracks))
    return Measured(song, tuple(group[0] for group in groups))


def measure_turned(song: Song, tracks: Sequence[Track], known: KnownArtists = NO_ARTISTS) -> Measured:
    """Return the scores of the tracks called like the artist, as if title and artist stood in each other's place."""
    other_way = turned(song)
    wanted = compact(other_way.title)
    called_so = [track for track in tracks if any(compact(form.text) == wanted for form in parse(track.title).forms)]
    return measure(other_way, called_so, known)


def turned(song: Song) -> Song:
    """Return the song with title and artist in each other's place."""
    return replace(song, title=song.artists[0], artists=(song.title,))


def decide(
    measured: Measured, limits: Thresholds = THRESHOLDS, *, exhausted: bool = False
) -> Matched | Unsure | Unmatched:
    """Return what the scores mean: the best class of evidence wins, unless another song has it nearly as well."""
    song, heads = measured.song, measured.heads
    found = [(scored, seen) for scored in heads if (seen := evidence(song, scored, limits))]
    if not found:
        return Unmatched(song, why_none(song, heads, limits), heads[:SHOWN])
    found.sort(key=lambda pair: (not pair[1].convincing, pair[1].rank, -pair[0].total))
    best, seen = found[0]
    others = tuple(scored for scored, _ in found[1:]) + tuple(
        scored for scored in heads if all(scored is not each for each, _ in found)
    )
    rival = _rival(found, limits)
    if seen.how == ISRC or (seen.convincing and not rival):
        return Matched(song, best, seen.how, others[:SHOWN])
    if exhausted and (alone := by_title_alone(song, heads, limits)):
        return Matched(song, alone, LONG_TITLE, tuple(scored for scored in heads if scored is not alone)[:SHOWN])
    reason = why_close(best, rival) if rival else why_unsure(song, best, seen)
    return Unsure(song, (best, *others)[:SHOWN], reason)


def decide_turned(song: Song, measured: Measured, limits: Thresholds = THRESHOLDS) -> Matched | None:
    """Return the match of a song whose title and artist stand in each other's place; None where it is not exact."""
    outcome = decide(measured, limits)
    if not isinstance(outcome, Matched):
        return None
    if min(value(outcome.score, "title"), value(outcome.score, "artist")) < limits.turned:
        return None
    return replace(outcome, song=song, how=TURNED)


def _rival(found: Sequence[tuple[Score, Evidence]], limits: Thresholds) -> Score | None:
    """Return another song that the same class of evidence speaks for nearly as well; None where there is none."""
    (best, seen), *rest = found
    if min(value(best, "title"), value(best, "artist")) >= limits.plain:
        return None
    same = (scored for scored, also in rest if also.convincing == seen.convincing and also.rank == seen.rank)
    return next((scored for scored in same if best.total - scored.total < limits.gap), None)
