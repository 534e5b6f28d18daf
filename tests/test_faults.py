"""Whatever breaks, another run ends with exactly the wanted playlist: each song once, one playlist, nothing lost.

A sample runs always; ``pytest -m faults`` runs the others.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.sandbox import Fault
from syncer.sandbox.library import load

TRACKS = [f"spotify:track:{row.id}" for row in list(load())[:12]]
SEARCHED = ("Aoi Shiori", "Galileo Galilei")
LOCAL = "spotify:local:Me:Mine:Song:100"
MINE = TRACKS[11]
ITEMS = r"/v1/playlists/[^/]+/items"
PLAYLIST = r"/v1/playlists/[^/]+"
FIRST = [TRACKS[number] for number in range(6)]
SECOND = [TRACKS[number] for number in (5, 6, 0, 1, 7, 2, 4)]
"""Against FIRST: one song gone, two new ones in two places, one moved."""

KINDS = {
    "search": ("GET", "/v1/search"),
    "look up a track": ("GET", r"/v1/tracks/[^/]+"),
    "list playlists": ("GET", "/v1/me/playlists"),
    "create": ("POST", "/v1/me/playlists"),
    "read the playlist": ("GET", PLAYLIST),
    "read the rows": ("GET", ITEMS),
    "change details": ("PUT", PLAYLIST),
    "add": ("POST", ITEMS),
    "move": ("PUT", ITEMS),
    "remove": ("DELETE", ITEMS),
}
FIRST_PUSH = ("search", "look up a track", "list playlists", "create", "change details", "add")
RE_SYNC = ("look up a track", "read the playlist", "read the rows", "change details", "add", "move", "remove")
REQUESTS = {"first push": 11, "re-sync": 9}
"""How many requests the two pushes make; each is where a process may die."""

FAILURES = {
    "500": {"status": 500},
    "502": {"status": 502, "body": "<html>Bad Gateway</html>"},
    "503": {"status": 503},
    "504": {"status": 504},
    "connection reset": {"drop": True},
    "time-out": {"drop": True, "delay": 0.4},
    "HTML with 200": {"status": 200, "body": "<html>Welcome</html>"},
    "truncated JSON with 200": {"status": 200, "body": '{"snapshot_id": "AAA'},
    "nothing with 200": {"status": 200, "body": ""},
    "null with 200": {"status": 200, "body": "null"},
    "other types with 200": {
        "status": 200,
        "body": {"id": 7, "snapshot_id": [], "items": "many", "total": "3", "tracks": None, "uri": {}, "name": False},
    },
}


def sampled(cases, *, every):
    """Leave each so many-th case to run always, and the others to ``-m faults``."""
    return [
        pytest.param(*case[1:], id=case[0], marks=() if number % every == 0 else pytest.mark.faults)
        for number, case in enumerate(cases)
    ]


@dataclass
class Person:
    """A person with a catalog and a playlist, at a sandbox."""

    sandbox: object

    def write(self, uris, name="Mine", *, searched=False, extra=""):
        entries = "".join(f'[[songs]]\ntitle = "Song {uri[-3:]}"\nuri = "{uri}"\n' for uri in uris)
        if searched:
            entries += f'[[songs]]\ntitle = "{SEARCHED[0]}"\nartist = "{SEARCHED[1]}"\n'
        text = f'[playlist]\nname = "{name}"\ndescription = "What I like"\n{extra}{entries}'
        Path("catalog.toml").write_text(text, encoding="utf-8")

    def push(self, *words):
        """Push in this process; what is raised must be one of our errors."""
        done = CliRunner().invoke(app, ["push", *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done

    def start(self, *words):
        """Push in a process of its own."""
        root = str(Path(__file__).parents[1])
        return subprocess.Popen(
            [sys.executable, "-m", "syncer", "push", "--quiet", *words],
            env={**os.environ, "PYTHONPATH": root},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def begin(self, push):
        """Have everything ready for the first push, or for the one that follows after both sides changed."""
        if push == "first push":
            self.write(FIRST, searched=True)
            return
        self.write(FIRST)
        assert self.push().exit_code == 0
        [playlist] = self.sandbox.playlists()
        playlist.rows.insert(2, replace(playlist.rows[0], uri=LOCAL, added_at="2001-01-01T00:00:00Z"))
        playlist.rows.append(replace(playlist.rows[0], uri=MINE, added_at="2002-02-02T00:00:00Z"))
        self.sandbox.touch(playlist.id)
        self.write(SECOND, "Mine, renamed")
        self.sandbox.forget_requests()

    def is_served(self, push):
        """Assert that the playlist is what the catalog says, and that nothing is left to do."""
        assert self.push().exit_code == 0
        [playlist] = self.sandbox.playlists()
        rows = {row.uri: row.added_at for row in playlist.rows}
        uris = [row.uri for row in playlist.rows]
        assert len(rows) == len(uris)
        assert playlist.description == "What I like"
        if push == "first push":
            assert uris[:6] == FIRST
            assert len(uris) == 7
        else:
            assert [uri for uri in uris if uri not in (LOCAL, MINE)] == SECOND
            assert (rows[LOCAL], rows[MINE]) == ("2001-01-01T00:00:00Z", "2002-02-02T00:00:00Z")
            assert playlist.name == "Mine, renamed"
        assert not Path("catalog.journal").exists()
        self.sandbox.forget_requests()
        assert self.push().exit_code == 0
        assert {seen.method for seen in self.sandbox.requests} <= {"GET"}


@pytest.fixture
def person(sandbox, monkeypatch, record_property):
    """Return a person whose program waits for nothing, and note that a fault is injected."""
    monkeypatch.setenv("SYNCER_TIMEOUT", "0.2")
    record_property("fault", 1)
    return Person(sandbox)


def api(sandbox):
    return [seen for seen in sandbox.requests if seen.path.startswith("/v1/")]


@pytest.mark.parametrize("push", REQUESTS)
def test_every_request_is_one_that_is_tried(sandbox, push):
    """What follows is complete only if the pushes make these requests and no others."""
    person = Person(sandbox)
    person.begin(push)
    assert person.push().exit_code == 0
    assert len(api(sandbox)) == REQUESTS[push]
    person.is_served(push)


@pytest.mark.parametrize(
    ("push", "number", "after"),
    sampled(
        [
            (f"{push}, request {number}, {'after' if after else 'before'}", push, number, after)
            for push, count in REQUESTS.items()
            for number in range(1, count + 1)
            for after in (False, True)
        ],
        every=11,
    ),
)
def test_killed_at_any_request(person, sandbox, push, number, after):
    """SIGKILL, before Spotify did what was asked, and after."""
    person.begin(push)
    processes = []

    def kill():
        processes[0].send_signal(signal.SIGKILL)
        processes[0].wait()

    sandbox.fault("*", "/v1/.*", nth=number, what=Fault(drop=True, after=after, call=kill))
    processes.append(person.start())
    assert processes[0].wait(60) == -signal.SIGKILL
    sandbox.forget_faults()
    person.is_served(push)


@pytest.mark.parametrize(
    ("push", "kind", "failure", "after"),
    sampled(
        [
            (f"{push}, {kind}, {failure}, {'after' if after else 'before'}", push, kind, failure, after)
            for push, kinds in (("first push", FIRST_PUSH), ("re-sync", RE_SYNC))
            for kind in kinds
            for failure in FAILURES
            for after in (False, True)
            if not (after and KINDS[kind][0] == "GET")  # a read does nothing
            and not (kind == "change details" and "200" in failure)  # its answer is empty anyway
        ],
        every=13,
    ),
)
def test_failed_at_any_kind_of_request(person, sandbox, push, kind, failure, after):
    person.begin(push)
    sandbox.fault(*KINDS[kind], what=Fault(after=after, **FAILURES[failure]))
    assert person.push().exit_code in {0, 1}
    assert not sandbox.armed
    person.is_served(push)


@pytest.mark.parametrize(
    ("push", "kind", "after"),
    sampled(
        [
            (f"{push}, {kind}, {'after' if after else 'before'}", push, kind, after)
            for push, kinds in (("first push", FIRST_PUSH), ("re-sync", RE_SYNC))
            for kind in kinds
            for after in (False, True)
        ],
        every=7,
    ),
)
def test_failing_for_the_whole_run(person, sandbox, push, kind, after):
    """Every try fails; the run ends with an error, and the next one mends it."""
    person.begin(push)
    sandbox.fault(*KINDS[kind], times=None, what=Fault(status=502, after=after))
    assert person.push().exit_code in {0, 1}
    sandbox.forget_faults()
    person.is_served(push)


TOKENS = {
    "the access token expires": lambda sandbox: sandbox.expire_tokens(),
    "the consent is taken back": lambda sandbox: sandbox.revoke(),
    "the token is refused for no reason": lambda sandbox: sandbox.fault("*", "/v1/.*", what=Fault(status=401)),
}
ACCOUNTS = {
    "the accounts service answers": None,
    "invalid_grant": Fault(status=400, body={"error": "invalid_grant", "error_description": "Refresh token revoked"}),
    "the accounts service is down": Fault(status=503, body="<html>down</html>"),
    "the accounts service sends nonsense": Fault(status=200, body={"access_token": None}),
    "the accounts service hangs up": Fault(drop=True, after=True),
}


@pytest.mark.parametrize(
    ("push", "number", "token", "accounts"),
    sampled(
        [
            (f"{push}, request {number}, {token}, {accounts}", push, number, token, accounts)
            for push, count in REQUESTS.items()
            for number in (2, count - 2, count - 1)
            for token in TOKENS
            for accounts in ACCOUNTS
        ],
        every=13,
    ),
)
def test_the_sign_in_breaks_in_the_middle(person, sandbox, sign_in, push, number, token, accounts):
    person.begin(push)
    if fault := ACCOUNTS[accounts]:
        sandbox.fault("POST", "/api/token", times=None, what=fault)
    sandbox.fault("*", "/v1/.*", nth=number, what=Fault(call=lambda: TOKENS[token](sandbox)))
    assert person.push().exit_code in {0, 1, 3}
    sandbox.forget_faults()
    sign_in()
    person.is_served(push)


EDITS = {
    "a song is added at the head": lambda rows: rows.insert(0, replace(rows[0], uri=TRACKS[10])),
    "a song is taken off": lambda rows: rows.pop(0),
    "two songs change places": lambda rows: rows.insert(0, rows.pop(3)),
    "the order is turned round": lambda rows: rows.reverse(),
    "nearly all is taken off": lambda rows: rows.__delitem__(slice(2, None)),
}


@pytest.mark.parametrize(
    ("number", "edit", "after"),
    sampled(
        [
            (f"request {number}, {edit}, {'after' if after else 'before'}", number, edit, after)
            for number in range(1, REQUESTS["re-sync"] + 1)
            for edit in EDITS
            for after in (False, True)
        ],
        every=17,
    ),
)
def test_somebody_edits_during_the_push(person, sandbox, number, edit, after):
    """What the person does meanwhile counts: their songs stay, and the catalog's come back in their order."""
    person.begin("re-sync")
    [playlist] = sandbox.playlists()

    def change():
        EDITS[edit](playlist.rows)
        sandbox.touch(playlist.id)

    sandbox.fault("*", "/v1/.*", nth=number, what=Fault(call=change, after=after))
    assert person.push().exit_code in {0, 1}
    assert person.push().exit_code == 0
    uris = [row.uri for row in playlist.rows]
    assert [uri for uri in uris if uri not in (LOCAL, MINE, TRACKS[10])] == SECOND
    assert ("head" in edit) == (TRACKS[10] in uris)
    assert {LOCAL, MINE} <= set(uris) or edit.startswith("nearly")
    assert len(sandbox.playlists()) == 1


@pytest.mark.parametrize(("words", "status"), [((), 4), (("--wait", "60"), 0)], ids=["leaves", "waits"])
def test_two_pushes_at_once(person, sandbox, monkeypatch, words, status):
    """Cron's and the one by hand: only one of them writes, and the other leaves, or waits for its end."""
    monkeypatch.setenv("SYNCER_TIMEOUT", "60")
    person.begin("first push")
    second = []

    def meanwhile():
        second.append(person.start(*words))
        if not words:
            second[0].wait(60)

    sandbox.fault("POST", ITEMS, what=Fault(call=meanwhile))
    first = person.start()
    assert (first.wait(60), second[0].wait(60)) == (0, status)
    assert [seen.method for seen in sandbox.requests].count("POST") == 2
    person.is_served("first push")
