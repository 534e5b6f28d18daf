"""What the client sends fits Spotify's description of its API, and uses nothing that is deprecated there."""

import re
from urllib.parse import parse_qsl, urlsplit

import openapi_core
import pytest
import responses
import yaml
from openapi_core.contrib.requests import RequestsOpenAPIRequest

from syncer.model import Add, Move, Query, Remove
from syncer.settings import API_URL, Settings
from syncer.spotify.client import Spotify
from syncer.spotify.sign_in import Token, TokenStore

ID = "3cEYpjA9oz9GiPac4AsH4n"
URI = "spotify:track:4PTG3Z6ehGkBFwjybzWkR8"
LIST = {"id": ID, "name": "Songs", "snapshot_id": "S1", "items": {"total": 0}}
DONE = {"snapshot_id": "S2"}
CALLS = [
    pytest.param(lambda it: it.search(Query("x", "title")), {"tracks": {"items": []}}, id="search"),
    pytest.param(lambda it: it.track(URI), {"uri": URI, "name": "x"}, id="track"),
    pytest.param(lambda it: it.user_id(), {"id": "me"}, id="profile"),
    pytest.param(lambda it: it.playlist(ID), LIST, id="playlist"),
    pytest.param(lambda it: it.rows(ID), {"total": 0, "items": []}, id="rows"),
    pytest.param(lambda it: it.my_playlists(), {"total": 0, "items": []}, id="playlists"),
    pytest.param(lambda it: it.create("Songs", public=False), LIST, id="create"),
    pytest.param(lambda it: it.change_details(ID, name="n", description="d", public=True), {}, id="details"),
    pytest.param(lambda it: it.apply(ID, Add((URI,), 0), "S1"), DONE, id="add"),
    pytest.param(lambda it: it.apply(ID, Remove((URI,)), "S1"), DONE, id="remove"),
    pytest.param(lambda it: it.apply(ID, Move(1, 1, 0), "S1"), DONE, id="move"),
]


@pytest.fixture(scope="module")
def description(request):
    path = request.config.rootpath.parent / "shared" / "openapi" / "spotify.yml"
    if not path.is_file():
        pytest.skip("Spotify's description beside the project is absent")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # twenty times as fast, where it was built
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders


@pytest.fixture
def spotify(tmp_path):
    settings = Settings(token_file=tmp_path / "token.json", cache_file=tmp_path, pace=0.0, market="JP")
    token = Token("access", "refresh", 4e9, settings.accounts_url, "client")
    TokenStore(settings.token_file).save(token)
    return Spotify(settings)


@pytest.mark.filterwarnings("ignore:Unsupported scheme type")
@pytest.mark.parametrize(("call", "answer"), CALLS)
def test_requests_fit_the_description(description, spotify, call, answer):
    with responses.RequestsMock() as web:
        for method in ("GET", "POST", "PUT", "DELETE"):
            web.add(method, re.compile(".*"), json=answer)
        web.assert_all_requests_are_fired = False
        call(spotify)
        (sent,) = [each.request for each in web.calls]
    openapi_core.OpenAPI.from_dict(description, config=openapi_core.Config(spec_validator_cls=None)).validate_request(
        RequestsOpenAPIRequest(sent)
    )
    operation = described(description, sent)
    assert not operation.get("deprecated")
    assert {name for name, _ in parse_qsl(urlsplit(sent.url).query)} <= query_names(description, operation)


def described(description, sent):
    """Return the description of the operation; the most literal path wins."""
    path = sent.url.removeprefix(API_URL).partition("?")[0]
    templates = [each for each in description["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path)]
    return description["paths"][min(templates, key=lambda each: each.count("{"))][sent.method.lower()]


def query_names(description, operation):
    parameters = description["components"]["parameters"]
    resolved = [
        parameters[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        for each in operation.get("parameters", ())
    ]
    return {each["name"] for each in resolved if each["in"] == "query"}
