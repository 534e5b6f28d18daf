"""ListenBrainz Labs: recordings to tracks, a hundred at a time, whatever it leaves out or adds."""

import json

import pytest
import requests

from syncer.knowledge.facts import Piece
from syncer.knowledge.listenbrainz import ListenBrainz
from syncer.knowledge.source import Case, Question, Unexpected
from syncer.model import Meaning, Saying, Song
from syncer.sandbox import Sandbox
from syncer.sandbox.knowledge.facts import mbid

LABS = ListenBrainz()
KARMA, YES, OTHER = "63OQupATfueTdZMWIV7nzz", "6vN77lE9LK6HP2DewaN6HZ", "4wlLbLeDWbA6TzwZFp1UaK"
CASE = Case(Song("Some Song", ("Somebody",)))


def about(number):
    return Question("listenbrainz", "tracks", (f"recording {number}",))


ASKED = [about(0), about(1), about(2)]


def row(*ids, number=None, **more):
    named = {} if number is None else {"recording_mbid": f"recording {number}"}
    return {"spotify_track_ids": list(ids)} | named | more


def uris(answer, asked=ASKED):
    """Return the tracks that an answer gives to each question."""
    found = LABS.facts(asked, answer)
    assert list(found) == list(asked), "each question has its answer, also where that is nothing"
    return [[uri.removeprefix("spotify:track:") for fact in found[each] for uri in fact.uris] for each in asked]


def test_recordings_go_together_in_one_request():
    request = LABS.request(ASKED)
    assert (request.path, dict(request.params)) == ("/spotify-id-from-mbid/json", {})
    assert request.body == [{"recording_mbid": f"recording {number}"} for number in range(3)]
    assert LABS.batch == 100


@pytest.mark.parametrize(
    ("number", "ids"),
    [
        pytest.param(0, ["4tIGK5G9hNDA50ZdGioZRG"], id="a hit"),
        pytest.param(1, [YES, OTHER], id="two tracks"),
        pytest.param(2, [KARMA], id="with more fields"),
        pytest.param(3, [], id="a miss"),
    ],
)
def test_the_recorded_bodies_are_read(shared, number, ids):
    path = shared / "responses" / "second_opinion" / "listenbrainz-labs-spotify-id-bodies.json"
    body = json.loads(path.read_text(encoding="utf-8"))[number]
    assert uris(body, [about(0)]) == [ids]


def test_the_recorded_body_of_two_recordings_is_read(shared):
    path = shared / "responses" / "second_opinion" / "listenbrainz-labs-spotify-id-bodies.json"
    assert uris(json.loads(path.read_text(encoding="utf-8"))[4], ASKED[:2]) == [[], [YES]]


@pytest.mark.parametrize(
    ("answer", "tracks"),
    [
        pytest.param([row(KARMA, number=0), row(number=1), row(YES, number=2)], [[KARMA], [], [YES]], id="in order"),
        pytest.param([row(YES, number=2), row(KARMA, number=0)], [[KARMA], [], [YES]], id="turned, and one left out"),
        pytest.param([row(KARMA, number=9)], [[], [], []], id="of a recording that nobody asked for"),
        pytest.param([row(KARMA), row(), row(YES)], [[KARMA], [], [YES]], id="without names: as they were asked"),
        pytest.param([row(KARMA, number=0), row(YES), row()], [[KARMA], [YES], []], id="half of them without"),
        pytest.param([], [[], [], []], id="nothing at all"),
        pytest.param([row(KARMA, KARMA), row(), row()], [[KARMA], [], []], id="twice the same"),
    ],
)
def test_each_recording_gets_its_own(answer, tracks):
    assert uris(answer) == tracks


