"""The catalog: read whole, or refused with every problem and its place."""

from pathlib import Path

import pytest

from syncer.catalog import CatalogError, Target, load
from syncer.errors import UsageError
from syncer.model import Song

HEAD = '[playlist]\nname = "P"\n'
GOOD_SONG = '[[songs]]\ntitle = "T"\nartist = "A"\n'
TRACK_ID = "21htkjP5rYjD3CXG3y9wCT"


def read(text: str | bytes):
    path = Path("catalog.toml")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load(path)


def faults(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(CatalogError) as caught:
        read(text)
    assert caught.value.exit_code == 2
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_everything_that_a_catalog_can_say_arrives():
    catalog = read(f"""
[playlist]
name = " Sad songs "
description = "d"
public = true
id = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M?si=abc"

[[songs]]
title = "Orange"
artist = ["7!!", "Seven Oops"]
album = "Single"
from = "Your Lie in April"
version = "tv size"
duration = "1:29"
isrc = "jp-u90-14-02557"
aliases = ["オレンジ"]
uri = "https://open.spotify.com/intl-de/track/{TRACK_ID}?si=1"
""")
    assert catalog.target == Target("Sad songs", "d", public=True, id="37i9dQZF1DXcBWIGoYBM5M")
    assert catalog.songs == (
        Song(
            title="Orange",
            artists=("7!!", "Seven Oops"),
            album="Single",
            source="Your Lie in April",
            version="tv size",
            duration_ms=89_000,
            isrc="JPU901402557",
            aliases=("オレンジ",),
            uri=f"spotify:track:{TRACK_ID}",
        ),
    )
    assert catalog.songs[0].line == 8


def test_our_own_catalog_is_the_articles_list(shared):
    """Titles and artists stand exactly as the article gives them, mistakes included."""
    article = (shared / "seed" / "000_106ee5bd19b4276c.txt").read_text(encoding="utf-8")
    catalog = load(Path(__file__).parents[1] / "catalog.toml")
    headings = [line.strip() for line in article.splitlines() if line.startswith("“") and "” – " in line]
    assert [f"“{song.title}” – {song.artists[0]}" for song in catalog.songs] == headings
    assert len(headings) == 17


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "no [playlist] table", id="empty file, playlist"),
        pytest.param("", 1, "there are no songs", id="empty file, songs"),
        pytest.param("songs = []\n" + HEAD, 1, "there are no songs", id="empty list"),
        pytest.param("[playlist]\n" + GOOD_SONG, 1, "playlist has no name", id="playlist without name"),
        pytest.param('[playlist]\nname = "' + "x" * 101 + '"\n' + GOOD_SONG, 2, "101 characters", id="long name"),
        pytest.param(HEAD + 'description = "a\\nb"\n' + GOOD_SONG, 3, "line break", id="line break in description"),
        pytest.param(HEAD + 'public = "no"\n' + GOOD_SONG, 3, "true or false", id="public as text"),
        pytest.param(HEAD + 'id = "https://example.com"\n' + GOOD_SONG, 3, "playlist's link", id="foreign link"),
        pytest.param(HEAD + '[[songs]]\nartist = "A"', 3, "song has no title", id="no title"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"', 3, "song has no artist", id="no artist"),
        pytest.param(HEAD + '[[songs]]\ntitle = " "\nartist = "A"', 4, "title is empty", id="blank title"),
        pytest.param(HEAD + '[[songs]]\ntitle = 7\nartist = "A"', 4, "title is 7", id="title is a number"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nartist = []', 5, "empty list", id="no artists in the list"),
        pytest.param(HEAD + '[[songs]]\ntitle = "T"\nartsit = "A"', 5, "did you mean 'artist'", id="misspelt key"),
        pytest.param(HEAD + GOOD_SONG + 'uri = "spotify:album:' + TRACK_ID + '"', 6, "track's link", id="album uri"),
        pytest.param(HEAD + GOOD_SONG + 'isrc = "JPU9014"', 6, "isrc is 'JPU9014'", id="short isrc"),
        pytest.param(HEAD + GOOD_SONG + 'duration = "4:75"', 6, "duration is '4:75'", id="75 seconds"),
        pytest.param(HEAD + GOOD_SONG + "duration = 269", 6, "duration is 269", id="duration as number"),
        pytest.param("songs = [{title = 1}]\n" + HEAD, 1, "title is 1", id="inline table"),
        pytest.param('songs = ["T"]\n' + HEAD, 1, "a song is a table", id="song as text"),
        pytest.param(
            HEAD + GOOD_SONG + f'absent = true\nuri = "{TRACK_ID}"', 6, "cannot be both", id="absent and pinned"
        ),
        pytest.param("a = 1\n" + HEAD + GOOD_SONG, 1, "unknown key 'a'", id="unknown table"),
    ],
)
def test_a_problem_is_named_with_its_line(text, line, words):
    found = faults(text)
    assert any(words in problem and at == line for at, problem in found), found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(b'[playlist]\nname = "\xff"\n', 2, id="not UTF-8"),
        pytest.param("[playlist]\nname =\n", 2, id="no value"),
        pytest.param('[playlist]\nname = "P"\n[playlist]\n', 3, id="table twice"),
    ],
)
def test_a_file_that_cannot_be_parsed_names_the_line(text, line):
    assert [at for at, _ in faults(text)] == [line]


