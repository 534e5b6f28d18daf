"""What sources have answered, on disk: good for as long as nothing is likely to change, and never in the way."""

import json
import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.errors import SyncerError
from syncer.knowledge.animethemes import AnimeThemes
from syncer.knowledge.facts import Performer, Piece, Series, dumped, in_words, loaded
from syncer.knowledge.memory import DAY, HIT, MISS, YOUNG, Memory, Place
from syncer.knowledge.source import Question

SERVER = "https://graphql.animethemes.moe"
NOW = datetime(2026, 7, 1, tzinfo=UTC).timestamp()
QUESTION = Question("animethemes", "series", ("Angel Beats!",))
LIA = Performer(("LIA", "リア"), ("Lia",), "some id")
SONG = Piece(
    titles=("僕の歌", "My Soul"),
    performers=(LIA, Performer(("Choir",))),
    also=("My Spirit",),
    on=("Single",),
    place="opening 1 of Angel Beats!",
    series="Angel Beats!",
    isrcs=("JPX401000001",),
    uris=("spotify:track:0000000000000000000000",),
    id="an id",
    url="https://animethemes.moe/anime/angel_beats",
)
SERIES = Series(("Angel Beats!", "AB!"), (SONG,), "2010-04-01", "https://animethemes.moe/anime/angel_beats")


class Newer(AnimeThemes):
    """A source whose answers are read otherwise than before."""

    shape = 2


@pytest.fixture
def at(tmp_path):
    """Return what opens the memory at a time, so many seconds from now."""
    opened = []

    def open_(later=0.0, source=None, server=SERVER):
        place = Place(source or AnimeThemes(), server)
        opened.append(Memory(tmp_path / "cache" / "knowledge.sqlite3", [place], lambda: NOW + later))
        return opened[-1]

    yield open_
    for memory in opened:
        memory.close()


@pytest.mark.parametrize(
    ("facts", "good"),
    [
        pytest.param((SERIES,), 180 * DAY, id="an answer: half a year"),
        pytest.param((SONG,), 180 * DAY, id="a song"),
        pytest.param((), 30 * DAY, id="nothing known: a month"),
        pytest.param((Series(("New",), since="2026-04-01"),), 7 * DAY, id="a series of this year: a week"),
        pytest.param((Series(("Coming",), since="2027-01-01"),), 7 * DAY, id="one that is yet to come"),
        pytest.param((SERIES, Series(("AB 2",), since="2026-07-01")), 7 * DAY, id="one of them is new"),
        pytest.param((Series(("Last",), since="2025-04-01"),), 180 * DAY, id="a series of last year"),
        pytest.param((Series(("When",)),), 180 * DAY, id="nobody knows of when"),
    ],
)
def test_an_answer_is_good_for_a_while(at, facts, good):
    at().keep(QUESTION, facts)
    assert at(good - 1).recall(QUESTION) == facts
    assert at(good + 1).recall(QUESTION) is None
    assert (HIT, MISS, YOUNG) == (180 * DAY, 30 * DAY, 7 * DAY)


def test_what_was_not_asked_is_not_known(at):
    assert at().recall(QUESTION) is None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"source": Newer()}, id="it is read otherwise now"),
        pytest.param({"server": "http://127.0.0.1:8080"}, id="another server"),
    ],
)
def test_an_answer_holds_for_whom_it_is_from(at, other):
    at().keep(QUESTION, (SERIES,))
    assert at(**other).recall(QUESTION) is None
    assert at().recall(QUESTION) == (SERIES,)


def test_an_answer_that_is_read_otherwise_replaces_the_old_one(at):
    at().keep(QUESTION, (SERIES,))
    at(source=Newer()).keep(QUESTION, ())
    assert at(source=Newer()).recall(QUESTION) == ()
    assert at().recall(QUESTION) is None


def test_a_source_that_is_not_asked_any_more_is_forgotten(at):
    at().keep(QUESTION, (SERIES,))
    assert at().recall(Question("elsewhere", "series", ("Angel Beats!",))) is None


@pytest.mark.parametrize(
    ("kind", "term", "same"),
    [
        ("series", "angel beats", True),
        ("series", "ＡＮＧＥＬ　ＢＥＡＴＳ！", True),
        ("title", "Angel Beats!", False),
        ("series", "Angel Beats 2", False),
    ],
)
def test_a_question_is_the_same_however_it_is_written(at, kind, term, same):
    at().keep(QUESTION, (SERIES,))
    assert (at().recall(Question("animethemes", kind, (term,))) is not None) == same


