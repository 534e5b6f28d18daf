"""The sandbox as a server: what stays between runs, what goes wrong on demand, what it remembers of its requests."""

import json
import socket
import stat
import threading

import pytest
import requests

from syncer.sandbox import CLIENT_ID, Fault, Sandbox, reset
from syncer.sandbox.state import State, read

TRACK = "spotify:track:3fCO1n6l7yekcNRDRkoJJ4"
SCOPES = "playlist-read-private playlist-modify-public playlist-modify-private"
ITEMS = r"/v1/playlists/[^/]+/items"


@pytest.fixture
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def session(sandbox):
    made = requests.Session()
    made.headers["Authorization"] = f"Bearer {sandbox.sign_in(SCOPES)['access_token']}"
    return made


@pytest.fixture
def client(sandbox):
    with session(sandbox) as client:
        yield client


def add(sandbox, client, playlist):
    return client.post(f"{sandbox.api_url}/playlists/{playlist}/items", json={"uris": [TRACK]}, timeout=5)


def test_playlists_and_sign_ins_stay_between_runs(tmp_path):
    file = tmp_path / "deep" / "state.json"
    with Sandbox(state=file) as first, session(first) as client:
        refresh = first.sign_in(SCOPES)["refresh_token"]
        made = client.post(f"{first.api_url}/me/playlists", json={"name": "Mine"}, timeout=5).json()
        add(first, client, made["id"])
        before = first.playlist(made["id"])
    with Sandbox(state=file) as second:
        assert second.playlist(made["id"]) == before
        form = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": CLIENT_ID}
        assert requests.post(f"{second.url}/api/token", data=form, timeout=5).status_code == 200


def test_only_the_owner_may_read_the_state(tmp_path):
    """It holds tokens."""
    file = tmp_path / "state.json"
    with Sandbox(state=file) as sandbox:
        sandbox.add_playlist()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".state*")) == []


def test_reading_writes_nothing(tmp_path):
    file = tmp_path / "state.json"
    with Sandbox(state=file) as sandbox:
        requests.get(f"{sandbox.api_url}/me", timeout=5)
    assert not file.exists()


def test_reset_empties(tmp_path):
    file = tmp_path / "state.json"
    with Sandbox(state=file) as sandbox:
        sandbox.add_playlist()
    reset(file)
    assert read(file) == State()
    reset(file)  # nothing there is no error


def test_two_sandboxes_of_one_file_see_the_same(tmp_path):
    """One in the foreground, and one that a push starts for itself."""
    file = tmp_path / "state.json"
    with Sandbox(state=file) as first, session(first) as client, Sandbox(state=file) as second:
        made = client.post(f"{first.api_url}/me/playlists", json={"name": "Mine"}, timeout=5).json()["id"]
        assert client.get(f"{second.api_url}/playlists/{made}", timeout=5).status_code == 200
        assert add(second, client, made).status_code == 201
        assert client.get(f"{first.api_url}/playlists/{made}/items", timeout=5).json()["total"] == 1
        reset(file)
        assert client.get(f"{first.api_url}/me", timeout=5).status_code == 401


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"format": 0}', '{"format": 1}'])
def test_a_state_of_another_kind_is_refused(tmp_path, text):
    file = tmp_path / "state.json"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"state\.json"):
        Sandbox(state=file)
    assert file.read_text() == text


def test_a_failed_request_is_answered_in_spotifys_envelope(sandbox, client):
    sandbox.fault("GET", "/v1/me", what=Fault(status=503))
    answer = client.get(f"{sandbox.api_url}/me", timeout=5)
    assert (answer.status_code, answer.json()["error"]["status"]) == (503, 503)
    assert client.get(f"{sandbox.api_url}/me", timeout=5).status_code == 200