@pytest.mark.parametrize("junk", ["", "short", KARMA + "x", "../../../etc/passwd..", f"{KARMA[:-1]}!", "日" * 22])
def test_what_is_no_id_is_left_out(junk):
    answer = [row(junk, KARMA), row(), row()] if junk else [row(KARMA), row(), row()]
    assert uris(answer) == [[KARMA], [], []]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param([row(KARMA), row()], "2 rows without a name for 3 recordings", id="too few, and none is named"),
        pytest.param([row()] * 4, "4 rows without a name", id="too many"),
        pytest.param("<html>", "answer is a text, not a list", id="a page"),
        pytest.param(None, "answer is null, not a list", id="null"),
        pytest.param({"code": 400, "error": "x"}, "answer is an object, not a list", id="an error"),
        pytest.param([None], r"answer\[0\] is null, not an object", id="null in it"),
        pytest.param(
            [{"recording_mbid": "recording 0"}], r"answer\[0\] has no 'spotify_track_ids'", id="another shape"
        ),
        pytest.param([row(number=0) | {"spotify_track_ids": None}], "is null, not a list", id="null for the ids"),
        pytest.param([row(7, number=0)], "is a number, not a text", id="numbers"),
        pytest.param([row(number=0, recording_mbid=[])], "recording_mbid is a list, not a text", id="no name"),
    ],
)
def test_what_is_not_as_expected_is_named(answer, words):
    with pytest.raises(Unexpected, match=words):
        LABS.facts(ASKED, answer)


def test_a_fact_says_what_it_is_of():
    found = LABS.facts([about(0)], [row(KARMA, number=0, artist_name="Radiohead", track_name="Karma Police")])
    assert found[about(0)] == (Piece(("Karma Police",), uris=(f"spotify:track:{KARMA}",)),)


def test_the_sandbox_answers_in_a_shape_that_is_read():
    asked = [Question("listenbrainz", "tracks", (mbid("recording", name),)) for name in ("aoi-shiori", "nothing")]
    with Sandbox() as sandbox:
        request = LABS.request(asked)
        headers = {"User-Agent": "syncer-tests/1 ( https://example.org )"}
        answer = requests.post(f"{sandbox.labs_url}{request.path}", json=request.body, headers=headers, timeout=10)
    assert uris(answer.json(), asked) == [["3fCO1n6l7yekcNRDRkoJJ4", "sandbox000000000000090"], []]


def meaning(*recordings, **more):
    return Meaning("MusicBrainz", ("T",), (("A",),), (Saying("MusicBrainz: it is"),), recordings=recordings, **more)


def nothing_known(_question):
    return None


def nothing_there(_question):
    return ()


@pytest.mark.parametrize(
    ("meanings", "recall", "terms"),
    [
        pytest.param(
            [meaning("recording 0", "recording 1")], nothing_known, ("recording 0",), id="the first recording"
        ),
        pytest.param([meaning()], nothing_known, None, id="no recording"),
        pytest.param([], nothing_known, None, id="nobody knows what it is"),
        pytest.param(
            [meaning("recording 0"), meaning("recording 1")], nothing_known, None, id="two songs may be meant"
        ),
        pytest.param([meaning("recording 0", uris=("spotify:track:x",))], nothing_known, None, id="the track is known"),
        pytest.param([meaning("recording 0")], nothing_there, None, id="asked already"),
    ],
)
def test_what_is_asked(meanings, recall, terms):
    wanted = LABS.wants(CASE, meanings, recall)
    assert (wanted and wanted.terms) == terms


def test_the_tracks_go_along_with_the_meaning():
    known = {about(0): (Piece(("T",), uris=("spotify:track:a", "spotify:track:b")),)}
    (found,) = LABS.meanings(CASE, [meaning("recording 0", uris=("spotify:track:b",))], known.get)
    assert found.uris == ("spotify:track:b", "spotify:track:a")
    unchanged = meaning("recording 1")
    assert LABS.meanings(CASE, [unchanged], known.get) == (unchanged,)
    assert LABS.meanings(CASE, [], known.get) == ()
