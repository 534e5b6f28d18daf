"""A playlist's name, description and public flag: they follow the catalog where it says them, and nothing is fought."""

from collections.abc import Mapping
from dataclasses import dataclass

from syncer.catalog import Target
from syncer.errors import ComeBackLater, SignInNeeded, SyncerError
from syncer.lock import Bound
from syncer.model import Detail, Playlist
from syncer.push.service import Service
from syncer.spotify.errors import Refused


@dataclass(frozen=True, slots=True)
class Details:
    """What became of the playlist's name, description and public flag."""

    disputed: Mapping[str, str | bool]
    """What Spotify had where the catalog says otherwise."""
    notes: tuple[str, ...] = ()
    sent: bool = False


def described(service: Service, target: Target, playlist: Playlist) -> Details:
    """Send the description of a new playlist; one that Spotify does not take is no reason to stop.

    Where Spotify has refused it, it is not sent again; where it was down, the next push repairs it.
    """
    differences = unlike(target, playlist)
    description = differences.pop("description", None)
    if description is None or target.description is None:
        return Details(differences)
    try:
        service.change_details(playlist.id, description=target.description)
    except (ComeBackLater, SignInNeeded):
        raise
    except SyncerError as error:
        refused = {"description": description} if isinstance(error.__cause__, Refused) and error.__cause__.final else {}
        return Details({**differences, **refused}, (f"the description was not taken: {error}",))
    return Details(differences, sent=True)


def to_repair(target: Target, playlist: Playlist, bound: Bound) -> tuple[Detail, ...]:
    """Return the details that a push would send: what differs, unless Spotify kept the same against an earlier push."""
    differences = unlike(target, playlist)
    return tuple(
        Detail(name, getattr(playlist, name), getattr(target, name))
        for name, value in differences.items()
        if bound.disputed.get(name) != value
    )


def repaired(service: Service, target: Target, playlist: Playlist, bound: Bound) -> Details:
    """Send name, description and public flag where they differ, but never twice against the same answer."""
    differences = unlike(target, playlist)
    repair = {detail.name for detail in to_repair(target, playlist, bound)}
    kept = {key: value for key, value in differences.items() if key not in repair}
    notes = tuple(f"Spotify keeps its own {key} for the playlist: {value!r}" for key, value in kept.items())
    if repair:
        service.change_details(
            playlist.id,
            name=target.name if "name" in repair else None,
            description=target.description if "description" in repair else None,
            public=target.public if "public" in repair else None,
        )
    return Details(differences, notes, sent=bool(repair))


def unlike(target: Target, playlist: Playlist) -> dict[str, str | bool]:
    """Return what Spotify has where the catalog says otherwise."""
    said = {"name": target.name, "description": target.description, "public": target.public}
    has = {"name": playlist.name, "description": playlist.description, "public": playlist.public}
    return {key: has[key] or "" for key, value in said.items() if value is not None and has[key] not in (value, None)}
