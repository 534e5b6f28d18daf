"""``syncer import``: what it shows, what it appends, and what it leaves as it was."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app

CATALOG = """# my list
[playlist]
name = "Mine"  # so it is

[[songs]]
title = "again"
artist = "YUI"  # the first
"""
LIST = "title,artist,album,duration\nagain,Yui,,\nLilium,Kumiko Noma,Elfen,4:29\nNoone,,,\n"


@pytest.fixture
def syncer():
    """Run a verb without a terminal; return its status, stdout and stderr."""
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def catalog():
    path = Path("catalog.toml")
    path.write_text(CATALOG, encoding="utf-8")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    return path


def test_what_is_new_is_appended_and_the_rest_stays(syncer, catalog):
    """Comments and layout are the person's; a song that is there already does not come twice."""
    done = syncer("import", "list.csv", "--yes")
    assert done.exit_code == 0, done.output
    assert catalog.read_text(encoding="utf-8") == (
        CATALOG + '\n[[songs]]\ntitle = "Lilium"\nartist = "Kumiko Noma"\nalbum = "Elfen"\nduration = "4:29"\n'
    )
    assert "no artist" in done.output


def test_a_second_import_adds_nothing(syncer, catalog):
    syncer("import", "list.csv", "--yes")
    before = catalog.read_bytes()
    assert "nothing to add" in syncer("import", "list.csv", "--yes").stdout
    assert catalog.read_bytes() == before


def test_nobody_has_agreed_without_a_terminal(syncer, catalog):
    done = syncer("import", "list.csv")
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert catalog.read_text(encoding="utf-8") == CATALOG


def test_json_writes_nothing_and_needs_no_catalog(syncer):
    done = syncer("import", "-", "--json", input=LIST)
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["songs"][1] == {
        "title": "Lilium",
        "artist": "Kumiko Noma",
        "album": "Elfen",
        "duration": "4:29",
    }
    assert not Path("catalog.toml").exists()


HEAD = '[playlist]\nname = "Mine"\n'
AGAIN = '[[songs]]\ntitle = "again"\nartist = "YUI"'


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(f"{HEAD}{AGAIN}", id="no line end at its end"),
        pytest.param(f"{HEAD}{AGAIN} # the first", id="a comment at its end"),
        pytest.param(f"{HEAD}{AGAIN}\n# the end", id="a last comment"),
        pytest.param(f"{HEAD}{AGAIN}\n\n\n", id="empty lines at its end"),
        pytest.param(f"{AGAIN}\n\n# of mine\n{HEAD}", id="the playlist at its end"),
        pytest.param(f"{AGAIN}\n{HEAD}".removesuffix("\n"), id="the playlist at its end, without line end"),
        pytest.param(f'{AGAIN}\n{HEAD}[[songs]]\ntitle = "b"\nartist = "c"\n', id="the playlist between songs"),
        pytest.param('songs = [\n  {title = "again", artist = "YUI"}, # c\n]\n' + HEAD, id="an array of lines"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_whatever_its_layout_its_lines_stay_and_the_song_is_there(syncer, catalog, before, line_end, mark):
    """Line ends and the mark at its start are the editor's business; a layout that cannot be kept is left alone."""
    written = (mark + before.replace("\n", line_end)).encode()
    catalog.write_bytes(written)
    done = syncer("import", "list.csv", "--yes")
    after = catalog.read_bytes()
    if done.exit_code == 2:
        assert "nothing was written" in done.stderr
        assert after == written
        return
    assert done.exit_code == 0, done.output
    titles = [song["title"] for song in tomllib.loads(after.decode("utf-8-sig"))["songs"]]
    assert titles[-1] == "Lilium"
    assert after.startswith(mark.encode())
    assert set(re.findall(rb"\r?\n", after)) == {line_end.encode()}
    lines = after.decode().splitlines()
    assert [line for line in written.decode().splitlines() if line not in lines] == []


def test_a_catalog_that_is_one_array_takes_songs_too(syncer, catalog):
    catalog.write_text('songs = [{title = "again", artist = "YUI"}]\n[playlist]\nname = "Mine"\n', encoding="utf-8")
    done = syncer("import", "list.csv", "--yes")
    assert done.exit_code == 0, done.output
    assert len(tomllib.loads(catalog.read_text(encoding="utf-8"))["songs"]) == 2


def test_what_was_understood_is_shown_and_what_was_not(syncer, catalog):
    """The order that was found, each song, and each line that is none, with its number."""
    text = "My list\n\nYUI - again\nYUI - Rolling star\nKumiko Noma - Lilium\nand some more words here\n"
    Path("list.txt").write_text(text, encoding="utf-8")
    done = syncer("import", "list.txt", "--yes")
    assert "Read as text, artist – title: 3 songs" in done.stdout
    assert "Rolling star · YUI" in done.stdout
    assert "not understood, line 1: My list" in done.stderr
    assert "not understood, line 6: and some more words here" in done.stderr
    assert "2 songs new, 1 in the catalog already" in done.stdout


def test_a_song_does_not_come_twice_however_it_is_written(syncer, catalog):
    """In the list itself and in the catalog: case, quotes, and how the artists are joined do not matter."""
    text = 'title,artist\nAGAIN,yui\nDon’t,"A & B"\nDon\'t,"B, A"\ndon\'t,a;b\n'
    Path("list.csv").write_text(text, encoding="utf-8")
    syncer("import", "list.csv", "--yes")
    songs = tomllib.loads(catalog.read_text(encoding="utf-8"))["songs"]
    assert [song["title"] for song in songs] == ["again", "Don’t"]


def test_two_tracks_of_one_name_from_two_albums_both_come(syncer, catalog):
    text = (
        "Track URI,Track Name,Artist Name(s),Album Name\n"
        "spotify:track:21htkjP5rYjD3CXG3y9wCT,Intro,X,First\n"
        "spotify:track:31htkjP5rYjD3CXG3y9wCT,Intro,X,Second\n"
        "spotify:track:31htkjP5rYjD3CXG3y9wCT,Intro (Second),X,Second\n"
    )
    Path("list.csv").write_text(text, encoding="utf-8")
    syncer("import", "list.csv", "--yes")
    songs = tomllib.loads(catalog.read_text(encoding="utf-8"))["songs"]
    assert [song.get("album") for song in songs] == [None, "First", "Second"]


@pytest.mark.parametrize(("answer", "count"), [("y", 2), ("n", 1), ("", 1)], ids=["yes", "no", "Enter alone"])
def test_a_person_is_asked(person, catalog, answer, count):
    before = catalog.read_text(encoding="utf-8")
    status, shown = person("import", "list.csv", types=(answer,))
    assert status == 0, shown
    assert "Append 1 song to catalog.toml? [y/N]" in shown
    after = catalog.read_text(encoding="utf-8")
    assert len(tomllib.loads(after)["songs"]) == count
    assert after.startswith(before)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("import", "nowhere.csv", "--json"), "nowhere.csv cannot be read", id="no such file"),
        pytest.param(("import", ".", "--json"), "cannot be read", id="a folder"),
        pytest.param(("import", "list.csv", "--into", "none.toml"), "none.toml", id="no catalog"),
    ],
)
def test_what_is_wrong_is_said(syncer, catalog, words, says):
    done = syncer(*words)
    assert done.exit_code == 2
    assert says in done.stderr
