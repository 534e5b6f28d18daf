"""Until when Spotify must not be called: each group of endpoints by itself, from run to run, no longer than said."""

import json
import time
from email.utils import formatdate
from pathlib import Path

import pytest

from syncer import settings
from syncer.errors import ComeBackLater, NotFound
from syncer.limits import GROUPS, LONGEST, Closed, Limits
from syncer.model import Query
from syncer.sandbox import Fault
from syncer.spotify.client import Spotify
from syncer.spotify.pace import Clock
from syncer.spotify.retry import QUOTA_REST, REST

NOW = 1_795_470_000.0
FILE = Path("cache") / "limits.json"
SPENT = Closed(NOW + 100, "Spotify's quota for searches is used up")
QUOTA = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}


@pytest.fixture
def limits():
    return Limits(FILE, "server")


def test_a_closed_group_is_known_to_the_next_run_and_no_other_group_is(limits):
    limits.close("search", SPENT, NOW)
    assert Limits(FILE, "server").closed(NOW) == {"search": SPENT}


@pytest.mark.parametrize("later", [100.0, 10_000.0], ids=["at that moment", "long after it"])
def test_what_is_over_is_forgotten(limits, later):
    limits.close("search", SPENT, NOW)
    assert limits.closed(NOW + later) == {}
    limits.close("me", Closed(NOW + later + 5, "why"), NOW + later)
    assert list(json.loads(FILE.read_text(encoding="utf-8"))["server"]) == ["me"]


def test_each_server_has_its_own(limits):
    other = Limits(FILE, "another server")
    limits.close("search", SPENT, NOW)
    other.close("track", SPENT, NOW)
    assert list(limits.closed(NOW)) == ["search"]
    assert list(other.closed(NOW)) == ["track"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param('{"server": null}', id="nothing for the server"),
        pytest.param('{"server": {"search": null}}', id="nothing for the group"),
        pytest.param('{"server": {"search": ["soon", "why"]}}', id="no time"),
        pytest.param('{"server": {"unknown": [1795470100, "why"]}}', id="no such group"),
        pytest.param(f'{{"server": {{"search": [{NOW + LONGEST + 1}, "why"]}}}}', id="a clock that was set back"),
    ],
)
def test_a_file_that_makes_no_sense_closes_nothing_and_is_replaced(limits, text):
    FILE.parent.mkdir()
    FILE.write_text(text, encoding="utf-8")
    assert limits.closed(NOW) == {}
    limits.close("me", SPENT, NOW)
    assert limits.closed(NOW) == {"me": SPENT}


def test_a_folder_that_cannot_be_written_is_no_failure():
    """The run stops by itself; a second error would only hide the first."""
    Path("cache").write_text("no folder", encoding="utf-8")
    limits = Limits(FILE, "server")
    limits.close("search", SPENT, NOW)
    assert limits.closed(NOW) == {}


