"""Spotify's JSON becomes values; what is broken in it becomes nothing, or an error where nothing can be believed."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.model import Answer, Artist, Playlist, Row, Track
from syncer.spotify import translate
from syncer.spotify.errors import Unexpected

URI = "spotify:track:4PTG3Z6ehGkBFwjybzWkR8"
FULL = {
    "uri": URI,
    "id": "4PTG3Z6ehGkBFwjybzWkR8",
    "type": "track",
    "track": True,
    "episode": False,
    "name": "感電",
    "duration_ms": 265000,
    "explicit": False,
    "is_local": False,
    "is_playable": True,
    "external_ids": {"isrc": "JPU90-20-01234"},
    "artists": [{"id": "1snhtMLeb2DYoMOcVbb8iB", "name": "Kenshi Yonezu"}],
    "album": {"name": "STRAY SHEEP", "album_type": "album", "release_date": "2020-08-05"},
}
TRACK = Track(
    uri=URI,
    title="感電",
    artists=(Artist("Kenshi Yonezu", "1snhtMLeb2DYoMOcVbb8iB"),),
    album="STRAY SHEEP",
    album_type="album",
    release_date="2020-08-05",
    duration_ms=265000,
    isrc="JPU902001234",
    explicit=False,
    playable=True,
)
LIST = {
    "id": "3cEYpjA9oz9GiPac4AsH4n",
    "name": "Sad songs",
    "snapshot_id": "AAAAAQ",
    "description": "Tears &amp; rain &#x27;n&#x27; such",
    "public": False,
    "owner": {"id": "me"},
    "items": {"total": 3},
}
PLAYLIST = Playlist(
    id="3cEYpjA9oz9GiPac4AsH4n",
    name="Sad songs",
    snapshot="AAAAAQ",
    owner="me",
    description="Tears & rain 'n' such",
    public=False,
    total=3,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def without(payload, *keys):
    return {key: value for key, value in payload.items() if key not in keys}


def test_a_full_track_keeps_all_that_matching_needs():
    assert translate.track(FULL) == TRACK


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(None, id="null"),
        pytest.param({}, id="empty object"),
        pytest.param([], id="list"),
        pytest.param("track", id="text"),
        pytest.param(True, id="the boolean that a track object holds under track"),
        pytest.param(without(FULL, "uri"), id="no uri"),
        pytest.param(FULL | {"uri": None}, id="uri null"),
        pytest.param(FULL | {"uri": 7}, id="uri a number"),
        pytest.param(FULL | {"uri": "spotify:episode:512ojhOuo1ktJprKbVcKyQ"}, id="episode"),
        pytest.param(FULL | {"uri": "spotify:local:A:B:C:100", "is_local": True}, id="local file"),
        pytest.param(FULL | {"uri": "spotify:track:../../me"}, id="uri that would change a path"),
        pytest.param(without(FULL, "name"), id="no name"),
        pytest.param(FULL | {"name": None}, id="name null"),
    ],
)
def test_what_is_no_track(payload):
    assert translate.track(payload) is None


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        pytest.param({"artists": None}, "artists", (), id="artists null"),
        pytest.param(
            {"artists": [None, {}, {"name": None}, {"name": "ZONE"}]}, "artists", (Artist("ZONE"),), id="holes"
        ),
        pytest.param({"artists": {"name": "ZONE"}}, "artists", (), id="artists no list"),
        pytest.param({"album": None}, "album", "", id="album null"),
        pytest.param({"album": {"album_type": "SINGLE"}}, "album_type", "single", id="album type in capitals"),
        pytest.param({"album": {"album_type": "mixtape"}}, "album_type", "", id="unknown album type"),
        pytest.param({"album": {"release_date": "2009"}}, "release_date", "2009", id="year only"),
        pytest.param({"album": {"release_date": "0000"}}, "release_date", "", id="no date"),
        pytest.param({"album": {"release_date": 2009}}, "release_date", "", id="date a number"),
        pytest.param({"duration_ms": 0}, "duration_ms", None, id="no duration"),
        pytest.param({"duration_ms": -5}, "duration_ms", None, id="negative duration"),
        pytest.param({"duration_ms": "265000"}, "duration_ms", None, id="duration a text"),
        pytest.param({"duration_ms": True}, "duration_ms", None, id="duration a boolean"),
        pytest.param({"external_ids": None}, "isrc", None, id="external ids gone"),
        pytest.param({"external_ids": {}}, "isrc", None, id="no isrc"),
        pytest.param({"external_ids": {"isrc": "jpu902001234"}}, "isrc", "JPU902001234", id="isrc in small letters"),
        pytest.param({"explicit": None}, "explicit", None, id="explicit unknown"),
        pytest.param({"is_playable": None}, "playable", True, id="playable unknown"),
        pytest.param({"is_playable": False}, "playable", False, id="not playable"),
        pytest.param({"name": "half a \ud83d smile"}, "title", "half a ? smile", id="half a surrogate pair"),
    ],
)
def test_a_broken_field_is_an_unknown_one(change, field, value):
    assert getattr(translate.track(FULL | change), field) == value


HOST = "https://i.scdn.co/image/"


def picture(name, width=None):
    return {"url": name if "/" in name else HOST + name, "width": width, "height": width}


@pytest.mark.parametrize(
    ("images", "name"),
    [
        pytest.param([picture("big", 640), picture("middle", 300), picture("small", 64)], "small", id="the smallest"),
        pytest.param([picture("big", 640), picture("middle", 300)], "middle", id="the smallest that is there"),
        pytest.param([picture("big", 640), picture("tiny", 16)], "big", id="none that is too small to show"),
        pytest.param([picture("tiny", 16), picture("tinier", 8)], "tiny", id="all too small: the widest"),
        pytest.param([picture("some")], "some", id="width unknown"),
        pytest.param([picture("some"), picture("big", 640)], "big", id="a known width before an unknown one"),
        pytest.param([], "", id="none"),
        pytest.param(None, "", id="null"),
        pytest.param([None, 7, {}, {"url": None}], "", id="holes"),
        pytest.param([picture("http://i.scdn.co/image/x", 64)], "", id="unencrypted"),
        pytest.param([picture("https://evil.example/image/x", 64)], "", id="another host"),
        pytest.param([picture("https://i.scdn.co@evil.example/image/x", 64)], "", id="another host behind the name"),
        pytest.param([picture("javascript:alert(1)//", 64)], "", id="a script"),
        pytest.param([picture(HOST + 'x"onerror="y', 64), picture("good", 300)], "good", id="a quote, and a good one"),
    ],
)
def test_the_cover_is_a_small_picture_on_spotify_s_own_host(images, name):
    track = translate.track(FULL | {"album": FULL["album"] | {"images": images}})
    assert track.image == (HOST + name if name else "")
    assert track == TRACK  # no other track than without it


@pytest.mark.parametrize(
    ("payload", "row"),
    [
        pytest.param({"added_at": "2026-01-01", "item": FULL}, Row(URI, TRACK, "2026-01-01"), id="item"),
        pytest.param({"track": FULL}, Row(URI, TRACK), id="track, as older apps get it"),
        pytest.param({"item": FULL, "track": FULL | {"name": "x"}}, Row(URI, TRACK), id="both: item counts"),
        pytest.param({"item": None, "track": FULL}, Row(URI, TRACK), id="item null beside track"),
        pytest.param({"item": None, "added_at": "2026-01-01"}, Row("", None, "2026-01-01"), id="track is gone"),
        pytest.param(None, Row(""), id="null"),
        pytest.param("row", Row(""), id="text"),
        pytest.param({"item": True}, Row(""), id="item a boolean"),
        pytest.param({"item": {"uri": URI}}, Row(URI), id="track without a name keeps its uri"),
        pytest.param({"item": {"name": "x"}}, Row(""), id="track without uri"),
        pytest.param(
            {"is_local": True, "item": {"uri": "spotify:local:A:B:C:1", "name": "C", "id": None}},
            Row("spotify:local:A:B:C:1"),
            id="local file",
        ),
        pytest.param(
            {"item": {"uri": "spotify:episode:1", "type": "episode", "name": "x"}},
            Row("spotify:episode:1"),
            id="episode",
        ),
    ],
)
def test_every_row_keeps_its_place(payload, row):
    assert translate.row(payload) == row


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, {}, id="as an app of today gets it"),
        pytest.param({"items": None, "tracks": {"total": 3}}, {}, id="as an older app gets it"),
        pytest.param({"items": None}, {"total": 0, "readable": False}, id="rows hidden: not ours"),
        pytest.param({"items": {"href": "x"}}, {"total": 0, "readable": False}, id="rows hidden behind an address"),
        pytest.param({"public": None}, {"public": None}, id="public unknown"),
        pytest.param({"owner": None}, {"owner": ""}, id="no owner"),
        pytest.param({"description": None}, {"description": ""}, id="description null"),
        pytest.param({"collaborative": True}, {"collaborative": True}, id="collaborative"),
    ],
)
def test_a_playlist(change, expected):
    playlist = translate.playlist(LIST | change)
    assert {name: getattr(playlist, name) for name in expected} == expected
    assert playlist.id == PLAYLIST.id


def test_a_full_playlist_has_its_description_unescaped():
    assert translate.playlist(LIST) == PLAYLIST


@pytest.mark.parametrize(
    ("read", "payload"),
    [
        pytest.param(translate.playlist, without(LIST, "snapshot_id"), id="playlist without snapshot"),
        pytest.param(translate.playlist, LIST | {"id": 5}, id="playlist whose id is a number"),
        pytest.param(translate.playlist, None, id="playlist null"),
        pytest.param(translate.playlist, LIST | {"items": {"total": "3"}}, id="total of a playlist a text"),
        pytest.param(translate.playlist, [LIST], id="playlist in a list"),
        pytest.param(translate.playlists, {"total": 1, "items": [{}]}, id="one playlist of the list broken"),
        pytest.param(translate.playlists, {"items": [LIST]}, id="list without total"),
        pytest.param(translate.rows, {}, id="page empty"),
        pytest.param(translate.rows, {"total": 1, "items": None}, id="page without rows"),
        pytest.param(translate.rows, {"total": "1", "items": []}, id="total a text"),
        pytest.param(translate.rows, {"total": True, "items": []}, id="total a boolean"),
        pytest.param(translate.answer, {}, id="search empty"),
        pytest.param(translate.answer, {"tracks": {"items": None}}, id="search without list"),
        pytest.param(translate.answer, {"tracks": []}, id="search a list"),
        pytest.param(translate.found, {}, id="track empty"),
        pytest.param(translate.snapshot, {"snapshot_id": None}, id="snapshot null"),
        pytest.param(translate.snapshot, [], id="snapshot a list"),
        pytest.param(translate.user_id, {"id": None}, id="profile without id"),
    ],
)
def test_an_envelope_that_cannot_be_believed(read, payload):
    with pytest.raises(Unexpected, match="something unexpected"):
        read(payload)


def test_nulls_among_hits_and_playlists_are_skipped():
    assert translate.answer({"tracks": {"items": [None, FULL, {}]}}) == Answer((TRACK,))
    assert translate.playlists({"total": 2, "items": [None, LIST]}) == (2, 2, (PLAYLIST,))


def test_no_hit_is_an_answer():
    assert translate.answer({"tracks": {"items": []}}) == Answer(())


def test_the_owner_of_a_playlist_is_known_by_id():
    assert translate.user_id({"id": "me", "account_id": "stable"}) == "me"
    assert translate.user_id({"account_id": "stable"}) == "stable"


@given(JSON)
def test_nothing_raises_for_a_track_or_a_row(payload):
    translate.track(payload)
    translate.row(payload)
    translate.track(FULL | {"artists": payload, "album": payload, "external_ids": payload, "duration_ms": payload})
    translate.row({"item": payload})


@given(JSON)
def test_envelopes_raise_nothing_else(payload):
    for read in (translate.rows, translate.answer, translate.playlist, translate.playlists, translate.user_id):
        for envelope in (payload, {"items": payload, "total": 1}, {"tracks": {"items": payload}}):
            with suppress(Unexpected):
                read(envelope)


@pytest.mark.parametrize("folder", ["recorded", "derived_dev_mode"])
def test_recorded_answers(shared, folder):
    """Old apps and new ones say the same, in different words."""

    def load(name):
        return json.loads((shared / "responses" / folder / f"{name}.json").read_text(encoding="utf-8"))

    total, rows = translate.rows(load("playlist_items"))
    assert total == len(rows)
    assert all(row.track and row.track.isrc for row in rows if row.uri.startswith("spotify:track:"))
    hits = translate.answer(load("search")).tracks
    assert hits
    assert all(hit.artists and hit.album and hit.duration_ms for hit in hits)
    total, entries, playlists = translate.playlists(load("current_user_playlist_1"))
    assert entries == len(playlists) == 48
    assert total == 94
    assert translate.playlist(load("playlist_1")).readable
    assert translate.playlist(load("new_playlist")).total == 0
    assert translate.user_id(load("current_user"))