def test_it_is_on_disk_at_once(at, tmp_path):
    at().keep(QUESTION, (SERIES,))
    with sqlite3.connect(tmp_path / "cache" / "knowledge.sqlite3") as database:
        row = database.execute("SELECT source, shape, server, kind, question, asked_at FROM facts").fetchone()
    database.close()
    assert row == ("animethemes", 1, SERVER, "series", "angel beats", NOW)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("facts", "", id="no text"),
        pytest.param("facts", "{", id="no JSON"),
        pytest.param("facts", None, id="null"),
        pytest.param("facts", b"\xff\xfe", id="no text at all"),
        pytest.param("facts", "7", id="a number"),
        pytest.param("facts", "{}", id="no list"),
        pytest.param("facts", "[" * 100_000, id="too deep"),
        pytest.param("facts", "[null]", id="null in it"),
        pytest.param("facts", '["series"]', id="a text in it"),
        pytest.param("facts", '[{"kind": "film", "titles": ["A"]}]', id="another kind"),
        pytest.param("facts", '[{"kind": [], "titles": ["A"]}]', id="a kind that is none"),
        pytest.param("facts", '[{"kind": "series"}]', id="a series without a title"),
        pytest.param("facts", '[{"kind": "series", "titles": []}]', id="with none"),
        pytest.param("facts", '[{"kind": "series", "titles": "Angel"}]', id="a text instead of texts"),
        pytest.param("facts", '[{"kind": "series", "titles": [1]}]', id="numbers instead of texts"),
        pytest.param("facts", '[{"kind": "series", "titles": ["A"], "since": 7}]', id="a number instead of a text"),
        pytest.param("facts", '[{"kind": "series", "titles": ["A"], "songs": ["B"]}]', id="a text for a song"),
        pytest.param("facts", '[{"kind": "piece", "titles": ["A"], "performers": [{}]}]', id="nameless performer"),
        pytest.param("asked_at", "yesterday", id="asked yesterday"),
        pytest.param("asked_at", None, id="asked at no time"),
        pytest.param("asked_at", -1e300, id="asked before time"),
        pytest.param("asked_at", 1e300, id="asked after time"),
    ],
)
def test_a_damaged_answer_is_asked_for_again(at, tmp_path, column, value):
    at().keep(QUESTION, (SERIES,))
    with sqlite3.connect(tmp_path / "cache" / "knowledge.sqlite3") as database:
        cast = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
        database.execute(f"UPDATE facts SET {column} = {cast}", (value,))  # noqa: S608 - our own words
    database.close()
    memory = at()
    assert memory.recall(QUESTION) is None
    memory.keep(QUESTION, ())
    assert at().recall(QUESTION) == ()


def test_a_damaged_file_is_named_and_may_be_deleted(at, tmp_path):
    path = tmp_path / "cache" / "knowledge.sqlite3"
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(SyncerError, match=f"the cache {path} cannot be used .*; it may be deleted"):
        at()
    path.unlink()
    assert at().recall(QUESTION) is None


def test_a_folder_that_cannot_be_made_is_named(at, tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(SyncerError, match="cannot be opened"):
        at()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
NAMES = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
ANY = TEXTS | st.just("")
PERFORMERS = st.builds(Performer, NAMES, MANY, ANY)
PIECES = st.builds(Piece, NAMES, st.lists(PERFORMERS, max_size=2).map(tuple), MANY, MANY, ANY, ANY, MANY, MANY, ANY)
FACTS = st.lists(
    st.builds(Series, NAMES, st.lists(PIECES, max_size=2).map(tuple), ANY, ANY) | PIECES | PERFORMERS, max_size=3
).map(tuple)


@given(FACTS)
def test_whatever_is_said_comes_back(facts):
    assert tuple(map(loaded, json.loads(json.dumps([dumped(fact) for fact in facts])))) == facts


@pytest.mark.parametrize("text", ["'; DROP TABLE facts; --", "\x00", "%_", "\u202e", "👩‍👩‍👧", "x" * 100_000])
def test_hostile_texts_are_texts(at, text):
    question = Question("animethemes", "series", (text,))
    at().keep(question, (Series((text,)),))
    assert at().recall(question) == (Series((text,)),)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (SERIES, "Angel Beats!, with 1 song"),
        (Series(("Empty",)), "Empty, with 0 songs"),
        (LIA, "LIA / リア"),
        (SONG, "opening 1 of Angel Beats!: 僕の歌 / My Soul / My Spirit by LIA, Choir"),
        (Piece(("Work",)), "Work"),
    ],
    ids=["series", "series without songs", "performer", "song", "work"],
)
def test_a_fact_in_words(fact, words):
    assert in_words(fact) == words
