"""Lists in the forms that people have: what is a song in them, and what is none."""

import contextlib
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.errors import UsageError
from syncer.importers import read


def pairs(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(song.title, ", ".join(song.artists)) for song in read(data).songs]


AGAIN = [("again", "YUI")]


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param("“again” – YUI\n", AGAIN, id="curly quotes and a dash"),
        pytest.param('- "again" by YUI\n', AGAIN, id="quotes and by"),
        pytest.param("1. 「again」YUI\n", AGAIN, id="Japanese quotes"),
        pytest.param('## 3. YUI "again"\n', AGAIN, id="artist, then the quoted title"),
        pytest.param('OP1: "again" by YUI (eps 1-14)\n', AGAIN, id="a theme"),
        pytest.param("Title;Artist\nagain;YUI\n", AGAIN, id="semicolons"),
        pytest.param("曲名,アーティスト\nagain,YUI\n", AGAIN, id="Japanese header"),
        pytest.param("Some Export\nmade today\n\nArtist\tTrack\nYUI\tagain\n", AGAIN, id="lines before the header"),
        pytest.param("#EXTM3U\n#EXTINF:255,YUI - again\nx.mp3\n", AGAIN, id="M3U"),
        pytest.param("#EXTM3U\n01 - YUI - again.mp3\n", AGAIN, id="M3U of files alone"),
        pytest.param("[playlist]\nFile1=a.mp3\nTitle1=YUI - again\nLength1=255\n", AGAIN, id="PLS"),
        pytest.param('{"data": [{"title": "again", "artist": {"name": "YUI"}}]}', AGAIN, id="an artist with a name"),
        pytest.param(
            '{"track": "again", "artist": "YUI"}\n{"track": "again", "artist": "YUI"}\n', AGAIN, id="JSON lines"
        ),
        pytest.param(
            '<?xml version="1.0"?><playlist><title>Mine</title><creator>Me</creator><trackList><track>'
            "<title>again</title><creator>YUI</creator></track></trackList></playlist>",
            AGAIN,
            id="XSPF, whose own title is no song",
        ),
        pytest.param(
            "<table><tr><th>Title<th>Artist</tr><tr><td>again<td>YUI</tr></table><script>'x' - 'y'</script>",
            AGAIN,
            id="a table of a page",
        ),
        pytest.param("| Title | Artist |\n|---|---|\n| again | YUI |\n", AGAIN, id="a table in Markdown"),
        pytest.param(
            "{{Infobox album\n| Artist = [[YUI]]\n}}\n{{Track listing\n| title1 = again\n| length1 = 4:15\n}}",
            AGAIN,
            id="wikitext",
        ),
        pytest.param(
            "YUI - again\nYUI - Rolling star\n", [*AGAIN, ("Rolling star", "YUI")], id="who repeats is the artist"
        ),
        pytest.param("again - YUI\nRolling star - YUI\n", [*AGAIN, ("Rolling star", "YUI")], id="title first"),
        pytest.param(
            "#title - #artist\nagain - YUI\nLilium - Noma\n", [*AGAIN, ("Lilium", "Noma")], id="a line says it"
        ),
        pytest.param(
            "Edit - Remix - YUI\nagain - YUI\nLilium - Noma\n",
            [("Edit - Remix", "YUI"), *AGAIN, ("Lilium", "Noma")],
            id="a dash of the title's own",
        ),
        pytest.param(
            "# Setlist\n- Alpha\n- Beta\n- Gamma\n", [("Alpha", ""), ("Beta", ""), ("Gamma", "")], id="set list"
        ),
    ],
)
def test_what_is_read(text, songs):
    assert pairs(text) == songs


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0\0\0\0", id="zeros"),
        pytest.param(b"PK\x03\x04 title,artist", id="an archive"),
        pytest.param(bytes(range(256)) * 8, id="bytes that are no text"),
        pytest.param(b"A day like any other. We walked home by the river, and nobody sang.\n", id="prose"),
        pytest.param(
            "“My Song” from the film is a song by heart. It lasts - for long.\n".encode(), id="prose that quotes"
        ),
        pytest.param(b"[playlist]\nFile1=http://x.test:80/s\nTitle1=Radio - One\nLength1=-1\n", id="station"),
        pytest.param(b"| Playlist | Link |\n|---|---|\n| Eve - Videos | there |\n", id="a table of playlists"),
        pytest.param(b'<!DOCTYPE p [<!ENTITY a "b">]><p><title>&a;</title><creator>c</creator></p>', id="an entity"),
        pytest.param(
            b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;</p>',
            id="an entity that fetches a file",
        ),
        pytest.param(b'<?xml version="1.0"?><a><b>', id="broken XML"),
        pytest.param(b"[" * 100_000, id="JSON nested without end"),
        pytest.param(b'<?xml version="1.0"?>' + b"<a>" * 100_000, id="XML nested without end"),
        pytest.param(b"a" * 20_000_001, id="too large"),
        pytest.param(b"<iframe " * 100_000, id="a line of tags without end"),
        pytest.param(b"<!-- " * 200_000, id="comments without end"),
        pytest.param(b"[a](" * 200_000, id="links without end"),
    ],
)
def test_what_is_refused(text):
    """A list of nothing is an error that says so, and never a traceback."""
    with pytest.raises(UsageError):
        read(text)


