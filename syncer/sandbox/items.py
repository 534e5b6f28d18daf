"""The endpoints of a playlist's rows: read 50, write 100; DELETE drops every copy; a move keeps ``added_at``."""

import re
from base64 import b64decode
from typing import Any

from syncer.sandbox import fields, render
from syncer.sandbox.catalogue import check_market
from syncer.sandbox.playlists import find_own
from syncer.sandbox.state import Playlist, Row
from syncer.sandbox.wire import Refused, Request, Response, as_json
from syncer.sandbox.world import Caller, World

MOST_WRITTEN = 100
"""URIs in one request."""
LARGEST = 10_000
"""Rows of a playlist; enforced since 2021, though not in the documentation."""
_URI = re.compile("spotify:(track|episode):[0-9A-Za-z]{22}")
_REORDER = ("range_start", "insert_before", "range_length")


def read(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``GET /playlists/{id}/items``: rows hold ``item``; asked for ``track(...)`` they come back empty."""
    check_market(request)
    limit, offset = request.number("limit", 20, 1, 50), request.number("offset", 0, 0, 1_000_000)
    found = find_own(world, caller, playlist_id)
    page = render.rows_page(world, found, caller, offset, limit)
    return as_json(fields.pick(page, fields.parse(request.query.get("fields", ""))))


def add(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``POST /playlists/{id}/items``: at the end or at ``position``; duplicates are welcome."""
    found, body = find_own(world, caller, playlist_id), request.json()
    sent: Any = body if isinstance(body, list) else request.json_object().get("uris", [])  # spotipy sends a bare list
    if "uris" in request.query:
        sent = request.query["uris"].split(",")
    uris = _checked(world, sent)
    if not uris:
        raise Refused(400, "No uris provided")
    position = _position(request, body, len(found.rows))
    if len(found.rows) + len(uris) > LARGEST:
        raise Refused(400, "Playlist size limit reached")
    found.rows[position:position] = [Row(uri, world.now(), caller.user) for uri in uris]
    return _changed(found, 201)


def _position(request: Request, body: object, end: int) -> int:
    if "position" in request.query:
        return request.number("position", end, 0, end)
    position = body.get("position") if isinstance(body, dict) else None
    if position is None:
        return end
    if not isinstance(position, int) or not 0 <= position <= end:
        raise Refused(400, "Index out of bounds")
    return position


def replace_or_reorder(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``PUT /playlists/{id}/items``: ``uris`` replaces everything, ``range_start`` moves a block; never both."""
    found, body = find_own(world, caller, playlist_id), request.json_object()
    sent = request.query["uris"].split(",") if "uris" in request.query else body.get("uris")
    moves = any(key in body for key in _REORDER)
    if moves and sent is not None:
        raise Refused(400, "Can not combine uris and reorder parameters")
    if moves:
        _reorder(found, body)
    elif sent is not None:
        uris = _checked(world, [uri for uri in sent if uri] if isinstance(sent, list) else sent)
        found.rows = [Row(uri, world.now(), caller.user) for uri in uris]
    else:
        raise Refused(400, "No uris provided")
    return _changed(found)


def _reorder(found: Playlist, body: dict[str, Any]) -> None:
    """Move a block; ``insert_before`` counts the rows as they are before the move."""
    numbers = [body.get("range_start"), body.get("insert_before"), body.get("range_length", 1)]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise Refused(400, "Missing required field: range_start and insert_before")
    start, before, length = (int(number or 0) for number in numbers)
    end = len(found.rows)
    if start < 0 or length < 1 or start + length > end or not 0 <= before <= end:
        raise Refused(400, "Index out of bounds")
    _check_snapshot(found, body)
    block = found.rows[start : start + length]
    del found.rows[start : start + length]
    at = before if before <= start else max(start, before - length)
    found.rows[at:at] = block


def remove(world: World, caller: Caller, request: Request, playlist_id: str) -> Response:
    """``DELETE /playlists/{id}/items``: every copy of each URI goes, whatever ``positions`` says."""
    found, body = find_own(world, caller, playlist_id), request.json_object()
    items = body.get("items")
    if not isinstance(items, list) or not items:
        raise Refused(400, "No uris provided")
    uris = _checked(world, [item.get("uri") if isinstance(item, dict) else None for item in items], known=False)
    _check_snapshot(found, body)
    kept = [row for row in found.rows if row.uri not in uris]
    if len(kept) == len(found.rows):
        return as_json({"snapshot_id": found.snapshot})
    found.rows = kept
    return _changed(found)


def _checked(world: World, sent: Any, *, known: bool = True) -> list[str]:
    """Return the URIs, if they are at most 100 and each is well formed (and exists, if it must)."""
    if not isinstance(sent, list):
        raise Refused(400, "No uris provided")
    if len(sent) > MOST_WRITTEN:
        raise Refused(400, f"You can add a maximum of {MOST_WRITTEN} items per request.")
    for uri in sent:
        if not isinstance(uri, str) or not _URI.fullmatch(uri):
            raise Refused(400, f"Invalid track uri: {uri}")
        if known and world.library.by_id(uri.rpartition(":")[2]) is None:
            raise Refused(400, "Payload contains a non-existing ID")
    return sent


def _check_snapshot(found: Playlist, body: dict[str, Any]) -> None:
    """Return an older snapshot is no obstacle: it is not a lock. One that never was is refused."""
    snapshot = body.get("snapshot_id")
    if snapshot is None:
        return
    try:
        version = int.from_bytes(b64decode(str(snapshot), validate=True)[:4])
    except ValueError as error:
        raise Refused(400, "Invalid snapshot id") from error
    if not 1 <= version <= found.version:
        raise Refused(400, "Invalid snapshot id")


def _changed(found: Playlist, status: int = 200) -> Response:
    found.version += 1
    return as_json({"snapshot_id": found.snapshot}, status)
