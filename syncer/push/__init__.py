"""Changing the playlist: find it or make it, plan, refuse what is unsafe, write, and read back what is unconfirmed.

Nothing here trusts a write that Spotify did not confirm, nor a read so soon after a write that it may still show the
playlist as it was before: a song is neither lost nor added twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from syncer.catalog import Target
from syncer.errors import NotFound, UsageError
from syncer.journal import Last, Running
from syncer.lock import Bound, digest
from syncer.model import Detail, Playlist, Row, Track
from syncer.plan import Plan, after, guard, make_plan
from syncer.push.details import described, repaired, to_repair
from syncer.push.making import make
from syncer.push.patience import Care, is_newer, unharmed, visible
from syncer.push.picture import send, to_send
from syncer.push.service import Service
from syncer.push.whose import Whose, sorted_out
from syncer.push.writing import Writer, Written

__all__ = [
    "Care",
    "Prepared",
    "Pushed",
    "Remember",
    "Service",
    "carry_out",
    "is_ours",
    "order_of",
    "prepare",
    "read",
    "read_rows",
]

Remember = Callable[[Bound], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a push would do, from reading alone."""

    bound: Bound | None
    """None where the playlist is still to be made."""
    playlist: Playlist | None
    wanted: tuple[Track, ...]
    rows: tuple[Row, ...]
    plan: Plan
    whose: Whose = field(default_factory=Whose)
    """Which of the wanted songs are left off, and why."""
    details: tuple[Detail, ...] = ()
    """What will be sent of name, description and public flag."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did."""

    playlist: Playlist
    created: bool
    plan: Plan
    notes: tuple[str, ...] = ()


def prepare(
    service: Service, target: Target, bound: Bound | None, wanted: Sequence[Track], care: Care | None = None
) -> Prepared:
    """Return what a push would do.

    An unchanged playlist costs one request. Raises NotFound where the playlist is gone and UsageError where it is not
    the person's to write.
    """
    care = care or Care()
    playlist_id = target.id or (bound.id if bound else None)
    if playlist_id is None:
        return Prepared(None, None, tuple(wanted), (), make_plan((), wanted, frozenset()))
    adopted = bound is None or bound.id != playlist_id
    now = Bound(playlist_id) if bound is None or adopted else bound
    left = _left(care, playlist_id)
    playlist = read(service, playlist_id, care)
    if adopted and not is_ours(service, playlist):
        raise UsageError(
            f'the playlist "{playlist.name}" ({playlist.url}) is not yours to write. Write the id of one of your own '
            "into [playlist] of the catalog, or none, and syncer makes a new one"
        )
    if not playlist.readable:
        raise UsageError(f"Spotify hides the rows of {playlist.url}: it is not yours, or not shared with you any more")
    details = to_repair(target, playlist, now)
    if left is None and now.snapshot == playlist.snapshot and now.order == order_of(wanted, target):
        whose = Whose(left_off=tuple(track for track in wanted if track.uri in now.left_off))
        return Prepared(now, playlist, tuple(wanted), (), Plan(kept=playlist.total), whose, details)
    playlist, rows = read_rows(service, playlist, care)
    if left:
        there = {row.uri for row in rows}
        now = replace(now, placed=tuple(dict.fromkeys((*now.placed, *(uri for uri in left.adding if uri in there)))))
    whose = sorted_out(service, rows, wanted, now, respect=target.removed == "respect")
    return Prepared(now, playlist, tuple(wanted), rows, whose.plan, whose, details)


def carry_out(  # noqa: PLR0913 - what is done, with what, and what is kept of it
    service: Service, prepared: Prepared, target: Target, remember: Remember, care: Care | None = None, *, force: bool
) -> Pushed:
    """Change the playlist as prepared; raise Unsafe before anything is written where too much would be removed.

    ``remember`` is called once a playlist is made, and at the end; what lies between is in the journal.
    """
    care, cover = care or Care(), to_send(target, prepared.bound)
    if prepared.playlist is None or prepared.bound is None:
        playlist = make(service, target.name, care, public=bool(target.public))
        bound = Bound(playlist.id)
        remember(bound)
        details = described(service, target, playlist)
    else:
        guard(prepared.plan, frozenset(prepared.bound.placed), force=force)
        playlist, bound = prepared.playlist, prepared.bound
        details = repaired(service, target, playlist, bound)
    picture = send(service, playlist.id, cover, bound)
    bound = replace(bound, disputed=details.disputed, cover=picture.digest)
    written = _written(service, playlist, prepared, care, others=details.sent + picture.sent)
    done = _bound_after(bound, prepared, target, written, alone=not (details.sent or picture.sent))
    remember(done)
    care.journal.end(_last(prepared, playlist, written, care))
    notes = (*prepared.whose.notes, *details.notes, *picture.notes)
    return Pushed(playlist, prepared.playlist is None, prepared.plan, notes)


