"""Reading answers: whatever stands in one, it is read or found to be wrong where it stands, and never later."""

import json

import pytest

from syncer.knowledge.answers import LONGEST, Part, once
from syncer.knowledge.facts import Performer, Piece, dumped, loaded
from syncer.knowledge.source import Question, Unexpected
from syncer.knowledge.sources import SOURCES

TRACK = "4OQq1bcP12GQQXJNupxqfR"
SOME = "11111111-1111-1111-1111-111111111111"
CREDIT = {"name": "A", "artist": {"id": SOME, "name": "B", "sort-name": "C", "aliases": [{"name": "D"}]}}
RECORDING = {
    "id": SOME,
    "title": "T",
    "artist-credit": [CREDIT],
    "isrcs": ["JPX1"],
    "aliases": [{"name": "U"}],
    "releases": [{"title": "R", "status": "Pseudo-Release", "media": [{"track": [{"title": "V"}]}]}],
    "relations": [{"type": "performance", "work": {"title": "W", "aliases": [{"name": "X"}]}}],
}
NAME = {"name": {"main": "A", "native": "B"}}
SONG = {
    "title": {"romaji": "T", "native": "U"},
    "performances": [{"alias": "C", "memberAlias": "D", "artist": NAME, "member": NAME}],
    "resources": {"nodes": [{"site": "SPOTIFY", "link": f"https://open.spotify.com/track/{TRACK}"}]},
}
TITLE = {"romaji": "S", "english": "T", "native": "U"}
THEME = {"type": "OP", "sequence": 1}
SERIES = {"slug": "s", "year": 2010, "season": "FALL", "title": TITLE, "synonyms": [{"text": "V"}]}
TRACKS = {"recording_mbid": "term", "track_name": "T", "artist_name": "A", "spotify_track_ids": [TRACK]}
ANSWERS = [
    ("animethemes", "series", {"data": {"search": {"anime": [SERIES | {"animethemes": [THEME | {"song": SONG}]}]}}}),
    ("animethemes", "title", {"data": {"search": {"songs": [SONG | {"animethemes": [THEME | {"anime": SERIES}]}]}}}),
    ("musicbrainz", "recording", {"recordings": [RECORDING]}),
    ("musicbrainz", "recording looked up", RECORDING),
    ("musicbrainz", "artist", {"artists": [CREDIT["artist"]]}),
    ("musicbrainz", "work", {"works": [RECORDING["relations"][0]["work"] | {"id": SOME}]}),
    ("listenbrainz", "tracks", [TRACKS]),
]
WRONG = [None, 7, True, "text", "", [], {}, ["text"], {"a": 1}, [None], [[]], 1.5, "x" * 1000, "\ud800\x00"]


def places(value, path=()):
    """Yield the path of every value in an answer, of the answer itself first."""
    yield path
    for name, below in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(below, (*path, name))


def changed(answer, path, value):
    """Return the answer with another value at this path."""
    if not path:
        return value
    copy = json.loads(json.dumps(answer))
    part = copy
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return copy


def facts(source, kind, answer):
    question = Question(source, kind, ("term",))
    return next(each for each in SOURCES if each.key == source).facts([question], answer)[question]


EVERYWHERE = [
    pytest.param(source, kind, answer, path, id=f"{kind}: {'.'.join(map(str, path)) or 'all'}")
    for source, kind, answer in ANSWERS
    for path in places(answer)
]


@pytest.mark.parametrize(("source", "kind", "answer", "path"), EVERYWHERE)
def test_whatever_stands_anywhere_it_is_read_or_unexpected(source, kind, answer, path):
    for value in WRONG:
        try:
            found = facts(source, kind, changed(answer, path, value))
        except Unexpected:
            continue
        written = json.dumps([dumped(fact) for fact in found], ensure_ascii=False).encode()
        assert tuple(map(loaded, json.loads(written))) == found, "it can be kept, and is the same when it comes back"


@pytest.mark.parametrize(("source", "kind", "answer"), ANSWERS, ids=[kind for _, kind, _ in ANSWERS])
def test_a_whole_answer_is_read(source, kind, answer):
    (fact,) = facts(source, kind, answer)
    assert fact.names if isinstance(fact, Performer) else fact.titles
    assert not isinstance(fact, Piece) or kind in {"work", "tracks"} or fact.performers


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("text", "text"),
        (" a\t b\n", "a b"),
        (None, ""),
        ("", ""),
        ("a\x00b\x1b[1m", "a b [1m"),
        ("\ud83d", ""),
        ("👩‍👩‍👧 ‍", "👩‍👩‍👧 ‍"),
        ("x" * 600, "x" * LONGEST),
        ("x" * (LONGEST - 1) + " y", "x" * (LONGEST - 1)),
    ],
    ids=ascii,
)
def test_a_text_is_one_line_that_any_file_can_hold(value, read):
    assert Part(value).text_if_any == read


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (lambda part: part.at("b"), "answer has no 'b'"),
        (lambda part: part.at("a", "c"), "answer.a has no 'c'"),
        (lambda part: part.at("a", "b").text, "answer.a.b is a truth value, not a text"),
        (lambda part: part.at("a", "n").text, "answer.a.n is null, not a text"),
        (lambda part: part.at("a", "e").text, "answer.a.e is empty, not a text"),
        (lambda part: part.at("a", "b").number_if_any, "answer.a.b is a truth value, not a number"),
        (lambda part: part.at("a", "f").number_if_any, "answer.a.f is float, not a number"),
        (lambda part: list(part.at("a").rows()), "answer.a is an object, not a list"),
        (lambda part: next(part.at("l").rows()).text, r"answer.l\[0\] is a number, not a text"),
        (lambda part: part.at("l").maybe("x"), "answer.l is a list, not an object"),
    ],
    ids=range(10),
)
def test_what_is_wrong_is_named_with_its_place(read, words):
    whole = Part({"a": {"b": True, "n": None, "f": 1.5, "e": "\x1b "}, "l": [1]})
    with pytest.raises(Unexpected, match=words):
        read(whole)


def test_what_may_be_missing_is_nothing():
    whole = Part({"n": None})
    assert whole.maybe("x").value is None
    assert list(whole.maybe("n").rows_if_any()) == list(whole.maybe("x").rows_if_any()) == []
    assert whole.maybe("x").number_if_any is None


def test_texts_come_once_and_without_the_empty_ones():
    assert once("b", "", "a", "b") == ("b", "a")
