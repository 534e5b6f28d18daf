"""The address that the browser comes back to: which ones can be listened at, and what they bring."""

import hmac
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, parse_qs, urlsplit

from syncer.errors import UsageError
from syncer.spotify.wire import is_loopback


@dataclass(frozen=True, slots=True)
class Place:
    """A redirect address and its parts."""

    uri: str
    """As it is sent, which must equal the one registered with the app to the letter, port aside."""
    scheme: str
    host: str
    port: int | None
    path: str

    @property
    def can_listen(self) -> bool:
        """Whether the browser comes back to this machine in plain HTTP; elsewhere the address has to be pasted."""
        return self.scheme == "http" and is_loopback(self.host)

    def at(self, port: int) -> "Place":
        """Return it with a port if it has none, as allowed for a loopback address that was registered without one."""
        return self if self.port else replace(self, port=port, uri=_uri(self.scheme, self.host, port, self.path))


@dataclass(frozen=True, slots=True)
class Agreed:
    """The person agreed."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Denied:
    """The person did not agree, or Spotify does not let them."""

    error: str


@dataclass(frozen=True, slots=True)
class Stray:
    """Not the answer that is waited for: a favicon, an old tab, something else altogether."""


Reply = Agreed | Denied | Stray


def place(redirect_uri: str) -> Place:
    """Return the parts of a redirect address; raise UsageError for one that Spotify refuses."""
    parts = urlsplit(redirect_uri)
    port = _port(parts, redirect_uri)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"SPOTIPY_REDIRECT_URI is {redirect_uri!r}, which is no web address")
    if parts.hostname == "localhost":
        better = _uri(parts.scheme, "127.0.0.1", port, parts.path)
        raise UsageError(f"SPOTIPY_REDIRECT_URI must not say localhost, Spotify refuses it: register and set {better}")
    if parts.query or parts.fragment:
        raise UsageError(f"SPOTIPY_REDIRECT_URI is {redirect_uri!r}, but must end before any ? or #")
    return Place(redirect_uri, parts.scheme, parts.hostname, port, parts.path)


def read(address: str, state: str) -> Reply:
    """Return what a redirected address brings; without our ``state`` in it, it is none of ours."""
    text = address.strip().strip("\"'<>").partition("#")[0]
    query = text.partition("?")[2] or text
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    if not hmac.compare_digest(fields.get("state", "").encode(), state.encode()):
        return Stray()
    if "error" in fields:
        return Denied(fields["error"])
    return Agreed(fields["code"]) if "code" in fields else Stray()


def _port(parts: SplitResult, redirect_uri: str) -> int | None:
    try:
        return parts.port or None
    except ValueError as error:
        raise UsageError(f"SPOTIPY_REDIRECT_URI is {redirect_uri!r}: its port is no port") from error


def _uri(scheme: str, host: str, port: int | None, path: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}{f':{port}' if port else ''}{path}"
