"""The way to a source: it says who asks, carries no credential, waits its turn, and believes no answer that is none."""

import gzip
import json
import socket
import tomllib
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import requests
import responses

from syncer import PROJECT_PAGE, __version__
from syncer.knowledge.source import Request
from syncer.knowledge.wire import LARGEST, LONGEST_ANSWER, TIMEOUT, Clock, Failed, Wire

URL = "https://facts.example.org/api"
ANSWER = {"songs": ["青い栞"]}


class Time:
    """A clock that only moves where somebody sleeps, or by ``step`` each time that somebody looks."""

    def __init__(self, step=0.0):
        self.step = step
        self.at = 1000.0
        self.slept = []

    def now(self):
        self.at += self.step
        return self.at

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self):
        return Clock(self.now, self.sleep)


@pytest.fixture
def web():
    with responses.RequestsMock() as web:
        yield web


@pytest.fixture
def wire(tmp_path):
    def make(url=URL, time=None, pace=0.0, turnstile="facts.sent"):
        return Wire(url, pace, tmp_path / "cache" / turnstile, (time or Time()).clock)

    return make


def sent(web):
    return [call.request for call in web.calls]


def test_who_asks_is_said(web, wire):
    web.get(f"{URL}/songs", json=ANSWER)
    assert wire().ask(Request("/songs")) == ANSWER
    homepage = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"]["urls"]
    assert homepage["Homepage"] == PROJECT_PAGE
    assert sent(web)[0].headers["User-Agent"] == f"syncer/{__version__} ( {PROJECT_PAGE} )"
    assert sent(web)[0].headers["Accept"] == "application/json"


def test_a_question_goes_as_a_query_or_as_json(web, wire):
    web.get(f"{URL}/songs", json=ANSWER)
    web.post(f"{URL}/", json=ANSWER)
    way = wire()
    way.ask(Request("/songs", {"query": 'a:"青い & b"', "fmt": "json"}))
    way.ask(Request("/", body={"term": "青い"}))
    asked, posted = sent(web)
    assert asked.params == {"query": 'a:"青い & b"', "fmt": "json"}
    assert posted.headers["Content-Type"] == "application/json"
    assert json.loads(posted.body) == {"term": "青い"}


@pytest.mark.parametrize("url", [URL, "http://127.0.0.1:8080/api", "http://localhost:8080"])
def test_no_credential_goes_along(web, wire, url, tmp_path, monkeypatch):
    """Neither what a person has in ~/.netrc for that host, nor what the server itself wants remembered."""
    host = url.split("/")[2].split(":")[0]
    (tmp_path / "netrc").write_text(f"machine {host} login someone password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    web.get(f"{url}/songs", json=ANSWER, headers={"Set-Cookie": "session=1; Path=/"})
    way = wire(url)
    for _ in range(2):
        way.ask(Request("/songs"))
    for request in sent(web):
        assert not {"Authorization", "Cookie"} & set(request.headers)


@pytest.mark.parametrize(
    ("url", "proxied"),
    [
        pytest.param(URL, True, id="a server elsewhere"),
        pytest.param("http://127.0.0.1:8080", False, id="this machine"),
        pytest.param("http://localhost:8080", False, id="this machine by name"),
        pytest.param("http://[::1]:8080", False, id="this machine, IPv6"),
    ],
)
def test_a_server_on_this_machine_is_not_asked_through_a_proxy(web, wire, monkeypatch, url, proxied):
    for variable in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(variable, "http://proxy.example.org:3128")
    web.get(f"{url}/songs", json=ANSWER)
    wire(url).ask(Request("/songs"))
    assert bool(sent(web)[0].req_kwargs["proxies"]) == proxied


def test_it_waits_five_seconds_to_connect_and_ten_for_an_answer(web, wire):
    web.get(f"{URL}/songs", json=ANSWER)
    wire().ask(Request("/songs"))
    assert sent(web)[0].req_kwargs["timeout"] == TIMEOUT == (5.0, 10.0)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        pytest.param({}, 1.0, id="nothing said"),
        pytest.param({"Retry-After": "0"}, 0.0, id="at once"),
        pytest.param({"Retry-After": "30"}, 30.0, id="half a minute"),
    ],
)
def test_a_busy_server_is_asked_once_more(web, wire, status, headers, waited):
    time = Time()
    web.get(f"{URL}/songs", status=status, headers=headers)
    web.get(f"{URL}/songs", json=ANSWER)
    way = wire(time=time)
    assert way.ask(Request("/songs")) == ANSWER
    assert (time.slept, way.requests) == ([waited], 2)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        pytest.param(429, {"Retry-After": "31"}, id="more patience than we have"),
        pytest.param(503, {"Retry-After": "-1"}, id="less than none"),
        pytest.param(503, {"Retry-After": "nan"}, id="no number"),
        pytest.param(429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, id="a date"),
        pytest.param(400, {}, id="a question that it does not understand"),
        pytest.param(404, {}, id="nothing there"),
        pytest.param(500, {}, id="broken"),
        pytest.param(599, {}, id="a status that nobody knows"),
        pytest.param(301, {"Location": f"{URL}/elsewhere"}, id="moved"),
        pytest.param(302, {"Location": "https://elsewhere.example.org/"}, id="moved to another host"),
        pytest.param(307, {"Location": f"{URL}/songs"}, id="a circle"),
    ],
)
def test_any_other_answer_is_final(web, wire, status, headers):
    time = Time()
    web.get(f"{URL}/songs", status=status, headers=headers)
    with pytest.raises(Failed, match=f"it answered {status}") as caught:
        wire(time=time).ask(Request("/songs"))
    assert not caught.value.refused
    assert (len(web.calls), time.slept) == (1, [])


