"""MusicBrainz as HTTP, below ``/ws/2``: search, look up, browse the recordings of a work, by ISRC; JSON only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from syncer.sandbox.knowledge.agents import is_named
from syncer.sandbox.knowledge.documents import DEFAULT, documents
from syncer.sandbox.knowledge.entities import Answers, Json
from syncer.sandbox.knowledge.facts import Artist, Facts, Recording, Work
from syncer.sandbox.knowledge.lucene import NotLucene, parse
from syncer.sandbox.knowledge.solr import Solr
from syncer.sandbox.wire import Request, Response, as_json

_MBID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ISRC = re.compile("[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_HELP = "For usage, please see: https://musicbrainz.org/development/mmd"
_BUSY = (
    "Your requests are exceeding the allowable rate limit. "
    "Please see https://wiki.musicbrainz.org/XMLWebService for more information."
)
_RELATIONS = {f"{entity}-rels" for entity in ("area", "artist", "label", "recording", "release", "url", "work")}
_INC = {
    "recording": {"artists", "artist-credits", "releases", "release-groups", "isrcs", "aliases", "annotation", "tags"}
    | {"media", "discids", "ratings", "genres", "work-level-rels"}
    | _RELATIONS,
    "work": {"aliases", "annotation", "tags", "ratings", "genres", "artist-credits", "isrcs"} | _RELATIONS,
    "artist": {"recordings", "releases", "release-groups", "works", "aliases", "annotation", "tags", "ratings"}
    | {"genres", "artist-credits", "isrcs"}
    | _RELATIONS,
}
_MOST = 100
_USUAL = 25


class _Unfit(Exception):  # noqa: N818 - an answer like any other
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.response = as_json({"error": message, "help": _HELP}, status)


@dataclass(slots=True)
class _Pace:
    """When the last request came."""

    pause: float
    """Seconds that must lie between two requests; 0: as one likes."""
    last: float = float("-inf")

    def is_kept(self, now: float) -> bool:
        kept = now - self.last >= self.pause
        self.last = now
        return kept


class MusicBrainz:
    """Answers requests."""

    def __init__(self, facts: Facts, pause: float, clock: Callable[[], float]) -> None:
        self._facts = facts
        self._pace = _Pace(pause)
        self._clock = clock
        self._answers = Answers(facts)
        self._indexes: dict[str, Solr] = {}

    def answer(self, request: Request, path: str) -> Response:
        """Return the answer to a request for this path below ``/ws/2``."""
        try:
            self._check(request)
            return as_json(self._answer(request, path))
        except _Unfit as unfit:
            return unfit.response

    def _check(self, request: Request) -> None:
        if not is_named(request):
            raise _Unfit(403, "Please use a User-Agent that names the application and a contact.")
        if not self._pace.is_kept(self._clock()):
            raise _Unfit(503, _BUSY)
        if request.method != "GET":
            raise _Unfit(405, "Method not allowed")
        if request.query.get("fmt") != "json" and "application/json" not in request.headers.get("accept", ""):
            raise _Unfit(406, "Only fmt=json is served here.")

    def _answer(self, request: Request, path: str) -> Json:
        entity, _, key = path.strip("/").partition("/")
        if entity == "isrc" and key:
            return self._isrc(request, key)
        if entity not in DEFAULT:
            raise _Unfit(404, "Not Found")
        if key:
            return self._lookup(request, entity, key)
        if "query" in request.query:
            return self._search(request, entity)
        if entity == "recording" and "work" in request.query:
            return self._browse(request)
        raise _Unfit(400, "Must specify a least one parameter for 'query'.")

    def _search(self, request: Request, entity: str) -> Json:
        try:
            node = parse(request.query["query"])
        except NotLucene as error:
            raise _Unfit(400, f"Unable to parse search: {error}") from error
        if entity not in self._indexes:
            self._indexes[entity] = Solr(documents(self._facts, entity), DEFAULT[entity])
        hits = self._indexes[entity].find(node)
        offset, limit = _number(request, "offset", 0, 1_000_000), _number(request, "limit", _USUAL, _MOST)
        shown = hits[offset : offset + limit]
        known = self._in_order[entity]
        write = getattr(self._answers, f"found_{entity}")
        created = datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        rows = [write(known[at], score) for at, score in shown]
        return {"created": created, "count": len(hits), "offset": offset, f"{entity}s": rows}

    @cached_property
    def _in_order(self) -> dict[str, list[Any]]:
        facts = self._facts
        return {
            "recording": list(facts.recordings.values()),
            "work": list(facts.works.values()),
            "artist": list(facts.artists.values()),
        }

    def _lookup(self, request: Request, entity: str, key: str) -> Json:
        if not _MBID.fullmatch(key.lower()):
            raise _Unfit(400, "Invalid mbid.")
        inc = _inc(request, entity)
        found = self._facts.by_mbid.get(key.lower())
        match entity, found:
            case "recording", Recording():
                return self._answers.recording(found, inc)
            case "work", Work():
                return self._answers.work(found, inc)
            case "artist", Artist():
                return self._answers.artist(found, inc)
            case _:
                raise _Unfit(404, "Not Found")

    def _browse(self, request: Request) -> Json:
        work = self._facts.by_mbid.get(request.query["work"].lower())
        if not isinstance(work, Work):
            raise _Unfit(404, "Not Found")
        inc = _inc(request, "recording")
        known = self._facts.recordings_of.get(work.key, [])
        offset, limit = _number(request, "offset", 0, 1_000_000), _number(request, "limit", _USUAL, _MOST)
        shown = [self._answers.recording(each, inc) for each in known[offset : offset + limit]]
        return {"recording-count": len(known), "recording-offset": offset, "recordings": shown}

    def _isrc(self, request: Request, isrc: str) -> Json:
        if not _ISRC.fullmatch(isrc):
            raise _Unfit(400, "Invalid isrc.")
        inc = _inc(request, "recording")
        known = [each for each in self._facts.recordings.values() if isrc in each.isrcs]
        if not known:
            raise _Unfit(404, "Not Found")
        return {"isrc": isrc, "recordings": [self._answers.recording(each, inc) for each in known]}


def _inc(request: Request, entity: str) -> set[str]:
    """Return what is to be included; a plus sign arrives as a space."""
    inc = set(re.split("[ +]", request.query.get("inc", ""))) - {""}
    if unknown := sorted(inc - _INC[entity]):
        raise _Unfit(400, f"{unknown[0]} is not a valid inc parameter for the {entity} resource.")
    return inc


def _number(request: Request, name: str, usual: int, most: int) -> int:
    """Return a whole number from the query; what is none, or out of bounds, is the usual or the nearest one."""
    text = request.query.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdigit() else usual
