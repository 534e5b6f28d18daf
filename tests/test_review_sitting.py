"""A sitting with all open songs on the table: what each button does, and what stands on disk afterwards."""

from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.cli import app
from syncer.errors import ComeBackLater, UsageError
from syncer.model import Song
from syncer.outcomes import CHOSEN
from syncer.review.desk import Desk
from syncer.review.sitting import BUSY, Sitting
from syncer.sandbox import Fault
from syncer.session import opened

CATALOG, LOCK = Path("catalog.toml"), Path("catalog.lock")
ZONE = "spotify:track:sandbox000000000000051"
GDM = "spotify:track:sandbox000000000000023"
AIMER = "spotify:track:3yyygrZ3m9dHsqeDx0QaFU"
SECRET_BASE, KATAOMOI = Song("Secret Base", ("Anohana",)), Song("Kataomoi", ("Chara",))
MY_SONG, CROW_SONG = Song("My Song", ("Angel Beats",)), Song("Crow Song", ("Angel Beats",))


def write(*songs):
    entries = "".join(f'\n[[songs]]\ntitle = "{song.title}"\nartist = "{song.artists[0]}"\n' for song in songs)
    CATALOG.write_text(f'# mine\n[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")


@pytest.fixture
def pushed(sandbox):
    """Push a catalog of which four songs wait, two of them for the same answer."""
    write(Song("again", ("YUI",)), MY_SONG, SECRET_BASE, CROW_SONG, KATAOMOI)
    assert CliRunner().invoke(app, ["push"]).exit_code == 0
    sandbox.forget_requests()


@pytest.fixture
def session(pushed):
    with opened(sandbox=False, tell=print) as session:
        yield session


@pytest.fixture
def sitting(session):
    return Sitting(Desk(CATALOG, LOCK, session, nullcontext), session)


def lock():
    return locks.load(LOCK)


def entry(sitting, song):
    return next(each for each in sitting.entries() if each.outcome.song.title == song.title)


def id_of(sitting, song):
    return entry(sitting, song).id


def open_songs(sitting):
    return [each.outcome.song.title for each in sitting.entries() if each.waiting]


def agrees_with_the_disk(sitting, session):
    """Say whether what is shown is what a sitting that began now would show."""
    anew = Sitting(Desk(CATALOG, LOCK, session, nullcontext), session)
    shown = [(each.id, each.lines, type(each.outcome), each.waiting) for each in sitting.entries()]
    return shown == [(each.id, each.lines, type(each.outcome), each.waiting) for each in anew.entries()]


def test_every_song_of_the_catalog_is_on_the_table_at_no_cost(sitting, sandbox):
    assert [each.outcome.song.title for each in sitting.entries()] == [
        "again", "My Song", "Secret Base", "Crow Song", "Kataomoi",
    ]  # fmt: skip
    assert open_songs(sitting) == ["My Song", "Secret Base", "Crow Song", "Kataomoi"]
    assert sitting.standing() == (0, 4)
    assert sandbox.requests == ()


def test_a_song_keeps_its_id_when_lines_move(sitting):
    before = id_of(sitting, KATAOMOI)
    CATALOG.write_text("# one more line\n" + CATALOG.read_text(encoding="utf-8"), encoding="utf-8")
    assert id_of(sitting, KATAOMOI) == before
    assert entry(sitting, KATAOMOI).lines == (22,)


@pytest.mark.parametrize("own", [False, True])
def test_whatever_is_decided_is_on_disk_and_what_is_shown_is_what_is_there(sitting, session, sandbox, own):
    sitting.own = own
    before = CATALOG.read_bytes(), LOCK.read_bytes()
    taken = sitting.take(id_of(sitting, SECRET_BASE), ZONE)
    assert (taken.good, taken.deed.number, taken.at) == (True, 1, id_of(sitting, SECRET_BASE))
    assert taken.sentences[0].startswith("“Secret Base” is secret base")
    assert lock().pin(SECRET_BASE).chosen_by == "person"
    assert agrees_with_the_disk(sitting, session)
    gone = sitting.absent(id_of(sitting, KATAOMOI))
    assert gone.sentences == ("“Kataomoi” is not on Spotify",)
    assert gone.at == id_of(sitting, MY_SONG)
    assert agrees_with_the_disk(sitting, session)
    assert sitting.standing() == (2, 4)
    text = CATALOG.read_text(encoding="utf-8")
    assert (f'uri = "{ZONE}"' in text, "absent = true" in text, lock().is_absent(KATAOMOI)) == (own, own, not own)
    assert sitting.undo(1).sentences == ("“Secret Base” is open again",)
    assert agrees_with_the_disk(sitting, session)
    assert [deed.song for deed in sitting.deeds] == [KATAOMOI]
    sitting.undo(2)
    assert (CATALOG.read_bytes(), LOCK.read_bytes()) == before
    assert sandbox.requests == ()


def test_what_a_name_stands_for_is_asked_once_and_may_settle_other_songs(sitting, session):
    before = LOCK.read_bytes()
    here = id_of(sitting, MY_SONG)
    sitting.take(here, GDM)
    assert entry(sitting, MY_SONG).asked.name == "Angel Beats"
    told = sitting.answer(here, "series")
    assert told.sentences == (
        'For every song: "Angel Beats" is a series, performed by Girls Dead Monster',
        "That settles “Crow Song” too: Crow Song · Girls Dead Monster",
    )
    assert told.at == id_of(sitting, SECRET_BASE)
    assert lock().alias("series", "Angel Beats").origin == 'you, at "My Song"'
    assert entry(sitting, MY_SONG).asked is None
    assert open_songs(sitting) == ["Secret Base", "Kataomoi"]
    assert agrees_with_the_disk(sitting, session)
    sitting.undo(told.deed.number)
    assert LOCK.read_bytes() == before
    assert open_songs(sitting) == ["My Song", "Secret Base", "Crow Song", "Kataomoi"]


def test_another_name_of_an_artist(sitting):
    here = id_of(sitting, MY_SONG)
    sitting.take(here, GDM)
    sitting.answer(here, "artist")
    assert lock().alias("artist", "Angel Beats").means == "Girls Dead Monster"
    assert lock().alias("series", "Angel Beats") is None


def test_just_this_song(sitting):
    here = id_of(sitting, MY_SONG)
    sitting.take(here, GDM)
    before = LOCK.read_bytes()
    assert sitting.answer(here, "song").sentences == ("“Angel Beats” counts for this song alone",)
    assert LOCK.read_bytes() == before
    assert sitting.answer(here, "series").good is False


def test_undoing_a_choice_drops_its_question(sitting):
    here = id_of(sitting, MY_SONG)
    sitting.undo(sitting.take(here, GDM).deed.number)
    assert entry(sitting, MY_SONG).asked is None
    assert sitting.answer(here, "series").good is False
    assert lock().aliases == {}


def test_a_search_costs_one_search_and_its_candidates_can_be_taken(sitting, sandbox):
    here = id_of(sitting, KATAOMOI)
    told = sitting.search(here, "  カタオモイ   Aimer ")
    assert told.sentences == ("This is what Spotify has for “カタオモイ Aimer”",)
    assert [seen.path for seen in sandbox.requests] == ["/v1/search"]
    assert entry(sitting, KATAOMOI).words == "カタオモイ Aimer"
    sitting.search(here, "カタオモイ Aimer")
    assert len(sandbox.requests) == 1  # asked lately
    sitting.forget_search(here)
    assert entry(sitting, KATAOMOI).words == ""
    sitting.search(here, "カタオモイ Aimer")
    assert sitting.take(here, entry(sitting, KATAOMOI).waiting.candidates[0].track.uri).good
    assert lock().pin(KATAOMOI).how == CHOSEN


def test_what_a_limit_forbids_is_said_with_its_time_and_nothing_changes(sitting, sandbox):
    sandbox.fault("GET", "/v1/search", what=Fault(status=429, headers={"Retry-After": "7200"}))
    before = LOCK.read_bytes()
    told = sitting.search(id_of(sitting, KATAOMOI), "anything")
    assert not told.good
    assert "search" in told.sentences[0]
    assert ":" in told.sentences[0]  # the time of day
    assert entry(sitting, KATAOMOI).words == ""
    assert LOCK.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("  ", "There is nothing to search for", id="nothing"),
        pytest.param("qzqzqzqz", "Nothing was found for “qzqzqzqz”", id="in vain"),
    ],
)
def test_a_search_that_brings_nothing(sitting, words, sentence):
    told = sitting.search(id_of(sitting, KATAOMOI), words)
    assert (told.good, told.sentences) == (False, (sentence,))
    assert entry(sitting, KATAOMOI).waiting.candidates


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        pytest.param(AIMER, "“Kataomoi” is Kataomoi · Aimer", id="a URI"),
        pytest.param(
            f" https://open.spotify.com/intl-de/track/{AIMER[14:]}?si=1 ",
            "“Kataomoi” is Kataomoi · Aimer",
            id="a link",
        ),
        pytest.param(
            "https://example.org/", "That is no track's link (in Spotify: Share, Copy song link)", id="no link"
        ),
        pytest.param("spotify:track:0000000000000000000000", "There is no such track on Spotify", id="no track"),
    ],
)
def test_a_link_is_taken_where_there_is_such_a_track(sitting, link, sentence):
    told = sitting.link(id_of(sitting, KATAOMOI), link)
    assert told.sentences[0] == sentence
    assert told.good == told.sentences[0].startswith("“")
    assert (lock().pin(KATAOMOI) is not None) == told.good


