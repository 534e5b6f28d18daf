"""What searches are spent on first, and what keeps its place meanwhile: nothing is asked that need not be."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.lock import Lock, Pin
from syncer.matching.resolve import MISS_IS_GOOD_FOR
from syncer.model import Absent, Answer, Artist, Matched, Pending, Song, Stopped, Track, Unmatched, Unsure
from syncer.outcomes import AGAIN, PINNED, carried_over, learnt, pin, to_look_for, wanted, without_gone
from syncer.outcomes import CHOSEN as YOURS
from syncer.spending import Course

OLD = MISS_IS_GOOD_FOR + 1


def artist(name):
    return (Artist(name, f"id of {name}"),)


def track(title, name):
    return Track(f"spotify:track:{title}", title, artist(name))


def song(title, name="Band", **more):
    return Song(title, (name,), **more)


class Spotify:
    """Knows tracks by their title and artist, remembers answers as the cache does, and may have had enough."""

    def __init__(self, *tracks, budget=99):
        self.tracks = tracks
        self.budget = budget
        self.asked = []
        self.memory = {}

    def recall(self, query):
        return self.memory.get(query.key)

    def ask(self, query):
        if len(self.asked) >= self.budget:
            return Stopped("enough", 7.0)
        self.asked.append(query.key)
        hits = [t for t in self.tracks if f"{t.title} {t.artists[0].name}".casefold() == query.key.casefold()]
        self.memory[query.key] = (Answer(tuple(hits)), 0.0)
        return Answer(tuple(hits))

    def track(self, uri):
        if len(self.asked) >= self.budget:
            return Stopped("enough", 7.0)
        self.asked.append(uri)
        return next((t for t in self.tracks if t.uri == uri), None)

    def remember(self, wanted, *hits, age=0.0):
        """Let the first question for a song, and the one for its artist, be answered long ago."""
        self.memory[f"{wanted.title} {wanted.artists[0]}"] = (Answer(hits), age)
        self.memory[f'artist:"{wanted.artists[0]}"'] = (Answer(()), age)


def run(songs, spotify, lock=None):
    course = Course(songs, lock or Lock(), spotify)
    for step in (course.at_no_cost, course.at_a_cost, course.taught):
        for _ in step():
            pass
    return course.outcomes


def kinds(found):
    return [type(each) for each in found]


def titles(found):
    return [each.song.title for each in found]


NEW, PLACED = song("Brand New", "A"), song("Well Placed", "B")
DOUBTFUL, MISSED = song("Doubtful Thing", "C"), song("Missing Link", "D")
LIVE = Track("spotify:track:live", "Doubtful Thing (Live)", artist("C"))


def spotify_with_a_past(**more):
    """Return one that was asked for two of the songs long ago: one came as a live recording alone, one not at all."""
    spotify = Spotify(track("Brand New", "A"), **more)
    spotify.remember(DOUBTFUL, LIVE, age=OLD)
    spotify.remember(MISSED, age=OLD)
    return spotify


def test_new_songs_come_first_then_the_unsure_then_old_misses():
    spotify = spotify_with_a_past()
    lock = Lock().with_pin(Pin(PLACED, track("Well Placed", "B"), "title and artist", 1.0))
    found = run((MISSED, DOUBTFUL, PLACED, NEW), spotify, lock)
    assert titles(found) == ["Missing Link", "Doubtful Thing", "Well Placed", "Brand New"]
    firsts = [key for key in spotify.asked if not key.startswith("artist:")]
    assert firsts == ["Brand New A", "Doubtful Thing C", "Missing Link D"]


@pytest.mark.parametrize(
    ("budget", "pending"),
    [
        pytest.param(0, ["Missing Link", "Doubtful Thing", "Brand New"], id="no search at all"),
        pytest.param(1, ["Missing Link", "Doubtful Thing"], id="one search"),
    ],
)
def test_what_the_budget_does_not_reach_is_pending_in_its_place(budget, pending):
    found = run((MISSED, DOUBTFUL, NEW), spotify_with_a_past(budget=budget))
    assert titles(found) == ["Missing Link", "Doubtful Thing", "Brand New"]
    assert [each.song.title for each in found if isinstance(each, Pending)] == pending


def test_fresh_answers_cost_nothing():
    spotify = Spotify(budget=0)
    spotify.remember(MISSED)
    spotify.remember(PLACED, track("Well Placed", "B"))
    assert kinds(run((MISSED, PLACED), spotify)) == [Unmatched, Matched]


def test_a_catalog_larger_than_the_budget_is_finished_and_no_question_asked_twice():
    songs = [song(f"Number {n}", f"Band {n}") for n in range(7)]
    spotify = Spotify(*(track(each.title, each.artists[0]) for each in songs if each.title != "Number 3"))
    lock = Lock()
    for day in range(1, 9):
        spotify.budget = 2 * day
        found = run(songs, spotify, lock)
        lock = _locked(found, lock)
        if not any(isinstance(each, Pending) for each in found):
            break
    assert kinds(found) == [Matched] * 3 + [Unmatched] + [Matched] * 3
    assert len(spotify.asked) == len(set(spotify.asked))


def test_a_song_that_was_half_asked_for_is_gone_on_with_before_old_misses():
    spotify = Spotify(budget=0)
    spotify.remember(MISSED, age=OLD)
    spotify.memory[f"{NEW.title} A"] = (Answer(()), 0.0)
    spotify.budget = 1
    run((MISSED, NEW), spotify)
    assert spotify.asked == ['artist:"A"']


def test_what_a_later_song_teaches_serves_an_earlier_one():
    """The band's Spotify id becomes known by its second song; the first one's track has another name for the band."""
    first, second = song("Hikari"), song("Sakura Saku")
    spotify = Spotify(budget=0)
    spotify.remember(first, Track("spotify:track:1", "Hikari", (Artist("ZYX", "id of Band"),)))
    assert kinds(run((first,), spotify)) == [Unsure]
    spotify.remember(second, track("Sakura Saku", "Band"))
    found = run((first, second), spotify)
    assert kinds(found) == [Matched, Matched]
    assert kinds(run((first, second), Spotify(budget=0), _locked(found))) == [Matched, Matched]


def _locked(found, lock=None):
    lock = lock or Lock()
    for each in found:
        lock = learnt(lock, each)
    return lock


CHOSEN = track("Well Placed", "B")
PIN = Pin(PLACED, CHOSEN, "title and artist", 1.0)


@pytest.mark.parametrize(
    ("edited", "stays"),
    [
        pytest.param(replace(PLACED, album="Best Of"), True, id="an album was added"),
        pytest.param(replace(PLACED, artists=("B", "C")), True, id="an artist was added"),
        pytest.param(replace(PLACED, title="well placed!"), True, id="only the title's look changed"),
        pytest.param(song("Something Else", "B"), False, id="another song of the artist"),
    ],
)
def test_an_edited_song_keeps_its_place_until_it_is_found(edited, stays):
    lock = carried_over(Lock().with_pin(PIN), (edited,))
    (found,) = run((edited,), Spotify(budget=0), lock)
    assert isinstance(found, Pending)
    assert wanted([found]) == ((CHOSEN,) if stays else ())
    assert learnt(lock, found) == lock


def test_a_song_that_is_still_in_the_catalog_gives_its_track_to_no_other():
    lock = Lock().with_pin(PIN)
    assert carried_over(lock, (PLACED, replace(PLACED, album="Best Of"))) == lock


@pytest.mark.parametrize(
    ("there", "kind"),
    [pytest.param(CHOSEN, Matched, id="it is found"), pytest.param(LIVE, Unmatched, id="it is gone")],
)
def test_a_song_that_is_looked_for_again_ends_one_way_or_the_other(there, kind):
    lock = Lock().with_pin(to_look_for(PIN))
    (found,) = run((PLACED,), Spotify(there), lock)
    after = learnt(lock, found)
    assert isinstance(found, kind)
    assert (after.pin(PLACED) is None) == (kind is Unmatched)
    assert all(each.how != AGAIN for each in after.pins.values())


def test_what_is_looked_for_again_comes_after_new_songs():
    spotify = Spotify(CHOSEN, track("Brand New", "A"))
    run((PLACED, NEW), spotify, Lock().with_pin(to_look_for(PIN)))
    assert spotify.asked == ["Brand New A", "Well Placed B"]


def test_another_uri_in_the_catalog_leaves_the_old_track_until_it_is_known():
    mine = replace(PLACED, uri="spotify:track:mine")
    lock = Lock().with_pin(PIN)
    (found,) = run((mine,), Spotify(budget=0), lock)
    assert wanted([found]) == (CHOSEN,)
    chosen = replace(track("mine", "B"), title="Well Placed")
    (found,) = run((mine,), Spotify(chosen), lock)
    assert wanted([found]) == (chosen,)
    assert learnt(lock, found).pin(mine).how == PINNED


def test_an_absent_song_costs_nothing_and_gives_up_its_place():
    absent = replace(PLACED, absent=True)
    (found,) = run((absent,), Spotify(budget=0), Lock().with_pin(PIN))
    assert found == Absent(absent)
    assert learnt(Lock().with_pin(PIN), found).pin(PLACED) is None


def test_a_track_that_two_songs_want_stands_where_the_first_does():
    spotify = Spotify(CHOSEN, track("Brand New", "A"))
    assert wanted(run((PLACED, NEW, replace(PLACED, album="Best Of")), spotify)) == (CHOSEN, track("Brand New", "A"))


def test_the_lock_forgets_no_match_because_of_the_quota():
    found = Pending(PLACED, "enough", stays=CHOSEN)
    assert learnt(Lock().with_pin(PIN), found).pin(PLACED) == PIN


def test_a_doubtful_song_is_no_pin():
    (found,) = run((DOUBTFUL,), Spotify(replace(LIVE, title="Doubtful Thing")))
    assert isinstance(found, Matched)
    assert pin(found).track.uri == LIVE.uri
    spotify = Spotify()
    spotify.remember(DOUBTFUL, LIVE)
    (unsure,) = run((DOUBTFUL,), spotify)
    assert isinstance(unsure, Unsure | Unmatched)
    assert learnt(Lock(), unsure) == Lock()


def test_a_track_that_is_gone_is_looked_for_again_whoever_chose_it():
    mine = replace(NEW, uri="spotify:track:mine")
    lock = Lock().with_pin(PIN).with_pin(Pin(mine, track("mine", "A"), PINNED, 1.0, "person"))
    after = without_gone(lock, [CHOSEN, track("mine", "A")])
    assert {each.how for each in after.pins.values()} == {AGAIN}
    found = run((PLACED, mine), Spotify(), after)
    assert kinds(found) == [Unmatched, Unmatched]
    assert "correct or remove its uri" in found[1].reason


OTHERS = track("Well Placed", "B")
MINE = Pin(PLACED, Track("spotify:track:mine", "Well Placed", artist("Somebody Else")), YOURS, 1.0, "person")


def test_no_search_replaces_what_a_person_chose():
    spotify = Spotify(OTHERS)
    spotify.remember(PLACED, OTHERS)
    (found,) = run((PLACED,), spotify, Lock().with_pin(MINE))
    assert (found.score.track, found.how, found.chosen_by) == (MINE.track, YOURS, "person")
    assert learnt(Lock().with_pin(MINE), found).pin(PLACED) == MINE
    assert spotify.asked == []


def test_where_the_track_that_a_person_chose_is_gone_what_else_fits_is_only_shown():
    """And so in every run, until they choose again."""
    lock = without_gone(Lock().with_pin(MINE), [MINE.track])
    for _ in range(3):
        (found,) = run((PLACED,), Spotify(OTHERS), lock)
        assert isinstance(found, Unsure)
        assert found.candidates[0].track == OTHERS
        assert found.reason.startswith('the track that you chose, "Well Placed" by Somebody Else, is gone from Spotify')
        lock = learnt(lock, found)
    (missed,) = run((PLACED,), Spotify(), lock)
    assert isinstance(missed, Unmatched)
    assert "is gone from Spotify" in missed.reason
    assert learnt(lock, missed) == lock


def test_the_track_that_a_person_chose_may_come_back():
    mine = replace(MINE, track=replace(OTHERS, uri="spotify:track:mine"))
    lock = without_gone(Lock().with_pin(mine), [mine.track])
    (found,) = run((PLACED,), Spotify(mine.track), lock)
    assert (found.score.track, found.how, found.chosen_by) == (mine.track, YOURS, "person")


@pytest.mark.parametrize(
    ("edit", "holds"),
    [
        pytest.param({"artists": ("Somebody Else",)}, True, id="it fits better now"),
        pytest.param({"album": "Best Of"}, True, id="no less"),
        pytest.param({"version": "live"}, False, id="another version is wanted now"),
    ],
)
def test_an_edited_entry_keeps_what_a_person_chose_unless_it_fits_less(edit, holds):
    edited = replace(PLACED, **edit)
    lock = carried_over(Lock().with_pin(MINE), (edited,))
    spotify = Spotify()
    spotify.memory["Well Placed live B"] = (Answer((track("Well Placed (Live)", "B"),)), 0.0)
    (found,) = run((edited,), spotify, lock)
    assert isinstance(found, Matched if holds else Unsure)
    if not holds:
        assert "fits less since its entry was edited" in found.reason


def test_a_track_in_the_catalog_wins_over_absent_in_the_lock():
    pinned = replace(PLACED, uri=OTHERS.uri)
    lock = Lock().with_absent(PLACED)
    (found,) = run((pinned,), Spotify(OTHERS), lock)
    assert isinstance(found, Matched)
    assert not learnt(lock, found).is_absent(PLACED)


def test_no_other_song_is_looked_for_again():
    lock = Lock().with_pin(PIN)
    assert without_gone(lock, [track("Brand New", "A")]) == lock


@settings(deadline=None, max_examples=40)
@given(
    there=st.sets(st.integers(0, 5)),
    budgets=st.lists(st.integers(0, 4), max_size=6),
    places=st.permutations(range(6)),
)
def test_however_the_days_are_cut_the_end_is_the_same_and_each_question_is_paid_for_once(there, budgets, places):
    songs = [song(f"Number {n}", f"Band {n // 2}") for n in places]
    tracks = [track(each.title, each.artists[0]) for each in songs if int(each.title[-1]) in there]
    spotify, lock = Spotify(*tracks, budget=0), Lock()
    for more in (*budgets, 99):
        spotify.budget += more
        found = run(songs, spotify, lock)
        assert titles(found) == [each.title for each in songs]
        lock = _locked(found, lock)
    assert kinds(found) == kinds(run(songs, Spotify(*tracks)))
    assert len(spotify.asked) == len(set(spotify.asked))
    before = len(spotify.asked)
    run(songs, spotify, lock)
    assert len(spotify.asked) == before