def test_a_server_that_stays_busy_is_asked_twice_at_most(web, wire):
    web.get(f"{URL}/songs", status=503)
    with pytest.raises(Failed, match="it answered 503"):
        wire().ask(Request("/songs"))
    assert len(web.calls) == 2


def test_who_forbids_it_refuses(web, wire):
    web.get(f"{URL}/songs", status=403)
    with pytest.raises(Failed, match="it answered 403") as caught:
        wire().ask(Request("/songs"))
    assert caught.value.refused
    assert len(web.calls) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (requests.ConnectTimeout("http://user:hush@proxy"), "it did not answer in time"),
        (requests.ReadTimeout("http://user:hush@proxy"), "it did not answer in time"),
        (requests.ConnectionError("http://user:hush@proxy"), "it cannot be reached"),
        (requests.exceptions.ProxyError("http://user:hush@proxy"), "it cannot be reached"),
    ],
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_without_an_answer_it_is_asked_once_more(web, wire, error, words):
    web.get(f"{URL}/songs", body=error)
    with pytest.raises(Failed) as caught:
        wire().ask(Request("/songs"))
    assert (str(caught.value), caught.value.refused, len(web.calls)) == (words, False, 2)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><body>Just a moment...</body></html>", id="a page"),
        pytest.param(json.dumps(ANSWER).encode()[:-3], id="truncated"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"[" * 100_000, id="too deep"),
    ],
)
def test_what_is_no_json_is_no_answer(web, wire, body):
    web.get(f"{URL}/songs", body=body)
    with pytest.raises(Failed, match="its answer is no JSON"):
        wire().ask(Request("/songs"))


