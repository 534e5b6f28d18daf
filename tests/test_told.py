"""What a source says becomes better questions: which, in which order, and how few of them are paid for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.lock import Lock, Pin
from syncer.matching.judge import KnownArtists
from syncer.matching.queries import MAX_LENGTH, is_worth_asking, ladder
from syncer.matching.resolve import MISS_IS_GOOD_FOR, remembered, resolve
from syncer.model import (
    Answer,
    Artist,
    Matched,
    Meaning,
    Pending,
    Query,
    Saying,
    Song,
    Stopped,
    Track,
    Unmatched,
    Unsure,
)
from syncer.outcomes import reconsidered
from syncer.spending import Course

SONG = Song("My Song", ("Angel Beats",))
SAID = Saying("AnimeThemes: insert song 3 of Angel Beats! is My Song by Girls Dead Monster")
LINK = "spotify:track:linked"


def track(title, *artists, uri="", **more):
    return Track(
        uri or f"spotify:track:{title} {artists}", title, tuple(Artist(name, name) for name in artists), **more
    )


def meaning(*titles, by=("Girls Dead Monster",), series="Angel Beats!", **more):
    return Meaning("AnimeThemes", titles or ("My Song",), (by,), (SAID,), series=series, **more)


MEANT = track("My Song", "Girls Dead Monster")
STRANGER = track("My Song", "Labi Siffre")


def rungs(song, *meanings):
    return [(query.rung, query.key) for query in ladder(song, meanings)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            meaning(),
            [
                ("title and performer, as told", "My Song Girls Dead Monster"),
                ("title and artist", "My Song Angel Beats"),
                ("performer alone, as told", 'artist:"Girls Dead Monster"'),
                ("performer alone, as told, second page", 'artist:"Girls Dead Monster" +10'),
            ],
            id="a series: its performer instead of it",
        ),
        pytest.param(
            meaning("Aoi Uta", by=("Lia", "リア")),
            [
                ("title and performer, as told", "Aoi Uta Lia"),
                ("title and artist", "My Song Angel Beats"),
                ("title as told, in the performer's script", "あおいうた アオイウタ Lia"),
                ("performer alone, as told", 'artist:"Lia"'),
                ("performer alone, as told, second page", 'artist:"Lia" +10'),
            ],
            id="a title without its native form",
        ),
        pytest.param(
            meaning(isrcs=("JPX1", "JPX2"), uris=("spotify:track:a", "spotify:track:b", "spotify:track:c")),
            [
                ("a link", "spotify:track:a"),
                ("a link", "spotify:track:b"),
                ("title and performer, as told", "My Song Girls Dead Monster"),
                ("ISRC, as told", "isrc:JPX1"),
                ("title and artist", "My Song Angel Beats"),
                ("performer alone, as told", 'artist:"Girls Dead Monster"'),
                ("performer alone, as told, second page", 'artist:"Girls Dead Monster" +10'),
            ],
            id="links first, which are no searches, and one ISRC",
        ),
        pytest.param(
            meaning("私の歌", "My Song", by=("歌手",), series=""),
            [
                ("title and performer, as told", "私の歌 歌手"),
                ("title and artist", "My Song Angel Beats"),
                ("artist alone", 'artist:"Angel Beats"'),
                ("artist alone, second page", 'artist:"Angel Beats" +10'),
            ],
            id="an artist: all that the list asks for as well",
        ),
        pytest.param(
            meaning(by=("A feat. B",)),
            [
                ("title and performer, as told", "My Song A"),
                ("title and artist", "My Song Angel Beats"),
                ("performer alone, as told", 'artist:"A"'),
                ("performer alone, as told, second page", 'artist:"A" +10'),
            ],
            id="who else takes part is not asked for",
        ),
    ],
)
def test_what_is_told_is_asked_for_first(told, expected):
    assert rungs(SONG, told) == expected


def test_what_the_list_says_already_is_asked_once():
    told = meaning(by=("Angel Beats",), series="")
    assert [rung for rung, _ in rungs(SONG, told)].count("title and performer, as told") == 1
    assert "title and artist" not in [rung for rung, _ in rungs(SONG, told)]


def test_where_several_songs_may_be_meant_the_list_s_words_are_asked():
    assert rungs(SONG, meaning(), meaning("Alchemy")) == rungs(SONG)


ANY = st.text(max_size=120)


@given(ANY, ANY, ANY.filter(bool), ANY.filter(bool), st.booleans())
def test_whatever_is_told_each_query_is_short_and_asked_once(title, artist, told, performer, series):
    song = Song(title, (artist,) if artist else ())
    queries = list(ladder(song, [meaning(told, by=(performer,), series="S" if series else "")]))
    assert all(0 < len(query.text) <= MAX_LENGTH for query in queries)
    assert len({query.key.casefold() for query in queries}) == len(queries)


MANY = [track(f"Song {number}", "Girls Dead Monster") for number in range(10)]
TOLD, PERFORMER, MORE = (
    "title and performer, as told", "performer alone, as told", "performer alone, as told, second page",
)  # fmt: skip


@pytest.mark.parametrize(
    ("rung", "answers", "worth"),
    [
        pytest.param(PERFORMER, {TOLD: [STRANGER]}, False, id="no track of theirs came at all"),
        pytest.param(PERFORMER, {TOLD: [track("Other", "Girls Dead Monster")]}, True, id="others of theirs came"),
        pytest.param(MORE, {PERFORMER: MANY}, True, id="a page full of theirs"),
        pytest.param(MORE, {PERFORMER: MANY[:9]}, False, id="a page that is not full"),
        pytest.param(MORE, {PERFORMER: [*MANY[:9], STRANGER]}, False, id="a page with others"),
        pytest.param(MORE, {}, False, id="no first page"),
    ],
)
def test_when_the_performer_s_tracks_are_worth_a_search(rung, answers, worth):
    assert is_worth_asking(Query("x", rung), SONG, answers, [meaning()]) == worth


@pytest.mark.parametrize(("seen", "worth"), [("あおい", True), ("Blue", False), (None, True)])
def test_kana_are_asked_for_where_kana_were_seen(seen, worth):
    query = Query("あおい アオイ Lia", "title as told, in the performer's script")
    answers = {TOLD: [track(seen, "Lia")]} if seen else {}
    assert is_worth_asking(query, SONG, answers, [meaning("Aoi", by=("Lia",))]) == worth


class Spotify:
    """Answers from a dict, remembers as the cache does, and counts searches and reads apart."""

    def __init__(self, answers=None, tracks=(), *, budget=99):
        self.answers = answers or {}
        self.tracks = {each.uri: each for each in tracks}
        self.budget = budget
        self.memory = {}
        self.searched, self.read = [], []

    def recall(self, query):
        return self.memory.get(query.key)

    def ask(self, query):
        if len(self.searched) >= self.budget:
            return Stopped("enough", 7.0)
        self.searched.append(query.key)
        self.memory[query.key] = (Answer(tuple(self.answers.get(query.key, ()))), 0.0)
        return self.memory[query.key][0]

    def track(self, uri):
        found = self.tracks.get(uri)
        if isinstance(found, Stopped):
            return found
        self.read.append(uri)
        self.memory[uri] = (Answer((found,) if found else ()), 0.0)
        return found


FIRST, SECOND = "My Song Girls Dead Monster", "My Song Angel Beats"


def resolved(spotify, *meanings, song=SONG):
    return resolve(song, spotify, KnownArtists(), meanings)


def test_the_first_question_finds_it():
    spotify = Spotify({FIRST: [STRANGER, MEANT]})
    outcome = resolved(spotify, meaning())
    assert isinstance(outcome, Matched)
    assert (outcome.score.track, outcome.says) == (MEANT, (SAID,))
    assert spotify.searched == [FIRST]


def test_a_link_that_fits_costs_no_search():
    linked = replace(MEANT, uri=LINK)
    spotify = Spotify(tracks=[linked])
    outcome = resolved(spotify, meaning(uris=(LINK,)))
    assert isinstance(outcome, Matched)
    assert (spotify.searched, spotify.read) == ([], [LINK])
    resolved(spotify, meaning(uris=(LINK,)))
    assert spotify.read == [LINK], "it is remembered"


@pytest.mark.parametrize(
    "linked",
    [
        pytest.param([replace(STRANGER, uri=LINK)], id="another's song"),
        pytest.param([track("My Song (Live)", "Girls Dead Monster", uri=LINK)], id="another version"),
        pytest.param([], id="no track any more"),
    ],
)
def test_a_link_is_judged_like_any_other_track(linked):
    """What a source links to may be anything."""
    spotify = Spotify({FIRST: [MEANT]}, linked)
    outcome = resolved(spotify, meaning(uris=(LINK,)))
    assert isinstance(outcome, Matched)
    assert outcome.score.track == MEANT
    assert spotify.searched == [FIRST]


def test_a_limit_for_reading_tracks_keeps_no_song_from_being_searched_for():
    spotify = Spotify({FIRST: [MEANT]})
    spotify.tracks[LINK] = Stopped("the quota is over", 7.0)
    outcome = resolved(spotify, meaning(uris=(LINK,)))
    assert isinstance(outcome, Matched)
    assert spotify.searched == [FIRST]


def test_a_link_that_was_not_read_yet_waits():
    """As long as only that is looked through which costs nothing."""
    spotify = Spotify()
    spotify.tracks[LINK] = Stopped("not asked for yet", not_yet=True)
    assert resolved(spotify, meaning(uris=(LINK,))) == Pending(SONG, "not asked for yet")
    assert spotify.searched == []


def test_what_seems_to_be_there_is_not_settled_before_what_is_told_was_seen():
    """By the list's words the stranger's song is all that there is; the source knows of another."""
    spotify = Spotify({SECOND: [STRANGER], FIRST: []})
    outcome = resolved(spotify, meaning())
    assert isinstance(outcome, Unsure)
    assert spotify.searched == [FIRST, SECOND], "and no track of the performer's came, so that they are not asked for"
    assert outcome.reason.endswith("; what AnimeThemes says was not seen on Spotify")


# On the way through a catalog


class Understanding:
    """Says of each title what it may mean, as soon as it is told."""

    def __init__(self, **known):
        self.known = known

    def meanings(self, song, _tracks):
        return self.known.get(song.title.replace(" ", "_"), ())


def course(spotify, understanding, *songs, lock=None):
    return Course(songs, lock or Lock(), spotify, understanding)


def go(steps):
    return list(steps)


LATER = Song("Later Song", ("Angel Beats",))


def test_the_first_look_spends_one_search_a_song():
    spotify = Spotify({SECOND: [STRANGER]})
    way = course(spotify, Understanding(), SONG, LATER)
    go(way.at_no_cost())
    go(way.first_look())
    assert spotify.searched == [SECOND, "Later Song Angel Beats"]
    assert way.waiting == 1, "of the first it is known what it depends on"
    assert [song for song, _ in way.open()] == [SONG, LATER]
    assert way.open()[0][1] == (STRANGER,)


def test_a_first_look_that_finds_it_is_enough():
    spotify = Spotify({SECOND: [track("My Song", "Angel Beats")]})
    way = course(spotify, Understanding(), SONG)
    go(way.at_no_cost())
    (found,) = go(way.first_look())
    assert isinstance(found, Matched)
    assert (way.waiting, way.open()) == (0, [])


@pytest.mark.parametrize(
    ("song", "offered", "is_open"),
    [
        pytest.param(SONG, [STRANGER], True, id="only a stranger's"),
        pytest.param(SONG, [], True, id="nothing"),
        pytest.param(SONG, [track("My Song (Live)", "Angel Beats")], False, id="only the version is open"),
        pytest.param(replace(SONG, uri="spotify:track:gone"), [], False, id="a person pinned it"),
        pytest.param(replace(SONG, absent=True), [], False, id="a person knows that it is not there"),
    ],
)
def test_which_songs_are_questions_for_others(song, offered, is_open):
    spotify = Spotify({SECOND: offered})
    way = course(spotify, Understanding(), song)
    for step in (way.at_no_cost, way.first_look):
        go(step())
    assert bool(way.open()) == is_open


def test_what_was_never_asked_for_is_no_question_for_others():
    spotify = Spotify(budget=0)
    way = course(spotify, Understanding(), SONG)
    for step in (way.at_no_cost, way.first_look):
        go(step())
    assert way.open() == []
    assert isinstance(way.outcomes[0], Pending)


def test_what_is_learnt_meanwhile_is_asked_for():
    spotify, understanding = Spotify({SECOND: [STRANGER], FIRST: [MEANT]}), Understanding()
    for query in ladder(SONG):
        spotify.memory[query.key] = (Answer((STRANGER,) if query.key == SECOND else ()), 0.0)
    way = course(spotify, understanding, SONG, LATER)
    go(way.at_no_cost())
    assert isinstance(way.outcomes[0], Unsure)
    understanding.known["My_Song"] = (meaning(),)
    waiting = way.waiting
    way.reconsider()
    assert way.waiting == waiting + 1
    go(way.at_a_cost())
    assert isinstance(way.outcomes[0], Matched)
    assert FIRST in spotify.searched
    assert list(way.understood()) == [(way.outcomes[0], meaning())]


def test_what_is_as_it_was_is_not_asked_for_again():
    spotify, understanding = Spotify({SECOND: [STRANGER]}), Understanding(My_Song=(meaning(),))
    for _ in range(2):
        way = course(spotify, understanding, SONG)
        go(way.at_no_cost())
        way.reconsider()
        go(way.at_a_cost())
    assert way.waiting == 0
    assert spotify.searched == [FIRST, SECOND]


def test_what_is_in_the_lock_is_not_weighed_again():
    class Never:
        def meanings(self, song, _tracks):
            raise AssertionError(f"{song.title} is settled")

    pin = Pin(SONG, MEANT, "title and artist, as AnimeThemes has them", 1.0, says=(SAID,))
    spotify = Spotify(budget=0)
    way = course(spotify, Never(), SONG, lock=Lock().with_pin(pin))
    for step in (way.at_no_cost, way.first_look, way.at_a_cost, way.taught):
        go(step())
    way.reconsider()
    assert (way.open(), list(way.understood())) == ([], [])
    assert way.outcomes[0].says == (SAID,)
    assert remembered(SONG, spotify).asked == ()


@pytest.mark.parametrize("budget", range(4))
def test_where_the_quota_ends_in_the_middle_the_next_run_goes_on(budget):
    understanding = Understanding(My_Song=(meaning(),))
    answers = {FIRST: [MEANT], "Later Song Angel Beats": [track("Later Song", "Angel Beats")]}
    spotify = Spotify(answers, budget=budget)

    def push():
        way = course(spotify, understanding, SONG, LATER)
        for step in (way.at_no_cost, way.first_look):
            go(step())
        way.reconsider()
        for step in (way.at_a_cost, way.taught):
            go(step())
        return way.outcomes

    early = push()
    assert all(isinstance(each, Matched | Pending) for each in early)
    assert sum(isinstance(each, Matched) for each in early) == min(budget, 2)
    spotify.budget = 99
    assert all(isinstance(each, Matched) for each in push())
    assert len(spotify.searched) == 2


def test_what_a_source_says_stays_where_a_person_had_chosen_otherwise():
    chosen = Pin(SONG, STRANGER, "looked for again", 1.0, chosen_by="person")
    found = resolved(Spotify({FIRST: [MEANT]}), meaning())
    shown = reconsidered(found, chosen)
    assert isinstance(shown, Unsure)
    assert shown.says == (SAID,)
    assert shown.candidates[0].track == MEANT


def test_an_old_miss_is_asked_for_again_under_what_is_told():
    spotify = Spotify({FIRST: [MEANT]})
    spotify.memory[FIRST] = (Answer(()), MISS_IS_GOOD_FOR + 1)
    spotify.memory[SECOND] = (Answer((STRANGER,)), MISS_IS_GOOD_FOR + 1)
    assert isinstance(resolved(spotify, meaning()), Matched)
    assert spotify.searched == [FIRST]


def test_nothing_there_says_what_would_be():
    outcome = resolved(Spotify(), meaning())
    assert isinstance(outcome, Unmatched)
    assert outcome.says == (SAID,)
