"""How a catalog stands between runs: read from what runs left behind, and nothing is sent."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import settings
from syncer.cli import app
from syncer.limits import Closed, Limits
from syncer.model import Song
from syncer.report.standing import standing
from syncer.sandbox import Fault
from syncer.spotify.sign_in import DAY, TokenStore

AGAIN = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
TRAIN = '[[songs]]\ntitle = "Last Train Home"\nartist = "Pat Metheny Group"\n'
NOT_THERE = '[[songs]]\ntitle = "Sayonara no Yukue"\nartist = "Hikaru Utada"\n'
ABSENT = '[[songs]]\ntitle = "You"\nfrom = "Higurashi"\nabsent = true\n'


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def catalog(*songs, name="catalog.toml"):
    Path(name).write_text('[playlist]\nname = "Mine"\n' + "".join(songs), encoding="utf-8")


def told(syncer, *words):
    done = syncer("status", "--json", *words)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def numbers(document):
    return {status: number for status, number in document["songs"].items() if number}


def test_before_the_first_push_every_song_is_new(syncer, sandbox):
    catalog(AGAIN, NOT_THERE, ABSENT)
    document = told(syncer)
    assert numbers(document) == {"new": 2, "absent": 1}
    assert (document["playlist"]["url"], document["last_push"]) == (None, None)
    assert sandbox.requests == ()


def test_after_a_push_it_says_what_is_where_and_sends_nothing(syncer, sandbox):
    catalog(AGAIN, NOT_THERE, ABSENT)
    syncer("push")
    sandbox.forget_requests()
    document = told(syncer)
    assert numbers(document) == {"matched": 1, "unmatched": 1, "absent": 1}
    assert [(song["title"], song["line"], song["status"]) for song in document["open"]] == [
        ("Sayonara no Yukue", 6, "unmatched")
    ]
    assert document["open"][0]["reason"]
    assert document["playlist"]["id"] == sandbox.playlists()[0].id
    assert document["last_push"]
    assert sandbox.requests == ()


def test_a_song_that_came_since_is_new_and_one_that_went_is_not_counted(syncer, sandbox):
    catalog(AGAIN, NOT_THERE)
    syncer("push")
    catalog(TRAIN, AGAIN)
    assert numbers(told(syncer)) == {"matched": 1, "new": 1}


def test_what_waits_for_the_quota_is_pending_until_the_time_that_spotify_named(syncer, sandbox):
    catalog(AGAIN, TRAIN)
    spent = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
    fault = Fault(status=429, headers={"Retry-After": "52531"}, body=spent)
    sandbox.fault("GET", "/v1/search", nth=2, times=None, what=fault)
    syncer("push")
    document = told(syncer)
    assert numbers(document) == {"matched": 1, "pending": 1}
    assert document["open"][0]["retry_at"] == pytest.approx(time.time() + 52_531, abs=60)
    assert [limit["group"] for limit in document["limits"]] == ["search"]
    assert "Not before 20" in syncer("status").stdout
    assert "Spotify's quota for searches is used up" in syncer("status").stdout


def test_what_is_over_is_not_shown(syncer, sandbox):
    catalog(AGAIN)
    loaded = settings.load()
    Limits(loaded.limits_file, loaded.api_url).close("search", Closed(time.time() - 1, "why"), time.time() - 10)
    assert told(syncer)["limits"] == []


@pytest.mark.parametrize(
    ("change", "is_there", "days_left", "words"),
    [
        pytest.param({}, True, 180, "good for 180 days", id="fresh"),
        pytest.param({"consented_at": time.time() - 180.5 * DAY}, True, 0, "good for 0 days", id="its last day"),
        pytest.param({"consented_at": None}, True, None, "not known", id="nobody knows since when"),
        pytest.param({"refresh_token": ""}, False, None, "syncer login", id="ended"),
    ],
)
def test_how_long_the_sign_in_holds(syncer, sandbox, change, is_there, days_left, words):
    store = TokenStore(settings.load().token_file)
    store.save(replace(store.load(), **change))
    catalog(AGAIN)
    found = told(syncer)["sign_in"]
    assert (found["is_there"], found["days_left"]) == (is_there, days_left)
    assert words in syncer("status").stdout


@pytest.mark.parametrize("content", [None, "{"], ids=["none", "a broken one"])
def test_without_a_sign_in_it_says_what_to_do(syncer, sandbox, home, content):
    (home / "token.json").unlink()
    if content:
        (home / "token.json").write_text(content, encoding="utf-8")
    catalog(AGAIN)
    assert "run `syncer login`" in syncer("status").stdout


def test_the_sandbox_has_a_standing_of_its_own(syncer):
    catalog(AGAIN)
    syncer("push", "--sandbox")
    assert numbers(told(syncer, "--sandbox")) == {"matched": 1}
    assert told(syncer, "--sandbox")["sign_in"] is None
    assert numbers(told(syncer)) == {"new": 1}
    assert "in the sandbox" in syncer("status", "--sandbox").stdout


@pytest.mark.parametrize("text", ["{", "[]", ""], ids=["cut off", "no report", "empty"])
def test_a_report_that_cannot_be_read_only_leaves_out_what_it_knows(syncer, sandbox, text):
    catalog(AGAIN, NOT_THERE)
    syncer("push")
    Path("catalog.report.json").write_text(text, encoding="utf-8")
    assert numbers(told(syncer)) == {"matched": 1, "new": 1}


def test_a_wrong_catalog_is_an_error(syncer):
    Path("catalog.toml").write_text("[[songs]]\n", encoding="utf-8")
    assert syncer("status").exit_code == 2


def test_nothing_in_a_title_reaches_the_terminal_as_a_command(syncer):
    catalog('[[songs]]\ntitle = "T\\u001b[31m"\nartist = "A\\nB"\n')
    done = syncer("status")
    assert done.exit_code in {0, 2}
    assert "\x1b[31m" not in done.output


ENTRY = {"title": "T", "status": "unsure", "reason": "why", "retry_at": None}


@pytest.mark.parametrize(
    ("song", "last", "matched", "status"),
    [
        pytest.param(Song("T", ("A",)), None, True, "matched", id="in the lock"),
        pytest.param(Song("T", ("A",)), ENTRY, True, "matched", id="the lock knows better than the record"),
        pytest.param(Song("T", ("A",)), ENTRY, False, "unsure", id="in the record alone"),
        pytest.param(Song("T", ("A",)), {**ENTRY, "status": "matched"}, False, "new", id="the lock has lost it"),
        pytest.param(Song("T", ("A",), absent=True), ENTRY, False, "absent", id="marked as absent since"),
        pytest.param(Song("T", ("A",)), None, False, "new", id="in neither"),
    ],
)
def test_where_lock_and_record_differ(song, last, matched, status):
    assert standing(song, last, matched=matched)["status"] == status
