"""What becomes of a song and the tracks that were offered for it."""

import pytest

from syncer.matching.judge import judge
from syncer.matching.known import KnownArtists
from syncer.model import Alias, Artist, Matched, Song, Track, Unmatched, Unsure


def track(title, artist, number=1, **more):
    return Track(f"spotify:track:{number:022}", title, (Artist(artist, artist.casefold()),), **more)


def song(title, artist="", **more):
    return Song(title, (artist,) if artist else (), **more)


def test_title_and_artist_match():
    outcome = judge(song("Yesterday", "The Beatles"), [track("Yesterday - Remastered 2009", "The Beatles")])
    assert isinstance(outcome, Matched)
    assert outcome.how == "title and artist"
    assert 0.9 <= outcome.score.total <= 1


@pytest.mark.parametrize(
    "offered",
    [
        pytest.param(track("Again", "Noah Cyrus"), id="by another artist"),
        pytest.param(track("Against", "YUI"), id="another title"),
        pytest.param(track("again (Instrumental)", "YUI"), id="instrumental"),
        pytest.param(track("again - TV Size", "YUI"), id="TV size"),
        pytest.param(track("again (Live)", "YUI"), id="live"),
        pytest.param(track("Again (Originally Performed by YUI)", "Karaoke Kings"), id="karaoke"),
        pytest.param(track("Again (YUI Cover)", "Someone"), id="cover"),
    ],
)
def test_what_is_not_the_song(offered):
    assert not isinstance(judge(song("Again", "YUI"), [offered]), Matched)


def test_nothing_found_says_so():
    outcome = judge(song("Again", "YUI"), [])
    assert outcome == Unmatched(song("Again", "YUI"), "nothing was found")


def test_the_right_one_among_decoys():
    tracks = [
        track("Again", "Noah Cyrus", 1),
        track("again (Karaoke Version)", "YUI", 2),
        track("again", "YUI", 3),
        track("again - Live", "YUI", 4),
    ]
    outcome = judge(song("Again", "Yui"), tracks)
    assert isinstance(outcome, Matched)
    assert outcome.score.track.uri.endswith("3")


def test_a_version_is_taken_where_it_is_asked_for():
    tracks = [track("again", "YUI", 1), track("again - Live", "YUI", 2)]
    for asked in (song("Again (Live)", "YUI"), song("Again", "YUI", version="live")):
        outcome = judge(asked, tracks)
        assert isinstance(outcome, Matched)
        assert outcome.score.track.uri.endswith("2")


def test_another_version_is_unsure_and_named():
    outcome = judge(song("Again", "YUI"), [track("again - Instrumental", "YUI")])
    assert isinstance(outcome, Unsure)
    assert "instrumental" in outcome.reason


def test_a_series_as_artist_is_never_silent():
    outcome = judge(song("My Song", "Angel Beats"), [track("My Song", "Labi Siffre")])
    assert isinstance(outcome, Unsure)
    assert "Labi Siffre" in outcome.reason


def test_a_soundtrack_names_the_series():
    offered = track("My Song", "Girls Dead Monster", album="Angel Beats! Original Soundtrack")
    outcome = judge(song("My Song", "Angel Beats"), [offered])
    assert isinstance(outcome, Matched)
    assert outcome.how == "title and series"


def test_a_cover_that_names_the_series_is_not_believed():
    offered = track('My Song (From "Angel Beats")', "Someone", album='My Song (From "Angel Beats")')
    assert isinstance(judge(song("My Song", "Angel Beats"), [offered]), Unsure)


def test_title_and_artist_in_each_others_place():
    outcome = judge(song("Morgan Wallen", "Me To Me"), [track("Me To Me", "Morgan Wallen")])
    assert isinstance(outcome, Matched)
    assert "other way round" in outcome.how


def test_the_isrc_decides():
    tracks = [track("Something Else", "Somebody", 1, isrc="JPU901402557"), track("Orange", "7!!", 2)]
    outcome = judge(song("Orange", "7!!", isrc="JPU901402557"), tracks)
    assert isinstance(outcome, Matched)
    assert outcome.how == "ISRC"
    assert outcome.score.track.uri.endswith("1")


