"""One song, many releases: the single, the album and the compilation are one candidate, and one of them is taken."""

from collections.abc import Iterable

from syncer.matching.names import artists_alike
from syncer.matching.scoring import value
from syncer.matching.script import scripts
from syncer.matching.text import fold
from syncer.matching.titles import parse, titles_alike
from syncer.model import Score, Song, Track

WORTH_MERGING = 0.6
"""Tracks with another title than the one asked for lose anyway, together or apart."""
SAME_TITLE = 0.95
SAME_READING = 0.85
"""In two scripts, where a reading is seldom exact."""
SAME_ARTIST = 0.8
_ALBUM_TYPES = {"album": 0, "single": 0, "": 1, "compilation": 2}


def releases(song: Song, scores: Iterable[Score]) -> list[tuple[Score, ...]]:
    """Return the scores as one group a song, the release to take first, the best group first."""
    groups: list[list[Score]] = []
    for scored in sorted(scores, key=lambda each: preference(song, each)):
        for group in groups if value(scored, "title") >= WORTH_MERGING else ():
            if same_song(group[0].track, scored.track):
                group.append(scored)
                break
        else:
            groups.append([scored])
    return [tuple(group) for group in groups]


def same_song(one: Track, other: Track) -> bool:
    """Say whether two tracks are one song in one version, on whatever release."""
    if one.isrc and one.isrc == other.isrc:
        return True
    if parse(one.title).versions != parse(other.title).versions:
        return False
    enough = SAME_TITLE if scripts(one.title) == scripts(other.title) else SAME_READING
    return titles_alike(one.title, other.title).value >= enough and _same_artist(one, other)


def preference(song: Song, scored: Score) -> tuple[object, ...]:
    """Return the order in which releases are taken; the URI last, so that it is the same from run to run.

    First what fits better; then what can be played, the plain title, originals before compilations, explicit before
    clean (a clean one is cut), the earliest.
    """
    track = scored.track
    return (
        -round(scored.total, 2),
        not track.playable,
        fold(track.title) != fold(song.title) and len(parse(track.title).forms[0].text),
        _ALBUM_TYPES.get(track.album_type, 1),
        not track.explicit,
        track.release_date or "9999",
        -round(scored.total, 6),
        track.uri,
    )


def _same_artist(one: Track, other: Track) -> bool:
    if {each.id for each in one.artists if each.id} & {each.id for each in other.artists if each.id}:
        return True
    ours, theirs = (tuple(each.name for each in track.artists) for track in (one, other))
    return bool(ours and theirs) and artists_alike(ours, theirs).value >= SAME_ARTIST
