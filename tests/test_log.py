"""The log: one line an event, for the owner's eyes, without secrets, and none unless asked for."""

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import log
from syncer.cli import app
from syncer.sandbox import Fault


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def catalog():
    songs = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{songs}', encoding="utf-8")


def events(path="run.log"):
    return [line.split(" ", 2)[1].removeprefix("event=") for line in Path(path).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        pytest.param({"hits": 10}, "event=e hits=10", id="a number"),
        pytest.param({"rung": "the artist"}, 'event=e rung="the artist"', id="with a space"),
        pytest.param({"title": 'a="b"\nc'}, 'event=e title="a=\\"b\\"\\nc"', id="stays one line and one value"),
        pytest.param({"title": ""}, 'event=e title=""', id="empty"),
        pytest.param({"title": "青い栞"}, "event=e title=青い栞", id="as it is read"),
        pytest.param({"error": None}, "event=e", id="nothing"),
        pytest.param({"dry_run": False}, "event=e dry_run=no", id="yes or no"),
    ],
)
def test_a_line_can_be_grepped(fields, shown):
    assert log.line("e", **fields) == shown


def test_a_push_is_logged_from_start_to_end(syncer, catalog, sandbox):
    assert syncer("push", "--log", "run.log").exit_code == 0
    found = events()
    assert (found[0], found[-1]) == ("start", "end")
    assert {"search", "write", "song", "change", "record", "result"} <= set(found)
    text = Path("run.log").read_text(encoding="utf-8")
    assert 'event=search rung="' in text
    assert "event=end status=0" in text
    assert text.startswith("time=20")


def test_a_push_that_changes_nothing_logs_no_song(syncer, catalog, sandbox):
    syncer("push")
    syncer("push", "--log", "run.log")
    assert events() == ["start", "record", "result", "end"]


def test_waits_and_failures_are_logged(syncer, catalog, sandbox):
    sandbox.fault("GET", "/v1/search", times=1, what=Fault(status=429, headers={"Retry-After": "1"}))
    sandbox.fault("POST", "/v1/me/playlists", times=None, what=Fault(status=403))
    assert syncer("push", "--log", "run.log").exit_code == 1
    assert "event=wait seconds=1.0" in Path("run.log").read_text(encoding="utf-8")
    assert 'event=result catalog=catalog.toml status=1 error="' in Path("run.log").read_text(encoding="utf-8")


def test_it_is_private_and_holds_no_secret(syncer, catalog, sandbox, home):
    syncer("push", "--log", "run.log")
    assert stat.S_IMODE(Path("run.log").stat().st_mode) == 0o600
    token = json.loads((home / "token.json").read_text(encoding="utf-8"))
    text = Path("run.log").read_text(encoding="utf-8")
    assert token["access_token"] not in text
    assert token["refresh_token"] not in text


def test_it_is_put_aside_when_it_is_long():
    with log.logging_to(Path("run.log"), size=200):
        for number in range(20):
            log.event("e", number=number)
    assert sorted(path.name for path in Path().iterdir()) == ["run.log", "run.log.1", "run.log.2", "run.log.3"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in Path().iterdir())


def test_a_log_that_cannot_be_written_stops_the_run_before_it_starts(syncer, catalog, sandbox):
    done = syncer("push", "--log", "missing/run.log")
    assert done.exit_code == 2
    assert "--log" in done.stderr
    assert not sandbox.requests


def test_without_a_file_nothing_is_kept(syncer, catalog, sandbox):
    syncer("push")
    assert not list(Path().glob("*.log"))
