"""The sign-in on disk, and the access tokens that are made from it."""

import json
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import requests
import responses
from filelock import FileLock

from syncer.errors import SignInNeeded, SyncerError, UsageError
from syncer.settings import Settings
from syncer.spotify.pace import Clock
from syncer.spotify.sign_in import SIX_MONTHS, Token, TokenStore, days_left
from syncer.spotify.tokens import Tokens, sign_out

ACCOUNTS = "https://accounts.example.org"
TOKEN_URL = f"{ACCOUNTS}/api/token"
NOW = 1_795_470_000.0
GOOD = Token("access-1", "refresh-1", NOW + 3600, ACCOUNTS, "client", "scope", consented_at=NOW)
OLD = replace(GOOD, expires_at=NOW + 59)
FRESH = {"access_token": "access-2", "expires_in": 3600, "token_type": "Bearer"}


@pytest.fixture
def web():
    with responses.RequestsMock() as web:
        yield web


@pytest.fixture
def store(tmp_path):
    return TokenStore(tmp_path / "config" / "token.json", lock_timeout=0.0)


@pytest.fixture
def slept():
    return []


@pytest.fixture
def signed_in(store, slept):
    """Return tokens for what was stored; settings may be changed."""

    def make(token=None, **changes):
        if token:
            store.save(token)
        values = {"client_id": "client", "accounts_url": ACCOUNTS, **changes}
        settings = Settings(token_file=store.path, cache_file=Path("unused"), **values)
        clock = Clock(lambda: NOW + sum(slept), lambda: sum(slept), slept.append)
        return Tokens(settings, None if settings.refresh_token else store, clock=clock)

    return make


def form(call):
    return {name: values[0] for name, values in parse_qs(call.request.body).items()}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_sign_in_comes_back_as_it_was_stored(store):
    store.save(GOOD)
    assert store.load() == GOOD


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the user's folder private by other means")
def test_the_file_is_the_owners_alone(store):
    old = os.umask(0)
    try:
        store.save(GOOD)
    finally:
        os.umask(old)
    assert mode(store.path) == 0o600
    assert mode(store.path.parent) == 0o700
    assert [entry.name for entry in store.path.parent.iterdir()] == ["token.json"]


@pytest.mark.skipif(os.name == "nt", reason="as above")
def test_a_file_that_was_copied_for_all_to_read_is_private_after_the_next_refresh(store):
    store.save(GOOD)
    store.path.chmod(0o644)
    store.save(GOOD)
    assert mode(store.path) == 0o600


def test_the_old_sign_in_survives_a_failed_write(store, monkeypatch):
    store.save(GOOD)

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SyncerError, match="No space left"):
        store.save(replace(GOOD, access_token="other"))
    assert store.load() == GOOD
    assert [entry.name for entry in store.path.parent.iterdir()] == ["token.json"]


def test_no_secret_in_what_is_printed():
    assert "access-1" not in repr(GOOD)
    assert "refresh-1" not in repr(GOOD)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b'{"version": 1}', id="nothing in it"),
        pytest.param(json.dumps({"version": 2, **FRESH}).encode(), id="another version"),
    ],
)
def test_a_damaged_file_says_what_to_do(store, content):
    store.save(GOOD)
    store.path.write_bytes(content)
    with pytest.raises(SignInNeeded, match="syncer login"):
        store.load()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"access_token": 5}, id="token a number"),
        pytest.param({"access_token": "a\nb"}, id="token that would break a header"),
        pytest.param({"refresh_token": "é"}, id="token that fits in no header"),
        pytest.param({"expires_at": "soon"}, id="time a text"),
        pytest.param({"expires_at": True}, id="time a boolean"),
        pytest.param({"accounts_url": None}, id="no address"),
        pytest.param({"surplus": 1}, id="a key too many"),
    ],
)
def test_a_file_with_a_wrong_value_is_damaged(store, change):
    store.save(GOOD)
    store.path.write_text(json.dumps(json.loads(store.path.read_text()) | change))
    with pytest.raises(SignInNeeded, match=r"token\.json"):
        store.load()


def test_a_file_that_cannot_be_read_is_no_missing_sign_in(store):
    store.path.mkdir(parents=True)
    with pytest.raises(SyncerError, match="cannot be read") as caught:
        store.load()
    assert not isinstance(caught.value, SignInNeeded)


def test_nobody_is_signed_in(signed_in):
    with pytest.raises(SignInNeeded, match="not signed in"):
        signed_in().get_access_token()


def test_a_good_token_costs_no_request(signed_in):
    assert signed_in(GOOD).get_access_token(as_dict=False) == "access-1"


def test_a_token_that_ends_within_a_minute_is_renewed(web, signed_in, store):
    """The answer brings no refresh token, as is usual: the old one stays."""
    web.post(TOKEN_URL, json=FRESH)
    assert signed_in(OLD).get_access_token() == "access-2"
    assert form(web.calls[0]) == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-1",
        "client_id": "client",
    }
    assert "Authorization" not in web.calls[0].request.headers
    assert store.load() == replace(OLD, access_token="access-2", expires_at=NOW + 3600)


