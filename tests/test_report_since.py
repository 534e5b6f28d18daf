"""What is another than after the last push, and what an earlier record still knows."""

import pytest

from syncer.report import head, news
from syncer.report.earlier import completed


def track(name, image=""):
    return {
        "uri": f"spotify:track:{name}",
        "title": name,
        "artists": ["A"],
        "album": "",
        "duration_ms": None,
        "image": image,
    }


def song(title, uri=None, status=None, **more):
    """Return a song's part of a record: matched with a track of that name, or else unsure."""
    facts = {"title": title, "artist": "A", "from": None, "asked_version": None, "line": 3, "reason": "because"}
    lists = {"candidates": [], "features": [], "asked": []}
    state = {"status": status or ("matched" if uri else "unsure"), "track": track(uri) if uri else None}
    return facts | lists | state | more


def record(*songs, **more):
    place = {"sandbox": False, "playlist": {"id": "p", "name": "P", "url": None, "created": False}}
    return {"generated": "2026-11-23T22:00:00+00:00", "songs": list(songs)} | place | more


def told_of(entry):
    """Return an entry with its tracks' titles alone."""
    before, after = (entry[key] and entry[key]["title"] for key in ("before", "after"))
    return (entry["title"], before, after, entry["why"])


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        pytest.param([song("a", "x")], [song("a", "x")], {}, id="the same"),
        pytest.param([], [song("a", "x")], {"new": [("a", None, "x", "new in the catalog")]}, id="new in the catalog"),
        pytest.param(
            [], [song("a")], {}, id="new in the catalog, and not placed: it waits, and is not on the playlist"
        ),
        pytest.param([song("a")], [song("a", "x")], {"new": [("a", None, "x", "was unsure")]}, id="placed at last"),
        pytest.param(
            [song("a", "x")],
            [],
            {"gone": [("a", "x", None, "not in the catalog any more")]},
            id="taken out of the catalog",
        ),
        pytest.param(
            [song("a", "x")], [song("a")], {"gone": [("a", "x", None, "unsure now: because")]}, id="not placed any more"
        ),
        pytest.param(
            [song("a", "x")],
            [song("a", "x", left_off=True)],
            {"gone": [("a", "x", None, "you took it off, and it stays off")]},
            id="taken off by the person",
        ),
        pytest.param(
            [song("a", "x", left_off=True)],
            [song("a", "x")],
            {"new": [("a", None, "x", "was left off")]},
            id="let on again",
        ),
        pytest.param(
            [song("a", "x")],
            [song("a", "y")],
            {"rematched": [("a", "x", "y", "evidence: because")]},
            id="another track",
        ),
        pytest.param(
            [song("a", "x")],
            [song("a", "y", chosen_by="person")],
            {"rematched": [("a", "x", "y", "chosen by you")]},
            id="another track by the person's choice",
        ),
        pytest.param(
            [song("a", "x")],
            [song("a", status="pending", stays=track("x"))],
            {},
            id="it waits to be looked for again, and keeps its place",
        ),
        pytest.param([song("a", "x")], [song("b", "x")], {}, id="the same track under another title"),
        pytest.param(
            [song("a", "x"), song("b", "y")],
            [song("b", "y"), song("c", "z")],
            {
                "gone": [("a", "x", None, "not in the catalog any more")],
                "new": [("c", None, "z", "new in the catalog")],
            },
            id="one for another",
        ),
    ],
)
def test_what_changed_since_the_last_push_with_before_and_after(before, now, told):
    found = news.since(record(*before), record(*now))
    assert {kind: [*map(told_of, found[kind])] for kind in head.KINDS} == {
        "new": [],
        "gone": [],
        "rematched": [],
    } | told


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="none"),
        pytest.param(record(song("a", "x"), sandbox=True), id="to the sandbox"),
        pytest.param(record(song("a", "x"), playlist={"id": "q"}), id="to another playlist"),
    ],
)
def test_without_an_earlier_push_to_the_same_playlist_there_is_nothing_to_compare_with(before):
    assert news.since(before, record(song("a", "y"))) is None


