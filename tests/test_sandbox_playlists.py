"""The sandbox's playlists: made, read in part, changed, followed; others' can only be seen from outside."""

from base64 import b64decode, b64encode, encodebytes

import pytest
import requests

from syncer.sandbox import Manners, Sandbox

SCOPES = (
    "playlist-read-private playlist-modify-public playlist-modify-private ugc-image-upload "
    "user-library-modify user-library-read user-follow-modify user-follow-read"
)
TRACK = "spotify:track:3fCO1n6l7yekcNRDRkoJJ4"
JPEG = b64encode(b"\xff\xd8\xff\xe0" + b"\0" * 100)


class Api:
    """Asks the sandbox with a token of its own."""

    def __init__(self, sandbox, scopes=SCOPES, user="sandbox"):
        self.sandbox = sandbox
        self.headers = {"Authorization": f"Bearer {sandbox.sign_in(scopes, user)['access_token']}"}

    def __call__(self, method, path, json=None, data=None, headers=None, **query):
        return requests.request(
            method,
            self.sandbox.api_url + path,
            params=query,
            json=json,
            data=data,
            headers={**self.headers, **(headers or {})},
            timeout=5,
        )

    def create(self, **details):
        return self("POST", "/me/playlists", {"name": "Mine", **details}).json()


@pytest.fixture
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def api(sandbox):
    return Api(sandbox)


def test_a_new_playlist_is_empty_and_mine(api):
    answer = api("POST", "/me/playlists", {"name": "Mine", "public": False})
    made = answer.json()
    assert answer.status_code == 201
    assert (made["name"], made["public"], made["collaborative"], made["description"]) == ("Mine", False, False, "")
    assert made["owner"]["id"] == api("GET", "/me").json()["id"]
    assert (made["items"]["items"], made["items"]["total"]) == ([], 0)
    assert "tracks" not in made
    assert len(b64decode(made["snapshot_id"])) == 24


def test_names_need_not_be_unique(api):
    """A repeated request makes a second playlist: it must not be repeated blindly."""
    assert api.create()["id"] != api.create()["id"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({}, 400, id="no name"),
        pytest.param({"name": ""}, 400, id="empty name"),
        pytest.param({"name": 7}, 400, id="name is a number"),
        pytest.param([], 400, id="a list"),
        pytest.param({"name": "n", "public": "no"}, 400, id="flag is a string"),
        pytest.param({"name": "n", "collaborative": True}, 400, id="collaborative and public"),
        pytest.param({"name": "n", "description": "see https://example.com"}, 400, id="address in a description"),
        pytest.param({"name": "n" * 101}, 500, id="name too long"),
        pytest.param({"name": "n", "description": "d" * 301}, 500, id="description too long"),
        pytest.param({"name": "n", "description": "one\ntwo"}, 500, id="line break"),
    ],
)
def test_what_cannot_be_made(api, sandbox, body, status):
    answer = api("POST", "/me/playlists", body)
    assert (answer.status_code, answer.json()["error"]["status"]) == (status, status)
    assert sandbox.playlists() == ()


def test_a_body_that_is_no_json_is_refused(api):
    assert api("POST", "/me/playlists", data=b"{").status_code == 400


def test_a_description_comes_back_escaped(api):
    made = api.create(description="Tom & Jerry's <b> a/b")
    assert made["description"] == "Tom &amp; Jerry&#x27;s &lt;b&gt; a&#x2F;b"


def test_a_change_answers_nothing_and_advances_the_snapshot(api):
    made = api.create()
    answer = api("PUT", f"/playlists/{made['id']}", {"name": "New", "description": "d", "public": False})
    assert (answer.status_code, answer.content) == (200, b"")
    found = api("GET", f"/playlists/{made['id']}").json()
    assert (found["name"], found["description"], found["public"]) == ("New", "d", False)
    assert found["snapshot_id"] != made["snapshot_id"]


def test_an_empty_description_is_refused(api):
    answer = api("PUT", f"/playlists/{api.create()['id']}", {"description": ""})
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "Attribute description is empty")


