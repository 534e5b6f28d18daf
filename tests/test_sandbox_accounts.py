"""The sandbox's accounts service does what Spotify's documentation says of authorization code, PKCE and refresh."""

from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from syncer.sandbox import CLIENT_ID, Manners, Sandbox

VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REDIRECT = "http://127.0.0.1:8888/callback"
ASK = {
    "response_type": "code",
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT,
    "scope": "playlist-read-private playlist-modify-public",
    "state": "s7",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
MONTH = 30 * 24 * 3600


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sandbox(clock):
    with Sandbox(clock=clock) as sandbox:
        yield sandbox


def authorize(sandbox, **changes):
    asked = {key: value for key, value in {**ASK, **changes}.items() if value is not None}
    return requests.get(f"{sandbox.accounts_url}/authorize", params=asked, allow_redirects=False, timeout=5)


def code_of(response):
    return parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]


def token(sandbox, secret=None, **form):
    headers = {"Authorization": "Basic " + b64encode(f"{CLIENT_ID}:{secret}".encode()).decode()} if secret else {}
    return requests.post(f"{sandbox.accounts_url}/api/token", data=form, headers=headers, timeout=5)


def exchange(sandbox, code, **changes):
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT,
        "client_id": CLIENT_ID,
        "code_verifier": VERIFIER,
    }
    return token(sandbox, **{key: value for key, value in {**form, **changes}.items() if value is not None})


def signed_in(sandbox):
    return exchange(sandbox, code_of(authorize(sandbox))).json()


def refresh(sandbox, refresh_token):
    return token(sandbox, grant_type="refresh_token", refresh_token=refresh_token, client_id=CLIENT_ID)


def test_the_browser_comes_back_with_code_and_state(sandbox):
    answer = authorize(sandbox)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{REDIRECT}?")
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["state"] == ["s7"]
    assert code_of(answer)


@pytest.mark.parametrize(
    ("changes", "page"),
    [
        pytest.param({"client_id": None}, "INVALID_CLIENT: Invalid client", id="no app"),
        pytest.param({"response_type": "token"}, "response_type must be code", id="the implicit grant is gone"),
        pytest.param({"redirect_uri": None}, "INVALID_CLIENT: Invalid redirect URI", id="no redirect"),
        pytest.param({"redirect_uri": "http://localhost:8888/callback"}, "Invalid redirect URI", id="localhost"),
        pytest.param({"redirect_uri": "http://example.com/callback"}, "Invalid redirect URI", id="http elsewhere"),
        pytest.param({"redirect_uri": "8888"}, "Invalid redirect URI", id="no address"),
        pytest.param({"code_challenge_method": "plain"}, "S256", id="plain challenge"),
        pytest.param({"code_challenge_method": None}, "S256", id="challenge without method"),
        pytest.param({"scope": "playlist-write"}, "INVALID_SCOPE", id="a scope that does not exist"),
    ],
)
def test_a_wrong_request_ends_on_a_page_and_never_comes_back(sandbox, changes, page):
    """The app does not hear of it, so that a client must have a time limit."""
    answer = authorize(sandbox, **changes)
    assert answer.status_code == 400
    assert page in answer.text


@pytest.mark.parametrize("redirect", ["http://127.0.0.1:9/c", "http://[::1]:9/c", "https://example.com/c"])
def test_loopback_addresses_and_https_are_let_through(sandbox, redirect):
    assert authorize(sandbox, redirect_uri=redirect).status_code == 302


def test_a_user_may_refuse():
    with Sandbox(manners=Manners(consents=False)) as sandbox:
        back = parse_qs(urlsplit(authorize(sandbox).headers["Location"]).query)
    assert back == {"state": ["s7"], "error": ["access_denied"]}


def test_a_code_and_its_verifier_give_tokens(sandbox):
    answer = signed_in(sandbox)
    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 3600
    assert answer["scope"] == ASK["scope"]
    assert answer["refresh_token"]


