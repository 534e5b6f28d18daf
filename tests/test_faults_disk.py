"""A disk that is full or read-only, and files that were damaged: a clear error, and the next push mends it."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.sandbox import Fault
from syncer.sandbox.library import load

TRACKS = [f"spotify:track:{row.id}" for row in list(load())[:6]]
ITEMS = r"/v1/playlists/[^/]+/items"


class Person:
    """A person with a catalog, at a sandbox."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def push(self, uris=TRACKS):
        entries = "".join(f'[[songs]]\ntitle = "Song {uri[-3:]}"\nuri = "{uri}"\n' for uri in uris)
        Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")
        self.sandbox.forget_requests()
        done = CliRunner().invoke(app, ["push"])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done

    @property
    def wrote(self):
        return [s for s in self.sandbox.requests if s.method != "GET" and s.path.startswith("/v1/")]

    def is_served(self, uris=TRACKS):
        assert self.push(uris).exit_code == 0
        [playlist] = self.sandbox.playlists()
        assert [row.uri for row in playlist.rows] == list(uris)
        assert not Path("catalog.journal").exists()
        self.push(uris)
        assert self.wrote == []


@pytest.fixture
def person(sandbox, record_property):
    record_property("fault", 1)
    return Person(sandbox)


@pytest.fixture
def blocked():
    """Return what makes a file impossible to write, as a full disk would, and what makes that good."""
    made = []

    def block(name):
        """Put a folder that is not empty in the file's place: it works for every user, the system's own included."""
        if Path(name).is_file():
            Path(name).rename(f"{name}.kept")
        Path(name, "x").mkdir(parents=True)
        made.append(name)

    def free():
        for name in made:
            Path(name, "x").rmdir()
            Path(name).rmdir()
            if Path(f"{name}.kept").exists():
                Path(f"{name}.kept").rename(name)

    block.free = free
    return block


@pytest.mark.parametrize("name", ["catalog.lock", "catalog.journal", "catalog.undo"])
def test_a_file_that_cannot_be_used_stops_the_push_before_anything_is_written(person, blocked, name):
    blocked(name)
    done = person.push()
    assert done.exit_code in {1, 2}
    assert name in done.stderr
    assert person.wrote == []
    blocked.free()
    person.is_served()


@pytest.mark.parametrize("name", ["catalog.lock", "catalog.journal", "catalog.undo"])
@pytest.mark.parametrize("request_", [("POST", "/v1/me/playlists"), ("POST", ITEMS)], ids=["creating", "adding"])
def test_a_disk_that_fills_up_during_the_push(person, sandbox, blocked, name, request_):
    """From the first write on this file cannot be replaced any more."""
    sandbox.fault(*request_, what=Fault(call=lambda: blocked(name), after=True))
    assert person.push().exit_code == 1
    blocked.free()
    person.is_served()


@pytest.mark.parametrize("name", ["catalog.report.json", "catalog.report.html"])
def test_a_report_that_cannot_be_written(person, blocked, name):
    blocked(name)
    done = person.push()
    assert (done.exit_code, name in done.stderr) == (1, True)
    blocked.free()
    person.is_served()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_is_read_only(person):
    person.push(TRACKS[:3])
    Path().chmod(0o500)
    assert person.push().exit_code == 1
    assert person.wrote == []
    Path().chmod(0o700)
    person.is_served()


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        pytest.param("catalog.lock", "version = 1\n<<<<<<< HEAD\n", "catalog.lock:2: ", id="a merge conflict"),
        pytest.param("catalog.lock", "version = 7\n", "catalog.lock:1: ", id="a newer version"),
        pytest.param("catalog.lock", "version = 1\n[playlist]\nid =", "catalog.lock:3: ", id="cut short"),
        pytest.param("catalog.lock", "version = 1\n[playlist]\nid = 3\n", "catalog.lock:2: ", id="edited by hand"),
        pytest.param("catalog.journal", "{", "catalog.journal:1: ", id="a journal cut short"),
        pytest.param("catalog.journal", '{"version": 2}', "catalog.journal:1: ", id="a journal of a newer version"),
        pytest.param("catalog.undo", "[]", "catalog.undo:1: ", id="a record that is none"),
    ],
)
def test_a_damaged_file_is_named_with_its_line_and_nothing_is_sent(person, name, text, place):
    person.push(TRACKS[:3])
    good = Path(name).read_bytes() if Path(name).exists() else None
    Path(name).write_text(text, encoding="utf-8")
    done = person.push()
    assert done.exit_code == 2
    assert place in done.stderr
    assert [seen for seen in person.sandbox.requests if seen.path.startswith("/v1/")] == []
    if good is None:
        Path(name).unlink()
    else:
        Path(name).write_bytes(good)
    person.is_served()


def test_a_journal_whose_last_line_was_cut_short_still_serves(person, sandbox):
    sandbox.fault("POST", ITEMS, times=None, what=Fault(status=502))
    assert person.push().exit_code == 1
    with Path("catalog.journal").open("a", encoding="utf-8") as journal:
        journal.write('{"confirmed": 1, "a')
    sandbox.forget_faults()
    person.is_served()


def test_a_catalog_that_became_empty_or_shrank_by_accident_is_refused(person):
    many = [f"spotify:track:{row.id}" for row in list(load())[:20]]
    person.push(many)
    assert person.push(many[:10]).exit_code == 5
    assert person.push([]).exit_code == 2
    assert person.wrote == []
    person.is_served(many)


def test_fewer_rows_than_the_playlist_says_it_has_are_not_believed(person, sandbox):
    person.push(TRACKS[:3])
    sandbox.touch(sandbox.playlists()[0].id)
    sandbox.fault("GET", ITEMS, times=None, what=Fault(status=200, body={"total": 3, "items": []}))
    done = person.push()
    assert (done.exit_code, "not believed" in done.stderr) == (1, True)
    assert person.wrote == []
    sandbox.forget_faults()
    person.is_served()
