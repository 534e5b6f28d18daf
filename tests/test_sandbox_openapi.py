"""The sandbox's answers are what the OpenAPI description of Spotify's API says, for every endpoint that it serves."""

import copy
import re

import pytest
import requests
import yaml
from openapi_schema_validator import OAS30Validator

from syncer.sandbox import Sandbox
from syncer.sandbox.library import load
from syncer.sandbox.routes import REMOVED, ROUTES

TRACKS = [f"spotify:track:{entry.id}" for entry in load()][:3]
SCOPES = (
    "playlist-read-private playlist-modify-public playlist-modify-private ugc-image-upload "
    "user-library-modify user-library-read user-follow-modify user-follow-read"
)
P = "/playlists/{playlist_id}"
ANSWERS = [
    pytest.param("GET", "/me", {}, None, 200, id="me"),
    pytest.param("GET", "/search", {"q": "again", "type": "track", "limit": "10"}, None, 200, id="search"),
    pytest.param("GET", "/search", {"q": "nothing of it", "type": "track,album"}, None, 200, id="nothing found"),
    pytest.param("GET", "/tracks/{id}", {}, None, 200, id="track"),
    pytest.param("GET", "/me/playlists", {}, None, 200, id="playlists"),
    pytest.param("POST", "/me/playlists", {}, {"name": "n"}, 201, id="create"),
    pytest.param("GET", P, {}, None, 200, id="playlist"),
    pytest.param("PUT", P, {}, {"name": "n"}, 200, id="change"),
    pytest.param("GET", f"{P}/items", {}, None, 200, id="rows"),
    pytest.param("POST", f"{P}/items", {}, {"uris": TRACKS}, 201, id="add"),
    pytest.param("PUT", f"{P}/items", {}, {"uris": TRACKS}, 200, id="replace"),
    pytest.param("PUT", f"{P}/items", {}, {"range_start": 0, "insert_before": 2}, 200, id="move"),
    pytest.param("DELETE", f"{P}/items", {}, {"items": [{"uri": TRACKS[0]}]}, 200, id="remove"),
    pytest.param("GET", f"{P}/images", {}, None, 200, id="cover"),
    pytest.param("PUT", "/me/library", {"uris": TRACKS[0]}, None, 200, id="save"),
    pytest.param("DELETE", "/me/library", {"uris": TRACKS[0]}, None, 200, id="forget"),
    pytest.param("GET", "/me/library/contains", {"uris": TRACKS[0]}, None, 200, id="contains"),
    pytest.param("GET", "/tracks/{id}", {"market": "x"}, None, 400, id="bad market"),
    pytest.param("GET", f"{P}/items", {"limit": "51"}, None, 400, id="bad limit"),
]


@pytest.fixture(scope="module")
def description(request):
    path = request.config.rootpath.parent / "shared" / "openapi" / "spotify.yml"
    if not path.is_file():
        pytest.skip("Spotify's description beside the project is absent")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def restricted(schema):
    """Return a schema as a restricted app sees it: what is deprecated need not be there."""
    schema = copy.deepcopy(schema)
    stack = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            node.pop("discriminator", None)  # it names schemas that are not there
            lost = {name for name, each in (node.get("properties") or {}).items() if _lost(each)}
            if "required" in node and isinstance(node["required"], list):
                node["required"] = [name for name in node["required"] if name not in lost]
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return schema


def _lost(each):
    return isinstance(each, dict) and bool(each.get("deprecated"))


def validate(description, schema, value):
    OAS30Validator({**restricted(schema), "components": restricted(description["components"])}).validate(value)


def schema_of(description, method, path, status):
    responses = description["paths"][path][method.lower()]["responses"]
    found = responses.get(str(status)) or responses["401"]  # one envelope for all errors
    if "$ref" in found:
        found = description["components"]["responses"][found["$ref"].rpartition("/")[2]]
    content = found.get("content")
    return content["application/json"]["schema"] if content else None


@pytest.mark.parametrize(("method", "path", "query", "body", "status"), ANSWERS)
def test_answers_fit_the_description(description, sandbox, method, path, query, body, status):
    headers = {"Authorization": f"Bearer {sandbox.sign_in(SCOPES)['access_token']}"}
    made = sandbox.add_playlist(TRACKS, description="d")
    address = sandbox.api_url + path.replace("{playlist_id}", made).replace("{id}", TRACKS[0][-22:])
    answer = requests.request(method, address, params=query, json=body, headers=headers, timeout=5)
    assert answer.status_code == status
    schema = schema_of(description, method, path, status)
    if schema is None:
        assert answer.content == b""
    else:
        validate(description, schema, answer.json())


def test_the_validator_would_notice(description):
    schema = schema_of(description, "GET", "/tracks/{id}", 200)
    with pytest.raises(Exception, match="is not of type"):
        validate(description, schema, {"duration_ms": "long"})


def test_every_endpoint_is_in_the_description_and_current(description):
    for route in ROUTES:
        operation = description["paths"][_template(description, route.path)][route.method.lower()]
        assert not operation.get("deprecated")


def test_every_endpoint_asks_for_the_scopes_of_the_description(description):
    """``GET /me`` asks for none: without them it only says less, and a restricted app is told no more anyway."""
    for route in ROUTES:
        operation = description["paths"][_template(description, route.path)][route.method.lower()]
        (security,) = operation["security"]
        if route.path.pattern != "/v1/me":
            assert set(route.scopes) == set(security["oauth_2_0"]), route


def test_every_endpoint_that_is_deprecated_is_refused(description):
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and operation.get("deprecated"):
                asked = "/v1" + re.sub(r"\{\w+\}", "x", path)
                assert any(m == method.upper() and p.fullmatch(asked) for m, p in REMOVED), (method, path)


def _template(description, pattern):
    """Return the description's name for one of our paths."""
    (found,) = [path for path in description["paths"] if "/v1" + re.sub(r"\{\w+\}", "([^/]+)", path) == pattern.pattern]
    return found