@contextmanager
def answering(*parts, chunked=False, headers=""):
    """Serve these bytes to whoever connects, in these parts, and close; chunked without an end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    head = f"HTTP/1.1 200 OK\r\n{headers}{'Transfer-Encoding: chunked' if chunked else ''}\r\n\r\n"
                    connection.sendall(head.replace("\r\n\r\n\r\n", "\r\n\r\n").encode())
                    try:
                        for part in parts:
                            connection.sendall(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
                    except OSError:
                        pass

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"headers": "Content-Length: 1000\r\n"}, "it cannot be reached", id="shorter than it says"),
        pytest.param({"chunked": True}, "it cannot be reached", id="without its last chunk"),
        pytest.param({"headers": "Content-Encoding: gzip\r\n"}, "it cannot be reached", id="not packed as it says"),
    ],
)
def test_an_unfinished_answer_is_none(wire, more, words):
    with answering(json.dumps(ANSWER).encode(), **more) as url:
        way = wire(url)
        with pytest.raises(Failed, match=words):
            way.ask(Request("/"))
        assert way.requests == 2


@pytest.mark.parametrize("chunked", [True, False], ids=["chunked", "until it closes"])
def test_an_endless_answer_is_cut_off(wire, chunked):
    endless = [b" " * 65_536] * (LARGEST // 65_536 + 5)
    with answering(*endless, chunked=chunked) as url, pytest.raises(Failed, match="more than 4,000,000 bytes"):
        wire(url).ask(Request("/"))


def test_an_answer_that_grows_when_it_is_unpacked_is_cut_off(wire):
    packed = gzip.compress(b" " * (2 * LARGEST))
    headers = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n"
    with answering(packed, headers=headers) as url, pytest.raises(Failed, match="more than 4,000,000 bytes"):
        wire(url).ask(Request("/"))


def test_an_answer_that_comes_drop_by_drop_is_given_up(wire):
    """Each byte arrives in time, and all of them together would take for ever."""
    time = Time(step=LONGEST_ANSWER)
    with answering(*[b" "] * 20_000, chunked=True) as url, pytest.raises(Failed, match="does not come to an end"):
        wire(url, time).ask(Request("/"))


def test_a_packed_answer_is_read(wire):
    packed = gzip.compress(json.dumps(ANSWER).encode())
    with answering(packed, headers=f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n") as url:
        assert wire(url).ask(Request("/")) == ANSWER


def test_the_pause_is_kept_by_all_who_ask(web, wire):
    """Each of them may be another process: only the file is shared."""
    time = Time()
    web.get(f"{URL}/songs", json=ANSWER)
    one, other, elsewhere = wire(time=time, pace=1.1), wire(time=time, pace=1.1), wire(time=time, turnstile="b.sent")
    one.ask(Request("/songs"))
    assert time.slept == []
    other.ask(Request("/songs"))
    one.ask(Request("/songs"))
    assert time.slept == pytest.approx([1.1, 1.1])
    time.at += 0.6
    other.ask(Request("/songs"))
    assert time.slept[2:] == pytest.approx([0.5])
    time.at += 5
    one.ask(Request("/songs"))
    elsewhere.ask(Request("/songs"))
    assert len(time.slept) == 3


def test_a_second_try_waits_its_turn_too(web, wire):
    time = Time()
    web.get(f"{URL}/songs", status=503, headers={"Retry-After": "1"})
    web.get(f"{URL}/songs", json=ANSWER)
    wire(time=time, pace=5.0).ask(Request("/songs"))
    assert time.slept == [1.0, 4.0]


@pytest.mark.parametrize("said", ["", "yesterday", "\x00", "nan", "-inf", "1e309", "99999999999999"])
def test_a_broken_turnstile_delays_for_one_pause_at_most(web, wire, tmp_path, said):
    """Also one of the future, which a clock that was set back leaves behind."""
    time = Time()
    web.get(f"{URL}/songs", json=ANSWER)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "facts.sent").write_text(said, encoding="utf-8")
    way = wire(time=time, pace=1.1)
    assert way.ask(Request("/songs")) == ANSWER
    assert time.slept in ([], [1.1])
    way.ask(Request("/songs"))
    assert time.slept[-1] == pytest.approx(1.1)


@pytest.mark.parametrize("place", ["facts.sent", "facts.lock"])
def test_where_the_pause_cannot_be_kept_nothing_is_asked(web, wire, tmp_path, place):
    (tmp_path / "cache" / place).mkdir(parents=True)
    with pytest.raises(Failed, match="its pause cannot be kept"):
        wire().ask(Request("/songs"))
    assert len(web.calls) == 0


def test_the_turn_ends_with_a_failure(web, wire):
    web.get(f"{URL}/songs", status=500)
    web.get(f"{URL}/songs", json=ANSWER)
    with pytest.raises(Failed):
        wire().ask(Request("/songs"))
    assert wire().ask(Request("/songs")) == ANSWER