class Bench:
    """Runs against the sandbox whose clock goes on only while they sleep."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.slept = 0.0
        self.start = time.time()

    def now(self):
        return self.start + self.slept

    def sleep(self, seconds):
        self.slept += seconds

    def run(self):
        """Return the client of another run, and forget what was sent before."""
        self.sandbox.forget_requests()
        return Spotify(settings.load(), clock=Clock(self.now, lambda: self.slept, self.sleep))

    @property
    def sent(self):
        return [seen.path for seen in self.sandbox.requests if seen.path.startswith("/v1/")]

    @property
    def closed(self):
        return Limits(settings.load().limits_file, settings.load().api_url).closed(self.now())


@pytest.fixture
def bench(sandbox):
    return Bench(sandbox)


def search(spotify):
    return spotify.search(Query("again YUI", "title and artist"))


def read(spotify):
    with pytest.raises(NotFound):
        spotify.playlist("3cEYpjA9oz9GiPac4AsH4n")


IMAGES = "/v1/playlists/.*/images"
CALLS = {
    "search": ("/v1/search", search),
    "playlist-read": (r"/v1/playlists/.*", read),
    "playlist-write": ("/v1/me/playlists", lambda spotify: spotify.create("Songs", public=False)),
    "track": ("/v1/tracks/.*", lambda spotify: spotify.track("spotify:track:21htkjP5rYjD3CXG3y9wCT")),
    "me": ("/v1/me", lambda spotify: spotify.user_id()),
    "cover": (IMAGES, lambda spotify: spotify.upload_cover("3cEYpjA9oz9GiPac4AsH4n", "/9j/")),
}


@pytest.mark.parametrize("group", GROUPS)
def test_a_later_run_does_not_call_before_it_and_the_other_groups_go_on(bench, group):
    path, call = CALLS[group]
    bench.sandbox.fault("*", path, what=Fault(status=429, headers={"Retry-After": "86400"}))
    bench.sandbox.fault("PUT", IMAGES, times=None, what=Fault(status=202, body=""))  # there is no such playlist
    with pytest.raises(ComeBackLater) as first:
        call(bench.run())
    with pytest.raises(ComeBackLater) as second:
        call(bench.run())
    assert bench.sent == []
    assert first.value.group == second.value.group == group
    assert second.value.retry_at == pytest.approx(first.value.retry_at)
    assert "come back at" in str(second.value)
    others = bench.run()
    for name, (_, each) in CALLS.items():
        if name != group:
            each(others)
    assert len(bench.sent) == len(CALLS) - 1
    bench.slept += 86_400
    call(bench.run())
    assert len(bench.sent) == 1


@pytest.mark.parametrize(
    ("retry_after", "body", "sent", "waited", "rest"),
    [
        pytest.param(None, None, 3, 35, REST, id="nothing is said"),
        pytest.param("0", None, 3, 35, REST, id="0"),
        pytest.param("soon", None, 3, 35, REST, id="nonsense"),
        pytest.param("7", None, 3, 14, 7, id="a short time, again and again"),
        pytest.param("date", None, 1, 0, 7200, id="a date in two hours"),
        pytest.param("86400", None, 1, 0, 86_400, id="a day"),
        pytest.param("52531", QUOTA, 1, 0, 52_531, id="a quota with its time"),
        pytest.param(None, QUOTA, 1, 0, QUOTA_REST, id="a quota without a time"),
    ],
)
def test_each_way_of_saying_when(bench, retry_after, body, sent, waited, rest):
    said = formatdate(time.time() + 7200, usegmt=True) if retry_after == "date" else retry_after
    headers = {"Retry-After": said} if said else {}
    bench.sandbox.fault("GET", "/v1/search", times=None, what=Fault(status=429, headers=headers, body=body))
    with pytest.raises(ComeBackLater):
        search(bench.run())
    assert (len(bench.sent), bench.slept) == (sent, waited)
    assert bench.closed["search"].until == pytest.approx(bench.now() + rest, abs=3)


def test_a_short_rest_is_waited_for_instead_of_leaving(bench):
    bench.sandbox.fault("GET", "/v1/search", times=3, what=Fault(status=429, headers={"Retry-After": "20"}))
    with pytest.raises(ComeBackLater):
        search(bench.run())
    waited = bench.slept
    assert search(bench.run()).tracks
    assert bench.slept == pytest.approx(waited + 20)


def test_a_wait_that_helps_closes_nothing(bench):
    bench.sandbox.fault("GET", "/v1/search", what=Fault(status=429, headers={"Retry-After": "20"}))
    assert search(bench.run()).tracks
    assert bench.slept == 20
    assert bench.closed == {}


def test_a_limit_of_the_accounts_service_closes_no_group(bench):
    bench.sandbox.expire_tokens()
    bench.start += 7200
    bench.sandbox.fault("POST", "/api/token", what=Fault(status=429, headers={"Retry-After": "900"}))
    with pytest.raises(ComeBackLater):
        search(bench.run())
    assert bench.closed == {}