def test_links_alone_say_what_to_do():
    """A catalog needs titles, and Spotify itself makes a playlist of links."""
    with pytest.raises(UsageError, match="syncer pull"):
        read(b"https://open.spotify.com/track/21htkjP5rYjD3CXG3y9wCT\nspotify:track:31htkjP5rYjD3CXG3y9wCT\n")
    with pytest.raises(UsageError, match="no song was found"):
        read(b"hello")


def test_a_column_of_singers_says_who_sings():
    listing = ("extra_column = Performer", "title1 = again", "extra1 = [[YUI]]", "title2 = Orange", "extra2 = 7!!")
    text = "{{Track listing\n" + "".join(f"| {line}\n" for line in listing) + "}}"
    assert pairs(text) == [*AGAIN, ("Orange", "7!!")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp"])
def test_the_encoding_shows_in_the_content(encoding):
    titles = ("青い栞", "団子大家族", "一番の宝物", "君の知らない物語")
    songs = [(f"{title}の曲、今日も歌う", "茶太と仲間たち") for title in titles]
    text = "title,artist\n" + "".join(f"{title},{artist}\n" for title, artist in songs)
    assert pairs(text.encode(encoding)) == songs


def test_fields_that_a_list_gives_are_kept():
    found = read(
        b"Track URI,Track Name,Album Name,Artist Name(s),Duration (ms),ISRC\n"
        b"spotify:track:4uLU6hMCjMI75M1A2tKUQC,again,Holidays,YUI,255000,JPU901402557\n"
    ).songs[0]
    assert (found.uri, found.album, found.duration_ms, found.isrc) == (
        "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
        "Holidays",
        255_000,
        "JPU901402557",
    )


def test_a_theme_keeps_its_series():
    text = '### [Eyeshield](https://x.test)\n\nOP1 "Breakthrough"|[Webm]()|1-35|\nED2 "Goal"|[Webm]()|1|\n'
    assert [(song.title, song.source) for song in read(text.encode()).songs] == [
        ("Breakthrough", "Eyeshield"),
        ("Goal", "Eyeshield"),
    ]


@given(st.binary(max_size=300))
def test_no_input_is_a_traceback(data):
    with contextlib.suppress(UsageError):
        assert read(data).songs


@given(st.text(max_size=200))
def test_no_text_is_a_traceback(text):
    with contextlib.suppress(UsageError):
        assert read(text.encode("utf-8", "replace")).songs


def test_the_lists_that_people_have(shared, tmp_path):
    """Whole and right: 97 of 100 songs of exports, 90 of 100 of free text, and hardly one that is not there."""
    lists = shared / "lists"
    for truth in lists.glob("*.truth.json"):
        name = truth.name.removesuffix(".truth.json")
        try:
            songs = [{"title": s.title, "artist": list(s.artists)} for s in read((lists / name).read_bytes()).songs]
            result = {"songs": songs}
        except UsageError as error:
            result = {"error": str(error)}
        (tmp_path / f"{name}.json").write_text(json.dumps(result), encoding="utf-8")
    command = [sys.executable, lists / "score_lists.py", lists, tmp_path, "--json", tmp_path / "scores"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    kinds = json.loads((tmp_path / "scores").read_text(encoding="utf-8"))["kinds"]
    for kind, score in kinds.items():
        right, invented = (0.97, 0.01) if kind[0] in "abc" else (0.90, 0.03)
        assert score["right"] >= right * score["truth"], kind
        assert score["invented"] <= invented * score["found"], kind
        assert score.get("expect_ok", 0) == score.get("expect_files", 0), kind


def test_the_article_gives_its_songs_and_no_other(shared):
    article = next((shared / "seed").glob("*.txt"))
    found = pairs(article.read_bytes())
    assert len(found) == 17
    assert found[3] == ("Secret Base", "Anohana")
