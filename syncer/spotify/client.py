"""The Web API through spotipy: each method is one request, or the pages of one list."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import spotipy

from syncer.errors import ComeBackLater, NotFound, SyncerError
from syncer.limits import Group, Limits
from syncer.log import event
from syncer.model import Add, Answer, Edit, Move, Playlist, Query, Remove, Row, Track
from syncer.settings import Settings
from syncer.spotify import translate
from syncer.spotify.errors import Refused
from syncer.spotify.pace import Clock, Pace, Tell, silent
from syncer.spotify.retry import Call, before, closing, persist
from syncer.spotify.tokens import Tokens
from syncer.spotify.wire import TIMEOUT, Session

T = TypeVar("T")

HITS = 10
"""More than ten results are refused with 400 since February 2026."""
PAGE = 50
"""Rows or playlists a page, the API's maximum."""
_TRACK_FIELDS = (
    "id,uri,type,name,duration_ms,explicit,is_local,is_playable,external_ids(isrc),"
    "artists(id,name),album(name,album_type,release_date)"
)
_ROW_FIELDS = f"total,items(added_at,is_local,item({_TRACK_FIELDS}))"
"""``item``, not ``track``: with the old name every row comes back empty and without an error."""
_PLAYLIST_FIELDS = "id,name,description,public,collaborative,owner(id),snapshot_id,items(total),tracks(total)"
"""``tracks`` is what older apps get instead of ``items``."""


class _Api(spotipy.Spotify):  # type: ignore[misc] # spotipy has no types
    """spotipy, with a name for the method that all its own go through.

    Most of those know only the paths of before 2026, or bodies that are not in the API's description.
    """

    def call(self, method: str, path: str, body: Any = None, **parameters: Any) -> Any:
        """Return the parsed answer, None for one that is no JSON."""
        return self._internal_call(method, path, body, parameters)


