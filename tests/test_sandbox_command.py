"""``syncer sandbox``: serves until it is interrupted, and can be emptied."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner

from syncer.cli import app as main
from syncer.commands.sandbox import app
from syncer.sandbox import Sandbox
from syncer.settings import sandbox_state_file


@pytest.fixture
def serving():
    """Start ``syncer sandbox serve`` with these arguments; give the process and its two addresses."""
    started = []

    def serve(*arguments):
        code = f"from syncer.commands.sandbox import app; app({['serve', *arguments]!r}, prog_name='sandbox')"
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        started.append(process)
        lines = [process.stdout.readline().strip() for _ in range(2)]
        return process, dict(line.removeprefix("export ").split("=", 1) for line in lines)

    yield serve
    for process in started:
        process.kill()
        process.communicate()


def test_serves_until_interrupted_and_ends_well(serving):
    process, urls = serving()
    assert urls["SYNCER_API_URL"] == urls["SYNCER_ACCOUNTS_URL"] + "/v1"
    assert requests.get(urls["SYNCER_API_URL"] + "/me", timeout=5).status_code == 401
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("plan",), "To change it: syncer push 'my songs.toml' --sandbox\n", id="plan"),
        pytest.param(("push", "--dry-run"), "To change it: syncer push 'my songs.toml' --sandbox\n", id="dry run"),
        pytest.param(("undo",), "the next syncer push 'my songs.toml' --sandbox does it again", id="undo"),
        pytest.param(("pull", "Mine", "--into"), "do: syncer plan 'my songs.toml' --sandbox\n", id="pull"),
        pytest.param(("export",), "to find them: syncer push 'my songs.toml' --sandbox\n", id="export"),
    ],
)
def test_the_next_command_stays_in_the_sandbox(words, told):
    """Whoever copies it changes no playlist of a real account."""
    song = '[[songs]]\ntitle = "Orange"\nartist = "7!!"\n'
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{song}', encoding="utf-8")
    assert CliRunner().invoke(main, ["push", "--sandbox"]).exit_code == 0
    if words[0] != "pull":
        Path("catalog.toml").rename("my songs.toml")
    if words[0] in {"plan", "push", "undo"}:
        Path("catalog.sandbox.lock").rename("my songs.sandbox.lock")
        Path("catalog.sandbox.undo").rename("my songs.sandbox.undo")
    done = CliRunner().invoke(main, [*words, "my songs.toml", "--sandbox"])
    assert done.exit_code == 0
    assert told in done.stderr


def test_names_the_open_databases_after_spotify(serving):
    """Whoever reads two lines reads the same two as ever."""
    process, urls = serving()
    more = dict(process.stdout.readline().strip().removeprefix("export ").split("=", 1) for _ in range(3))
    assert set(urls) == {"SYNCER_API_URL", "SYNCER_ACCOUNTS_URL"}
    assert more == {
        "SYNCER_ANIMETHEMES_URL": f"{urls['SYNCER_ACCOUNTS_URL']}/animethemes",
        "SYNCER_MUSICBRAINZ_URL": f"{urls['SYNCER_ACCOUNTS_URL']}/musicbrainz/ws/2",
        "SYNCER_LISTENBRAINZ_LABS_URL": f"{urls['SYNCER_ACCOUNTS_URL']}/listenbrainz-labs",
    }
    assert requests.post(more["SYNCER_ANIMETHEMES_URL"], timeout=5).status_code == 403


def test_serves_another_library(serving, tmp_path):
    track = {"id": "1" * 22, "name": "Some Song", "artists": ["Someone"]}
    file = tmp_path / "tracks.jsonl"
    file.write_text(json.dumps(track) + "\n", encoding="utf-8")
    _, urls = serving("--library", str(file), "--title-aliases", "all")
    assert requests.get(f"{urls['SYNCER_ACCOUNTS_URL']}/authorize", timeout=5).status_code == 400
    assert not sandbox_state_file().exists()


@pytest.mark.parametrize("text", ["{", '{"id": "x"}'])
def test_what_is_no_library_is_said(tmp_path, text):
    file = tmp_path / "tracks.jsonl"
    file.write_text(text)
    result = CliRunner().invoke(app, ["serve", "--library", str(file)])
    assert result.exit_code != 0
    assert "tracks" in str(result.exception)


@pytest.mark.parametrize(
    "arguments",
    [["--library", "nowhere.jsonl"], ["--title-aliases", "some"], ["--port", "65536"]],
    ids=["no file", "no such choice", "no port"],
)
def test_wrong_options_are_refused(arguments):
    assert CliRunner().invoke(app, ["serve", *arguments]).exit_code == 2


def test_a_taken_port_is_said():
    with Sandbox() as taken:
        port = taken.url.rpartition(":")[2]
        result = CliRunner().invoke(app, ["serve", "--port", port])
    assert f"cannot listen on port {port}" in str(result.exception)


def test_reset_empties_the_sandbox():
    with Sandbox(state=sandbox_state_file()) as sandbox:
        sandbox.add_playlist()
    assert CliRunner().invoke(app, ["reset"]).exit_code == 0
    assert not sandbox_state_file().exists()
    assert CliRunner().invoke(app, ["reset"]).exit_code == 0
