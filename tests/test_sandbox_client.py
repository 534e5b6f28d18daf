"""The real client against the sandbox: a playlist's whole life, and each request as the OpenAPI description has it."""

import copy
import time

import pytest
import requests
import yaml
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from syncer import settings as settings_of
from syncer.errors import ComeBackLater, SyncerError, Unconfirmed
from syncer.model import Add, Move, Query, Remove
from syncer.sandbox import CLIENT_ID, Fault, Manners, Sandbox
from syncer.sandbox.library import load
from syncer.settings import Settings
from syncer.spotify.client import Spotify
from syncer.spotify.login import sign_in_with
from syncer.spotify.pace import Clock
from syncer.spotify.tokens import Tokens, TokenStore

URIS = tuple(f"spotify:track:{entry.id}" for entry in load())
ITEMS = r"/v1/playlists/[^/]+/items"


class Client:
    """A client that is signed in to a sandbox, and sleeps without taking time."""

    def __init__(self, sandbox, **changes):
        settings = settings_of.for_sandbox(settings_of.load(), sandbox.url, CLIENT_ID)
        settings = Settings(
            **{name: getattr(settings, name) for name in Settings.__dataclass_fields__} | {"pace": 0.0, **changes}
        )
        self.slept = []
        clock = Clock(lambda: time.time() + sum(self.slept), time.monotonic, self.slept.append)
        sign_in_with(
            settings, lambda address: requests.get(address, allow_redirects=False, timeout=5).headers["Location"]
        )
        tokens = Tokens(settings, TokenStore(settings.token_file), clock=clock)
        self.spotify = Spotify(settings, tokens, clock=clock)


@pytest.fixture
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    return Client(sandbox).spotify


def uris(sandbox, playlist):
    return tuple(row.uri for row in sandbox.playlist(playlist.id).rows)


def whole_life(client):
    """Return the playlist at the end of all that the client can do."""
    client.search(Query('track:"Again" artist:"Yui"', "title and artist"))
    client.track(URIS[0])
    made = client.create("Songs", public=False)
    client.change_details(made.id, name="Songs & more", description="it's <good>", public=True)
    client.apply(made.id, Add(URIS[:100], 0))
    snapshot = client.apply(made.id, Add(URIS[100:120], 100))
    client.apply(made.id, Move(119, 1, 0), snapshot)
    client.apply(made.id, Remove(URIS[1:3]), snapshot)
    client.rows(made.id)
    client.my_playlists()
    return client.playlist(made.id)


def test_a_playlist_lives(sandbox, client):
    found = whole_life(client)
    wanted = (URIS[119], URIS[0], *URIS[3:119])
    assert uris(sandbox, found) == wanted
    assert tuple(row.uri for row in client.rows(found.id)) == wanted
    assert (found.name, found.description, found.public, found.total) == ("Songs & more", "it's <good>", True, 118)
    assert found.snapshot == sandbox.playlist(found.id).snapshot
    assert [each.id for each in client.my_playlists()] == [found.id]


def test_the_tracks_are_read(client):
    answer = client.search(Query("isrc:JPU901100501", "ISRC"))
    assert {track.title for track in answer.tracks} == {"青い栞"}
    assert {track.album for track in answer.tracks} == {"PORTAL", "青い栞", "車輪の軸"}
    assert sum(track.playable for track in answer.tracks) == 2
    assert {artist.name for track in answer.tracks for artist in track.artists} == {"Galileo Galilei"}
    assert client.track("spotify:track:0000000000000000000000") is None


@pytest.mark.parametrize(("language", "name"), [("en", "Chata"), ("ja", "茶太")])
def test_the_language_is_sent(sandbox, language, name):
    track = Client(sandbox, language=language).spotify.track("spotify:track:zzB0P1IvYRQ2I6fEWUaSvF")
    assert [artist.name for artist in track.artists] == [name]


def test_every_request_is_as_the_description_says(sandbox, client, shared):
    """Parameters, bodies and endpoints; none that is deprecated."""
    description = yaml.safe_load((shared / "openapi" / "spotify.yml").read_text(encoding="utf-8"))
    referee = OpenAPI.from_dict(_without_deprecated(description))
    whole_life(client)
    asked = [seen for seen in sandbox.requests if seen.path.startswith("/v1/")]
    assert len(asked) > 12
    for seen in asked:
        referee.validate_request(
            MockRequest(
                "https://api.spotify.com",
                seen.method.lower(),
                seen.path,
                args=seen.query,
                headers={"Authorization": "Bearer x"},
                data=seen.body.encode() or None,
                content_type="application/json",
            )
        )


def _without_deprecated(description):
    description = copy.deepcopy(description)
    for operations in description["paths"].values():
        for method in [name for name, each in operations.items() if isinstance(each, dict) and each.get("deprecated")]:
            del operations[method]
    description["components"].pop("securitySchemes")
    for operations in description["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    return description


def test_an_add_of_unknown_fate_is_not_repeated(sandbox, client):
    made = client.create("Songs", public=False)
    sandbox.fault("POST", ITEMS, what=Fault(status=502, body="<html>", after=True))
    with pytest.raises(Unconfirmed):
        client.apply(made.id, Add(URIS[:2], 0))
    assert uris(sandbox, made) == URIS[:2]


def test_a_read_is_repeated(sandbox):
    client = Client(sandbox)
    made = sandbox.add_playlist(URIS[:2])
    sandbox.fault("GET", ITEMS, times=2, what=Fault(drop=True))
    assert len(client.spotify.rows(made)) == 2
    assert client.slept


def test_the_quota_stops(sandbox, client):
    quota = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
    sandbox.fault("GET", "/v1/search", times=None, what=Fault(429, {"Retry-After": "52531"}, quota))
    with pytest.raises(ComeBackLater):
        client.search(Query("again", "title"))
    assert len([seen for seen in sandbox.requests if seen.path == "/v1/search"]) == 1


def test_a_token_that_ran_out_is_renewed(sandbox, client):
    sandbox.expire_tokens()
    assert client.user_id()
    assert [seen.path for seen in sandbox.requests if seen.path == "/api/token"][1:] == ["/api/token"]


@pytest.mark.parametrize("rotates", [True, False])
def test_renewing_goes_on_for_ever(rotates):
    with Sandbox(manners=Manners(rotates_refresh_tokens=rotates)) as sandbox:
        client = Client(sandbox).spotify
        for _ in range(3):
            sandbox.expire_tokens()
            assert client.user_id()


def test_a_revoked_consent_is_told(sandbox, client):
    sandbox.revoke()
    with pytest.raises(SyncerError) as told:
        client.user_id()
    assert told.value.exit_code == 3


def test_others_playlists_are_seen_to_be_unreadable(sandbox, client):
    theirs = sandbox.add_playlist(URIS[:2], owner="someone")
    assert client.playlist(theirs).readable is False