@pytest.mark.parametrize(
    ("songs", "dry_run", "sentence"),
    [
        pytest.param([song("a", "x"), song("b")], False, "1 of 2 songs is on the playlist, 1 waits for you", id="one"),
        pytest.param([song("a"), song("b")], True, "0 of 2 songs belong on the playlist, 2 wait for you", id="planned"),
        pytest.param([song("a")], False, "0 of 1 song is on the playlist, 1 waits for you", id="none of one"),
        pytest.param([song("a", "x")], False, "1 of 1 song is on the playlist, none waits for you", id="all there"),
        pytest.param(
            [song("a", status="pending"), song("b", status="absent")],
            False,
            "0 of 2 songs are on the playlist, none waits for you",
            id="what is pending or absent does not wait for the person",
        ),
    ],
)
def test_the_first_sentence_counts(songs, dry_run, sentence):
    assert head.standing(record(*songs, dry_run=dry_run)) == sentence


def test_the_second_sentence_says_what_changed():
    now = record(song("a", "x"), song("b", "z"))
    now["since"] = news.since(record(song("b", "y")), now)
    assert head.since(now) == "Since the push of 23 November 2026, 22:00 UTC: 1 new, 1 re-matched"
    now["since"] = news.since(now, now)
    assert head.since(now) == "Since the push of 23 November 2026, 22:00 UTC: nothing changed"
    assert not head.since(record())


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        pytest.param(None, "", id="not known"),
        pytest.param(
            "2027-05-23T10:00:00+00:00", "The sign-in is good until about 23 May 2027, 180 days from this push"
        ),
        pytest.param(
            "2026-11-24T23:00:00+00:00", "The sign-in is good until about 24 November 2026, 1 day from this push"
        ),
        pytest.param("2026-11-20T22:00:00+00:00", "The sign-in was good until about 20 November 2026", id="over"),
        pytest.param("soon", "", id="no time at all"),
    ],
)
def test_the_third_sentence_says_how_long_the_sign_in_holds(ends, sentence):
    assert head.sign_in(record(sign_in_ends=ends)) == sentence


REMEMBERED = [{"name": "remembered", "value": 0.9, "weight": 1.0, "note": "chosen in an earlier run"}]
EVIDENCE = {
    "features": [{"name": "title", "value": 0.9, "weight": 5.0, "note": "reads a"}],
    "candidates": [track("other")],
    "asked": [{"text": "a A", "rung": "title and artist"}],
}


def evidence(document):
    return [{key: each[key] for key in EVIDENCE} for each in document["songs"]]


def test_a_song_of_the_lock_keeps_the_evidence_of_the_run_that_found_it():
    before = record(song("a", "x", **EVIDENCE))
    after = completed(record(song("a", "x", features=REMEMBERED)), before)
    again = completed(record(song("a", "x", features=REMEMBERED)), after)
    assert evidence(after) == evidence(again) == [EVIDENCE]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(song("a", "y", features=REMEMBERED), id="another track"),
        pytest.param(song("b", "x", features=REMEMBERED), id="another song with the same track"),
        pytest.param(song("a", "x", features=REMEMBERED, reason="pinned"), id="chosen for another reason"),
        pytest.param(song("a", "x", features=[{"name": "title"}]), id="compared in this run"),
        pytest.param(song("a"), id="not matched"),
    ],
)
def test_evidence_is_never_lent_to_another_choice(now):
    assert evidence(completed(record(now), record(song("a", "x", **EVIDENCE)))) == evidence(record(now))


@pytest.mark.parametrize("before", [None, record(song("a", "x", **EVIDENCE), sandbox=True)], ids=["none", "sandbox"])
def test_without_an_earlier_record_of_the_same_place_it_stays_as_it_is(before):
    now = record(song("a", "x", features=REMEMBERED))
    assert completed(now, before) == now


def test_a_cover_is_kept_for_the_same_track_and_no_other():
    before = record(song("a", "x", track=track("x", "cover x")), song("b", "y", track=track("y", "cover y")))
    now = completed(record(song("a", "x"), song("b", "y", track=track("y", "newer")), song("c", "z")), before)
    assert [each["track"]["image"] for each in now["songs"]] == ["cover x", "newer", ""]


def test_a_record_from_before_there_were_covers_and_evidence_still_serves():
    old = song("a", "x")
    del old["features"], old["track"]["image"]
    now = record(song("a", "x", features=REMEMBERED))
    assert completed(now, record(old)) == now
