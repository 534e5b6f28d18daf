"""The plan in lines that a person reads: what comes, what moves, what goes."""

from collections.abc import Iterator

from syncer.model import Track
from syncer.plan import Change, Plan


def lines(plan: Plan) -> Iterator[str]:
    """Yield a line for each song that changes: symbol, place, song, reason."""
    width = max((len(_place(change)) for change in plan.changes), default=0)
    for change in plan.changes:
        reason = f"  ({change.reason})" if change.reason else ""
        yield f"  {change.kind} {_place(change):>{width}}  {_song(change)}{reason}"


def _place(change: Change) -> str:
    places = (str(place) for place in (change.was, change.position) if place is not None)
    return " → ".join(places)


def _song(change: Change) -> str:
    return song(change.track) if change.track else change.uri


def song(track: Track) -> str:
    """Return a track's title and artists in one line."""
    artists = ", ".join(artist.name for artist in track.artists)
    return f"{track.title} · {artists}" if artists else track.title