def test_all_problems_come_at_once_in_the_order_of_the_file():
    found = faults('[playlist]\nnam = "P"\n\n[[songs]]\nartist = "A"\n\n[[songs]]\ntitle = "T"\nduration = "x"\n')
    assert [line for line, _ in found] == [1, 2, 4, 7, 9]


def test_a_header_inside_a_text_is_no_header():
    """Lines are counted by our own scanner, which must not take a text for a table."""
    found = faults(HEAD + '[[songs]]\ntitle = """\n[[songs]]\n"""\nartist = "A"\n[[songs]]\ntitle = "T"\n')
    assert found == [(8, found[0][1])]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_byte_order_mark_and_windows_line_ends_are_fine(newline):
    text = (HEAD + GOOD_SONG).replace("\n", newline)
    assert len(read(b"\xef\xbb\xbf" + text.encode()).songs) == 1


@pytest.mark.parametrize("extra", ['from = "Anohana"', f'uri = "{TRACK_ID}"'], ids=["series", "pin"])
def test_a_song_may_do_without_artist(extra):
    assert read(HEAD + '[[songs]]\ntitle = "T"\n' + extra).songs[0].artists == ()


def song(**keys):
    return "[[songs]]\n" + "".join(f'{key} = "{value}"\n' for key, value in keys.items())


@pytest.mark.parametrize(
    ("second", "third"),
    [
        pytest.param(song(title="t", artist="A"), song(title="T", artist="A", version="live"), id="in another case"),
        pytest.param(
            song(title="T", artist="A"), song(title="T", artist="A", isrc="JPU901402557"), id="letter by letter"
        ),
    ],
)
def test_the_same_song_twice_is_a_warning_naming_both_lines(second, third):
    catalog = read(HEAD + song(title="T", artist="A") + second + third)
    title = catalog.songs[1].title
    assert [(warning.line, warning.text) for warning in catalog.warnings] == [
        (6, f'"{title}" is the same song as in line 3')
    ]


def test_two_titles_pinned_to_one_track_are_one_song():
    pins = (
        song(title="T", uri=TRACK_ID) + song(title="U", uri=f"spotify:track:{TRACK_ID}") + song(title="T", artist="A")
    )
    assert [(warning.line, warning.text) for warning in read(HEAD + pins).warnings] == [
        (6, '"U" is the same song as in line 3')
    ]


def test_more_songs_than_a_playlist_holds_are_refused():
    assert "10,001 songs" in faults(HEAD + GOOD_SONG * 10_001)[0][1]


def test_a_missing_file_says_what_to_do():
    with pytest.raises(UsageError, match=r"there is no missing\.toml"):
        load(Path("missing.toml"))
