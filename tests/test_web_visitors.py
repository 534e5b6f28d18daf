"""When a review on a page ends: its last page is closed, or nothing has happened for long."""

import pytest

from syncer.web.visitors import GRACE, Visitors

IDLE = 1800.0
CLOSED, IDLED, ENDED = "its page was closed", "nothing has happened for 30 minutes", "you have ended it"


class Day:
    """A clock that moves when it is told to."""

    def __init__(self):
        self.now = 0.0
        self.visitors = Visitors(IDLE, lambda: self.now)

    def after(self, seconds, *events):
        self.now += seconds
        for event in events:
            name, _, page = event.partition(" ")
            getattr(self.visitors, name)(*([page] if page else []))


@pytest.mark.parametrize(
    ("story", "why"),
    [
        pytest.param([(IDLE - 1,)], "", id="nobody has come yet"),
        pytest.param([(IDLE,)], IDLED, id="nobody ever comes"),
        pytest.param([(1, "came a"), (GRACE,)], "", id="a page is open"),
        pytest.param([(1, "came a", "left a"), (GRACE - 1,)], "", id="just closed"),
        pytest.param([(1, "came a", "left a"), (GRACE,)], CLOSED, id="closed"),
        pytest.param([(1, "came a"), (1, "came b", "left a"), (60,)], "", id="reloaded"),
        pytest.param([(1, "came a", "left a"), (1, "came b"), (60,)], "", id="gone and back"),
        pytest.param([(1, "came a", "came b", "left a"), (60,)], "", id="one of two closed"),
        pytest.param([(1, "came a", "came b", "left a", "left b"), (GRACE,)], CLOSED, id="both closed"),
        pytest.param([(1, "came a", "left a"), (1, "left a"), (GRACE - 0.5,)], "", id="told twice"),
        pytest.param([(1, "came a", "left other"), (60,)], "", id="a page that is not ours"),
        pytest.param([(1, "came a"), (IDLE,)], IDLED, id="left open and forgotten"),
        pytest.param([(1, "came a"), (IDLE - 2, "active"), (IDLE - 1,)], "", id="something was done"),
        pytest.param([(1, "came a"), (0, "active"), (IDLE,)], IDLED, id="long ago"),
    ],
)
def test_when_it_ends(story, why):
    day = Day()
    for step in story:
        day.after(*step)
    assert day.visitors.gone() == why


def test_it_ends_when_the_person_says_so():
    day = Day()
    day.after(1, "came a")
    day.visitors.ended = True
    assert day.visitors.gone() == ENDED
