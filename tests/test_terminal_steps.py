"""A step says what is being waited for before it is done; a script sees nothing of it."""

import io
import sys
import time

import pytest

from syncer.terminal import Terminal

PATIENCE = 60
"""Seconds after which a test has failed; nothing waits for them otherwise."""


class Screen(io.StringIO):
    """A terminal's screen, as far as programs can tell."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Return what makes a terminal and what is on it; pytest has an stderr of its own until the test begins."""

    def make(stream=None, **how):
        stream = Screen() if stream is None else stream
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setattr(sys, "stderr", stream)
        return Terminal(**how), stream

    return make


def steps(done, *names):
    for name in names:
        yield name
        done.append(name)


def test_a_person_sees_each_step_before_it_is_done(terminal):
    """The line is drawn by a thread: each step waits until it is there."""
    (shell, screen), done = terminal(), []

    def doing():
        for name in ("Asking AnimeThemes (1 of 2): Show", "Asking MusicBrainz (1 of 1): 青い栞"):
            yield name
            until = time.monotonic() + PATIENCE
            while name not in screen.getvalue():
                assert time.monotonic() < until, f"{name!r} never came"
            done.append(name)

    shell.steps(doing())
    assert len(done) == 2


def test_the_screen_is_left_as_it_was(terminal):
    shell, screen = terminal()
    shell.steps(steps([], "Asking AnimeThemes"))
    assert screen.getvalue().count("\x1b[?25l") == screen.getvalue().count("\x1b[?25h") == 1, "the cursor is back"
    assert screen.getvalue().endswith("\x1b[2K"), "the line is cleared"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "[31mred"),
        ("\x07bell", "bell"),
        ("\u202eright", "right"),
        ("a\x9bb", "ab"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
    ],
    ids=["colour", "bell", "direction", "8-bit control", "markup"],
)
def test_what_a_list_says_is_shown_as_it_is(terminal, hostile, shown):
    shell, screen = terminal()
    shell.steps(steps([], f"Asking: {hostile}"))
    assert f"Asking: {shown}" in screen.getvalue()
    assert hostile == shown or hostile not in screen.getvalue()


@pytest.mark.parametrize(
    ("quiet", "stream"), [(True, Screen()), (False, io.StringIO())], ids=["a quiet terminal", "a script's"]
)
def test_without_a_person_all_is_done_and_nothing_shown(terminal, quiet, stream):
    done = []
    terminal(stream, quiet=quiet)[0].steps(steps(done, "one", "two"))
    assert (done, stream.getvalue()) == (["one", "two"], "")


def test_what_goes_wrong_in_a_step_is_not_hidden(terminal):
    shell, screen = terminal()

    def doing():
        yield "one"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shell.steps(doing())
    assert "\x1b[?25h" in screen.getvalue(), "the cursor is back"
