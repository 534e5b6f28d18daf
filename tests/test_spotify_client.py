"""The client against answers that we make up: what is sent, what is believed, what is sent again."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses

from syncer.errors import ComeBackLater, NotFound, SignInNeeded, SyncerError, Unconfirmed
from syncer.model import Add, Answer, Move, Query, Remove
from syncer.settings import Settings
from syncer.spotify.client import Spotify
from syncer.spotify.pace import Clock
from syncer.spotify.sign_in import Token, TokenStore
from syncer.spotify.tokens import Tokens

API = "https://api.example.org/v1"
ACCOUNTS = "https://accounts.example.org"
NOW = 1_795_470_000.0
ID = "3cEYpjA9oz9GiPac4AsH4n"
URIS = tuple(f"spotify:track:{n:022d}" for n in range(120))
LIST = {"id": ID, "name": "Songs", "snapshot_id": "S1", "items": {"total": 2}, "owner": {"id": "me"}}
SIGN_IN = Token("secret-access", "secret-refresh", NOW + 3600, ACCOUNTS, "client", consented_at=NOW)


class Bench:
    """A client whose clock stands still, except for what it sleeps."""

    def __init__(self, folder, **changes):
        self.slept, self.told = [], []
        settings = Settings(
            token_file=folder / "token.json",
            cache_file=folder / "cache",
            client_id="client",
            api_url=API,
            accounts_url=ACCOUNTS,
            **{"pace": 0.0, **changes},
        )
        clock = Clock(lambda: NOW + sum(self.slept), lambda: sum(self.slept), self.slept.append)
        self.store = TokenStore(settings.token_file)
        self.store.save(SIGN_IN)
        self.spotify = Spotify(settings, Tokens(settings, self.store, clock=clock), self.told.append, clock)


@pytest.fixture
def bench(tmp_path: Path):
    return Bench(tmp_path)


@pytest.fixture
def web():
    with responses.RequestsMock(assert_all_requests_are_fired=True) as web:
        yield web


def track(uri, **more):
    return {"uri": uri, "name": f"song {uri[-3:]}", "type": "track", **more}


def page(uris, total):
    return {"total": total, "items": [{"item": track(uri)} for uri in uris]}


def query_of(call):
    return {name: values[0] for name, values in parse_qs(urlsplit(call.request.url).query).items()}


def body_of(call):
    return json.loads(call.request.body)


def test_a_search_keeps_to_the_rules_of_today(web, tmp_path):
    """Ten hits at most, a fixed language, no market unless told."""
    web.get(f"{API}/search", json={"tracks": {"items": [track(URIS[0])]}})
    answer = Bench(tmp_path).spotify.search(Query('track:"感電"', "title"))
    call = web.calls[0]
    assert [hit.uri for hit in answer.tracks] == [URIS[0]]
    assert query_of(call) == {"q": 'track:"感電"', "type": "track", "limit": "10", "offset": "0"}
    assert call.request.headers["Accept-Language"] == "en"
    assert call.request.headers["Authorization"] == "Bearer secret-access"


def test_market_and_language_are_sent_where_they_are_set(web, tmp_path):
    web.get(f"{API}/search", json={"tracks": {"items": []}})
    Bench(tmp_path, market="JP", language="ja").spotify.search(Query("x", "title"))
    assert query_of(web.calls[0])["market"] == "JP"
    assert web.calls[0].request.headers["Accept-Language"] == "ja"


def test_a_query_that_spotify_cannot_read_has_no_hit(web, bench):
    web.get(f"{API}/search", status=404, json={"error": {"status": 404, "message": "Not found."}})
    assert bench.spotify.search(Query("track:AC/DC", "title")) == Answer(())


def test_a_server_without_search_is_no_miss(web, bench):
    """Else every song would be remembered as not there."""
    web.get(f"{API}/search", status=404, body="<h1>404</h1>")
    with pytest.raises(NotFound):
        bench.spotify.search(Query("x", "title"))


def test_a_track_is_asked_for_alone(web, bench):
    web.get(f"{API}/tracks/{URIS[7][14:]}", json=track(URIS[7]))
    found = bench.spotify.track(URIS[7])
    assert found is not None
    assert found.uri == URIS[7]


def test_a_relinked_track_keeps_the_uri_that_the_person_wrote(web, bench):
    """Spotify may answer with the copy that plays in the person's country; the other still stands for it."""
    web.get(f"{API}/tracks/{URIS[7][14:]}", json=track(URIS[8]))
    found = bench.spotify.track(URIS[7])
    assert found is not None
    assert (found.uri, found.title) == (URIS[7], "song 008")


