"""Asking: each question once, what helps most first, within the budget, and nobody who does not want to be asked."""

from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from syncer.knowledge.answers import Part
from syncer.knowledge.asking import WAVE, Asked, Knowledge, Told, case_of, learnt
from syncer.knowledge.facts import Piece
from syncer.knowledge.memory import Memory, Place
from syncer.knowledge.source import Errors, Question, Request
from syncer.knowledge.wire import Clock, Wire
from syncer.log import logging_to
from syncer.model import Alias, Artist, Meaning, Saying, Song, Track

FIRST, SECOND = "https://first.example.org", "https://second.example.org"


class Oracle:
    """A source that is asked for an artist's songs, and then for the title itself; it says that all is by Somebody."""

    def __init__(self, key="first", *, budget=99, batch=1, kinds=("artist", "title")):
        self.key = key
        self.name = key.capitalize()
        self.budget = budget
        self.batch = batch
        self.kinds = kinds

    shape, pace = 1, 0.0
    probe = Question("first", "artist", ("A",))

    def wants(self, case, _meanings, recall):
        questions = (Question(self.key, kind, self._terms(kind, case)) for kind in ("artist", "title"))
        return next((each for each in questions if each.terms[0] and recall(each) is None), None)

    def _terms(self, kind, case):
        return ((case.song.artists or ("",))[0],) if kind == "artist" else (case.song.title,)

    def request(self, questions):
        return Request("/", {questions[0].kind: "|".join(each.terms[0] for each in questions)})

    def facts(self, questions, answer):
        if "errors" in answer:
            raise Errors(answer["errors"])
        known = Part(answer).at("known").value
        return {each: (Piece((each.terms[0],)),) if each.terms[0] in known else () for each in questions}

    def meanings(self, case, meanings, recall):
        known = recall(Question(self.key, "title", (case.song.title,)))
        says = (Saying(f"{self.name}: {case.song.title} is by Somebody"),)
        return (*meanings, *([Meaning(self.name, (case.song.title,), (("Somebody",),), says)] if known else []))


@pytest.fixture
def web():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as web:
        for url in (FIRST, SECOND):
            web.get(f"{url}/", json={"known": []})
        yield web


@pytest.fixture
def knowing(tmp_path):
    """Return what starts a run over these sources; what an earlier one has learnt is still there."""
    opened = []

    def start(*sources):
        sources = sources or (Oracle(),)
        urls = {"first": FIRST, "second": SECOND}
        places = [Place(each, urls[each.key]) for each in sources]
        memory = Memory(tmp_path / "knowledge.sqlite3", places, lambda: 1_000_000.0)
        clock = Clock(lambda: 0.0, lambda _: None)
        asked = (Asked(each, Wire(urls[each.key], 0.0, tmp_path / f"{each.key}.sent", clock)) for each in sources)
        opened.append(memory)
        return Knowledge(tuple(asked), memory)

    yield start
    for memory in opened:
        memory.close()


def song(title, artist=""):
    return Song(title, (artist,) if artist else ())


def unsettled(*songs):
    return [(each, ()) for each in songs]


def sent(web, url=FIRST):
    """Return what was asked: the kind and the terms of each request."""
    queries = (urlsplit(call.request.url) for call in web.calls if call.request.url.startswith(url))
    return [(kind, terms[0]) for query in queries for kind, terms in parse_qs(query.query).items()]


def learn(knowledge, *songs):
    return list(knowledge.learn(unsettled(*songs)))


def answers(web, *replies, url=FIRST):
    """Let the server answer these in turn: a status, or what it knows."""
    web.remove("GET", f"{url}/")
    for reply in replies:
        web.get(f"{url}/", **({"status": reply} if isinstance(reply, int) else {"json": reply}))


def test_a_series_is_asked_for_once_however_many_songs_have_it(web, knowing):
    learn(knowing(), *(song(f"T{number}", "Show") for number in range(5)), song("U", "SHOW"))
    artists = [terms for kind, terms in sent(web) if kind == "artist"]
    assert artists == ["Show"]
    assert len(sent(web)) == 7


def test_what_was_answered_is_not_asked_again(web, knowing):
    learn(knowing(), song("T", "Show"))
    learn(knowing(), song("T", "Show"))
    assert sent(web) == [("artist", "Show"), ("title", "T")]


def test_it_says_before_each_request_what_it_asks(web, knowing):
    said = learn(knowing(), song("T", "Show"), song("U", "Show"))
    assert said == ["Asking First (1 of 1): Show", "Asking First (2 of 3): T", "Asking First (3 of 3): U"]
    for waits in knowing(Oracle("second")).learn(unsettled(song("T", "Show"))):
        assert waits == "Asking Second (1 of 1): Show"
        assert sent(web, SECOND) == []
        break


