"""The desk: what waits for a person, and decisions on disk, each written at once."""

import json
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.cli import app
from syncer.errors import ComeBackLater, UsageError
from syncer.model import Alias, Artist, Song, Track
from syncer.outcomes import CHOSEN
from syncer.review.decision import Means, MeansNot, NotThere, Take
from syncer.review.desk import Desk
from syncer.review.naming import more_performers, question
from syncer.review.waiting import judged
from syncer.session import opened

CATALOG, LOCK = Path("catalog.toml"), Path("catalog.lock")
SECRET_BASE = Song("Secret Base", ("Anohana",))
KATAOMOI = Song("Kataomoi", ("Chara",))
ZONE = "spotify:track:sandbox000000000000051"


def write(*songs, more=""):
    entries = "".join(f'\n[[songs]]\ntitle = "{title}"\nartist = "{artist}"\n' for title, artist in songs)
    CATALOG.write_text(f'[playlist]\nname = "Mine"\n{entries}{more}', encoding="utf-8")


@pytest.fixture
def pushed(sandbox):
    """Push a catalog with one song that is found, and two that wait."""
    write(("again", "YUI"), ("Secret Base", "Anohana"), ("Kataomoi", "Chara"))
    assert push().exit_code == 0
    sandbox.forget_requests()


def push():
    return CliRunner().invoke(app, ["push"])


@pytest.fixture
def desk(sandbox):
    with opened(sandbox=False, tell=print) as session:
        yield Desk(CATALOG, LOCK, session, nullcontext)


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def songs_of(view):
    return [each.song.title for each in view.waiting]


def candidate(waiting, uri):
    return next(each.track for each in waiting.candidates if each.track.uri == uri)


def test_what_waits_is_known_at_no_cost(pushed, desk, sandbox):
    view = desk.view()
    assert [(each.song.title, each.status, each.lines) for each in view.waiting] == [
        ("Secret Base", "unsure", (8,)),
        ("Kataomoi", "unsure", (12,)),
    ]
    assert ZONE in {each.track.uri for each in view.waiting[0].candidates}
    assert sandbox.requests == ()


def test_old_answers_are_still_shown(pushed):
    """A push would ask again after a week; a person decides by what there is."""
    with opened(sandbox=False, tell=print) as session:
        session.now = lambda: 9e9  # years later
        view = Desk(CATALOG, LOCK, session, nullcontext).view()
    assert songs_of(view) == ["Secret Base", "Kataomoi"]
    assert all(each.status == "unsure" and each.candidates for each in view.waiting)


def test_a_song_that_was_never_asked_for_waits_without_candidates(desk, sandbox):
    write(("Secret Base", "Anohana"))
    (waiting,) = desk.view().waiting
    assert (waiting.status, waiting.candidates) == ("pending", ())
    assert sandbox.requests == ()


def test_songs_in_the_same_words_wait_once(desk):
    write(("Secret Base", "Anohana"), ("Secret Base", "Anohana"))
    assert [each.lines for each in desk.view().waiting] == [(4, 8)]


def test_a_decision_is_on_disk_at_once_and_the_next_push_uses_it_at_no_cost(pushed, desk, sandbox):
    waiting = desk.view().waiting[0]
    desk.decide(Take(waiting.song, candidate(waiting, ZONE)))
    assert locks.load(LOCK).pin(SECRET_BASE).chosen_by == "person"
    assert songs_of(desk.view()) == ["Kataomoi"]
    desk.decide(NotThere(KATAOMOI))
    assert songs_of(desk.view()) == []
    sandbox.forget_requests()
    push()
    assert record()["requests"]["search"] == 0
    assert [(song["status"], song["reason"]) for song in record()["songs"][1:]] == [
        ("matched", CHOSEN),
        ("absent", "you marked it as not on Spotify"),
    ]
    assert ZONE in {row.uri for row in sandbox.playlists()[0].rows}
    before = LOCK.read_bytes()
    sandbox.forget_requests()
    push()
    assert [request.method for request in sandbox.requests if request.path.startswith("/v1/")] == ["GET"]
    assert LOCK.read_bytes() == before


def test_decisions_in_the_catalog_cost_nothing_either(pushed, desk, sandbox):
    desk.own = True
    waiting = desk.view().waiting[0]
    desk.decide(Take(waiting.song, candidate(waiting, ZONE)))
    desk.decide(NotThere(KATAOMOI))
    text = CATALOG.read_text(encoding="utf-8")
    assert f'uri = "{ZONE}"' in text
    assert text.endswith("absent = true\n")
    sandbox.forget_requests()
    push()
    assert [song["status"] for song in record()["songs"]] == ["matched", "matched", "absent"]
    assert {
        request.path for request in sandbox.requests if "search" in request.path or "tracks/" in request.path
    } == set()


