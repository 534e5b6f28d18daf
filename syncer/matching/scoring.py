"""Measuring: how well a track fits a song, respect by respect. What that is enough for is ``judge``'s business."""

from syncer.matching import features
from syncer.matching.known import NO_ARTISTS, KnownArtists
from syncer.matching.weights import THRESHOLDS
from syncer.model import Score, Song, Track


def score(song: Song, track: Track, known: KnownArtists = NO_ARTISTS) -> Score:
    """Return the features in which song and track can be compared, the weightiest first."""
    title, artist = features.title(song, track), features.artist(song, track, known)
    is_stranger = artist is None or artist.value < THRESHOLDS.artist
    measured = (
        title,
        artist,
        features.version(song, track),
        features.series(song, track, known)
        if song.source or (is_stranger and title.value >= THRESHOLDS.title)
        else None,
        features.duration(song, track),
        features.album(song, track),
        features.isrc(song, track),
    )
    return Score(track, tuple(feature for feature in measured if feature is not None))


def value(scored: Score, name: str, unknown: float = 0.0) -> float:
    """Return the value of a feature, ``unknown`` where it was not measured."""
    return next((feature.value for feature in scored.features if feature.name == name), unknown)


def note(scored: Score, name: str) -> str:
    """Return what is noted at a feature; "" where there is nothing."""
    return next((feature.note for feature in scored.features if feature.name == name), "")