def test_what_helps_most_is_asked_first(web, knowing):
    """By kind first, then for whom Spotify has the artist, then for how many."""
    there = Track("spotify:track:x", "Other", (Artist("There"),))
    open_ = [
        (song("A", "One"), ()),
        (song("B", "Two"), ()),
        (song("C", "Two"), ()),
        (song("D", "There"), (there,)),
    ]
    list(knowing(Oracle(budget=3)).learn(open_))
    assert sent(web) == [("artist", "There"), ("artist", "Two"), ("artist", "One")]
    web.calls.reset()
    list(knowing(Oracle("second", kinds=("title", "artist"))).learn([(song("A"), ()), *open_[1:2]]))
    assert sent(web, SECOND) == [("title", "A"), ("artist", "Two"), ("title", "B")]


@pytest.mark.parametrize(
    ("budget", "count"), [(0, 0), (1, 1), (3, 3), (99, 6)], ids=["nothing", "one", "some", "more than enough"]
)
def test_no_more_than_the_budget_is_sent(web, knowing, budget, count):
    knowledge = knowing(Oracle(budget=budget))
    learn(knowledge, song("A", "One"), song("B", "Two"), song("C", "Three"))
    learn(knowledge, song("D"))
    assert len(sent(web)) == min(budget, count + (budget == 99))
    cut = ("First was asked as often as one run may; the next push asks for the rest",)
    assert knowledge.notes == (() if budget == 99 else cut)
    assert [asked.wire.requests for asked in knowledge.sources] == [len(sent(web))]


def test_what_is_nearly_known_is_finished_before_more_is_begun(web, knowing):
    """A budget that is spent on first questions alone would leave all of them without the second."""
    songs = [song(f"T{number}", f"A{number}") for number in range(3 * WAVE)]
    learn(knowing(Oracle(budget=WAVE + 5, kinds=("title", "artist"))), *songs)
    assert [kind for kind, _ in sent(web)] == ["artist"] * WAVE + ["title"] * 5


def test_what_is_repeated_counts_too(web, knowing):
    answers(web, 503, {"known": []})
    learn(knowing(Oracle(budget=2)), song("A", "One"), song("B", "Two"))
    assert sent(web) == [("artist", "One"), ("artist", "One")]


def test_what_the_budget_does_not_reach_is_for_the_next_run(web, knowing):
    for _ in range(3):
        learn(knowing(Oracle(budget=1)), song("A", "One"))
    assert sent(web) == [("artist", "One"), ("title", "A")]


@pytest.mark.parametrize(("batch", "requests"), [(1, ["A", "B", "C"]), (2, ["A|B", "C"]), (100, ["A|B|C"])])
def test_questions_of_a_kind_go_together(web, knowing, batch, requests):
    learn(knowing(Oracle(batch=batch)), song("A"), song("B"), song("C"))
    assert sent(web) == [("title", terms) for terms in requests]


def test_questions_of_two_kinds_never_go_together(web, knowing):
    learn(knowing(Oracle(batch=100)), song("A", "One"), song("B"))
    assert sent(web) == [("artist", "One"), ("title", "B"), ("title", "A")]


SONGS = [song(title) for title in "ABCDEF"]


@pytest.mark.parametrize(
    ("replies", "asked", "why"),
    [
        pytest.param([500, 500], 2, "it answered 500", id="two failures in a row"),
        pytest.param([500, {"known": []}, 500, {"known": []}], 6, "", id="failures with answers between them"),
        pytest.param([{"errors": "busy"}, {"errors": "busy"}], 2, "busy", id="two answers in a row that are errors"),
        pytest.param([{"errors": "busy"}, {"known": []}] * 2, 6, "", id="errors with answers between them"),
        pytest.param([403], 1, "it answered 403", id="it does not want to be asked"),
        pytest.param([{"known": []}, 403], 2, "it answered 403", id="not any more"),
        pytest.param([{"new": []}], 1, "its answer is not as it was: answer has no 'known'", id="another shape"),
        pytest.param([302, 404], 2, "it answered 404", id="moved"),
    ],
)
def test_a_source_is_left_alone_for_the_run(web, knowing, replies, asked, why):
    answers(web, *replies, *([{"known": []}] * 2 if not why else []))
    knowledge = knowing(Oracle(), Oracle("second"))
    learn(knowledge, *SONGS)
    learn(knowledge, song("G"))
    assert len(sent(web)) == asked + (not why)
    assert len(sent(web, SECOND)) == 7, "the others are asked all the same"
    note = f"First was not asked any further: {why}; the next push asks again"
    assert knowledge.notes == ((note,) if why else ())


