"""Resolving: as few questions as possible, and what a run learns serves the songs after it."""

import pytest

from syncer.matching.judge import KnownArtists
from syncer.matching.resolve import MISS_IS_GOOD_FOR, resolve
from syncer.model import Absent, Answer, Artist, Matched, Pending, Song, Stopped, Track, Unmatched, Unsure

BAND = (Artist("Galileo Galilei", "g"),)
SHIORI = Track("spotify:track:shiori", "青い栞", BAND, duration_ms=337_960)
CIRCLE = Track("spotify:track:circle", "サークルゲーム", BAND)
LIVE = Track("spotify:track:live", "青い栞 (Live)", BAND)
SONG = Song("Aoi Shiori", ("Galileo Galilei",))
OTHER = Song("Circle Game", ("Galileo Galilei",))
FIRST, SECOND, THIRD = (
    "Aoi Shiori Galileo Galilei",
    "あおいしおり アオイシオリ Galileo Galilei",
    'artist:"Galileo Galilei"',
)


class Searcher:
    """Answers from a dict, remembers as the cache does, and counts what it was asked."""

    def __init__(self, answers, *, stops_after=99):
        self.answers = answers
        self.stops_after = stops_after
        self.asked = []
        self.memory = {}

    def recall(self, query):
        return self.memory.get(query.key)

    def ask(self, query):
        if len(self.asked) == self.stops_after:
            return Stopped("the quota is over", 7.0)
        self.asked.append(query.key)
        answer = Answer(tuple(self.answers.get(query.key, ())))
        self.memory[query.key] = (answer, 0.0)
        return answer

    def age(self, seconds):
        self.memory = {text: (answer, seconds) for text, (answer, _) in self.memory.items()}

    def track(self, uri):
        raise AssertionError(f"nobody pinned {uri}")


def resolved(searcher, song=SONG):
    return resolve(song, searcher, KnownArtists())


def test_a_convincing_answer_ends_the_climb():
    searcher = Searcher({FIRST: [CIRCLE, SHIORI]})
    outcome = resolved(searcher)
    assert isinstance(outcome, Matched)
    assert outcome.score.track is SHIORI
    assert searcher.asked == [FIRST]


def test_the_next_rung_is_asked_where_the_one_before_does_not_convince():
    searcher = Searcher({FIRST: [CIRCLE], SECOND: [], THIRD: [SHIORI]})
    outcome = resolved(searcher)
    assert isinstance(outcome, Matched)
    assert searcher.asked == [FIRST, SECOND, THIRD]
    assert [query.rung for query in outcome.asked][-1] == "artist alone"


def test_nothing_is_asked_twice():
    searcher = Searcher({})
    assert isinstance(resolved(searcher), Unmatched)
    assert isinstance(resolved(searcher), Unmatched)
    assert searcher.asked == [FIRST, SECOND, THIRD]


def test_a_miss_is_asked_for_again_after_a_week():
    searcher = Searcher({})
    resolved(searcher)
    searcher.age(MISS_IS_GOOD_FOR + 1)
    searcher.answers = {FIRST: [SHIORI]}
    assert isinstance(resolved(searcher), Matched)
    assert searcher.asked == [FIRST, SECOND, THIRD, FIRST]


def test_a_hit_is_good_for_ever():
    searcher = Searcher({FIRST: [SHIORI]})
    resolved(searcher)
    searcher.age(MISS_IS_GOOD_FOR * 100)
    assert isinstance(resolved(searcher), Matched)
    assert searcher.asked == [FIRST]


def test_what_was_answered_about_the_artist_serves_the_other_songs():
    searcher = Searcher({THIRD: [SHIORI, CIRCLE]})
    resolved(searcher)
    spent = len(searcher.asked)
    assert isinstance(resolved(searcher, OTHER), Matched)
    assert len(searcher.asked) == spent


@pytest.mark.parametrize("stops_after", [0, 1, 2], ids=["at once", "after one question", "after two"])
def test_a_song_that_was_not_asked_for_to_the_end_is_pending(stops_after):
    outcome = resolved(Searcher({}, stops_after=stops_after))
    assert outcome == Pending(SONG, "the quota is over", 7.0)


def test_a_song_that_is_there_and_doubtful_is_not_asked_for_again():
    """Two songs of that name by strangers stay two, whatever else is asked."""
    searcher = Searcher({"My Song Angel Beats": [Track(f"spotify:track:{n}", "My Song", (Artist(n),)) for n in "ab"]})
    outcome = resolved(searcher, Song("My Song", ("Angel Beats",)))
    assert isinstance(outcome, Unsure)
    assert len(searcher.asked) == 1


def test_a_strangers_song_of_that_name_is_no_reason_to_stop_where_the_artist_is_there():
    stranger = Track("spotify:track:x", "Aoi Shiori", (Artist("Somebody"),))
    searcher = Searcher({FIRST: [stranger, CIRCLE], THIRD: [SHIORI]})
    assert isinstance(resolved(searcher), Matched)


def test_the_second_page_of_an_artist_with_many_songs_is_asked_for():
    many = [Track(f"spotify:track:{n}", f"Song {n}", BAND) for n in range(10)]
    searcher = Searcher({THIRD: many, f"{THIRD} +10": [SHIORI]})
    assert isinstance(resolved(searcher), Matched)
    assert searcher.asked[-2:] == [THIRD, f"{THIRD} +10"]


LONG = Song("Kimi no Shiranai Monogatari", ("Bakemonogatari",))
TALE = Track("spotify:track:tale", "君の知らない物語", (Artist("supercell"),))


@pytest.mark.parametrize(
    ("by_the_artist", "kind"),
    [
        pytest.param((), Matched, id="there is no such artist"),
        pytest.param((Track("spotify:track:x", "別の歌", (Artist("Bakemonogatari"),)),), Unsure, id="there is one"),
    ],
)
def test_a_long_title_alone_decides_only_after_its_artist_was_looked_for(by_the_artist, kind):
    """A series in the artist's place is known by there being no such artist."""
    searcher = Searcher(
        {"Kimi no Shiranai Monogatari Bakemonogatari": [TALE], 'artist:"Bakemonogatari"': by_the_artist}
    )
    assert isinstance(resolved(searcher, LONG), kind)
    assert 'artist:"Bakemonogatari"' in searcher.asked


def test_another_version_is_no_reason_to_stop_asking():
    searcher = Searcher({FIRST: [LIVE], THIRD: [LIVE, SHIORI]})
    outcome = resolved(searcher)
    assert isinstance(outcome, Matched)
    assert outcome.score.track is SHIORI


def test_an_absent_song_is_not_asked_for():
    searcher = Searcher({})
    song = Song("T", ("A",), absent=True)
    assert resolved(searcher, song) == Absent(song)
    assert searcher.asked == []
