"""A push with outside knowledge, from the catalog to the page: what it finds, what it says, and who hears of it."""

import json
import re
import socket
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.cli import app
from syncer.review.waiting import view
from syncer.sandbox import Fault
from syncer.session import opened

SERIES = '[[songs]]\ntitle = "My Song"\nartist = "Angel Beats"\n'
SECOND = '[[songs]]\ntitle = "Crow Song"\nartist = "Angel Beats"\n'
LINKED = '[[songs]]\ntitle = "My Soul Your Beats"\nartist = "Angel Beats"\n'
NATIVE = '[[songs]]\ntitle = "Ichiban no Takaramono"\nartist = "LiSA"\n'
AGAIN = '[[songs]]\ntitle = "again"\nartist = "YUI"\n'
NOWHERE = '[[songs]]\ntitle = "Sayonara no Yukue"\nartist = "Hikaru Utada"\n'
SAID = "AnimeThemes: insert song 3 of Angel Beats! is My Song by Girls Dead Monster"
PAGE = "https://animethemes.moe/anime/angel-beats"
SOURCES = ("animethemes", "musicbrainz", "listenbrainz")


@pytest.fixture
def syncer():
    def run(*words, status=0):
        done = CliRunner().invoke(app, [str(word) for word in words])
        assert done.exit_code == status, done.output
        return done

    return run


@pytest.fixture
def knowing(sandbox, monkeypatch):
    """Let all three sources be the sandbox, and be asked."""
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "on")
    monkeypatch.setenv("SYNCER_KNOWLEDGE_PACE", "0")
    monkeypatch.setenv("SYNCER_ANIMETHEMES_URL", sandbox.animethemes_url)
    monkeypatch.setenv("SYNCER_MUSICBRAINZ_URL", sandbox.musicbrainz_url)
    monkeypatch.setenv("SYNCER_LISTENBRAINZ_LABS_URL", sandbox.labs_url)
    return sandbox


def catalog(*songs):
    Path("catalog.toml").write_text(f'[playlist]\nname = "Mine"\n{"".join(songs)}', encoding="utf-8")


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def outcomes():
    """Return each song's status and track."""
    return [(song["title"], song["status"], song["track"] and song["track"]["title"]) for song in record()["songs"]]


def lock(path="catalog.lock"):
    return locks.load(Path(path))


def asked(sandbox):
    """Return how many requests each server had."""
    places = {
        sandbox.animethemes_url: "animethemes",
        sandbox.musicbrainz_url: "musicbrainz",
        sandbox.labs_url: "listenbrainz",
        f"{sandbox.api_url}/search": "search",
        f"{sandbox.api_url}/tracks": "track",
    }
    urls = [f"{sandbox.url}{seen.path}" for seen in sandbox.requests]
    return Counter(place for url in urls for start, place in places.items() if url.startswith(start))


def outside(sandbox):
    return sum(asked(sandbox)[source] for source in SOURCES)


# What it finds, and where it says so


def test_a_series_in_the_artist_s_place_is_found_and_said(syncer, knowing):
    catalog(SERIES)
    shown = syncer("push").stdout
    assert outcomes() == [("My Song", "matched", "My Song")]
    (song,) = record()["songs"]
    assert song["track"]["artists"] == ["Girls Dead Monster"]
    assert song["reason"] == "title and artist, as AnimeThemes has them"
    assert song["knowledge"] == [{"sentence": SAID, "url": PAGE}]
    assert {"AnimeThemes"} <= {feature["name"] for feature in song["features"]}
    assert "My Song" in shown
    for said in (
        syncer("report").stdout,
        syncer("report", "--format", "markdown").stdout.replace("\\", ""),
        syncer("report", "--format", "html").stdout,
        Path("catalog.report.html").read_text(encoding="utf-8"),
        syncer("explain", "My Song").stdout,
    ):
        assert SAID in said
        assert PAGE in said
    (pin,) = lock().pins.values()
    assert [(saying.sentence, saying.url) for saying in pin.says] == [(SAID, PAGE)]


def test_the_sandbox_shows_it_by_itself(syncer, monkeypatch):
    """The README's first command: no account, no settings."""
    monkeypatch.delenv("SYNCER_KNOWLEDGE")
    catalog(SERIES)
    syncer("push", "--sandbox")
    assert record()["songs"][0]["knowledge"][0]["sentence"] == SAID
    assert "syncer aliases --sandbox --confirm NAME" in syncer("aliases", "--sandbox").stderr


