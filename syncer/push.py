"""Changing the playlist: find it or make it, plan, refuse what is unsafe, write, and read back what is unconfirmed.

Nothing here trusts a write that Spotify did not confirm: the rows are read again and the rest is planned anew, so a
song is neither lost nor added twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from syncer.catalog import Target
from syncer.errors import ComeBackLater, NotFound, SignInNeeded, SyncerError, Unconfirmed, UsageError
from syncer.lock import Bound, digest
from syncer.model import Edit, Playlist, Row, Track
from syncer.plan import Plan, after, guard, make_plan

ROUNDS = 3
"""How often the rest is planned anew after a write that was not confirmed."""

Remember = Callable[[Bound], None]


class Service(Protocol):
    """What pushing needs of Spotify; a write that may or may not have happened raises Unconfirmed."""

    def user_id(self) -> str:
        """Return who is signed in."""

    def playlist(self, playlist_id: str) -> Playlist:
        """Return a playlist without its rows; raise NotFound."""

    def rows(self, playlist_id: str) -> tuple[Row, ...]:
        """Return all rows."""

    def my_playlists(self) -> tuple[Playlist, ...]:
        """Return the playlists in the person's library."""

    def create(self, name: str, *, public: bool) -> Playlist:
        """Make an empty playlist without a description."""

    def change_details(
        self, playlist_id: str, *, name: str | None = None, description: str | None = None, public: bool | None = None
    ) -> None:
        """Change what is not None."""

    def apply(self, playlist_id: str, edit: Edit, snapshot: str) -> str:
        """Carry out one edit; return the new snapshot."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a push would do, from reading alone."""

    bound: Bound | None
    """None where the playlist is still to be made."""
    playlist: Playlist | None
    wanted: tuple[Track, ...]
    rows: tuple[Row, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did."""

    playlist: Playlist
    created: bool
    plan: Plan
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What became of the playlist's name, description and public flag."""

    disputed: Mapping[str, str | bool]
    """What Spotify had where the catalog says otherwise."""
    notes: tuple[str, ...] = ()
    sent: bool = False


def prepare(service: Service, target: Target, bound: Bound | None, wanted: Sequence[Track]) -> Prepared:
    """Return what a push would do.

    An unchanged playlist costs one request. Raises NotFound where the playlist is gone and UsageError where it is not
    the person's to write.
    """
    playlist_id = target.id or (bound.id if bound else None)
    if playlist_id is None:
        return Prepared(None, None, tuple(wanted), (), make_plan((), wanted, frozenset()))
    adopted = bound is None or bound.id != playlist_id
    now = Bound(playlist_id) if bound is None or adopted else bound
    playlist = _read(service, playlist_id)
    if adopted:
        _check_ours(service, playlist)
    if not playlist.readable:
        raise UsageError(f"Spotify hides the rows of {playlist.url}: it is not yours, or not shared with you any more")
    if now.snapshot == playlist.snapshot and now.order == _order(wanted):
        return Prepared(now, playlist, tuple(wanted), (), Plan(kept=playlist.total))
    rows = service.rows(playlist_id) if playlist.total else ()
    return Prepared(now, playlist, tuple(wanted), rows, make_plan(rows, wanted, frozenset(now.placed)))


def carry_out(service: Service, prepared: Prepared, target: Target, remember: Remember, *, force: bool) -> Pushed:
    """Change the playlist as prepared; raise Unsafe before anything is written where too much would be removed.

    ``remember`` is called before the first write and after the last one, so that a run that dies in between leaves
    behind what syncer put there.
    """
    created = prepared.playlist is None
    if prepared.playlist is None or prepared.bound is None:
        playlist = _create(service, target)
        bound = Bound(playlist.id)
        remember(bound)
        details = _described(service, target, playlist)
    else:
        guard(prepared.plan, frozenset(prepared.bound.placed), force=force)
        playlist, bound = prepared.playlist, prepared.bound
        details = _repaired(service, target, playlist, bound)
    done = _with_rows(service, playlist, prepared, replace(bound, disputed=details.disputed), remember)
    if details.sent and not prepared.plan:
        done = replace(done, snapshot="")  # the answer to a change of details does not tell the new one
    if done != prepared.bound:
        remember(done)
    return Pushed(playlist, created, prepared.plan, details.notes)


def _read(service: Service, playlist_id: str) -> Playlist:
    try:
        return service.playlist(playlist_id)
    except NotFound as error:
        raise NotFound(
            f"the playlist https://open.spotify.com/playlist/{playlist_id} is gone. To push to another, write its id "
            "into [playlist] of the catalog; to make a new one, take [playlist] out of the lock"
        ) from error


def _check_ours(service: Service, playlist: Playlist) -> None:
    if playlist.readable and (playlist.collaborative or playlist.owner == service.user_id()):
        return
    raise UsageError(
        f'the playlist "{playlist.name}" ({playlist.url}) is not yours to write. Write the id of one of your own into '
        "[playlist] of the catalog, or none, and syncer makes a new one"
    )


def _create(service: Service, target: Target) -> Playlist:
    """Make the playlist; where the answer was lost, take the empty one of that name before making another."""
    try:
        return service.create(target.name, public=bool(target.public))
    except Unconfirmed:
        return _just_made(service, target.name) or service.create(target.name, public=bool(target.public))


def _just_made(service: Service, name: str) -> Playlist | None:
    me = service.user_id()
    found = (p for p in service.my_playlists() if p.name == name and p.owner == me and not p.total)
    return next(found, None)


def _differences(target: Target, playlist: Playlist) -> dict[str, str | bool]:
    """Return what Spotify has where the catalog says otherwise."""
    said = {"name": target.name, "description": target.description, "public": target.public}
    has = {"name": playlist.name, "description": playlist.description, "public": playlist.public}
    return {key: has[key] or "" for key, value in said.items() if value is not None and has[key] not in (value, None)}


def _described(service: Service, target: Target, playlist: Playlist) -> Details:
    """Send the description of a new playlist; one that Spotify does not take is no reason to stop."""
    differences = _differences(target, playlist)
    description = differences.pop("description", None)
    if description is None or target.description is None:
        return Details(differences)
    try:
        service.change_details(playlist.id, description=target.description)
    except (ComeBackLater, SignInNeeded):
        raise
    except SyncerError as error:
        return Details({**differences, "description": description}, (f"the description was not taken: {error}",))
    return Details(differences, sent=True)


def _repaired(service: Service, target: Target, playlist: Playlist, bound: Bound) -> Details:
    """Send name, description and public flag where they differ, but never twice against the same answer."""
    differences = _differences(target, playlist)
    kept = {key: value for key, value in differences.items() if bound.disputed.get(key) == value}
    notes = tuple(f"Spotify keeps its own {key} for the playlist: {value!r}" for key, value in kept.items())
    repair = differences.keys() - kept.keys()
    if repair:
        service.change_details(
            playlist.id,
            name=target.name if "name" in repair else None,
            description=target.description if "description" in repair else None,
            public=target.public if "public" in repair else None,
        )
    return Details(differences, notes, sent=bool(repair))


def _with_rows(service: Service, playlist: Playlist, prepared: Prepared, bound: Bound, remember: Remember) -> Bound:
    """Write the rows; return the bond as it is afterwards.

    What is about to be added is remembered as ours before it is: a run that dies in between must not leave behind a
    song that no later run may remove.
    """
    placed = frozenset(bound.placed)
    done = replace(
        bound, order=_order(prepared.wanted), placed=_placed(prepared, bound.placed), snapshot=playlist.snapshot
    )
    if not prepared.plan:
        return done
    remember(replace(done, snapshot="", order="", placed=tuple(dict.fromkeys((*done.placed, *bound.placed)))))
    return replace(done, snapshot=_written(service, playlist, prepared, placed))


def _placed(prepared: Prepared, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the URIs that are ours after the push: first those that are wanted, in their order."""
    if not prepared.plan:
        return before
    ours = after(prepared.rows, prepared.plan, frozenset(before))
    order = (*(track.uri for track in prepared.wanted), *before)
    return tuple(uri for uri in dict.fromkeys(order) if uri in ours)


def _written(service: Service, playlist: Playlist, prepared: Prepared, placed: frozenset[str]) -> str:
    """Write the plan edit by edit; return the last snapshot."""
    plan, snapshot = prepared.plan, playlist.snapshot
    for _ in range(ROUNDS):
        try:
            for edit in plan.edits:
                snapshot = service.apply(playlist.id, edit, snapshot)
        except Unconfirmed:
            plan = make_plan(service.rows(playlist.id), prepared.wanted, placed | {t.uri for t in prepared.wanted})
            snapshot = service.playlist(playlist.id).snapshot
        else:
            return snapshot
    raise SyncerError("Spotify did not confirm the changes to the playlist; run syncer push again, nothing is lost")


def _order(wanted: Sequence[Track]) -> str:
    return digest(track.uri for track in wanted)
