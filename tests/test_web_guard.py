"""Who is let into a review on a page: one browser, from its own pages, and nobody else. Over real HTTP."""

import socket
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Thread

import pytest
from starlette.responses import PlainTextResponse

from syncer.web.guard import MOST, Guard, Keys
from syncer.web.serving import listening, port_of, serve

KEYS = Keys(token="the-token", session="the-session", form="the-secret")
SECRETS = ("the-token", "the-session", "the-secret")
FORM = "application/x-www-form-urlencoded"


@dataclass
class Served:
    """A guard with nothing but a witness behind it."""

    port: int
    reached: list[dict] = field(default_factory=list)

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    @property
    def cookie(self):
        return {"Cookie": f"syncer-{self.port}=the-session"}

    @property
    def ours(self):
        """What the browser sends with one of our forms."""
        own = {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin", "Content-Type": FORM}
        return self.cookie | own

    def ask(self, method="GET", path="/", headers=(), body=None, hosts=None):
        """Send a request as it is, and return the answer and its text."""
        wire = HTTPConnection("127.0.0.1", self.port, timeout=10)
        wire.putrequest(method, path, skip_host=True)
        for host in [self.host] if hosts is None else hosts:
            wire.putheader("Host", host)
        for name, value in dict(headers).items():
            wire.putheader(name, value)
        if body is not None and "Transfer-Encoding" not in dict(headers):
            wire.putheader("Content-Length", str(len(body)))
        wire.endheaders(body)
        answer = wire.getresponse()
        text = answer.read().decode()
        wire.close()
        return answer, text

    def status(self, *arguments, **more):
        answer, text = self.ask(*arguments, **more)
        assert not any(secret in text for secret in SECRETS)
        return answer.status


@pytest.fixture(scope="module")
def door():
    """Serve on a port of its own whatever stands in the list, until the tests are over."""
    apps, over = [], []

    async def whoever(scope, receive, send):
        await apps[-1](scope, receive, send)

    with listening() as bound:
        thread = Thread(target=serve, args=(whoever, bound, lambda: bool(over)))
        thread.start()
        yield port_of(bound), apps
        over.append(True)
        thread.join()


@pytest.fixture
def guarded(door):
    """Set a guard at the door, to whom nobody has come yet."""
    port, apps = door
    served = Served(port)

    async def witness(scope, receive, send):
        served.reached.append(scope.get("form", {}))
        await PlainTextResponse("in", headers={"X-Frame-Options": "ours"})(scope, receive, send)

    apps.append(Guard(witness, port, KEYS, lambda why: f"<p>{why}</p>"))
    return served


def test_only_this_machine_is_served():
    with listening() as bound:
        assert bound.getsockname()[0] == "127.0.0.1"
        assert bound.family == socket.AF_INET


def test_the_token_is_good_once(guarded):
    answer, text = guarded.ask(path="/?token=the-token")
    assert (answer.status, answer.headers["Refresh"]) == (200, "0; url=/")
    assert answer.headers["Set-Cookie"] == f"syncer-{guarded.port}=the-session; HttpOnly; Path=/; SameSite=strict"
    assert "the-session" not in text
    assert guarded.status(path="/?token=the-token") == 403
    assert guarded.reached == []
    assert guarded.status(headers=guarded.cookie) == 200
    assert guarded.status(path="/?token=the-token", headers=guarded.cookie) == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/?token=another", id="another token"),
        pytest.param("GET", "/?token=", id="an empty one"),
        pytest.param("GET", "/?token=%ED%A0%80", id="no text at all"),
        pytest.param("GET", "/push?token=the-token", id="at another page"),
        pytest.param("HEAD", "/?token=the-token", id="a look from afar"),
        pytest.param("POST", "/?token=the-token", id="a form"),
    ],
)
def test_what_is_no_visit_does_not_spend_the_token(guarded, method, path):
    assert guarded.status(method, path) in {403, 405}
    assert guarded.status(path="/?token=the-token") == 200


@pytest.mark.parametrize(
    "hosts",
    [
        pytest.param([], id="none"),
        pytest.param(["127.0.0.1"], id="without the port"),
        pytest.param(["127.0.0.1:1"], id="another port"),
        pytest.param(["localhost:{port}"], id="another name of this machine"),
        pytest.param(["evil.example"], id="a name that was bound to this address"),
        pytest.param(["evil.example:{port}"], id="such a name with the port"),
        pytest.param(["127.0.0.1:{port}.evil.example"], id="one that begins like ours"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/?token=the-token"])
def test_another_host_is_not_answered(guarded, hosts, path):
    asked = [host.format(port=guarded.port) for host in hosts]
    assert guarded.status(path=path, headers=guarded.cookie, hosts=asked) in {400, 403}
    assert guarded.reached == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="no cookie"),
        pytest.param({"Cookie": "syncer-{port}="}, 403, id="an empty cookie"),
        pytest.param({"Cookie": "syncer-{port}=another"}, 403, id="the cookie of another review"),
        pytest.param({"Cookie": "syncer-1=the-session"}, 403, id="the cookie under another port's name"),
        pytest.param({"Cookie": "syncer-{port}=the-session"}, 200, id="the cookie"),
        pytest.param({"Cookie": "a=b; syncer-{port}=the-session"}, 200, id="the cookie among others"),
        pytest.param({"Cookie": "syncer-{port}=the-session", "Sec-Fetch-Site": "none"}, 200, id="typed"),
        pytest.param({"Cookie": "syncer-{port}=the-session", "Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Cookie": "syncer-{port}=the-session", "Sec-Fetch-Site": "same-site"}, 403, id="another port"),
    ],
)
def test_pages_are_for_who_has_the_cookie(guarded, headers, status):
    sent = {name: value.format(port=guarded.port) for name, value in headers.items()}
    assert guarded.status(headers=sent) == status
    assert len(guarded.reached) == (status == 200)


