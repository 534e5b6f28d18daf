"""Our own catalog in the sandbox, song by song: each outcome is right, and says the true reason."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app

OURS = Path(__file__).parents[1] / "catalog.toml"

MATCHED = [
    ("Lilium", "LILIUM", "Kumiko Noma"),
    ("Dango Daikazoku", "だんご大家族", "Chata"),
    ("Orange", "オレンジ", "7!!"),
    ("Departures", "Departures〜あなたにおくるアイの歌〜", "EGOIST"),
    ("Last Train Home", "Last Train Home", "Pat Metheny Group"),
    ("Aoi Shiori", "青い栞", "Galileo Galilei"),
    ("Kimi no Shiranai Monogatari", "君の知らない物語", "supercell"),
    ("Kanashimi wo Yasashisa ni", "悲しみをやさしさに", "Little by Little"),
    ("Again", "again", "YUI"),
]
UNSURE = [
    pytest.param("Ichiban no Takaramono", "Girls Dead Monster", id="one of a band's singers in the artist's place"),
    pytest.param("Secret Base", "Anohana", id="the series in the artist's place, and covers that name it"),
    pytest.param("My Song", "Angel Beats!", id="a title that many songs have, and a series"),
    pytest.param("Dear You", "OH MY GIRL", id="a work in the artist's place, and strangers' songs of that name"),
    pytest.param("Kataomoi", "Aimer", id="no such song by that singer, and famous ones by others"),
]
UNMATCHED = [
    pytest.param("Futari no Kimochi no Honto no Himitsu", "no title fits", id="not there, and half its title is"),
    pytest.param("Sayonara no Yukue", "no title fits", id="the wrong artist, and not there"),
    pytest.param("Kimi no Na wa. (Your Name.)", "Piano Suite", id="a film, whose songs have other names"),
]


TOLD = [
    pytest.param(
        "Ichiban no Takaramono",
        "spotify:track:sandbox000000000001000",
        "AnimeThemes: insert song 6 of Angel Beats! is Ichiban no Takaramono ~Yui final ver.~ "
        "(一番の宝物 ～Yui final ver.～) by Girls Dead Monster",
        id="one of a band's singers",
    ),
    pytest.param(
        "Secret Base",
        "spotify:track:4rPmTBTX1wobDkGYXKvcGR",
        "AnimeThemes: ending 1 of Ano Hi Mita Hana no Namae wo Bokutachi wa Mada Shiranai. is secret base "
        "~Kimi ga Kureta Mono~ (10 years after Ver.) (secret base ～君がくれたもの～ (10 years after Ver.)) "
        "by Ai Kayano, Haruka Tomatsu and Saori Hayami",
        id="the series by its short name, and its own version of a song by others",
    ),
    pytest.param(
        "My Song",
        "spotify:track:sandbox000000000000023",
        "AnimeThemes: insert song 3 of Angel Beats! is My Song by Girls Dead Monster",
        id="the series, and a title that many songs have",
    ),
]
"""What outside knowledge adds: title, track, and the sentence that says why."""


@pytest.fixture(scope="module")
def songs(tmp_path_factory):
    """Push our catalog to the sandbox once, asking nobody else, and return the record's songs by their titles."""
    return pushed(tmp_path_factory.mktemp("ours"), "--no-knowledge")


@pytest.fixture(scope="module")
def told_songs(tmp_path_factory):
    """Push our catalog to the sandbox once, which answers as the open databases too."""
    return pushed(tmp_path_factory.mktemp("told"))


def pushed(folder, *options):
    path = folder / "catalog.toml"
    path.write_bytes(OURS.read_bytes())
    environment = {"SYNCER_HOME": str(folder), "SYNCER_KNOWLEDGE": "on"}
    done = CliRunner().invoke(app, ["push", str(path), "--sandbox", *options], env=environment)
    assert done.exit_code == 0, done.output
    record = json.loads((folder / "catalog.report.json").read_text(encoding="utf-8"))
    return {song["title"]: song for song in record["songs"]}


@pytest.mark.parametrize(("title", "found", "artist"), MATCHED, ids=[title for title, _, _ in MATCHED])
def test_what_is_there_is_found(songs, title, found, artist):
    song = songs[title]
    assert (song["status"], song["reason"]) == ("matched", "title and artist")
    assert (song["track"]["title"], song["track"]["artists"]) == (found, [artist])


@pytest.mark.parametrize(("title", "words"), UNSURE)
def test_what_cannot_be_known_is_left_to_the_person(songs, title, words):
    song = songs[title]
    assert song["status"] == "unsure"
    assert song["candidates"]
    assert words in song["reason"]


@pytest.mark.parametrize(("title", "words"), UNMATCHED)
def test_what_is_not_there_is_not_found(songs, title, words):
    song = songs[title]
    assert song["status"] == "unmatched"
    assert words in song["reason"]


@pytest.mark.parametrize(("title", "uri", "sentence"), TOLD)
def test_what_open_databases_tell_is_found_and_says_why(told_songs, title, uri, sentence):
    song = told_songs[title]
    assert song["track"]["uri"] == uri
    assert [each["sentence"] for each in song["knowledge"]] == [sentence]
    assert song["knowledge"][0]["url"].startswith("https://animethemes.moe/anime/")


def test_knowledge_changes_nothing_else(songs, told_songs):
    told = {row.values[0] for row in TOLD}
    for title, song in songs.items():
        if title not in told:
            assert (told_songs[title]["status"], told_songs[title]["track"]) == (song["status"], song["track"])


def test_every_song_has_its_test(songs):
    told = {row[0] for row in MATCHED} | {row.values[0] for row in (*UNSURE, *UNMATCHED)}
    assert told == set(songs)
