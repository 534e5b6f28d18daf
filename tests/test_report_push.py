"""The report that a push writes: what is new since the last one, how long the sign-in holds, evidence and covers."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import settings
from syncer.cli import app
from syncer.sandbox import Fault
from syncer.spotify.sign_in import DAY, SIX_MONTHS, TokenStore

AGAIN = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
TRAIN = '[[songs]]\ntitle = "Last Train Home"\nartist = "Pat Metheny Group"\n'
SHIORI = '[[songs]]\ntitle = "Aoi Shiori"\nartist = "Galileo Galilei"\n'
NOT_THERE = '[[songs]]\ntitle = "Sayonara no Yukue"\nartist = "Hikaru Utada"\n'
COVER = "https://i.scdn.co/image/ab67616d00004851"


@pytest.fixture
def syncer():
    def run(*words):
        done = CliRunner().invoke(app, [str(word) for word in words])
        assert done.exit_code == 0, done.output
        return done

    return run


def catalog(*songs):
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{"".join(songs)}', encoding="utf-8")


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def page():
    return Path("catalog.report.html").read_text(encoding="utf-8")


def titles(since, kind):
    return [entry["title"] for entry in since[kind]]


def test_the_first_push_has_nothing_to_compare_with(syncer, sandbox):
    catalog(AGAIN)
    syncer("push")
    assert record()["since"] is None


def test_the_next_push_says_what_is_new_gone_and_re_matched(syncer, sandbox):
    catalog(AGAIN, TRAIN)
    syncer("push")
    before = record()
    other = (
        "spotify:track:"
        + next(
            row.uri for row in sandbox.playlists()[0].rows if row.uri != before["songs"][0]["track"]["uri"]
        ).rpartition(":")[2]
    )
    catalog(AGAIN + f'uri = "{other}"\n', SHIORI, NOT_THERE)
    done = syncer("push", "--json", "--force")
    since = record()["since"]
    assert json.loads(done.stdout)["since"] == since
    assert since["pushed"] == before["generated"]
    assert [(entry["title"], entry["after"]["title"]) for entry in since["new"]] == [("Aoi Shiori", "青い栞")]
    assert [(entry["before"]["title"], entry["after"]["title"]) for entry in since["rematched"]] == [
        ("again", "Last Train Home")
    ]
    assert "1 new, 1 re-matched" in syncer("report").stdout
    assert "1 new, 1 re-matched" in page()


def test_what_is_taken_out_of_the_catalog_is_gone(syncer, sandbox):
    catalog(AGAIN, TRAIN)
    syncer("push")
    catalog(AGAIN)
    syncer("push")
    assert titles(record()["since"], "gone") == ["Last Train Home"]
    syncer("push")
    assert record()["since"]["gone"] == []


def test_a_plan_before_the_push_takes_nothing_from_the_report(syncer, sandbox):
    catalog(AGAIN)
    syncer("push")
    pushed = record()["songs"]
    for path in Path().glob("catalog.*"):
        if path.suffix != ".toml":
            path.unlink()
    syncer("plan")
    syncer("push")
    assert record()["songs"] == pushed


def test_without_the_answers_what_the_lock_has_is_compared(syncer, sandbox):
    catalog(AGAIN)
    syncer("plan")
    settings.load().cache_file.unlink()
    syncer("push")
    [song] = record()["songs"]
    assert {feature["name"]: feature["value"] for feature in song["features"]} == {
        "title": 1.0,
        "artist": 1.0,
        "version": 1.0,
    }
    assert (song["candidates"], song["asked"]) == ([], [])


def test_what_the_person_chose_needs_no_evidence(syncer, sandbox):
    catalog(AGAIN + 'uri = "https://open.spotify.com/track/21htkjP5rYjD3CXG3y9wCT"\n')
    for verb in ("plan", "push"):
        syncer(verb)
    [song] = record()["songs"]
    assert (song["reason"], song["chosen_by"]) == ("pinned in the catalog", "person")
    assert [feature["name"] for feature in song["features"]] == ["pinned"]


def test_a_plan_compares_with_the_last_push_and_leaves_its_report(syncer, sandbox):
    catalog(AGAIN)
    syncer("push")
    pushed = Path("catalog.report.json").read_bytes()
    catalog(AGAIN, TRAIN)
    for _ in range(2):
        assert titles(json.loads(syncer("plan", "--json").stdout)["since"], "new") == ["Last Train Home"]
    assert Path("catalog.report.json").read_bytes() == pushed


def test_a_song_that_the_person_took_off_is_not_counted_as_on_the_playlist(syncer, sandbox):
    catalog('removed = "respect"\n\n', AGAIN, TRAIN)
    syncer("push")
    [playlist] = sandbox.playlists()
    playlist.rows.pop()
    sandbox.touch(playlist.id)
    syncer("push")
    assert titles(record()["since"], "gone") == ["Last Train Home"]
    assert "1 of 2 songs is on the playlist" in syncer("report").stdout


def test_the_report_says_when_the_sign_in_ends_and_holds_no_secret(syncer, sandbox):
    store = TokenStore(settings.load().token_file)
    given = time.time() - 100 * DAY
    store.save(replace(store.load(), consented_at=given))
    catalog(AGAIN)
    syncer("push")
    ends = datetime.fromisoformat(record()["sign_in_ends"])
    assert ends == datetime.fromtimestamp(given + SIX_MONTHS * DAY, UTC).replace(microsecond=0)
    assert f"{ends:%B %Y}" in page()
    token = store.load()
    for secret in (token.access_token, token.refresh_token):
        assert secret
        assert secret not in page() + Path("catalog.report.json").read_text(encoding="utf-8")


def test_the_sandbox_s_sign_in_is_not_worth_a_word(syncer):
    catalog(AGAIN)
    syncer("push", "--sandbox")
    assert record()["sign_in_ends"] is None
    assert "sign-in" not in page()


def test_the_evidence_for_a_song_of_the_lock_stays_in_the_report(syncer, sandbox):
    catalog(AGAIN)
    syncer("push")
    evidence = [record()["songs"][0][key] for key in ("features", "candidates", "asked")]
    assert {"title", "artist"} <= {feature["name"] for feature in evidence[0]}
    for _ in range(2):
        syncer("push")
        assert [record()["songs"][0][key] for key in ("features", "candidates", "asked")] == evidence


@pytest.mark.parametrize(("covers", "shown"), [("true", 1), ("false", 0), (None, 0)])
def test_covers_are_shown_where_the_person_allows_them(syncer, sandbox, monkeypatch, covers, shown):
    """Also at the second push, which takes the track from the lock: pictures are not kept there."""
    if covers:
        monkeypatch.setenv("SYNCER_COVERS", covers)
    track = {
        "uri": "spotify:track:4rPmTBTX1wobDkGYXKvcGR",
        "name": "again",
        "artists": [{"name": "YUI"}],
        "album": {"name": "again", "images": [{"url": COVER, "width": 64, "height": 64}]},
    }
    sandbox.fault("GET", "/v1/search", times=1, what=Fault(status=200, body={"tracks": {"items": [track]}}))
    catalog(AGAIN)
    for _ in range(2):
        syncer("plan")
        CliRunner().invoke(app, ["push"])
        assert page().count(f'src="{COVER}"') == shown
        assert page().count("img-src https://i.scdn.co") == shown
        assert syncer("report", "--format", "html").stdout.count(f'src="{COVER}"') == shown
    assert record()["songs"][0]["track"]["image"] == COVER
    assert "scdn" not in Path("catalog.lock").read_text(encoding="utf-8")