def test_without_knowledge_it_is_left_to_the_person(syncer, knowing):
    catalog(SERIES)
    syncer("push", "--no-knowledge")
    assert [status for _, status, _ in outcomes()] == ["unsure"]
    assert "knowledge" not in record()["songs"][0]
    assert outside(knowing) == 0


def test_it_is_asked_once_for_a_series_and_never_again(syncer, knowing):
    catalog(SERIES, SECOND, AGAIN, NOWHERE)
    syncer("push")
    assert asked(knowing)["animethemes"] <= 3, "the series, and a title in romaji"
    series = [seen for seen in knowing.requests if "Angel Beats" in seen.body]
    assert len(series) == 1
    knowing.forget_requests()
    syncer("push")
    assert sum(asked(knowing).values()) == 0
    syncer("plan")
    syncer("explain", "My Song")
    assert sum(asked(knowing).values()) == 0


def test_nobody_is_asked_for_what_is_pinned_or_in_the_lock(syncer, knowing):
    catalog(AGAIN, SERIES + 'uri = "spotify:track:sandbox000000000000023"\n')
    syncer("push")
    assert outside(knowing) == 0
    catalog(AGAIN, SERIES + 'uri = "spotify:track:sandbox000000000000023"\n', NATIVE + "absent = true\n")
    syncer("push")
    assert outside(knowing) == 0


def test_what_is_known_of_a_series_saves_searches(syncer, knowing):
    """The second song is asked for by what the cache says, at once."""
    catalog(SERIES)
    syncer("push")
    knowing.forget_requests()
    catalog(SERIES, SECOND)
    syncer("push")
    assert [song["status"] for song in record()["songs"]] == ["matched", "matched"]
    assert asked(knowing)["search"] == 1
    assert asked(knowing)["animethemes"] == 0


def test_a_link_is_read_and_no_search_is_spent(syncer, knowing):
    catalog(SERIES)
    syncer("push")
    knowing.forget_requests()
    catalog(SERIES, LINKED)
    syncer("push")
    linked = record()["songs"][1]
    assert linked["track"]["uri"] == "spotify:track:sandbox000000000000040"
    assert [query["rung"] for query in linked["asked"]] == ["a link"]
    assert (asked(knowing)["search"], asked(knowing)["track"]) == (0, 1)


def test_a_song_of_one_of_a_band_is_found_under_the_band(syncer, knowing):
    catalog(NATIVE)
    syncer("push")
    (song,) = record()["songs"]
    assert song["track"]["artists"] == ["Girls Dead Monster"]
    assert "一番の宝物" in song["knowledge"][0]["sentence"]


# What is learnt


def test_the_names_that_it_learns_wait_for_a_person(syncer, knowing):
    catalog(SERIES, AGAIN)
    syncer("push")
    (alias,) = lock().aliases.values()
    assert (alias.kind, alias.name, alias.means) == ("series", "Angel Beats", "Angel Beats!")
    assert (alias.standing, alias.origin, alias.url) == ("learnt", SAID, PAGE)
    assert [artist.name for artist in alias.artists] == ["Girls Dead Monster"]
    assert "waits for you: " in syncer("aliases").stdout
    before = Path("catalog.lock").read_bytes()
    syncer("push")
    assert Path("catalog.lock").read_bytes() == before


def test_a_name_that_no_song_asks_for_is_forgotten(syncer, knowing):
    catalog(SERIES, AGAIN)
    syncer("push")
    catalog(AGAIN)
    syncer("push", "--force")
    assert not lock().aliases


def test_a_name_that_a_person_took_back_is_not_learnt_again(syncer, knowing):
    catalog(SERIES)
    syncer("push")
    syncer("aliases", "--forget", "Angel Beats")
    assert [alias.standing for alias in lock().aliases.values()] == ["denied"]
    knowing.forget_requests()
    syncer("push", "--force")
    assert [alias.standing for alias in lock().aliases.values()] == ["denied"]
    assert not any("Angel Beats" in seen.body for seen in knowing.requests)
    assert [status for _, status, _ in outcomes()] == ["unsure"]


# Who hears of it


class Listener:
    """A server that nobody should ever talk to: it counts who does, and hangs up."""

    def __init__(self):
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()


