"""Why a song is unsure or unmatched, in one plain sentence for a person who may not read the song's script."""

from collections.abc import Sequence

from syncer.matching import evidence as classes
from syncer.matching.evidence import Evidence
from syncer.matching.scoring import note, value
from syncer.matching.versions import WRONG
from syncer.matching.weights import Thresholds
from syncer.model import Meaning, Score, Song


def why_none(song: Song, heads: Sequence[Score], limits: Thresholds) -> str:
    """Return why none of the tracks is the song."""
    if not heads:
        return "nothing was found"
    best = max(heads, key=lambda each: value(each, "title"))
    if value(best, "title") < limits.title:
        return f"no title fits; the nearest is {_track(best)}"
    if value(best, "version") == WRONG:
        return f"only another version is there: {_track(best)} ({note(best, 'version')})"
    if not song.artists:
        return f"only the title speaks for {_track(best)}, and it is not enough"
    return f"the title fits, the artist does not: asked for {_asked(song)}, Spotify says {_artists(best)}"


def why_close(best: Score, rival: Score) -> str:
    """Return why it hesitates between two songs."""
    return f"two songs fit nearly as well: {_track(best)} and {_track(rival)}"


def why_unsure(song: Song, best: Score, seen: Evidence) -> str:
    """Return why the best track is not taken unseen."""
    track, asked, artists = _track(best), _asked(song), _artists(best)
    reasons = {
        classes.OTHER_VERSION: f"it is another version: {track} ({note(best, 'version')})",
        classes.OTHER_LENGTH: f"its length is another: {track} is {note(best, 'duration')}",
        classes.TITLE_AND_ARTIST: f"title and artist fit only roughly: {track}",
        classes.ROUGH_TITLE: f"the artist fits, the title only nearly: {track}",
        classes.FOREIGN_ARTIST: f"the title fits, but whether {asked} is {artists} cannot be read from the names",
        classes.CLAIMED_SERIES: f"{track} names the series, as covers do; who sings it there is not known",
    }
    if seen.how in reasons:
        return reasons[seen.how]
    if song.artists:
        return f"the title fits, the artist does not: {asked} may be the series, Spotify says {artists}"
    return f"only the title speaks for {track}"


def why_meanings(meanings: Sequence[Meaning]) -> str:
    """Return why it hesitates where sources outside have more than one song that may be meant."""
    sources = tuple(dict.fromkeys(meaning.source for meaning in meanings))
    if len(sources) == 1:
        return f"{sources[0]} has more than one song that may be meant"
    return f"{' and '.join(sources)} mean different songs"


def why_not_seen(meaning: Meaning) -> str:
    """Return what is missing where a source says what the song is."""
    return f"what {meaning.source} says was not seen on Spotify"


def why_other_performer(meaning: Meaning, scored: Score) -> str:
    """Return why a track that fits the list is doubtful where a source has the song by somebody else."""
    return f"{_track(scored)} is not by whom {meaning.source} says"


def _asked(song: Song) -> str:
    return f'"{", ".join(song.artists) or song.source or ""}"'


def _track(scored: Score) -> str:
    return f'"{scored.track.title}" by {_artists(scored)}'


def _artists(scored: Score) -> str:
    return ", ".join(each.name for each in scored.track.artists) or "nobody"
