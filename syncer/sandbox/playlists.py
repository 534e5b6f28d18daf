"""The endpoints of playlists: list, create, read, change details, cover."""

from base64 import b64decode
from typing import Any

from syncer.sandbox import fields, render
from syncer.sandbox.catalogue import check_market
from syncer.sandbox.state import Playlist, new_id
from syncer.sandbox.wire import Refused, Request, Response, as_json
from syncer.sandbox.world import Caller, World

_LONGEST_NAME = 100
_LONGEST_DESCRIPTION = 300
_BIGGEST_COVER = 256 * 1024
_JPEG = b"\xff\xd8\xff"
_KINDS = {"name": str, "description": str, "public": bool, "collaborative": bool}


def find(world: World, playlist_id: str) -> Playlist:
    """Return the playlist; 404 where there is none."""
    found = world.state.playlists.get(playlist_id)
    if found is None:
        raise Refused(404, "Resource not found")
    return found


def find_own(world: World, caller: Caller, playlist_id: str) -> Playlist:
    """Return the playlist, if the caller may write it: owner and collaborators; 403 for the others."""
    found = find(world, playlist_id)
    if not render.may_read(found, caller.user):
        raise Refused(403, "Forbidden")
    return found


def mine(world: World, caller: Caller, request: Request) -> Response:
    """``GET /me/playlists``: owned and followed, the newest first.

    ``next`` leads to ``/users/{id}/playlists``, which a restricted app may not call: the trap is Spotify's.
    """
    limit, offset = request.number("limit", 20, 1, 50), request.number("offset", 0, 0, 100_000)
    listed = [each for each in world.state.playlists.values() if caller.user in each.followers][::-1]
    shown = [render.simple_playlist(world, each, caller) for each in listed[offset : offset + limit]]
    path = f"/v1/users/{caller.user}/playlists"
    return as_json(render.paging(world, path, {}, shown, offset=offset, limit=limit, total=len(listed)))


def create(world: World, caller: Caller, request: Request) -> Response:
    """``POST /me/playlists``: names need not be unique, so a repeated request makes a second playlist."""
    details = _details(request)
    if not details.get("name"):
        raise Refused(400, "Missing required field: name")
    if "://" in details.get("description", ""):  # seen in 2026: an address in it is refused here, not in a change
        raise Refused(400, "Invalid description")
    made = Playlist(new_id(), details.pop("name"), caller.user, followers=[caller.user])
    _apply(world, made, details)
    world.state.playlists[made.id] = made
    return as_json(render.playlist(world, made, caller), 201)


def read(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``GET /playlists/{id}``: only the metadata of what is not the caller's."""
    check_market(request)
    found = render.playlist(world, find(world, playlist_id), caller)
    return as_json(fields.pick(found, fields.parse(request.query.get("fields", ""))))


def change(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``PUT /playlists/{id}``: 200 with an empty body."""
    found, details = find(world, playlist_id), _details(request)
    if found.owner != caller.user:
        raise Refused(403, "Forbidden")
    if details.get("description") == "":
        raise Refused(400, "Attribute description is empty")
    if details.get("name") == "":
        raise Refused(400, "Attribute name is empty")
    _apply(world, found, details)
    found.version += 1
    return Response(200)


def _details(request: Request) -> dict[str, Any]:
    """Name, description and flags from the body, checked; what is too long gives 500, as Spotify does."""
    body = request.json_object()
    for key, kind in _KINDS.items():
        if key in body and not isinstance(body[key], kind):
            raise Refused(400, f"Invalid value for field: {key}")
    description = body.get("description", "")
    if len(body.get("name", "")) > _LONGEST_NAME or len(description) > _LONGEST_DESCRIPTION or "\n" in description:
        raise Refused(500, "Internal server error")
    return {key: body[key] for key in _KINDS if key in body}


def _apply(world: World, found: Playlist, details: dict[str, Any]) -> None:
    wanted = {"public": found.public, "collaborative": found.collaborative, **details}
    if wanted["collaborative"] and wanted["public"]:
        raise Refused(400, "Collaborative playlists can only be private")
    if not world.manners.keeps_private:
        details.pop("public", None)
    for key, value in details.items():
        setattr(found, key, value)


def images(world: World, _caller: Caller, _request: Request, playlist_id: str) -> Response:
    """``GET /playlists/{id}/images``: a bare list."""
    return as_json(render.cover(world, find(world, playlist_id)))


def upload(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``PUT /playlists/{id}/images``: a JPEG as base64 text, 256 KB of it at most; 202 without a body."""
    found = find(world, playlist_id)
    if found.owner != caller.user:
        raise Refused(403, "Forbidden")
    if request.headers.get("content-type", "").partition(";")[0] != "image/jpeg":
        raise Refused(415, "Unsupported media type")
    if len(request.body) > _BIGGEST_COVER:
        return Response(413)
    try:
        picture = b64decode(request.body, validate=True)
    except ValueError as error:  # a line break is enough
        raise Refused(400, "Invalid image") from error
    if not picture.startswith(_JPEG):
        raise Refused(400, "Invalid image")
    found.cover = request.body.decode()
    found.version += 1
    return Response(202)
