"""The endpoints of the user's library: following a playlist, and unfollowing, which is how one's own is deleted."""

import re

from syncer.sandbox.wire import Refused, Request, Response, as_json
from syncer.sandbox.world import Caller, World

_MOST = 40
_WRITABLE = re.compile("spotify:(track|album|episode|show|audiobook|user|playlist):[0-9A-Za-z._-]+")
_READABLE = re.compile("spotify:(track|album|episode|show|audiobook|user|playlist|artist):[0-9A-Za-z._-]+")


def _uris(request: Request, form: re.Pattern[str]) -> list[str]:
    uris = [uri for uri in request.query.get("uris", "").split(",") if uri]
    if not uris or len(uris) > _MOST or not all(form.fullmatch(uri) for uri in uris):
        raise Refused(400, "Invalid uris")
    return uris


def save(world: World, caller: Caller, request: Request) -> Response:
    """``PUT /me/library``."""
    for kept, mark in _shelves(world, caller, _uris(request, _WRITABLE)):
        if mark not in kept:
            kept.append(mark)
    return Response(200)


def forget(world: World, caller: Caller, request: Request) -> Response:
    """``DELETE /me/library``: a playlist leaves the list and can still be opened by its id."""
    for kept, mark in _shelves(world, caller, _uris(request, _WRITABLE)):
        if mark in kept:
            kept.remove(mark)
    return Response(200)


def contains(world: World, caller: Caller, request: Request) -> Response:
    """``GET /me/library/contains``: a bare list of true and false, in the order asked."""
    shelves = [_shelf(world, caller, uri) for uri in _uris(request, _READABLE)]
    return as_json([mark in (kept or ()) for kept, mark in shelves])


def _shelves(world: World, caller: Caller, uris: list[str]) -> list[tuple[list[str], str]]:
    """Return the shelves of all of them, before any is changed; 404 for a playlist that is not there."""
    shelves = []
    for uri in uris:
        kept, mark = _shelf(world, caller, uri)
        if kept is None:
            raise Refused(404, "Resource not found")
        shelves.append((kept, mark))
    return shelves


def _shelf(world: World, caller: Caller, uri: str) -> tuple[list[str] | None, str]:
    """Where it is remembered that the caller has this, and as what; None for a playlist that is not there."""
    if uri.startswith("spotify:playlist:"):
        found = world.state.playlists.get(uri.rpartition(":")[2])
        return (found.followers if found else None), caller.user
    return world.state.saved, f"{caller.user} {uri}"