def test_a_token_that_lasts_less_than_a_minute_is_used_for_half_its_life(web, signed_in, slept):
    """Else each request would need another."""
    web.post(TOKEN_URL, json=FRESH | {"expires_in": 40})
    tokens = signed_in(OLD)
    tokens.get_access_token()
    slept.append(19)
    tokens.get_access_token()
    assert len(web.calls) == 1
    slept.append(2)
    tokens.get_access_token()
    assert len(web.calls) == 2


def test_a_client_secret_goes_along(web, signed_in):
    web.post(TOKEN_URL, json=FRESH)
    signed_in(OLD, client_secret="hush").get_access_token()
    assert web.calls[0].request.headers["Authorization"].startswith("Basic ")


def test_a_new_refresh_token_is_kept(web, signed_in, store):
    web.post(TOKEN_URL, json=FRESH | {"refresh_token": "refresh-2", "scope": "other"})
    signed_in(OLD).get_access_token()
    assert (store.load().refresh_token, store.load().scope) == ("refresh-2", "other")
    assert store.load().consented_at == NOW


def test_a_new_refresh_token_that_cannot_be_stored_is_not_used(web, signed_in, monkeypatch):
    """Using it would end the one on disk, and the sign-in with it."""
    tokens = signed_in(OLD)
    monkeypatch.setattr(os, "fsync", failing)
    web.post(TOKEN_URL, json=FRESH | {"refresh_token": "refresh-2"})
    with pytest.raises(SyncerError, match="cannot be written"):
        tokens.get_access_token()


def test_a_full_disk_does_not_stop_a_run_whose_refresh_token_stays(web, signed_in, monkeypatch):
    tokens = signed_in(OLD)
    monkeypatch.setattr(os, "fsync", failing)
    web.post(TOKEN_URL, json=FRESH)
    assert tokens.get_access_token() == "access-2"


def failing(_handle):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("description", ["Refresh token expired", "Refresh token revoked", None])
def test_invalid_grant_ends_the_sign_in(web, signed_in, store, description):
    """And is remembered: the next run says so without asking."""
    web.post(TOKEN_URL, status=400, json={"error": "invalid_grant", "error_description": description})
    tokens = signed_in(OLD)
    for _ in range(2):
        with pytest.raises(SignInNeeded, match="has ended"):
            tokens.get_access_token()
    assert len(web.calls) == 1
    assert store.load().refresh_token == ""


BROKEN = [
    pytest.param({"status": 500, "body": "<html>invalid_grant</html>"}, id="500 with html"),
    pytest.param({"status": 500, "json": {"error": "invalid_grant"}}, id="500 that claims an end"),
    pytest.param({"status": 503, "json": {"error": "server_error"}}, id="503"),
    pytest.param({"body": "<html>Sign in to the hotel's network</html>"}, id="200 with html"),
    pytest.param({"body": ""}, id="200 with nothing"),
    pytest.param({"json": []}, id="200 with a list"),
    pytest.param({"json": {"access_token": "x"}}, id="no lifetime"),
    pytest.param({"json": FRESH | {"access_token": "a\nb"}}, id="a token that fits in no header"),
    pytest.param({"body": requests.ConnectTimeout("slow")}, id="no connection"),
    pytest.param({"body": requests.ReadTimeout("slow")}, id="no answer"),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_nothing_else_ends_a_sign_in(web, signed_in, store, slept, broken):
    web.post(TOKEN_URL, **broken)
    with pytest.raises(SyncerError) as caught:
        signed_in(OLD).get_access_token()
    assert caught.value.exit_code == 1
    assert store.load() == OLD
    assert (len(web.calls), slept) == (3, [1.0, 4.0])


@pytest.mark.parametrize("broken", BROKEN)
def test_a_short_failure_of_the_accounts_service_passes(web, signed_in, broken):
    web.post(TOKEN_URL, **broken)
    web.post(TOKEN_URL, json=FRESH)
    assert signed_in(OLD).get_access_token() == "access-2"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param({"status": 400, "json": {"error": "invalid_client"}}, UsageError, id="wrong client id or secret"),
        pytest.param({"status": 400, "json": {"error": "invalid_request"}}, SyncerError, id="another refusal"),
        pytest.param({"status": 400, "body": "<html>"}, SyncerError, id="a proxy's page"),
        pytest.param(
            {"status": 401, "json": {"error": "invalid_client"}}, UsageError, id="wrong secret, as in the RFC"
        ),
        pytest.param({"status": 401, "body": ""}, SyncerError, id="401 without a reason"),
        pytest.param({"status": 307, "headers": {"Location": "https://evil.example/"}}, SyncerError, id="redirect"),
    ],
)
def test_a_refusal_that_is_no_end(web, signed_in, store, answer, error):
    web.post(TOKEN_URL, **answer)
    with pytest.raises(error) as caught:
        signed_in(OLD).get_access_token()
    assert type(caught.value) is error
    assert store.load() == OLD


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {"accounts_url": "https://evil.example"}, "is for https://accounts.example.org", id="other server"
        ),
        pytest.param({"client_id": "another"}, "another SPOTIPY_CLIENT_ID", id="other app"),
    ],
)
def test_a_sign_in_goes_nowhere_else(signed_in, changes, words):
    with pytest.raises(SignInNeeded, match=words):
        signed_in(OLD, **changes).get_access_token()


