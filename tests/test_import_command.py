"""``syncer import``: what it shows, what it appends, and what it leaves as it was."""

import json
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


def test_a_catalog_that_is_one_array_takes_songs_too(syncer, catalog):
    catalog.write_text('songs = [{title = "again", artist = "YUI"}]\n[playlist]\nname = "Mine"\n', encoding="utf-8")
    done = syncer("import", "list.csv", "--yes")
    assert done.exit_code == 0, done.output
    assert len(tomllib.loads(catalog.read_text(encoding="utf-8"))["songs"]) == 2


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
