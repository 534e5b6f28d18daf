"""Searches are what a person runs out of first: what each run spends, what waits, and that it comes right by itself."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.sandbox import Fault
from syncer.sandbox.library import load

OURS = Path(__file__).parents[1] / "catalog.toml"
SONGS = [
    ("Aoi Shiori", "Galileo Galilei"),
    ("Last Train Home", "Pat Metheny Group"),
    ("again", "YUI"),
]
SPENT = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
A_DAY = Fault(status=429, headers={"Retry-After": "86400"}, body=SPENT)


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def song(title, artist="", **more):
    fields = {"title": title, **({"artist": artist} if artist else {}), **more}
    return "[[songs]]\n" + "".join(f'{name} = "{value}"\n' for name, value in fields.items())


def catalog(*songs):
    Path("catalog.toml").write_text('[playlist]\nname = "Mine"\n' + "".join(songs), encoding="utf-8")


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def statuses():
    return [each["status"] for each in record()["songs"]]


def queries(sandbox):
    return [seen.query["q"] for seen in sandbox.requests if seen.path == "/v1/search"]


def sent(sandbox):
    return [
        (seen.method, re.sub(r"/playlists/[^/]+", "/playlists/ID", seen.path.removeprefix("/v1")))
        for seen in sandbox.requests
        if seen.path.startswith("/v1/")
    ]


def a_day_later(home):
    """Let what Spotify said be over: the file holds times alone."""
    (home / "limits.json").unlink()


def test_a_budget_is_kept_and_what_waits_is_no_failure(syncer, sandbox):
    catalog(*(song(*each) for each in SONGS))
    done = syncer("push", "--max-searches", 1)
    assert done.exit_code == 0
    assert len(queries(sandbox)) == 1
    assert statuses() == ["matched", "pending", "pending"]
    assert "2 songs are pending. the budget of 1 search is spent; the next run goes on" in done.stderr


def test_a_budget_may_stand_in_the_settings_and_the_command_line_wins(syncer, sandbox, monkeypatch):
    monkeypatch.setenv("SYNCER_MAX_SEARCHES", "0")
    catalog(*(song(*each) for each in SONGS))
    assert syncer("push").exit_code == 0
    assert queries(sandbox) == []
    syncer("push", "--max-searches", 2)
    assert len(queries(sandbox)) == 2


def test_several_catalogs_share_the_budget(syncer, sandbox):
    for name, each in zip("ab", SONGS, strict=False):
        Path(f"{name}.toml").write_text(f'[playlist]\nname = "{name}"\n{song(*each)}', encoding="utf-8")
    syncer("push", "a.toml", "b.toml", "--max-searches", 1)
    assert len(queries(sandbox)) == 1


def test_a_catalog_larger_than_the_quota_is_finished_run_by_run_and_no_question_asked_twice(syncer, sandbox):
    """The same in the end as one run without a budget."""
    Path("catalog.toml").write_bytes(OURS.read_bytes())
    placed = []
    for _ in range(20):
        syncer("push", "--max-searches", 3)
        placed.append(len(sandbox.playlists()[0].rows))
        if "pending" not in statuses():
            break
    assert len(placed) > 3
    assert placed == sorted(placed)
    assert len(queries(sandbox)) == len(set(queries(sandbox)))
    in_parts = [row.uri for row in sandbox.playlists()[0].rows]
    for file in ("catalog.lock", "catalog.report.json"):
        Path(file).unlink()
    syncer("push")
    assert [row.uri for row in sandbox.playlists()[1].rows] == in_parts


def test_a_used_up_quota_stops_the_searches_of_later_runs_and_nothing_else(syncer, sandbox, home):
    catalog(*(song(*each) for each in SONGS))
    sandbox.fault("GET", "/v1/search", nth=3, times=None, what=A_DAY)
    assert syncer("push").exit_code == 4
    sandbox.forget_requests()
    catalog(song(*SONGS[1]), song(*SONGS[0]), song(*SONGS[2]))
    done = syncer("push")
    assert done.exit_code == 4
    assert "Spotify's quota for searches is used up: come back at" in done.stderr
    assert queries(sandbox) == []
    assert ("PUT", "/playlists/ID/items") in sent(sandbox)
    sandbox.forget_faults()
    a_day_later(home)
    done = syncer("push")
    assert (done.exit_code, statuses()) == (0, ["matched"] * 3)


def test_a_song_that_was_edited_keeps_its_place_while_the_quota_is_used_up(syncer, sandbox, home):
    catalog(*(song(*each) for each in SONGS))
    syncer("push")
    before = [row.uri for row in sandbox.playlists()[0].rows]
    sandbox.fault("GET", "/v1/search", times=None, what=A_DAY)
    edited = (song(*SONGS[0]), song(*SONGS[1], album="Still Life (Talking)"), song("again", "Yui Yoshioka"))
    for _ in range(2):
        catalog(*edited)
        assert syncer("push").exit_code == 4
        assert [row.uri for row in sandbox.playlists()[0].rows] == before
    sandbox.forget_faults()
    a_day_later(home)
    syncer("push")
    assert before[1] in [row.uri for row in sandbox.playlists()[0].rows]
    assert "pending" not in statuses()


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        pytest.param("POST", "/v1/me/playlists", "changing playlists", id="the playlist cannot be made"),
        pytest.param("POST", "/v1/playlists/[^/]+/items", "changing playlists", id="no song can be added"),
    ],
)
def test_searching_goes_on_where_the_playlist_cannot_be_written(syncer, sandbox, home, method, path, words):
    catalog(*(song(*each) for each in SONGS))
    sandbox.fault(method, path, times=None, what=A_DAY)
    done = syncer("push")
    assert done.exit_code == 4
    assert f"Spotify's quota for {words} is used up" in done.stderr
    assert len(queries(sandbox)) >= 3
    sandbox.forget_faults()
    sandbox.forget_requests()
    assert syncer("push").exit_code == 4
    assert {method for method, _ in sent(sandbox)} <= {"GET"}
    a_day_later(home)
    assert syncer("push").exit_code == 0
    assert len(sandbox.playlists()) == 1
    assert len(sandbox.playlists()[0].rows) == 3
    assert len(queries(sandbox)) == 0


def test_our_catalog_costs_little(syncer, sandbox):
    """A song that is there takes 1.4 searches at most on average; then one read, as long as nothing changes."""
    Path("catalog.toml").write_bytes(OURS.read_bytes())
    syncer("push")
    there = [len(each["asked"]) for each in record()["songs"] if each["status"] == "matched"]
    assert sum(there) <= 1.4 * len(there)
    assert record()["requests"]["write"] <= 3
    sandbox.forget_requests()
    syncer("push")
    assert sent(sandbox) == [("GET", "/playlists/ID")]


def test_an_added_song_costs_one_search_and_a_hundred_of_them_one_write(syncer, sandbox):
    pinned = [song("T", uri=f"spotify:track:{track.id}") for track in list(load())[:150]]
    catalog(*pinned[:1])
    syncer("push")
    sandbox.forget_requests()
    catalog(*pinned[:1], song(*SONGS[2]))
    syncer("push")
    assert sorted(sent(sandbox)) == [
        ("GET", "/playlists/ID"),
        ("GET", "/playlists/ID/items"),
        ("GET", "/search"),
        ("POST", "/playlists/ID/items"),
    ]
    sandbox.forget_requests()
    catalog(*pinned, song(*SONGS[2]))
    syncer("push")
    assert [each for each in sent(sandbox) if each[0] != "GET"] == [("POST", "/playlists/ID/items")] * 2


def test_songs_of_an_artist_share_what_was_answered_about_the_artist(syncer, sandbox):
    """The question for the artist alone is paid for once, however many of the songs are not there."""
    catalog(*(song(title, "Hikaru Utada") for title in ("Sayonara no Yukue", "Nothing of the Kind", "Nor This One")))
    syncer("push")
    assert sum(each.startswith("artist:") for each in queries(sandbox)) <= 2  # its two pages
    assert len(queries(sandbox)) == len(set(queries(sandbox)))


def test_a_broken_sandbox_says_how_to_mend_it(syncer, home):
    catalog(song(*SONGS[2]))
    assert syncer("push", "--sandbox").exit_code == 0
    (home / "sandbox" / "state.json").write_text("{", encoding="utf-8")
    done = syncer("push", "--sandbox")
    assert done.exit_code == 2
    assert "syncer sandbox reset" in done.stderr
    assert syncer("sandbox", "reset").exit_code == 0
    assert list((home / "sandbox").iterdir()) == []
    assert syncer("push", "--sandbox").exit_code == 0
