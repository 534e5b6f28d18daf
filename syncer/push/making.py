"""Making the playlist, and only one: an answer that was lost leaves one behind that has to be found again."""

from collections.abc import Collection

from syncer.errors import SyncerError, Unconfirmed
from syncer.journal import Running
from syncer.model import Playlist
from syncer.push.patience import Care
from syncer.push.service import Service

ROUNDS = 3


def make(service: Service, name: str, care: Care, *, public: bool) -> Playlist:
    """Return a new, empty playlist; one that an earlier try has made is taken instead of making another.

    It is known by its name and owner, by being empty, and by not having been there before.
    """
    journal = care.journal
    left = journal.running
    if left and not left.playlist and (found := _appeared(service, left.name, left.known, left.at, care)):
        return found
    known = [playlist.id for playlist in service.my_playlists() if playlist.name == name]
    for _ in range(ROUNDS):
        journal.begin(Running(playlist="", name=name, known=tuple(known)))
        try:
            return service.create(name, public=public)
        except Unconfirmed:
            if found := _appeared(service, name, known, care.patience.clock.now(), care):
                return found
    raise SyncerError("Spotify did not confirm that it has made the playlist; run syncer push again, nothing is lost")


def _appeared(service: Service, name: str, known: Collection[str], since: float, care: Care) -> Playlist | None:
    """Return the playlist once it is listed, None when it is too late for a lag."""
    looks = care.patience.looks(since)
    while True:
        new = [p for p in service.my_playlists() if p.name == name and not p.total and p.id not in known]
        if new:
            me = service.user_id()
            new = [playlist for playlist in new if playlist.owner == me]
        if new or next(looks, None) is None:
            return next(iter(new), None)
