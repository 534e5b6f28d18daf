"""A server in the place of the three open databases that notes every request that breaks one of their rules.

It answers as the sandbox does, from a file of facts, and looks at what the client sends: a token, a User-Agent without
a name, GraphQL or Lucene that is none, more rows than may be asked for at once, two requests to one service at a time.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from graphql import FieldNode, GraphQLError, IntValueNode, VariableNode, Visitor, parse, visit

from syncer.sandbox.knowledge import ANIMETHEMES, LABS, MUSICBRAINZ, Knowledge, is_for_us
from syncer.sandbox.knowledge.agents import is_named
from syncer.sandbox.server import Server
from syncer.sandbox.wire import Request, Response, as_text

SERVICES = {"AnimeThemes": ANIMETHEMES, "MusicBrainz": MUSICBRAINZ, "ListenBrainz Labs": LABS}
MOST = {"AnimeThemes": 15, "MusicBrainz": 100, "ListenBrainz Labs": 100}
"""Rows at once."""
_VARIABLES = {
    "SYNCER_ANIMETHEMES_URL": ANIMETHEMES,
    "SYNCER_MUSICBRAINZ_URL": MUSICBRAINZ,
    "SYNCER_LISTENBRAINZ_LABS_URL": LABS,
}
_FINE = (200, 404)


class StandIn:
    """Serves the facts while its ``with`` block runs."""

    def __init__(self, facts: Path) -> None:
        self._knowledge = Knowledge(facts)
        self._server = Server(0, self._answer)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._lock = Lock()
        self._noted = Lock()
        self._at_work: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        """Service to how often it was asked."""
        self.broken: Counter[str] = Counter()
        """Rules that were broken, and how often."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead to it."""
        return {name: f"http://127.0.0.1:{self._server.server_port}{path}" for name, path in _VARIABLES.items()}

    def _answer(self, request: Request) -> tuple[Response, None]:
        if not is_for_us(request):
            self._break(f"asked for {request.method} {request.path}")
            return as_text("Not found", 404), None
        service = next(name for name, path in SERVICES.items() if request.path.startswith(path))
        with self._noted:
            self.requests[service] += 1
            self._at_work[service] += 1
            if self._at_work[service] > 1:
                self.broken[f"{service}: two requests at a time"] += 1
        try:
            for rule in _broken(service, request):
                self._break(f"{service}: {rule}")
            with self._lock:
                response = self._knowledge.answer(request)
        finally:
            with self._noted:
                self._at_work[service] -= 1
        told = response.body.decode()
        if response.status not in _FINE or (service == "AnimeThemes" and '"errors"' in told):
            self._break(f"{service}: answered with {response.status}: {told[:200]}")
        return response, None

    def _break(self, rule: str) -> None:
        with self._noted:
            self.broken[rule] += 1


def _broken(service: str, request: Request) -> Iterator[str]:
    if "authorization" in request.headers:
        yield "sent an Authorization header"
    if "cookie" in request.headers:
        yield "sent a cookie"
    if not is_named(request):
        yield f"sent the User-Agent {request.headers.get('user-agent')!r}"
    if any(count > MOST[service] for count in _counts(service, request)):
        yield f"asked for more than {MOST[service]} rows at once"


def _counts(service: str, request: Request) -> Iterator[int]:
    """Yield how many rows are asked for."""
    if service == "MusicBrainz":
        yield int(request.query.get("limit", "0"))
        return
    try:
        body = json.loads(request.body)
    except ValueError:
        return
    if service == "ListenBrainz Labs":
        yield len(body)
        return
    try:
        found = _Searches(body.get("variables") or {})
        visit(parse(body.get("query") or ""), found)
    except (GraphQLError, AttributeError):  # the answer says so
        return
    yield from found.counts


class _Searches(Visitor):
    """Collects ``first`` of every search."""

    def __init__(self, variables: dict[str, Any]) -> None:
        super().__init__()
        self._variables = variables
        self.counts: list[int] = []

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Look at one field."""
        if node.name.value != "search":
            return
        for argument in node.arguments:
            if argument.name.value != "first":
                continue
            if isinstance(argument.value, IntValueNode):
                self.counts.append(int(argument.value.value))
            elif isinstance(argument.value, VariableNode):
                self.counts.append(int(self._variables.get(argument.value.name.value) or 0))
