"""Settings: the environment, then ``.env``, then the file; each wrong one is named."""

from pathlib import Path

import pytest

from syncer.errors import UsageError
from syncer.settings import KNOWLEDGE, Settings, for_sandbox, load


def test_without_anything_said_it_is_spotify_itself(home):
    settings = load({"SYNCER_HOME": str(home)})
    assert settings == Settings(token_file=home / "token.json", cache_file=home / "answers.sqlite3")
    assert (settings.redirect_uri, settings.language, settings.market) == ("http://127.0.0.1:8888/callback", "en", None)


def test_the_environment_wins_over_env_file_and_that_over_settings(home):
    home.mkdir()
    (home / "settings.toml").write_text('language = "fr"\nmarket = "FR"\npace = 2\n')
    Path(".env").write_text("SYNCER_LANGUAGE=de\nSYNCER_MARKET=DE\n")
    settings = load({"SYNCER_HOME": str(home), "SYNCER_LANGUAGE": "ja"})
    assert (settings.language, settings.market, settings.pace) == ("ja", "DE", 2.0)


@pytest.mark.parametrize(("value", "allowed"), [("true", True), ("TRUE", True), ("false", False), ("", False)], ids=str)
def test_covers_are_a_matter_of_permission(home, value, allowed):
    assert load({"SYNCER_HOME": str(home), "SYNCER_COVERS": value}).covers is allowed


@pytest.mark.parametrize(("line", "allowed"), [("covers = true", True), ("covers = false", False)])
def test_covers_can_be_allowed_in_the_file(home, line, allowed):
    home.mkdir()
    (home / "settings.toml").write_text(f"{line}\n")
    assert load({"SYNCER_HOME": str(home)}).covers is allowed


def test_every_wrong_setting_is_named_at_once(home):
    wrong = {
        "SYNCER_API_URL": "ftp://x",
        "SYNCER_MARKET": "Japan",
        "SYNCER_PACE": "fast",
        "SYNCER_LANGUAGE": "日本",
        "SYNCER_COVERS": "1",
    }
    with pytest.raises(UsageError) as caught:
        load({"SYNCER_HOME": str(home), **wrong})
    assert all(variable in str(caught.value) for variable in wrong)


def test_an_unknown_setting_in_the_file_is_an_error(home):
    home.mkdir()
    (home / "settings.toml").write_text("client_secret = 1\n")
    with pytest.raises(UsageError, match="unknown setting 'client_secret'"):
        load({"SYNCER_HOME": str(home)})


def test_secrets_do_not_show_when_settings_are_printed(home):
    settings = load({"SYNCER_HOME": str(home), "SPOTIPY_CLIENT_SECRET": "hush", "SYNCER_REFRESH_TOKEN": "quiet"})
    assert "hush" not in repr(settings)
    assert "quiet" not in repr(settings)


def test_the_sandbox_uses_no_file_of_the_real_account(home):
    real = load({"SYNCER_HOME": str(home)})
    ours = for_sandbox(real, "http://127.0.0.1:1", "id", {"SYNCER_HOME": str(home)})
    assert not {real.token_file, real.cache_file} & {ours.token_file, ours.cache_file}


