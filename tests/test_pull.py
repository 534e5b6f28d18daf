"""``syncer pull``: a playlist becomes a catalog and its lock, and pushing them changes nothing at all."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.catalog import load
from syncer.cli import app
from syncer.sandbox import Fault, Sandbox

LOCAL, EPISODE = "spotify:local:Me:Mine:Song:100", "spotify:episode:512ojhOuo1ktJprKbVcKyQ"
GONE = "spotify:track:gone000000000000000000"


def entry(number, **more):
    track = {
        "id": f"pulled{number:016}",
        "name": f"Song {number}",
        "artists": ["YUI"],
        "album": "Holidays",
        "duration_ms": 200_000 + number * 1000,
        "isrc": f"JPU90{number:07}",
    }
    return {**track, **more}


LIBRARY = [
    *(entry(number) for number in range(130)),
    entry(200, name="Same", isrc="", duration_ms=1000),
    entry(201, name="Same", isrc="", duration_ms=2000),
    entry(202, name="same", isrc="", duration_ms=1000),
    entry(203, name="Twin", isrc="JPU909999999", duration_ms=90_000),
    entry(204, name="Twin", isrc="JPU909999999", duration_ms=90_000),
    entry(205, name="Not here", playable=False),
    entry(206, name=' "Quotes" \\ = [[songs]] # \u2028 \u202e', artists=["A\tB", "C\nD"], album=" "),
    entry(207, name="Nobody's", artists=[]),
    entry(208, name="No length", isrc="not a code", duration_ms=None),
]


def uri(number):
    return f"spotify:track:pulled{number:016}"


@pytest.fixture
def sandbox(monkeypatch, sign_in, tmp_path):
    """Serve a library of our own."""
    library = tmp_path / "library.jsonl"
    library.write_text("".join(json.dumps(each) + "\n" for each in LIBRARY), encoding="utf-8")
    with Sandbox(library=library) as sandbox:
        monkeypatch.setenv("SYNCER_API_URL", sandbox.api_url)
        monkeypatch.setenv("SYNCER_ACCOUNTS_URL", sandbox.accounts_url)
        for wait in ("SYNCER_PACE", "SYNCER_LAG", "SYNCER_BACKOFF"):
            monkeypatch.setenv(wait, "0")
        monkeypatch.setenv("SPOTIPY_CLIENT_ID", "client")
        monkeypatch.setenv("SPOTIPY_REDIRECT_URI", "http://127.0.0.1/callback")
        sign_in()
        yield sandbox


@pytest.fixture
def run(sandbox):
    """Run a verb without a terminal, and count its requests anew."""

    def run(*words, status=0):
        sandbox.forget_requests()
        done = CliRunner().invoke(app, [str(word) for word in words])
        assert done.exit_code == status, done.output
        return done

    return run


def sent(sandbox):
    """Return the kinds of requests to the API, tokens aside."""
    return [seen.method for seen in sandbox.requests if seen.path.startswith("/v1/")]


def looks(sandbox, playlist):
    """Return all that a person sees of a playlist."""
    there = sandbox.playlist(playlist)
    rows = [(row.uri, row.added_at) for row in there.rows]
    return there.name, there.description, there.public, there.snapshot, rows


@pytest.mark.parametrize(
    ("rows", "details"),
    [
        pytest.param([uri(n) for n in range(5)], {}, id="five songs"),
        pytest.param([uri(n) for n in range(130)], {}, id="more than a page and a batch"),
        pytest.param([LOCAL, uri(1), EPISODE, uri(2), GONE, uri(3), LOCAL], {}, id="rows that are no songs"),
        pytest.param([uri(1), uri(2), uri(1), uri(3), uri(2)], {}, id="songs that stand there twice"),
        pytest.param([uri(200), uri(201), uri(202)], {}, id="the same words"),
        pytest.param([uri(203), uri(1), uri(204)], {}, id="alike in everything but the track"),
        pytest.param([uri(1), uri(205), uri(2)], {}, id="a song that cannot be played"),
        pytest.param([uri(206), uri(207), uri(208)], {}, id="strange names, no artist, no length"),
        pytest.param([], {}, id="an empty playlist"),
        pytest.param([LOCAL, EPISODE], {}, id="a playlist without a song"),
        pytest.param([uri(1)], {"description": "<b> & 'so' &amp; \"on\""}, id="a description that is sent escaped"),
        pytest.param([uri(1)], {"description": "one\ntwo"}, id="a description of two lines"),
        pytest.param([uri(1)], {"description": "x" * 400}, id="a description too long for a catalog"),
        pytest.param([uri(1)], {"name": "x" * 150}, id="a name too long for a catalog"),
        pytest.param([uri(1)], {"name": " spaces \t around "}, id="a name with spaces around"),
        pytest.param([uri(1)], {"name": ""}, id="no name"),
        pytest.param([uri(1)], {"name": 'a "b" \\ # ]'}, id="a name to be escaped"),
        pytest.param([uri(1)], {"public": False}, id="not public"),
        pytest.param([uri(1)], {"public": True}, id="public"),
        pytest.param([uri(1)], {"collaborative": True, "public": False}, id="collaborative"),
    ],
)
@pytest.mark.parametrize("touched", [False, True], ids=["as pulled", "after Spotify gave it another version"])
def test_a_push_after_a_pull_changes_nothing(run, sandbox, rows, details, touched):
    """Not the rows, their order and dates, not the details; no request of it writes or searches."""
    playlist = sandbox.add_playlist(rows, **details)
    run("pull", playlist)
    assert set(sent(sandbox)) == {"GET"}
    if touched:
        sandbox.touch(playlist)
    before = looks(sandbox, playlist)
    for _ in range(2):
        run("check")
        done = run("push")
        assert set(sent(sandbox)) == {"GET"}
        assert not [seen for seen in sandbox.requests if seen.path == "/v1/search"]
        assert looks(sandbox, playlist) == before
        assert "unsure" not in done.stdout
        assert "unmatched" not in done.stdout
    assert len(sandbox.playlists()) == 1


def test_an_unchanged_playlist_costs_one_request_after_a_pull(run, sandbox):
    run("pull", sandbox.add_playlist([uri(n) for n in range(60)]))
    run("push")
    assert sent(sandbox) == ["GET"]


def test_a_pull_needs_no_more_than_the_pages(run, sandbox):
    run("pull", sandbox.add_playlist([uri(n) for n in range(60)]))
    assert sent(sandbox) == ["GET"] * 4  # the playlist, whose it is, two pages


def test_the_catalog_reads_like_one_of_a_person(run, sandbox):
    playlist = sandbox.add_playlist([uri(1), uri(200), uri(201)], name="Mine", public=False, description="a & b")
    run("pull", playlist)
    text = Path("catalog.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./catalog.schema.json\n")
    assert Path("catalog.schema.json").is_file()
    document = tomllib.loads(text)
    assert document["playlist"] == {
        "name": "Mine",
        "description": "a & b",
        "public": False,
        "id": f"https://open.spotify.com/playlist/{playlist}",
    }
    assert document["songs"] == [
        {"title": "Song 1", "artist": "YUI", "album": "Holidays", "isrc": "JPU900000001"},
        {"title": "Same", "artist": "YUI", "album": "Holidays", "duration": "0:01"},
        {"title": "Same", "artist": "YUI", "album": "Holidays", "duration": "0:02"},
    ]
    assert not load(Path("catalog.toml")).warnings


def test_the_lock_says_that_a_person_chose(run, sandbox):
    run("pull", sandbox.add_playlist([uri(1), LOCAL]))
    lock = locks.load(Path("catalog.lock"))
    [pin] = lock.pins.values()
    assert (pin.chosen_by, pin.track.uri, pin.track.isrc) == ("person", uri(1), "JPU900000001")
    assert lock.playlist.placed == (uri(1),)


def test_a_song_taken_out_of_the_catalog_goes_and_all_else_stays(run, sandbox):
    """From a pull on the catalog leads; what no catalog can name is the person's own."""
    playlist = sandbox.add_playlist([uri(1), LOCAL, uri(2), EPISODE, uri(3)])
    run("pull", playlist)
    text = Path("catalog.toml").read_text(encoding="utf-8")
    head, first, second, third = text.split("[[songs]]")
    Path("catalog.toml").write_text(f"{head}[[songs]]{first}[[songs]]{third}", encoding="utf-8")
    run("push")
    assert [row.uri for row in sandbox.playlist(playlist).rows] == [uri(1), LOCAL, EPISODE, uri(3)]
    assert "Song 2" in second


