"""Whose is what: what the person took off, what Spotify took away, and what syncer may remove."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.sandbox.library import load
from syncer.sandbox.state import Row

LIBRARY = list(load())
TRACKS = [f"spotify:track:{row.id}" for row in LIBRARY[:8]]
UNKNOWN = "spotify:track:0000000000000000000000"
"""A row of it shows empty, as of a track that Spotify has taken away."""
ORANGE = "spotify:track:21htkjP5rYjD3CXG3y9wCT"


class Person:
    """A person with a catalog and a playlist, at a sandbox."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def push(self, uris, extra=""):
        entries = "".join(f'[[songs]]\ntitle = "Song {uri[-3:]}"\nuri = "{uri}"\n' for uri in uris)
        Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{extra}\n{entries}', encoding="utf-8")
        self.sandbox.forget_requests()
        done = CliRunner().invoke(app, ["push"])
        assert done.exit_code == 0, done.output
        return done

    def edit(self, change):
        change(self.playlist.rows)
        self.sandbox.touch(self.playlist.id)

    @property
    def playlist(self):
        [playlist] = self.sandbox.playlists()
        return playlist

    @property
    def uris(self):
        return [row.uri for row in self.playlist.rows]

    @property
    def methods(self):
        return [seen.method for seen in self.sandbox.requests if seen.path.startswith("/v1/")]


RESPECT = 'removed = "respect"'


@pytest.fixture
def person(sandbox):
    return Person(sandbox)


def test_what_the_person_took_off_comes_back_and_the_report_says_so(person):
    person.push(TRACKS[:4])
    person.edit(lambda rows: rows.pop(1))
    done = person.push(TRACKS[:4])
    assert person.uris == TRACKS[:4]
    assert "had been taken off the playlist, and is put back" in done.stderr


def test_with_respect_it_stays_off_for_good_and_is_listed(person):
    person.push(TRACKS[:4], RESPECT)
    person.edit(lambda rows: rows.pop(1))
    for _ in range(3):
        done = person.push(TRACKS[:4], RESPECT)
        assert person.uris == [TRACKS[0], *TRACKS[2:4]]
        assert "stays off" in done.stderr
    assert person.methods == ["GET"]


def test_with_respect_the_others_still_follow_the_catalog(person):
    person.push(TRACKS[:4], RESPECT)
    person.edit(lambda rows: rows.pop(1))
    person.push(TRACKS[:4], RESPECT)
    person.push([TRACKS[3], TRACKS[1], TRACKS[4], TRACKS[0]], RESPECT)
    assert person.uris == [TRACKS[3], TRACKS[4], TRACKS[0]]


@pytest.mark.parametrize("extra", ["", RESPECT], ids=["the key is taken out", "the person puts it back"])
def test_respect_ends_when_the_person_wants_it_back(person, extra):
    person.push(TRACKS[:4], RESPECT)
    person.edit(lambda rows: rows.pop(1))
    person.push(TRACKS[:4], RESPECT)
    if extra:
        person.edit(lambda rows: rows.append(replace(rows[0], uri=TRACKS[1])))
    person.push(TRACKS[:4], extra)
    assert person.uris == TRACKS[:4]
    assert "stays off" not in person.push(TRACKS[:4], extra).stderr


@pytest.mark.parametrize("value", ['"keep"', "true", '["respect"]'])
def test_another_word_is_a_problem_of_the_catalog(value):
    Path("catalog.toml").write_text(
        f'[playlist]\nname = "Mine"\nremoved = {value}\n[[songs]]\ntitle = "a"\nartist = "b"\n', encoding="utf-8"
    )
    done = CliRunner().invoke(app, ["check"])
    assert (done.exit_code, "catalog.toml:3: removed is" in done.stderr) == (2, True)


def test_empty_rows_stay_where_they_are_and_nothing_is_doubled(person):
    """Spotify shows null for a track that it has taken away."""
    person.push(TRACKS[:4])
    person.edit(lambda rows: rows.insert(1, Row(UNKNOWN, "2001-01-01T00:00:00Z", "sandbox")))
    person.push([*TRACKS[:4], TRACKS[5]])
    assert person.uris == [TRACKS[0], UNKNOWN, *TRACKS[1:4], TRACKS[5]]


def test_beside_an_empty_row_a_song_that_spotify_still_has_was_taken_off(person):
    person.push(TRACKS[:4])
    person.edit(lambda rows: rows.__setitem__(1, Row(UNKNOWN, "2001-01-01T00:00:00Z", "sandbox")))
    person.push(TRACKS[:4])
    assert [uri for uri in person.uris if uri != UNKNOWN] == TRACKS[:4]


def test_a_song_that_spotify_shows_as_another_goes_with_its_song(person):
    """A relinked row has another URI than the one that was added; it is syncer's all the same."""
    person.push([ORANGE, TRACKS[1]])
    isrc = next(row.isrc for row in LIBRARY if row.id == ORANGE.rpartition(":")[2])
    shown = next(f"spotify:track:{row.id}" for row in LIBRARY if row.isrc == isrc and row.id not in ORANGE)
    person.edit(lambda rows: rows.__setitem__(0, replace(rows[0], uri=shown)))
    done = person.push([ORANGE, TRACKS[1]])
    assert "taken off" not in done.stderr
    assert person.uris == [shown, TRACKS[1]]
    person.push([TRACKS[1]])
    assert person.uris == [TRACKS[1]]


def test_the_persons_own_copy_of_a_recording_never_goes(person):
    """The same recording, but the person had put it there: it stands for the song, and stays without it."""
    person.push([TRACKS[1]])
    isrc = next(row.isrc for row in LIBRARY if row.id == ORANGE.rpartition(":")[2])
    shown = next(f"spotify:track:{row.id}" for row in LIBRARY if row.isrc == isrc and row.id not in ORANGE)
    person.edit(lambda rows: rows.append(replace(rows[0], uri=shown)))
    person.push([TRACKS[1], ORANGE])
    assert person.uris == [TRACKS[1], shown]
    person.push([TRACKS[1]])
    assert person.uris == [TRACKS[1], shown]
