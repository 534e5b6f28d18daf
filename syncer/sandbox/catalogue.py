"""The endpoints that read what everybody sees: search, a track, the user."""

import re

from syncer.sandbox import render
from syncer.sandbox.search import LONGEST_QUERY, BrokenQuery
from syncer.sandbox.wire import Refused, Request, Response, as_json
from syncer.sandbox.world import Caller, World

_TYPES = frozenset({"album", "artist", "playlist", "track", "show", "episode", "audiobook"})
_MOST_HITS = 10
_DEEPEST = 1000
_BASE62_ID = re.compile("[0-9A-Za-z]{22}")


def me(world: World, caller: Caller, _request: Request) -> Response:
    """``GET /me``: a restricted app learns neither country nor product nor address."""
    found = {
        **render.user(world, caller.user),
        "account_id": f"account-{caller.user}",
        "display_name": caller.user,
        "images": [],
    }
    return as_json(found)


def search(world: World, caller: Caller, request: Request) -> Response:
    """``GET /search``: tracks are found; of other types there are none here."""
    text, limit, offset = _asked(request)
    check_market(request)
    types = [kind.strip() for kind in request.query.get("type", "").split(",")]
    if types == [""]:
        raise Refused(400, "Missing parameter type")
    if unknown := [kind for kind in types if kind not in _TYPES]:
        raise Refused(400, f"Bad search type field {unknown[0]}")
    try:
        found, total = world.index.page(text, offset, limit) if "track" in types else ([], 0)
    except BrokenQuery as error:
        raise Refused(404, "Not found") from error
    query = {"query": text, "type": ",".join(types)}
    if caller.locale:
        query["locale"] = caller.locale
    answer = {}
    for kind in types:
        shown = [render.track(world, entry, caller) for entry in found] if kind == "track" else []
        count = total if kind == "track" else 0
        answer[f"{kind}s"] = render.paging(
            world, "/v1/search", query, [*shown], offset=offset, limit=limit, total=count
        )
    return as_json(answer)


def _asked(request: Request) -> tuple[str, int, int]:
    text = request.query.get("q", "")
    if not text.strip():
        raise Refused(400, "No search query")
    if len(text) > LONGEST_QUERY:
        raise Refused(400, f"Query exceeds maximum length of {LONGEST_QUERY} characters")
    return text, request.number("limit", 5, 0, _MOST_HITS), request.number("offset", 0, 0, _DEEPEST)


def track(world: World, caller: Caller, request: Request, track_id: str) -> Response:
    """``GET /tracks/{id}``."""
    check_market(request)
    if not _BASE62_ID.fullmatch(track_id):
        raise Refused(400, "Invalid base62 id")
    entry = world.library.by_id(track_id)
    if entry is None:
        raise Refused(404, "Resource not found")
    return as_json(render.track(world, entry, caller))


def check_market(request: Request) -> None:
    """Return a market is two capital letters; ``from_token`` is not known to be accepted any more."""
    market = request.query.get("market")
    if market is not None and not re.fullmatch("[A-Z]{2}", market):
        raise Refused(400, "Invalid market code")
