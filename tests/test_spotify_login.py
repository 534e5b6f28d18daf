"""Signing in: which addresses will do, what counts as the browser's return, and the whole way against the sandbox."""

import os
import queue
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
import responses
import typer
from typer.testing import CliRunner

from syncer.commands.login import login
from syncer.commands.logout import logout
from syncer.errors import SignInNeeded, SyncerError, UsageError
from syncer.sandbox import Sandbox
from syncer.settings import Settings
from syncer.spotify import redirect
from syncer.spotify.listener import Listener
from syncer.spotify.login import sign_in_with
from syncer.spotify.redirect import Agreed, Denied, Place, Stray
from syncer.spotify.sign_in import TokenStore

CALLBACK = "http://127.0.0.1:8888/callback"
STATE = "the-state"


@pytest.mark.parametrize(
    ("uri", "parts", "can_listen"),
    [
        pytest.param(CALLBACK, ("http", "127.0.0.1", 8888, "/callback"), True, id="the default"),
        pytest.param("http://127.0.0.1/cb", ("http", "127.0.0.1", None, "/cb"), True, id="without port"),
        pytest.param("http://127.0.0.1:0/", ("http", "127.0.0.1", None, "/"), True, id="port 0 is none"),
        pytest.param("http://[::1]:9000/cb", ("http", "::1", 9000, "/cb"), True, id="IPv6"),
        pytest.param("https://127.0.0.1:8888/cb", ("https", "127.0.0.1", 8888, "/cb"), False, id="loopback, https"),
        pytest.param("https://Example.org/cb", ("https", "example.org", None, "/cb"), False, id="elsewhere"),
    ],
)
def test_redirect_addresses(uri, parts, can_listen):
    """Sent as they are, to the letter: Spotify compares case and the slash at the end."""
    assert redirect.place(uri) == Place(uri, *parts)
    assert redirect.place(uri).can_listen is can_listen


@pytest.mark.parametrize(
    ("uri", "at"),
    [
        pytest.param(
            "http://127.0.0.1/cb", "http://127.0.0.1:7777/cb", id="a loopback address without a port gets one"
        ),
        pytest.param("http://127.0.0.1:0/cb", "http://127.0.0.1:7777/cb", id="or with port 0"),
        pytest.param("http://[::1]/cb", "http://[::1]:7777/cb", id="or of IPv6"),
        pytest.param(CALLBACK, CALLBACK, id="one with a port keeps it"),
    ],
)
def test_a_free_port(uri, at):
    assert redirect.place(uri).at(7777).uri == at


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        pytest.param("http://localhost:8888/callback", r"set http://127\.0\.0\.1:8888/callback", id="localhost"),
        pytest.param("127.0.0.1:8888", "no web address", id="no scheme"),
        pytest.param("ftp://127.0.0.1/", "no web address", id="another scheme"),
        pytest.param("http://127.0.0.1:port/", "port", id="port that is none"),
        pytest.param("http://127.0.0.1:99999/", "port", id="port too high"),
        pytest.param("http://127.0.0.1:8888/cb?x=1", "end before", id="query"),
    ],
)
def test_addresses_that_spotify_refuses(uri, words):
    with pytest.raises(UsageError, match=words):
        redirect.place(uri)


@pytest.mark.parametrize(
    ("address", "reply"),
    [
        pytest.param(f"{CALLBACK}?code=C&state={STATE}", Agreed("C"), id="whole address"),
        pytest.param(f"  '{CALLBACK}?code=C&state={STATE}'\n", Agreed("C"), id="with quotes and spaces"),
        pytest.param(f"/callback?code=C&state={STATE}", Agreed("C"), id="path"),
        pytest.param(f"?code=C&state={STATE}", Agreed("C"), id="query alone"),
        pytest.param(f"code=C&state={STATE}", Agreed("C"), id="query without mark"),
        pytest.param(f"{CALLBACK}?code=C%2B%2F&state={STATE}", Agreed("C+/"), id="escaped code"),
        pytest.param(f"{CALLBACK}?code=C&state={STATE}#_=_", Agreed("C"), id="fragment that some sites add"),
        pytest.param(f"{CALLBACK}?error=access_denied&state={STATE}", Denied("access_denied"), id="denied"),
        pytest.param(f"{CALLBACK}?code=C&state=another", Stray(), id="another state"),
        pytest.param(f"{CALLBACK}?code=C&state=", Stray(), id="empty state"),
        pytest.param(f"{CALLBACK}?code=C", Stray(), id="no state"),
        pytest.param(f"{CALLBACK}?error=access_denied", Stray(), id="denied by somebody else"),
        pytest.param(f"{CALLBACK}?state={STATE}", Stray(), id="no code"),
        pytest.param(f"{CALLBACK}?code=&state={STATE}", Stray(), id="empty code"),
        pytest.param("C", Stray(), id="code alone: its state cannot be checked"),
        pytest.param("", Stray(), id="nothing"),
        pytest.param("http://[::1", Stray(), id="no address"),
        pytest.param("état", Stray(), id="not ASCII"),
    ],
)
def test_what_comes_back(address, reply):
    assert redirect.read(address, STATE) == reply


