"""``syncer export``: what other programs get, and that our own import reads the same songs in it."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.catalog import load
from syncer.cli import app
from syncer.exporters import FORMS
from syncer.importers import read
from syncer.lock import Bound, Lock, Pin
from syncer.model import Artist, Song, Track
from syncer.report.words import plain

ID = "21htkjP5rYjD3CXG3y9wCT"
CATALOG = f"""[playlist]
name = "Mine"

[[songs]]
title = "Orange"
artist = "7!!"

[[songs]]
title = "Secret Base"
from = "Anohana"

[[songs]]
title = "=1+1"
artist = ["-A", "B; C"]
version = "live"

[[songs]]
title = "Dear You"
artist = "Cicada"
absent = true

[[songs]]
title = "Pinned"
uri = "{ID}"
"""


@pytest.fixture
def syncer():
    """Run a verb without a terminal; return its status, stdout and stderr."""
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def catalog():
    path = Path("catalog.toml")
    path.write_text(CATALOG, encoding="utf-8")
    orange = load(path).songs[0]
    track = Track(
        f"spotify:track:{'0' * 22}",
        "オレンジ",
        (Artist("7!!"), Artist("Someone")),
        "Single",
        "",
        "",
        350_200,
        "JPU901402557",
    )
    pin = Pin(orange, track, "title and artist", 1.0)
    locks.save(Path("catalog.lock"), Lock(Bound("1" * 22), {locks.key(orange): pin}))
    return path


def test_csv_has_the_columns_of_exportify_and_no_formula(syncer, catalog):
    rows = list(csv.DictReader(io.StringIO(syncer("export").stdout)))
    assert rows[0] == {
        "Track URI": f"spotify:track:{'0' * 22}",
        "Track Name": "オレンジ",
        "Artist Name(s)": "7!!;Someone",
        "Album Name": "Single",
        "Duration (ms)": "350200",
        "ISRC": "JPU901402557",
        "Series": "",
        "Song Version": "",
    }
    assert [row["Track Name"] for row in rows] == ["オレンジ", "Secret Base", "'=1+1", "Dear You", "Pinned"]
    assert rows[2]["Artist Name(s)"].startswith("'-A")
    assert [bool(row["Track URI"]) for row in rows] == [True, False, False, False, True]


def test_m3u_says_length_names_album_and_page(syncer, catalog):
    lines = syncer("export", "--format", "m3u").stdout.split("\n")
    assert lines[:3] == ["#EXTM3U", "#EXTENC:UTF-8", "#PLAYLIST:Mine"]
    assert lines[3:7] == [
        "#EXTINF:350,7!!, Someone - オレンジ",
        "#EXTART:7!!, Someone",
        "#EXTALB:Single",
        f"https://open.spotify.com/track/{'0' * 22}",
    ]


def test_jspf_is_as_its_specification_says(syncer, catalog):
    playlist = json.loads(syncer("export", "--format", "jspf").stdout)["playlist"]
    assert playlist["title"] == "Mine"
    first = playlist["track"][0]
    assert first["location"] == [f"https://open.spotify.com/track/{'0' * 22}"]
    assert first["identifier"] == [f"spotify:track:{'0' * 22}"]
    assert (first["title"], first["creator"], first["album"]) == ("オレンジ", "7!!, Someone", "Single")
    assert first["duration"] == 350_200
    assert playlist["track"][1]["title"] == "Secret Base"


def test_markdown_is_a_numbered_list(syncer, catalog):
    lines = syncer("export", "--format", "markdown").stdout.split("\n")
    assert lines[:4] == [
        "# Mine",
        "",
        f"1. [オレンジ](https://open.spotify.com/track/{'0' * 22}) – 7!!, Someone",
        '2. "Secret Base" (from Anohana)',
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [(), ("--as-written",)], ids=["Spotify's names", "the catalog's names"])
def test_what_was_exported_adds_nothing_to_its_own_catalog(syncer, catalog, form, words):
    """A song is known by its words, and by the track that the lock has for it."""
    syncer("export", "--format", form, "--output", "list", *words)
    done = syncer("import", "list", "--yes")
    assert "nothing to add" in done.stdout, done.output
    assert catalog.read_text(encoding="utf-8") == CATALOG


@pytest.mark.parametrize("form", FORMS)
def test_another_catalog_gets_the_same_songs(syncer, catalog, form):
    syncer("export", "--format", form, "--output", "list", "--as-written")
    done = syncer("init", "other.toml", "--from", "list", "--yes")
    assert done.exit_code == 0, done.output
    songs = tomllib.loads(Path("other.toml").read_text(encoding="utf-8"))["songs"]
    assert [song["title"] for song in songs] == ["Orange", "Secret Base", "=1+1", "Dear You", "Pinned"]
    assert [song.get("from") for song in songs] == [None, "Anohana", None, None, None]
    assert songs[0]["uri"] == f"spotify:track:{'0' * 22}"


HARD = (
    Song("Stand by Me", ("Ben E. King",), uri=f"spotify:track:{ID}"),
    Song("Stand by Me", ("Oasis",)),
    Song("A - B", ("C – D",)),
    Song("A - B", ("C - D",), uri=f"spotify:track:{ID[::-1]}"),
    Song('Say "Hi"', ("Tyler, The Creator",)),
    Song("[x] *y* _z_ `q` \\ | <b> #1", ("# & ~",)),
    Song("1. Song", ("2) Band",)),
    Song("100%", ("4th",), duration_ms=269_000),
    Song("No artist - none", source='The "Film" (2016)'),
    Song("Both", ("Z",), source="A Series"),
    Song("'quoted'", ("@at", "=sum")),
    Song("「青い栞」", ("Galileo Galilei",)),
)


@pytest.mark.parametrize("song", HARD, ids=lambda song: song.title)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_hard_to_read_comes_back(form, song):
    others = (Song("First", ("One",)), Song("Second", ("Two",)))
    found = read(FORMS[form]("List", (*others, song)).encode()).songs
    assert len(found) == 3
    assert (found[2].title, ", ".join(found[2].artists)) == (song.title, ", ".join(song.artists))
    assert found[2].uri == song.uri
    expected = song.source.replace('"', "'") if song.source and form == "m3u" else song.source
    assert found[2].source == expected


NAME = st.text(min_size=1, max_size=12).map(plain).map(lambda text: " ".join(text.split())).filter(bool)
SONGS = st.lists(
    st.builds(Song, title=NAME, artists=st.lists(NAME, min_size=1, max_size=1).map(tuple)), min_size=3, max_size=5
)


@pytest.mark.parametrize("form", ["jspf"])
@given(songs=SONGS)
def test_any_names_come_back(form, songs):
    found = read(FORMS[form]("List", songs).encode()).songs
    assert {(song.title, song.artists) for song in found} <= {(song.title, song.artists) for song in songs}


def test_neither_the_catalog_nor_its_lock_is_written_over(syncer, catalog):
    for file in ("catalog.toml", "catalog.lock"):
        before = Path(file).read_bytes()
        assert syncer("export", "--output", file).exit_code == 2
        assert Path(file).read_bytes() == before


def test_without_a_lock_the_songs_are_listed_all_the_same(syncer, catalog):
    Path("catalog.lock").unlink()
    done = syncer("export", "--format", "markdown")
    assert '1. "Orange" – 7!!' in done.stdout
    assert "Pinned" in done.stdout
