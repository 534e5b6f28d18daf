"""Sending the playlist's picture: when its file has changed, and never so that the songs have to wait for it."""

from dataclasses import dataclass

from syncer import cover
from syncer.catalog import Target
from syncer.cover import Cover
from syncer.errors import SignInNeeded, SyncerError
from syncer.lock import Bound
from syncer.push.service import Service


@dataclass(frozen=True, slots=True)
class Picture:
    """What became of the picture."""

    digest: str
    """Of the one that the playlist has."""
    notes: tuple[str, ...] = ()
    sent: bool = False


def to_send(target: Target, bound: Bound | None) -> Cover | None:
    """Return the picture that the playlist does not have yet; raise UsageError where it cannot be used."""
    return cover.changed(target.cover, bound.cover if bound else "") if target.cover else None


def send(service: Service, playlist_id: str, picture: Cover | None, bound: Bound) -> Picture:
    """Upload the picture; what keeps it from being uploaded is noted, and the next push tries again."""
    if picture is None:
        return Picture(bound.cover)
    try:
        service.upload_cover(playlist_id, picture.payload)
    except SignInNeeded:  # everything else was allowed
        why = "your sign-in does not allow it: run syncer login --cover"
        return Picture(bound.cover, (f"the cover was not uploaded, {why}",))
    except SyncerError as error:
        return Picture(bound.cover, (f"the cover was not uploaded: {error}",), sent=True)
    return Picture(picture.digest, sent=True)
