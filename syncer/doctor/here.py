"""What can be seen on this machine, without a request."""

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.doctor.finding import Finding, ok, problem, warning
from syncer.errors import SyncerError
from syncer.limits import Limits
from syncer.settings import ACCOUNTS_URL, API_URL, Settings
from syncer.spotify import ending
from syncer.spotify.accounts import SCOPES
from syncer.spotify.redirect import place
from syncer.spotify.refusals import DASHBOARD, SIGN_IN
from syncer.spotify.sign_in import Token
from syncer.spotify.tokens import store_for

_CLIENT_ID = re.compile(r"[0-9a-f]{32}")
_PRIVATE = 0o077
"""The rights of everybody but the owner."""


def app(settings: Settings) -> Iterator[Finding]:
    """Check which app asks, and where."""
    real = (settings.api_url, settings.accounts_url) == (API_URL, ACCOUNTS_URL)
    if not real:
        yield warning("server", f"it is not Spotify's but {settings.api_url} and {settings.accounts_url}")
    if settings.client_id is None:
        yield warning("app", "SPOTIPY_CLIENT_ID is not set: there can be no new sign-in", f"take it from {DASHBOARD}")
    elif real and not _CLIENT_ID.fullmatch(settings.client_id):
        yield warning("app", "SPOTIPY_CLIENT_ID is not 32 digits and letters from a to f", f"copy it from {DASHBOARD}")
    else:
        yield ok("app", "SPOTIPY_CLIENT_ID is set")
    yield _redirect(settings.redirect_uri)


def _redirect(redirect_uri: str) -> Finding:
    try:
        found = place(redirect_uri)
    except SyncerError as error:
        return problem("redirect address", error)
    if found.scheme == "http" and not found.can_listen:
        said = f"{redirect_uri} is neither https nor a loopback address, and Spotify refuses it"
        return problem("redirect address", said, "register and set http://127.0.0.1:8888/callback")
    return ok("redirect address", f"{redirect_uri}; the app's settings must have it to the letter")


def sign_in(settings: Settings, now: float) -> Iterator[Finding]:
    """Check the sign-in: whether there is one, whose it is, how long it lasts, and what it allows."""
    if settings.refresh_token and not settings.client_id:
        said = "SYNCER_REFRESH_TOKEN needs SPOTIPY_CLIENT_ID beside it"
        yield problem("sign-in", said, "set the client id of the app that the token was made for")
        return
    if settings.refresh_token:
        yield ok("sign-in", "it comes from SYNCER_REFRESH_TOKEN, which does not tell when it ends")
        return
    try:
        token = store_for(settings).load()
    except SyncerError as error:
        yield problem("sign-in", error)
        return
    if token is None:
        yield problem("sign-in", "nobody is signed in to Spotify", SIGN_IN)
        return
    yield from _token(token, settings, now)


def _token(token: Token, settings: Settings, now: float) -> Iterator[Finding]:
    if not token.refresh_token:
        yield problem("sign-in", "it has ended, as each does after six months", SIGN_IN)
    elif token.accounts_url != settings.accounts_url:
        yield problem("sign-in", f"it is for {token.accounts_url}, not {settings.accounts_url}", SIGN_IN)
    elif settings.client_id and token.client_id != settings.client_id:
        yield problem("sign-in", "it was made for another SPOTIPY_CLIENT_ID", SIGN_IN)
    elif near := ending.warning(settings, now):
        yield warning("sign-in", near)
    else:
        yield ok("sign-in", _age(token, now))
    missing = [scope for scope in SCOPES if token.scope and scope not in token.scope.split()]
    if missing:
        yield problem("scopes", f"the sign-in does not allow {', '.join(missing)}", f"{SIGN_IN} and agree to all")
    elif token.scope:
        yield ok("scopes", "the sign-in allows all that a push needs")


def _age(token: Token, now: float) -> str:
    if token.consented_at is None:
        return "there is one; when it was given is not known"
    day = f"{datetime.fromtimestamp(token.consented_at).astimezone():%Y-%m-%d}"
    return f"given {int((now - token.consented_at) // 86_400)} days ago, on {day}; it lasts six months"


def files(settings: Settings, env_file: Path) -> Iterator[Finding]:
    """Check that nobody else can read what is secret."""
    if sys.platform == "win32":  # its files have no such modes, and lie in the person's own profile
        return
    token_file = store_for(settings).path
    if token_file.exists():
        mode = token_file.stat().st_mode & 0o777
        if mode & _PRIVATE:
            said = f"others can read the sign-in: {token_file} has mode {mode:04o}"
            yield problem("files", said, f"chmod 600 {token_file}")
        else:
            yield ok("files", f"the sign-in is readable by you alone ({mode:04o})")
    if settings.client_secret and env_file.exists() and env_file.stat().st_mode & _PRIVATE:
        yield warning("files", f"others can read {env_file}, which may hold your secret", f"chmod 600 {env_file}")


def quota(settings: Settings, now: float) -> Iterator[Finding]:
    """Say which of Spotify's endpoints must not be called yet."""
    closed = Limits(settings.limits_file, settings.api_url).closed(now)
    for group, limit in closed.items():
        until = f"{datetime.fromtimestamp(limit.until).astimezone():%Y-%m-%d %H:%M}"
        yield warning("quota", f"{limit.why} ({group}); nothing is asked before {until}", "run the push again then")
    if not closed:
        yield ok("quota", "no limit of Spotify's is known to be reached")


def catalog(path: Path, *, named: bool) -> Iterator[Finding]:
    """Check a catalog and the lock beside it; ``named``: it was asked for, so that it should be there."""
    if not named and not path.exists():
        yield ok("catalog", f"there is no {path} here; to have one checked: syncer doctor CATALOG")
        return
    try:
        found = catalogs.load(path)
    except SyncerError as error:
        yield problem("catalog", error)
        return
    yield ok("catalog", f"{path} is well formed, with {len(found.songs)} songs")
    yield _lock(path.with_suffix(".lock"))


def playlist_id(path: Path) -> str | None:
    """Return the playlist of a catalog: the one that it names, else the lock's; None where there is none."""
    try:
        return catalogs.load(path).target.id or getattr(locks.load(path.with_suffix(".lock")).playlist, "id", None)
    except SyncerError:  # said already
        return None


def _lock(path: Path) -> Finding:
    if not path.exists():
        return ok("lock", f"there is no {path} yet; the first push writes it")
    try:
        found = locks.load(path)
    except SyncerError as error:
        return problem("lock", error)
    bound = found.playlist
    if path.with_suffix(".journal").exists() or (bound and not bound.snapshot):
        return warning(
            "lock", "the last push did not come to its end", "run syncer push: it goes on where that stopped"
        )
    return ok("lock", f"{path} can be read; it knows {len(found.pins)} songs and {'a' if bound else 'no'} playlist")


def origins(given: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """Say where each setting comes from: ``given`` has its value, fit to be shown, and its source."""
    for variable, (value, source) in given.items():
        yield ok("settings", f"{variable} = {value} ({source})")