class Spotify:
    """One person's Spotify; every method may raise SignInNeeded, ComeBackLater or, for other failures, SyncerError."""

    def __init__(
        self,
        settings: Settings,
        tokens: Tokens | None = None,
        tell: Tell = silent,
        clock: Clock | None = None,
        limits: Limits | None = None,
    ) -> None:
        """``tell`` hears of each wait; ``limits`` are those of the settings unless given; nothing is sent yet."""
        self._clock = clock or Clock()
        self._tell = tell
        self._tokens = tokens or Tokens(settings, None, tell, self._clock)
        self._pace = Pace(settings.pace, self._clock)
        self._limits = limits or Limits(settings.limits_file, settings.api_url)
        self._backoff = settings.backoff
        self._market = settings.market
        self._api = _Api(
            auth_manager=self._tokens,
            requests_session=Session(settings.api_url),
            requests_timeout=(TIMEOUT[0], settings.timeout),
            language=settings.language,
        )
        self._api.prefix = f"{settings.api_url}/"
        self.requests: dict[str, int] = {"search": 0, "read": 0, "write": 0}
        """What was sent to the API so far, repetitions included."""

    def search(self, query: Query) -> Answer:
        """Return up to ten tracks; none also where Spotify cannot make sense of the text.

        It then answers 404 "Not found", as for a slash in a filter, and the next query may do better.
        """
        try:
            return self._ask(
                Call("searching", "search", repeatable=True, group="search"),
                lambda: self._api.search(
                    q=query.text, limit=HITS, offset=query.offset, type="track", market=self._market
                ),
                translate.answer,
            )
        except NotFound as error:
            if isinstance(error.__cause__, Refused) and error.__cause__.message.strip(". ").casefold() == "not found":
                return Answer(())
            raise

    def track(self, uri: str) -> Track | None:
        """Return the track, or None where there is none.

        Its URI is the one that was asked for: Spotify may answer with the copy that plays in the person's country.
        """
        path = f"tracks/{uri.rpartition(':')[2]}"
        try:
            found = self._read("looking up a track", lambda: self._api.call("GET", path), translate.found, "track")
        except NotFound:
            return None
        return replace(found, uri=uri)

    def user_id(self) -> str:
        """Return the id under which the person owns playlists (``Playlist.owner``)."""
        return self._read("reading your profile", lambda: self._api.call("GET", "me"), translate.user_id, "me")

    def playlist(self, playlist_id: str) -> Playlist:
        """Return a playlist without its rows; raise NotFound where there is none."""
        path = f"playlists/{playlist_id}"
        return self._read(
            "reading the playlist", lambda: self._api.call("GET", path, fields=_PLAYLIST_FIELDS), translate.playlist
        )

    def rows(self, playlist_id: str) -> tuple[Row, ...]:
        """Return all rows in order; raise SyncerError where there are not as many as Spotify itself says.

        It is read a second time then, since someone may have edited it between two pages.
        """
        for _ in range(2):
            totals, rows = self._rows(playlist_id)
            if totals == {len(rows)}:
                return rows
        raise SyncerError(
            f"Spotify shows {len(rows)} rows of a playlist that has {max(totals)} by its own count; that is not "
            "believed. Nothing was changed; run the same command again later"
        )

    def my_playlists(self) -> tuple[Playlist, ...]:
        """Return every playlist that the person owns or follows."""
        found: tuple[Playlist, ...] = ()
        offset, total = 0, 1
        while offset < total:
            total, entries, page = self._read(
                "listing your playlists", self._page("me/playlists", offset), translate.playlists, "me"
            )
            found += page
            offset += entries or total
        return found

    def create(self, name: str, *, public: bool) -> Playlist:
        """Create an empty playlist; raise Unconfirmed where it may exist now.

        Without a description: a text that Spotify dislikes would fail the whole creation. Keep the id, then send it
        with ``change_details``.
        """
        body = {"name": name, "public": public}
        return self._write(
            "creating the playlist", lambda: self._api.call("POST", "me/playlists", body), translate.playlist
        )

    def change_details(
        self, playlist_id: str, *, name: str | None = None, description: str | None = None, public: bool | None = None
    ) -> None:
        """Change what is given and leave the rest; an empty description cannot be sent and is left as it is."""
        given = {"name": name, "description": description or None, "public": public}
        body = {key: value for key, value in given.items() if value is not None}
        if body:
            path = f"playlists/{playlist_id}"
            call = Call("changing the playlist's details", "write", repeatable=True, group="playlist-write")
            self._ask(call, lambda: self._api.call("PUT", path, body), lambda _empty: None)

    def upload_cover(self, playlist_id: str, payload: str) -> None:
        """Give the playlist a picture: a JPEG as base64 text of at most 256 KB; takes a scope of its own."""
        path = f"playlists/{playlist_id}/images"
        call = Call("uploading the cover", "write", repeatable=True, group="cover")
        self._ask(call, lambda: self._api.call("PUT", path, payload, content_type="image/jpeg"), lambda _empty: None)

    def apply(self, playlist_id: str, edit: Edit, snapshot: str = "") -> str:
        """Make one edit, meant for the playlist as of ``snapshot``, and return the snapshot after it.

        Raise Unconfirmed where it may have happened: read the rows before sending it again.
        """
        what, method, body = _request(edit, {"snapshot_id": snapshot} if snapshot else {})
        path = f"playlists/{playlist_id}/items"
        return self._write(what, lambda: self._api.call(method, path, body), translate.snapshot)

    def _rows(self, playlist_id: str) -> tuple[set[int], tuple[Row, ...]]:
        """Return every total that a page gave, and the rows."""
        totals: set[int] = set()
        rows: tuple[Row, ...] = ()
        path = f"playlists/{playlist_id}/items"
        while True:
            fields = {"fields": _ROW_FIELDS, "additional_types": "track,episode"}
            send = self._page(path, len(rows), **fields)
            total, page = self._read("reading the playlist's songs", send, translate.rows)
            totals.add(total)
            rows += page
            if not page or len(rows) >= total:
                return totals, rows

    def _page(self, path: str, offset: int, **parameters: str) -> Callable[[], Any]:
        """Pages are counted: ``next`` leads to an endpoint that was removed for most apps."""
        return lambda: self._api.call("GET", path, limit=PAGE, offset=offset, **parameters)

    def _read(self, what: str, send: Callable[[], Any], read: Callable[[Any], T], group: Group = "playlist-read") -> T:
        return self._ask(Call(what, "read", repeatable=True, group=group), send, read)

    def _write(self, what: str, send: Callable[[], Any], read: Callable[[Any], T]) -> T:
        return self._ask(Call(what, "write", repeatable=False, group="playlist-write"), send, read)

    def _ask(self, call: Call, send: Callable[[], Any], read: Callable[[Any], T]) -> T:
        def attempt() -> T:
            try:
                return read(self._sent(call, send))
            except Refused as refused:
                if refused.status != 401:  # noqa: PLR2004 - "Unauthorized": the token ran out, or the clocks differ
                    raise
            self._tokens.renew()
            return read(self._sent(call, send))

        self._wait_until_open(call.group)
        try:
            return persist(attempt, call, self._clock, self._tell, self._backoff)
        except ComeBackLater as limit:
            if limit.group and limit.group == call.group:  # and not one of the accounts service
                self._limits.close(call.group, closing(limit, self._clock.now()), self._clock.now())
            raise

    def _wait_until_open(self, group: Group | None) -> None:
        """Return when the group may be called; raise ComeBackLater, without any request, where that is far off."""
        now = self._clock.now()
        closed = self._limits.closed(now).get(group) if group else None
        if group and closed:
            wait = before(closed, group, now)
            self._tell(wait)
            self._clock.sleep(wait.seconds)

    def _sent(self, call: Call, send: Callable[[], Any]) -> Any:
        self._tokens.get_access_token()  # may have to ask the accounts service, which is no request to the API
        self._pace.step()
        self.requests[call.kind] += 1
        if call.kind == "write":
            event("write", what=call.what)
        return send()


def _request(edit: Edit, version: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    """Return what an edit does in words, and its method and body."""
    match edit:
        case Add(uris, position):
            return "adding songs", "POST", {"uris": list(uris), "position": position}
        case Remove(uris):
            return "removing songs", "DELETE", {"items": [{"uri": uri} for uri in uris], **version}
        case Move(start, length, before):
            where = {"range_start": start, "range_length": length, "insert_before": before}
            return "moving songs", "PUT", {**where, **version}
