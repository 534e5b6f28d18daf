"""One source's server: one request at a time, with its pause, also across processes; never with a credential.

A source that refuses, that fails twice in a row or that answers otherwise than it should is left alone for the run.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import filelock
import requests
from requests import PreparedRequest, RequestException, Response

from syncer import PROJECT_PAGE, __version__
from syncer.knowledge.source import Request

TIMEOUT = (5.0, 10.0)
"""Seconds to connect, and to wait for the next bytes."""
LONGEST_WAIT = 30.0
"""Seconds. Who asks for more patience than this is not asked a second time."""
LARGEST = 4_000_000
"""Bytes of an answer: a series of sixty songs has some 100,000."""
USER_AGENT = f"syncer/{__version__} ( {PROJECT_PAGE} )"
_CHUNK = 65_536


class Failed(Exception):  # noqa: N818 - what a server did
    """No answer; says why, in words for the person."""

    def __init__(self, why: str, *, refused: bool = False) -> None:
        """``refused``: it does not want to be asked at all."""
        super().__init__(why)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, which tests bring along."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Wire:
    """The way to one server."""

    url: str
    """Without a slash at its end."""
    pace: float
    """Seconds from one request to the next."""
    turnstile: Path
    """A file that says, to every process, when the last request was sent."""
    clock: Clock = field(default_factory=Clock)
    requests: int = 0
    """How many were sent so far, repetitions included."""

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.auth = _unsigned
        self._session.trust_env = urlsplit(self.url).hostname not in {"127.0.0.1", "localhost", "::1"}
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})

    def ask(self, request: Request) -> Any:
        """Return the answer's JSON; raise Failed where there is none, after one more try where that may help."""
        response = self._sent(request, last=False) or self._sent(request, last=True)
        try:
            return json.loads(_body(response)) if response else None
        except (ValueError, RecursionError) as error:
            raise Failed("its answer is no JSON") from error

    def _sent(self, request: Request, *, last: bool) -> Response | None:
        """Return the answer; None where it is worth another try."""
        try:
            response = self._in_turn(request)
        except RequestException as error:
            if last:
                raise Failed(_story(error)) from error
            return None
        if response.ok and response.status_code < 300:  # noqa: PLR2004 - redirects are not followed
            return response
        response.close()
        wait = _wait(response)
        if last or response.status_code not in {429, 503} or wait is None:
            refused = response.status_code == 403  # noqa: PLR2004 - "Forbidden"
            raise Failed(f"it answered {response.status_code}", refused=refused)
        self.clock.sleep(wait)
        return None

    def _in_turn(self, request: Request) -> Response:
        """Send a request when it is its turn: nobody else is being answered, and the pause is over."""
        self.turnstile.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(self.turnstile.with_suffix(".lock")):
            early = self._last_sent() + self.pace - self.clock.now()
            if early > 0:
                self.clock.sleep(min(early, self.pace))
            self.turnstile.write_text(str(self.clock.now()), encoding="utf-8")
            self.requests += 1
            return self._session.request(
                "GET" if request.body is None else "POST",
                f"{self.url}{request.path}",
                params=dict(request.params),
                json=request.body,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            )

    def _last_sent(self) -> float:
        try:
            return float(self.turnstile.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0.0


def _body(response: Response) -> bytes:
    """Return an answer's bytes; raise Failed where they do not come to an end."""
    body = b""
    try:
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > LARGEST:
                raise Failed(f"its answer has more than {LARGEST:,} bytes")
    except RequestException as error:
        raise Failed(_story(error)) from error
    finally:
        response.close()
    return body


def _wait(response: Response) -> float | None:
    """Return the seconds that the server asks to wait, 1 where it says nothing; None where it is too long."""
    try:
        seconds = float(response.headers.get("Retry-After", "1"))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LONGEST_WAIT else None


def _story(error: RequestException) -> str:
    """Say it in words of ours: the exception's text may hold a proxy's password."""
    return "it did not answer in time" if isinstance(error, requests.Timeout) else "it cannot be reached"


def _unsigned(request: PreparedRequest) -> PreparedRequest:
    """Sign nothing: an entry in ``~/.netrc`` is for people."""
    return request