def test_a_track_that_is_gone_is_none(web, bench):
    web.get(
        f"{API}/tracks/{URIS[7][14:]}", status=404, json={"error": {"status": 404, "message": "Resource not found"}}
    )
    assert bench.spotify.track(URIS[7]) is None


def test_a_playlist_is_one_small_request(web, bench):
    web.get(f"{API}/playlists/{ID}", json=LIST)
    playlist = bench.spotify.playlist(ID)
    assert (playlist.snapshot, playlist.total) == ("S1", 2)
    assert "snapshot_id" in query_of(web.calls[0])["fields"]
    assert "item(" not in query_of(web.calls[0])["fields"]
    assert bench.spotify.requests == {"search": 0, "read": 1, "write": 0}


def test_a_playlist_that_is_gone_is_told(web, bench):
    web.get(f"{API}/playlists/{ID}", status=404, json={"error": {"status": 404, "message": "Resource not found"}})
    with pytest.raises(NotFound, match="reading the playlist failed"):
        bench.spotify.playlist(ID)


def test_rows_are_read_in_pages_of_fifty(web, bench):
    """By offset: ``next`` is not followed, it leads elsewhere."""
    for start in (0, 50, 100):
        web.get(
            f"{API}/playlists/{ID}/items",
            json=page(URIS[start : start + 50], 120) | {"next": "https://elsewhere.example.org/"},
            match=[responses.matchers.query_param_matcher({"offset": start, "limit": 50}, strict_match=False)],
        )
    assert [row.uri for row in bench.spotify.rows(ID)] == list(URIS)
    fields = query_of(web.calls[0])["fields"]
    assert "items(added_at,is_local,item(" in fields
    assert "external_ids(isrc)" in fields
    assert query_of(web.calls[0])["additional_types"] == "track,episode"


def test_a_server_that_gives_less_than_it_was_asked_for(web, bench):
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[:20], 30))
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[20:30], 30))
    assert [row.uri for row in bench.spotify.rows(ID)] == list(URIS[:30])
    assert query_of(web.calls[1])["offset"] == "20"


def test_null_rows_keep_their_place(web, bench):
    body = {"total": 3, "items": [{"item": track(URIS[0])}, None, {"item": None}]}
    web.get(f"{API}/playlists/{ID}/items", json=body)
    assert [row.uri for row in bench.spotify.rows(ID)] == [URIS[0], "", ""]


def test_fewer_rows_than_the_total_are_not_believed(web, bench):
    for _ in range(2):
        web.get(f"{API}/playlists/{ID}/items", json=page(URIS[:2], 40))
        web.get(f"{API}/playlists/{ID}/items", json=page((), 40))
    with pytest.raises(SyncerError, match="2 rows of a playlist that has 40"):
        bench.spotify.rows(ID)


def test_rows_are_read_again_when_someone_edits_meanwhile(web, bench):
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[:50], 52))
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[50:51], 51))
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[1:51], 51))
    web.get(f"{API}/playlists/{ID}/items", json=page(URIS[51:52], 51))
    assert [row.uri for row in bench.spotify.rows(ID)] == list(URIS[1:52])


def test_my_playlists_are_counted_through(web, bench):
    """Nulls count for the offset, and ``next`` is a trap."""
    trap = {"next": f"{API}/users/me/playlists?offset=50"}
    web.get(f"{API}/me/playlists", json={"total": 52, "items": [None] * 50} | trap)
    web.get(f"{API}/me/playlists", json={"total": 52, "items": [LIST, None]} | trap)
    assert [playlist.id for playlist in bench.spotify.my_playlists()] == [ID]
    assert [query_of(call)["offset"] for call in web.calls] == ["0", "50"]


