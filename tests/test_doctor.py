"""The doctor: each thing that usually is wrong is found and comes with its remedy, and nothing secret is shown."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import settings
from syncer.cli import app
from syncer.doctor.there import Patient, ask
from syncer.limits import Closed, Limits
from syncer.sandbox import Fault
from syncer.spotify.sign_in import DAY, SIX_MONTHS, TokenStore

SONG = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def doctor(syncer):
    """Run the doctor; return its status, and what it found by subject, the worst of each."""

    def run(*words):
        done = syncer("doctor", "--json", *words)
        found = json.loads(done.stdout)["findings"]
        order = ["ok", "warning", "problem"]
        return done.exit_code, {one["about"]: one for one in sorted(found, key=lambda one: order.index(one["level"]))}

    return run


@pytest.fixture
def catalog():
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{SONG}', encoding="utf-8")


def sign_in(**changes):
    store = TokenStore(settings.load().token_file)
    store.save(replace(store.load(), **changes))


def asked(sandbox):
    return [seen.path for seen in sandbox.requests]


def test_all_is_well_after_a_push(doctor, syncer, catalog, sandbox):
    syncer("push")
    sandbox.forget_requests()
    status, found = doctor()
    assert status == 0
    assert {about for about, one in found.items() if one["level"] != "ok"} == {"server"}
    assert found.keys() >= {"settings", "redirect address", "sign-in", "scopes", "files", "quota", "lock", "catalog"}
    assert found.keys() >= {"account", "clock", "playlist"}
    assert len(asked(sandbox)) == 2


def test_it_asks_at_most_three_things(doctor, syncer, catalog, sandbox):
    syncer("push")
    sandbox.forget_requests()
    sign_in(access_token="", expires_at=0.0)
    assert doctor()[0] == 0
    assert len(asked(sandbox)) == 3


def test_offline_it_asks_nothing(doctor, catalog, sandbox):
    assert doctor("--offline")[0] == 0
    assert not asked(sandbox)


def test_the_text_says_how_to_mend_and_ends_with_1_where_a_push_would_fail(syncer, home):
    done = syncer("doctor", "--offline")
    assert done.exit_code == 1
    assert re.search(
        r"^problem +sign-in: nobody is signed in.*\n +to mend it: run `syncer login`", done.stdout, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("variable", "value", "about", "level", "said"),
    [
        pytest.param(
            "SPOTIPY_REDIRECT_URI", "http://localhost:8888/callback", "redirect address", "problem", "127.0.0.1:8888",
            id="localhost",
        ),
        pytest.param(
            "SPOTIPY_REDIRECT_URI", "http://example.org/callback", "redirect address", "problem", "refuses it",
            id="plain http elsewhere",
        ),
        pytest.param("SPOTIPY_REDIRECT_URI", "https://example.org/c", "redirect address", "ok", "letter", id="https"),
        pytest.param("SYNCER_PACE", "fast", "settings", "problem", "SYNCER_PACE", id="a setting that makes no sense"),
        pytest.param("SPOTIPY_CLIENT_ID", "other", "sign-in", "problem", "another SPOTIPY_CLIENT_ID", id="another app"),
        pytest.param("SYNCER_ACCOUNTS_URL", "http://127.0.0.1:1", "sign-in", "problem", "it is for", id="other server"),
        pytest.param("SYNCER_REFRESH_TOKEN", "hush", "sign-in", "ok", "SYNCER_REFRESH_TOKEN", id="from a variable"),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_found(doctor, sandbox, monkeypatch, variable, value, about, level, said):
    monkeypatch.setenv(variable, value)
    found = doctor("--offline")[1][about]
    assert found["level"] == level
    assert said in found["text"]


def test_a_refresh_token_needs_the_app_beside_it(doctor, monkeypatch):
    monkeypatch.setenv("SYNCER_REFRESH_TOKEN", "hush")
    status, found = doctor("--offline")
    assert status == 1
    assert "SPOTIPY_CLIENT_ID" in found["sign-in"]["text"]


def test_a_client_id_of_the_wrong_shape_is_noticed(doctor, monkeypatch):
    monkeypatch.setenv("SPOTIPY_CLIENT_ID", "my app")
    assert "32 digits" in doctor("--offline")[1]["app"]["text"]


@pytest.mark.parametrize(
    ("changes", "about", "level", "said"),
    [
        pytest.param({"refresh_token": ""}, "sign-in", "problem", "has ended", id="ended"),
        pytest.param({"scope": "playlist-read-private"}, "scopes", "problem", "playlist-modify-public", id="scopes"),
        pytest.param({"scope": ""}, "sign-in", "ok", "given 0 days ago", id="scopes not known"),
        pytest.param({"consented_at": None}, "sign-in", "ok", "not known", id="age not known"),
        pytest.param(
            {"consented_at": time.time() - (SIX_MONTHS - 3.5) * DAY}, "sign-in", "warning", "ends in 3 days", id="soon"
        ),
    ],
)
def test_a_sign_in_that_will_not_do_is_found(doctor, sandbox, changes, about, level, said):
    sign_in(**changes)
    found = doctor("--offline")[1][about]
    assert found["level"] == level
    assert said in found["text"]


def test_a_sign_in_that_others_can_read_is_a_problem(doctor, sandbox, home):
    (home / "token.json").chmod(0o644)
    status, found = doctor("--offline")
    assert status == 1
    assert found["files"]["mend"].startswith("chmod 600 ")


def test_each_setting_says_where_it_comes_from(syncer, home, monkeypatch):
    home.mkdir()
    (home / "settings.toml").write_text('language = "fr"\npace = 2\nnotify = "curl -H Bearer-hush"\n')
    Path(".env").write_text("SYNCER_PACE=1\n")
    monkeypatch.setenv("SYNCER_MARKET", "JP")
    shown = syncer("doctor", "--offline").stdout
    assert "SYNCER_MARKET = JP (the environment)" in shown
    assert "SYNCER_PACE = 1 (.env)" in shown
    assert "SYNCER_LANGUAGE = fr (settings.toml)" in shown
    assert "SPOTIPY_REDIRECT_URI = http://127.0.0.1:8888/callback (default)" in shown
    assert "SYNCER_NOTIFY = curl (settings.toml)" in shown
    assert "hush" not in shown


@pytest.mark.parametrize(
    ("message", "said"),
    [
        pytest.param("Active premium subscription required for the owner of the app.", "Premium", id="premium"),
        pytest.param("User not registered in the Developer Dashboard", "User Management", id="five users"),
        pytest.param("Insufficient client scope", "syncer login", id="scope"),
    ],
)
def test_what_spotify_refuses_is_put_in_words(doctor, sandbox, message, said):
    body = {"error": {"status": 403, "message": message}}
    sandbox.fault("GET", "/v1/me", what=Fault(status=403, body=body))
    status, found = doctor()
    assert status == 1
    assert said in found["account"]["text"]


def test_a_sign_in_that_spotify_has_ended_is_a_problem(doctor, sandbox):
    sandbox.expire_tokens()
    sandbox.revoke()
    sign_in(access_token="", expires_at=0.0)
    status, found = doctor()
    assert status == 1
    assert "syncer login" in found["account"]["text"]


@pytest.mark.parametrize(
    ("fault", "level"),
    [
        pytest.param(Fault(status=429, headers={"Retry-After": "9999"}), "warning", id="limit"),
        pytest.param(Fault(status=503), "problem", id="down"),
        pytest.param(Fault(drop=True), "problem", id="broken off"),
        pytest.param(Fault(status=200, body="<html>"), "problem", id="nonsense"),
    ],
)
def test_each_thing_is_asked_once_whatever_comes_back(doctor, sandbox, fault, level):
    sandbox.fault("GET", "/v1/me", times=None, what=fault)
    assert doctor()[1]["account"]["level"] == level
    assert asked(sandbox).count("/v1/me") == 1


@pytest.mark.parametrize(
    ("ahead", "level", "said"),
    [
        pytest.param(0.0, "ok", "agrees", id="right"),
        pytest.param(30.0, "ok", "agrees", id="a little"),
        pytest.param(900.0, "warning", "ahead of", id="fast"),
        pytest.param(-900.0, "warning", "behind", id="slow"),
    ],
)
def test_a_clock_that_is_wrong_is_noticed(sandbox, ahead, level, said):
    patient = Patient(settings.load(), None, lambda: time.time() + ahead)
    clock = next(finding for finding in ask(patient) if finding.about == "clock")
    assert clock.level == level
    assert said in clock.text


def test_a_playlist_of_somebody_else_is_a_problem(doctor, sandbox):
    other = sandbox.add_playlist("Theirs", owner="somebody")
    Path("catalog.toml").write_text(f'[playlist]\nname = "x"\nid = "{other}"\n{SONG}', encoding="utf-8")
    status, found = doctor("catalog.toml")
    assert status == 1
    assert "not yours" in found["playlist"]["text"]


def test_a_limit_that_is_known_is_told_and_kept(doctor, sandbox):
    known, now = settings.load(), time.time()
    Limits(known.limits_file, known.api_url).close("me", Closed(now + 3600, "Spotify's limit is reached"), now)
    found = doctor()[1]
    assert found["quota"]["level"] == "warning"
    assert "(me)" in found["quota"]["text"]
    assert not asked(sandbox)


@pytest.mark.parametrize(
    ("name", "text", "about"),
    [
        pytest.param("catalog.lock", "<<<<<<< ours\n", "lock", id="merge conflict"),
        pytest.param("catalog.lock", "version = 99\n", "lock", id="newer version"),
        pytest.param("catalog.toml", "[[songs]]\n", "catalog", id="catalog"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem(doctor, catalog, sandbox, name, text, about):
    Path(name).write_text(text, encoding="utf-8")
    status, found = doctor("--offline")
    assert status == 1
    assert found[about]["level"] == "problem"
    assert name in found[about]["text"]


def test_a_push_that_did_not_come_to_its_end_is_told(doctor, syncer, catalog, sandbox):
    syncer("push")
    Path("catalog.journal").write_text("{}", encoding="utf-8")
    found = doctor("--offline")[1]["lock"]
    assert (found["level"], found["mend"]) == ("warning", "run syncer push: it goes on where that stopped")


def test_a_catalog_that_was_named_must_be_there(doctor, sandbox):
    assert doctor("--offline")[0] == 0
    assert doctor("--offline", "missing.toml")[0] == 1


def test_the_document_holds_nothing_secret(syncer, catalog, sandbox, home, monkeypatch):
    monkeypatch.setenv("SPOTIPY_CLIENT_SECRET", "hush-hush")
    monkeypatch.setenv("HOME", str(home.parent))
    shown = syncer("doctor", "--json").stdout
    token = json.loads((home / "token.json").read_text(encoding="utf-8"))
    for secret in ("hush-hush", token["access_token"], token["refresh_token"], str(home.parent)):
        assert secret not in shown
    assert json.loads(shown).keys() == {"version", "syncer", "python", "system", "findings"}