@contextmanager
def listening(count):
    listeners = [Listener() for _ in range(count)]
    threads = [Thread(target=listener.serve, daemon=True) for listener in listeners]
    for thread in threads:
        thread.start()
    try:
        yield listeners
    finally:
        for listener in listeners:
            listener.socket.shutdown(socket.SHUT_RDWR)
            listener.socket.close()
        for thread in threads:
            thread.join()


def heard(monkeypatch, run):
    """Return who was talked to at all while this ran, each source at a place of its own."""
    with listening(3) as listeners:
        names = ("SYNCER_ANIMETHEMES_URL", "SYNCER_MUSICBRAINZ_URL", "SYNCER_LISTENBRAINZ_LABS_URL")
        for name, listener in zip(names, listeners, strict=True):
            monkeypatch.setenv(name, listener.url)
        run()
        return [source for source, listener in zip(SOURCES, listeners, strict=True) if listener.connections]


@pytest.mark.parametrize(
    ("variable", "file", "options", "who"),
    [
        pytest.param("off", "", (), [], id="SYNCER_KNOWLEDGE=off"),
        pytest.param("false", "", (), [], id="SYNCER_KNOWLEDGE=false"),
        pytest.param("on", "", ("--no-knowledge",), [], id="--no-knowledge"),
        pytest.param("", "knowledge = false", (), [], id="knowledge = false in the file"),
        pytest.param("", 'knowledge = "off"', (), [], id="a text in the file"),
        pytest.param("off", "knowledge = true", (), [], id="the environment wins"),
        pytest.param("", 'knowledge = "listenbrainz"', (), [], id="one that has nothing to ask by itself"),
        pytest.param("", 'knowledge = ["animethemes"]', (), ["animethemes"], id="one source in the file"),
        pytest.param("", 'knowledge = ["musicbrainz"]', (), ["musicbrainz"], id="another one"),
        pytest.param("", 'knowledge = "animethemes, musicbrainz"', (), ["animethemes", "musicbrainz"], id="two"),
        pytest.param("MusicBrainz", "", (), ["musicbrainz"], id="one in the environment"),
        pytest.param("on", "knowledge = false", (), ["animethemes", "musicbrainz"], id="on"),
        pytest.param("", "", (), ["animethemes", "musicbrainz"], id="nothing said: on"),
    ],
)
def test_only_who_is_to_be_asked_hears_anything(syncer, sandbox, home, monkeypatch, variable, file, options, who):
    """Counted at the sockets: not even a connection is made to anybody else."""
    monkeypatch.setenv("SYNCER_KNOWLEDGE", variable)
    monkeypatch.setenv("SYNCER_KNOWLEDGE_PACE", "0")
    (home / "settings.toml").write_text(file, encoding="utf-8")
    catalog(SERIES, NATIVE, NOWHERE)
    assert heard(monkeypatch, lambda: syncer("push", *options)) == who
    assert heard(monkeypatch, lambda: syncer("plan", *options)) == who, "a failure is not remembered"


@pytest.mark.parametrize(
    "command",
    [("status",), ("check",), ("report",), ("explain", "My Song"), ("aliases",), ("export",), ("doctor", "--offline")],
    ids=" ".join,
)
def test_commands_that_find_nothing_ask_nobody(syncer, sandbox, monkeypatch, command):
    catalog(SERIES, NATIVE)
    syncer("push")
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "on")
    assert heard(monkeypatch, lambda: syncer(*command)) == []


def test_what_a_source_hears_is_titles_and_artists_alone(syncer, knowing):
    catalog(SERIES, NATIVE, NOWHERE, AGAIN)
    syncer("push")
    token = json.loads((Path("../home") / "token.json").read_text(encoding="utf-8"))["access_token"]
    told = [seen for seen in knowing.requests if any(name in seen.path for name in ("/ws/2", "animethemes", "labs"))]
    assert told
    for seen in told:
        words = json.dumps([seen.path, seen.query, seen.body])
        assert token not in words
        assert "YUI" not in words, "that song is settled"
        assert not re.search("Mine|playlist|client", words)


# Whatever is wrong with a source

