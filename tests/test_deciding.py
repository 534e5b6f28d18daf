"""``pin``, ``absent``, ``unpin`` and ``aliases``: decisions without a conversation, and what tells of them."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.cli import app
from syncer.commands.alone import alone
from syncer.lock import Pin
from syncer.model import Alias, Artist, Song, Track
from syncer.outcomes import CHOSEN

CATALOG, LOCK = Path("catalog.toml"), Path("catalog.lock")
ZONE = "spotify:track:sandbox000000000000051"
GDM = "spotify:track:sandbox000000000000023"
NOWHERE = "spotify:track:0000000000000000000000"
SECRET_BASE, AGAIN = Song("Secret Base", ("Anohana",)), Song("again", ("YUI",))
MY_SONG, CROW_SONG = Song("My Song", ("Angel Beats",)), Song("Crow Song", ("Angel Beats",))
SONGS = [("again", "YUI"), ("Secret Base", "Anohana"), ("My Song", "Angel Beats"), ("Crow Song", "Angel Beats")]


@pytest.fixture
def syncer():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def catalog(sandbox):
    entries = "".join(f'\n[[songs]]\ntitle = "{title}"\nartist = "{artist}"  # as listed\n' for title, artist in SONGS)
    CATALOG.write_text(f'[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")


@pytest.fixture
def pushed(catalog, sandbox, syncer):
    assert syncer("push").exit_code == 0
    sandbox.forget_requests()


def paths(sandbox):
    return [seen.path for seen in sandbox.requests if seen.path.startswith("/v1/")]


def lock():
    return locks.load(LOCK)


def entry(title):
    songs = tomllib.loads(CATALOG.read_text(encoding="utf-8"))["songs"]
    return next(song for song in songs if song["title"] == title)


def test_a_song_is_pinned_with_one_read_and_the_next_push_asks_nothing(syncer, pushed, sandbox):
    done = syncer("pin", "secret", f"https://open.spotify.com/track/{ZONE[14:]}?si=1")
    assert done.exit_code == 0
    assert done.stdout.startswith('"Secret Base" (line 8) is "secret base ~君がくれたもの~" by ZONE')
    assert "syncer push" in done.stderr
    assert [path.rpartition("/")[0] for path in paths(sandbox)] == ["/v1/tracks"]
    assert (lock().pin(SECRET_BASE).track.uri, lock().pin(SECRET_BASE).how) == (ZONE, CHOSEN)
    sandbox.forget_requests()
    assert "1 added" in syncer("push").stdout
    assert not [path for path in paths(sandbox) if "search" in path or "tracks/" in path]


def test_before_the_first_push_a_song_can_be_pinned_too(syncer, catalog, sandbox):
    syncer("pin", "again", GDM)
    syncer("push")
    assert lock().pin(AGAIN).track.uri == GDM


def test_owning_it_writes_it_into_the_catalog(syncer, pushed):
    assert "written to catalog.toml" in syncer("pin", "secret", ZONE, "--own").stdout
    assert entry("Secret Base")["uri"] == ZONE
    syncer("absent", "My Song", "--own")
    assert entry("My Song")["absent"] is True
    assert CATALOG.read_text(encoding="utf-8").count("# as listed") == 4
    syncer("unpin", "secret")
    syncer("unpin", "My Song")
    assert entry("Secret Base").keys() == entry("My Song").keys() == {"title", "artist"}


def test_what_is_absent_is_neither_looked_for_nor_open(syncer, pushed, sandbox):
    assert syncer("absent", "Secret Base").exit_code == 0
    assert lock().is_absent(SECRET_BASE)
    assert paths(sandbox) == []
    status = json.loads(syncer("status", "--json").stdout)
    assert status["songs"]["absent"] == 1
    assert "Secret Base" not in [song["title"] for song in status["open"]]
    assert "you marked it as not on Spotify, in the lock" in syncer("explain", "Secret Base").stdout
    assert "1 song was settled since this report" in syncer("report").stderr
    syncer("push")
    assert syncer("report").stderr == ""
    songs = json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))["songs"]
    assert (songs[1]["status"], songs[1]["reason"]) == ("absent", "you marked it as not on Spotify")


@pytest.mark.parametrize("decision", [("pin", "again", GDM), ("absent", "again")], ids=["pinned", "absent"])
def test_what_is_taken_back_is_found_again_by_the_search(syncer, pushed, sandbox, decision):
    first = lock().pin(AGAIN).track.uri
    syncer(*decision)
    syncer("push")
    assert syncer("unpin", "again").exit_code == 0
    assert not lock().is_absent(AGAIN)
    syncer("push")
    assert (lock().pin(AGAIN).track.uri, lock().pin(AGAIN).chosen_by) == (first, "search")


def test_there_must_be_something_to_take_back(syncer, pushed):
    done = syncer("unpin", "again")
    assert done.exit_code == 2
    assert "nothing to take back" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("pin", "secret", NOWHERE), "there is no track", id="no such track"),
        pytest.param(("pin", "secret", "https://example.org"), "no track's link", id="no track's link"),
        pytest.param(("pin", "Lilium", ZONE), "'Lilium'", id="no such song"),
        pytest.param(("absent", "song"), "line 16", id="several songs"),
        pytest.param(("absent", "song", "--line", "8"), "line 8", id="another line"),
        pytest.param(("aliases", "--forget", "Anohana"), "nothing to do", id="no such name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(syncer, pushed, words, says):
    before = CATALOG.read_bytes(), LOCK.read_bytes()
    done = syncer(*words)
    assert done.exit_code == 2
    assert says in done.stderr
    assert (CATALOG.read_bytes(), LOCK.read_bytes()) == before


@pytest.mark.parametrize("which", [("--line", "16"), ("--artist", "beats", "--line", "16")], ids=["line", "and artist"])
def test_of_several_songs_one_is_named(syncer, pushed, which):
    assert syncer("absent", "song", *which).exit_code == 0
    assert lock().is_absent(CROW_SONG)
    assert not lock().is_absent(MY_SONG)


def test_songs_in_the_same_words_are_one(syncer, catalog, sandbox):
    CATALOG.write_text(
        CATALOG.read_text(encoding="utf-8") + '\n[[songs]]\ntitle = "again"\nartist = "YUI"\n', encoding="utf-8"
    )
    assert "(lines 4 and 20)" in syncer("absent", "again").stdout


def test_a_track_that_another_song_has_is_warned_of(syncer, pushed):
    syncer("pin", "My Song", GDM)
    assert 'line 12, "My Song", is this track too' in syncer("pin", "Crow Song", GDM).stderr


def test_while_a_push_is_at_work_nothing_is_decided(syncer, pushed):
    with alone(LOCK, wait=0):
        done = syncer("absent", "again")
    assert (done.exit_code, lock().is_absent(AGAIN)) == (4, False)


def test_the_sandbox_has_decisions_of_its_own(syncer, catalog):
    syncer("push", "--sandbox")
    assert syncer("pin", "secret", ZONE, "--sandbox").exit_code == 0
    assert locks.load(Path("catalog.sandbox.lock")).pin(SECRET_BASE).chosen_by == "person"
    assert not LOCK.exists()


ANOHANA = Alias(
    "Angel Beats", "series", "Angel Beats!", (Artist("Girls Dead Monster"),), "learnt", "a page", "https://x.org"
)


@pytest.fixture
def learnt(pushed):
    """Let a source say what a name stands for."""
    locks.save(LOCK, lock().with_alias(ANOHANA))


def test_what_a_source_says_waits_for_a_person(syncer, learnt):
    shown = syncer("aliases")
    assert 'waits for you: "Angel Beats" is a series, Angel Beats!' in shown.stdout
    assert "https://x.org" in shown.stdout
    assert "--confirm" in shown.stderr
    (alias,) = json.loads(syncer("aliases", "--json").stdout)["aliases"]
    assert (alias["name"], alias["standing"]) == ("Angel Beats", "learnt")
    assert "counts for it" not in syncer("explain", "Crow Song").stdout


def test_a_name_is_confirmed_counts_and_is_taken_back_for_good(syncer, learnt, sandbox):
    done = syncer("aliases", "--confirm", "angel beats")
    assert 'that settles "Crow Song"' in done.stdout
    assert lock().alias("series", "Angel Beats").standing == "confirmed"
    assert lock().pin(CROW_SONG)
    assert paths(sandbox) == []
    assert 'counts for it: "Angel Beats" is a series' in syncer("explain", "Crow Song").stdout
    assert "matched with Crow Song · Girls Dead Monster" in syncer("explain", "Crow Song").stdout
    syncer("aliases", "--forget", "Angel Beats")
    assert lock().alias("series", "Angel Beats").standing == "denied"
    syncer("push")
    assert lock().pin(CROW_SONG) is None
    assert "taken back: " in syncer("aliases").stdout


def test_explain_says_whom_the_choice_is_from(syncer, pushed):
    syncer("pin", "secret", ZONE)
    shown = syncer("explain", "secret").stdout
    assert shown.startswith('"Secret Base": you chose secret base ~君がくれたもの~ · ZONE')
    assert "Secret Base · Anohana: unsure" in shown


def test_explain_asks_nothing_for_what_is_absent(syncer, catalog, sandbox):
    syncer("absent", "again")
    assert "not on Spotify" in syncer("explain", "again").stdout
    assert paths(sandbox) == []


def test_nothing_of_a_lock_reaches_the_terminal_as_a_command(syncer, pushed):
    evil = Track(ZONE, "T\x1b[31m\nx", (Artist("A\x1b[0m"),))
    locks.save(
        LOCK,
        lock().with_pin(Pin(SECRET_BASE, evil, CHOSEN, 1.0, "person")).with_alias(Alias("Z\x1b[2J", "artist", "Y")),
    )
    assert "\x1b" not in syncer("explain", "secret").output + syncer("aliases").output