def test_private_may_have_no_effect():
    """As seen in 2026: success is answered, and the playlist stays public."""
    with Sandbox(manners=Manners(keeps_private=False)) as sandbox:
        api = Api(sandbox)
        made = api.create(public=False)
        assert api("PUT", f"/playlists/{made['id']}", {"public": False}).status_code == 200
        assert api("GET", f"/playlists/{made['id']}").json()["public"] is True


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("name", {"name": "Mine"}, id="one"),
        pytest.param("name,public", {"name": "Mine", "public": True}, id="two"),
        pytest.param("owner(id)", {"owner": {"id": "sandbox"}}, id="nested"),
        pytest.param("owner.id", {"owner": {"id": "sandbox"}}, id="dotted"),
        pytest.param("name,items(total)", {"name": "Mine", "items": {"total": 1}}, id="count"),
        pytest.param(
            "items(items(item(name,album(name),artists(name))))",
            {
                "items": {
                    "items": [
                        {
                            "item": {
                                "name": "青い栞",
                                "album": {"name": "PORTAL"},
                                "artists": [{"name": "Galileo Galilei"}],
                            }
                        }
                    ]
                }
            },
            id="deep in lists",
        ),
        pytest.param("items.items(track(name))", {"items": {"items": [{}]}}, id="rows hold no track any more"),
        pytest.param("tracks(total)", {}, id="nor do playlists hold tracks"),
    ],
)
def test_fields_picks(api, sandbox, fields, expected):
    made = sandbox.add_playlist([TRACK], name="Mine")
    assert api("GET", f"/playlists/{made}", fields=fields).json() == expected


@pytest.mark.parametrize(
    ("fields", "gone"), [pytest.param("!href", "href", id="page"), pytest.param("!items", "items", id="rows")]
)
def test_fields_leaves_out(api, sandbox, fields, gone):
    path = f"/playlists/{sandbox.add_playlist([TRACK])}/items"
    whole = api("GET", path).json()
    assert whole.keys() - api("GET", path, fields=fields).json().keys() == {gone}


def test_fields_leaves_out_within_rows(api, sandbox):
    path = f"/playlists/{sandbox.add_playlist([TRACK])}/items"
    (whole,), (part,) = (api("GET", path, fields=fields).json()["items"] for fields in ("", "items(!added_by)"))
    assert whole.keys() - part.keys() == {"added_by"}


@pytest.mark.parametrize("fields", ["items(item(id)", "items)", "a,(b"])
def test_unbalanced_fields_are_refused(api, sandbox, fields):
    assert api("GET", f"/playlists/{sandbox.add_playlist()}", fields=fields).status_code == 400


def test_the_list_counts_rows_and_leads_into_a_trap(api):
    """``next`` is an address that a restricted app may not call; so it is at Spotify."""
    made = [api.create()["id"] for _ in range(3)]
    first = api("GET", "/me/playlists", limit=2).json()
    assert [each["id"] for each in first["items"]] == made[:0:-1]
    assert first["items"][0]["items"].keys() == {"href", "total"}
    assert first["total"] == 3
    assert requests.get(first["next"], headers=api.headers, timeout=5).status_code == 403
    rest = api("GET", "/me/playlists", limit=2, offset=2).json()
    assert [each["id"] for each in rest["items"]] == made[:1]
    assert rest["next"] is None


@pytest.mark.parametrize("limit", ["0", "51", "x"])
def test_the_list_gives_fifty_at_most(api, limit):
    assert api("GET", "/me/playlists", limit=limit).json()["error"]["message"] == "Invalid limit"


def test_others_playlists_show_no_rows(api, sandbox):
    theirs = sandbox.add_playlist([TRACK], owner="someone", name="Theirs")
    found = api("GET", f"/playlists/{theirs}").json()
    assert found["name"] == "Theirs"
    assert "items" not in found
    assert api("GET", f"/playlists/{theirs}/items").status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "", {"name": "n"}),
        ("POST", "/items", {"uris": [TRACK]}),
        ("PUT", "/items", {"uris": []}),
        ("DELETE", "/items", {"items": [{"uri": TRACK}]}),
    ],
)
def test_others_playlists_cannot_be_written(api, sandbox, method, path, body):
    theirs = sandbox.add_playlist([TRACK], owner="someone")
    before = sandbox.playlist(theirs).snapshot
    assert api(method, f"/playlists/{theirs}{path}", body).status_code == 403
    assert sandbox.playlist(theirs).snapshot == before


def test_a_collaborator_reads_and_adds_but_does_not_rename(api, sandbox):
    theirs = sandbox.add_playlist([TRACK], owner="someone", public=False, collaborative=True)
    assert api("GET", f"/playlists/{theirs}/items").status_code == 403
    api("PUT", "/me/library", uris=f"spotify:playlist:{theirs}")
    assert api("GET", f"/playlists/{theirs}/items").json()["total"] == 1
    assert api("POST", f"/playlists/{theirs}/items", {"uris": [TRACK]}).status_code == 201
    assert api("PUT", f"/playlists/{theirs}", {"name": "n"}).status_code == 403


