"""What travels between the HTTP server and the endpoints: a request, a response, a refusal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read completely."""

    method: str
    path: str
    """Without query and without a trailing slash."""
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""

    def json(self) -> Any:
        """Return the body as JSON; refuses with 400 what is none, as Spotify does."""
        try:
            return json.loads(self.body or b"null")
        except ValueError as error:
            raise Refused(400, "Error parsing JSON.") from error

    def json_object(self) -> dict[str, Any]:
        """Return the body as a JSON object, an empty one where there is no body."""
        value = self.json()
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise Refused(400, "Error parsing JSON.")
        return value

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number from the query within its limits, else 400 ``Invalid limit`` (the name as sent)."""
        text = self.query.get(name, str(default))
        if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit():
            raise Refused(400, f"Invalid {name}")
        if not low <= int(text) <= high:
            raise Refused(400, f"Invalid {name}")
        return int(text)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - an answer like any other, not a fault of the server
    """Ends a request with Spotify's error envelope."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] = _NO_HEADERS) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers

    def response(self) -> Response:
        """Return the refusal as it goes over the wire."""
        return as_json({"error": {"status": self.status, "message": self.message}}, self.status, self.headers)


def as_json(value: object, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS) -> Response:
    """Return an answer with a JSON body, in UTF-8 as Spotify sends it."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, body, {"Content-Type": "application/json; charset=utf-8", **headers})


def as_text(text: str, status: int) -> Response:
    """Return a plain text answer: what a person would see in the browser."""
    return Response(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8"})
