"""Pushing, against the sandbox: the playlist becomes what is wanted, and nothing is lost or doubled on the way."""

from dataclasses import replace

import pytest

from syncer import settings
from syncer.catalog import Target
from syncer.errors import NotFound, SyncerError, Unsafe, UsageError
from syncer.journal import Journal
from syncer.lock import Bound
from syncer.push import Care, carry_out, prepare
from syncer.push.patience import Patience
from syncer.sandbox import Fault
from syncer.sandbox.library import load
from syncer.spotify.client import Spotify

TARGET = Target("Sad songs")
ITEMS = r"/v1/playlists/[^/]+/items"


@pytest.fixture
def library(sandbox):
    """Return some tracks that the sandbox has."""
    found = Spotify(settings.load())
    return tuple(track for track in (found.track(f"spotify:track:{row.id}") for row in list(load())[:12]) if track)


class Run:
    """One push, and what it leaves behind."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.bound = None
        self.journal = Journal()

    def __call__(self, wanted, target=TARGET, *, force=False):
        self.sandbox.forget_requests()
        service = Spotify(settings.load())
        care = Care(self.journal, Patience(0))
        prepared = prepare(service, target, self.bound, wanted, care)
        return carry_out(service, prepared, target, self.remember, care, force=force)

    def remember(self, bound):
        self.bound = bound

    @property
    def uris(self):
        return [row.uri for row in self.sandbox.playlist(self.bound.id).rows]

    @property
    def sent(self):
        return [(seen.method, seen.path.removeprefix("/v1/")) for seen in self.sandbox.requests if "/v1/" in seen.path]


@pytest.fixture
def run(sandbox):
    return Run(sandbox)


def uris(tracks):
    return [track.uri for track in tracks]


def test_the_first_push_makes_the_playlist(run, library, sandbox):
    pushed = run(library)
    made = sandbox.playlist(run.bound.id)
    assert (pushed.created, made.name, made.public) == (True, "Sad songs", False)
    assert run.uris == uris(library)
    assert run.bound.placed == tuple(uris(library))


def test_an_unchanged_playlist_costs_one_request_and_no_write(run, library):
    run(library)
    before = run.bound
    pushed = run(library)
    assert run.sent == [("GET", f"playlists/{run.bound.id}")]
    assert (pushed.created, bool(pushed.plan), run.bound) == (False, False, before)


def test_a_change_is_written_with_the_least(run, library):
    run(library[:6])
    run((library[0], library[7], *library[2:6]))
    assert run.uris == uris((library[0], library[7], *library[2:6]))
    assert [method for method, _ in run.sent] == ["GET", "GET", "DELETE", "POST"]


def test_the_persons_own_songs_stay(run, library, sandbox):
    run(library[:3])
    mine = sandbox.playlist(run.bound.id)
    mine.rows.insert(1, replace(mine.rows[0], uri="spotify:local:A:B:C:1"))
    sandbox.touch(run.bound.id)
    run(library[1:4])
    assert run.uris == ["spotify:local:A:B:C:1", *uris(library[1:4])]


def test_an_adopted_playlist_keeps_what_was_there(run, library, sandbox):
    theirs = sandbox.add_playlist(uris(library[4:8]), name="Sad songs")
    run((library[5], library[0]), replace(TARGET, id=theirs))
    assert run.uris == uris((*library[4:8], library[0]))
    assert run.bound.placed == (library[0].uri,)
    run((), replace(TARGET, id=theirs))
    assert sorted(run.uris) == sorted(uris(library[4:8]))


def test_a_playlist_of_somebody_else_is_refused(run, library, sandbox):
    theirs = sandbox.add_playlist((), owner="somebody")
    with pytest.raises(UsageError, match="not yours to write"):
        run(library, replace(TARGET, id=theirs))


def test_a_playlist_that_is_gone_says_what_to_do(run, library, sandbox):
    run(library)
    sandbox.drop_playlist(run.bound.id)
    with pytest.raises(NotFound, match="is gone"):
        run(library)
    assert len(sandbox.playlists()) == 0


def test_more_than_thirty_percent_are_not_removed_unasked(run, library):
    run(library)
    with pytest.raises(Unsafe, match="--force"):
        run(library[:4])
    assert run.uris == uris(library)
    run(library[:4], force=True)
    assert run.uris == uris(library[:4])


@pytest.mark.parametrize("after", [False, True], ids=["before it was done", "after it was done"])
@pytest.mark.parametrize("fault", [{"status": 502}, {"drop": True}], ids=["502", "connection lost"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/me/playlists"), ("POST", ITEMS), ("DELETE", ITEMS), ("PUT", ITEMS)],
    ids=["create", "add", "remove", "move"],
)
def test_a_write_that_was_not_confirmed_is_neither_lost_nor_doubled(run, library, sandbox, method, path, fault, after):
    """Spotify answers 502 to writes that it carried out, and to writes that it did not."""
    if method != "POST" or path == ITEMS:
        run(library[:6])
    wanted = (library[5], *library[1:5], library[8])
    sandbox.fault(method, path, what=Fault(after=after, **fault))
    run(wanted)
    assert run.uris == uris(wanted)
    assert len(sandbox.playlists()) == 1


def test_what_is_never_confirmed_ends_with_an_error(run, library, sandbox):
    sandbox.fault("POST", ITEMS, times=None, what=Fault(status=502))
    with pytest.raises(SyncerError, match="did not confirm"):
        run(library)
    assert set(run.journal.running.adding) == set(uris(library))
    sandbox.forget_faults()
    run(library)
    assert run.uris == uris(library)


def test_details_follow_the_catalog_once(run, library, sandbox):
    """A flag that Spotify does not change must not be sent at every push."""
    run(library)
    sandbox.playlist(run.bound.id).name = "renamed in the app"
    sandbox.touch(run.bound.id)
    run(library)
    assert sandbox.playlist(run.bound.id).name == "Sad songs"
    assert ("PUT", f"playlists/{run.bound.id}") in run.sent
    run(library)
    assert [method for method, _ in run.sent] == ["GET", "GET"]
    run(library)
    assert [method for method, _ in run.sent] == ["GET"]


def test_a_description_is_sent_and_compared_unescaped(run, library, sandbox):
    """Spotify sends descriptions HTML-escaped; comparing them as they come would change them for ever."""
    target = replace(TARGET, description='Tom & Jerry\'s "songs"')
    run(library, target)
    assert sandbox.playlist(run.bound.id).description == target.description
    run(library, target)
    assert len(run.sent) == 1


def test_a_track_that_is_wanted_twice_is_added_once(run, library):
    run((library[0], library[1], library[0]))
    assert run.uris == uris(library[:2])


def test_a_relinked_row_counts_as_the_song(run, sandbox):
    """Spotify may show another URI than the one that was added: the same recording is not added again."""
    song = Spotify(settings.load()).track("spotify:track:21htkjP5rYjD3CXG3y9wCT")
    run((song,))
    shown = next(row for row in load() if row.isrc == song.isrc and row.id != song.id)
    rows = sandbox.playlist(run.bound.id).rows
    rows[0] = replace(rows[0], uri=f"spotify:track:{shown.id}")
    sandbox.touch(run.bound.id)
    run((song,))
    assert run.uris == [f"spotify:track:{shown.id}"]
    assert {method for method, _ in run.sent} == {"GET"}


def test_a_lock_without_a_snapshot_reads_the_rows_again(run, library):
    run(library)
    run.bound = replace(run.bound, snapshot="")
    run(library)
    assert [method for method, _ in run.sent] == ["GET", "GET"]
    assert run.bound.snapshot


def test_nothing_of_the_bond_is_lost_when_the_run_dies_in_the_middle(run, library, sandbox):
    remembered: list[Bound] = []
    run.remember = remembered.append
    sandbox.fault("POST", ITEMS, times=None, what=Fault(status=400, body='{"error": {"status": 400, "message": "x"}}'))
    with pytest.raises(SyncerError):
        run(library)
    assert remembered[0].id == sandbox.playlists()[0].id
    assert run.journal.running.playlist == remembered[0].id
    assert set(run.journal.running.adding) == set(uris(library))
