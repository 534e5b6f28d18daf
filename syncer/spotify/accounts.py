"""The accounts service through spotipy: the address to sign in at, and the two token requests.

PKCE in any case, which needs no client secret; where there is one, it goes along as HTTP Basic authentication. Only
one answer means anything for a sign-in: ``invalid_grant``. spotipy takes every other failure for one as well, so the
session below looks at each answer first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from requests import PreparedRequest, Response
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyPKCE

from syncer.errors import SyncerError, UsageError
from syncer.spotify.errors import Lost, Refused
from syncer.spotify.pace import Clock, Tell, silent
from syncer.spotify.refusals import DASHBOARD
from syncer.spotify.retry import Call, persist
from syncer.spotify.wire import TIMEOUT, Session

SCOPES = (
    "playlist-modify-private",
    "playlist-modify-public",
    "playlist-read-collaborative",
    "playlist-read-private",
)
"""Both modify scopes, because a playlist's public flag can change under us."""
COVER = "ugc-image-upload"
"""The scope for the playlist's picture; asked for only where the person wants it."""

_REFUSALS = (400, 401, 403)
"""With these the token endpoint has an opinion; RFC 6749 knows 400, and 401 for a wrong secret."""


@dataclass(frozen=True, slots=True)
class App:
    """Which app asks, and where."""

    accounts_url: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    redirect_uri: str = ""
    scopes: tuple[str, ...] = SCOPES
    backoff: float = 1.0
    """As in the settings."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the token endpoint gave."""

    access_token: str = field(repr=False)
    lifetime: float
    """Seconds that the access token lasts."""
    refresh_token: str | None = field(default=None, repr=False)
    """None where the old one stays in force, as usual since July 2026."""
    scope: str | None = None


class Ended(Exception):  # noqa: N818 - the state of things
    """``invalid_grant``: the refresh token or the code is no longer good."""


class Accounts:
    """The accounts service for one app, and for one sign-in: the verifier is kept from address to exchange."""

    def __init__(self, app: App, tell: Tell = silent, clock: Clock | None = None, state: str | None = None) -> None:
        self._tell = tell
        self._clock = clock or Clock()
        self._backoff = app.backoff
        self._cache = MemoryCacheHandler()
        self._pkce = SpotifyPKCE(
            client_id=app.client_id,
            redirect_uri=app.redirect_uri or "unused",
            state=state,
            scope=app.scopes,
            cache_handler=self._cache,
            requests_timeout=TIMEOUT,
            requests_session=_TokenSession(app),
            open_browser=False,
        )
        self._pkce.OAUTH_TOKEN_URL = f"{app.accounts_url}/api/token"
        self._pkce.OAUTH_AUTHORIZE_URL = f"{app.accounts_url}/authorize"

    def address(self) -> str:
        """Return the address at which the person agrees."""
        return str(self._pkce.get_authorize_url())

    def exchange(self, code: str) -> Grant:
        """Return the tokens for a code, which is good once; raise Ended where it is not."""

        def attempt() -> Grant:
            self._pkce.get_access_token(code, check_cache=False)
            return grant(self._cache.get_cached_token())

        return self._ask(attempt, Call("signing in", "write", repeatable=False))

    def refresh(self, refresh_token: str) -> Grant:
        """Return new tokens; raise Ended where the sign-in is over, and SyncerError where it may well not be."""

        def attempt() -> Grant:
            answer = self._pkce.refresh_access_token(refresh_token)
            return grant(answer, refresh_token)

        return self._ask(attempt, Call("renewing the sign-in", "read", repeatable=True))

    def _ask(self, attempt: Callable[[], Grant], call: Call) -> Grant:
        try:
            return persist(attempt, call, self._clock, self._tell, self._backoff)
        except SyncerError as error:
            refused = error.__cause__
            if isinstance(refused, Refused) and refused.status in _REFUSALS:
                raise _meaning(refused, call.what) from refused
            raise


def _meaning(refused: Refused, what: str) -> Ended | SyncerError:
    match refused.reason:
        case "invalid_grant":
            return Ended(refused.message)
        case "invalid_client":
            return UsageError(
                f"Spotify does not know this app: check SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET ({DASHBOARD})"
            )
        case _:
            return SyncerError(f"{what} failed: the accounts service refuses it ({refused.status}: {refused.message})")


class _TokenSession(Session):
    """Lets only those answers through that spotipy can use; others make it raise KeyError, or worse."""

    def __init__(self, app: App) -> None:
        super().__init__(app.accounts_url)
        if app.client_secret:
            self.auth = (app.client_id, app.client_secret)

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        response = super().send(request, **kwargs)
        try:
            grant(response.json())
        except ValueError as error:
            raise Lost("Spotify's accounts service sent no tokens") from error
        return response


def grant(payload: Any, known: str | None = None) -> Grant:
    """Return the tokens of an answer; raise Lost where it has none that can be sent in a header.

    ``known`` is the refresh token in force, which spotipy puts in where the answer brings none.
    """
    data = payload if isinstance(payload, dict) else {}
    access, lifetime = data.get("access_token"), data.get("expires_in")
    if not is_sendable(access) or isinstance(lifetime, bool) or not isinstance(lifetime, int | float):
        raise Lost("Spotify's accounts service sent no tokens")
    new, scope = data.get("refresh_token"), data.get("scope")
    return Grant(
        access_token=str(access),
        lifetime=float(lifetime),
        refresh_token=new if is_sendable(new) and new != known else None,
        scope=scope if isinstance(scope, str) else None,
    )


def is_sendable(token: object) -> bool:
    """Tell whether it is a token: text that fits in a header."""
    return isinstance(token, str) and bool(token) and token.isascii() and token.isprintable()
