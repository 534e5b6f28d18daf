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
from syncer.report.record import STATUSES, dumped, load, placed, record, summary
from syncer.report.words import (
    against,
    length,
    moment,
    pin,
    plain,
    playlist_url,
    remark,
    search_url,
    track_url,
    web_url,
)

ID = "4rPmTBTX1wobDkGYXKvcGR"
URI = f"spotify:track:{ID}"
COVER = "https://i.scdn.co/image/ab67616d00004851"
TRACK = Track(URI, "オレンジ", (Artist("7!!"),), "オレンジ - EP", duration_ms=350_200, image=COVER)
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
        "image": COVER,
    }
    assert tracks[1:] == [None] * 4


def test_a_matched_song_has_the_evidence_for_its_track_and_no_other_song_has():
    features = [song["features"] for song in made()["songs"]]
    assert [(feature["name"], feature["value"]) for feature in features[0]] == [("title", 1.0), ("artist", 1.0)]
    assert features[1:] == [[]] * 4


def test_what_the_person_took_off_is_matched_and_not_on_the_playlist():
    songs = made(left_off={URI})["songs"]
    assert (songs[0]["status"], songs[0]["left_off"], placed(songs[0])) == ("matched", True, None)


def test_a_song_that_waits_keeps_its_track_on_the_playlist():
    song = made([Pending(Song("Orange"), "later", stays=TRACK)])["songs"][0]
    assert (song["track"], placed(song)["uri"]) == (None, URI)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        pytest.param(Feature("title", 1.0, 3.0, "reads orenji"), "reads orenji", id="what speaks for it is its note"),
        pytest.param(Feature("version", 0.0, 2.0, "karaoke"), "another version (karaoke)", id="what speaks against it"),
        pytest.param(Feature("title", 1.0, 3.0), "", id="nothing to say"),
        pytest.param(Feature("album", 0.0, 0.0, "on X"), "on X", id="what has no weight"),
    ],
)
def test_what_is_remarked_about_a_respect(feature, words):
    assert remark(feature) == words


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


def test_a_time_as_people_write_it():
    assert moment("2026-11-03T02:05:00+00:00") == "3 November 2026, 02:05 UTC"
    assert moment("once") == "once"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        pytest.param(("Orange", "7!!"), "Orange%207%21%21", id="words"),
        pytest.param(("アイ", ""), "%E3%82%A2%E3%82%A4", id="another script, and nobody"),
        pytest.param(("../../x?y#z&",), "..%2F..%2Fx%3Fy%23z%26", id="what has a meaning in addresses"),
        pytest.param(("a\ud83d\u202e\n",), "a%20", id="half a character and controls"),
    ],
)
def test_the_words_of_a_search_by_hand_stay_words(words, path):
    assert search_url(*words) == f"https://open.spotify.com/search/{path}"


@pytest.mark.parametrize(
    "address",
    [
        "https://musicbrainz.org/work/7e2c2a8e-6ac1-3b8c-9a9a-64a2cfd07b80",
        "https://anilist.co/anime/226/Elfen-Lied/?a=b&c=%20#d",
        "https://example.org",
    ],
)
def test_an_address_of_the_web(address):
    assert web_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("http://example.org/", id="unencrypted"),
        pytest.param("javascript:alert(1)//https://x", id="a script"),
        pytest.param(" https://example.org", id="a space before"),
        pytest.param("https://example.org/\n", id="a line's end"),
        pytest.param('https://example.org/"onclick', id="a quote"),
        pytest.param("https://example.org/<b>", id="a tag"),
        pytest.param("https://example.org/) [x](y", id="out of a Markdown link"),
        pytest.param("https://open.spotify.com@evil.example/", id="a user's name before the host"),
        pytest.param("https://exämple.org/", id="letters that look like others"),
    ],
)
def test_what_is_no_address_of_the_web_becomes_no_link(address):
    assert web_url(address) is None
