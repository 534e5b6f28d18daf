"""A second opinion: what a source says must fit what Spotify offers, on the same floors as what the list says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.matching.judge import judge
from syncer.matching.opinion import MOST_NAMES, as_songs, is_one_song, joined
from syncer.matching.queries import ladder
from syncer.matching.scoring import value
from syncer.model import Artist, Matched, Meaning, Saying, Song, Track, Unmatched, Unsure

SONG = Song("Crow Song", ("Angel Beats!",))
SAID = Saying("AnimeThemes: insert song 1 of Angel Beats! is Crow Song by Girls Dead Monster", "https://example.org/ab")
OTHER = Saying("MusicBrainz: Crow Song is カラス by Crows", "https://example.org/crows")


def track(title, *artists, number=1, **more):
    return Track(f"spotify:track:{number:022}", title, tuple(map(Artist, artists)), **more)


def meaning(*titles, by=(("Girls Dead Monster", "ガルデモ"),), says=(SAID,), source="AnimeThemes", **more):
    return Meaning(source, titles or ("Crow Song",), by, says, **more)


GDM = track("Crow Song", "Girls Dead Monster")
STRANGER = track("Crow Song", "The Crows", number=2)


def judged(tracks, *meanings, asked=SONG, exhausted=True):
    return judge(asked, tracks, meanings=meanings, exhausted=exhausted)


@pytest.mark.parametrize(
    ("asked", "offered", "told"),
    [
        pytest.param(SONG, GDM, meaning(), id="the performer in the series' place"),
        pytest.param(
            SONG, track("カラス", "Girls Dead Monster"), meaning("カラス", "Crow Song"), id="the native title"
        ),
        pytest.param(SONG, track("Crow Song", "ガルデモ"), meaning(), id="the performer's native name"),
        pytest.param(
            SONG,
            track("Crow Song", "marina", "LiSA"),
            meaning(by=(("marina",), ("LiSA",))),
            id="two performers",
        ),
        pytest.param(
            Song("A Cruel Angel's Thesis", ("Yoko Takahashi",)),
            track("残酷な天使のテーゼ", "高橋洋子"),
            meaning("残酷な天使のテーゼ", by=(("高橋洋子", "Yoko Takahashi"),), source="MusicBrainz"),
            id="a translated title",
        ),
    ],
)
def test_what_fits_title_and_performer_is_taken(asked, offered, told):
    before = judge(asked, [offered], exhausted=True)
    assert not isinstance(before, Matched), "the list's words alone do not tell"
    found = judged([STRANGER, offered], told, asked=asked)
    assert isinstance(found, Matched)
    assert found.score.track == offered
    assert found.how.endswith(f", as {told.source} has them")
    assert found.says == (SAID,)
    assert found.song == asked, "the song is still what the list says"


NOT_IT = [
    pytest.param(STRANGER, meaning(), id="by somebody else"),
    pytest.param(track("Alchemy", "Girls Dead Monster"), meaning(), id="another of the performer's songs"),
    pytest.param(track("Crow Song (Live)", "Girls Dead Monster"), meaning(), id="another version"),
    pytest.param(track("Crow Song - Instrumental", "Girls Dead Monster"), meaning(), id="an instrumental"),
    pytest.param(
        track("Crow Song (Originally by Girls Dead Monster)", "Karaoke Kings"), meaning(), id="karaoke that names them"
    ),
    pytest.param(track("Crow Song", "Girls Dead Monster Tribute Band"), meaning(), id="a tribute"),
    pytest.param(track("Song", "Girls Dead Monster"), meaning(), id="a part of the title"),
    pytest.param(GDM, meaning(by=(("Lia",),)), id="a performer whom Spotify does not have"),
]


@pytest.mark.parametrize(("offered", "told"), NOT_IT)
def test_what_does_not_fit_is_not_taken(offered, told):
    found = judged([offered], told)
    assert not isinstance(found, Matched)
    assert found.reason.endswith("what AnimeThemes says was not seen on Spotify") or isinstance(found, Unsure)
    assert found.says == (SAID,)


@pytest.mark.parametrize(
    ("tracks", "told", "kind", "reason"),
    [
        pytest.param(
            [],
            [meaning()],
            Unmatched,
            "nothing was found; what AnimeThemes says was not seen on Spotify",
            id="nothing there",
        ),
        pytest.param(
            [STRANGER],
            [meaning()],
            Unsure,
            'the title fits, the artist does not: "Angel Beats!" may be the series, Spotify says The Crows; '
            "what AnimeThemes says was not seen on Spotify",
            id="only a stranger's",
        ),
        pytest.param(
            [track("Crow Song (Live)", "Girls Dead Monster")],
            [meaning()],
            Unsure,
            'it is another version: "Crow Song (Live)" by Girls Dead Monster (live)',
            id="only another version",
        ),
        pytest.param(
            [GDM],
            [meaning(), meaning("カラス", by=(("Crows",),), says=(OTHER,), source="MusicBrainz")],
            Unsure,
            "AnimeThemes and MusicBrainz mean different songs",
            id="two meanings",
        ),
        pytest.param(
            [],
            [meaning(), meaning("カラス", by=(("Crows",),), says=(OTHER,))],
            Unmatched,
            "nothing was found; AnimeThemes has more than one song that may be meant",
            id="two meanings, and nothing there",
        ),
    ],
)
def test_the_reason_says_what_the_source_says(tracks, told, kind, reason):
    found = judged(tracks, *told)
    assert isinstance(found, kind)
    assert found.reason == reason


def test_candidates_of_two_meanings_are_shown_first():
    crows = track("カラス", "Crows", number=3)
    other = meaning("カラス", by=(("Crows",),), says=(OTHER,), source="MusicBrainz")
    found = judged([STRANGER, crows, GDM], meaning(), other)
    assert isinstance(found, Unsure)
    assert [each.track for each in found.candidates[:2]] == [GDM, crows]
    assert len({each.track for each in found.candidates}) == len(found.candidates)
    assert found.says == (SAID, OTHER)


def test_two_releases_of_the_song_are_one():
    single = track("Crow Song", "Girls Dead Monster", number=4, album_type="single")
    assert isinstance(judged([GDM, single], meaning()), Matched)


def test_two_songs_that_fit_are_unsure():
    """Under one of the performer's names the one fits, under another the other."""
    told = meaning("Crow Song", by=(("Monster", "Crows"),))
    found = judged([track("Crow Song", "Monster"), track("Crow Song", "Crows", number=2)], told)
    assert isinstance(found, Unsure)