@pytest.mark.parametrize(("after", "rows"), [(False, 0), (True, 1)], ids=["not done", "done, and the answer lost"])
@pytest.mark.parametrize("what", [{"status": 502, "body": "<html>Bad gateway</html>"}, {"drop": True}], ids=str)
def test_a_write_that_failed_may_have_happened(sandbox, client, after, rows, what):
    """This is what a client must tell apart before it repeats an add."""
    made = sandbox.add_playlist()
    sandbox.fault("POST", ITEMS, what=Fault(after=after, **what))
    try:
        assert add(sandbox, client, made).status_code == 502
    except requests.ConnectionError:
        assert what == {"drop": True}
    assert len(sandbox.playlist(made).rows) == rows
    assert sandbox.requests[-1].status == what.get("status", 0)


def test_the_nth_and_so_many_go_wrong(sandbox, client):
    sandbox.fault("GET", "/v1/me", nth=2, times=2, what=Fault(status=500))
    got = [client.get(f"{sandbox.api_url}/me", timeout=5).status_code for _ in range(4)]
    assert got == [200, 500, 500, 200]


def test_all_go_wrong_until_forgiven(sandbox, client):
    sandbox.fault(times=None, what=Fault(status=429, headers={"Retry-After": "7"}, body={"error": {"status": 429}}))
    for _ in range(2):
        answer = client.get(f"{sandbox.api_url}/me", timeout=5)
        assert (answer.status_code, answer.headers["Retry-After"], answer.json()) == (
            429,
            "7",
            {"error": {"status": 429}},
        )
    sandbox.forget_faults()
    assert client.get(f"{sandbox.api_url}/me", timeout=5).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/me"), ("GET", "/v1/me/playlists"), ("GET", "/v1"), ("GET", "me")],
    ids=["another method", "a longer path", "a shorter path", "a part of the path"],
)
def test_other_requests_do_not_go_wrong(sandbox, client, method, path):
    sandbox.fault(method, path, what=Fault(status=500))
    assert client.get(f"{sandbox.api_url}/me", timeout=5).status_code == 200


def test_an_answer_may_be_late(sandbox, client):
    sandbox.fault("GET", "/v1/me", what=Fault(delay=5))
    with pytest.raises(requests.ReadTimeout):
        client.get(f"{sandbox.api_url}/me", timeout=0.05)


def test_requests_are_remembered(sandbox, client):
    client.get(f"{sandbox.api_url}/search", params={"q": "a b", "type": "track"}, timeout=5)
    add(sandbox, client, sandbox.add_playlist())
    search, added = sandbox.requests
    assert search == ("GET", "/v1/search", {"q": "a b", "type": "track"}, "", 200)
    assert (added.method, json.loads(added.body), added.status) == ("POST", {"uris": [TRACK]}, 201)
    sandbox.forget_requests()
    assert sandbox.requests == ()


def test_a_playlist_can_be_changed_behind_the_clients_back(sandbox):
    made = sandbox.add_playlist([TRACK])
    before = sandbox.playlist(made).snapshot
    sandbox.touch(made)
    assert sandbox.playlist(made).snapshot != before


def test_a_connection_is_kept_alive(sandbox):
    token = sandbox.sign_in("")["access_token"]
    ask = f"GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])), timeout=5) as connection:
        for _ in range(2):
            connection.sendall(ask)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_body_too_big_is_refused_unread(sandbox):
    with socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])), timeout=5) as connection:
        connection.sendall(b"POST /api/token HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")


def test_stopping_closes_every_connection():
    with Sandbox() as sandbox:
        connection = socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])), timeout=5)
        connection.sendall(b"GET /nothing HTTP/1.1\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 404")
    with connection:
        assert connection.recv(1) == b""


def test_a_taken_port_is_told(sandbox):
    with pytest.raises(OSError, match="in use"):
        Sandbox(port=int(sandbox.url.rpartition(":")[2])).start()


def test_many_may_ask_at_once(sandbox):
    made = sandbox.add_playlist()

    def ten():
        with session(sandbox) as client:
            for _ in range(10):
                add(sandbox, client, made)

    threads = [threading.Thread(target=ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sandbox.playlist(made).rows) == 40


def test_what_is_neither_api_nor_accounts_is_named(sandbox):
    answer = requests.get(f"{sandbox.url}/login", timeout=5)
    assert (answer.status_code, answer.text) == (404, "Not found: GET /login")
