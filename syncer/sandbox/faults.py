"""Misbehaviour on demand: the n-th request of a kind fails, before or after the server has done what it asks.

Only the process that runs the sandbox can ask for it: there is no HTTP surface for it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from syncer.sandbox.wire import Request, Response


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong. With nothing set but ``delay``, the answer is right and late."""

    status: int | None = None
    """The status to answer with; None keeps the true answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Besides the content type, e.g. ``{"Retry-After": "7"}``."""
    body: str | Mapping[str, Any] | None = None
    """Text, or what becomes JSON; None is Spotify's envelope with the status."""
    after: bool = False
    """True: the server does what is asked, and only the answer is lost or wrong."""
    drop: bool = False
    """Close the connection without an answer."""
    delay: float = 0.0
    """Seconds before the answer."""
    call: Callable[[], None] | None = None
    """Called before the server does what is asked, or with ``after`` once it has: to kill the client, say, or to edit
    behind its back."""

    def response(self, true: Response) -> Response:
        """Return what is answered instead of the true answer."""
        if self.status is None:
            return true
        body = {"error": {"status": self.status, "message": "fault"}} if self.body is None else self.body
        text, kind = (body, "text/html") if isinstance(body, str) else (json.dumps(dict(body)), "application/json")
        return Response(self.status, text.encode(), {"Content-Type": f"{kind}; charset=utf-8", **self.headers})


@dataclass(slots=True)
class Trap:
    """A fault that waits for its request."""

    method: str
    path: re.Pattern[str]
    nth: int
    times: int | None
    what: Fault
    seen: int = 0

    def springs(self, request: Request) -> bool:
        """Whether this request is the one; counts it if it is of the kind."""
        if self.method not in ("*", request.method) or not self.path.fullmatch(request.path):
            return False
        self.seen += 1
        return self.nth <= self.seen and (self.times is None or self.seen < self.nth + self.times)
