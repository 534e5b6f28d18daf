"""``syncer doctor --knowledge``: what the outside sources answer today, field by field, and what has changed."""

import json

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.doctor.outside import fields
from syncer.sandbox import Fault

NAMES = ["AnimeThemes", "MusicBrainz", "ListenBrainz Labs"]
ANIME, BRAINZ, LABS = ".*animethemes.*", ".*/ws/2.*", ".*labs.*"


@pytest.fixture
def knowing(sandbox, monkeypatch):
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "on")
    monkeypatch.setenv("SYNCER_KNOWLEDGE_PACE", "0")
    monkeypatch.setenv("SYNCER_ANIMETHEMES_URL", sandbox.animethemes_url)
    monkeypatch.setenv("SYNCER_MUSICBRAINZ_URL", sandbox.musicbrainz_url)
    monkeypatch.setenv("SYNCER_LISTENBRAINZ_LABS_URL", sandbox.labs_url)
    return sandbox


@pytest.fixture
def doctor():
    """Run the doctor; return its exit status and its findings."""

    def run(*words):
        done = CliRunner().invoke(app, ["doctor", "--knowledge", "--json", *words])
        return done.exit_code, json.loads(done.stdout)["findings"]

    return run


def warned(findings):
    return [(each["about"], each["text"]) for each in findings if each["level"] != "ok"]


def test_each_source_is_asked_one_harmless_thing(knowing, doctor):
    status, _ = doctor()
    assert status == 0
    assert [(seen.method, seen.status) for seen in knowing.requests] == [("POST", 200), ("GET", 200), ("POST", 200)]
    assert not any(seen.path.startswith(("/v1", "/api")) for seen in knowing.requests), "Spotify is not asked"


def test_every_field_is_shown_with_how_often_it_is_filled(knowing, doctor):
    found = {(each["about"], each["text"]) for each in doctor()[1]}
    for about, text in (
        ("AnimeThemes", "data.search.anime[].title.romaji: 1 of 1 filled, e.g. 'Angel Beats!'"),
        ("AnimeThemes", "data.search.anime[].title.native: 0 of 1 filled"),
        ("AnimeThemes", "understood: Angel Beats!, with 9 songs"),
        ("MusicBrainz", "recordings[].title: 1 of 1 filled, e.g. '青い栞'"),
        ("MusicBrainz", "recordings[].isrcs[]: 1 of 1 filled, e.g. 'JPU901100501'"),
        ("MusicBrainz", "understood: 青い栞 by Galileo Galilei"),
    ):
        assert (about, text) in found


def test_people_read_it_as_text(knowing):
    done = CliRunner().invoke(app, ["doctor", "--knowledge"])
    assert done.exit_code == 0
    assert "ok       AnimeThemes: understood: Angel Beats!, with 9 songs" in done.stdout


def test_the_sandbox_has_no_such_recording_as_labs_is_asked_for(knowing, doctor):
    text = "it knows nothing of '781724c1-a039-41e6-bd9b-770c3b9d5b8e', which it did"
    assert warned(doctor()[1]) == [("ListenBrainz Labs", text)]


@pytest.mark.parametrize(
    ("path", "body", "about", "text"),
    [
        pytest.param(
            ANIME,
            {"data": {"search": {"anime": [{"slug": "ab", "name": "Angel Beats!"}]}}},
            "AnimeThemes",
            "it has changed: answer.data.search.anime[0] has no 'title'",
            id="a field has another name",
        ),
        pytest.param(
            ANIME,
            {"errors": [{"message": "Cannot query field x"}]},
            "AnimeThemes",
            "it has changed: errors: [{'message': 'Cannot query field x'}]",
            id="errors with status 200",
        ),
        pytest.param(
            ANIME,
            {"data": {"search": {"anime": []}}},
            "AnimeThemes",
            "it knows nothing of 'Angel Beats!', which it did",
            id="it has forgotten the series",
        ),
        pytest.param(
            BRAINZ,
            {"recordings": [{"id": 7, "title": "青い栞", "artist-credit": []}]},
            "MusicBrainz",
            "it has changed: answer.recordings[0].id is a number, not a text",
            id="a field is of another kind",
        ),
        pytest.param(
            LABS,
            {"error": "use the new address"},
            "ListenBrainz Labs",
            "it has changed: answer is an object, not a list",
            id="another shape",
        ),
    ],
)
def test_what_has_changed_is_named(knowing, doctor, path, body, about, text):
    knowing.fault("*", path, what=Fault(status=200, body=body))
    status, found = doctor()
    assert status == 0, "a push goes on without it"
    (finding,) = [each for each in found if each["about"] == about and each["level"] == "warning"]
    assert finding["text"] == text
    assert "SYNCER_KNOWLEDGE" in finding["mend"]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        pytest.param(Fault(drop=True), "it cannot be reached", id="down"),
        pytest.param(Fault(status=403), "it answered 403", id="refusing"),
        pytest.param(Fault(status=503, headers={"Retry-After": "3600"}), "it answered 503", id="busy"),
        pytest.param(Fault(status=200, body="<html>"), "its answer is no JSON", id="a page"),
    ],
)
@pytest.mark.parametrize(("path", "about"), [(ANIME, NAMES[0]), (BRAINZ, NAMES[1]), (LABS, NAMES[2])], ids=NAMES)
def test_a_source_that_does_not_answer_is_named_and_the_others_are_asked(knowing, doctor, fault, text, path, about):
    knowing.fault("*", path, what=fault, times=None)
    status, found = doctor()
    assert status == 0
    (finding,) = [each for each in found if each["about"] == about]
    assert finding["level"] == "warning"
    assert finding["text"].startswith("http://127.0.0.1:")
    assert finding["text"].endswith(f": {text}")
    assert {each["about"] for each in found} == set(NAMES)


@pytest.mark.parametrize(
    ("value", "asked"), [("musicbrainz", ["MusicBrainz"]), ("off", [])], ids=["one of them", "none"]
)
def test_only_those_are_asked_that_a_push_asks(knowing, doctor, monkeypatch, value, asked):
    monkeypatch.setenv("SYNCER_KNOWLEDGE", value)
    status, found = doctor()
    assert status == 0
    assert len(knowing.requests) == len(asked)
    assert {each["about"] for each in found} == set(asked or ["knowledge"])
    if not asked:
        assert "no source is asked" in found[0]["text"]


def test_what_a_source_says_does_not_move_the_cursor(knowing):
    hostile = {"data": {"search": {"anime": [], "a\x1b[31m\nok       fake": "\x1b[31m\u202e"}}}
    knowing.fault("*", ANIME, what=Fault(status=200, body=hostile))
    shown = CliRunner().invoke(app, ["doctor", "--knowledge"]).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\nok       fake" not in shown


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ({"a": {"b": 1}}, ["a.b: 1 of 1 filled, e.g. 1"]),
        ([{"a": None}, {"a": "x"}], ["[].a: 1 of 2 filled, e.g. 'x'"]),
        ({"a": []}, []),
        ("text", [": 1 of 1 filled, e.g. 'text'"]),
        ({"a": "x" * 100}, [f"a: 1 of 1 filled, e.g. '{'x' * 58}…"]),
        ({"a": False}, ["a: 1 of 1 filled, e.g. False"]),
    ],
)
def test_fields_of_an_answer(answer, lines):
    assert list(fields(answer)) == lines