def test_a_track_that_another_song_has_is_said(sitting):
    sitting.link(id_of(sitting, KATAOMOI), AIMER)
    told = sitting.link(id_of(sitting, SECRET_BASE), AIMER)
    assert "Line 21, “Kataomoi”, is this track too; the playlist has it once" in told.sentences


def test_what_is_pressed_on_an_old_page_does_nothing(sitting):
    here = id_of(sitting, KATAOMOI)
    assert sitting.take(here, "spotify:track:0000000000000000000000").good is False
    sitting.absent(here)
    before = LOCK.read_bytes()
    assert sitting.absent(here).sentences == ("“Kataomoi” is settled already",)
    assert sitting.take(here, AIMER).good is False
    assert sitting.take("nonsense", AIMER).sentences == ("That song is no longer in the catalog in these words",)
    assert sitting.undo(7).sentences == ("That was undone already",)
    assert LOCK.read_bytes() == before


def test_what_another_wrote_meanwhile_is_shown(sitting, session):
    CliRunner().invoke(app, ["absent", "Kataomoi"])
    assert open_songs(sitting) == ["My Song", "Secret Base", "Crow Song"]
    assert sitting.standing() == (1, 4)
    CATALOG.write_text(CATALOG.read_text(encoding="utf-8").replace("Secret Base", "Sekret Bass"), encoding="utf-8")
    sitting.absent(id_of(sitting, CROW_SONG))
    assert agrees_with_the_disk(sitting, session)