def test_another_delivery_of_a_song_is_still_the_song(run, sandbox):
    """Spotify shows a song under another URI from one day to the next."""
    playlist = sandbox.add_playlist([uri(1), uri(203), uri(2)])
    run("pull", playlist)
    sandbox.playlist(playlist).rows[1].uri = uri(204)
    sandbox.touch(playlist)
    run("push")
    assert set(sent(sandbox)) == {"GET"}
    assert [row.uri for row in sandbox.playlist(playlist).rows] == [uri(1), uri(204), uri(2)]


def test_what_no_catalog_can_say_is_said(run, sandbox):
    done = run("pull", sandbox.add_playlist([uri(1), LOCAL, uri(1), EPISODE], name="x" * 150, description="a\nb"))
    assert "2 rows are no songs" in done.stderr
    assert "1 row repeats a song" in done.stderr
    assert "The playlist's name" in done.stderr
    assert "The playlist's description" in done.stderr
    assert load(Path("catalog.toml")).target.name == "x" * 100


@pytest.mark.parametrize("there", ["catalog.toml", "catalog.lock"])
def test_what_is_there_is_not_replaced_unasked(run, sandbox, there):
    playlist = sandbox.add_playlist([uri(1)])
    Path(there).write_text("mine", encoding="utf-8")
    done = run("pull", playlist, status=2)
    assert "--yes" in done.stderr
    assert sent(sandbox) == []
    assert [path.name for path in Path().iterdir()] == [there]
    assert Path(there).read_text(encoding="utf-8") == "mine"
    run("pull", playlist, "--yes")
    assert load(Path("catalog.toml")).songs[0].title == "Song 1"
    assert len(locks.load(Path("catalog.lock")).pins) == 1