KINDS_OF_WRONG = {
    "down": Fault(drop=True),
    "broken": Fault(status=500, body="<html>oops</html>"),
    "busy for hours": Fault(status=429, headers={"Retry-After": "7200"}),
    "refusing": Fault(status=403, body="<html>who are you?</html>"),
    "a page": Fault(status=200, body="<html>Just a moment...</html>"),
    "another schema": Fault(status=200, body={"results": {"anime": "none"}}),
    "nulls": Fault(status=200, body={"data": None, "recordings": None, "works": None, "artists": None}),
    "errors with 200": Fault(status=200, body={"errors": [{"message": "Internal server error"}]}),
    "moved": Fault(status=301, headers={"Location": "https://elsewhere.example.org/"}),
}
ALL = (SERIES, SECOND, NATIVE, NOWHERE, AGAIN)


@pytest.fixture
def plainly(syncer, sandbox):
    """Return what comes of the catalog without knowledge."""
    catalog(*ALL)
    syncer("push")
    found = outcomes()
    for path in (*Path().glob("catalog.*"), Path("../home/answers.sqlite3")):
        path.unlink()
    catalog(*ALL)
    return found


@pytest.mark.parametrize("wrong", KINDS_OF_WRONG)
def test_with_every_source_down_it_is_what_it_is_today(plainly, syncer, knowing, wrong):
    for path in ("animethemes", "musicbrainz", "labs"):
        knowing.fault(
            "*", rf".*{path}.*" if path != "musicbrainz" else r".*/ws/2.*", what=KINDS_OF_WRONG[wrong], times=None
        )
    done = syncer("push")
    assert outcomes() == plainly
    notes = [note for note in record()["notes"] if "not asked any further" in note]
    assert len(notes) == 2, "ListenBrainz Labs had nothing to be asked"
    assert [note.split()[0] for note in notes] == ["AnimeThemes", "MusicBrainz"]
    for note in notes:
        assert note in done.output
        assert note.endswith("; the next push asks again")
    assert all("knowledge" not in song for song in record()["songs"])


def test_when_they_answer_again_the_next_push_finds_it(plainly, syncer, knowing):
    knowing.fault("*", ".*animethemes.*", what=Fault(status=403), times=1)
    syncer("push")
    assert [status for title, status, _ in outcomes() if title == "My Song"] == ["unsure"]
    syncer("push")
    assert [status for title, status, _ in outcomes() if title == "My Song"] == ["matched"]


def test_one_that_is_down_does_not_stop_the_others(syncer, knowing):
    knowing.fault("*", ".*ws/2.*", what=Fault(status=403), times=None)
    catalog(SERIES, NATIVE, NOWHERE)
    syncer("push")
    assert outcomes()[:2] == [
        ("My Song", "matched", "My Song"),
        ("Ichiban no Takaramono", "matched", "一番の宝物 (Yui final ver.)"),
    ]


def test_a_failure_is_not_waited_for_twice_by_two_catalogs(syncer, knowing):
    knowing.fault("*", ".*animethemes.*", what=Fault(status=403), times=None)
    for name in ("a", "b"):
        Path(f"{name}.toml").write_text(f'[playlist]\nname = "{name}"\n{SERIES}', encoding="utf-8")
    syncer("push", "a.toml", "b.toml")
    assert asked(knowing)["animethemes"] == 1


@pytest.mark.parametrize("searches", range(6))
def test_where_searches_run_out_nothing_is_worse_and_the_next_run_goes_on(syncer, knowing, searches):
    catalog(*ALL)
    syncer("push", "--max-searches", str(searches))
    states = {title: status for title, status, _ in outcomes()}
    assert set(states.values()) <= {"matched", "unsure", "unmatched", "pending"}
    right = {title for title, status, _ in outcomes() if status == "matched"}
    syncer("push")
    final = {title: (status, track) for title, status, track in outcomes()}
    assert {title for title, (status, _) in final.items() if status == "matched"} >= right
    assert final == {
        "My Song": ("matched", "My Song"),
        "Crow Song": ("matched", "Crow Song"),
        "Ichiban no Takaramono": ("matched", "一番の宝物 (Yui final ver.)"),
        "Sayonara no Yukue": ("unmatched", None),
        "again": ("matched", "again"),
    }


def test_no_more_searches_are_spent_than_without(syncer, knowing):
    catalog(*ALL)
    syncer("push", "--no-knowledge")
    without = asked(knowing)["search"]
    for path in (*Path().glob("catalog.*"), Path("../home/answers.sqlite3")):
        path.unlink()
    knowing.forget_requests()
    catalog(*ALL)
    syncer("push")
    assert asked(knowing)["search"] <= without


