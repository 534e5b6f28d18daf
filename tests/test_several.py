"""Several catalogs in one go, and a push that nobody looks at: what is said, and with which status it ends."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import settings
from syncer.cli import app
from syncer.commands.result import BY_URGENCY, worst
from syncer.report import news
from syncer.sandbox import Fault
from syncer.spotify import ending
from syncer.spotify.sign_in import DAY, SIX_MONTHS, TokenStore

AGAIN = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
TRAIN = '[[songs]]\ntitle = "Last Train Home"\nartist = "Pat Metheny Group"\n'
NOT_THERE = '[[songs]]\ntitle = "Sayonara no Yukue"\nartist = "Hikaru Utada"\n'


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def catalog(name, songs):
    Path(name).write_text(f'[playlist]\nname = "{Path(name).stem}"\n{songs}', encoding="utf-8")


def consented(days_ago):
    """Make the sign-in as old as that."""
    store = TokenStore(settings.load().token_file)
    store.save(replace(store.load(), consented_at=time.time() - days_ago * DAY))


def record(name="catalog"):
    return json.loads(Path(f"{name}.report.json").read_text(encoding="utf-8"))


def test_each_catalog_gets_its_playlist_its_lock_and_its_report(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", TRAIN + NOT_THERE)
    done = syncer("push", "a.toml", "b.toml")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "2 catalogs: 2 matched, 1 unmatched; 2 added"
    assert {playlist.name for playlist in sandbox.playlists()} == {"a", "b"}
    endings = ("lock", "report.html", "report.json", "toml")
    assert {path.name for path in Path().iterdir()} >= {f"{name}.{end}" for name in "ab" for end in endings}
    again = syncer("push", "a.toml", "b.toml", "--quiet")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_each_record_counts_its_own_requests(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", AGAIN.replace("again", "Again"))
    syncer("push", "a.toml", "b.toml")
    syncer("push", "a.toml", "b.toml")
    assert record("a")["requests"] == record("b")["requests"] == {"search": 0, "read": 1, "write": 0}


@pytest.mark.parametrize("order", [("bad.toml", "good.toml"), ("good.toml", "bad.toml")])
def test_what_stops_one_does_not_stop_the_others(syncer, sandbox, order):
    catalog("bad.toml", '[[songs]]\ntitel = "x"\n')
    catalog("good.toml", AGAIN)
    done = syncer("push", *order)
    assert done.exit_code == 2
    assert "bad.toml:" in done.stderr
    assert done.stdout.splitlines()[-1] == "2 catalogs: 1 matched; 1 added; 1 failed"
    assert [playlist.name for playlist in sandbox.playlists()] == ["good"]


def test_a_playlist_that_is_gone_stops_its_own_catalog_alone(syncer, sandbox):
    gone = '[playlist]\nname = "x"\nid = "0000000000000000000000"\n'
    Path("a.toml").write_text(gone + AGAIN, encoding="utf-8")
    catalog("b.toml", AGAIN)
    done = syncer("push", "a.toml", "b.toml")
    assert done.exit_code == 1
    assert "syncer: a.toml: " in done.stderr
    assert record("b")["changes"]["added"] == 1


def test_a_sign_in_that_is_needed_stops_all_and_is_said_for_each(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", AGAIN)
    syncer("logout")
    done = syncer("push", "a.toml", "b.toml")
    assert done.exit_code == 3
    assert "b.toml: not pushed either" in done.stderr
    assert not [seen for seen in sandbox.requests if seen.path.startswith("/v1/")]


def test_a_used_up_quota_is_the_same_for_all(syncer, sandbox):
    spent = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
    fault = Fault(status=429, headers={"Retry-After": "52531"}, body=spent)
    sandbox.fault("GET", "/v1/search", times=None, what=fault)
    catalog("a.toml", AGAIN)
    catalog("b.toml", TRAIN)
    assert syncer("push", "a.toml", "b.toml").exit_code == 4
    assert sum(seen.path == "/v1/search" for seen in sandbox.requests) == 1
    assert record("b")["songs"][0]["status"] == "pending"


def test_json_for_several_is_one_document(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", "")
    document = json.loads(syncer("push", "--json", "a.toml", "b.toml").stdout)
    assert (document["version"], document["status"]) == (1, 2)
    good, bad = document["catalogs"]
    assert (good["catalog"], good["status"], good["error"], good["record"]) == ("a.toml", 0, None, record("a"))
    assert (bad["status"], bad["record"]) == (2, None)
    assert "b.toml" in bad["error"]


def test_a_plan_of_several_changes_nothing(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", TRAIN)
    assert syncer("plan", "a.toml", "b.toml").stdout.splitlines()[-1] == "2 catalogs: 2 matched; 2 to add"
    assert not sandbox.playlists()


def test_the_same_catalog_twice_is_pushed_once(syncer, sandbox):
    catalog("a.toml", AGAIN)
    assert syncer("push", "a.toml", "a.toml").stdout.splitlines()[-1] == "1 matched; 1 added"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([0, 6], 6, id="songs unplaced"),
        pytest.param([4, 6], 4, id="a later run goes on"),
        pytest.param([4, 1], 1, id="a failure outside"),
        pytest.param([1, 5], 5, id="a decision is waited for"),
        pytest.param([5, 2], 2, id="a catalog is wrong"),
        pytest.param([2, 3, 0], 3, id="nothing works without a sign-in"),
    ],
)
def test_the_status_that_needs_the_person_most_wins(statuses, expected):
    assert worst(statuses) == expected
    assert set(BY_URGENCY) == set(range(7))


def test_quiet_is_silent_about_what_can_wait(syncer, sandbox):
    """A warning about the catalog stands there every night: it is told when something changed, not for ever."""
    catalog("catalog.toml", AGAIN + AGAIN + NOT_THERE)
    first = syncer("push", "--quiet")
    assert first.stdout.splitlines()[-1] == "2 matched, 1 unmatched; 1 added"
    again = syncer("push", "--quiet")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_a_song_that_was_matched_and_is_not_any_more_is_told_once(syncer, sandbox):
    catalog("catalog.toml", AGAIN)
    syncer("push")
    Path("catalog.lock").write_text(
        "\n".join(line for line in Path("catalog.lock").read_text().splitlines()).partition("[[songs]]")[0]
    )
    (settings.load().cache_file).unlink()
    sandbox.fault("GET", "/v1/search", times=None, what=Fault(status=200, body={"tracks": {"items": [], "total": 0}}))
    told = syncer("push", "--quiet", "--force")
    assert told.exit_code == 6
    assert '"again" was matched before and is unmatched now' in told.stderr
    assert any("was matched before" in note for note in record()["notes"])
    again = syncer("push", "--quiet")
    assert (again.exit_code, again.stderr) == (0, "")


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        pytest.param("matched", "unmatched", 1, id="gone"),
        pytest.param("matched", "unsure", 1, id="in doubt"),
        pytest.param("matched", "pending", 0, id="not asked for yet"),
        pytest.param("matched", "absent", 0, id="the person said so"),
        pytest.param("unsure", "unmatched", 0, id="never was there"),
        pytest.param(None, "unmatched", 0, id="a new song"),
    ],
)
def test_lost_is_what_was_matched_and_cannot_be_placed(before, now, count):
    song = {"title": "T", "artist": "A", "reason": "r", "track": None}
    earlier = {"songs": [{**song, "status": before}] if before else []}
    assert len(news.lost(earlier, {"songs": [{**song, "status": now}]})) == count
    assert news.lost(None, {"songs": [{**song, "status": now}]}) == ()


@pytest.mark.parametrize(
    ("age", "said"),
    [
        pytest.param(SIX_MONTHS - 30, None, id="a month before"),
        pytest.param(SIX_MONTHS - 13.5, "ends in 13 days", id="two weeks before"),
        pytest.param(SIX_MONTHS - 1.5, "ends in 1 day,", id="the day before"),
        pytest.param(SIX_MONTHS - 0.5, "within a day", id="the same day"),
        pytest.param(SIX_MONTHS + 0.5, "may stop at any time", id="after it"),
    ],
)
def test_the_end_of_a_sign_in_is_told_from_two_weeks_before(sandbox, age, said):
    consented(age)
    told = ending.warning(settings.load(), time.time())
    assert (said in told and "syncer login" in told) if said else told is None


def test_each_push_tells_of_the_end_and_so_does_its_report(syncer, sandbox):
    catalog("catalog.toml", AGAIN)
    consented(SIX_MONTHS - 10.5)
    syncer("push")
    for _ in range(2):
        done = syncer("push", "--quiet")
        assert (done.exit_code, done.stdout) == (0, "")
        assert "ends in 10 days" in done.stderr
        assert "ends in 10 days" in record()["notes"][-1]
        assert "ends in 10 days" in Path("catalog.report.html").read_text(encoding="utf-8")


def test_the_end_is_told_once_for_several_catalogs(syncer, sandbox):
    catalog("a.toml", AGAIN)
    catalog("b.toml", TRAIN)
    consented(SIX_MONTHS - 10.5)
    assert syncer("push", "a.toml", "b.toml").stderr.count("ends in 10 days") == 1
    assert "ends in 10 days" in record("b")["notes"][-1]


def test_after_the_end_the_one_command_to_run_is_named(syncer, sandbox):
    catalog("catalog.toml", AGAIN)
    sandbox.expire_tokens()
    sandbox.revoke()
    done = syncer("push", "--quiet")
    assert done.exit_code == 3
    assert "run `syncer login`" in done.stderr


def test_the_sign_in_moves_with_its_file(syncer, sandbox, home, tmp_path, monkeypatch):
    """A server without a browser needs the file and nothing else; it holds the app's client id."""
    server = tmp_path / "server"
    server.mkdir()
    (server / "token.json").write_bytes((home / "token.json").read_bytes())
    monkeypatch.setenv("SYNCER_HOME", str(server))
    monkeypatch.delenv("SPOTIPY_CLIENT_ID")
    catalog("catalog.toml", AGAIN)
    assert syncer("push").exit_code == 0


def test_the_sign_in_moves_as_a_variable(syncer, sandbox, home, tmp_path, monkeypatch):
    token = json.loads((home / "token.json").read_text(encoding="utf-8"))["refresh_token"]
    monkeypatch.setenv("SYNCER_HOME", str(tmp_path / "server"))
    monkeypatch.setenv("SYNCER_REFRESH_TOKEN", token)
    catalog("catalog.toml", AGAIN)
    done = syncer("push", "--log", "run.log")
    assert done.exit_code == 0
    shown = done.output + "".join(path.read_text(encoding="utf-8") for path in Path().iterdir())
    assert token not in shown