@pytest.mark.parametrize("variable", ["SYNCER_API_URL", "SYNCER_ACCOUNTS_URL"])
def test_one_server_without_the_other_is_refused(home, variable):
    """A .env in somebody's folder must not make us send Spotify's token to their server."""
    with pytest.raises(UsageError, match="go together"):
        load({"SYNCER_HOME": str(home), variable: "http://127.0.0.1:1"})


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("on", ["animethemes", "musicbrainz", "listenbrainz"]),
        ("TRUE", ["animethemes", "musicbrainz", "listenbrainz"]),
        ("yes", ["animethemes", "musicbrainz", "listenbrainz"]),
        ("1", ["animethemes", "musicbrainz", "listenbrainz"]),
        ("", ["animethemes", "musicbrainz", "listenbrainz"]),
        ("off", []),
        ("False", []),
        ("no", []),
        ("0", []),
        ("musicbrainz", ["musicbrainz"]),
        ("listenbrainz, AnimeThemes", ["animethemes", "listenbrainz"]),
    ],
)
def test_which_sources_are_asked(home, value, asked):
    """In their own order, whatever order they are named in."""
    knowledge = load({"SYNCER_HOME": str(home), "SYNCER_KNOWLEDGE": value}).knowledge
    assert list(knowledge.items()) == [(key, KNOWLEDGE[key]) for key in asked]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("knowledge = true", [*KNOWLEDGE]),
        ("knowledge = false", []),
        ('knowledge = "off"', []),
        ('knowledge = "musicbrainz"', ["musicbrainz"]),
        ('knowledge = ["animethemes", "listenbrainz"]', ["animethemes", "listenbrainz"]),
        ("knowledge = []", []),
        ("", [*KNOWLEDGE]),
    ],
)
def test_sources_can_be_chosen_in_the_file(home, line, asked):
    home.mkdir()
    (home / "settings.toml").write_text(f"{line}\n")
    assert list(load({"SYNCER_HOME": str(home)}).knowledge) == asked


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SYNCER_KNOWLEDGE", "sometimes"),
        ("SYNCER_KNOWLEDGE", "on, musicbrainz"),
        ("SYNCER_KNOWLEDGE", "anidb"),
        ("SYNCER_KNOWLEDGE", ","),
        ("SYNCER_KNOWLEDGE_PACE", "-1"),
        ("SYNCER_KNOWLEDGE_PACE", "61"),
        ("SYNCER_KNOWLEDGE_PACE", "nan"),
        ("SYNCER_KNOWLEDGE_PACE", "soon"),
        ("SYNCER_ANIMETHEMES_URL", "graphql.animethemes.moe"),
        ("SYNCER_MUSICBRAINZ_URL", "file:///etc/passwd"),
        ("SYNCER_MUSICBRAINZ_URL", "https://me:secret@musicbrainz.org/ws/2"),
        ("SYNCER_LISTENBRAINZ_LABS_URL", "https://labs.api.listenbrainz.org/?key=1"),
        ("SYNCER_LISTENBRAINZ_LABS_URL", "https://"),
    ],
)
def test_a_wrong_setting_of_a_source_is_named(home, variable, value):
    with pytest.raises(UsageError, match=f"{variable} is '"):
        load({"SYNCER_HOME": str(home), variable: value})


def test_a_source_may_be_another_server(home):
    """A mirror of one's own; a slash at the end is none of its business."""
    settings = load(
        {
            "SYNCER_HOME": str(home),
            "SYNCER_KNOWLEDGE": "musicbrainz",
            "SYNCER_MUSICBRAINZ_URL": "http://mirror.example.org:5000/ws/2/",
            "SYNCER_ANIMETHEMES_URL": "https://elsewhere.example.org",
            "SYNCER_KNOWLEDGE_PACE": "0",
        }
    )
    assert settings.knowledge == {"musicbrainz": "http://mirror.example.org:5000/ws/2"}
    assert settings.knowledge_pace == 0.0


@pytest.mark.parametrize("knowledge", ["on", "off", "listenbrainz"])
def test_the_sandbox_answers_for_the_sources_that_are_asked(home, knowledge):
    real = load({"SYNCER_HOME": str(home), "SYNCER_KNOWLEDGE": knowledge})
    places = {key: f"http://127.0.0.1:1/{key}" for key in KNOWLEDGE}
    ours = for_sandbox(real, "http://127.0.0.1:1", "id", {"SYNCER_HOME": str(home)}, knowledge=places)
    assert ours.knowledge == {key: places[key] for key in real.knowledge}
    assert ours.knowledge_pace == 0.0
    assert ours.knowledge_file != real.knowledge_file
