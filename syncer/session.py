"""A signed-in Spotify with its memory, real or sandbox: what commands open before they ask anything."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import requests

from syncer import settings as settings_of
from syncer.cache import Answers
from syncer.errors import ComeBackLater
from syncer.log import event
from syncer.model import Answer, Query, Stopped, Track
from syncer.sandbox import CLIENT_ID, Sandbox
from syncer.settings import Settings
from syncer.spotify.client import Spotify
from syncer.spotify.login import sign_in_with
from syncer.spotify.pace import Tell

T = TypeVar("T")


@dataclass
class Session:
    """Spotify, asked as little as possible: answers are remembered, and after a limit nothing more is asked."""

    spotify: Spotify
    answers: Answers
    now: Callable[[], float] = time.time
    stopped: Stopped | None = field(default=None, init=False)
    """Set once a limit that is not worth waiting for was met."""

    @property
    def spent(self) -> int:
        """How many requests were sent so far."""
        return sum(self.spotify.requests.values())

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered to a query earlier, and its age in seconds."""
        remembered = self.answers.recall(query)
        return (remembered.answer, self.now() - remembered.asked_at) if remembered else None

    def ask(self, query: Query) -> Answer | Stopped:
        """Spend a search, and remember its answer."""
        answer = self._unless_stopped(lambda: self.spotify.search(query))
        if isinstance(answer, Answer):
            self.answers.keep(query, answer)
            event("search", rung=query.rung, hits=len(answer.tracks), query=query.text)
        return answer

    def track(self, uri: str) -> Track | Stopped | None:
        """Return a track; None where there is no such track."""
        return self._unless_stopped(lambda: self.spotify.track(uri))

    def _unless_stopped(self, request: Callable[[], T]) -> T | Stopped:
        if self.stopped is None:
            try:
                return request()
            except ComeBackLater as limit:
                self.stopped = Stopped(str(limit), limit.retry_at)
        return self.stopped


@contextmanager
def opened(*, sandbox: bool, tell: Tell) -> Iterator[Session]:
    """Open a session with Spotify, or with the sandbox, which is started and signed in to for the person."""
    settings = settings_of.load()
    if not sandbox:
        yield from _session(settings, settings.api_url, tell)
        return
    with Sandbox(state=settings_of.sandbox_state_file()) as server:
        ours = settings_of.for_sandbox(settings, server.url, CLIENT_ID)
        sign_in_with(ours, _redirect)
        yield from _session(ours, "sandbox", tell)  # its port changes from run to run


def _session(settings: Settings, server: str, tell: Tell) -> Iterator[Session]:
    answers = Answers(settings.cache_file, server, settings.language, settings.market, time.time)
    with closing(answers):
        yield Session(Spotify(settings, tell=tell), answers)


def _redirect(address: str) -> str:
    """Open the sign-in page as a browser would, and return where it leads: the sandbox consents at once."""
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]
