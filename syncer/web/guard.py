"""Who may come in: the person to whom the address was shown, from our own pages, and nobody else.

Any page in the same browser can send requests to a server on this machine, and any program on it can try. So:

- The address holds a token that is good once. It is exchanged for a cookie that no script and no other site gets.
- ``Host`` must be ours: a name that somebody points at 127.0.0.1 (DNS rebinding) is not.
- What changes something is a POST with our ``Origin`` and with a secret that only our pages know. A page of another
  port of this machine is of the same site, and has neither.
- No answer can be read, framed or embedded by others, and none is kept (OWASP's cheat sheets on CSRF and on headers).
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from syncer.pictures import HOST

MOST = 16 * 1024
"""Bytes of a request's body: words to search for and a link need far less."""
FIELDS = 20
_METHODS = frozenset({"GET", "POST"})
_OURS = frozenset({"same-origin", "none"})
"""Where a request may come from, as browsers tell it: one of our pages, or the person themselves."""
_FORM = re.compile(r"application/x-www-form-urlencoded\s*(;.*)?", re.IGNORECASE)

Show = Callable[[str], str]
"""Makes a plain page of a sentence."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one review; none is ever shown where it can be read by others."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """In the address, good once."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """In the cookie."""
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """In each of our forms."""


class Guard:
    """Stands before the app, and lets through what is known to come from the person's own page."""

    def __init__(self, app: ASGIApp, port: int, keys: Keys, show: Show, *, covers: bool = False) -> None:
        """``covers``: the person allows pictures to be loaded from Spotify."""
        self._app = app
        self._host = f"127.0.0.1:{port}"
        self._keys = keys
        self._show = show
        self._cookie = f"syncer-{port}"
        self.headers = headers(covers=covers)
        self._is_spent = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        refusal = self._refusal(request)
        if refusal is None and request.method == "POST":
            refusal = self._form_refusal(scope, await _body(request))
        await (refusal or self._app)(scope, receive, self._with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to who must not come in, or has just arrived; None for everybody else."""
        asked = request.headers
        if asked.getlist("host") != [self._host]:
            return self._no(403, "this is not the address of a review")
        if request.method not in _METHODS:
            return self._no(405, "this is not how a review is used")
        if request.method == "GET" and request.scope["path"] == "/" and "token" in request.query_params:
            return self._arrival(request)
        if not _same(request.cookies.get(self._cookie, ""), self._keys.session):
            return self._no(403, "this page belongs to another browser, or to a review that has ended")
        if asked.get("sec-fetch-site", "none") not in _OURS:
            return self._no(403, "this was asked for by another page")
        return self._post_refusal(asked) if request.method == "POST" else None

    def _arrival(self, request: Request) -> Response:
        """Exchange the token for the cookie, once; who has the cookie already goes on.

        The page then goes on by itself: a redirect would leave the cookie behind where a link led here.
        """
        known = _same(request.cookies.get(self._cookie, ""), self._keys.session)
        if not known and (self._is_spent or not _same(request.query_params["token"], self._keys.token)):
            return self._no(403, "this address was used already, or belongs to a review that has ended")
        self._is_spent = True
        answer = HTMLResponse(self._show(""), headers={"Refresh": "0; url=/"})
        answer.set_cookie(self._cookie, self._keys.session, path="/", httponly=True, samesite="strict")
        return answer

    def _post_refusal(self, asked: Headers) -> Response | None:
        if asked.getlist("origin") != [f"http://{self._host}"]:
            return self._no(403, "this did not come from a page of this review")
        if not _FORM.fullmatch(asked.get("content-type", "")):
            return self._no(415, "this is no form of this review")
        return None

    def _form_refusal(self, scope: Scope, body: bytes | None) -> Response | None:
        """Return the answer to a form that is not ours; else leave its fields for the app."""
        if body is None:
            return self._no(413, "this is more than a form of this review can hold")
        form = _fields(body)
        if form is None or not _same(form.get("secret", ""), self._keys.form):
            return self._no(403, "this did not come from a form of this review")
        scope["form"] = form
        return None

    def _no(self, status: int, why: str) -> Response:
        return HTMLResponse(self._show(why), status)

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    held.setdefault(name, value)
            await send(message)

        return sending


def headers(*, covers: bool) -> Mapping[str, str]:
    """Return what every answer says to the browser.

    The referrer policy is not the strictest one, under which a browser hides its origin from us as well (Fetch, "append
    a request Origin header"); no other site is told anything.
    """
    pictures = f"; img-src {HOST}" if covers else ""
    return {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors 'none'{pictures}",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


async def _body(request: Request) -> bytes | None:
    """Return the whole body; None for one that is too large, of which no more is read than that."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > MOST:
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return None
    return body


def _fields(body: bytes) -> dict[str, str] | None:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        return None


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