def test_what_failed_is_asked_in_the_next_run_and_not_in_this_one(web, knowing):
    answers(web, 500, {"known": ["A"]})
    run = knowing()
    learn(run, song("A"))
    learn(run.without({"a name"}), song("A"))
    assert sent(web) == [("title", "A")]
    assert run.meanings(song("A"), ()) == ()
    later = knowing()
    learn(later, song("A"))
    assert sent(web) == [("title", "A")] * 2
    assert later.meanings(song("A"), ())[0].performers == (("Somebody",),)


def test_a_denial_does_not_open_what_is_off(web, knowing):
    answers(web, 403)
    run = knowing()
    learn(run, song("A"))
    learn(run.without(["Show"]), song("B"))
    assert len(sent(web)) == 1
    assert run.without(["Show"]).denied == {"show"}
    assert run.without(["Show"]).notes == run.notes


def test_half_a_batch_is_kept(web, knowing):
    """What came before a failure is not lost with it."""
    answers(web, {"known": ["A"]}, 500, 500)
    run = knowing()
    learn(run, song("A"), song("B"), song("C"))
    assert [bool(run.meanings(song(title), ())) for title in "ABC"] == [True, False, False]


def test_what_was_asked_and_answered_is_told(web, knowing):
    answers(web, {"known": ["T"]})
    run = knowing(Oracle(), Oracle("second"))
    assert run.told(song("T", "Show"), ()) == ()
    learn(run, song("T", "Show"))
    told = run.told(song("T", "Show"), ())
    assert told == (
        Told("First", "artist", "Show", ()),
        Told("First", "title", "T", ("T",)),
        Told("Second", "artist", "Show", ()),
        Told("Second", "title", "T", ()),
    )


def test_each_question_is_in_the_log(web, knowing, tmp_path):
    answers(web, {"known": []}, 403)
    with logging_to(tmp_path / "run.log"):
        learn(knowing(), song("T", "Show"))
    lines = [line.split(" ", 1)[1] for line in (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()]
    assert lines == [
        "event=knowledge source=first kind=artist asked=Show batch=1",
        'event=knowledge source=first kind=title asked=T batch=1 off="it answered 403"',
    ]


@pytest.mark.parametrize(
    ("asked", "shown", "names"),
    [
        pytest.param("YUI", ["YUI"], ("YUI",), id="the artist"),
        pytest.param("YUI", ["Yui", "Other"], ("Yui",), id="in other letters"),
        pytest.param("Utada Hikaru", ["宇多田ヒカル"], ("宇多田ヒカル",), id="in another script"),
        pytest.param("One Piece", ["One Piece OST"], (), id="what only begins so"),
        pytest.param("One Piece", ["Uta"], (), id="somebody else"),
        pytest.param("", ["Uta"], (), id="nobody"),
    ],
)
def test_under_which_names_spotify_shows_the_artist(asked, shown, names):
    tracks = [Track(f"spotify:track:{name}", "T", (Artist(name),)) for name in shown * 2]
    assert case_of(song("T", asked), tracks, frozenset()).artists == names


SAID = Saying("AnimeThemes: opening 1 of Show is T by A", "https://animethemes.moe/anime/show")


@pytest.mark.parametrize(
    ("asked", "artists", "series", "aliases"),
    [
        pytest.param(song("T", "Show"), ["A"], "The Show", [("Show", "series", "The Show")], id="a series"),
        pytest.param(song("T", "Show"), ["A", "B"], "The Show", [("Show", "series", "The Show")], id="sung by two"),
        pytest.param(song("T", "Ay"), ["A"], "", [("Ay", "artist", "A")], id="another name of the artist"),
        pytest.param(song("T", "a"), ["A"], "", [], id="the same name"),
        pytest.param(song("T", "Member"), ["A"], "", [], id="one of a band's members is not the band"),
        pytest.param(song("T", "Ay"), ["A", "B"], "", [], id="whose of two it would be is not known"),
        pytest.param(song("T"), ["A"], "The Show", [], id="no name"),
    ],
)
def test_what_a_match_shows_of_the_list_s_names(asked, artists, series, aliases):
    track = Track("spotify:track:x", "T", tuple(map(Artist, artists)))
    meaning = Meaning("AnimeThemes", ("T",), (("A", "Ay"),), (SAID,), series=series)
    found = list(learnt(asked, track, meaning))
    assert found == [
        Alias(name, kind, means, track.artists, "learnt", SAID.sentence, SAID.url) for name, kind, means in aliases
    ]
