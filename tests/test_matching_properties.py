"""What holds for any song and any tracks, however odd their text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syncer.matching.judge import judge
from syncer.matching.likeness import alike
from syncer.matching.titles import parse, titles_alike
from syncer.model import Artist, Matched, Song, Track, Unmatched, Unsure

LETTERS = st.sampled_from("aeiknorstu AB12'’!?.,-–~〜/:;()[]（）「」【】*$&+あかがシーラ恋花夢한국가ЯжикTheLive feat.")
TEXT = st.text(LETTERS, min_size=1, max_size=25) | st.text(min_size=1, max_size=15)


@st.composite
def tracks(draw):
    number = draw(st.integers(0, 99))
    artists = tuple(Artist(name) for name in draw(st.lists(TEXT, max_size=2)))
    return Track(f"spotify:track:{number}", draw(TEXT), artists, album=draw(TEXT | st.just("")))


@settings(max_examples=150, deadline=None)
@given(st.builds(Song, title=TEXT, artists=st.lists(TEXT, max_size=2).map(tuple)), st.lists(tracks(), max_size=4))
def test_every_song_has_an_outcome_with_scores_between_0_and_1(song, offered):
    outcome = judge(song, offered)
    match outcome:
        case Matched(score=score, others=others):
            scores = (score, *others)
        case Unsure(candidates=scores):
            assert scores
        case Unmatched(nearest=scores):
            pass
    assert all(0 <= score.total <= 1 for score in scores)
    assert all(0 <= feature.value <= 1 for score in scores for feature in score.features)


@settings(max_examples=100, deadline=None)
@given(st.builds(Song, title=TEXT, artists=st.tuples(TEXT)), st.lists(tracks(), max_size=4))
def test_the_order_of_the_answer_means_nothing(song, offered):
    offered = list({track.uri: track for track in offered}.values())
    one, other = judge(song, offered), judge(song, offered[::-1])
    assert type(one) is type(other)
    if isinstance(one, Matched) and isinstance(other, Matched):
        assert one.score.track == other.score.track


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
@example("か", "1Яか")
def test_likeness_has_no_direction(one, other):
    assert alike(one, other).value == pytest.approx(alike(other, one).value)


@given(TEXT.filter(str.strip))
def test_a_title_is_like_itself(text):
    assert parse(text).forms
    assert titles_alike(text, text).value == 1.0


@pytest.mark.parametrize(
    "piece",
    ["a ", "(", "(a", "feat. ", "- ", "「", "from ", "a*", "live ", "~", "' ", "ver. ", "夢", "ラ", "1 2 ", "&"],
)
def test_a_long_title_is_no_trap(piece):
    """Nested repetition in a pattern would take for ever on these."""
    text = piece * 300
    outcome = judge(Song(text, (text,)), [Track("spotify:track:1", text + "b", (Artist(text),), album=text)])
    assert outcome