@contextmanager
def listening(uri):
    arrived = queue.SimpleQueue()
    with Listener(redirect.place(uri), lambda address: redirect.read(address, STATE), arrived.put) as listener:
        yield listener.place, arrived


def test_the_listener_takes_one_answer_and_leaves_the_rest():
    with listening("http://127.0.0.1/cb") as (place, arrived):
        idle = socket.create_connection((place.host, place.port))  # as browsers do, to be quicker later
        base = place.uri.removesuffix("/cb")
        strays = ["/favicon.ico", "/", "/cb", "/cb?code=C&state=wrong", f"/other?code=C&state={STATE}"]
        assert [requests.get(base + stray, timeout=10).status_code for stray in strays] == [404] * 5
        assert requests.post(place.uri, timeout=10).status_code == 501
        page = requests.get(f"{place.uri}?code=C&state={STATE}", timeout=10)
        idle.close()
        assert page.status_code == 200
        assert "go back to the terminal" in page.text
        assert arrived.get(timeout=10) == Agreed("C")
        assert arrived.empty()


def test_the_page_shows_no_markup_of_strangers():
    with listening("http://127.0.0.1/") as (place, arrived):
        query = urlencode({"error": "<script>alert(1)</script>", "state": STATE})
        page = requests.get(f"{place.uri}?{query}", timeout=10)
        assert "<script>" not in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert arrived.get(timeout=10) == Denied("<script>alert(1)</script>")


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_the_listener_speaks_ipv6():
    try:
        with listening("http://[::1]/cb") as (place, arrived):
            requests.get(f"{place.uri}?code=C&state={STATE}", timeout=10)
            assert arrived.get(timeout=10) == Agreed("C")
    except OSError:
        pytest.skip("IPv6 is switched off")


@pytest.fixture
def server():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def settings(server, tmp_path):
    return Settings(
        token_file=tmp_path / "config" / "token.json",
        cache_file=tmp_path / "cache",
        client_id="client",
        api_url=server.api_url,
        accounts_url=server.accounts_url,
        redirect_uri="http://127.0.0.1/callback",
        pace=0.0,
    )


def browser(address):
    """Agree at once and go where that leads, as a browser would."""
    threading.Thread(target=requests.get, args=(address,), kwargs={"timeout": 10}).start()


def where(address):
    """Agree at once, and tell where that leads."""
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]


def test_signing_in_by_redirect(settings):
    token = sign_in_with(settings, browser, timeout=30)
    assert TokenStore(settings.token_file).load() == token
    assert token.accounts_url == settings.accounts_url
    assert abs(token.consented_at - time.time()) < 60


def test_signing_in_without_a_person(settings):
    assert sign_in_with(settings, where).refresh_token


@pytest.mark.parametrize("redirect_uri", ["https://example.org/callback", "http://127.0.0.1:{taken}/callback"])
def test_signing_in_by_pasting(settings, redirect_uri):
    """Where the browser cannot come back, or something else is there already."""
    shown, said = queue.SimpleQueue(), []
    with socket.create_server(("127.0.0.1", 0)) as other:
        uri = redirect_uri.format(taken=other.getsockname()[1])

        def lines():
            yield from ("", "what?")
            yield where(shown.get(timeout=30))

        sign_in_with(replace(settings, redirect_uri=uri), shown.put, pasted=lines(), say=said.append, timeout=30)
    assert TokenStore(settings.token_file).load()
    assert "paste the address" in said[0]
    assert "copy the whole address" in said[1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"client_id": None}, "SPOTIPY_CLIENT_ID is not set", id="no client id"),
        pytest.param({"redirect_uri": "http://localhost/"}, "localhost", id="localhost"),
    ],
)
def test_settings_that_cannot_work(settings, change, words):
    with pytest.raises(UsageError, match=words):
        sign_in_with(replace(settings, **change), where)


def test_a_sign_in_that_cannot_be_kept_is_not_begun(settings):
    settings.token_file.parent.write_text("a file where the folder belongs")
    with pytest.raises(SyncerError, match="cannot be written"):
        sign_in_with(settings, pytest.fail)


def test_nobody_agrees(settings):
    with pytest.raises(SignInNeeded, match="nobody agreed within 0 s"):
        sign_in_with(settings, lambda _address: None, timeout=0.0)
    assert not settings.token_file.exists()


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        pytest.param("error=access_denied&state={state}", SignInNeeded, "did not agree", id="denied"),
        pytest.param("error=server_error&state={state}", SignInNeeded, "server_error", id="refused"),
        pytest.param("code=wrong&state={state}", SignInNeeded, "not accepted", id="a code that is none"),
        pytest.param("code=C&state=another", SyncerError, "something else", id="another state"),
    ],
)
def test_it_does_not_come_about(settings, answer, error, words):
    def refuse(address):
        state = parse_qs(urlsplit(address).query)["state"][0]
        return f"{CALLBACK}?{answer.format(state=state)}"

    with pytest.raises(error, match=words) as caught:
        sign_in_with(settings, refuse)
    assert "wrong" not in str(caught.value)
    assert not settings.token_file.exists()


