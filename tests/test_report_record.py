"""The record: every outcome in the catalog's order, the same keys for each, and the line that counts."""

import json

import pytest

from syncer.errors import UsageError
from syncer.model import (
    Absent,
    Artist,
    Feature,
    Matched,
    Pending,
    Playlist,
    Query,
    Row,
    Score,
    Song,
    Track,
    Unmatched,
    Unsure,
)
from syncer.plan import Plan, make_plan
from syncer.report.record import STATUSES, dumped, load, record, summary
from syncer.report.words import against, length, pin, plain, playlist_url, track_url

ID = "4rPmTBTX1wobDkGYXKvcGR"
URI = f"spotify:track:{ID}"
TRACK = Track(URI, "オレンジ", (Artist("7!!"),), "オレンジ - EP", duration_ms=350_200)
GOOD = Score(TRACK, (Feature("title", 1.0, 3.0), Feature("artist", 1.0, 3.0)))
POOR = Score(TRACK, (Feature("title", 1.0, 3.0), Feature("artist", 0.0, 3.0, "the artist is another: 7!!")))
OUTCOMES = (
    Matched(
        Song("Orange", ("7!!",), line=3), GOOD, "title and artist", asked=(Query("orange 7!!", "title and artist"),)
    ),
    Unsure(Song("Secret Base", source="Anohana", line=7), (POOR,), "only the title speaks for it"),
    Unmatched(Song("Kataomoi", ("Chara", "Aimer"), line=11), "nothing was found"),
    Pending(Song("Again", line=15), "the day's searches are spent", 1_700_000_000.0),
    Absent(Song("Sayonara", line=19)),
)


def made(outcomes=OUTCOMES, plan=None, **facts):
    given = {"playlist": Playlist("3cEYpjA9oz9GiPac4AsH4n", "Sad songs", "s"), "created": False, "requests": {}}
    return record(catalog="c.toml", outcomes=outcomes, plan=plan, when="2026-11-23T22:00:00+00:00", **given | facts)


def test_the_songs_stand_in_the_catalog_s_order_with_their_status():
    assert [song["status"] for song in made()["songs"]] == list(STATUSES)


def test_every_song_has_the_keys_that_programs_read():
    keys = {"title", "artist", "status", "track", "score", "reason", "candidates", "line", "asked"}
    assert all(keys <= song.keys() for song in made()["songs"])


def test_only_a_matched_song_has_a_track():
    tracks = [song["track"] for song in made()["songs"]]
    assert tracks[0] == {
        "uri": URI,
        "url": f"https://open.spotify.com/track/{ID}",
        "title": "オレンジ",
        "artists": ["7!!"],
        "album": "オレンジ - EP",
        "duration_ms": 350_200,
    }
    assert tracks[1:] == [None] * 4


def test_a_candidate_says_what_counted_against_it_and_how_to_take_it():
    candidate = made()["songs"][1]["candidates"][0]
    assert candidate["against"] == ["the artist is another: 7!!"]
    assert candidate["pin"] == f'uri = "{URI}"'
    assert candidate["score"] == 0.5


def test_the_playlist_has_its_keys_before_it_is_made():
    before = made(playlist=None, name="Sad songs")["playlist"]
    assert before == {"id": None, "name": "Sad songs", "url": None, "created": False}


def test_all_kinds_of_requests_are_counted():
    assert made(requests={"search": 3})["requests"] == {"search": 3, "read": 0, "write": 0}


def test_a_song_that_stands_there_under_another_uri_says_so():
    other = Track("spotify:track:1X1nr03YwYlwGxWHolbwzw", TRACK.title, TRACK.artists, duration_ms=350_000)
    plan = make_plan([Row(other.uri, other)], [TRACK], frozenset())
    assert made(plan=plan)["songs"][0]["stands_as"] == other.uri


def test_the_plan_s_notes_follow_the_others():
    assert made(plan=Plan(notes=("second",)), notes=["first"])["notes"] == ["first", "second"]


def test_the_record_survives_its_file():
    document = made(plan=make_plan([], [TRACK], frozenset()))
    assert load(dumped(document), "c.report.json") == document