TRANSLATED = Song("Kimi no Shiranai Monogatari", ("Bakemonogatari",))
READ = track("君の知らない物語", "supercell")


@pytest.mark.parametrize(
    ("performer", "kind"),
    [
        pytest.param("supercell", Matched, id="the same performer"),
        pytest.param("スーパーセル", Matched, id="in another script, which may be the same"),
        pytest.param("Lia", Unsure, id="another performer"),
        pytest.param(("Lia", "リア"), Unsure, id="another performer, known in both scripts"),
    ],
)
def test_a_long_title_alone_does_not_hold_against_a_source(performer, kind):
    assert judged([READ], asked=TRANSLATED).how.startswith("a long title")
    found = judged(
        [READ],
        meaning("Kimi no Shiranai Monogatari", by=((performer,) if isinstance(performer, str) else performer,)),
        asked=TRANSLATED,
    )
    assert isinstance(found, kind)
    if kind is Unsure:
        assert found.reason == '"君の知らない物語" by supercell is not by whom AnimeThemes says'
        assert found.candidates[0].track == READ


def test_a_long_title_does_not_hold_against_two_meanings():
    told = (meaning(TRANSLATED.title, by=(("Lia",),)), meaning(TRANSLATED.title, by=(("Crows",),), says=(OTHER,)))
    assert isinstance(judged([READ], *told, asked=TRANSLATED), Unsure)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([meaning(by=(("Lia",),))], id="by somebody else"),
        pytest.param([meaning("Alchemy")], id="another song of theirs, which is there too"),
        pytest.param([meaning(), meaning("Alchemy")], id="two songs"),
        pytest.param([meaning()], id="the very same"),
    ],
)
def test_what_the_list_says_outright_is_not_overruled(told):
    asked, tracks = Song("Crow Song", ("Girls Dead Monster",)), [GDM, track("Alchemy", "Girls Dead Monster", number=9)]
    assert judged(tracks, *told, asked=asked) == judged(tracks, asked=asked)


def test_what_a_source_says_weighs_nothing():
    """It says what was compared; how well it fits is for title and performer to say."""
    found = judged([GDM], meaning())
    said = next(feature for feature in found.score.features if feature.name == "AnimeThemes")
    assert (said.value, said.weight, said.note) == (1.0, 0.0, SAID.sentence)
    plainly = judge(Song("Crow Song", ("Girls Dead Monster",)), [GDM])
    assert found.score.total == plainly.score.total
    assert value(plainly.score, "AnimeThemes") == 0


