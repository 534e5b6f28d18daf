"""The edge against the sandbox: real connections, tokens that end, servers that fail before and after the deed."""

import logging
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
import requests

from syncer.errors import ComeBackLater, NotFound, SignInNeeded, SyncerError, Unconfirmed
from syncer.model import Add, Move, Query, Remove
from syncer.sandbox import CLIENT_ID, Fault, Manners, Sandbox
from syncer.sandbox.library import load
from syncer.settings import Settings
from syncer.spotify.accounts import SCOPES
from syncer.spotify.client import Spotify
from syncer.spotify.login import sign_in_with
from syncer.spotify.pace import Clock
from syncer.spotify.sign_in import Token, TokenStore

URIS = tuple(f"spotify:track:{entry.id}" for entry in list(load())[:120])


@pytest.fixture
def manners():
    return Manners()


@pytest.fixture
def server(manners):
    with Sandbox(manners=manners) as sandbox:
        yield sandbox


@pytest.fixture
def settings(server, tmp_path):
    return Settings(
        token_file=tmp_path / "token.json",
        cache_file=tmp_path / "cache",
        client_id=CLIENT_ID,
        api_url=server.api_url,
        accounts_url=server.accounts_url,
        pace=0.0,
    )


@pytest.fixture
def slept():
    return []


@pytest.fixture
def spotify(server, settings, slept):
    sign_in(server, settings)
    return Spotify(settings, clock=Clock(sleep=slept.append))


def sign_in(server, settings, scopes=SCOPES, **changes):
    given = server.sign_in(scopes)
    values = {
        "access_token": given["access_token"],
        "refresh_token": given["refresh_token"],
        "expires_at": 4e9,
        "accounts_url": settings.accounts_url,
        "client_id": CLIENT_ID,
    }
    TokenStore(settings.token_file).save(Token(**values | changes))


def uris(spotify, playlist):
    return [row.uri for row in spotify.rows(playlist.id)]


def test_a_playlist_from_its_creation_to_its_rows(spotify):
    playlist = spotify.create("Songs & more", public=False)
    spotify.change_details(playlist.id, description='it\'s "here" & <there>')
    snapshot = spotify.apply(playlist.id, Add(URIS[:100], 0), playlist.snapshot)
    snapshot = spotify.apply(playlist.id, Add(URIS[100:], 100), snapshot)
    snapshot = spotify.apply(playlist.id, Move(0, 2, 120), snapshot)
    snapshot = spotify.apply(playlist.id, Remove(URIS[2:4]), snapshot)
    now = spotify.playlist(playlist.id)
    assert uris(spotify, playlist) == [*URIS[4:], *URIS[:2]]
    assert (now.name, now.description) == ("Songs & more", 'it\'s "here" & <there>')
    assert (now.snapshot, now.total, now.owner) == (snapshot, 118, spotify.user_id())
    assert [mine.id for mine in spotify.my_playlists()] == [playlist.id]


def test_a_track_that_was_found_is_found_again(spotify):
    (hit, *_) = spotify.search(Query("again", "title")).tracks
    assert spotify.track(hit.uri) == hit


@pytest.mark.parametrize("manners", [Manners(), Manners(rotates_refresh_tokens=True)], ids=["kept", "rotated"])
def test_access_tokens_that_end_in_the_middle(server, spotify):
    """Each time the person notices nothing, with refresh tokens that stay and with those that are good once."""
    playlist = spotify.create("Songs", public=False)
    for number in range(3):
        server.expire_tokens()
        spotify.apply(playlist.id, Add(URIS[number : number + 1], number))
    assert uris(spotify, playlist) == list(URIS[:3])


def test_a_consent_that_was_taken_back(server, spotify):
    server.revoke()
    with pytest.raises(SignInNeeded, match="has ended"):
        spotify.user_id()


def test_a_right_that_was_not_given(server, settings):
    sign_in(server, settings, ["playlist-read-private"])
    with pytest.raises(SignInNeeded, match="does not allow creating the playlist"):
        Spotify(settings).create("Songs", public=False)


def test_a_secret_goes_with_pkce(tmp_path):
    with Sandbox(manners=Manners(client_secret="hush")) as server:
        settings = Settings(
            token_file=tmp_path / "token.json",
            cache_file=tmp_path,
            client_id=CLIENT_ID,
            client_secret="hush",
            api_url=server.api_url,
            accounts_url=server.accounts_url,
            redirect_uri="http://127.0.0.1/cb",
            pace=0.0,
        )
        sign_in_with(settings, agree)
        server.expire_tokens()
        assert Spotify(settings).user_id()


