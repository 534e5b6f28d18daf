"""The catalog's JSON Schema: it and ``syncer check`` take and refuse the same documents."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from syncer.catalog.lines import places
from syncer.catalog.rules import PLAYLIST, SONG, problems
from syncer.catalog.schema import DIRECTIVE, FILE, dumped, schema
from syncer.cli import app

TOP = Path(__file__).parents[1]
VALIDATOR = Draft202012Validator(schema())
HEAD = '[playlist]\nname = "P"\n'
SONG_TEXT = '[[songs]]\ntitle = "T"\nartist = "A"\n'
ID = "21htkjP5rYjD3CXG3y9wCT"


def agreed(document):
    """Return whether both take a document; they must say the same."""
    ours = not list(problems(document, places("")))
    assert VALIDATOR.is_valid(document) is ours, document
    return ours


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + SONG_TEXT, id="the least"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nfrom = "F"\n', id="a series for an artist"),
        pytest.param(HEAD + f'[[songs]]\ntitle = "T"\nuri = "{ID}"\n', id="an id for an artist"),
        pytest.param(HEAD + SONG_TEXT + f'uri = " https://open.spotify.com/intl-de/track/{ID}?si=1 "', id="a link"),
        pytest.param(HEAD + f'id = "spotify:user:me:playlist:{ID}"\n' + SONG_TEXT, id="an old playlist URI"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nartist = ["A", "B"]\n', id="two artists"),
        pytest.param(HEAD + SONG_TEXT + 'isrc = "jp-u90-14-02557"', id="ISRC with hyphens"),
        pytest.param(HEAD + SONG_TEXT + 'duration = "1:02:03"', id="an hour"),
        pytest.param(HEAD + SONG_TEXT + "absent = true", id="absent"),
        pytest.param(HEAD + SONG_TEXT + f'absent = false\nuri = "{ID}"', id="not absent, and pinned"),
        pytest.param(HEAD + 'public = true\nremoved = "respect"\ndescription = "…"\n' + SONG_TEXT, id="a full head"),
        pytest.param('[playlist]\nname = "' + "ｘ" * 100 + '"\n' + SONG_TEXT, id="a hundred wide characters"),
    ],
)
def test_both_take_it(text):
    assert agreed(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(HEAD, id="no songs"),
        pytest.param("songs = []\n" + HEAD, id="an empty list of songs"),
        pytest.param(SONG_TEXT, id="no playlist"),
        pytest.param("playlist = 1\n" + SONG_TEXT, id="a playlist that is a number"),
        pytest.param("[playlist]\n" + SONG_TEXT, id="no name"),
        pytest.param('[playlist]\nname = " "\n' + SONG_TEXT, id="a blank name"),
        pytest.param('[playlist]\nname = "' + "x" * 101 + '"\n' + SONG_TEXT, id="a name too long"),
        pytest.param('[playlist]\nname = "a\\nb"\n' + SONG_TEXT, id="a name of two lines"),
        pytest.param(HEAD + 'description = "a\\u2028b"\n' + SONG_TEXT, id="another line break"),
        pytest.param(HEAD + 'description = "a\\n"\n' + SONG_TEXT, id="a line break at the end"),
        pytest.param(HEAD + 'public = "yes"\n' + SONG_TEXT, id="public as a text"),
        pytest.param(HEAD + f'id = "spotify:track:{ID}"\n' + SONG_TEXT, id="a track for a playlist"),
        pytest.param(HEAD + 'removed = "keep"\n' + SONG_TEXT, id="another word"),
        pytest.param(HEAD + "cover = 1\n" + SONG_TEXT, id="a cover that is a number"),
        pytest.param("a = 1\n" + HEAD + SONG_TEXT, id="an unknown table"),
        pytest.param(HEAD + "colour = 1\n" + SONG_TEXT, id="an unknown key of the playlist"),
        pytest.param(HEAD + SONG_TEXT + "rating = 5", id="an unknown key of a song"),
        pytest.param('songs = ["T"]\n' + HEAD, id="a song that is a text"),
        pytest.param(HEAD + '[[songs]]\nartist = "A"\n', id="no title"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\n', id="no artist"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nartist = []\n', id="an empty list of artists"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nartist = ["A", ""]\n', id="an empty artist"),
        pytest.param(HEAD + SONG_TEXT + 'duration = "4:75"', id="75 seconds"),
        pytest.param(HEAD + SONG_TEXT + 'duration = "0:00"', id="no time"),
        pytest.param(HEAD + SONG_TEXT + "duration = 4", id="a number for a duration"),
        pytest.param(HEAD + SONG_TEXT + 'isrc = "JPU9014"', id="a short ISRC"),
        pytest.param(HEAD + SONG_TEXT + f'uri = "spotify:album:{ID}"', id="an album for a track"),
        pytest.param(HEAD + SONG_TEXT + f'uri = "{ID}\\n?"', id="a link of two lines"),
        pytest.param(HEAD + SONG_TEXT + f'absent = true\nuri = "{ID}"', id="absent and pinned"),
        pytest.param(HEAD + SONG_TEXT + 'absent = "true"', id="absent as a text"),
    ],
)
def test_both_refuse_it(text):
    assert not agreed(tomllib.loads(text))


def test_more_songs_than_a_playlist_holds_are_refused_by_both():
    songs = [{"title": str(number), "artist": "A"} for number in range(10_001)]
    assert agreed({"playlist": {"name": "P"}, "songs": songs[:-1]})
    assert not agreed({"playlist": {"name": "P"}, "songs": songs})


PARTS = (
    "spotify:track:",
    "spotify:playlist:",
    "https://open.spotify.com/",
    "track/",
    ID,
    "?x",
    "JP",
    "u90",
    "14-02557",
)
MORE = (
    "1402557",
    "4",
    ":",
    "29",
    "0:00",
    "75",
    " ",
    "\n",
    "\u2028",
    "\u3000",
    "restore",
    "respect",
    "x" * 100,
    "x" * 200,
)
WORDS = st.lists(st.sampled_from(PARTS + MORE), max_size=4).map("".join)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(0, 2), st.lists(WORDS, max_size=2), st.none())


def table(keys, needs):
    some = st.dictionaries(st.sampled_from([*keys, "other"]), VALUES, max_size=4)
    return st.builds(lambda given, found: {**given, **found}, st.just(needs), some)


@given(
    st.fixed_dictionaries(
        {"playlist": table(PLAYLIST, {"name": "P"}), "songs": st.lists(table(SONG, {"title": "T"}), max_size=2)}
    )
)
def test_both_say_the_same_of_any_document(document):
    agreed(document)


def test_the_file_beside_our_catalog_is_what_the_command_prints():
    assert (TOP / FILE).read_text(encoding="utf-8") == dumped()
    assert (TOP / "catalog.toml").read_text(encoding="utf-8").splitlines()[0] == DIRECTIVE


def test_the_command_prints_it_or_writes_it():
    printed = CliRunner().invoke(app, ["schema"])
    assert json.loads(printed.stdout) == schema()
    written = CliRunner().invoke(app, ["schema", "--output", "mine.json"])
    assert written.exit_code == 0
    assert written.stdout == ""
    assert Path("mine.json").read_text(encoding="utf-8") == dumped()


def test_every_key_says_what_it_is_for():
    tables = (schema()["properties"]["playlist"], schema()["properties"]["songs"]["items"])
    for each in tables:
        assert all(key["description"].endswith(".") or "…" in key["description"] for key in each["properties"].values())
