"""ListenBrainz Labs as HTTP: from recordings, or from names, to ids at Spotify, many at once."""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from syncer.sandbox.knowledge.agents import is_named
from syncer.sandbox.knowledge.documents import credited
from syncer.sandbox.knowledge.facts import Facts, Recording
from syncer.sandbox.text import fold
from syncer.sandbox.wire import Request, Response, as_json

_MBID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAMES = ("artist_name", "release_name", "track_name")
Json = dict[str, Any]


class Labs:
    """Answers requests."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def answer(self, request: Request, path: str) -> Response:
        """Return the answer to a request for this path below the service's address."""
        if not is_named(request):
            return as_json({"error": "Forbidden"}, 403)
        endpoint = {"/spotify-id-from-mbid/json": self._by_mbid, "/spotify-id-from-metadata/json": self._by_names}
        if path not in endpoint:
            return as_json({"error": "Not Found"}, 404)
        if request.method != "POST":
            return as_json({"error": "Method Not Allowed"}, 405)
        rows = _rows(request)
        if rows is None:
            return as_json({"error": "The body must be a list of JSON objects."}, 400)
        return endpoint[path](rows)

    def _by_mbid(self, rows: list[Json]) -> Response:
        asked = [row.get("recording_mbid") for row in rows]
        if not all(isinstance(each, str) and _MBID.fullmatch(each.lower()) for each in asked):
            return as_json({"error": "Every row needs a recording_mbid that is a UUID."}, 400)
        known = [self._facts.by_mbid.get(str(each).lower()) for each in asked]
        return as_json([self._row(each, mbid=True) for each in known if isinstance(each, Recording)])

    def _by_names(self, rows: list[Json]) -> Response:
        if not all(isinstance(row.get(name), str) for row in rows for name in ("artist_name", "track_name")):
            return as_json({"error": "Every row needs artist_name and track_name."}, 400)
        found = [self._named.get((_key(row["artist_name"]), _key(row["track_name"]))) for row in rows]
        return as_json(
            [
                {**{name: row.get(name, "") for name in _NAMES}, "spotify_track_ids": list(each.tracks if each else ())}
                for row, each in zip(rows, found, strict=True)
            ]
        )

    @cached_property
    def _named(self) -> dict[tuple[str, str], Recording]:
        """Artist and title to the recording that has ids; nothing but case, accents and width may differ."""
        known: Iterable[Recording] = (each for each in self._facts.recordings.values() if each.tracks)
        return {(_key(credited(self._facts, each.credits)), _key(each.title)): each for each in known}

    def _row(self, recording: Recording, *, mbid: bool) -> Json:
        row = {
            "artist_name": credited(self._facts, recording.credits),
            "release_name": recording.releases[0].title if recording.releases else "",
            "track_name": recording.title,
            "spotify_track_ids": list(recording.tracks),
        }
        return {"recording_mbid": recording.mbid, **row} if mbid else row


def _key(text: str) -> str:
    return fold(text).strip()


def _rows(request: Request) -> list[Json] | None:
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    return found if isinstance(found, list) and all(isinstance(row, dict) for row in found) else None
