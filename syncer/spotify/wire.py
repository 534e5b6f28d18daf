"""The HTTP session under spotipy: for one host, without redirects, retries or surprises.

spotipy hides what matters here: with a session that it makes itself it sleeps for hours and repeats POSTs, and with any
it reports a refusal only in part. This one raises Refused or Lost before spotipy looks at the answer.
"""

import ipaddress
import json
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests import PreparedRequest, Response
from requests.exceptions import ConnectionError as Broken
from requests.exceptions import ConnectTimeout, RequestException, SSLError, Timeout
from urllib3.exceptions import MaxRetryError, NewConnectionError

from syncer import __version__
from syncer.spotify.errors import Lost, Refused
from syncer.spotify.logs import keep_secrets

TIMEOUT = (5.0, 15.0)
"""Seconds to connect, and to wait for the next bytes."""

_SHOWN = 200
"""Characters of a server's message that are worth showing."""

_SECRET_FIELDS = {"code", "code_verifier", "refresh_token", "client_secret"}

keep_secrets()


class Session(requests.Session):
    """Sends to one server only, and returns 2xx only; raises Refused or Lost for everything else."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._origin = _origin(base_url)
        self.auth = _unchanged
        self.trust_env = not is_loopback(urlsplit(base_url).hostname)
        self.headers["User-Agent"] = f"syncer/{__version__}"

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        """Send it, if it goes where the credentials may go."""
        if _origin(request.url or "") != self._origin:
            raise RuntimeError("a request to another host than the configured one")
        try:
            response = super().send(request, **{**kwargs, "allow_redirects": False})
        except RequestException as error:
            raise _lost(error) from error
        if not HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            raise refusal(response, _secrets(request))
        return response


def is_loopback(host: str | None) -> bool:
    """Tell whether it is a loopback address; such a server is never asked through a proxy."""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def refusal(response: Response, secrets: frozenset[str] = frozenset()) -> Refused:
    """Return what an answer other than 2xx says, fit to be shown: short, printable, and without these secrets."""
    message, reason = _said(response.content)
    for secret in secrets:
        message = message.replace(secret, "...")
    printable = "".join(char for char in " ".join(message.split()) if char.isprintable())
    headers = response.headers
    return Refused(response.status_code, printable[:_SHOWN], reason, headers.get("Retry-After"), headers.get("Date"))


def _said(body: bytes) -> tuple[str, str]:
    """Return message and reason: of the API's envelope, of the token endpoint's, or the text if it is no page."""
    text = body[:10_000].decode("utf-8", "replace")
    try:
        payload = json.loads(body)
    except ValueError:
        return ("" if text.lstrip().startswith("<") else text), ""
    error = payload.get("error") if isinstance(payload, dict) else None
    if isinstance(error, dict):
        return str(error.get("message") or ""), str(error.get("reason") or "")
    if isinstance(error, str):
        return str(payload.get("error_description") or error), error
    return "", ""


def _lost(error: RequestException) -> Lost:
    """Say it in words of ours: the exception's text may hold a proxy's password."""
    if isinstance(error, ConnectTimeout) or _never_connected(error):
        return Lost("Spotify cannot be reached", sent=False)
    if isinstance(error, SSLError):
        return Lost("Spotify's certificate is not accepted")
    if isinstance(error, Timeout):
        return Lost("Spotify did not answer in time")
    return Lost("the connection to Spotify broke off")


def _never_connected(error: RequestException) -> bool:
    cause = error.args[0] if isinstance(error, Broken) and error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _secrets(request: PreparedRequest) -> frozenset[str]:
    """Return what was sent and must not come back in a message."""
    credentials = str(request.headers.get("Authorization", "")).partition(" ")[2]
    form = request.body if isinstance(request.body, str) else ""
    fields = {value for name, value in parse_qsl(form) if name in _SECRET_FIELDS}
    return frozenset({credentials, *fields} - {""})


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _unchanged(request: PreparedRequest) -> PreparedRequest:
    """Sign nothing: without this, an entry in ``~/.netrc`` would replace our own header."""
    return request
