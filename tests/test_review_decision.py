"""Deciding and taking back, as values: what becomes of catalog and lock, and what no search may do afterwards."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.errors import UsageError
from syncer.lock import Lock, Pin, dumps
from syncer.model import Alias, Artist, Song, Track
from syncer.outcomes import AGAIN, CHOSEN, PINNED
from syncer.review.decision import LookAgain, Means, MeansNot, NotThere, Step, Take, decided, state, undone, uses

PATH = Path("catalog.toml")
TRACK = Track("spotify:track:21htkjP5rYjD3CXG3y9wCT", "オレンジ", (Artist("7!!", "id"),), "Single", duration_ms=350_000)
OTHER = Track("spotify:track:3yyygrZ3m9dHsqeDx0QaFU", "Kataomoi", (Artist("Aimer", "aimer"),))
CATALOG = """\
[playlist]
name = "Mine"

[[songs]]
title = "Orange"  # the ending
artist = "7!!"

[[songs]]
title = "Kataomoi"
artist = "Chara"
"""
TWICE = CATALOG + '\n[[songs]]\ntitle = "Orange"\nartist = "7!!"\nalbum = ""\n'.replace('album = ""\n', "")
ORANGE = Song("Orange", ("7!!",))
KATAOMOI = Song("Kataomoi", ("Chara",))
FOUND = Pin(KATAOMOI, OTHER, "title and artist", 0.9)


def now(text=CATALOG, lock=None):
    return state(PATH, text, lock or Lock())


def song(now, title):
    return next(each for each in now.songs if each.title == title)


def test_a_choice_goes_into_the_lock_and_the_catalog_stays():
    after = decided(now(), Take(ORANGE, TRACK))
    assert after.text == CATALOG
    pin = after.lock.pin(ORANGE)
    assert (pin.track.uri, pin.how, pin.chosen_by) == (TRACK.uri, CHOSEN, "person")


def test_who_wants_to_own_it_has_it_in_the_catalog():
    """And in the lock, so that the next push asks nothing."""
    after = decided(now(), Take(ORANGE, TRACK), own=True)
    assert song(after, "Orange").uri == TRACK.uri
    assert "# the ending" in after.text
    assert after.lock.pin(ORANGE).how == PINNED


def test_not_there_takes_the_track_away():
    before = now(lock=Lock().with_pin(FOUND))
    after = decided(before, NotThere(KATAOMOI))
    assert after.lock.is_absent(KATAOMOI)
    assert after.lock.pin(KATAOMOI) is None
    owned = decided(before, NotThere(KATAOMOI), own=True)
    assert song(owned, "Kataomoi").absent
    assert not owned.lock.is_absent(KATAOMOI)


@pytest.mark.parametrize("mark", [f'uri = "{OTHER.uri}"', "absent = true"], ids=["a track", "absent"])
@pytest.mark.parametrize("decision", [Take(ORANGE, TRACK), NotThere(ORANGE)], ids=["take", "not there"])
def test_what_the_catalog_says_itself_is_changed_there(mark, decision):
    """It would win over the lock."""
    before = now(CATALOG.replace('artist = "7!!"\n', f'artist = "7!!"\n{mark}\n'))
    after = decided(before, decision)
    theirs = song(after, "Orange")
    assert (theirs.uri, theirs.absent) == ((TRACK.uri, False) if isinstance(decision, Take) else (None, True))


@pytest.mark.parametrize("own", [False, True], ids=["lock", "catalog"])
def test_songs_that_ask_in_the_same_words_share_a_decision(own):
    after = decided(now(TWICE), Take(ORANGE, TRACK), own=own)
    assert [each.uri for each in after.songs if each.title == "Orange"] == ([TRACK.uri] * 2 if own else [None] * 2)
    assert after.lock.pin(ORANGE).track.uri == TRACK.uri


@pytest.mark.parametrize("own", [False, True], ids=["lock", "catalog"])
@pytest.mark.parametrize("first", [Take(ORANGE, TRACK), NotThere(ORANGE)], ids=["taken", "absent"])
def test_a_song_is_looked_for_again(own, first):
    """It keeps its place until then, and a search may choose for it."""
    after = decided(decided(now(), first, own=own), LookAgain(ORANGE))
    assert after.text == CATALOG
    assert not after.lock.is_absent(ORANGE)
    pin = after.lock.pin(ORANGE)
    assert pin is None if isinstance(first, NotThere) else (pin.how, pin.chosen_by) == (AGAIN, "search")


def test_a_song_that_left_the_catalog_cannot_be_decided():
    with pytest.raises(UsageError, match="no longer"):
        decided(now(), Take(Song("Lilium", ("Kumiko Noma",)), TRACK))


def test_the_lock_keeps_the_catalogs_order():
    after = decided(now(lock=Lock().with_pin(FOUND)), Take(ORANGE, TRACK))
    assert [pin.song.title for pin in after.lock.pins.values()] == ["Orange", "Kataomoi"]


def test_what_an_edited_song_had_stays_for_the_next_push():
    edited = Pin(Song("Kataomoi", ("Chra",)), OTHER, "title and artist", 0.9)
    assert edited in decided(now(lock=Lock().with_pin(edited)), Take(ORANGE, TRACK)).lock.pins.values()


CHARA = Alias("Chara", "artist", "Aimer", (Artist("Aimer", "aimer"),))


def test_a_name_means_what_a_person_said_until_it_is_taken_back():
    after = decided(now(), Means(CHARA))
    assert after.lock.alias("artist", "chara") == CHARA
    assert decided(after, MeansNot(CHARA)).lock.alias("artist", "Chara") is None


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(Alias("Chara", "artist", "Aimer", standing="learnt"), id="learnt"),
        pytest.param(Alias("Chara", "artist", "Aimer", url="https://example.org"), id="learnt and confirmed"),
    ],
)
def test_a_name_that_a_source_knows_is_denied_so_that_it_does_not_come_back(known):
    after = decided(now(lock=Lock().with_alias(known)), MeansNot(known))
    assert after.lock.alias("artist", "Chara").standing == "denied"


def test_what_was_found_under_a_name_is_looked_for_again_without_it():
    lock = Lock().with_alias(CHARA).with_pin(FOUND).with_pin(Pin(ORANGE, TRACK, "title and artist", 0.9))
    after = decided(now(lock=lock), MeansNot(CHARA)).lock
    assert [pin.how for pin in after.pins.values()] == [AGAIN, "title and artist"]


def test_what_a_person_chose_stays_without_the_name():
    lock = Lock().with_alias(CHARA).with_pin(Pin(KATAOMOI, OTHER, CHOSEN, 1, "person"))
    assert decided(now(lock=lock), MeansNot(CHARA)).lock.pin(KATAOMOI).how == CHOSEN


decisions = st.sampled_from(
    [
        *(Take(each, track) for each in (ORANGE, KATAOMOI) for track in (TRACK, OTHER)),
        *(NotThere(each) for each in (ORANGE, KATAOMOI)),
        *(LookAgain(each) for each in (ORANGE, KATAOMOI)),
        Means(CHARA),
        MeansNot(CHARA),
    ]
)


@settings(deadline=None)  # it parses catalogs
@given(st.lists(st.tuples(decisions, st.booleans()), min_size=1, max_size=6), st.sampled_from([CATALOG, TWICE]))
def test_whatever_was_decided_undoing_all_of_it_gives_both_files_back(steps, text):
    first = there = now(text, Lock().with_pin(FOUND))
    done = []
    for decision, own in steps:
        before, there = there, decided(there, decision, own=own)
        done.append(Step(decision, before, there))
    for step in reversed(done):
        there = undone(there, step)
    assert (there.text, dumps(there.lock)) == (first.text, dumps(first.lock))


@pytest.mark.parametrize("own", [False, True], ids=["lock", "catalog"])
def test_undoing_leaves_what_was_changed_otherwise_since(own):
    """A push has found a song meanwhile, and the person has edited the catalog."""
    before = now()
    after = decided(before, Take(ORANGE, TRACK), own=own)
    since = state(PATH, after.text + "\n# more to come\n", after.lock.with_pin(FOUND))
    back = undone(since, Step(Take(ORANGE, TRACK), before, after))
    assert back.text == CATALOG + "\n# more to come\n"
    assert list(back.lock.pins.values()) == [FOUND]


def test_undoing_does_not_take_back_what_was_decided_since_elsewhere():
    before = now()
    after = decided(before, Take(ORANGE, TRACK))
    elsewhere = decided(after, Take(ORANGE, OTHER))
    assert undone(elsewhere, Step(Take(ORANGE, TRACK), before, after)).lock.pin(ORANGE).track.uri == OTHER.uri


def test_a_track_that_another_song_has_is_named():
    there = now(lock=Lock().with_pin(FOUND))
    assert [each.title for each in uses(there.songs, there.lock, OTHER, ORANGE)] == ["Kataomoi"]
    assert uses(there.songs, there.lock, OTHER, KATAOMOI) == ()
