"""The notification command: what it gets, when it runs, and that it can make nothing fail."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from syncer import notify
from syncer.cli import app

SONG = {"title": "あ" * 50, "artist": "B", "status": "unmatched", "reason": "not found", "candidates": ["x" * 400]}
KEEP = (
    "import os, sys; open('told', 'a').write(sys.stdin.read()); open('record', 'w').write(os.environ['SYNCER_RECORD'])"
)


def record(songs):
    changes = {"added": 1, "removed": 0, "moved": 0, "lines": [{"title": "x"}] * songs}
    since = {"new": [{"title": "x" * 40}] * songs}
    return {"version": 1, "songs": [dict(SONG) for _ in range(songs)], "changes": changes, "since": since}


def python(script):
    """Return a command that runs a script, as it stands in the settings."""
    Path("script.py").write_text(script, encoding="utf-8")
    return f'"{sys.executable}" script.py'


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def told(monkeypatch):
    """Have notifications kept in a file; return what was told so far."""
    monkeypatch.setenv("SYNCER_NOTIFY", python(KEEP))
    return lambda: Path("told").read_text(encoding="utf-8") if Path("told").exists() else ""


def catalog(*titles):
    songs = "".join(f'[[songs]]\ntitle = "{title}"\nartist = "YUI"\n' for title in titles)
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{songs}', encoding="utf-8")


def test_a_push_that_changed_something_is_told_and_one_that_did_not_is_not(syncer, sandbox, told):
    catalog("again")
    syncer("push")
    assert told() == "Mine: 1 matched; 1 added\n"
    kept = json.loads(Path("record").read_text(encoding="utf-8"))
    assert kept.items() >= json.loads(Path("catalog.report.json").read_text(encoding="utf-8")).items()
    assert (kept["status"], kept["error"]) == (0, None)
    syncer("push", "--quiet")
    assert told() == "Mine: 1 matched; 1 added\n"


def test_a_plan_is_not_told(syncer, sandbox, told):
    catalog("again")
    syncer("plan")
    assert told() == ""


def test_a_failure_is_told_with_what_to_do(syncer, sandbox, told):
    catalog("again")
    syncer("logout")
    assert syncer("push", "--quiet").exit_code == 3
    assert "syncer login" in told()
    assert json.loads(Path("record").read_text(encoding="utf-8"))["status"] == 3


def test_a_run_that_does_not_even_start_is_told(syncer, sandbox, told):
    catalog("again")
    assert syncer("push", "--log", "missing/run.log").exit_code == 2
    assert "give --log another file" in told()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param("no-such-command-anywhere", "could not be run", id="not there"),
        pytest.param(None, "ended with 7: oh no", id="fails"),
    ],
)
def test_a_notification_that_fails_is_a_warning_and_no_more(syncer, sandbox, monkeypatch, command, said):
    monkeypatch.setenv("SYNCER_NOTIFY", command or python("import sys; print('oh no', file=sys.stderr); sys.exit(7)"))
    catalog("again")
    done = syncer("push")
    assert done.exit_code == 0
    assert said in done.stderr


def test_one_that_takes_too_long_is_ended(home):
    assert "took longer than" in (notify.run(python("input('') or input()"), "", {}, {}, timeout=0.0) or "")


def test_it_gets_none_of_our_credentials_and_no_shell_reads_its_words(syncer, sandbox, monkeypatch):
    monkeypatch.setenv("SPOTIPY_CLIENT_SECRET", "hush")
    monkeypatch.setenv("SYNCER_NOTIFY", f"{python(KEEP.replace('SYNCER_RECORD', 'HOME'))} ; touch shell")
    catalog("again")
    Path("script.py").write_text("import os; open('told', 'w').write(' '.join(os.environ))")
    syncer("push")
    assert "SPOTIPY_CLIENT_SECRET" not in Path("told").read_text()
    assert not Path("shell").exists()


def test_a_wrong_command_in_the_settings_is_an_error(syncer, sandbox, monkeypatch):
    monkeypatch.setenv("SYNCER_NOTIFY", "ntfy 'publish")
    catalog("again")
    done = syncer("push")
    assert done.exit_code == 2
    assert "SYNCER_NOTIFY" in done.stderr


def test_a_record_that_fits_is_given_whole():
    assert json.loads(notify.fitting(record(3))) == record(3)


@given(st.integers(0, 60), st.integers(2_000, 20_000), st.booleans())
def test_a_record_that_does_not_fit_keeps_its_counts(songs, limit, several):
    whole = {"version": 1, "catalogs": [{"record": record(songs)}, {"record": None}]} if several else record(songs)
    text = notify.fitting(whole, limit)
    assert len(text) <= limit
    kept = json.loads(text)
    if kept != whole:
        found = kept["catalogs"][0]["record"] if several else kept
        assert kept["cut"] is True
        assert found["counts"] == {"unmatched": songs}
        assert found["changes"] == {"added": 1, "removed": 0, "moved": 0}
        assert len(found["songs"]) <= songs