def test_a_form_of_ours_is_let_through(guarded):
    assert guarded.status("POST", "/take", guarded.ours, b"secret=the-secret&song=a&words=%E3%82%AB+x&empty=") == 200
    assert guarded.reached == [{"secret": "the-secret", "song": "a", "words": "カ x", "empty": ""}]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({"Origin": None}, b"secret=the-secret", 403, id="no origin"),
        pytest.param({"Origin": "null"}, b"secret=the-secret", 403, id="a hidden origin"),
        pytest.param({"Origin": "http://evil.example"}, b"secret=the-secret", 403, id="another origin"),
        pytest.param({"Origin": "https://127.0.0.1:{port}"}, b"secret=the-secret", 403, id="another scheme"),
        pytest.param({"Origin": "http://127.0.0.1:1"}, b"secret=the-secret", 403, id="another port"),
        pytest.param({"Origin": "http://localhost:{port}"}, b"secret=the-secret", 403, id="another name"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, b"secret=the-secret", 403, id="from another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, b"secret=the-secret", 403, id="from another port"),
        pytest.param({"Cookie": None}, b"secret=the-secret", 403, id="no cookie"),
        pytest.param({}, b"", 403, id="no secret"),
        pytest.param({}, b"secret=", 403, id="an empty secret"),
        pytest.param({}, b"secret=another", 403, id="the secret of another review"),
        pytest.param({}, b"secret=the-secret&secret=another", 403, id="two secrets"),
        pytest.param({}, b"secret=the-secret" + b"&a=b" * 100, 403, id="too many fields"),
        pytest.param({}, b"secret=\xff", 403, id="not in UTF-8"),
        pytest.param({"Content-Type": "application/json"}, b'{"secret": "the-secret"}', 415, id="JSON"),
        pytest.param({"Content-Type": "text/plain"}, b"secret=the-secret", 415, id="what any page may send"),
        pytest.param({"Content-Type": None}, b"secret=the-secret", 415, id="of no kind"),
        pytest.param({}, b"secret=the-secret&a=" + b"x" * MOST, 413, id="too large"),
        pytest.param(
            {"Transfer-Encoding": "chunked"},
            b"%x\r\nsecret=the-secret&a=%s\r\n0\r\n\r\n" % (MOST + 20, b"x" * MOST),
            413,
            id="too large, without saying so",
        ),
    ],
)
def test_what_changes_something_must_be_a_form_of_ours(guarded, headers, body, status):
    given = {name: value and value.format(port=guarded.port) for name, value in headers.items()}
    sent = {name: value for name, value in {**guarded.ours, **given}.items() if value is not None}
    assert guarded.status("POST", "/take", sent, body) == status
    assert guarded.reached == []


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(guarded, method):
    answer, _ = guarded.ask(method, "/take", guarded.ours, b"secret=the-secret")
    assert answer.status == 405
    assert guarded.reached == []
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("path", ["/", "/?token=the-token", "/?token=another"])
def test_every_answer_tells_the_browser_to_be_strict(guarded, path):
    answer, _ = guarded.ask(path=path, headers=guarded.cookie if path == "/" else {})
    told = {name.lower(): value for name, value in answer.headers.items()}
    assert told["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert told["cache-control"] == "no-store"
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-resource-policy"] == told["cross-origin-opener-policy"] == "same-origin"
    assert told["x-frame-options"] == ("ours" if path == "/" else "DENY")  # an answer may know better
    assert "server" not in told
    assert not [name for name in told if name.startswith("access-control-")]


def test_pictures_are_loaded_from_spotify_alone_and_only_where_they_may():
    guard = Guard(None, 1, KEYS, str, covers=True)
    assert guard.headers["Content-Security-Policy"].endswith("; img-src https://i.scdn.co")


def test_secrets_are_not_shown_by_accident():
    keys = Keys()
    assert repr(keys) == "Keys()"
    assert len({keys.token, keys.session, keys.form}) == 3
    assert min(map(len, (keys.token, keys.session, keys.form))) >= 43  # 32 bytes