def test_the_version_that_is_asked_for_must_be_the_one():
    asked = Song("Crow Song", ("Angel Beats!",), version="live")
    live = track("Crow Song (Live)", "Girls Dead Monster", number=7)
    found = judged([GDM, live], meaning(), asked=asked)
    assert isinstance(found, Matched)
    assert found.score.track == live


# The forms of a meaning


def test_a_song_is_tried_under_each_of_the_performer_s_names():
    told = meaning("カラス", "Crow Song", by=(("A", "ア", "a3", "a4", "a5"), ("B",)))
    asked = Song("Crow Song", ("Show",), source="Show", isrc="JPX401000001", album="Album")
    songs = list(as_songs(asked, told))
    assert [song.artists for song in songs] == [("A", "B"), ("ア", "B"), ("a3", "B"), ("a4", "B")]
    assert len(songs) == MOST_NAMES
    assert {(song.title, song.aliases, song.source, song.isrc) for song in songs} == {
        ("カラス", ("Crow Song",), None, None)
    }
    assert {song.album for song in songs} == {"Album"}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(meaning("crow song"), True, id="in other letters"),
        pytest.param(meaning("カラス", "Crow Song"), True, id="with one title in common"),
        pytest.param(meaning(by=(("ガルデモ",),)), True, id="with one name in common"),
        pytest.param(meaning("Alchemy"), False, id="another title"),
        pytest.param(meaning(by=(("Lia",),)), False, id="by somebody else"),
    ],
)
def test_when_two_meanings_are_one_song(other, same):
    assert is_one_song(meaning(), other) == same
    assert is_one_song(other, meaning()) == same


def test_two_meanings_of_one_song_are_joined():
    one = meaning(isrcs=("A",), uris=("spotify:track:a",), series="Angel Beats!")
    other = meaning("カラス", by=(("ガルデモ", "GDM"),), says=(OTHER,), isrcs=("A", "B"), recordings=("r",), source="M")
    assert joined(one, other) == Meaning(
        "AnimeThemes",
        ("Crow Song", "カラス"),
        (("Girls Dead Monster", "ガルデモ", "GDM"),),
        (SAID, OTHER),
        ("A", "B"),
        ("r",),
        ("spotify:track:a",),
        "Angel Beats!",
    )


# Without a source all is as it was

WORDS = st.sampled_from(
    ["Crow Song", "カラス", "Alchemy", "Crow Song (Live)", "again", "", "!!!", "Yesterday Once More"]
)
NAMES = st.sampled_from(["Girls Dead Monster", "ガルデモ", "Lia", "Angel Beats!", "YUI", "高橋洋子"])
SONGS = st.builds(Song, WORDS, st.lists(NAMES, max_size=2).map(tuple), source=st.none() | NAMES)
TRACKS = st.lists(
    st.builds(
        lambda number, title, names: track(title, *names, number=number),
        st.integers(0, 10**6),
        WORDS,
        st.lists(NAMES, max_size=2),
    ),
    max_size=6,
    unique_by=lambda each: each.uri,
)
MEANINGS = st.lists(
    st.builds(
        lambda titles, names: meaning(*titles, by=tuple((name,) for name in names)),
        st.lists(WORDS.filter(bool), min_size=1, max_size=2),
        st.lists(NAMES, min_size=1, max_size=2),
    ),
    max_size=2,
).map(tuple)


@given(SONGS, TRACKS, st.booleans())
def test_without_a_meaning_nothing_is_different(asked, tracks, exhausted):
    assert judge(asked, tracks, meanings=(), exhausted=exhausted) == judge(asked, tracks, exhausted=exhausted)
    assert list(ladder(asked, ())) == list(ladder(asked))


@given(SONGS, TRACKS, MEANINGS)
def test_a_match_by_title_and_artist_holds_whatever_is_said(asked, tracks, told):
    plain = judge(asked, tracks)
    if isinstance(plain, Matched) and plain.how == "title and artist":
        assert judge(asked, tracks, meanings=told) == plain


@given(SONGS, TRACKS, MEANINGS)
def test_nothing_is_taken_that_neither_the_list_nor_a_source_names(asked, tracks, told):
    found, plain = judge(asked, tracks, meanings=told), judge(asked, tracks)
    if isinstance(found, Matched) and found.says:
        assert len(told) == 1
        alone = [judge(each, tracks) for each in as_songs(asked, told[0])]
        assert found.score.track in [each.score.track for each in alone if isinstance(each, Matched)]
    elif isinstance(found, Matched):
        assert found == plain