def _left(care: Care, playlist_id: str) -> Running | None:
    """Return what a push to this playlist that died has left."""
    running = care.journal.running
    return running if running and running.playlist == playlist_id else None


def read(service: Service, playlist_id: str, care: Care) -> Playlist:
    """Return the playlist, one that was made a moment ago once it is shown; raise NotFound where it is gone."""
    made = next((each.at for each in (care.journal.running, care.journal.last) if each), 0.0)
    looks = care.patience.looks(made)
    while True:
        try:
            return service.playlist(playlist_id)
        except NotFound as error:
            if next(looks, None) is None:
                raise NotFound(
                    f"the playlist https://open.spotify.com/playlist/{playlist_id} is gone. To push to another, write "
                    "its id into [playlist] of the catalog; to make a new one, take [playlist] out of the lock"
                ) from error


def read_rows(service: Service, playlist: Playlist, care: Care) -> tuple[Playlist, tuple[Row, ...]]:
    """Return playlist and rows; where the last write was a moment ago, once they show it, or when they surely would."""
    left, last = _left(care, playlist.id), care.journal.last
    if left:
        sent = unharmed(left.edits, left.confirmed)
        return care.look(service, playlist.id, lambda _, now: visible(sent, left.start, now), left.at)
    if last and last.playlist == playlist.id and care.patience.recent(last.at):
        return care.look(service, playlist.id, lambda there, now: _shows(last, there, now), last.at)
    return playlist, service.rows(playlist.id) if playlist.total else ()


def _shows(last: Last, playlist: Playlist, now: Sequence[str]) -> bool:
    """Tell whether rows show the last push, whatever the person has done since."""
    newer = is_newer(playlist.snapshot, last.snapshot)
    return digest(now) == last.after or (tuple(now) != last.before if newer is None else newer)


def is_ours(service: Service, playlist: Playlist) -> bool:
    """Return whether the person may write a playlist; it costs a request where that does not show."""
    return playlist.readable and (playlist.collaborative or playlist.owner == service.user_id())


def _written(service: Service, playlist: Playlist, prepared: Prepared, care: Care, *, others: int) -> Written:
    """Write the rows. The playlist was read just before, so what others did to it since is little, and is noticed."""
    if not prepared.plan:
        return Written(playlist.snapshot, prepared.rows, prepared.plan)
    left = _left(care, playlist.id)
    before = left.before if left else tuple(row.uri for row in prepared.rows)
    running = Running(playlist=playlist.id, before=before, adding=left.adding if left else ())
    whose = prepared.whose if prepared.playlist else Whose(on=prepared.wanted)
    writer = Writer(service, playlist.id, lambda rows: make_plan(rows, whose.on, whose.ours | _uris(whose.on)), care)
    return writer.write(playlist.snapshot, prepared.rows, prepared.plan, running, others)


def _bound_after(bound: Bound, prepared: Prepared, target: Target, written: Written, *, alone: bool) -> Bound:
    """Return what is to be remembered of the playlist; ``alone``: nothing but rows was written."""
    # the answer to other writes does not tell the new snapshot; what follows them does
    snapshot = written.snapshot if alone or prepared.plan else ""
    if not prepared.rows and prepared.playlist and not prepared.plan:  # nothing was read, nothing has changed
        return replace(bound, snapshot=snapshot, order=order_of(prepared.wanted, target))
    ours = after(written.rows, written.plan, frozenset(bound.placed) | written.added)
    order = (*(track.uri for track in prepared.wanted), *bound.placed)
    placed = tuple(uri for uri in dict.fromkeys(order) if uri in ours)
    return replace(
        bound,
        snapshot=snapshot,
        order=order_of(prepared.wanted, target),
        placed=placed,
        standins={uri: shown for uri, shown in written.plan.standins.items() if uri in ours},
        left_off=tuple(track.uri for track in prepared.whose.left_off),
    )


def _last(prepared: Prepared, playlist: Playlist, written: Written, care: Care) -> Last | None:
    """Return what the whole push did to the rows, None where it did nothing."""
    left = _left(care, playlist.id)
    if not prepared.plan and not (left and left.edits):
        return None
    before = left.before if left else tuple(row.uri for row in prepared.rows)
    adding = written.added | (frozenset(left.adding) if left else frozenset())
    return Last(
        playlist=playlist.id,
        at=0.0,
        before=before,
        after=digest(written.uris),
        snapshot=written.snapshot,
        added=tuple(uri for uri in written.uris if uri in adding),
        placed=tuple(uri for uri in (prepared.bound.placed if prepared.bound else ()) if uri not in adding),
    )


def _uris(tracks: Sequence[Track]) -> frozenset[str]:
    return frozenset(track.uri for track in tracks)


def order_of(wanted: Sequence[Track], target: Target) -> str:
    """Return a digest of what the catalog asks of the rows."""
    return digest((*(track.uri for track in wanted), *(("respect",) if target.removed == "respect" else ())))
