"""A track that Spotify takes away: its song is looked for again, and another release takes its place by itself."""

import json
from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner

from syncer import settings
from syncer.cli import app
from syncer.sandbox import Sandbox
from syncer.spotify.login import sign_in_with

STATE = Path("state.json")
LIBRARY = Path("library.jsonl")


def release(track_id, title, album):
    return {"id": track_id.ljust(22, "0"), "name": title, "artists": ["YUI"], "album": album, "duration_ms": 248_000}


OLD, NEW, OTHER = (
    release("old", "again", "again"),
    release("new", "again", "HOLIDAYS"),
    release("other", "LIFE", "LIFE"),
)


@pytest.fixture
def world(monkeypatch):
    """Return what opens a sandbox with these tracks at the same address and with the same playlists as before."""
    monkeypatch.setenv("SYNCER_PACE", "0")
    monkeypatch.setenv("SYNCER_LAG", "0")
    monkeypatch.setenv("SPOTIPY_CLIENT_ID", "client")
    monkeypatch.setenv("SPOTIPY_REDIRECT_URI", "http://127.0.0.1/callback")
    port = 0

    def opened(*tracks):
        nonlocal port
        LIBRARY.write_text("".join(json.dumps(track) + "\n" for track in tracks), encoding="utf-8")
        sandbox = Sandbox(state=STATE, library=LIBRARY, port=port)
        sandbox.start()
        port = int(sandbox.url.rpartition(":")[2])
        monkeypatch.setenv("SYNCER_API_URL", sandbox.api_url)
        monkeypatch.setenv("SYNCER_ACCOUNTS_URL", sandbox.accounts_url)
        return sandbox

    return opened


def redirected(address):
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]


def push():
    return CliRunner().invoke(app, ["push"])


def uris(sandbox):
    return [row.uri for row in sandbox.playlists()[0].rows]


def uri(track):
    return f"spotify:track:{track['id']}"


@pytest.mark.parametrize("there", [True, False], ids=["another release is there", "nothing is there"])
def test_its_song_is_looked_for_again(world, there):
    songs = '[[songs]]\ntitle = "again"\nartist = "YUI"\n[[songs]]\ntitle = "LIFE"\nartist = "YUI"\n'
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{songs}', encoding="utf-8")
    sandbox = world(OLD, OTHER)
    try:
        sign_in_with(settings.load(), redirected)
        push()
        assert uris(sandbox) == [uri(OLD), uri(OTHER)]
    finally:
        sandbox.stop()
    sandbox = world(*([NEW] if there else []), OTHER)
    try:
        sandbox.touch(sandbox.playlists()[0].id)
        assert '"again" is gone from Spotify' in push().stderr
        push()
        assert [row for row in uris(sandbox) if row != uri(OLD)] == ([uri(NEW)] if there else []) + [uri(OTHER)]
        status = json.loads(CliRunner().invoke(app, ["status", "--json"]).stdout)["songs"]
        assert status["matched"] == (2 if there else 1)
        sandbox.forget_requests()
        push()
        assert not [seen for seen in sandbox.requests if seen.path == "/v1/search"]
    finally:
        sandbox.stop()
