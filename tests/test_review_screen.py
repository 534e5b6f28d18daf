"""What a review looks like, on screens of all kinds; and which keys a terminal's text stands for."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from syncer.commands.screen import KEYS, Screen
from syncer.keys import keys_in
from syncer.model import Alias, Artist, Feature, Score, Song, Track
from syncer.review.naming import Question
from syncer.review.waiting import Waiting

LINK = "https://open.spotify.com/track/21htkjP5rYjD3CXG3y9wCT?si=1"


@pytest.mark.parametrize(
    ("chunk", "keys"),
    [
        pytest.param("1", ("1",), id="a key"),
        pytest.param("1s", ("1", "s"), id="two that were pressed fast"),
        pytest.param("\x1b[C\x1b[D", ("n", "b"), id="arrows"),
        pytest.param("\x1b[15~q", ("\x1b[15~", "q"), id="a key that means nothing"),
        pytest.param("\x1b", ("\x1b",), id="escape"),
        pytest.param(f"{LINK}\n", (LINK,), id="a link that was pasted"),
        pytest.param("青", ("青",), id="another script"),
    ],
)
def test_what_a_terminal_sends_is_keys(chunk, keys):
    assert keys_in(chunk) == keys


def candidate(title="Orange", artist="7!!", fits=1.0, number=0):
    track = Track(f"spotify:track:{number:022}", title, (Artist(artist),), "An Album", duration_ms=240_000)
    return Score(track, (Feature("title", fits, 5.0), Feature("artist", 0.0, 4.0, f"the artist is another: {artist}")))


def shown(waiting, width=100, height=40, settled="", encoding="utf-8", **more):
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    console = Console(file=file, width=width, height=height, highlight=False)
    number = Screen(console).song(waiting, "3 of 8", settled, **more)
    file.flush()
    return raw.getvalue().decode(encoding), number


def waiting(*candidates, **more):
    return Waiting(
        Song("Orange", ("Your Lie",), **more), "unsure", "the title fits, the artist does not", candidates, (7,)
    )


def test_it_says_what_is_asked_why_it_waits_and_what_can_be_done():
    text, number = shown(waiting(candidate(), candidate("Orenji", "SPYAIR", 0.5)))
    assert number == 2
    assert "3 of 8" in text
    assert "Orange · Your Lie  (line 7)" in text
    assert "unsure: the title fits, the artist does not" in text
    assert "Orange · 7!!" in text
    assert "another artist; the title fits only roughly" in text
    assert "█████  ░░░░░" in text
    assert all(f"{key} {meaning}" in text for key, meaning in KEYS)
    assert "1-2 take it" in text


def test_without_a_candidate_there_is_nothing_to_take():
    text, number = shown(waiting())
    assert (number, "take it" in text, "length" in text) == (0, False, False)


def test_what_is_settled_says_so():
    assert "taken: Orange" in shown(waiting(candidate()), settled="taken: Orange · 7!!")[0]


def test_a_small_screen_shows_what_fits_and_how_many_more_there_are():
    eight = waiting(*(candidate(number=n) for n in range(8)))
    text, number = shown(eight, height=20)
    assert 3 <= number < 8
    assert f"m {8 - number} more" in text
    assert len(text.splitlines()) < 20
    assert shown(eight, height=20, everything=True)[1] == 8


def test_what_nothing_speaks_for_is_shown_on_demand():
    text, number = shown(
        waiting(*(candidate(fits=fits, number=n) for n, fits in enumerate([1.0, 0.5, 0.4, 0.4, 0.1, 0.0])))
    )
    assert (number, "m 2 more" in text) == (4, True)


def test_a_plain_terminal_gets_plain_bars():
    text, _ = shown(waiting(candidate("Orange", "Band")), encoding="ascii")
    assert "#####" in text
    assert "\\u2588" not in text


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
cjk = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x30FF), max_size=60)


@settings(deadline=None)  # it lays out whole screens
@given(
    st.sampled_from([40, 60, 80, 116, 160]), st.lists(st.tuples(anything | cjk, anything | cjk), max_size=3), anything
)
def test_whatever_the_titles_are_they_stay_in_their_place(width, names, reason):
    """No line is wider than the screen, also with characters of two cells; nothing moves the cursor."""
    candidates = tuple(candidate(title, artist, number=n) for n, (title, artist) in enumerate(names))
    song = Song(names[0][0] if names else "T", (names[0][1],) if names else ())
    text, _ = shown(Waiting(song, "unsure", reason, candidates, (1,)), width=width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert not {c for c in text.replace("\n", "") if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}


def test_the_question_names_both_and_what_a_source_says():
    file = io.StringIO()
    series = Alias("Anohana", "series", "Anohana", (Artist("ZONE"),))
    learnt = Alias("Anohana", "series", "Ano Hi Mita Hana", standing="learnt", origin="a page")
    Screen(Console(file=file, width=200)).name(Question("Anohana", "ZONE", series, series, (learnt,)))
    assert 'a page says: "Anohana" is the series Ano Hi Mita Hana' in file.getvalue()
    assert (
        'Is "Anohana" the [s]eries that this song is from, another name of the [a]rtist ZONE, or [n]either'
        in file.getvalue()
    )


def test_the_readmes_picture_loads_nothing_from_elsewhere():
    picture = (Path(__file__).parents[1] / "docs" / "review.svg").read_text(encoding="utf-8")
    assert "Anohana" in picture
    assert not re.search(r"@font-face|@import|url\(.?http|href|<script|<image", picture)