def agree(address):
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]


def test_no_log_has_a_secret_at_any_level(server, settings, caplog):
    """Neither what the person's sign-in is made of, nor what it becomes."""
    caplog.set_level(logging.DEBUG)
    for name in ("spotipy", "spotipy.client", "spotipy.oauth2", "requests", "urllib3", "urllib3.connectionpool"):
        caplog.set_level(logging.DEBUG, name)
    token = sign_in_with(replace(settings, redirect_uri="http://127.0.0.1/cb"), agree)
    server.expire_tokens()
    spotify = Spotify(settings)
    spotify.create("Songs", public=False)
    fresh = TokenStore(settings.token_file).load()
    forms = [dict(parse_qsl(seen.body)) for seen in server.requests if seen.path == "/api/token"]
    secrets = {token.access_token, token.refresh_token, fresh.access_token, forms[0]["code"], forms[0]["code_verifier"]}
    assert token.access_token != fresh.access_token
    assert "POST /v1/me/playlists" in caplog.text  # urllib3 does say what it does
    assert not [secret for secret in secrets if secret in caplog.text]


FAULTS = [
    pytest.param({"drop": True}, id="dropped"),
    pytest.param({"status": 500}, id="500"),
    pytest.param({"status": 502, "body": "<html>Bad gateway</html>"}, id="502"),
    pytest.param({"status": 200, "body": ""}, id="empty"),
    pytest.param({"status": 200, "body": '{"id": "3cE'}, id="cut off"),
    pytest.param({"status": 200, "body": "<html>hello</html>"}, id="html"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_write_without_confirmation_happened_once_or_not_at_all(server, spotify, fault, after):
    playlist = spotify.create("Songs", public=False)
    server.fault("POST", r"/v1/playlists/[^/]+/items", what=Fault(**fault, after=after))
    with pytest.raises(Unconfirmed):
        spotify.apply(playlist.id, Add(URIS[:2], 0))
    assert uris(spotify, playlist) == (list(URIS[:2]) if after else [])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_read_gets_its_answer_the_third_time(server, spotify, slept, fault):
    playlist = spotify.create("Songs", public=False)
    server.fault("GET", r"/v1/playlists/[^/]+", times=2, what=Fault(**fault))
    assert spotify.playlist(playlist.id).name == "Songs"
    assert slept == [1.0, 4.0]


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        pytest.param({"Retry-After": "7"}, [7.0], id="seconds"),
        pytest.param({}, [5.0], id="nothing said"),
        pytest.param({"Retry-After": "0"}, [5.0], id="0"),
    ],
)
def test_a_short_limit(server, spotify, slept, headers, waited):
    server.fault("GET", "/v1/me", what=Fault(status=429, headers=headers))
    assert spotify.user_id()
    assert slept == waited


def test_a_long_limit(server, spotify, slept):
    server.fault("GET", "/v1/search", what=Fault(status=429, headers={"Retry-After": "86400"}))
    with pytest.raises(ComeBackLater):
        spotify.search(Query("again", "title"))
    assert slept == []


def test_the_accounts_service_is_down(server, settings, slept):
    """A bad day of the server is no reason to make the person sign in again."""
    sign_in(server, settings, expires_at=0.0)
    server.fault("POST", "/api/token", times=3, what=Fault(status=503, body="<html>"))
    spotify = Spotify(settings, clock=Clock(sleep=slept.append))
    with pytest.raises(SyncerError, match="renewing the sign-in failed 3 times"):
        spotify.user_id()
    assert spotify.user_id()


def test_a_playlist_that_is_gone(server, spotify):
    playlist = spotify.create("Songs", public=False)
    server.drop_playlist(playlist.id)
    with pytest.raises(NotFound):
        spotify.playlist(playlist.id)


def test_a_playlist_of_somebody_else(server, spotify):
    foreign = server.add_playlist(URIS[:2], owner="somebody")
    assert not spotify.playlist(foreign).readable
    with pytest.raises(SyncerError, match="neither yours"):
        spotify.rows(foreign)


def test_rows_without_a_track_keep_their_place(server, spotify):
    made = server.add_playlist([URIS[0], "spotify:local:A:B:C:100", URIS[1]])
    rows = spotify.rows(made)
    assert [row.uri for row in rows] == [URIS[0], "spotify:local:A:B:C:100", URIS[1]]
    assert [row.track is None for row in rows] == [False, True, False]
    assert rows[0].added_at == "2020-02-02T02:02:02Z"
