"""Why a track was chosen in an earlier run: compared once more, with what Spotify answered then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from syncer.matching.evidence import TURNED
from syncer.matching.judge import SHOWN, measure, turned
from syncer.matching.known import NO_ARTISTS, KnownArtists
from syncer.matching.resolve import Found
from syncer.matching.scoring import score
from syncer.model import Matched, Outcome, Score

WORSE = 0.05
"""A track that compares so much worse than it did was chosen by something that is not known any more."""


def proven(matched: Matched, found: Found, known: KnownArtists) -> Matched:
    """Return the match with the respects that speak for it, the runners-up and the queries; its track stays.

    ``found``: all that was ever answered to the song's queries. A cover comes from there too: the lock keeps none.
    Where the track compares worse than it did, only the earlier score is given.
    """
    song = turned(matched.song) if matched.how == TURNED else matched.song
    track = matched.score.track
    image = next((each.image for each in found.tracks if each.uri == track.uri), track.image)
    heads = measure(song, found.tracks, known).heads
    again = score(song, track, known)
    told = matched.score if again.total < matched.score.total - WORSE else again
    return replace(
        matched,
        score=Score(replace(track, image=image), told.features),
        others=_without(matched, heads),
        asked=found.asked,
    )


def learnt(outcomes: Iterable[Outcome]) -> KnownArtists:
    """Return the artists that these outcomes confirm."""
    known = NO_ARTISTS
    for outcome in outcomes:
        known = known.learnt(outcome) if isinstance(outcome, Matched) else known
    return known


def _without(matched: Matched, heads: Sequence[Score]) -> tuple[Score, ...]:
    return tuple(head for head in heads if head.track.uri != matched.score.track.uri)[:SHOWN]