def test_the_pause_between_requests_can_be_chosen(syncer, knowing, monkeypatch):
    monkeypatch.setenv("SYNCER_KNOWLEDGE_PACE", "61")
    assert "SYNCER_KNOWLEDGE_PACE" in syncer("push", status=2).output


def test_what_a_source_said_that_is_not_asked_any_more_is_ignored(syncer, knowing, monkeypatch):
    catalog(SERIES)
    syncer("push")
    catalog(SERIES, SECOND)
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "musicbrainz")
    syncer("push")
    assert [status for _, status, _ in outcomes()] == ["matched", "unsure"]
    assert "AnimeThemes" not in syncer("explain", "Crow Song").stdout


def test_a_damaged_memory_is_named(syncer, knowing, home):
    (home / "knowledge.sqlite3").write_bytes(b"no database" * 1000)
    catalog(SERIES)
    done = syncer("push", status=1)
    assert "knowledge.sqlite3" in done.output
    assert "it may be deleted" in done.output


# All commands agree


def test_plan_says_what_push_does(syncer, knowing):
    catalog(*ALL)
    planned = json.loads(syncer("plan", "--json").stdout)
    syncer("push")
    said = [(song["title"], song["status"], song.get("knowledge")) for song in planned["songs"]]
    assert said == [(song["title"], song["status"], song.get("knowledge")) for song in record()["songs"]]
    assert any(knowledge for _, _, knowledge in said)


def test_explain_shows_what_was_asked_and_answered(syncer, knowing):
    catalog(SERIES, NOWHERE)
    syncer("push")
    story = syncer("explain", "My Song").stdout
    chosen = "matched with My Song · Girls Dead Monster, by title and artist, as AnimeThemes has them"
    assert story.startswith(f"My Song · Angel Beats: {chosen}\n")
    assert "  asked AnimeThemes (series): Angel Beats\n    Angel Beats!, with 9 songs\n" in story
    one = story[story.index("  1. ") : story.index("  2. ")]
    assert "<- chosen" in one
    assert f"AnimeThemes 1.00 x 0   ##########  {SAID}" in one
    missed = syncer("explain", "Sayonara no Yukue").stdout
    assert "asked AnimeThemes (title): Sayonara no Yukue, which knows nothing" in missed
    assert "asked MusicBrainz" in missed


ODD = """[[songs]]
title = "!!!"
artist = "!!!"
[[songs]]
title = "🎵"
artist = "♡"
[[songs]]
title = "\\u202e\\u0007 AND \\"OR\\" \\\\"
artist = "(*)"
[[songs]]
title = "青い栞"
from = "Anohana"
[[songs]]
uri = "spotify:track:sandbox000000000000023"
title = "x"
"""


def test_odd_songs_are_asked_for_too(syncer, knowing):
    catalog(ODD)
    syncer("push")
    assert [song["status"] for song in record()["songs"]][-2:] == ["matched", "matched"]
    assert not [note for note in record()["notes"] if "not asked any further" in note]


def test_the_review_shows_what_the_push_left_open(syncer, knowing):
    """The same songs, reasons and sentences, and nobody is asked for them."""
    catalog(*ALL, LINKED + 'version = "live"\n', '[[songs]]\ntitle = "Ichiban no Takaramono"\nartist = "Angel Beats"\n')
    syncer("push")
    knowing.forget_requests()
    read = catalogs.load(Path("catalog.toml"))
    with opened(sandbox=False, tell=lambda _: None) as session:
        waiting = view(read.songs, lock(), session, session.understanding(lock())).waiting
    left = [song for song in record()["songs"] if song["status"] != "matched"]
    assert len(left) == 3
    assert [(each.song.title, each.status, each.reason) for each in waiting] == [
        (song["title"], song["status"], song["reason"]) for song in left
    ]
    assert [[saying.sentence for saying in each.says] for each in waiting] == [
        [each["sentence"] for each in song.get("knowledge", ())] for song in left
    ]
    assert sum(asked(knowing).values()) == 0


def test_two_themes_of_one_name_are_left_to_the_person(syncer, knowing):
    catalog('[[songs]]\ntitle = "Ichiban no Takaramono"\nartist = "Angel Beats"\n')
    syncer("push")
    (song,) = record()["songs"]
    assert song["status"] == "unsure"
    assert song["reason"] == "AnimeThemes has more than one song that may be meant"
    assert len(song["knowledge"]) == 2
