"""Which request goes where: what a restricted app may call, what it may not any more, and who is let in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from syncer.sandbox import accounts, catalogue, items, playlists, saved
from syncer.sandbox.knowledge import is_for_us
from syncer.sandbox.wire import Refused, Request, Response, as_text
from syncer.sandbox.world import Caller, World

Endpoint = Callable[..., Response]
_READ = ("playlist-read-private",)
_WRITE = ("playlist-modify-public", "playlist-modify-private")
_KEEP = ("user-library-modify", "user-follow-modify", "playlist-modify-public")
_KEPT = ("user-library-read", "user-follow-read", "playlist-read-private")


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint, and the scopes that Spotify's description names for it: all of them are needed."""

    method: str
    path: re.Pattern[str]
    endpoint: Endpoint
    scopes: tuple[str, ...] = ()


def _route(method: str, path: str, endpoint: Endpoint, scopes: tuple[str, ...] = ()) -> Route:
    return Route(method, re.compile(path.replace("{id}", "([^/]+)")), endpoint, scopes)


ROUTES = (
    _route("GET", "/v1/me", catalogue.me),
    _route("GET", "/v1/search", catalogue.search),
    _route("GET", "/v1/tracks/{id}", catalogue.track),
    _route("GET", "/v1/me/playlists", playlists.mine, _READ),
    _route("POST", "/v1/me/playlists", playlists.create, _WRITE),
    _route("GET", "/v1/playlists/{id}", playlists.read),
    _route("PUT", "/v1/playlists/{id}", playlists.change, _WRITE),
    _route("GET", "/v1/playlists/{id}/items", items.read, _READ),
    _route("POST", "/v1/playlists/{id}/items", items.add, _WRITE),
    _route("PUT", "/v1/playlists/{id}/items", items.replace_or_reorder, _WRITE),
    _route("DELETE", "/v1/playlists/{id}/items", items.remove, _WRITE),
    _route("GET", "/v1/playlists/{id}/images", playlists.images),
    _route("PUT", "/v1/playlists/{id}/images", playlists.upload, ("ugc-image-upload", *_WRITE)),
    _route("PUT", "/v1/me/library", saved.save, _KEEP),
    _route("DELETE", "/v1/me/library", saved.forget, _KEEP),
    _route("GET", "/v1/me/library/contains", saved.contains, _KEPT),
)

REMOVED = tuple(
    (method, re.compile(path.replace("{id}", "[^/]+")))
    for methods, path in (
        ("GET", "/v1/(tracks|albums|artists|shows|episodes|audiobooks|chapters)"),
        ("GET POST", "/v1/users/{id}/playlists"),
        ("GET", "/v1/users/{id}"),
        ("GET POST PUT DELETE", "/v1/playlists/{id}/tracks"),
        ("PUT DELETE", "/v1/playlists/{id}/followers"),
        ("GET", "/v1/playlists/{id}/followers/contains"),
        ("PUT DELETE", "/v1/me/(tracks|albums|shows|episodes|audiobooks|following)"),
        ("GET", "/v1/me/(tracks|albums|shows|episodes|audiobooks|following)/contains"),
        ("GET", "/v1/artists/{id}/(top-tracks|related-artists)"),
        ("GET", "/v1/markets"),
        ("GET", "/v1/browse/.+"),
        ("GET", "/v1/recommendations(/.+)?"),
        ("GET", "/v1/audio-(features|analysis)(/.+)?"),
    )
    for method in methods.split()
)
"""What a restricted app could call before February 2026; such a call is answered with 403."""


def answer(world: World, request: Request) -> Response:
    """Return the answer to any request at all."""
    try:
        return _answer(world, request)
    except Refused as refused:
        return refused.response()


def _answer(world: World, request: Request) -> Response:
    if (request.method, request.path) == ("GET", "/authorize"):
        return accounts.authorize(world, request)
    if (request.method, request.path) == ("POST", "/api/token"):
        return accounts.token(world, request)
    if is_for_us(request):
        return world.knowledge.answer(request)
    if not request.path.startswith("/v1/"):
        return as_text(f"Not found: {request.method} {request.path}", 404)
    caller = _caller(world, request)
    if any(method == request.method and path.fullmatch(request.path) for method, path in REMOVED):
        raise Refused(403, "Forbidden")
    for route in ROUTES:
        found = route.path.fullmatch(request.path)
        if found and route.method == request.method:
            _check_scopes(route, caller)
            return route.endpoint(world, caller, request, *found.groups())
    raise Refused(404, f"Service not found: {request.method} {request.path}")


def _caller(world: World, request: Request) -> Caller:
    """Who asks; 401 without a token that is valid now."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise _unauthorized("missing_token", "No token provided")
    access = world.state.access.get(token)
    if access is None:
        raise _unauthorized("invalid_token", "Invalid access token")
    if world.clock() >= access.expires_at:
        raise _unauthorized("invalid_token", "The access token expired")
    locale = request.headers.get("accept-language", "")
    return Caller(access, re.split("[-_,;]", locale.strip().lower())[0], locale)


def _unauthorized(error: str, message: str) -> Refused:
    header = f'Bearer realm="spotify", error="{error}", error_description="{message}"'
    return Refused(401, message, {"WWW-Authenticate": header})


def _check_scopes(route: Route, caller: Caller) -> None:
    missing = set(route.scopes) - set(caller.access.scopes)
    if "ugc-image-upload" in missing:  # this one shows as 401
        raise _unauthorized("insufficient_scope", "Unauthorized")
    if missing:
        raise Refused(403, "Insufficient client scope")
