"""The accounts service: ``/authorize`` (which consents for the user) and ``/api/token`` (whose errors are strings)."""

import secrets
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from syncer.sandbox.state import Access, Grant
from syncer.sandbox.wire import Request, Response, as_json, as_text
from syncer.sandbox.world import Code, World

CONSENT_LASTS = 182 * 24 * 3600
"""Seconds: since mid-2026 a refresh token dies six months after the consent, whatever was refreshed meanwhile."""
_VERIFIER = range(43, 129)
KNOWN_SCOPES = frozenset(
    {
        "ugc-image-upload",
        "user-read-playback-state",
        "user-modify-playback-state",
        "user-read-currently-playing",
        "app-remote-control",
        "streaming",
        "playlist-read-private",
        "playlist-read-collaborative",
        "playlist-modify-private",
        "playlist-modify-public",
        "user-follow-modify",
        "user-follow-read",
        "user-read-playback-position",
        "user-top-read",
        "user-read-recently-played",
        "user-library-modify",
        "user-library-read",
        "user-read-email",
        "user-read-private",
    }
)


class _Denied(Exception):  # noqa: N818 - an answer, not a fault
    """Ends a token request with the token endpoint's own kind of error."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


def authorize(world: World, request: Request) -> Response:
    """Return what the browser opens: back to the app with a code at once, or a page that says what is wrong."""
    query = request.query
    if problem := _problem(request):
        return as_text(problem, 400)
    back = {"state": query["state"]} if "state" in query else {}
    if world.manners.consents:
        back["code"] = secrets.token_urlsafe(48)
        world.codes[back["code"]] = Code(
            user=world.user,
            client_id=query["client_id"],
            redirect_uri=query["redirect_uri"],
            scopes=query.get("scope", "").split(),
            challenge=query.get("code_challenge"),
        )
    else:
        back["error"] = "access_denied"
    joint = "&" if urlsplit(query["redirect_uri"]).query else "?"
    return Response(302, b"", {"Location": f"{query['redirect_uri']}{joint}{urlencode(back)}"})


def _problem(request: Request) -> str | None:
    """Return what the consent page would say instead of asking; the app never hears of it."""
    query = request.query
    if not query.get("client_id"):
        return "INVALID_CLIENT: Invalid client"
    if not _registrable(query.get("redirect_uri", "")):
        return "INVALID_CLIENT: Invalid redirect URI"
    if query.get("response_type") != "code":
        return "response_type must be code"
    if unknown := set(query.get("scope", "").split()) - KNOWN_SCOPES:
        return f"INVALID_SCOPE: Invalid scope: {' '.join(sorted(unknown))}"
    if "code_challenge" in query and query.get("code_challenge_method") != "S256":
        return "code_challenge_method must be S256"
    return None


def _registrable(uri: str) -> bool:
    """HTTPS, or a loopback address in digits: ``localhost`` is refused since 2025."""
    parts = urlsplit(uri)
    if parts.scheme == "http":
        return parts.hostname in ("127.0.0.1", "::1")
    return parts.scheme == "https" and bool(parts.hostname)


def token(world: World, request: Request) -> Response:
    """``POST /api/token``: a form in, tokens out."""
    try:
        return as_json(_granted(world, request, _form(request)))
    except _Denied as denied:
        return as_json({"error": denied.error, "error_description": denied.description}, 400)


def _form(request: Request) -> dict[str, str]:
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _granted(world: World, request: Request, form: dict[str, str]) -> dict[str, object]:
    match form.get("grant_type"):
        case "authorization_code":
            return _from_code(world, request, form)
        case "refresh_token":
            return _from_refresh(world, request, form)
        case None | "":
            raise _Denied("unsupported_grant_type", "grant_type parameter is missing")
        case other:
            raise _Denied("unsupported_grant_type", f"grant_type {other} is not supported")


def _client(world: World, request: Request, form: dict[str, str]) -> tuple[str, bool]:
    """Return the app, and whether it showed a secret."""
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        if not form.get("client_id"):
            raise _Denied("invalid_client", "Invalid client")
        return form["client_id"], False
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError as error:
        raise _Denied("invalid_client", "Invalid client") from error
    expected = world.manners.client_secret
    if not client_id or not secret or (expected is not None and secret != expected):
        raise _Denied("invalid_client", "Invalid client secret")
    return client_id, True


def _from_code(world: World, request: Request, form: dict[str, str]) -> dict[str, object]:
    client_id, has_secret = _client(world, request, form)
    code = world.codes.pop(form.get("code", ""), None)
    if code is None or code.client_id != client_id:
        raise _Denied("invalid_grant", "Invalid authorization code")
    if code.redirect_uri != form.get("redirect_uri"):
        raise _Denied("invalid_grant", "Invalid redirect URI")
    if code.challenge is None and not has_secret:
        raise _Denied("invalid_client", "Invalid client")
    if code.challenge is not None:
        _check_verifier(form.get("code_verifier", ""), code.challenge)
    grant = Grant(code.user, client_id, code.scopes, world.clock())
    return issued(world, grant, with_refresh=True)


def _check_verifier(verifier: str, challenge: str) -> None:
    digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if len(verifier) not in _VERIFIER or digest != challenge:
        raise _Denied("invalid_grant", "code_verifier was incorrect")


def _from_refresh(world: World, request: Request, form: dict[str, str]) -> dict[str, object]:
    client_id, _ = _client(world, request, form)
    if not form.get("refresh_token"):
        raise _Denied("invalid_request", "refresh_token must be supplied")
    grant = world.state.grants.get(form["refresh_token"])
    if grant is None or grant.client_id != client_id:
        raise _Denied("invalid_grant", "Refresh token revoked")
    if world.clock() >= grant.authorized_at + CONSENT_LASTS:
        raise _Denied("invalid_grant", "Refresh token expired")
    if world.manners.rotates_refresh_tokens:
        del world.state.grants[form["refresh_token"]]
    return issued(world, grant, with_refresh=world.manners.rotates_refresh_tokens)


def issued(world: World, grant: Grant, *, with_refresh: bool) -> dict[str, object]:
    """Return a token answer for this consent; forgets the access tokens that have expired."""
    now, lifetime = world.clock(), world.manners.token_lifetime
    world.state.access = {key: each for key, each in world.state.access.items() if each.expires_at > now - 86_400}
    access = secrets.token_urlsafe(96)
    world.state.access[access] = Access(grant.user, grant.scopes, now + lifetime)
    answer: dict[str, object] = {
        "access_token": access,
        "token_type": "Bearer",
        "scope": " ".join(grant.scopes),
        "expires_in": lifetime,
    }
    if with_refresh:
        answer["refresh_token"] = secrets.token_urlsafe(96)
        world.state.grants[str(answer["refresh_token"])] = grant
    return answer