def test_undo_gives_both_files_back(pushed, desk):
    desk.own = True
    before = CATALOG.read_bytes(), LOCK.read_bytes()
    waiting = desk.view().waiting[0]
    desk.decide(Take(waiting.song, candidate(waiting, ZONE)))
    desk.decide(NotThere(KATAOMOI))
    assert desk.undo().decision == NotThere(KATAOMOI)
    assert isinstance(desk.undo().decision, Take)
    assert (CATALOG.read_bytes(), LOCK.read_bytes()) == before
    assert desk.undo() is None


def test_a_byte_order_mark_and_line_ends_stay(pushed, desk):
    CATALOG.write_bytes(b"\xef\xbb\xbf" + CATALOG.read_bytes().replace(b"\n", b"\r\n"))
    before = CATALOG.read_bytes()
    desk.own = True
    desk.decide(NotThere(KATAOMOI))
    assert CATALOG.read_bytes() == before + b"absent = true\r\n"
    desk.undo()
    assert CATALOG.read_bytes() == before


def test_what_another_wrote_meanwhile_stays(pushed, desk):
    """The files are read again before each write: an editor and a push may have been at them."""
    desk.decide(NotThere(KATAOMOI))
    CATALOG.write_text(CATALOG.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    push()
    waiting = desk.view().waiting[0]
    desk.decide(Take(waiting.song, candidate(waiting, ZONE)))
    assert locks.load(LOCK).is_absent(KATAOMOI)
    desk.undo()
    desk.undo()
    assert CATALOG.read_text(encoding="utf-8").endswith("# mine\n")
    assert not locks.load(LOCK).is_absent(KATAOMOI)
    assert locks.load(LOCK).playlist.snapshot


def test_a_catalog_that_was_broken_meanwhile_is_not_touched(pushed, desk):
    CATALOG.write_text("[[songs]\n", encoding="utf-8")
    before = LOCK.read_bytes()
    with pytest.raises(UsageError, match="not valid TOML"):
        desk.decide(NotThere(KATAOMOI))
    assert (CATALOG.read_text(encoding="utf-8"), LOCK.read_bytes()) == ("[[songs]\n", before)
    assert desk.steps == []


def test_while_another_run_is_at_work_nothing_is_written(pushed, sandbox):
    @contextmanager
    def busy():
        raise ComeBackLater("another syncer is at work")
        yield

    before = LOCK.read_bytes()
    with opened(sandbox=False, tell=print) as session:
        desk = Desk(CATALOG, LOCK, session, busy)
        with pytest.raises(ComeBackLater):
            desk.decide(NotThere(KATAOMOI))
    assert LOCK.read_bytes() == before
    assert desk.steps == []


def test_a_crash_between_the_two_files_loses_nothing(pushed, desk, sandbox):
    """The catalog is written first, and wins: what the lock would have said is what the catalog says."""
    chosen = candidate(desk.view().waiting[0], ZONE)
    desk.decide(NotThere(SECRET_BASE))
    left = LOCK.read_bytes()
    desk.own = True
    desk.decide(Take(SECRET_BASE, chosen))
    LOCK.write_bytes(left)  # as if only the catalog had been written
    push()
    assert record()["songs"][1]["track"]["uri"] == ZONE


GDM = "spotify:track:sandbox000000000000023"


def test_a_series_settles_other_songs_and_undoing_it_opens_them_again(desk, sandbox):
    """The list has the series in the artist's place: the one choice tells who sings, and every other song profits."""
    write(("My Song", "Angel Beats"), ("Crow Song", "Angel Beats"))
    push()
    sandbox.forget_requests()
    assert songs_of(desk.view()) == ["My Song", "Crow Song"]
    waiting = desk.view().waiting[0]
    chosen = candidate(waiting, GDM)
    desk.decide(Take(waiting.song, chosen))
    asked = question(waiting.song, chosen, desk.state().lock)
    assert (asked.name, asked.artist) == ("Angel Beats", "Girls Dead Monster")
    assert asked.series == Alias(
        "Angel Beats", "series", "Angel Beats", chosen.artists, "confirmed", 'you, at "My Song"'
    )
    before = LOCK.read_bytes()
    step = desk.decide(Means(asked.series))
    assert [each.song.title for each in step.settled] == ["Crow Song"]
    assert songs_of(desk.view()) == []
    written = locks.load(LOCK)
    assert written.alias("series", "Angel Beats") == asked.series
    assert written.pin(step.settled[0].song).chosen_by == "search"
    assert question(waiting.song, chosen, written) is None
    assert sandbox.requests == ()
    desk.undo()
    assert LOCK.read_bytes() == before
    assert songs_of(desk.view()) == ["Crow Song"]


def test_taking_an_alias_back_lets_the_songs_be_judged_without_it(desk, sandbox):
    write(("My Song", "Angel Beats"), ("Crow Song", "Angel Beats"))
    push()
    waiting = desk.view().waiting[0]
    desk.decide(Take(waiting.song, candidate(waiting, GDM)))
    series = question(waiting.song, candidate(waiting, GDM), desk.state().lock).series
    desk.decide(Means(series))
    desk.decide(MeansNot(series))
    assert locks.load(LOCK).alias("series", "Angel Beats") is None
    assert songs_of(desk.view()) == ["Crow Song"]
    push()
    assert [song["status"] for song in record()["songs"]] == ["matched", "unsure"]


def test_who_else_performs_a_series_is_learnt_from_what_a_person_takes():
    lock = locks.Lock().with_alias(Alias("Anohana", "series", "Anohana", (Artist("ZONE", "z"),)))
    more = Track("spotify:track:x", "Aoi Shiori", (Artist("Galileo Galilei", "g"),))
    assert more_performers(SECRET_BASE, more, lock).artists == (Artist("ZONE", "z"), Artist("Galileo Galilei", "g"))
    assert more_performers(SECRET_BASE, replace(more, artists=(Artist("ZONE", "z"),)), lock) is None
    assert more_performers(KATAOMOI, more, lock) is None


def test_no_question_where_the_artist_is_the_one_in_the_list():
    assert question(KATAOMOI, Track("spotify:track:x", "Kataomoi", (Artist("Chara", "c"),)), locks.Lock()) is None
    assert question(Song("Kataomoi", source="x"), Track("spotify:track:x", "K", (Artist("A"),)), locks.Lock()) is None


def test_a_learnt_alias_says_better_what_a_series_is_called():
    learnt = Alias(
        "Anohana", "series", "Ano Hi Mita Hana", (Artist("ZONE", "z"),), "learnt", "a page", "https://x.org/"
    )
    taken = Track("spotify:track:x", "Aoi Shiori", (Artist("Galileo Galilei", "g"),))
    asked = question(SECRET_BASE, taken, locks.Lock().with_alias(learnt))
    assert (asked.series.means, asked.series.standing, asked.series.url) == (learnt.means, "confirmed", learnt.url)
    assert asked.series.artists == (*learnt.artists, *taken.artists)


def test_other_words_bring_other_candidates_judged_against_the_song(pushed, desk):
    view = desk.view()
    aimer = next(each.track for each in view.waiting[1].candidates if each.track.artists[0].name == "Aimer")
    other = judged(view.waiting[1], [aimer], view.known)
    assert [each.track for each in other.candidates] == [aimer]
    assert other.song == KATAOMOI


def test_an_earlier_decision_is_undone_without_the_later_ones(pushed, desk):
    desk.own = True
    waiting = desk.view().waiting[0]
    before = CATALOG.read_bytes()
    first = desk.decide(NotThere(KATAOMOI))
    desk.decide(Take(waiting.song, candidate(waiting, ZONE)))
    assert desk.undo(first) is first
    assert songs_of(desk.view()) == ["Kataomoi"]
    assert "absent" not in CATALOG.read_text(encoding="utf-8")
    assert isinstance(desk.undo().decision, Take)
    assert CATALOG.read_bytes() == before


def test_what_waits_is_what_the_push_left_open_also_where_sources_have_a_say(monkeypatch):
    """What sources say counts in both, or a song that a push is unsure about would never be shown."""
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "on")
    CATALOG.write_text((Path(__file__).parents[1] / "catalog.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert CliRunner().invoke(app, ["push", "--sandbox"]).exit_code == 0
    lock = CATALOG.with_suffix(".sandbox.lock")
    series = locks.load(lock).alias("series", "Anohana")
    with opened(sandbox=True, tell=print) as session:
        desk = Desk(CATALOG, lock, session, nullcontext, understand=session.understanding)
        left = [(song["title"], song["reason"]) for song in record()["songs"] if song["status"] != "matched"]
        assert [(each.song.title, each.reason) for each in desk.view().waiting] == left
        desk.decide(MeansNot(series))
        reopened = {each.song.title: each for each in desk.view().waiting}["Secret Base"]
        assert (reopened.status, reopened.says) == ("unsure", ())
        desk.undo()
        assert "Secret Base" not in songs_of(desk.view())
        locks.save(lock, locks.load(lock).without_pin(SECRET_BASE))
        (known,) = {each.song.title: each for each in desk.view().outcomes}["Secret Base"].says
        assert known.url == "https://animethemes.moe/anime/anohana"


def test_what_a_push_learns_meanwhile_counts_in_a_review_that_is_open(monkeypatch):
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "on")
    CATALOG.write_text((Path(__file__).parents[1] / "catalog.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert CliRunner().invoke(app, ["push", "--sandbox", "--no-knowledge"]).exit_code == 0
    with opened(sandbox=True, tell=print) as session:
        desk = Desk(
            CATALOG, CATALOG.with_suffix(".sandbox.lock"), session, nullcontext, understand=session.understanding
        )
        assert not any(each.says for each in desk.view().waiting)
        assert CliRunner().invoke(app, ["push", "--sandbox"]).exit_code == 0
        left = [(song["title"], song["reason"]) for song in record()["songs"] if song["status"] != "matched"]
        assert [(each.song.title, each.reason) for each in desk.view().waiting] == left
        assert any(each.says for each in desk.view().waiting)
