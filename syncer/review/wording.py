"""Sentences that the terminal and the page share, as a message begins and ends: in lower case, without a full stop."""

from syncer.model import Song

BUSY = "a push of this catalog is at work, and nothing was written; press again when it is done"
NO_LINK = "that is no track's link (in Spotify: Share, Copy song link)"
NO_TRACK = "there is no such track on Spotify"
NOT_PLAYED = "Spotify does not play this track where you are"


def has_it_too(other: Song) -> str:
    """Return that another song of the catalog is this track already."""
    return f'line {other.line}, "{other.title}", is this track too; the playlist has it once'