def test_a_list_that_ends_early_ends(web, bench):
    web.get(f"{API}/me/playlists", json={"total": 3, "items": []})
    assert bench.spotify.my_playlists() == ()


def test_creating_sends_a_name_and_nothing_that_could_be_refused(web, bench):
    web.post(f"{API}/me/playlists", status=201, json=LIST)
    assert bench.spotify.create("Songs", public=False).id == ID
    assert body_of(web.calls[0]) == {"name": "Songs", "public": False}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        pytest.param({"name": "New"}, {"name": "New"}, id="name"),
        pytest.param({"description": "d", "public": False}, {"description": "d", "public": False}, id="the others"),
        pytest.param(
            {"name": "New", "description": ""}, {"name": "New"}, id="an empty description is refused: left out"
        ),
    ],
)
def test_details_that_are_not_given_stay(web, bench, given, sent):
    web.put(f"{API}/playlists/{ID}", body="")
    bench.spotify.change_details(ID, **given)
    assert body_of(web.calls[0]) == sent


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize("given", [{}, {"description": ""}])
def test_no_details_no_request(bench, given):
    bench.spotify.change_details(ID, **given)
    assert bench.spotify.requests["write"] == 0


@pytest.mark.parametrize(
    ("edit", "method", "body"),
    [
        pytest.param(Add(URIS[:2], 5), "POST", {"uris": list(URIS[:2]), "position": 5}, id="add"),
        pytest.param(
            Remove(URIS[:1]), "DELETE", {"items": [{"uri": URIS[0]}], "snapshot_id": "S1"}, id="remove, under items"
        ),
        pytest.param(
            Move(3, 2, 0),
            "PUT",
            {"range_start": 3, "range_length": 2, "insert_before": 0, "snapshot_id": "S1"},
            id="move",
        ),
    ],
)
def test_an_edit_is_one_request(web, bench, edit, method, body):
    web.add(method, f"{API}/playlists/{ID}/items", status=201, json={"snapshot_id": "S2"})
    assert bench.spotify.apply(ID, edit, "S1") == "S2"
    assert body_of(web.calls[0]) == body
    assert bench.spotify.requests == {"search": 0, "read": 0, "write": 1}


ODD = [
    pytest.param({"body": ""}, id="empty"),
    pytest.param({"body": "<html>Spotify</html>"}, id="html"),
    pytest.param({"body": '{"snapshot_id": "S'}, id="cut off"),
    pytest.param({"json": None}, id="null"),
    pytest.param({"json": []}, id="list"),
    pytest.param({"json": {}}, id="object without content"),
    pytest.param({"status": 500, "json": {"error": "text where an object belongs"}}, id="500 with a text"),
    pytest.param({"status": 502, "body": "<html>Bad gateway</html>"}, id="502 with html"),
    pytest.param({"status": 503, "json": []}, id="503 with a list"),
    pytest.param({"status": 504, "json": {"error": None}}, id="504 with null"),
    pytest.param({"body": requests.ConnectionError("reset")}, id="connection reset"),
    pytest.param({"body": requests.ReadTimeout("slow")}, id="time-out"),
    pytest.param({"body": requests.exceptions.ChunkedEncodingError("cut")}, id="cut off while reading"),
]


@pytest.mark.parametrize("odd", ODD)
def test_a_read_is_repeated_after_what_makes_no_sense(web, bench, odd):
    web.get(f"{API}/playlists/{ID}", **odd)
    web.get(f"{API}/playlists/{ID}", **odd)
    web.get(f"{API}/playlists/{ID}", json=LIST)
    assert bench.spotify.playlist(ID).id == ID
    assert bench.slept == [1.0, 4.0]
    assert [wait.seconds for wait in bench.told] == bench.slept
    assert bench.spotify.requests["read"] == 3


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("request_line", "write"),
    [
        pytest.param(("POST", f"{API}/playlists/{ID}/items"), lambda it: it.apply(ID, Add(URIS[:1], 0)), id="add"),
        pytest.param(("DELETE", f"{API}/playlists/{ID}/items"), lambda it: it.apply(ID, Remove(URIS[:1])), id="remove"),
        pytest.param(("PUT", f"{API}/playlists/{ID}/items"), lambda it: it.apply(ID, Move(1, 1, 0)), id="move"),
        pytest.param(("POST", f"{API}/me/playlists"), lambda it: it.create("Songs", public=False), id="create"),
    ],
)
def test_a_write_is_never_repeated_unseen(web, bench, request_line, write, odd):
    web.add(*request_line, **odd)
    with pytest.raises(Unconfirmed):
        write(bench.spotify)
    assert bench.spotify.requests["write"] == 1
    assert bench.slept == []


