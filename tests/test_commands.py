"""The verbs as a person runs them: what they print, what they leave behind, and with which status they end."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import __version__, lock
from syncer.cli import app
from syncer.sandbox import Fault
from syncer.sandbox.library import load

OURS = Path(__file__).parents[1] / "catalog.toml"
SONGS = [
    ("Aoi Shiori", "Galileo Galilei"),
    ("Last Train Home", "Pat Metheny Group"),
    ("again", "YUI"),
]
NOT_THERE = ("Sayonara no Yukue", "Hikaru Utada")


@pytest.fixture
def syncer():
    """Run a verb without a terminal; return its status, stdout and stderr."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def catalog():
    """Write a catalog of these songs."""

    def write(*songs, extra=""):
        entries = "".join(f'[[songs]]\ntitle = "{title}"\nartist = "{artist}"\n' for title, artist in songs)
        Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{entries}{extra}', encoding="utf-8")

    return write


def api_requests(sandbox):
    return [(seen.method, seen.path) for seen in sandbox.requests if seen.path.startswith("/v1/")]


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def test_a_push_says_what_it_did_and_where_the_report_is(syncer, catalog, sandbox):
    catalog(*SONGS, NOT_THERE)
    done = syncer("push")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "3 matched, 1 unmatched; 3 added")
    assert 'Playlist "Mine" (new)' in done.stdout
    assert "+ 1  青い栞 · Galileo Galilei" in done.stdout
    assert "catalog.report.html" in done.stderr
    assert [row.uri for row in sandbox.playlists()[0].rows] == [
        song["track"]["uri"] for song in record()["songs"] if song["track"]
    ]


def test_a_second_push_makes_one_request_and_no_write(syncer, catalog, sandbox):
    catalog(*SONGS, NOT_THERE)
    syncer("push")
    sandbox.forget_requests()
    remembered = Path("catalog.lock").read_bytes()
    done = syncer("push")
    assert [method for method, _ in api_requests(sandbox)] == ["GET"]
    assert done.stdout.splitlines()[-1] == "3 matched, 1 unmatched; nothing to do"
    assert Path("catalog.lock").read_bytes() == remembered


def test_our_own_catalog_in_the_sandbox_needs_no_account(syncer, home):
    """The README's first command; what is found stands on the playlist in the catalog's order."""
    Path("catalog.toml").write_bytes(OURS.read_bytes())
    assert syncer("push", "--sandbox").exit_code == 0
    first = record()
    assert first["changes"]["added"] == sum(song["status"] == "matched" for song in first["songs"])
    assert syncer("push", "--sandbox").stdout.splitlines()[-1].endswith("nothing to do")
    assert record()["requests"] == {"search": 0, "read": 1, "write": 0}
    assert not Path("catalog.lock").exists()
    assert not (home / "token.json").exists()


def test_a_sandbox_that_was_emptied_gets_a_new_playlist(syncer, catalog):
    catalog(*SONGS)
    syncer("push", "--sandbox")
    assert syncer("sandbox", "reset").exit_code == 0
    assert syncer("push", "--sandbox").stdout.splitlines()[-1] == "3 matched; 3 added"


@pytest.mark.parametrize("words", [("plan",), ("push", "--dry-run")], ids=["plan", "push --dry-run"])
def test_a_plan_writes_nothing_and_keeps_what_it_learnt(syncer, catalog, sandbox, words):
    catalog(*SONGS)
    done = syncer(*words)
    assert done.stdout.splitlines()[-1] == "3 matched; 3 to add"
    assert "Nothing has been changed" in done.stderr
    assert {method for method, _ in api_requests(sandbox)} == {"GET"}
    assert not Path("catalog.report.json").exists()
    sandbox.forget_requests()
    syncer("push")
    assert all(path != "/v1/search" for _, path in api_requests(sandbox))


def test_json_is_the_only_thing_on_stdout(syncer, catalog, sandbox):
    catalog(*SONGS, NOT_THERE, extra='[[songs]]\ntitle = "You"\nfrom = "Higurashi"\nabsent = true\n')
    document = json.loads(syncer("push", "--json").stdout)
    assert document == record()
    assert document["version"] == 1
    assert document["playlist"].keys() >= {"id", "name", "url", "created"}
    assert [song["status"] for song in document["songs"]] == ["matched"] * 3 + ["unmatched", "absent"]
    assert document["changes"].items() >= {"added": 3, "removed": 0, "moved": 0}.items()
    assert document["requests"]["search"] >= 4
    assert document["songs"][0]["track"]["title"] == "青い栞"
    assert document["songs"][3]["track"] is None


