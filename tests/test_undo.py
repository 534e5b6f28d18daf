"""Undo: the playlist is as it was before the last push, and nothing of the person's is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.sandbox import Fault
from syncer.sandbox.library import load

TRACKS = [f"spotify:track:{row.id}" for row in list(load())[:12]]
LOCAL = "spotify:local:Me:Mine:Song:100"
FIRST = [TRACKS[number] for number in range(6)]
SECOND = [TRACKS[number] for number in (5, 6, 0, 1, 7, 2, 4)]
ITEMS = r"/v1/playlists/[^/]+/items"


class Person:
    """A person with a catalog, at a sandbox."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def run(self, *words, status=0):
        done = CliRunner().invoke(app, list(words))
        assert done.exit_code == status, done.output
        return done

    def push(self, uris):
        entries = "".join(f'[[songs]]\ntitle = "Song {uri[-3:]}"\nuri = "{uri}"\n' for uri in uris)
        Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")
        return CliRunner().invoke(app, ["push"])

    @property
    def playlist(self):
        [playlist] = self.sandbox.playlists()
        return playlist

    @property
    def rows(self):
        return [(row.uri, row.added_at) for row in self.playlist.rows]

    def has(self, place, uri):
        self.playlist.rows.insert(place, replace(self.playlist.rows[0], uri=uri, added_at="2001-01-01T00:00:00Z"))
        self.sandbox.touch(self.playlist.id)


@pytest.fixture
def person(sandbox):
    return Person(sandbox)


def uris(rows):
    return [uri for uri, _ in rows]


def test_the_playlist_is_as_it_was_before_the_last_push(person):
    person.push(FIRST)
    person.has(2, LOCAL)
    before = person.rows
    person.push(SECOND)
    assert uris(person.rows) != uris(before)
    done = person.run("undo")
    assert uris(person.rows) == uris(before)
    assert dict(person.rows)[LOCAL] == dict(before)[LOCAL]
    assert "2 removed, 1 put back" in done.stdout


def test_what_stayed_was_only_moved(person):
    person.push(FIRST)
    for number, row in enumerate(person.playlist.rows):
        row.added_at = f"2001-01-0{number + 1}T00:00:00Z"
    person.sandbox.touch(person.playlist.id)
    before = dict(person.rows)
    person.push(SECOND)
    person.run("undo")
    stayed = set(FIRST) & set(SECOND)
    assert {uri: added for uri, added in person.rows if uri in stayed} == {uri: before[uri] for uri in stayed}


def test_the_first_push_leaves_an_empty_playlist(person):
    person.push(FIRST)
    person.run("undo")
    assert person.rows == []
    assert len(person.sandbox.playlists()) == 1


def test_what_the_person_has_added_since_stays(person):
    person.push(FIRST)
    person.push(SECOND)
    person.has(0, TRACKS[10])
    person.run("undo")
    assert uris(person.rows) == [TRACKS[10], *FIRST]


def test_a_local_file_that_is_gone_cannot_be_put_back(person):
    person.push(FIRST)
    person.has(2, LOCAL)
    person.push(SECOND)
    person.playlist.rows[:] = [row for row in person.playlist.rows if row.uri != LOCAL]
    person.sandbox.touch(person.playlist.id)
    assert f"cannot be put back by an app: {LOCAL}" in person.run("undo").stdout
    assert uris(person.rows) == FIRST


def test_a_push_that_failed_halfway_can_be_undone(person, home):
    person.push(FIRST)
    person.sandbox.fault("PUT", ITEMS, times=None, what=Fault(status=429, headers={"Retry-After": "9999"}))
    assert person.push(SECOND).exit_code == 4
    assert uris(person.rows) != FIRST
    person.sandbox.forget_faults()
    for limits in home.glob("limits*"):  # hours have passed
        limits.unlink()
    person.run("undo")
    assert uris(person.rows) == FIRST
    assert not Path("catalog.journal").exists()


def test_the_next_push_does_it_again(person):
    person.push(FIRST)
    person.push(SECOND)
    person.run("undo")
    person.push(SECOND)
    assert uris(person.rows) == SECOND
    person.push(FIRST[:3])
    assert uris(person.rows) == FIRST[:3]


def test_what_is_undone_cannot_be_undone_again(person):
    person.push(FIRST)
    person.run("undo")
    assert "no push to undo" in person.run("undo", status=2).stderr


def test_a_push_that_changed_nothing_is_not_what_is_undone(person):
    person.push(FIRST)
    person.push(SECOND)
    person.push(SECOND)
    person.run("undo")
    assert uris(person.rows) == FIRST