def test_cron_needs_no_client_id(web, signed_in):
    """The sign-in knows for which app it is."""
    web.post(TOKEN_URL, json=FRESH)
    signed_in(OLD, client_id=None).get_access_token()
    assert form(web.calls[0])["client_id"] == "client"


def test_another_process_was_quicker(signed_in, store):
    """What it has stored is used, and nobody is asked a second time."""
    tokens = signed_in(OLD)
    assert signed_in(GOOD).get_access_token() == "access-1"
    store.save(replace(GOOD, access_token="theirs"))
    tokens.renew()
    assert tokens.get_access_token() == "theirs"


def test_a_refused_token_is_renewed_though_it_looks_good(web, signed_in):
    web.post(TOKEN_URL, json=FRESH)
    tokens = signed_in(GOOD)
    assert tokens.get_access_token() == "access-1"
    tokens.renew()
    assert tokens.get_access_token() == "access-2"


def test_a_refresh_waits_for_the_lock(signed_in, store):
    tokens = signed_in(OLD)
    with FileLock(f"{store.path}.lock"), pytest.raises(SyncerError, match="another syncer"):
        tokens.get_access_token()


def test_two_at_once_refresh_once(web, signed_in, store):
    """The second finds what the first has stored."""
    store._lock_timeout = 30.0  # noqa: SLF001 - they have to wait here
    inside, go_on = threading.Event(), threading.Event()

    def answer(_request):
        inside.set()
        go_on.wait(30)
        return 200, {}, json.dumps(FRESH | {"refresh_token": "refresh-2"})

    web.add_callback(responses.POST, TOKEN_URL, answer)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(signed_in(OLD).get_access_token)
        assert inside.wait(30)
        second = pool.submit(signed_in().get_access_token)
        go_on.set()
        assert first.result(30) == second.result(30) == "access-2"
    assert len(web.calls) == 1


def test_a_refresh_token_from_the_environment_needs_no_file(web, signed_in, store):
    """And leaves the person's own sign-in alone."""
    store.save(GOOD)
    web.post(TOKEN_URL, json=FRESH)
    assert signed_in(refresh_token="from-env").get_access_token() == "access-2"
    assert form(web.calls[0])["refresh_token"] == "from-env"
    assert store.load() == GOOD


def test_what_became_of_it_is_remembered(web, signed_in):
    """A rotated one is in force from then on, until the variable is changed."""
    web.post(TOKEN_URL, json=FRESH | {"refresh_token": "rotated"})
    signed_in(refresh_token="from-env").get_access_token()
    tokens = signed_in(refresh_token="from-env")
    assert tokens.get_access_token() == "access-2"
    tokens.renew()
    signed_in(refresh_token="changed").get_access_token()
    assert [form(call)["refresh_token"] for call in web.calls] == ["from-env", "rotated", "changed"]


def test_it_works_where_nothing_can_be_written(web, signed_in, store):
    store.path.parent.write_text("a file where the folder belongs")
    web.post(TOKEN_URL, json=FRESH)
    assert signed_in(refresh_token="from-env").get_access_token() == "access-2"


def test_its_end_names_the_variable(web, signed_in):
    web.post(TOKEN_URL, status=400, json={"error": "invalid_grant"})
    with pytest.raises(SignInNeeded, match="SYNCER_REFRESH_TOKEN"):
        signed_in(refresh_token="from-env").get_access_token()


def test_it_needs_a_client_id(signed_in):
    with pytest.raises(SignInNeeded, match="SPOTIPY_CLIENT_ID"):
        signed_in(refresh_token="from-env", client_id=None).get_access_token()


@pytest.mark.parametrize(
    ("later", "days"),
    [
        pytest.param(0, SIX_MONTHS, id="just agreed"),
        pytest.param(SIX_MONTHS - 14, 14, id="two weeks before the end"),
        pytest.param(SIX_MONTHS - 0.5, 0, id="the last day"),
        pytest.param(SIX_MONTHS + 1, -1, id="over"),
    ],
)
def test_days_left(later, days):
    assert days_left(GOOD, NOW + later * 86_400) == days


def test_days_left_of_a_sign_in_whose_beginning_nobody_knows():
    assert days_left(replace(GOOD, consented_at=None), NOW) is None


def test_signing_out_forgets_everything(web, signed_in, store):
    web.post(TOKEN_URL, json=FRESH)
    signed_in(GOOD, refresh_token="from-env").get_access_token()
    settings = Settings(token_file=store.path, cache_file=Path("unused"))
    assert sign_out(settings) is True
    assert list(store.path.parent.glob("*.json")) == []
    assert sign_out(settings) is False