def test_a_quiet_push_prints_only_what_changed(syncer, catalog, sandbox):
    catalog(*SONGS)
    assert "3 added" in syncer("push", "--quiet").stdout
    again = syncer("push", "--quiet")
    assert (again.stdout, again.stderr) == ("", "")


def test_strict_makes_unplaced_songs_a_failure(syncer, catalog, sandbox):
    catalog(*SONGS)
    assert syncer("push", "--strict").exit_code == 0
    catalog(*SONGS, NOT_THERE)
    assert syncer("push", "--strict").exit_code == 6


def test_a_pin_is_used_without_a_search(syncer, catalog, sandbox):
    catalog(extra='[[songs]]\ntitle = "Orange"\nuri = "https://open.spotify.com/track/21htkjP5rYjD3CXG3y9wCT?si=1"\n')
    assert syncer("push").exit_code == 0
    assert [row.uri for row in sandbox.playlists()[0].rows] == ["spotify:track:21htkjP5rYjD3CXG3y9wCT"]
    assert all(path != "/v1/search" for _, path in api_requests(sandbox))


def test_a_pin_to_nothing_is_unmatched(syncer, catalog, sandbox):
    catalog(extra='[[songs]]\ntitle = "Orange"\nuri = "spotify:track:0000000000000000000000"\n')
    assert syncer("push").exit_code == 0
    assert "there is no track" in record()["songs"][0]["reason"]
    sandbox.forget_requests()
    syncer("push")
    assert len(api_requests(sandbox)) == 1


def test_a_pin_that_was_taken_out_is_searched_for_again(syncer, catalog, sandbox):
    song = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
    catalog(extra=song + 'uri = "spotify:track:21htkjP5rYjD3CXG3y9wCT"\n')
    syncer("push")
    catalog(extra=song)
    syncer("push")
    assert record()["songs"][0]["track"]["title"] == "again"


def test_two_songs_that_are_one_track_stand_there_once_and_are_named(syncer, catalog, sandbox):
    catalog(SONGS[0], ("青い栞", "Galileo Galilei"))
    done = syncer("push")
    assert "1 added" in done.stdout
    assert 'line 6: "青い栞" is the same track as line 3' in done.stderr


def test_a_wrong_catalog_is_refused_before_anything_is_asked(syncer, sandbox):
    Path("catalog.toml").write_text('[[songs]]\nartsit = "A"\n', encoding="utf-8")
    for verb in ("check", "push", "plan"):
        done = syncer(verb)
        assert done.exit_code == 2
        assert "catalog.toml:1: song has no title" in done.stderr
    assert not sandbox.requests


def test_without_a_sign_in_the_next_step_is_named(syncer, catalog, sandbox, home):
    catalog(*SONGS)
    syncer("logout")
    done = syncer("push")
    assert done.exit_code == 3
    assert "syncer login" in done.stderr


def test_a_used_up_quota_pushes_what_was_found_and_says_when_to_come_back(syncer, catalog, sandbox, home):
    catalog(*SONGS)
    spent = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
    fault = Fault(status=429, headers={"Retry-After": "52531"}, body=spent)
    sandbox.fault("GET", "/v1/search", nth=2, times=None, what=fault)
    done = syncer("push")
    assert done.exit_code == 4
    assert re.search(r"2 songs are pending.*come back at .*14 h", done.stderr, re.DOTALL)
    assert [song["status"] for song in record()["songs"]] == ["matched", "pending", "pending"]
    assert len(sandbox.playlists()[0].rows) == 1
    assert sum(path == "/v1/search" for _, path in api_requests(sandbox)) == 2
    sandbox.forget_faults()
    (home / "limits.json").unlink()  # the time has come
    assert syncer("push").stdout.splitlines()[-1] == "3 matched; 2 added"


def test_a_push_that_would_remove_too_much_is_refused(syncer, catalog, sandbox):
    entries = [f'[[songs]]\ntitle = "T"\nuri = "{track.id}"\n' for track in list(load())[:9]]
    catalog(extra="".join(entries))
    syncer("push")
    catalog(extra=entries[0])
    done = syncer("push")
    assert done.exit_code == 5
    assert "--force" in done.stderr
    assert len(sandbox.playlists()[0].rows) == 9
    assert syncer("push", "--force").exit_code == 0


