"""A signed-in Spotify with its memory, real or sandbox: what commands open before they ask anything."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

import requests

from syncer import settings as settings_of
from syncer.cache import Answers
from syncer.errors import ComeBackLater, UsageError
from syncer.knowledge.asking import Asked, Knowledge
from syncer.knowledge.memory import Memory, Place
from syncer.knowledge.source import Source
from syncer.knowledge.sources import SOURCES
from syncer.knowledge.wire import Wire
from syncer.limits import Group, Limits
from syncer.lock import Lock
from syncer.log import event
from syncer.matching.queries import LINK
from syncer.matching.resolve import MISS_IS_GOOD_FOR
from syncer.model import Answer, Query, Stopped, Track
from syncer.outcomes import NO_OPINION, Understanding
from syncer.push.patience import Patience
from syncer.sandbox import CLIENT_ID, Sandbox
from syncer.settings import Settings
from syncer.spotify.client import Spotify
from syncer.spotify.login import sign_in_with
from syncer.spotify.pace import Tell

T = TypeVar("T")

SANDBOX = "sandbox"
"""What the sandbox's answers and limits are kept under: its address changes from run to run."""


@dataclass
class Session:
    """Spotify, asked as little as possible: answers are remembered, and what met a limit is not asked again."""

    spotify: Spotify
    answers: Answers
    now: Callable[[], float] = time.time
    patience: Patience = field(default_factory=Patience)
    """How long reads of playlists may lag behind writes."""
    max_searches: int | None = None
    """The person's own budget for the whole session; None is as many as Spotify allows."""
    knowledge: Knowledge | None = None
    """What sources outside say of songs; None where nobody but Spotify is asked."""
    stopped: dict[Group, Stopped] = field(default_factory=dict, init=False)
    """Which groups of endpoints met a limit that is not worth waiting for; each is counted by itself."""

    def understanding(self, lock: Lock) -> Understanding:
        """Return what sources outside have said up to now, but for what a person denied; nobody is asked."""
        if self.knowledge is None:
            return NO_OPINION
        self.knowledge.memory.look_again()
        return self.knowledge.without(lock.denied("series"))

    @property
    def spent(self) -> int:
        """How many requests were sent so far."""
        return sum(self.spotify.requests.values())

    @property
    def asked_outside(self) -> Counter[str]:
        """How many requests each source outside was sent so far, by the name that people know."""
        sources = self.knowledge.sources if self.knowledge else ()
        return Counter({asked.source.name: asked.wire.requests for asked in sources})

    def recall(self, query: Query) -> tuple[Answer, float] | None:
        """Return what was answered to a query earlier, and its age in seconds."""
        remembered = self.answers.recall(query)
        return (remembered.answer, self.now() - remembered.asked_at) if remembered else None

    def ask(self, query: Query) -> Answer | Stopped:
        """Spend a search, and remember its answer."""
        if self._budget_is_spent():
            searches = "1 search" if self.max_searches == 1 else f"{self.max_searches} searches"
            return Stopped(f"the budget of {searches} is spent; the next run goes on", own_budget=True)
        answer = self._unless_stopped("search", lambda: self.spotify.search(query))
        if isinstance(answer, Answer):
            self.answers.keep(query, answer)
            event("search", rung=query.rung, hits=len(answer.tracks), query=query.text)
        return answer

    def track(self, uri: str) -> Track | Stopped | None:
        """Return a track; None where there is no such track. Either is believed for a week."""
        query = Query(uri, LINK)
        known = self.recall(query)
        if known and known[1] < MISS_IS_GOOD_FOR:
            return next(iter(known[0].tracks), None)
        track = self._unless_stopped("track", lambda: self.spotify.track(uri))
        if not isinstance(track, Stopped):
            self.answers.keep(query, Answer((track,) if track else ()))
        return track

    def _budget_is_spent(self) -> bool:
        """Tell whether the budget leaves no search; repetitions count, because Spotify counts them too."""
        return self.max_searches is not None and self.spotify.requests["search"] >= self.max_searches

    def _is_over(self, stopped: Stopped) -> bool:
        """Tell whether Spotify may be asked again: a review can last longer than a limit."""
        return stopped.retry_at is not None and self.now() >= stopped.retry_at

    def _unless_stopped(self, group: Group, request: Callable[[], T]) -> T | Stopped:
        if group not in self.stopped or self._is_over(self.stopped[group]):
            self.stopped.pop(group, None)
            try:
                return request()
            except ComeBackLater as limit:
                self.stopped[group] = Stopped(str(limit), limit.retry_at)
        return self.stopped[group]


@contextmanager
def opened(*, sandbox: bool, tell: Tell, max_searches: int | None = None, knowledge: bool = True) -> Iterator[Session]:
    """Open a session with Spotify, or with the sandbox, which is started and signed in to for the person.

    ``max_searches`` is the session's budget; the settings' unless given. Without ``knowledge`` nobody but Spotify is
    asked anything.
    """
    settings = settings_of.load()
    settings = settings if knowledge else replace(settings, knowledge={})
    budget = settings.max_searches if max_searches is None else max_searches
    if not sandbox:
        yield from _session(settings, settings.api_url, tell, budget)
        return
    with _sandbox() as server:
        sources = {
            "animethemes": server.animethemes_url,
            "musicbrainz": server.musicbrainz_url,
            "listenbrainz": server.labs_url,
        }
        ours = settings_of.for_sandbox(settings, server.url, CLIENT_ID, knowledge=sources)
        sign_in_with(ours, _redirect, cover=True)
        yield from _session(ours, SANDBOX, tell, budget)


def _session(settings: Settings, server: str, tell: Tell, max_searches: int | None) -> Iterator[Session]:
    answers = Answers(settings.cache_file, server, settings.language, settings.market, time.time)
    limits = Limits(settings.limits_file, server)
    spotify, patience = Spotify(settings, tell=tell, limits=limits), Patience(settings.lag, tell=tell)
    with closing(answers), _knowing(settings, server) as knowledge:
        yield Session(spotify, answers, max_searches=max_searches, patience=patience, knowledge=knowledge)


@contextmanager
def _knowing(settings: Settings, server: str) -> Iterator[Knowledge | None]:
    """Open what outside sources have said, and the way to them; None where none of them is to be asked."""
    sources = sources_of(settings)
    if not sources:
        yield None
        return
    places = [Place(each, server if server == SANDBOX else settings.knowledge[each.key]) for each in sources]
    with ExitStack() as stack:
        memory = stack.enter_context(closing(Memory(settings.knowledge_file, places, time.time)))
        wires = [stack.enter_context(closing(wire_to(source, settings))) for source in sources]
        yield Knowledge(tuple(map(Asked, sources, wires)), memory)


def sources_of(settings: Settings) -> list[Source]:
    """Return the sources that are asked, in their order."""
    return [source for source in SOURCES if source.key in settings.knowledge]


def wire_to(source: Source, settings: Settings) -> Wire:
    """Return the way to a source's server."""
    pace = source.pace if settings.knowledge_pace is None else settings.knowledge_pace
    return Wire(settings.knowledge[source.key], pace, settings.knowledge_file.with_name(f"{source.key}.sent"))


def _sandbox() -> Sandbox:
    try:
        return Sandbox(state=settings_of.sandbox_state_file())
    except ValueError as error:
        raise UsageError(f"{error}, with: syncer sandbox reset") from error


def _redirect(address: str) -> str:
    """Open the sign-in page as a browser would, and return where it leads: the sandbox consents at once."""
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]
