"""Which names are one artist's, and which are two artists'."""

import pytest

from syncer.matching.names import SURNAME, UNCOMPARABLE, artists_alike, split


@pytest.mark.parametrize(
    ("field", "artists"),
    [
        pytest.param("Ayase feat. 初音ミク", ("Ayase", "初音ミク"), id="feat."),
        pytest.param("natsumi(feat.和ぬか)", ("natsumi", "和ぬか"), id="in brackets"),
        pytest.param("MAN WITH A MISSION × milet", ("MAN WITH A MISSION", "milet"), id="cross"),
        pytest.param("Meek Mill Featuring Kodak Black", ("Meek Mill", "Kodak Black"), id="featuring"),
        pytest.param("本間芽衣子(CV.茅野愛衣)", ("本間芽衣子", "茅野愛衣"), id="voice actor"),
        pytest.param("Cardi B, Bad Bunny", ("Cardi B", "Bad Bunny"), id="comma"),
        pytest.param("Dion & The Belmonts", ("Dion & The Belmonts",), id="an ampersand may be the band's"),
        pytest.param("m-flo", ("m-flo",), id="a hyphen joins"),
        pytest.param("7!!", ("7!!",), id="marks are the name"),
    ],
)
def test_split(field, artists):
    assert split(field) == artists


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        pytest.param("Rolling Stones", ["The Rolling Stones"], id="the"),
        pytest.param("Father M.C.", ["Father MC"], id="dots"),
        pytest.param("MYTH & ROID", ["MYTH and ROID"], id="ampersand"),
        pytest.param("m-flo", ["m flo"], id="hyphen"),
        pytest.param("Yonezu Kenshi", ["Kenshi Yonezu"], id="family name first"),
        pytest.param("Matsuda Seiko", ["松田聖子"], id="in kanji, family name first"),
        pytest.param("Seiko Matsuda", ["松田聖子"], id="in kanji, given name first"),
        pytest.param("ヨルシカ", ["Yorushika"], id="in kana"),
        pytest.param("ryo", ["ryo (supercell)"], id="with the unit"),
        pytest.param("supercell", ["ryo (supercell)"], id="by the unit"),
        pytest.param("茅野愛衣", ["本間芽衣子(CV.茅野愛衣)"], id="by the voice actor"),
        pytest.param("Dion & The Belmonts", ["Dion & The Belmonts"], id="the ampersand is the band's"),
        pytest.param("Topic and A7S", ["Topic", "A7S"], id="two artists in one field"),
        pytest.param("Cardi B, Bad Bunny and J Balvin", ["Cardi B"], id="the first of three"),
        pytest.param("Prince", ["Prince & The Revolution"], id="with the band"),
        pytest.param("Twenty Onee Pilots", ["Twenty One Pilots"], id="a slip"),
        pytest.param("Taylor Swidt", ["Taylor Swift"], id="another slip"),
        pytest.param("Zemfira", ["Земфира"], id="cyrillic"),
        pytest.param("태연", ["TAEYEON"], id="hangul"),
        pytest.param("Edan", ["Edan 呂爵安"], id="both scripts in one name"),
    ],
)
def test_one_artist(asked, offered):
    assert artists_alike((asked,), tuple(offered)).value >= 0.8


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        pytest.param("Anohana", ["ZONE"], id="a series"),
        pytest.param("Dream", ["Dream Theater"], id="one word of a longer name"),
        pytest.param("Chara", ["Aimer"], id="another singer"),
        pytest.param("Girls Dead Monster", ["Girls Dead Monster Tribute Band"], id="a tribute band"),
        pytest.param("Pat Metheny Group", ["The Pat Metheny Group Karaoke Band"], id="a karaoke band"),
        pytest.param("Galileo Galilei", ["Galileo Galilei Covers"], id="who plays covers"),
        pytest.param("YUI", ["YUKI"], id="short names have no slips"),
        pytest.param("LiSA", ["LiLA"], id="nor do these"),
        pytest.param("Tina Turner", ["Tina Arena"], id="the given name is not enough"),
        pytest.param("松田聖子", ["中森明菜"], id="two names in kanji"),
    ],
)
def test_two_artists(asked, offered):
    assert artists_alike((asked,), tuple(offered)).value < 0.78


def test_names_in_two_scripts_cannot_be_compared():
    found = artists_alike(("여자친구",), ("GFRIEND",))
    assert found.value == UNCOMPARABLE
    assert "two scripts" in found.note


def test_a_surname_is_some_evidence():
    assert artists_alike(("Eason Chan",), ("陳奕迅",)).value == SURNAME