def test_details_may_be_sent_again(web, bench):
    web.put(f"{API}/playlists/{ID}", status=500)
    web.put(f"{API}/playlists/{ID}", body="")
    bench.spotify.change_details(ID, name="New")
    assert bench.spotify.requests["write"] == 2


def test_a_limit_is_waited_for_and_said(web, bench):
    """A 429 was not executed, so that even an add goes out again."""
    web.post(f"{API}/playlists/{ID}/items", status=429, headers={"Retry-After": "7"})
    web.post(f"{API}/playlists/{ID}/items", status=201, json={"snapshot_id": "S2"})
    assert bench.spotify.apply(ID, Add(URIS[:1], 0)) == "S2"
    assert bench.slept == [7.0]
    assert [(wait.seconds, wait.until) for wait in bench.told] == [(7.0, NOW + 7)]


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        pytest.param({"Retry-After": "86400"}, {"message": "API rate limit exceeded"}, id="a day"),
        pytest.param(
            {"retry-after": "52531"}, {"message": "Too many requests", "reason": "QUOTA_EXCEEDED"}, id="quota"
        ),
    ],
)
def test_a_long_limit_stops_the_run(web, bench, headers, error):
    web.get(f"{API}/search", status=429, headers=headers, json={"error": {"status": 429, **error}})
    with pytest.raises(ComeBackLater) as caught:
        bench.spotify.search(Query("x", "title"))
    assert caught.value.retry_at == NOW + float(next(iter(headers.values())))
    assert bench.slept == []


def test_an_expired_token_is_renewed_once(web, bench):
    web.get(f"{API}/me", status=401, json={"error": {"status": 401, "message": "The access token expired"}})
    web.post(f"{ACCOUNTS}/api/token", json={"access_token": "fresh", "expires_in": 3600, "token_type": "Bearer"})
    web.get(f"{API}/me", json={"id": "me"})
    assert bench.spotify.user_id() == "me"
    assert web.calls[2].request.headers["Authorization"] == "Bearer fresh"
    assert bench.store.load().access_token == "fresh"


def test_a_write_goes_out_again_after_a_401(web, bench):
    web.post(f"{API}/playlists/{ID}/items", status=401)
    web.post(f"{ACCOUNTS}/api/token", json={"access_token": "fresh", "expires_in": 3600})
    web.post(f"{API}/playlists/{ID}/items", status=201, json={"snapshot_id": "S2"})
    assert bench.spotify.apply(ID, Add(URIS[:1], 0)) == "S2"


def test_a_second_401_needs_the_person_and_keeps_the_sign_in(web, bench):
    """Spotify has had waves of 401 that meant nothing."""
    web.get(f"{API}/me", status=401)
    web.post(f"{ACCOUNTS}/api/token", json={"access_token": "fresh", "expires_in": 3600})
    web.get(f"{API}/me", status=401)
    with pytest.raises(SignInNeeded):
        bench.spotify.user_id()
    assert bench.store.load().refresh_token == "secret-refresh"


def test_requests_keep_the_pace(web, tmp_path):
    bench = Bench(tmp_path, pace=0.35)
    web.get(f"{API}/me", json={"id": "me"})
    bench.spotify.user_id()
    bench.spotify.user_id()
    assert bench.slept == [0.35]
    assert bench.told == []


def test_no_secret_is_in_any_error(web, bench):
    """Not even when the server sends it back."""
    web.get(f"{API}/me", status=400, json={"error": {"status": 400, "message": "bad token secret-access\x1b[2J"}})
    with pytest.raises(SyncerError) as caught:
        bench.spotify.user_id()
    text = f"{caught.value} {caught.value.__cause__!r}"
    assert "secret" not in text
    assert "\x1b" not in text