def test_the_address_asks_for_what_is_needed_and_no_more(settings):
    seen = []

    def look(address):
        seen.append(address)
        return where(address)

    sign_in_with(settings, look)
    query = {name: values[0] for name, values in parse_qs(urlsplit(seen[0]).query).items()}
    assert seen[0].startswith(f"{settings.accounts_url}/authorize?")
    assert query["code_challenge_method"] == "S256"
    assert len(query["state"]) >= 32
    assert set(query["scope"].split()) == {
        "playlist-read-private",
        "playlist-read-collaborative",
        "playlist-modify-private",
        "playlist-modify-public",
    }


def agreed(address):
    """Return an address with a code that nobody knows."""
    return f"?code=C0DE&state={parse_qs(urlsplit(address).query)['state'][0]}"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        pytest.param({"status": 503}, SyncerError, "run `syncer login` again", id="the accounts service is down"),
        pytest.param(
            {"json": {"access_token": "a", "expires_in": 9}}, SyncerError, "no refresh token", id="no refresh"
        ),
        pytest.param(
            {"json": {"access_token": "a", "expires_in": 9, "refresh_token": "r", "scope": "playlist-read-private"}},
            SignInNeeded,
            "playlist-modify-private",
            id="not everything allowed",
        ),
        pytest.param({"status": 400, "json": {"error": "invalid_client"}}, UsageError, "CLIENT_SECRET", id="secret"),
    ],
)
def test_a_code_that_buys_nothing(tmp_path, answer, error, words):
    settings = Settings(token_file=tmp_path / "token.json", cache_file=tmp_path, client_id="c", client_secret="hush")
    settings = replace(settings, redirect_uri="https://example.org/")
    with responses.RequestsMock() as web:
        web.post("https://accounts.spotify.com/api/token", **answer)
        with pytest.raises(error, match=words) as caught:
            sign_in_with(settings, agreed)
        request = web.calls[0].request
    assert request.headers["Authorization"].startswith("Basic ")
    assert "code_verifier" in request.body
    assert not {"C0DE", "hush"} & set(str(caught.value).split())
    assert not settings.token_file.exists()


@pytest.fixture
def run(settings, monkeypatch):
    """Run a verb from the command line, against the sandbox."""
    app = typer.Typer()
    app.command()(login)
    app.command()(logout)
    for name, value in {
        "SPOTIPY_CLIENT_ID": "client",
        "SPOTIPY_REDIRECT_URI": "http://127.0.0.1/callback",
        "SYNCER_API_URL": settings.api_url,
        "SYNCER_ACCOUNTS_URL": settings.accounts_url,
    }.items():
        monkeypatch.setenv(name, value)
    return lambda *arguments, **more: CliRunner().invoke(app, arguments, **more)


def test_the_verb_opens_the_browser_and_shows_the_address_too(run, monkeypatch, home):
    opened = []

    def show(address):
        opened.append(address)
        browser(address)
        return True

    monkeypatch.setenv("BROWSER", "any")
    monkeypatch.setattr("webbrowser.open", show)
    result = run("login", "--timeout", "30", input="")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert opened[0] in result.stderr.splitlines()
    assert "You are signed in, until 20" in result.stderr
    assert (home / "token.json").exists()
    assert run("logout").exit_code == 0
    assert not (home / "token.json").exists()
    assert "Nobody" in run("logout").stderr


def test_without_a_screen_no_browser_is_started(run, monkeypatch):
    """One that runs in the terminal would take it over."""
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("webbrowser.open", pytest.fail)
    assert isinstance(run("login", "--timeout", "0").exception, SignInNeeded)


@pytest.fixture
def no_browser(run, tmp_path):
    """Run ``syncer login --no-browser`` in a process of its own, with pipes instead of a terminal."""
    code = "import typer; from syncer.commands.login import login; typer.run(login)"
    with (tmp_path / "remarks").open("w+", encoding="utf-8") as remarks:
        process = subprocess.Popen(
            [sys.executable, "-c", code, "--no-browser", "--timeout", "60"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=remarks,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        )
        with process:
            yield process
            process.kill()


@pytest.mark.parametrize(
    "is_open", [pytest.param(True, id="stdin stays open"), pytest.param(False, id="stdin at its end")]
)
def test_without_a_browser_the_redirect_counts(no_browser, monkeypatch, is_open):
    """The address is all that stdout gets."""
    if not is_open:
        no_browser.stdin.close()
    address = no_browser.stdout.readline().strip()
    assert requests.get(address, timeout=10).status_code == 200
    assert no_browser.wait(60) == 0
    assert no_browser.stdout.read() == ""


def test_without_a_browser_the_pasted_address_counts(no_browser, home):
    """The lines are read as they come: the pipe stays open."""
    address = no_browser.stdout.readline().strip()
    no_browser.stdin.write(f"what?\n{where(address)}\n")
    no_browser.stdin.flush()
    assert no_browser.wait(60) == 0
    assert (home / "token.json").exists()


@pytest.mark.parametrize("verb", ["login", "logout"])
def test_help_has_an_example(run, verb):
    assert f"Example: syncer {verb}" in run(verb, "--help").stdout
