"""One source's server: one request at a time, with its pause, also across processes; never with a credential.

A source that refuses, that fails twice in a row or that answers otherwise than it should is left alone for the run.
"""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import filelock
import requests
from requests import PreparedRequest, RequestException, Response
from urllib3.exceptions import HTTPError, ReadTimeoutError

from syncer import PROJECT_PAGE, __version__
from syncer.knowledge.source import Request

TIMEOUT = (5.0, 10.0)
"""Seconds to connect, and to wait for the next bytes."""
LONGEST_WAIT = 30.0
"""Seconds. Who asks for more patience than this is not asked a second time."""
LONGEST_ANSWER = 30.0
"""Seconds from the first byte of an answer to the last."""
LARGEST = 4_000_000
"""Bytes of an answer: a series of sixty songs has some 100,000."""
USER_AGENT = f"syncer/{__version__} ( {PROJECT_PAGE} )"
_CHUNK = 65_536


class Failed(Exception):  # noqa: N818 - what a server did
    """No answer; says why, in words for the person."""

    def __init__(self, why: str, *, refused: bool = False, wait: float | None = None) -> None:
        """``refused``: it does not want to be asked at all.

        ``wait``: the seconds after which it may answer after all; None where it will not.
        """
        super().__init__(why)
        self.refused = refused
        self.wait = wait


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
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._session.trust_env = urlsplit(self.url).hostname not in {"127.0.0.1", "localhost", "::1"}
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})

    def ask(self, request: Request) -> Any:
        """Return the answer's JSON; raise Failed where there is none, after one more try where that may help."""
        try:
            body = self._answer(request)
        except Failed as failed:
            if failed.wait is None:
                raise
            self.clock.sleep(failed.wait)
            body = self._answer(request)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Failed("its answer is no JSON") from error

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _answer(self, request: Request) -> bytes:
        """Send a request when it is its turn, and return the answer's body."""
        with self._turn():
            self.requests += 1
            try:
                with self._sent(request) as response:
                    if not HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES:
                        raise _refusal(response)
                    return _body(response, self.clock.now)
            except (RequestException, HTTPError) as error:
                raise Failed(_story(error), wait=0.0) from error

    def _turn(self) -> AbstractContextManager[object]:
        """Return the turn, which ends with the answer: nobody else is being answered, and the pause is over."""
        lock = filelock.FileLock(self.turnstile.with_suffix(".lock"))
        try:
            self.turnstile.parent.mkdir(parents=True, exist_ok=True)
            turn = lock.acquire()
            early = self._last_sent() + self.pace - self.clock.now()
            if early > 0:
                self.clock.sleep(min(early, self.pace))
            self.turnstile.write_text(str(self.clock.now()), encoding="utf-8")
        except OSError as error:
            lock.release()
            raise Failed(f"its pause cannot be kept: {self.turnstile} cannot be written") from error
        return turn

    def _sent(self, request: Request) -> Response:
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


def _refusal(response: Response) -> Failed:
    """Return why an answer is none; a redirect is not followed."""
    busy = response.status_code in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
    return Failed(
        f"it answered {response.status_code}",
        refused=response.status_code == HTTPStatus.FORBIDDEN,
        wait=_wait(response) if busy else None,
    )


def _body(response: Response, now: Callable[[], float]) -> bytes:
    """Return an answer's bytes; raise Failed where they do not come to an end.

    They are taken as they come: a timeout is for the next bytes, and a few of them at a time would take for ever.
    """
    body, until = b"", now() + LONGEST_ANSWER
    while part := response.raw.read1(_CHUNK, decode_content=True):
        body += part
        if len(body) > LARGEST:
            raise Failed(f"its answer has more than {LARGEST:,} bytes")
        if now() > until:
            raise Failed("its answer does not come to an end")
    return body


def _wait(response: Response) -> float | None:
    """Return the seconds that the server asks to wait, 1 where it says nothing; None where it is too long."""
    try:
        seconds = float(response.headers.get("Retry-After", "1"))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LONGEST_WAIT else None


def _story(error: Exception) -> str:
    """Say it in words of ours: the exception's text may hold a proxy's password."""
    late = isinstance(error, requests.Timeout | ReadTimeoutError)
    return "it did not answer in time" if late else "it cannot be reached"


def _unsigned(request: PreparedRequest) -> PreparedRequest:
    """Sign nothing: an entry in ``~/.netrc`` is for people."""
    return request