def test_half_a_character_does_not_keep_the_file_from_being_written():
    assert "?" in dumped(made(outcomes=[Absent(Song("\ud83d"))]))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "holds no report", id="empty"),
        pytest.param("{", "holds no report", id="truncated"),
        pytest.param("[]", "holds no report", id="another document"),
        pytest.param('{"version": 1}', "holds no report", id="no songs"),
        pytest.param(
            json.dumps({"version": 2, "songs": [], "playlist": {}, "changes": {}}),
            "version 2",
            id="from a newer syncer",
        ),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_its_name_and_the_remedy(text, says):
    with pytest.raises(UsageError, match=rf"c\.report\.json .*{says}.*run syncer push"):
        load(text, "c.report.json")


NEW = [Track(f"spotify:track:{n}", str(n)) for n in range(5)]
HERE = [Row(track.uri, track) for track in NEW[:4]]
OURS = frozenset(track.uri for track in NEW)


@pytest.mark.parametrize(
    ("outcomes", "plan", "dry_run", "line"),
    [
        pytest.param(OUTCOMES[:1], Plan(), False, "1 matched; nothing to do", id="nothing to do"),
        pytest.param(
            OUTCOMES, Plan(), False, "1 matched, 1 unsure, 1 unmatched, 1 pending, 1 absent; nothing to do", id="each"
        ),
        pytest.param(OUTCOMES[2:3], Plan(), False, "0 matched, 1 unmatched; nothing to do", id="none"),
        pytest.param(
            OUTCOMES[:1],
            make_plan(HERE, [NEW[2], NEW[0], NEW[1], NEW[4]], OURS),
            False,
            "1 matched; 1 added, 1 moved, 1 removed",
            id="each change",
        ),
        pytest.param(OUTCOMES[:1], make_plan([], NEW, OURS), True, "1 matched; 5 to add", id="only planned"),
    ],
)
def test_one_line_counts(outcomes, plan, dry_run, line):
    assert summary(made(outcomes, plan, dry_run=dry_run)) == line


@pytest.mark.parametrize(
    ("features", "words"),
    [
        pytest.param([Feature("title", 1.0, 3.0, "reads orenji")], [], id="what fits does not count"),
        pytest.param([Feature("artist", 0.0, 3.0)], ["the artist is another"], id="no note"),
        pytest.param(
            [Feature("title", 0.8, 3.0, "a typo")], ["the title fits only roughly (a typo)"], id="with a note"
        ),
        pytest.param([Feature("version", 0.0, 2.0, "karaoke")], ["another version (karaoke)"], id="a version"),
        pytest.param([Feature("tempo", 0.1, 1.0)], ["the tempo differs"], id="a respect it does not know"),
        pytest.param([Feature("album", 0.0, 0.0)], [], id="what has no weight does not count"),
        pytest.param(
            [Feature("album", 0.0, 1.0), Feature("title", 0.5, 4.0)],
            ["the title fits only roughly", "the album is another"],
            id="the weightiest first",
        ),
    ],
)
def test_what_counted_against_a_candidate_in_plain_words(features, words):
    assert against(tuple(features)) == words


def test_what_cannot_be_played_counts_against_it():
    assert against((), playable=False) == ["Spotify does not play it where you are"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x00b\x1b[31mc\x07", "ab[31mc", id="control characters"),
        pytest.param("a\nb\tc\r\nd", "a b c  d", id="one line"),
        pytest.param("\u202eevil\u2066x\ufeff", "evilx", id="marks of direction"),
        pytest.param("\ud83d", "", id="half a character"),
        pytest.param("a\u2028b\u2029c\x85d", "abcd", id="line separators"),
        pytest.param("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧", id="joiners stay: scripts need them"),
        pytest.param("〜が～ﾊﾟ é", "〜が～ﾊﾟ é", id="nothing else changes"),
    ],
)
def test_harmless_text(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param("", id="none"),
        pytest.param("spotify:local:x:y:z:1", id="a local file"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("spotify:track:../../evil", id="a path"),
        pytest.param(f'spotify:track:{ID}"onclick', id="a quote"),
        pytest.param("https://evil.example/track/" + ID, id="another host"),
    ],
)
def test_what_is_no_track_becomes_no_link_and_no_line_to_paste(uri):
    assert (track_url(uri), pin(uri), playlist_url(uri)) == (None, None, None)


@pytest.mark.parametrize(("ms", "shown"), [(None, ""), (0, "0:00"), (59_999, "1:00"), (3_601_000, "60:01")])
def test_a_length_as_people_write_it(ms, shown):
    assert length(ms) == shown