def test_a_code_works_once(sandbox):
    code = code_of(authorize(sandbox))
    assert exchange(sandbox, code).status_code == 200
    assert exchange(sandbox, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"code_verifier": "w" * 64}, "invalid_grant", id="another verifier"),
        pytest.param({"code_verifier": None}, "invalid_grant", id="no verifier"),
        pytest.param({"code": "x"}, "invalid_grant", id="a code of one's own"),
        pytest.param({"redirect_uri": "http://127.0.0.1:8889/callback"}, "invalid_grant", id="another redirect"),
        pytest.param({"client_id": "another"}, "invalid_grant", id="another app"),
        pytest.param({"client_id": None}, "invalid_client", id="no app"),
        pytest.param({"grant_type": "password"}, "unsupported_grant_type", id="unknown grant"),
        pytest.param({"grant_type": None}, "unsupported_grant_type", id="no grant"),
        pytest.param({"grant_type": "refresh_token"}, "invalid_request", id="refresh without token"),
    ],
)
def test_token_errors_are_strings(sandbox, changes, error):
    """Not Spotify's usual envelope: a client that expects that one breaks here."""
    answer = exchange(sandbox, **{"code": code_of(authorize(sandbox)), **changes})
    assert answer.status_code == 400
    assert answer.json()["error"] == error
    assert isinstance(answer.json()["error_description"], str)


def test_a_json_body_is_no_form(sandbox):
    answer = requests.post(f"{sandbox.accounts_url}/api/token", json={"grant_type": "refresh_token"}, timeout=5)
    assert answer.json()["error"] == "unsupported_grant_type"


def test_an_app_with_a_secret_needs_no_challenge(sandbox):
    code = code_of(authorize(sandbox, code_challenge=None, code_challenge_method=None))
    answer = token(sandbox, "secret", grant_type="authorization_code", code=code, redirect_uri=REDIRECT)
    assert answer.status_code == 200
    again = token(sandbox, "secret", grant_type="refresh_token", refresh_token=answer.json()["refresh_token"])
    assert again.status_code == 200


def test_without_secret_and_challenge_nobody_is_let_in(sandbox):
    code = code_of(authorize(sandbox, code_challenge=None, code_challenge_method=None))
    assert exchange(sandbox, code, code_verifier=None).json()["error"] == "invalid_client"


def test_a_wrong_secret_is_refused():
    with Sandbox(manners=Manners(client_secret="right")) as sandbox:
        answer = token(sandbox, "wrong", grant_type="refresh_token", refresh_token="x")
    assert answer.json()["error"] == "invalid_client"


def test_a_refresh_brings_no_refresh_token(sandbox):
    """So it is since July 2026; the old one goes on."""
    first = signed_in(sandbox)["refresh_token"]
    for _ in range(2):
        answer = refresh(sandbox, first).json()
        assert "refresh_token" not in answer
        assert answer["access_token"]


def test_where_refresh_tokens_rotate_the_old_one_is_revoked():
    """So it was until mid-2026."""
    with Sandbox(manners=Manners(rotates_refresh_tokens=True)) as sandbox:
        first = signed_in(sandbox)["refresh_token"]
        second = refresh(sandbox, first).json()["refresh_token"]
        assert second != first
        assert refresh(sandbox, first).json() == {
            "error": "invalid_grant",
            "error_description": "Refresh token revoked",
        }
        assert refresh(sandbox, second).status_code == 200


def test_a_consent_ends_six_months_after_it_was_given(sandbox, clock):
    """Refreshing does not extend it."""
    given = signed_in(sandbox)["refresh_token"]
    clock.now += 5 * MONTH
    assert refresh(sandbox, given).status_code == 200
    clock.now += 2 * MONTH
    assert refresh(sandbox, given).json()["error"] == "invalid_grant"


def test_an_access_token_ends_after_an_hour(sandbox, clock):
    headers = {"Authorization": f"Bearer {signed_in(sandbox)['access_token']}"}
    assert requests.get(f"{sandbox.api_url}/me", headers=headers, timeout=5).status_code == 200
    clock.now += 3600
    answer = requests.get(f"{sandbox.api_url}/me", headers=headers, timeout=5)
    assert answer.status_code == 401
    assert answer.json() == {"error": {"status": 401, "message": "The access token expired"}}
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_a_revoked_consent_refuses_both_tokens(sandbox):
    tokens = signed_in(sandbox)
    sandbox.revoke()
    assert refresh(sandbox, tokens["refresh_token"]).json()["error"] == "invalid_grant"
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert requests.get(f"{sandbox.api_url}/me", headers=headers, timeout=5).status_code == 401
