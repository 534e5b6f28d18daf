"""What folding must bring together, and what it must keep apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.matching.text import censored_equal, compact, fold, numbers, spelt_out, unleeted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Don't", "Don’t", id="every apostrophe is one"),
        pytest.param("Don't", "dont", id="and none is missed"),
        pytest.param("Beyoncé", "BEYONCE", id="accents of latin letters"),
        pytest.param("Røyksopp", "Royksopp", id="strokes too"),
        pytest.param("ISTANBUL", "ıstanbul", id="turkish dotless i"),
        pytest.param("İzmir", "izmir", id="turkish dotted I"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("You & Me", "You and Me", id="ampersand"),
        pytest.param("Florence + The Machine", "Florence & The Machine", id="plus"),
        pytest.param("Rock 'n' Roll", "Rock & Roll", id="n for and"),
        pytest.param("A$AP", "ASAP", id="dollar for s"),
        pytest.param("P!nk", "Pink", id="mark inside a word"),
        pytest.param("ｶﾞﾗｽ", "ガラス", id="half-width kana"),
        pytest.param("ＡＢＣ", "abc", id="full-width latin"),
        pytest.param("Up -- Up And Away", "Up, Up and Away", id="punctuation"),
        pytest.param("愛♡", "愛", id="ornaments"),
    ],
)
def test_fold_brings_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("か", "が", id="a voicing mark is no accent"),
        pytest.param("ハ", "パ", id="nor is the semi-voiced one"),
        pytest.param("夜に駆ける", "夜を駆ける", id="one particle"),
        pytest.param("Топ", "Топй", id="cyrillic short i is a letter"),
        pytest.param("!!!", "???", id="titles that are only marks"),
        pytest.param("+", "-", id="one mark"),
        pytest.param("😀", "😢", id="emoji"),
        pytest.param("h u n g e r", "h u and g e r", id="a spaced n is a letter"),
    ],
)
def test_fold_keeps_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_is_idempotent_and_keeps_something(text):
    folded = fold(text)
    assert fold(folded) == folded or not any(c.isalnum() for c in text)
    assert bool(folded) == bool(text.split()) or not text.isprintable()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Chapter Two", "Chapter 2", id="words and digits"),
        pytest.param("Fourteen Days", "14 Days", id="a teen"),
        pytest.param("Henry VIII", "Henry 8", id="roman numerals"),
        pytest.param("Song Pt. 2", "Song Part II", id="part"),
        pytest.param("Lovin' You", "Loving U", id="shortened words"),
    ],
)
def test_spelling_out_brings_together(one, other):
    assert spelt_out(fold(one)) == spelt_out(fold(other))


def test_a_single_letter_is_no_numeral():
    assert spelt_out(fold("I Want")) == spelt_out("i want")


def test_leet_is_read_inside_words_only():
    assert unleeted(fold("M4te 99")) == "mate 99"


@pytest.mark.parametrize(
    ("starred", "plain", "same"),
    [
        pytest.param("F**k You", "Fuck You", True, id="inside"),
        pytest.param("S**t", "Shit", True, id="two stars"),
        pytest.param("F**k You", "Thank You", False, id="another word"),
        pytest.param("*NSYNC", "NSYNC", False, id="a star before a word hides nothing, and folding drops it"),
        pytest.param("Fuck", "Fuck", False, id="no star at all"),
    ],
)
def test_stars_hide_letters(starred, plain, same):
    assert censored_equal(fold(starred), fold(plain)) is same


def test_numbers_are_those_in_digits_and_numerals():
    assert numbers(fold("Part II of 10")) == {"2", "10"}


def test_compact_has_no_blanks():
    assert compact("Dead-End Street") == compact("Deadend Street")