def test_a_bug_shows_its_traceback_and_a_failure_outside_does_not(syncer, catalog, sandbox):
    catalog(*SONGS)
    sandbox.fault("GET", "/v1/search", times=None, what=Fault(status=400))
    done = syncer("push")
    assert done.exit_code == 1
    assert done.stderr.startswith("syncer: ")
    assert "Traceback" not in done.stderr


def test_check_counts_and_warns(syncer, catalog):
    catalog(SONGS[0], SONGS[0])
    done = syncer("check")
    assert (done.exit_code, done.stdout) == (0, 'catalog.toml: 2 songs for "Mine", no problem\n')
    assert "same song as in line 3" in done.stderr


def test_the_catalogs_neighbours_are_named_after_it(syncer, catalog, sandbox):
    catalog(SONGS[0])
    Path("lists").mkdir()
    Path("catalog.toml").rename("lists/summer.toml")
    syncer("push", "lists/summer.toml")
    assert sorted(path.name for path in Path("lists").iterdir()) == [
        "summer.lock",
        "summer.report.html",
        "summer.report.json",
        "summer.toml",
        "summer.undo",
    ]
    assert lock.load(Path("lists/summer.lock")).playlist


def test_secrets_stand_in_no_file_that_is_meant_to_be_shown(syncer, catalog, sandbox, home):
    catalog(*SONGS)
    done = syncer("push")
    token = json.loads((home / "token.json").read_text(encoding="utf-8"))
    shown = done.output + "".join(path.read_text(encoding="utf-8") for path in Path().glob("catalog.*"))
    assert token["access_token"] not in shown
    assert token["refresh_token"] not in shown


@pytest.mark.parametrize("verb", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_every_verb_has_help_with_an_example_and_stands_in_the_readme(syncer, verb):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = syncer(verb, "--help").stdout
    assert f"syncer {verb}" in shown.partition("Example")[2]
    assert f"`syncer {verb}" in readme


def test_the_module_runs_and_tells_its_version():
    command = [sys.executable, "-m", "syncer", "--version"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == f"syncer {__version__}\n"


@pytest.mark.parametrize("module", ["spotipy", "requests", "sudachipy", "rich", "rapidfuzz", "jinja2"])
def test_help_loads_nothing_slow(module):
    """The verbs' list must come at once: what is heavy is imported where it is used."""
    script = f"import sys; import syncer.cli; sys.exit({module!r} in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    assert subprocess.run([sys.executable, "-c", script], check=False, env=environment).returncode == 0


def test_explain_shows_every_track_that_was_seen_and_costs_no_search(syncer, catalog, sandbox):
    catalog(SONGS[0], NOT_THERE)
    syncer("push")
    sandbox.forget_requests()
    shown = syncer("explain", "aoi").stdout
    assert "Aoi Shiori · Galileo Galilei: matched with 青い栞 · Galileo Galilei, by title and artist" in shown
    assert "reads aoi shiori" in shown
    assert "AmaLee" in shown
    assert "unmatched: " in syncer("explain", "Sayonara no Yukue").stdout
    assert api_requests(sandbox) == []


def test_explain_asks_for_a_song_that_was_never_asked_for(syncer, catalog, sandbox):
    catalog(SONGS[0])
    assert "<- chosen" in syncer("explain", "Aoi Shiori").stdout
    assert [path for _, path in api_requests(sandbox)] == ["/v1/search"]


def test_explain_knows_only_songs_of_the_catalog(syncer, catalog, sandbox):
    catalog(SONGS[0])
    done = syncer("explain", "Lilium")
    assert done.exit_code == 2
    assert "'Lilium'" in done.stderr


def test_a_change_of_the_playlists_name_is_planned_told_and_done(syncer, catalog, sandbox):
    catalog(SONGS[0])
    syncer("push")
    text = Path("catalog.toml").read_text(encoding="utf-8")
    Path("catalog.toml").write_text(text.replace('"Mine"', '"Ours"'), encoding="utf-8")
    planned = syncer("plan").stdout
    assert '~ name: "Mine" → "Ours"' in planned
    assert planned.splitlines()[-1] == "1 matched; name to change"
    assert syncer("push", "--quiet").stdout.splitlines()[-1] == "1 matched; name changed"
    assert record()["changes"]["details"] == [{"name": "name", "was": "Mine", "now": "Ours"}]
    assert sandbox.playlists()[0].name == "Ours"
    assert syncer("push").stdout.splitlines()[-1] == "1 matched; nothing to do"
