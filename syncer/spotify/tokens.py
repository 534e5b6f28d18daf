"""Access tokens, made from the sign-in when they are needed.

Refreshes of several processes wait for one another, a new refresh token is on disk before its access token is used, and
nothing but ``invalid_grant`` ends a sign-in.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from syncer.errors import SignInNeeded, SyncerError
from syncer.settings import Settings
from syncer.spotify.accounts import Accounts, App, Ended
from syncer.spotify.pace import Clock, Tell, silent
from syncer.spotify.refusals import SIGN_IN
from syncer.spotify.sign_in import Token, TokenStore

MARGIN = 60.0
"""Seconds before its end from which an access token is not used any more; half its life where that is shorter."""


class Tokens:
    """Access tokens for one server, as spotipy asks for them."""

    def __init__(
        self, settings: Settings, store: TokenStore | None = None, tell: Tell = silent, clock: Clock | None = None
    ) -> None:
        """Read nothing yet: a verb that turns out to need no request needs no sign-in either.

        ``store`` is ``store_for(settings)`` unless given; one from the environment never goes to any other.
        """
        self._settings = settings
        self._tell = tell
        self._clock = clock or Clock()
        self._store = store if store and not settings.refresh_token else store_for(settings)
        self._token: Token | None = None

    def get_access_token(self, *, as_dict: bool = False) -> str:
        """Return an access token that is good for a minute at least; raise SignInNeeded where the person is needed.

        The name and ``as_dict``, which is always False, are spotipy's.
        """
        if as_dict:
            raise NotImplementedError
        self._token = self._token or self._known()
        if self._is_stale(self._token):
            self._token = self._renewed(self._token.access_token)
        return self._token.access_token

    def renew(self) -> None:
        """Get another access token, because the API has just refused this one."""
        self._token = self._renewed(self._token.access_token if self._token else "")

    def _renewed(self, refused: str) -> Token:
        """Return a fresh token: one that another process got meanwhile, else one of our own."""
        with self._store.alone():
            token = self._known()
            if token.access_token != refused and not self._is_stale(token):
                return token
            return self._refreshed(token)

    def _refreshed(self, token: Token) -> Token:
        app = App(
            self._settings.accounts_url,
            token.client_id,
            self._settings.client_secret,
            backoff=self._settings.backoff,
        )
        try:
            grant = Accounts(app, self._tell, self._clock).refresh(token.refresh_token)
        except Ended as end:
            raise self._ended(token) from end
        fresh = replace(
            token,
            access_token=grant.access_token,
            refresh_token=grant.refresh_token or token.refresh_token,
            expires_at=self._clock.now() + grant.lifetime,
            lifetime=grant.lifetime,
            scope=grant.scope or token.scope,
        )
        self._keep(fresh, is_needed=fresh.refresh_token != token.refresh_token)
        return fresh

    def _keep(self, token: Token, *, is_needed: bool) -> None:
        """Store the token; a full disk stops the run only where the one on disk is no longer good."""
        try:
            self._store.save(token)
        except SyncerError:
            if is_needed:
                raise

    def _ended(self, token: Token) -> SignInNeeded:
        """Mark the sign-in as ended, so that no later run asks again, and return the error that says so."""
        if token.origin:
            return SignInNeeded(f"SYNCER_REFRESH_TOKEN is no longer valid: {SIGN_IN} somewhere and set it anew")
        self._keep(replace(token, access_token="", refresh_token=""), is_needed=False)
        return _over()

    def _known(self) -> Token:
        """Return the sign-in as it is on disk or in the environment; raise SignInNeeded where none can be used."""
        settings = self._settings
        if settings.refresh_token:
            return self._from_environment(settings.refresh_token)
        token = self._store.load()
        if token is None:
            raise SignInNeeded(f"not signed in to Spotify: {SIGN_IN} once; cron can use the sign-in from then on")
        if token.accounts_url != settings.accounts_url:
            raise SignInNeeded(f"the sign-in is for {token.accounts_url}, not {settings.accounts_url}: {SIGN_IN}")
        if settings.client_id and token.client_id != settings.client_id:
            raise SignInNeeded(f"the sign-in was made for another SPOTIPY_CLIENT_ID: {SIGN_IN}")
        if not token.refresh_token:
            raise _over()
        return token

    def _from_environment(self, refresh_token: str) -> Token:
        """Return what earlier runs made of the variable, else a token that has to be refreshed first."""
        settings = self._settings
        if not settings.client_id:
            raise SignInNeeded("SYNCER_REFRESH_TOKEN needs SPOTIPY_CLIENT_ID beside it: set the app's client id")
        new = Token("", refresh_token, 0.0, settings.accounts_url, settings.client_id, origin=_origin(settings))
        try:
            known = self._store.load()
        except SyncerError:
            return new
        return known if known and known.origin == new.origin and known.refresh_token else new

    def _is_stale(self, token: Token) -> bool:
        left = token.expires_at - self._clock.now()
        return not token.access_token or left < min(MARGIN, token.lifetime / 2)


def store_for(settings: Settings) -> TokenStore:
    """Return where the sign-in is kept; one from the environment stays apart from one that the person made."""
    if settings.refresh_token:
        return TokenStore(_environment_file(settings), needed=False)
    return TokenStore(settings.token_file)


def sign_out(settings: Settings) -> bool:
    """Delete what is kept of the person's sign-in and of one from the environment; tell whether there was any."""
    person = TokenStore(settings.token_file).forget()
    environment = TokenStore(_environment_file(settings)).forget()
    return person or environment


def _environment_file(settings: Settings) -> Path:
    return settings.token_file.with_stem(f"{settings.token_file.stem}-environment")


def _over() -> SignInNeeded:
    return SignInNeeded(
        f"the sign-in to Spotify has ended, as each does six months after it or when the person ends it: {SIGN_IN}"
    )


def _origin(settings: Settings) -> str:
    """Return a digest of what the token depends on."""
    parts = (settings.refresh_token or "", settings.client_id or "", settings.accounts_url)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
