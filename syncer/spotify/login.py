"""Signing in: the person agrees in a browser, the browser comes back with a code, the code becomes a token.

What comes first counts: the redirect to the loopback address, or the redirected address pasted into the terminal, as is
needed when the browser runs on another machine.
"""

import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from syncer.errors import SignInNeeded, SyncerError, Unconfirmed, UsageError
from syncer.settings import Settings
from syncer.spotify import redirect
from syncer.spotify.accounts import COVER, SCOPES, Accounts, App, Ended, Grant
from syncer.spotify.listener import Listener
from syncer.spotify.redirect import Agreed, Denied, Place, Reply, Stray
from syncer.spotify.refusals import DASHBOARD, SIGN_IN
from syncer.spotify.sign_in import Token, TokenStore

TIMEOUT = 300.0
"""Seconds to wait for the person."""

Arrived = queue.SimpleQueue[Agreed | Denied]
Open = Callable[[str], str | None]
Say = Callable[[str], None]


def sign_in_with(  # noqa: PLR0913 - each is optional
    settings: Settings,
    open_address: Open,
    *,
    pasted: Iterable[str] = (),
    say: Say = lambda _text: None,
    timeout: float = TIMEOUT,
    cover: bool = False,
) -> Token:
    """Sign in, store the token and return it.

    ``open_address`` shows the address to the person, or goes there itself and returns where it was redirected to.
    ``pasted`` are lines that the person may type; its end means that none will come. ``say`` gets remarks, ``timeout``
    is in seconds, ``cover`` asks also for the right to upload pictures. Raises UsageError where the settings do not
    allow it and SignInNeeded where it does not come about.
    """
    place, state = redirect.place(settings.redirect_uri), secrets.token_urlsafe(24)
    client_id, store = _client_id(settings), TokenStore(settings.token_file)
    with store.alone():
        pass  # where the sign-in cannot be kept, nobody has to agree first

    def read(address: str) -> Reply:
        return redirect.read(address, state)

    arrived: Arrived = queue.SimpleQueue()
    with ExitStack() as stack:
        place = _listening(place, read, arrived, stack, say)
        scopes = (*SCOPES, COVER) if cover else SCOPES
        app = App(settings.accounts_url, client_id, settings.client_secret, place.uri, scopes)
        accounts = Accounts(app, state=state)
        _send_to(open_address, accounts.address(), read, arrived)
        _watch(pasted, read, arrived, say)
        reply = _first(arrived, timeout)
    token = _token(settings, client_id, _granted(accounts, reply), time.time())
    with store.alone():
        store.save(token)
    return token


def _client_id(settings: Settings) -> str:
    if settings.client_id:
        return settings.client_id
    raise UsageError(
        f"SPOTIPY_CLIENT_ID is not set. Create an app at {DASHBOARD} (it takes Premium), register the redirect URI "
        f"{settings.redirect_uri} there, and write SPOTIPY_CLIENT_ID=... with its client id into .env"
    )


def _listening(place: Place, read: Callable[[str], Reply], arrived: Arrived, stack: ExitStack, say: Say) -> Place:
    """Listen where the browser comes back to, if that can be; return the place with its port."""
    if not place.can_listen:
        say(f"After you have agreed, the browser goes to {place.uri}: paste the address that it shows then.")
        return place
    try:
        return stack.enter_context(Listener(place, read, arrived.put)).place
    except OSError as error:
        if place.port is None:
            raise SyncerError(f"cannot listen on {place.host}: {error.strerror}") from error
        say(
            f"Port {place.port} cannot be had ({error.strerror}), so the browser will show an error after you have "
            "agreed: paste the address that it shows then."
        )
        return place


def _send_to(open_address: Open, address: str, read: Callable[[str], Reply], arrived: Arrived) -> None:
    came_back = open_address(address)
    if came_back is None:
        return
    reply = read(came_back)
    if isinstance(reply, Stray):
        raise SyncerError("the accounts service answered the sign-in with something else than a code")
    arrived.put(reply)


def _watch(pasted: Iterable[str], read: Callable[[str], Reply], arrived: Arrived, say: Say) -> None:
    """Read what the person pastes, in the background: a line may never come."""

    def listen() -> None:
        for line in pasted:
            reply = read(line)
            if not isinstance(reply, Stray):
                arrived.put(reply)
            elif line.strip():
                say("That is not the address that this sign-in leads to: copy the whole address, with code and state.")

    threading.Thread(target=listen, daemon=True).start()


def _first(arrived: Arrived, timeout: float) -> Agreed | Denied:
    until = time.monotonic() + timeout
    while (left := until - time.monotonic()) > 0:
        try:
            return arrived.get(timeout=min(left, 1.0))  # in short pieces, so that Ctrl-C works on Windows as well
        except queue.Empty:
            continue
    raise SignInNeeded(
        f'nobody agreed within {timeout:.0f} s: {SIGN_IN} again. If the browser showed "Invalid redirect URI", the '
        f"app at {DASHBOARD} has another one registered than SPOTIPY_REDIRECT_URI says"
    )


def _granted(accounts: Accounts, reply: Agreed | Denied) -> Grant:
    match reply:
        case Denied("access_denied"):
            raise SignInNeeded(f"you did not agree, so syncer cannot use your account: {SIGN_IN} again if you want to")
        case Denied(error):
            raise SignInNeeded(f"Spotify refuses the sign-in ({error[:100]!r}): {SIGN_IN} again")
        case Agreed(code):
            try:
                grant = accounts.exchange(code)
            except Ended as end:
                raise SignInNeeded(f"the code was not accepted, it may have been too old: {SIGN_IN} again") from end
            except Unconfirmed as error:
                raise SyncerError(
                    f"the accounts service failed before the sign-in was done: {SIGN_IN} again"
                ) from error
    missing = set(SCOPES).difference((grant.scope or " ".join(SCOPES)).split())
    if missing:
        raise SignInNeeded(f"Spotify did not allow everything that is needed ({', '.join(sorted(missing))}): {SIGN_IN}")
    return grant


def _token(settings: Settings, client_id: str, grant: Grant, now: float) -> Token:
    if not grant.refresh_token:
        raise SyncerError(f"Spotify's accounts service sent no refresh token: {SIGN_IN} again")
    return Token(
        access_token=grant.access_token,
        refresh_token=grant.refresh_token,
        expires_at=now + grant.lifetime,
        accounts_url=settings.accounts_url,
        client_id=client_id,
        scope=grant.scope or " ".join(SCOPES),
        lifetime=grant.lifetime,
        consented_at=now,
    )
