"""Which titles name one song, and which do not."""

import pytest

from syncer.matching.titles import parse, titles_alike


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        pytest.param('69. "Worth It"', "Worth It", id="numbered and quoted in a list"),
        pytest.param("Stoned (Official Music Video)", "Stoned", id="a video's name"),
        pytest.param("Departures", "Departures ～あなたにおくるアイの歌～", id="subtitle between waves"),
        pytest.param("secret base", "secret base ~君がくれたもの~ (10 years after Ver.)", id="subtitle and version"),
        pytest.param("Danger", "괴도 (Danger)", id="the other title in brackets"),
        pytest.param("An Encore", "재연 An Encore", id="the other title without brackets"),
        pytest.param("Be a flower", "花になって - Be a flower", id="the other title after a dash"),
        pytest.param("Say It (言って。)", "言って。", id="the reading in front, the title in brackets"),
        pytest.param("Fallin'", "Fallin’ (Adrenaline)", id="a part nobody wrote down"),
        pytest.param("Come Undone", "Come Undone - 2011 Remaster", id="remaster"),
        pytest.param("Crying for Rain (Kawaki wo Ameku - カワキヲアメク)", "カワキヲアメク", id="three titles in one"),
        pytest.param("Don't Leave Me This Way", "Don't Leave Me This Way (with Sarah Jane Morris)", id="with"),
        pytest.param("Beautifl", "Beautiful", id="a slip"),
        pytest.param("I will not die", "Я не умру / I will not die", id="two titles and a slash"),
    ],
)
def test_one_song(asked, offered):
    assert titles_alike(asked, offered).value >= 0.85


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        pytest.param("Part 1", "Part 2", id="numbers"),
        pytest.param("Love Me", "Love You", id="one word"),
        pytest.param("Again", "Against", id="a longer word"),
        pytest.param("Hope", "Home", id="short words have no slips"),
        pytest.param("Shut Up and Let Me Go", "Let Me Go", id="the end of a title"),
        pytest.param("夜に駆ける", "夜を越える", id="japanese titles of one shape"),
        pytest.param("オレンジ", "Apple", id="no reading"),
        pytest.param("青い栞", "Blue Bookmark", id="a translation is not the title"),
    ],
)
def test_two_songs(asked, offered):
    assert titles_alike(asked, offered).value < 0.8


def test_and_it_is_a_title_and_no_artist():
    assert parse("And It Stoned Me").featured == ()


def test_what_a_title_says_besides():
    title = parse("Song (feat. Someone) [From “A Film”] - Live")
    assert title.forms[0].text == "Song"
    assert title.versions == {"live"}
    assert title.featured == ("Someone",)
    assert title.sources == ("A Film",)


@pytest.mark.parametrize("text", ["!!!", "()", "?", "(Live)", "- -", "~", "「」", "feat. X"])
def test_every_title_has_a_form(text):
    assert parse(text).forms
    assert titles_alike(text, text).value == 1.0


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        pytest.param("青い栞 -TV Edit-", {"tv size"}, id="after a blank"),
        pytest.param("青い栞-instrumental-", {"instrumental"}, id="without one"),
        pytest.param("青い栞- live -", {"live"}, id="with blanks inside"),
        pytest.param("青い栞 ～acoustic ver.～", {"acoustic"}, id="between waves"),
        pytest.param("Jay-Z", set(), id="a hyphen in a name"),
        pytest.param("-live-", set(), id="nothing but that"),
    ],
)
def test_a_version_may_stand_between_hyphens(text, versions):
    """As Japanese labels write it."""
    assert parse(text).versions == versions
