"""The sandbox's search, tracks and gate: limits, languages, and what a restricted app may not see or call any more."""

import re

import pytest
import requests

from syncer.sandbox import Sandbox

LOST = {"popularity", "available_markets", "linked_from"}
TRACK = "3fCO1n6l7yekcNRDRkoJJ4"
SINGER = "zzB0P1IvYRQ2I6fEWUaSvF"


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(title_aliases="none") as sandbox:
        yield sandbox


@pytest.fixture
def get(sandbox):
    token = sandbox.sign_in("")["access_token"]

    def get(path, headers=None, method="GET", **query):
        headers = {"Authorization": f"Bearer {token}", **(headers or {})}
        return requests.request(method, f"{sandbox.api_url}{path}", params=query, headers=headers, timeout=5)

    return get


def test_me_says_who_and_no_more(get):
    found = get("/me").json()
    assert {"account_id", "id", "display_name", "uri"} <= found.keys()
    assert not found.keys() & {"country", "email", "explicit_content", "followers", "product"}


def test_a_trailing_slash_changes_nothing(get):
    """The client library asks for ``me/``."""
    assert get("/me/").json() == get("/me").json()


@pytest.mark.parametrize("limit", ["11", "20", "50", "-1", "ten", ""])
def test_a_search_gives_ten_at_most(get, limit):
    answer = get("/search", q="again", type="track", limit=limit)
    assert (answer.status_code, answer.json()) == (400, {"error": {"status": 400, "message": "Invalid limit"}})


def test_a_search_gives_five_unless_asked(get):
    found = get("/search", q="again", type="track").json()["tracks"]
    assert (len(found["items"]), found["limit"], found["offset"], found["previous"]) == (5, 5, 0, None)
    assert found["total"] > 10


def test_pages_of_a_search_do_not_overlap(get):
    pages = [get("/search", q="again", type="track", limit=10, offset=at).json()["tracks"] for at in (0, 10)]
    first, second = ({item["id"] for item in page["items"]} for page in pages)
    assert first
    assert second
    assert not first & second


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param({"type": "track"}, "No search query", id="nothing asked"),
        pytest.param({"q": " ", "type": "track"}, "No search query", id="a space"),
        pytest.param({"q": "again"}, "Missing parameter type", id="no type"),
        pytest.param({"q": "again", "type": "song"}, "Bad search type field song", id="unknown type"),
        pytest.param({"q": "a" * 101, "type": "track"}, "Query exceeds maximum length of 100 characters", id="long"),
        pytest.param({"q": "again", "type": "track", "offset": "1001"}, "Invalid offset", id="too deep"),
        pytest.param({"q": "again", "type": "track", "market": "from_token"}, "Invalid market code", id="market"),
    ],
)
def test_what_a_search_refuses(get, query, message):
    answer = get("/search", **query)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)


def test_a_slash_in_a_filter_is_not_found(get):
    assert get("/search", q='artist:"AC/DC"', type="track").status_code == 404


def test_a_track_has_what_a_restricted_app_may_see(get):
    found = get(f"/tracks/{TRACK}").json()
    assert found["external_ids"] == {"isrc": "JPU901100501"}
    assert (found["name"], found["duration_ms"], found["album"]["name"]) == ("青い栞", 337960, "PORTAL")
    assert (found["uri"], found["type"]) == (f"spotify:track:{TRACK}", "track")
    assert re.fullmatch("[0-9A-Za-z]{22}", found["artists"][0]["id"])
    assert not found.keys() & LOST


def test_a_search_gives_the_same_track(get):
    found = get("/search", q="isrc:JPU901100501", type="track", limit=10).json()["tracks"]["items"]
    assert get(f"/tracks/{TRACK}").json() in found


@pytest.mark.parametrize(
    ("identifier", "status"), [("x", 400), ("0" * 22, 404), (f"{TRACK}0", 400), ("spotify:track:x", 400)]
)
def test_a_track_that_is_not_there(get, identifier, status):
    assert get(f"/tracks/{identifier}").status_code == status


@pytest.mark.parametrize(
    ("language", "name"),
    [
        pytest.param("en", "Chata", id="English"),
        pytest.param("de-AT, de;q=0.9", "Chata", id="any other"),
        pytest.param(None, "Chata", id="none"),
        pytest.param("ja", "茶太", id="Japanese"),
        pytest.param("ja-JP", "茶太", id="Japanese of Japan"),
    ],
)
def test_the_language_decides_the_script_of_artists_and_nothing_else(get, language, name):
    found = get(f"/tracks/{SINGER}", {"Accept-Language": language}).json()
    assert [artist["name"] for artist in found["artists"]] == [name]
    assert found["name"] == "だんご大家族"
    assert found["artists"][0]["id"] == get(f"/tracks/{SINGER}").json()["artists"][0]["id"]


def test_a_latin_name_is_shown_in_japanese_to_the_japanese(get):
    found = get("/search", {"Accept-Language": "ja"}, q='artist:"Hikaru Utada"', type="track").json()["tracks"]["items"]
    assert {artist["name"] for item in found for artist in item["artists"]} == {"宇多田ヒカル"}


def test_aliases_and_popularity_are_never_returned(get):
    text = get("/search", q="Chata", type="track", limit=10).text
    assert "alias" not in text
    assert "popularity" not in text


def test_what_cannot_be_played_says_so(get):
    found = get("/search", q="青い栞", type="track", limit=10).json()["tracks"]["items"]
    unplayable = [item for item in found if not item["is_playable"]]
    assert [item["restrictions"] for item in unplayable] == [{"reason": "market"}]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tracks"),
        ("GET", "/users/sandbox"),
        ("POST", "/users/sandbox/playlists"),
        ("GET", "/users/sandbox/playlists"),
        ("GET", "/playlists/x/tracks"),
        ("POST", "/playlists/x/tracks"),
        ("DELETE", "/playlists/x/followers"),
        ("PUT", "/me/tracks"),
        ("GET", "/me/albums/contains"),
        ("GET", "/artists/x/top-tracks"),
        ("GET", "/browse/categories/x/playlists"),
        ("GET", "/recommendations"),
    ],
)
def test_removed_endpoints_are_forbidden(get, method, path):
    answer = get(path, method=method)
    assert (answer.status_code, answer.json()) == (403, {"error": {"status": 403, "message": "Forbidden"}})


def test_an_unknown_request_is_named(get):
    answer = get("/me/soloist", method="PUT")
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        404,
        "Service not found: PUT /v1/me/soloist",
    )


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        pytest.param({}, "missing_token", id="no header"),
        pytest.param({"Authorization": "Bearer"}, "missing_token", id="no token"),
        pytest.param({"Authorization": "Basic x"}, "missing_token", id="another scheme"),
        pytest.param({"Authorization": "Bearer x"}, "invalid_token", id="unknown token"),
    ],
)
def test_nobody_is_let_in_without_a_token(sandbox, headers, error):
    answer = requests.get(f"{sandbox.api_url}/search?q=x&type=track", headers=headers, timeout=5)
    assert answer.status_code == 401
    assert answer.json()["error"]["status"] == 401
    assert f'error="{error}"' in answer.headers["www-authenticate"]
