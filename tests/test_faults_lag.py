"""Reads that lag 30 s behind writes, at a clock that only waits move: nothing is written a second time."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from syncer import settings
from syncer.catalog import Target
from syncer.errors import SyncerError
from syncer.journal import Journal
from syncer.model import Track
from syncer.push import Care, carry_out, prepare
from syncer.push.patience import Patience
from syncer.sandbox import Fault, Manners, Sandbox
from syncer.sandbox.library import load
from syncer.spotify.client import Spotify
from syncer.spotify.pace import Clock

LAG = 30.0
TARGET = Target("Mine", description="What I like")
TRACKS = tuple(Track(f"spotify:track:{row.id}", row.id) for row in list(load())[:12])
FIRST = TRACKS[:6]
SECOND = tuple(TRACKS[number] for number in (5, 6, 0, 1, 7, 2, 4))
ITEMS = r"/v1/playlists/[^/]+/items"
WRITES = {
    "create": ("POST", "/v1/me/playlists"),
    "add": ("POST", ITEMS),
    "move": ("PUT", ITEMS),
    "remove": ("DELETE", ITEMS),
}
PAUSES = pytest.mark.parametrize(
    "pause",
    [
        pytest.param(0.0, id="at once"),
        pytest.param(10.0, id="soon", marks=pytest.mark.faults),
        pytest.param(1000.0, id="much later", marks=pytest.mark.faults),
    ],
)


class Died(BaseException):
    """The process is no more."""


class Dying:
    """A Spotify that takes the process with it at the n-th write, before or after the write is done."""

    def __init__(self, spotify, nth, *, after):
        self.spotify, self.left, self.after = spotify, nth, after

    def __getattr__(self, name):
        method = getattr(self.spotify, name)
        return self._last_words(method) if name in {"create", "apply", "change_details"} else method

    def _last_words(self, method):
        def write(*words, **more):
            self.left -= 1
            if self.left == 0 and not self.after:
                raise Died
            answer = method(*words, **more)
            if self.left == 0:
                raise Died
            return answer

        return write


class Later:
    """Pushes at one clock, which the sandbox shares."""

    def __init__(self, manners):
        self.time = time.time()
        self.waits = []
        self.sandbox = Sandbox(manners=manners, clock=lambda: self.time)
        self.clock = Clock(lambda: self.time, lambda: self.time, self.sleep)
        self.bound = None

    def sleep(self, seconds):
        self.time += seconds

    def push(self, wanted, dying=None):
        self.sandbox.forget_requests()
        spotify = Spotify(settings.load(), clock=self.clock)
        service = Dying(spotify, dying[0], after=dying[1]) if dying else spotify
        care = Care(Journal(Path("catalog.journal"), self.clock.now), Patience(LAG, self.clock, self.waits.append))
        prepared = prepare(service, TARGET, self.bound, wanted, care)
        return carry_out(service, prepared, TARGET, self.remember, care, force=True)

    def remember(self, bound):
        self.bound = bound

    def holds(self, wanted):
        [playlist] = self.sandbox.playlists()
        return [row.uri for row in playlist.rows] == [track.uri for track in wanted]

    @property
    def written(self):
        return [seen for seen in self.sandbox.requests if seen.method != "GET" and seen.path.startswith("/v1/")]


@pytest.fixture
def later(monkeypatch, sign_in, record_property):
    """Return what pushes to a sandbox that lags."""
    made = []

    def at(**manners):
        pushes = Later(Manners(**manners))
        made.append(pushes.sandbox)
        pushes.sandbox.start()
        record_property("fault", 1)
        monkeypatch.setenv("SYNCER_API_URL", pushes.sandbox.api_url)
        monkeypatch.setenv("SYNCER_ACCOUNTS_URL", pushes.sandbox.accounts_url)
        monkeypatch.setenv("SYNCER_PACE", "0")
        monkeypatch.setenv("SPOTIPY_CLIENT_ID", "client")
        monkeypatch.setenv("SPOTIPY_REDIRECT_URI", "http://127.0.0.1/callback")
        sign_in()
        return pushes

    yield at
    for sandbox in made:
        sandbox.stop()


@pytest.mark.parametrize("manners", [{"lag": 29.0}, {"snapshot_lag": 29.0}], ids=["all", "the snapshot alone"])
def test_a_push_right_after_a_push_writes_nothing(later, manners):
    pushes = later(**manners)
    pushes.push(FIRST)
    assert pushes.holds(FIRST)
    pushes.push(FIRST)
    assert pushes.written == []
    pushes.push(SECOND)
    assert pushes.holds(SECOND)
    pushes.push(SECOND)
    assert pushes.written == []


@pytest.mark.parametrize("lag", [0.0, 29.0])
def test_what_the_person_does_right_after_a_push_is_told_from_a_lag(later, lag):
    pushes = later(lag=lag)
    pushes.push(FIRST)
    [playlist] = pushes.sandbox.playlists()
    playlist.rows.pop(0)
    pushes.sandbox.touch(playlist.id)
    pushes.push(SECOND)
    assert pushes.holds(SECOND)
    assert bool(pushes.waits) == bool(lag)


def test_a_push_much_later_waits_for_nothing(later):
    pushes = later(lag=29.0)
    pushes.push(FIRST)
    pushes.time += 100
    pushes.push(SECOND)
    pushes.time += 100
    pushes.push(SECOND)
    assert pushes.waits == []


@PAUSES
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    "fault",
    [pytest.param({"status": 502}, id="502"), pytest.param({"drop": True}, id="lost", marks=pytest.mark.faults)],
)
@pytest.mark.parametrize("kind", WRITES)
def test_a_write_that_was_not_confirmed_is_waited_for(later, kind, fault, after, pause):
    pushes = later(lag=29.0)
    if kind != "create":
        pushes.push(FIRST)
        pushes.time += pause
    pushes.sandbox.fault(*WRITES[kind], what=Fault(after=after, **fault))
    pushes.push(SECOND)
    assert not pushes.sandbox.armed
    assert pushes.holds(SECOND)
    assert pushes.waits or kind in {"move", "remove"}  # which may happen twice
    pushes.push(SECOND)
    assert pushes.holds(SECOND)


@PAUSES
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(1, 8))
def test_a_push_that_died_is_gone_on_with(later, number, after, pause):
    """The next one finds the journal, and waits until the playlist surely shows what the other has done."""
    pushes = later(lag=29.0)
    if number > 3:
        pushes.push(FIRST)
        pushes.time += 1000
    wanted = FIRST if number <= 3 else SECOND
    with pytest.raises(Died):
        pushes.push(wanted, (number if number <= 3 else number - 3, after))
    assert Path("catalog.journal").exists()
    pushes.time += pause
    pushes.push(wanted)
    assert pushes.holds(wanted)
    assert not Path("catalog.journal").exists()
    assert set(pushes.bound.placed) == {track.uri for track in wanted}
    pushes.push(wanted)
    assert pushes.written == []


def test_an_empty_playlist_of_that_name_is_not_taken_for_the_new_one(later):
    pushes = later(lag=29.0)
    theirs = pushes.sandbox.add_playlist((), name="Mine")
    pushes.time += 100
    pushes.sandbox.fault("POST", "/v1/me/playlists", what=Fault(status=502))
    pushes.push(FIRST)
    assert pushes.sandbox.playlist(theirs).rows == []
    assert len(pushes.sandbox.playlists()) == 2


def test_what_never_settles_ends_with_an_error(later):
    pushes = later()
    pushes.sandbox.fault("POST", "/v1/me/playlists", times=None, what=Fault(status=502))
    with pytest.raises(SyncerError, match="nothing is lost"):
        pushes.push(FIRST)


def test_a_song_of_ours_that_stays_away_came_off_by_hand_only_if_it_was_confirmed(later):
    """After a crash, what was only intended is no song that the person took off."""
    pushes = later()
    with pytest.raises(Died):
        pushes.push(FIRST, (3, False))
    pushed = pushes.push(FIRST)
    assert not any(change.reason for change in pushed.plan.changes)
    [playlist] = pushes.sandbox.playlists()
    playlist.rows[:] = [replace(row) for row in playlist.rows[1:]]
    pushes.sandbox.touch(playlist.id)
    pushes.time += 100
    pushed = pushes.push(FIRST)
    assert [change.reason for change in pushed.plan.changes] == ["had been taken off the playlist, and is back"]
