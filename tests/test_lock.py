"""The lock: what was chosen comes back, and nothing changes when nothing changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.errors import SyncerError, UsageError
from syncer.lock import Bound, Lock, Pin, dumps, load, save
from syncer.model import Alias, Artist, Song, Track

SONG = Song("Orange", ("7!!",), source="Your Lie in April", duration_ms=350_000, isrc="JPU901402557")
TRACK = Track(
    "spotify:track:21htkjP5rYjD3CXG3y9wCT",
    "オレンジ",
    (Artist("7!!"),),
    "Single",
    duration_ms=350_200,
    isrc="JPU901402557",
)
PIN = Pin(SONG, TRACK, "title and artist", 0.987)
BOUND = Bound("37i9dQZF1DXcBWIGoYBM5M", "AAAA", "abc", (TRACK.uri,), {"public": True})
PATH = Path("catalog.lock")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
songs = st.builds(Song, title=texts, artists=st.lists(texts, max_size=2).map(tuple), version=st.none() | texts)
pins = st.builds(
    Pin,
    song=songs,
    track=st.builds(Track, uri=texts.map("spotify:track:{}".format), title=texts),
    how=texts,
    score=st.just(0.5),
)


@settings(deadline=None)  # it writes files
@given(st.lists(pins, max_size=4))
def test_whatever_was_written_is_read_back(pins):
    """Titles are hostile: quotes, line breaks and control characters must survive."""
    lock = Lock()
    for pin in pins:
        lock = lock.with_pin(pin)
    save(PATH, lock)
    assert load(PATH) == lock


def test_a_whole_lock_is_read_back():
    lock = Lock(BOUND).with_pin(PIN)
    save(PATH, lock)
    assert load(PATH) == lock
    assert dumps(load(PATH)) == PATH.read_text(encoding="utf-8")


aliases = st.builds(
    Alias,
    name=texts,
    kind=st.sampled_from(["artist", "series"]),
    means=texts,
    artists=st.lists(st.builds(Artist, texts, st.none() | texts), max_size=2).map(tuple),
    standing=st.sampled_from(["confirmed", "learnt", "denied"]),
    origin=st.just("") | texts,
)


@settings(deadline=None)  # it writes files
@given(st.lists(songs, max_size=3), st.lists(aliases, max_size=3))
def test_what_a_person_decided_is_read_back(absent, aliases):
    lock = Lock()
    for song in absent:
        lock = lock.with_absent(song)
    for alias in aliases:
        lock = lock.with_alias(alias)
    save(PATH, lock)
    assert load(PATH) == lock


def test_a_song_is_either_pinned_or_absent():
    lock = Lock().with_pin(PIN).with_absent(SONG)
    assert lock.is_absent(SONG)
    assert lock.pin(SONG) is None
    pinned = lock.with_pin(PIN)
    assert pinned.pin(SONG) == PIN
    assert not pinned.is_absent(SONG)


@pytest.mark.parametrize("said", ["confirmed", "denied"])
def test_a_source_never_overrules_a_person(said):
    mine = Alias("Anohana", "series", "Ano Hi Mita Hana", standing=said)
    lock = Lock().with_alias(mine).with_alias(Alias("ANOHANA", "series", "Another", standing="learnt"))
    assert lock.alias("series", "anohana") == mine


def test_what_a_song_meant_goes_with_it_and_aliases_stay():
    lock = Lock().with_absent(SONG).with_alias(Alias("Chata", "artist", "茶太"))
    kept = lock.in_order_of([])
    assert not kept.absent
    assert kept.aliases == lock.aliases


def test_no_file_is_an_empty_lock():
    assert load(PATH) == Lock()


def test_an_unchanged_lock_is_not_written_again():
    save(PATH, Lock(BOUND))
    before = PATH.stat()
    save(PATH, Lock(BOUND))
    assert PATH.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        pytest.param({"line": 99}, True, id="the song moved in the catalog"),
        pytest.param({"aliases": ("オレンジ",)}, True, id="another title was added"),
        pytest.param({"title": "Orange!"}, False, id="another title"),
        pytest.param({"artists": ("SPYAIR",)}, False, id="another artist"),
        pytest.param({"version": "live"}, False, id="another version"),
        pytest.param({"duration_ms": 90_000}, False, id="another duration"),
    ],
)
def test_a_pin_holds_as_long_as_the_song_asks_for_the_same(change, holds):
    lock = Lock().with_pin(PIN)
    assert (lock.pin(replace(SONG, **change)) is PIN) == holds


def test_the_order_is_the_catalogs_and_what_left_it_leaves_the_lock():
    one, two, three = (replace(PIN, song=Song(title, ("A",))) for title in "abc")
    lock = Lock().with_pin(one).with_pin(two).with_pin(three)
    assert list(lock.in_order_of([three.song, one.song]).pins.values()) == [three, one]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("# Made\nversion = 2\n", 2, "version is 2", id="from a newer version"),
        pytest.param("version = 1\n<<<<<<< HEAD\n", 2, "merge conflict", id="merge conflict"),
        pytest.param("version = 1\n[[songs]]\ntitle = ", 3, "not valid TOML", id="cut short"),
        pytest.param('version = 1\n\n[[songs]]\ntitle = "T"\n', 3, "chosen_by", id="edited by hand: key missing"),
        pytest.param('version = 1\n[playlist]\nid = "x"\nnew = 1\n', 2, "new", id="edited by hand: unknown key"),
        pytest.param("version = 1\n[playlist]\nid = 7\n", 2, "another kind", id="edited by hand: a number"),
        pytest.param('version = 1\n[playlist]\nid = "x"\nplaced = "y"\n', 2, "no list", id="edited by hand: no list"),
        pytest.param("version = 1\nsongs = 3\n", 2, "int", id="edited by hand: no songs"),
        pytest.param("", 1, "version", id="empty"),
    ],
)
def test_a_lock_that_cannot_be_used_names_the_file_the_line_and_the_remedy(text, line, words):
    PATH.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words) as caught:
        load(PATH)
    assert str(caught.value).startswith(f"{PATH}:{line}: ")
    assert "delete it" in str(caught.value)


def test_the_remedy_names_the_playlist_so_that_no_second_one_is_made():
    PATH.write_text(dumps(Lock(BOUND)) + "<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f'id = "{BOUND.id}"'):
        load(PATH)


def test_a_lock_that_cannot_be_written_says_so():
    with pytest.raises(SyncerError, match="cannot be written"):
        save(Path("missing") / "catalog.lock", Lock())
