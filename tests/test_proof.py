"""Why a track was chosen in an earlier run: the same evidence as then, from what Spotify answered then."""

from dataclasses import replace

import pytest

from syncer.matching.judge import judge
from syncer.matching.known import NO_ARTISTS
from syncer.matching.proof import learnt, proven
from syncer.matching.resolve import Found
from syncer.model import Answer, Artist, Feature, Matched, Query, Score, Song, Track, Unmatched

QUERY = Query("orange 7!!", "title and artist")
COVER = "https://i.scdn.co/image/ab67"
ORANGE = Track("spotify:track:a", "Orange", (Artist("7!!", "seven"),), "オレンジ - EP", image=COVER)
COVERS = (
    Track("spotify:track:b", "Orange", (Artist("Somebody", "s"),)),
    Track("spotify:track:c", "Orange (Instrumental)", (Artist("7!!", "seven"),)),
)
FOUND = Found(((QUERY, Answer((*COVERS, ORANGE))),))


def of_the_lock(matched):
    """Return a match as the lock has it: the choice alone."""
    track = replace(matched.score.track, image="")
    return Matched(matched.song, Score(track, (Feature("remembered", 0.9, 1.0, "chosen earlier"),)), matched.how)


@pytest.mark.parametrize(
    "song",
    [
        pytest.param(Song("Orange", ("7!!",)), id="title and artist"),
        pytest.param(Song("7!!", ("Orange",)), id="the other way round"),
    ],
)
def test_the_evidence_is_that_of_the_run_that_chose(song):
    then = replace(judge(song, FOUND.tracks), asked=(QUERY,))
    now = proven(of_the_lock(then), FOUND, NO_ARTISTS)
    assert (now.score, now.how, now.asked) == (then.score, then.how, then.asked)
    assert now.score.track.image == COVER
    assert {each.track.uri for each in now.others} == {track.uri for track in COVERS}


def test_the_track_stays_whatever_the_answers_hold():
    kept = Matched(Song("Orange", ("7!!",)), Score(ORANGE, ()), "title and artist")
    assert proven(kept, Found(), NO_ARTISTS).score.track == ORANGE
    assert proven(kept, Found(((QUERY, Answer(COVERS)),)), NO_ARTISTS).score.track == ORANGE


def test_a_track_that_compares_worse_than_it_did_keeps_its_score_alone():
    kept = of_the_lock(Matched(Song("Something else", ("7!!",)), Score(ORANGE, ()), "title and artist"))
    again = proven(kept, FOUND, NO_ARTISTS)
    assert again.score.features == kept.score.features
    assert again.score.track.image == COVER


def test_artists_that_the_outcomes_confirm_count_as_they_did_then():
    other = replace(ORANGE, uri="spotify:track:d", title="サヨナラ", artists=(Artist("Seven Oops", "seven"),))
    known = learnt(
        [Unmatched(Song("x"), "nothing"), Matched(Song("Orange", ("7!!",)), Score(ORANGE, ()), "title and artist")]
    )
    kept = Matched(Song("Sayonara", ("7!!",)), Score(other, ()), "title and artist")
    artist = {
        known: {feature.name: feature.value for feature in proven(kept, Found(), artists).score.features}["artist"]
        for known, artists in (("confirmed", known), ("nobody", NO_ARTISTS))
    }
    assert artist["confirmed"] == 1.0
    assert artist["nobody"] < 1.0
