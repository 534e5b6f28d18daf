"""A push beside the pages: one at a time, and whatever happens is shown."""

import threading

import pytest

from syncer.errors import SyncerError
from syncer.web.pushing import BUG, Came, Doing, Pushing, State

DONE = Came(0, {"songs": []})


class Slow:
    """A push that waits until it may go on."""

    def __init__(self, came=DONE):
        self.came = came
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.asked = []

    def __call__(self, planning, tell):
        self.asked.append(planning)
        tell(Doing("Searching", 3, 17))
        self.begun.set()
        assert self.go_on.wait(30)
        if isinstance(self.came, Exception):
            raise self.came
        return self.came


def test_it_shows_what_is_done_and_then_what_came_of_it():
    run = Slow()
    pushing = Pushing(run)
    assert (pushing.state, pushing.is_busy) == (None, False)
    pushing.start(planning=True)
    assert run.begun.wait(30)
    assert pushing.state == State(planning=True, doing=Doing("Searching", 3, 17))
    assert pushing.is_busy
    run.go_on.set()
    pushing.wait()
    assert pushing.state == State(planning=True, doing=Doing("Searching", 3, 17), came=DONE)
    assert not pushing.is_busy


def test_a_second_one_waits_for_nothing_it_is_not_begun():
    run = Slow()
    pushing = Pushing(run)
    pushing.start(planning=False)
    pushing.start(planning=True)
    pushing.forget()
    assert pushing.is_busy
    run.go_on.set()
    pushing.wait()
    assert run.asked == [False]
    pushing.forget()
    assert pushing.state is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_is_shown_on_the_page_and_its_traceback_in_the_terminal(monkeypatch):
    seen = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_value))
    run = Slow(came=KeyError("secret"))
    pushing = Pushing(run)
    pushing.start(planning=False)
    run.go_on.set()
    pushing.wait()
    assert pushing.state.came == Came(1, None, BUG)
    assert [type(each) for each in seen] == [KeyError]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_after_a_failure_another_one_may_begin(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    run = Slow(came=SyncerError("the disk is full"))
    run.go_on.set()
    pushing = Pushing(run)
    pushing.start(planning=True)
    pushing.wait()
    run.came = DONE
    pushing.start(planning=False)
    pushing.wait()
    assert pushing.state.came == DONE
