"""The session sends credentials to one place, follows nothing, and hides nothing."""

import logging
import socket
from threading import Thread

import pytest
import requests
import responses
from requests import PreparedRequest

from syncer.spotify.errors import Lost, Refused
from syncer.spotify.wire import Session, is_loopback, refusal

API = "https://api.example.org/v1"


@pytest.fixture
def web():
    with responses.RequestsMock() as web:
        yield web


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["https://elsewhere.example.org/", f"{API}/other"])
def test_no_redirect_is_followed(web, status, target):
    """The bearer token, or a token request's body, would go along."""
    web.get(f"{API}/me", status=status, headers={"Location": target})
    with pytest.raises(Refused) as caught:
        Session(API).get(f"{API}/me")
    assert caught.value.status == status
    assert len(web.calls) == 1


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://elsewhere.example.org/v1/me", id="another host"),
        pytest.param("http://api.example.org/v1/me", id="without encryption"),
        pytest.param("https://api.example.org:8443/v1/me", id="another port"),
        pytest.param("https://api.example.org.evil.example/v1/me", id="a host that begins alike"),
        pytest.param("https://api.example.org@evil.example/v1/me", id="the host as a user's name"),
    ],
)
def test_no_other_host_is_asked(web, url):
    with pytest.raises(RuntimeError, match="another host"):
        Session(API).get(url)
    assert len(web.calls) == 0


def test_an_entry_in_netrc_does_not_replace_the_token(web, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine api.example.org login someone password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    web.get(f"{API}/me", json={})
    Session(API).get(f"{API}/me", headers={"Authorization": "Bearer ours"})
    assert web.calls[0].request.headers["Authorization"] == "Bearer ours"


@pytest.mark.parametrize(
    ("url", "proxied"),
    [
        pytest.param("http://127.0.0.1:8099/v1", False, id="loopback"),
        pytest.param("http://[::1]:8099/v1", False, id="loopback, IPv6"),
        pytest.param("https://api.example.org/v1", True, id="elsewhere"),
    ],
)
def test_a_server_on_this_machine_is_not_asked_through_a_proxy(web, monkeypatch, url, proxied):
    monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    web.get(f"{url}/me", json={})
    Session(url).get(f"{url}/me")
    assert bool(web.calls[0].request.req_kwargs["proxies"]) is proxied


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), (None, False)],
)
def test_loopback(host, expected):
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("error", "why", "sent"),
    [
        pytest.param(requests.ConnectTimeout("x"), "cannot be reached", False, id="no connection in time"),
        pytest.param(requests.ReadTimeout("x"), "in time", True, id="no answer in time"),
        pytest.param(requests.ConnectionError("reset"), "broke off", True, id="reset"),
        pytest.param(requests.exceptions.SSLError("x"), "certificate", True, id="certificate"),
        pytest.param(requests.exceptions.ChunkedEncodingError("x"), "broke off", True, id="cut off"),
        pytest.param(requests.exceptions.ContentDecodingError("x"), "broke off", True, id="not the encoding it says"),
    ],
)
def test_no_answer(web, error, why, sent):
    web.get(f"{API}/me", body=error)
    with pytest.raises(Lost, match=why) as caught:
        Session(API).get(f"{API}/me")
    assert caught.value.sent is sent


def test_nobody_listens():
    """Nothing was sent then, and so anything may be sent again."""
    with pytest.raises(Lost, match="cannot be reached") as caught:
        Session("http://127.0.0.1:1").get("http://127.0.0.1:1/me")
    assert not caught.value.sent


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}", id="cut off in the body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}", id="cut off in a chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", id="not gzip"),
        pytest.param(b"\x16\x03\x01 what is this\r\n\r\n", id="not HTTP"),
    ],
)
def test_a_connection_that_ends_too_soon(answer):
    """Half an answer is none, even where half of it would parse."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answering, args=(server, answer), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(Lost, match="broke off") as caught:
            Session(url).get(f"{url}/me", timeout=10)
    assert caught.value.sent


def answering(server, answer):
    connection, _ = server.accept()
    with connection:
        connection.recv(65_536)
        connection.sendall(answer)


@pytest.mark.parametrize(
    ("body", "message", "reason"),
    [
        pytest.param(
            b'{"error":{"status":429,"message":"m","reason":"QUOTA_EXCEEDED"}}', "m", "QUOTA_EXCEEDED", id="API"
        ),
        pytest.param(b'{"error":"invalid_grant","error_description":"d"}', "d", "invalid_grant", id="token endpoint"),
        pytest.param(b'{"error":"invalid_client"}', "invalid_client", "invalid_client", id="no description"),
        pytest.param(b"Active premium subscription required.", "Active premium subscription required.", "", id="text"),
        pytest.param(b"<html>Bad gateway</html>", "", "", id="html"),
        pytest.param(b"", "", "", id="empty"),
        pytest.param(b"null", "", "", id="null"),
        pytest.param(b"[]", "", "", id="list"),
        pytest.param(b'{"error":null}', "", "", id="error null"),
        pytest.param(b'{"error":{"message":7}}', "7", "", id="message a number"),
        pytest.param(b"\xff\xfe odd \x1b[31m bytes\n", "\ufffd\ufffd odd [31m bytes", "", id="no text"),
        pytest.param(b"x" * 5000, "x" * 200, "", id="a long text"),
    ],
)
def test_what_a_refusal_says(body, message, reason):
    response = requests.Response()
    response.status_code = 400
    response._content = body  # noqa: SLF001 - how requests itself fills it
    refused = refusal(response)
    assert (refused.message, refused.reason) == (message, reason)


@pytest.mark.parametrize(
    ("headers", "data"),
    [
        pytest.param({"Authorization": "Bearer hush-hush"}, None, id="access token"),
        pytest.param({}, {"refresh_token": "hush-hush"}, id="refresh token"),
        pytest.param({}, {"code": "hush-hush"}, id="code"),
        pytest.param({}, {"code_verifier": "hush-hush"}, id="verifier"),
    ],
)
def test_a_secret_that_comes_back_is_not_shown(web, headers, data):
    web.post(f"{API}/token", status=400, body="what is hush-hush supposed to be")
    with pytest.raises(Refused) as caught:
        Session(API).post(f"{API}/token", headers=headers, data=data)
    assert caught.value.message == "what is ... supposed to be"


def test_every_request_names_the_program(web):
    web.get(f"{API}/me", json={})
    Session(API).get(f"{API}/me")
    request: PreparedRequest = web.calls[0].request
    assert request.headers["User-Agent"].startswith("syncer/")


@pytest.mark.parametrize("name", ["spotipy.client", "spotipy.oauth2", "spotipy.util"])
def test_spotipy_says_nothing_below_a_warning(name, caplog):
    """It would print the headers and the token request's body."""
    logger = logging.getLogger(name)
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, name):
        logger.debug("Headers: Bearer secret")
        logger.info("opened with secret")
        logger.warning("fine")
    assert caplog.messages == ["fine"]