def test_one_recording_on_many_releases_is_one_candidate():
    tracks = [
        track("Yesterday", "The Beatles", 1, album_type="compilation", release_date="2000"),
        track("Yesterday", "The Beatles", 2, album_type="album", release_date="1965"),
        track("Yesterday", "The Beatles", 3, album_type="album", release_date="2009"),
        track("Yesterday", "The Beatles", 4, album_type="album", release_date="1964", playable=False),
    ]
    for offered in (tracks, tracks[::-1]):
        outcome = judge(song("Yesterday", "The Beatles"), offered)
        assert isinstance(outcome, Matched)
        assert outcome.score.track.uri.endswith("2"), "the original, playable, earliest"


def test_explicit_before_clean():
    tracks = [track("Humble", "Kendrick", 1, explicit=False), track("Humble", "Kendrick", 2, explicit=True)]
    outcome = judge(song("Humble", "Kendrick"), tracks)
    assert isinstance(outcome, Matched)
    assert outcome.score.track.explicit


def test_the_length_that_is_asked_for():
    tracks = [track("again", "YUI", 1, duration_ms=90_000), track("again", "YUI", 2, duration_ms=255_000)]
    outcome = judge(song("Again", "YUI", duration_ms=256_000), tracks)
    assert isinstance(outcome, Matched)
    assert outcome.score.track.uri.endswith("2")


def test_two_songs_that_fit_alike_are_unsure():
    tracks = [track("Heartbreaker", "Band"), track("Heartbreakers", "Band", 2)]
    outcome = judge(song("Heartbreakerz", "Band"), tracks)
    assert isinstance(outcome, Unsure)
    assert "two songs" in outcome.reason


def test_a_known_artist_is_recognised_by_id():
    first = judge(song("Glass Bead", "GFRIEND"), [Track("spotify:track:a", "Glass Bead", (Artist("GFRIEND", "gf"),))])
    assert isinstance(first, Matched)
    known = KnownArtists().learnt(first)
    offered = [Track("spotify:track:b", "Crossroads", (Artist("여자친구", "gf"),))]
    wanted = song("Crossroads", "GFRIEND")
    assert isinstance(judge(wanted, offered), Unsure)
    assert isinstance(judge(wanted, offered, known), Matched)


CONFIRMED = [
    pytest.param(
        Alias("Owl Room", "artist", "梟ノ部屋", (Artist("Fukuro", "c"),)), Artist("Fukuro", "c"), True, id="by id"
    ),
    pytest.param(Alias("Owl Room", "artist", "梟ノ部屋"), Artist("梟ノ部屋", "c"), True, id="by name, no id known"),
    pytest.param(
        Alias("Owl Room", "artist", "梟ノ部屋", (Artist("Fukuro", "c"),)), Artist("Fukuro", "x"), False, id="namesake"
    ),
    pytest.param(
        Alias("Owl Room", "artist", "梟ノ部屋", standing="learnt"), Artist("梟ノ部屋", "c"), False, id="only learnt"
    ),
    pytest.param(
        Alias("Owl Room", "artist", "梟ノ部屋", standing="denied"), Artist("梟ノ部屋", "c"), False, id="denied"
    ),
    pytest.param(
        Alias("Owl Room", "series", "あるアニメ", (Artist("ゆき", "y"),)), Artist("ゆき", "y"), True, id="series"
    ),
]


@pytest.mark.parametrize(("alias", "offered", "same"), CONFIRMED)
def test_what_a_person_confirmed_of_a_name_holds_for_other_songs(alias, offered, same):
    known = KnownArtists().told([alias])
    outcome = judge(song("Aoi Tori", "Owl Room"), [Track("spotify:track:b", "青い鳥", (offered,))], known)
    assert isinstance(outcome, Matched) is same