@pytest.mark.parametrize("path", ["", "/items", "/images"])
def test_a_playlist_that_is_not_there(api, path):
    answer = api("GET", f"/playlists/{'0' * 22}{path}")
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, "Resource not found")


def test_a_playlist_can_be_gone(api, sandbox):
    made = api.create()["id"]
    sandbox.drop_playlist(made)
    assert api("GET", f"/playlists/{made}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "missing"),
    [
        ("GET", "/me/playlists", "playlist-read-private"),
        ("POST", "/me/playlists", "playlist-modify-public"),
        ("PUT", "/playlists/{id}", "playlist-modify-private"),
        ("GET", "/playlists/{id}/items", "playlist-read-private"),
        ("POST", "/playlists/{id}/items", "playlist-modify-public"),
        ("PUT", "/playlists/{id}/items", "playlist-modify-public"),
        ("DELETE", "/playlists/{id}/items", "playlist-modify-private"),
        ("DELETE", "/me/library", "user-library-modify"),
        ("GET", "/me/library/contains", "user-follow-read"),
    ],
)
def test_a_missing_scope_is_refused(sandbox, method, path, missing):
    api = Api(sandbox, SCOPES.replace(missing, ""))
    answer = api(method, path.replace("{id}", sandbox.add_playlist()), {})
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, "Insufficient client scope")


def test_a_cover_is_a_jpeg_in_base64(api):
    path = f"/playlists/{api.create()['id']}/images"
    assert api("GET", path).json() == []
    answer = api("PUT", path, data=JPEG, headers={"Content-Type": "image/jpeg"})
    assert (answer.status_code, answer.content) == (202, b"")
    assert len(api("GET", path).json()) == 1


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        pytest.param(b64encode(b"\xff\xd8\xff" + b"\0" * 200_000), "image/jpeg", 413, id="too big"),
        pytest.param(encodebytes(b"\xff\xd8\xff" + b"\0" * 200), "image/jpeg", 400, id="line breaks"),
        pytest.param(b64encode(b"\x89PNG"), "image/jpeg", 400, id="a PNG"),
        pytest.param(JPEG, "image/png", 415, id="another type"),
    ],
)
def test_what_is_no_cover(api, data, kind, status):
    path = f"/playlists/{api.create()['id']}/images"
    assert api("PUT", path, data=data, headers={"Content-Type": kind}).status_code == status


def test_the_missing_scope_for_covers_shows_as_401(sandbox):
    api = Api(sandbox, SCOPES.replace("ugc-image-upload", ""))
    path = f"/playlists/{sandbox.add_playlist()}/images"
    assert api("PUT", path, data=JPEG, headers={"Content-Type": "image/jpeg"}).status_code == 401


def test_unfollowing_is_how_a_playlist_is_deleted(api):
    """It leaves the list, and can still be opened."""
    uri = api.create()["uri"]
    assert api("GET", "/me/library/contains", uris=f"{uri},{TRACK}").json() == [True, False]
    assert api("DELETE", "/me/library", uris=uri).status_code == 200
    assert api("GET", "/me/library/contains", uris=uri).json() == [False]
    assert api("GET", "/me/playlists").json()["items"] == []
    assert api("GET", f"/playlists/{uri.rpartition(':')[2]}").status_code == 200


def test_tracks_can_be_saved(api):
    assert api("PUT", "/me/library", uris=TRACK).status_code == 200
    assert api("GET", "/me/library/contains", uris=TRACK).json() == [True]
    assert api("DELETE", "/me/library", uris=TRACK).status_code == 200
    assert api("GET", "/me/library/contains", uris=TRACK).json() == [False]


@pytest.mark.parametrize(
    ("uris", "status"),
    [
        pytest.param("", 400, id="none"),
        pytest.param("x", 400, id="no URI"),
        pytest.param(",".join([TRACK] * 41), 400, id="more than forty"),
        pytest.param("spotify:artist:4Z8W4fKeB5YxbusRsdQVPb", 400, id="an artist cannot be saved"),
        pytest.param(f"spotify:playlist:{'0' * 22}", 404, id="no such playlist"),
    ],
)
def test_what_cannot_be_saved(api, uris, status):
    assert api("PUT", "/me/library", uris=uris).status_code == status