def test_nothing_is_half_written(run, sandbox):
    """The lock cannot be written, so neither is the catalog."""
    playlist = sandbox.add_playlist([uri(1)])
    Path("catalog.toml").write_text("mine", encoding="utf-8")
    Path("catalog.lock").mkdir()
    run("pull", playlist, "--yes", status=1)
    assert Path("catalog.toml").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in Path().iterdir()) == ["catalog.lock", "catalog.toml"]


def test_nothing_is_written_where_spotify_fails(run, sandbox):
    playlist = sandbox.add_playlist([uri(1)])
    sandbox.fault("GET", r"/v1/playlists/[^/]+/items", times=None, what=Fault(status=403))
    run("pull", playlist, status=1)
    assert list(Path().iterdir()) == []


def test_a_schema_that_is_there_stays(run, sandbox):
    Path("catalog.schema.json").write_text("{}", encoding="utf-8")
    run("pull", sandbox.add_playlist([uri(1)]))
    assert Path("catalog.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_playlist_goes_by_its_name_too(run, sandbox):
    sandbox.add_playlist([uri(1)], name="Rainy Days")
    sandbox.add_playlist([uri(2)], name="Sunny days")
    run("pull", "rainy days", "--into", "rain.toml")
    assert load(Path("rain.toml")).songs[0].title == "Song 1"
    assert Path("rain.lock").is_file()


@pytest.mark.parametrize(
    ("playlist", "says"),
    [
        pytest.param("https://open.spotify.com/playlist/0000000000000000000000", "there is no playlist", id="gone"),
        pytest.param("Twice", "2 of your playlists", id="a name that two have"),
        pytest.param("Nowhere", "none of your playlists", id="a name that none has"),
        pytest.param("Theirs", "is not yours", id="followed, and somebody else's"),
    ],
)
def test_what_cannot_be_pulled_is_said_and_nothing_written(run, sandbox, playlist, says):
    for name, owner in (("Twice", "sandbox"), ("Twice", "sandbox"), ("Theirs", "somebody")):
        made = sandbox.add_playlist([uri(1)], name=name, owner=owner)
        sandbox.playlist(made).followers.append("sandbox")
    done = run("pull", playlist, status=2)
    assert says in done.stderr
    assert list(Path().iterdir()) == []


def test_a_folder_that_is_not_there_is_said(run, sandbox):
    assert "no folder" in run("pull", "Mine", "--into", "no/where.toml", status=2).stderr


def test_a_pull_needs_a_sign_in(run, sandbox, home):
    for token in home.glob("token*"):
        token.unlink()
    assert "syncer login" in run("pull", "Mine", status=3).stderr