def test_a_confirmed_series_is_known_by_its_full_title():
    offered = [Track("spotify:track:b", "secret base", (Artist("ゆき", "y"),), "TVアニメ「あの日見た花の名前」主題歌")]
    wanted = song("Secret Base", "Anohana")
    known = KnownArtists().told([Alias("Anohana", "series", "あの日見た花の名前")])
    assert isinstance(judge(wanted, offered), Unsure)
    assert isinstance(judge(wanted, offered, known), Matched)


LONG = track("世界は恋に落ちている", "CHiCO with HoneyWorks")


def test_a_long_title_alone_is_taken_when_all_was_asked():
    wanted = song("Sekai wa koi ni ochiteiru", "Ao Haru Ride")
    assert isinstance(judge(wanted, [LONG]), Unsure)
    assert isinstance(judge(wanted, [LONG], exhausted=True), Matched)


@pytest.mark.parametrize(
    ("wanted", "tracks"),
    [
        pytest.param(
            song("Sekai wa koi ni ochiteiru", "Someone"),
            [LONG, track("Another Song", "Someone", 2)],
            id="there is such an artist",
        ),
        pytest.param(
            song("Sekai wa koi ni ochiteiru", "Ao Haru Ride"),
            [LONG, track("Sekai wa Koi ni Ochiteiru", "A Singer of Covers", 2)],
            id="another song of that title",
        ),
        pytest.param(song("Kataomoi", "Chara"), [track("カタオモイ", "Aimer")], id="a short title"),
        pytest.param(
            song("Rasuto Dansu Tonaito", "X"), [track("ラスト・ダンス・トナイト", "Y")], id="a phrase of loanwords"
        ),
        pytest.param(song("Again", "Fullmetal Alchemist"), [track("again", "YUI")], id="a title that is not read"),
        pytest.param(
            song("Sekai wa koi ni ochiteiru", "Ao Haru Ride"),
            [track("世界は恋に落ちている (Live)", "CHiCO with HoneyWorks")],
            id="another version",
        ),
    ],
)
def test_a_title_alone_is_not_taken(wanted, tracks):
    assert not isinstance(judge(wanted, tracks, exhausted=True), Matched)


def test_title_and_length_make_up_for_a_series():
    offered = [track("History Maker", "DEAN FUJIOKA", duration_ms=238_000)]
    assert isinstance(judge(song("History Maker", "Yuri!!! on Ice", duration_ms=239_000), offered), Matched)
    assert isinstance(judge(song("History Maker", "Yuri!!! on Ice", duration_ms=90_000), offered), Unsure)


def test_an_album_that_translates_its_song():
    offered = [track("사계", "TAEYEON", album="사계 (Four Seasons)")]
    assert isinstance(judge(song("Four Seasons", "Taeyeon"), offered), Matched)


def test_an_album_that_may_translate_its_song_is_shown():
    offered = [track("火炎", "QUEEN BEE", album="Fire")]
    outcome = judge(song("Fire", "QUEEN BEE"), offered)
    assert isinstance(outcome, Unsure)
    assert "artist fits" in outcome.reason


def test_a_translation_is_never_taken_from_the_title():
    assert isinstance(judge(song("Spring Thief", "Yorushika"), [track("春泥棒", "Yorushika")]), Unmatched)


def test_a_length_that_tells_another_cut():
    offered = [track("again", "YUI", duration_ms=89_000)]
    outcome = judge(song("Again", "YUI", duration_ms=255_000), offered)
    assert isinstance(outcome, Unsure)
    assert "166 s apart" in outcome.reason


def test_without_an_artist_the_reason_names_none():
    """``from`` or ``uri`` may stand in the artist's place."""
    outcome = judge(song("A", source="Somewhere"), [track("A", "Someone")])
    assert isinstance(outcome, Unmatched)
    assert outcome.reason == 'only the title speaks for "A" by Someone, and it is not enough'


def test_every_feature_explains_itself():
    outcome = judge(song("Ichiban no Takaramono", "Girls Dead Monster"), [track("一番の宝物", "Girls Dead Monster")])
    assert isinstance(outcome, Matched)
    title = outcome.score.features[0]
    assert title.note.startswith("reads ichiban no takaramono")
