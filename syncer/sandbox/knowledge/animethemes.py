"""AnimeThemes as HTTP: GraphQL, whose errors come with status 200.

Two refusals come before: 422 where the body is not said to be JSON, and 403 for a User-Agent that a library sends by
itself. The GraphQL library is loaded with the first query.
"""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from syncer.sandbox.knowledge.agents import is_named
from syncer.sandbox.knowledge.facts import Facts
from syncer.sandbox.wire import Request, Response, as_json

if TYPE_CHECKING:
    from syncer.sandbox.knowledge.graph import Graph

_LIMIT = {"X-RateLimit-Limit": "90", "X-RateLimit-Remaining": "89"}


class AnimeThemes:
    """Answers queries."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def _graph(self) -> "Graph":
        from syncer.sandbox.knowledge.graph import Graph  # noqa: PLC0415 - loads the GraphQL library

        return Graph(self._facts)

    def answer(self, request: Request, path: str) -> Response:
        """Return the answer to a request for this path below the service's address."""
        if not is_named(request):
            return as_json({"message": "Forbidden"}, 403)
        if path or request.method != "POST":
            return as_json({"message": f"The {request.method} method is not supported for route {path or '/'}."}, 405)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return as_json({"message": "The Content-Type header must be application/json."}, 422)
        return as_json(self._answer(_asked(request)), headers=_LIMIT)

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        query, variables = asked.get("query"), asked.get("variables") or {}
        if not isinstance(query, str) or not query.strip() or not isinstance(variables, dict):
            return {"errors": [{"message": "The request needs a query, and variables by their names."}]}
        return self._graph.answer(query, variables, asked.get("operationName"))


def _asked(request: Request) -> dict[str, Any]:
    """Return the request's body; an empty one where it is no JSON object."""
    try:
        found = json.loads(request.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
