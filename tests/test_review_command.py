"""``syncer review`` at a real terminal: what each key does, and what stands in catalog and lock afterwards."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.cli import app
from syncer.commands.alone import alone
from syncer.model import Song
from syncer.outcomes import CHOSEN
from syncer.review.desk import Desk
from syncer.sandbox import Fault
from syncer.session import opened

CATALOG, LOCK = Path("catalog.toml"), Path("catalog.lock")
PATIENCE = 60
"""Seconds after which a test has failed; nothing waits for them otherwise."""
ZONE = "spotify:track:sandbox000000000000051"
GDM = "spotify:track:sandbox000000000000023"
AIMER = "spotify:track:3yyygrZ3m9dHsqeDx0QaFU"
SECRET_BASE, KATAOMOI = Song("Secret Base", ("Anohana",)), Song("Kataomoi", ("Chara",))
MY_SONG, CROW_SONG = Song("My Song", ("Angel Beats",)), Song("Crow Song", ("Angel Beats",))
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Person:
    """Somebody at a terminal of their own, who presses keys and reads what comes."""

    def __init__(self, *words, columns=100, rows=50, **environment):
        self.terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        paths = {"PYTHONPATH": str(Path(__file__).parents[1]), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "syncer", *words],
            **dict.fromkeys(("stdin", "stdout", "stderr"), theirs),
            env={**os.environ, **paths, **environment},
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def sees(self, text):
        """Read until this has come; return all that came since the last time."""
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
            assert ready, f"{text!r} never came, but: {self.seen}"
            self.seen += self._more()
        shown, _, rest = self.seen.partition(text)
        self.seen = rest
        return shown + text

    def presses(self, keys):
        os.write(self.terminal, keys.encode())

    def leaves(self):
        """Read to the end; return what came, and the exit status."""
        shown = self.seen
        while select.select([self.terminal], [], [], PATIENCE)[0] and (more := self._more()):
            shown += more
        os.close(self.terminal)
        return shown, self.process.wait(PATIENCE)

    def _more(self):
        try:
            return CODES.sub("", os.read(self.terminal, 65536).decode(errors="replace")).replace("\r\n", "\n")
        except OSError:  # the other end is closed
            return ""


def write(*songs):
    entries = "".join(f'\n[[songs]]\ntitle = "{title}"\nartist = "{artist}"\n' for title, artist in songs)
    CATALOG.write_text(f'# mine\n[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")


def syncer(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def pushed(sandbox):
    """Push a catalog of which four songs wait, two of them for the same answer."""
    write(("again", "YUI"), ("My Song", "Angel Beats"), ("Secret Base", "Anohana"), ("Crow Song", "Angel Beats"))
    with CATALOG.open("a", encoding="utf-8") as file:
        file.write('\n[[songs]]\ntitle = "Kataomoi"\nartist = "Chara"\n')
    assert syncer("push").exit_code == 0
    sandbox.forget_requests()


def number(song, uri):
    """Return the number under which a track is shown for a song."""
    with opened(sandbox=False, tell=print) as session:
        waiting = next(w for w in Desk(CATALOG, LOCK, session, nullcontext).view().waiting if w.song == song)
    return str([each.track.uri for each in waiting.candidates].index(uri) + 1)


def lock():
    return locks.load(LOCK)


def searches(sandbox):
    return [seen.path for seen in sandbox.requests if seen.path == "/v1/search"]


def test_a_whole_sitting(pushed, sandbox):
    """Take, say what a name stands for, which settles another song; absent, undo, quit; then go on, and push."""
    zone, aimer = number(SECRET_BASE, ZONE), number(KATAOMOI, AIMER)
    person = Person("review")
    person.sees("1 of 4")
    person.presses(number(MY_SONG, GDM))
    person.sees('Is "Angel Beats" the [s]eries')
    assert lock().pin(MY_SONG).how == CHOSEN
    person.presses("s")
    person.sees('settles "Crow Song" too: Crow Song · Girls Dead Monster')
    person.sees("2 of 4")
    assert lock().alias("series", "angel beats").origin == 'you, at "My Song"'
    assert lock().pin(CROW_SONG).chosen_by == "search"
    person.presses("a")
    person.sees("4 of 4")
    assert lock().is_absent(SECRET_BASE)
    person.presses("u")
    person.sees('"Secret Base" is open again')
    person.sees("2 of 4")
    assert not lock().is_absent(SECRET_BASE)
    person.presses(zone)
    person.sees('Is "Anohana" the [s]eries')
    person.presses("n")
    person.sees("4 of 4")
    person.presses("q")
    shown, status = person.leaves()
    assert status == 0
    assert "3 songs settled (2 taken, 1 settled by that), 1 open" in shown
    assert "syncer push" in shown
    assert "To take a decision back: syncer unpin TITLE" in shown, "the last one ends the review, and u with it"

    person = Person("review")
    person.sees("1 of 1")
    person.presses(aimer + "n")
    shown, status = person.leaves()
    assert (status, "1 song settled (1 taken), none is open any more" in shown) == (0, True)
    assert searches(sandbox) == []

    assert syncer("push").stdout.splitlines()[-1] == "5 matched; 4 added"
    assert searches(sandbox) == []
    assert [row.uri for row in sandbox.playlists()[0].rows][1:3] == [GDM, ZONE]
    assert syncer("push").stdout.splitlines()[-1] == "5 matched; nothing to do"
    person = Person("review")
    shown, status = person.leaves()
    assert (status, "Nothing is open" in shown) == (0, True)


@pytest.mark.parametrize(
    ("end", "leaves_with"),
    [
        pytest.param(signal.SIGINT, 130, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, -signal.SIGTERM, id="ended"),
        pytest.param(signal.SIGKILL, -signal.SIGKILL, id="killed"),
    ],
)
def test_however_it_ends_what_was_decided_is_there(pushed, end, leaves_with):
    person = Person("review")
    person.sees("1 of 4")
    person.presses("a")
    person.sees("2 of 4")
    person.sees("? help")
    person.process.send_signal(end)
    shown, status = person.leaves()
    assert status == leaves_with
    assert ("1 song settled" in shown) == (end is signal.SIGINT)
    assert lock().is_absent(MY_SONG)
    person = Person("review")
    person.sees("Secret Base")
    person.presses("q")
    person.leaves()


def test_skip_and_back_decide_nothing(pushed):
    before = LOCK.read_bytes()
    person = Person("review")
    for keys, place in (("n", "2 of 4"), ("\x1b[C", "3 of 4"), ("b", "2 of 4"), ("\x1b[D", "1 of 4"), (" ", "2 of 4")):
        person.presses(keys)
        person.sees(place)
    person.presses("x")
    person.sees("no key")
    person.presses("nnn")
    shown, status = person.leaves()
    assert (status, "0 songs settled, 4 open" in shown) == (0, True)
    assert LOCK.read_bytes() == before


def test_a_search_with_other_words_costs_one_and_is_judged(pushed, sandbox):
    person = Person("review")
    person.sees("1 of 4")
    person.presses("s")
    person.sees("costs one search")
    assert searches(sandbox) == []
    person.presses("Girls Dead Monster My Song\n")
    person.sees("1 of 4")
    person.sees("My Song · Girls Dead Monster")
    assert len(searches(sandbox)) == 1
    person.presses("1n")
    person.sees("2 of 4")
    assert lock().pin(MY_SONG).track.artists[0].name == "Girls Dead Monster"
    person.presses("q")
    person.leaves()


def test_a_search_that_spotify_does_not_allow_says_until_when(pushed, sandbox):
    sandbox.fault("GET", "/v1/search", times=None, what=Fault(status=429, headers={"Retry-After": "52531"}))
    person = Person("review")
    person.sees("1 of 4")
    person.presses("smy song\n")
    person.sees("come back at")
    person.presses("q")
    assert person.leaves()[1] == 0


@pytest.mark.parametrize("way", ["asked for", "right away"])
def test_a_link_is_read_and_taken(pushed, sandbox, way):
    person = Person("review")
    person.sees("1 of 4")
    if way == "asked for":
        person.presses("p")
        person.sees("link or URI")
    person.presses(f"https://open.spotify.com/track/{AIMER[14:]}?si=1\n")
    person.sees("taken: Kataomoi · Aimer")
    assert lock().pin(MY_SONG).track.uri == AIMER
    assert searches(sandbox) == []
    person.presses("nq")
    person.leaves()


@pytest.mark.parametrize(
    ("link", "says"), [("spotify:track:0000000000000000000000", "no such track"), ("nonsense", "no track's link")]
)
def test_a_link_to_nothing_is_refused(pushed, link, says):
    before = LOCK.read_bytes()
    person = Person("review")
    person.presses(f"p{link}\nq")
    person.sees(says)
    person.leaves()
    assert LOCK.read_bytes() == before


def test_a_candidate_is_opened_in_the_browser(pushed):
    browser = Path("browser")
    browser.write_text('#!/bin/sh\necho "$1" > opened\n', encoding="utf-8")
    browser.chmod(0o755)
    person = Person("review", BROWSER=f"{browser.resolve()} %s")
    person.sees("1 of 4")
    person.presses("o" + number(MY_SONG, GDM))
    person.sees(f"https://open.spotify.com/track/{GDM[14:]}")
    person.presses("?q")
    person.sees("undo the last decision")
    person.leaves()
    assert Path("opened").read_text(encoding="utf-8").strip() == f"https://open.spotify.com/track/{GDM[14:]}"


def test_who_owns_it_has_it_in_the_catalog(pushed):
    zone, before = number(SECRET_BASE, ZONE), CATALOG.read_text(encoding="utf-8")
    person = Person("review", "--own")
    person.presses("a" + zone + "nq")
    shown, _ = person.leaves()
    assert "not on Spotify, in catalog.toml" in shown
    assert CATALOG.read_text(encoding="utf-8") == before.replace(
        '"My Song"\nartist = "Angel Beats"\n', '"My Song"\nartist = "Angel Beats"\nabsent = true\n'
    ).replace('artist = "Anohana"\n', f'artist = "Anohana"\nuri = "{ZONE}"\n')


def test_while_a_push_is_at_work_nothing_is_written_and_the_key_can_be_pressed_again(pushed):
    person = Person("review")
    person.sees("1 of 4")
    with alone(LOCK, wait=0):
        person.presses("a")
        person.sees("nothing was written")
        assert not lock().is_absent(MY_SONG)
    person.presses("a")
    person.sees("2 of 4")
    assert lock().is_absent(MY_SONG)
    with alone(LOCK, wait=0):  # a review that is left open keeps nobody out
        person.presses("q")
    person.leaves()


def test_a_terminal_without_single_keys_takes_lines(pushed):
    person = Person("review", TERM="dumb")
    person.sees("press Enter after each")
    person.sees("1 of 4")
    person.presses("a\n")
    person.sees("2 of 4")
    person.presses("q\n")
    assert person.leaves()[1] == 0
    assert lock().is_absent(MY_SONG)


def test_our_own_catalog_is_settled_with_a_key_or_two_a_song():
    """The seventeen songs in the sandbox, from the first push on: each is matched, pinned or absent in the end."""
    CATALOG.write_bytes((Path(__file__).parents[1] / "catalog.toml").read_bytes())
    assert syncer("push", "--sandbox").exit_code == 0
    person = Person("review", "--sandbox")
    for place, keys in enumerate(("2", "3s", "3s", "a", "a", "1", "a", "a"), 1):
        person.sees(f"{place} of 8")
        person.sees("? help")
        person.presses(keys)
    shown, status = person.leaves()
    assert status == 0
    assert "8 songs settled (4 taken, 4 not on Spotify), none is open any more" in shown
    assert syncer("push", "--sandbox").stdout.splitlines()[-1] == "13 matched, 4 absent; 4 added"
    assert syncer("push", "--sandbox").stdout.splitlines()[-1] == "13 matched, 4 absent; nothing to do"
    assert [alias.name for alias in locks.load(Path("catalog.sandbox.lock")).aliases.values()] == [
        "Angel Beats",
        "Anohana",
    ]


def test_songs_that_were_never_looked_for_are_left_to_a_push(sandbox):
    write(("My Song", "Angel Beats"))
    shown, status = Person("review").leaves()
    assert (status, "1 song not looked for yet: syncer push" in shown) == (0, True)


def test_without_a_terminal_it_says_what_else_there_is(pushed):
    done = syncer("review")
    assert done.exit_code == 2
    assert "syncer pin" in done.stderr
