"""Settings: the environment, then ``.env``, then the file; each wrong one is named."""

from pathlib import Path

import pytest

from syncer.errors import UsageError
from syncer.settings import Settings, for_sandbox, load


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
