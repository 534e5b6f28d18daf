"""Which words tell another recording, and which do not."""

import pytest

from syncer.matching.versions import ACCEPTABLE, EQUAL, WRONG, fit, kinds, loud_kinds

KINDS = [
    ("Karaoke Version", {"karaoke"}),
    ("カラオケ", {"karaoke"}),
    ("Originally Performed by Adele", {"karaoke"}),
    ("In the Style of Adele", {"karaoke"}),
    ("Instrumental", {"instrumental"}),
    ("off vocal ver.", {"instrumental"}),
    ("オフボーカル", {"instrumental"}),
    ("반주", {"instrumental"}),
    ("Glee Cast Version", {"cover"}),
    ("Esher Demo", {"demo"}),
    ("Peel Session", {"live"}),
    ("Live at Wembley", {"live"}),
    ("Live 1972; Remaster", {"live"}),
    ("ライブ", {"live"}),
    ("From THE FIRST TAKE", {"live"}),
    ("弾き語り", {"acoustic"}),
    ("Acoustic Version", {"acoustic"}),
    ("オルゴール", {"music box"}),
    ("8-bit", {"8-bit"}),
    ("Nightcore", {"remix", "speed"}),
    ("Sped Up", {"speed"}),
    ("Tiësto Remix", {"remix"}),
    ("Ballroom Mix", {"another mix"}),
    ("TV Size", {"tv size"}),
    ("TVサイズ", {"tv size"}),
    ("Demo", {"demo"}),
    ("Re-Recorded", {"re-recording"}),
    ("Taylor's Version", {"re-recording"}),
    ("10 years after Ver.", {"re-recording"}),
    ("English Version", {"english version"}),
    ("Japanese Ver.", {"japanese version"}),
    ("カバー", {"cover"}),
    ("Radio Edit", {"edit"}),
    ("Radio Edit; 2014 Remaster", {"edit"}),
]


@pytest.mark.parametrize(("part", "found"), [pytest.param(*row, id=row[0]) for row in KINDS])
def test_kinds_of_version(part, found):
    assert kinds(part) == found


@pytest.mark.parametrize(
    "part",
    ["2011 Remaster", "Remastered 2009", "Mono", "Stereo Version", "Album Version", "Single Version", "Original Mix",
     "Official Video", "HD", "Lyrics", "Deluxe Edition", "Bonus Track", "Explicit"],
)  # fmt: skip
def test_the_same_recording(part):
    assert kinds(part) == frozenset()


@pytest.mark.parametrize(
    "part", ["Mighty Real", "Adrenaline", "Kimi ga Kureta Mono", "Discover", "Delivery", "君がくれたもの"]
)
def test_no_version_at_all(part):
    assert kinds(part) is None


@pytest.mark.parametrize("title", ["Live Forever", "Piano Man", "Cover Me Up", "Video Killed the Radio Star", "Live"])
def test_a_word_of_the_title_is_no_version(title):
    assert not loud_kinds(title)


@pytest.mark.parametrize(
    ("asked", "offered", "value"),
    [
        pytest.param(set(), set(), EQUAL, id="the plain song"),
        pytest.param({"live"}, {"live"}, EQUAL, id="live where live is asked"),
        pytest.param(set(), {"live"}, WRONG, id="live where it is not"),
        pytest.param({"live"}, set(), WRONG, id="plain where live is asked"),
        pytest.param(set(), {"edit"}, ACCEPTABLE, id="a radio edit is the song, cut"),
        pytest.param(set(), {"tv size"}, WRONG, id="a TV size is not the song"),
        pytest.param({"tv size"}, set(), ACCEPTABLE, id="but the song is more than its TV size"),
        pytest.param({"live"}, {"live", "acoustic"}, WRONG, id="one kind too many"),
        pytest.param(set(), {"karaoke"}, WRONG, id="karaoke"),
    ],
)
def test_fit(asked, offered, value):
    assert fit(frozenset(asked), frozenset(offered)).value == value
