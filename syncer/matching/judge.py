"""Deciding: which of the tracks offered is the song, if any, and if that is unsure or none, why.

Title and artist have each their own floor: a song of that name by another artist is not a match, however good the
title. Each class of evidence has its own thresholds, and another song that fits nearly as well makes any of them unsure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syncer.matching.known import NO_ARTISTS, KnownArtists
from syncer.matching.merge import releases
from syncer.matching.names import SURNAME, UNCOMPARABLE
from syncer.matching.scoring import note, score, value
from syncer.matching.text import compact
from syncer.matching.titles import TRANSLATION
from syncer.matching.versions import WRONG
from syncer.matching.weights import THRESHOLDS, Thresholds
from syncer.model import Matched, Score, Song, Track, Unmatched, Unsure

__all__ = ["KnownArtists", "judge"]

SHOWN = 5
"""How many candidates a person is shown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a track: a class of evidence and whether that is enough to take it unseen."""

    how: str
    convincing: bool


def judge(
    song: Song, tracks: Sequence[Track], known: KnownArtists = NO_ARTISTS, thresholds: Thresholds = THRESHOLDS
) -> Matched | Unsure | Unmatched:
    """Return what the tracks offered mean for a song; ``asked`` is left for the caller to fill in."""
    outcome = _judged(song, tracks, known, thresholds)
    if not isinstance(outcome, Matched) and len(song.artists) == 1:
        turned = _judged(replace(song, title=song.artists[0], artists=(song.title,)), tracks, known, thresholds)
        if isinstance(turned, Matched) and _exact(turned.score, thresholds):
            return replace(turned, song=song, how="title and artist, the other way round")
    return outcome


def _exact(scored: Score, limits: Thresholds) -> bool:
    return min(value(scored, "title"), value(scored, "artist")) >= limits.turned


def _judged(
    song: Song, tracks: Sequence[Track], known: KnownArtists, thresholds: Thresholds
) -> Matched | Unsure | Unmatched:
    groups = releases(song, (score(song, track, known) for track in tracks))
    heads = [group[0] for group in groups]
    found = [(scored, seen) for scored in heads if (seen := evidence(song, scored, thresholds))]
    if not found:
        return Unmatched(song, _why_none(song, heads), tuple(heads[:SHOWN]))
    best, seen = max(found, key=lambda pair: (pair[1].convincing, pair[0].total))
    others = tuple(scored for scored in heads if scored is not best)
    rivals = [scored for scored, also in found if scored is not best and also.convincing == seen.convincing]
    close = [rival for rival in rivals if best.total - rival.total < thresholds.gap]
    if seen.convincing and not close:
        return Matched(song, best, seen.how, others[:SHOWN])
    reason = _why_close(best, close[0]) if close else _why_unsure(song, best, seen)
    return Unsure(song, (best, *others)[:SHOWN], reason)


def evidence(song: Song, scored: Score, limits: Thresholds) -> Evidence | None:
    """Return the class of evidence for a track, None where nothing speaks for it."""
    title, artist = value(scored, "title"), value(scored, "artist", unknown=-1.0)
    if value(scored, "ISRC"):
        return Evidence("ISRC", convincing=True)
    if title < limits.worth_showing:
        return None
    if value(scored, "version") == WRONG:
        return Evidence("version", convincing=False) if artist >= limits.artist and title >= limits.title else None
    if artist >= limits.artist and title >= limits.title:
        return Evidence("title and artist", convincing=title + artist >= limits.sum)
    if artist == SURNAME and title >= limits.plain_title - TRANSLATION:
        return Evidence("title and surname", convincing=True)
    if title >= limits.series_title and value(scored, "series") >= limits.artist:
        return Evidence("title and series", convincing=True)
    if artist == UNCOMPARABLE and title >= limits.title:
        return Evidence("title, artist in another script", convincing=False)
    if title >= limits.plain_title and len(compact(song.title)) > 1:
        return Evidence("title alone", convincing=False)
    return None


def _why_none(song: Song, heads: Sequence[Score]) -> str:
    if not heads:
        return "nothing was found"
    best = max(heads, key=lambda each: value(each, "title"))
    who = _artists(best)
    if value(best, "title") < THRESHOLDS.title:
        return f'no title fits; the nearest is "{best.track.title}" by {who}'
    if value(best, "version") == WRONG:
        return f'only another version is there: "{best.track.title}" ({note(best, "version")})'
    return f"the title fits, the artist does not: asked for {_asked(song)}, Spotify says {who}"


def _why_close(best: Score, rival: Score) -> str:
    return (
        f'two songs fit nearly as well: "{best.track.title}" by {_artists(best)} '
        f'and "{rival.track.title}" by {_artists(rival)}'
    )


def _why_unsure(song: Song, best: Score, seen: Evidence) -> str:
    match seen.how:
        case "version":
            return f'it is another version: "{best.track.title}" ({note(best, "version")})'
        case "title and artist":
            return f'title and artist fit only roughly: "{best.track.title}" by {_artists(best)}'
        case "title, artist in another script":
            return f"the title fits, but whether {_asked(song)} is {_artists(best)} cannot be read from the names"
        case _ if song.artists:
            return (
                f"the title fits, the artist does not: {_asked(song)} may be the series, Spotify says {_artists(best)}"
            )
        case _:
            return f'only the title speaks for "{best.track.title}" by {_artists(best)}'


def _asked(song: Song) -> str:
    return f'"{", ".join(song.artists)}"'


def _artists(scored: Score) -> str:
    return ", ".join(each.name for each in scored.track.artists) or "nobody"
