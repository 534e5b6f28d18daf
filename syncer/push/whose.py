"""Whose is what: which songs the person took off the playlist, and which Spotify took away.

A song that syncer put there and that is not there any more was taken off by the person, unless Spotify shows it as
another delivery of the same recording (then it stands), shows an empty row in its place and does not know the track any
more, or says that it cannot be played.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from syncer.lock import Bound
from syncer.model import Add, Row, Track
from syncer.plan import Plan, make_plan
from syncer.push.service import Service


@dataclass(frozen=True, slots=True)
class Whose:
    """The wanted songs, sorted by what the person and Spotify have done to them."""

    on: tuple[Track, ...] = ()
    """What belongs on the playlist."""
    left_off: tuple[Track, ...] = ()
    """What the person took off, and wants off."""
    gone: tuple[Track, ...] = ()
    """What Spotify has taken away or does not play any more; to be looked up again."""
    ours: frozenset[str] = frozenset()
    """The URIs that syncer put there, also those under which Spotify shows such a song."""
    plan: Plan = field(default_factory=Plan)
    """The plan for what belongs on the playlist."""
    notes: tuple[str, ...] = ()


def sorted_out(service: Service, rows: Sequence[Row], wanted: Sequence[Track], bound: Bound, *, respect: bool) -> Whose:
    """Return whose the wanted songs are; costs a request for each missing song where the playlist has empty rows."""
    ours = _ours(wanted, bound)
    plan = make_plan(rows, wanted, ours)
    adding = {uri for edit in plan.edits if isinstance(edit, Add) for uri in edit.uris}
    placed = frozenset(bound.placed)
    once_there = adding & placed
    missing = [track for track in wanted if track.uri in once_there]
    lost = [track for track in missing if _is_lost(service, rows, track)]
    off = {*bound.left_off, *(track.uri for track in missing if track not in lost)} if respect else set()
    left_off = tuple(track for track in wanted if track.uri in adding and track.uri in off)
    out = {track.uri for track in (*lost, *left_off)}
    mute = {row.uri for row in rows if row.track and not row.track.playable}  # Spotify says so only sometimes
    silent = [track for track in wanted if track.uri in placed and plan.standins.get(track.uri, track.uri) in mute]
    back = [track for track in missing if track.uri not in out]
    on = tuple(track for track in wanted if track.uri not in out)
    return Whose(
        on=on,
        left_off=left_off,
        gone=(*lost, *silent),
        ours=ours,
        plan=make_plan(rows, on, ours) if out else plan,
        notes=tuple(
            [f"{_name(track)} had been taken off the playlist, and is put back" for track in back]
            + [f"{_name(track)} is gone from Spotify; it is looked up again at the next push" for track in lost]
            + [f"{_name(track)} cannot be played any more; it is looked up again at the next push" for track in silent]
        ),
    )


def stays_off(track: Track) -> str:
    """Return the sentence about a song that the person took off."""
    return f'{_name(track)} was taken off the playlist, and stays off (removed = "respect")'


def _ours(wanted: Sequence[Track], bound: Bound) -> frozenset[str]:
    """Return what syncer put there; a song that is not wanted any more goes under the URI that Spotify shows."""
    uris = {track.uri for track in wanted}
    shown = {bound.standins[uri] for uri in bound.placed if uri in bound.standins and uri not in uris}
    return frozenset(bound.placed) | (shown - uris)


def _is_lost(service: Service, rows: Sequence[Row], track: Track) -> bool:
    """Tell whether a missing song is one of the empty rows, which Spotify leaves where it has taken a track away."""
    return any(not row.uri for row in rows) and service.track(track.uri) is None


def _name(track: Track) -> str:
    return f'"{track.title}"'