def test_a_catalog_that_is_broken_meanwhile_says_so(sitting):
    CATALOG.write_text("[[songs]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="not valid TOML"):
        sitting.entries()


def test_while_a_push_is_at_work_nothing_is_written(session):
    @contextmanager
    def busy():
        raise ComeBackLater("another syncer is at work")
        yield

    sitting = Sitting(Desk(CATALOG, LOCK, session, busy), session)
    before = LOCK.read_bytes()
    told = sitting.absent(id_of(sitting, KATAOMOI))
    assert (told.good, told.sentences, told.at) == (False, (BUSY,), id_of(sitting, KATAOMOI))
    assert LOCK.read_bytes() == before
    assert sitting.deeds == ()


def test_a_series_that_is_known_learns_who_else_performs_it(sitting):
    here = id_of(sitting, MY_SONG)
    sitting.take(here, GDM)
    sitting.answer(here, "series")
    other = Song("Ichiban no Takaramono", ("Angel Beats",))
    write(MY_SONG, other)
    sitting.link(id_of(sitting, other), AIMER)
    assert {artist.name for artist in lock().alias("series", "Angel Beats").artists} == {"Girls Dead Monster", "Aimer"}
    assert entry(sitting, other).asked is None


def test_a_settled_song_can_be_changed_and_changed_back(sitting, session, sandbox):
    again = Song("again", ("YUI",))
    here, before = id_of(sitting, again), LOCK.read_bytes()
    assert entry(sitting, again).choice is None
    sitting.reopen(here)
    found = entry(sitting, again)
    assert (found.waiting, found.choice.reason) == (None, "it is again · YUI now")
    assert len(found.choice.candidates) > 1
    assert (sitting.standing(), LOCK.read_bytes()) == ((0, 4), before)
    sitting.leave(here)
    assert entry(sitting, again).choice is None
    sitting.reopen(here)
    other = found.choice.candidates[1].track
    told = sitting.take(here, other.uri)
    assert lock().pin(again).track.uri == other.uri
    assert entry(sitting, again).choice is None
    assert agrees_with_the_disk(sitting, session)
    sitting.undo(told.deed.number)
    assert LOCK.read_bytes() == before
    assert sandbox.requests == ()


def test_a_song_that_was_absent_in_an_earlier_sitting_can_be_changed(sitting):
    CliRunner().invoke(app, ["absent", "Kataomoi"])
    here = id_of(sitting, KATAOMOI)
    sitting.reopen(here)
    assert entry(sitting, KATAOMOI).choice.reason == "you said that it is not on Spotify"
    sitting.take(here, AIMER)
    assert lock().pin(KATAOMOI).track.uri == AIMER
    assert not lock().is_absent(KATAOMOI)
