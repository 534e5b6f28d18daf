"""Putting a list into order: every way of doing it ends in order, and none takes more calls than it must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.plan.fewest import ATOMS, fewest
from syncer.plan.joining import joined
from syncer.plan.reorder import arrange
from syncer.plan.steps import BATCH, Insert, Shift, swap, take


def carried_out(steps, entries):
    now = list(entries)
    for step in steps:
        take(step, now)
    return now


@given(st.integers(0, 40).flatmap(lambda n: st.permutations(range(n))))
def test_joining_ends_in_order(order):
    assert carried_out(joined(order), order) == sorted(order)


@given(st.integers(0, 40).flatmap(lambda n: st.permutations(range(n))))
def test_no_move_is_empty_or_into_itself(order):
    for step in joined(order):
        assert step.length > 0
        assert not step.start <= step.before <= step.start + step.length


@pytest.mark.parametrize("count", [4, 5, 10, 33, 100])
def test_a_list_turned_round_takes_half_a_move_a_row(count):
    """No way is shorter: Eriksson and others, "Sorting a bridge hand", 2001."""
    assert len(arrange(range(count - 1, -1, -1), count).steps) == (count + 2) // 2


@given(st.randoms(use_true_random=False))
def test_a_shuffled_list_takes_little_more_than_half_a_move_a_row(random):
    order = list(range(200))
    random.shuffle(order)
    assert len(arrange(order, 200).steps) <= 110


@given(st.data())
def test_whatever_is_lacking_and_out_of_order_the_goal_is_reached(data):
    size = data.draw(st.integers(0, 400))
    current = data.draw(st.lists(st.integers(0, max(0, size - 1)), unique=True, max_size=size))
    arranged = arrange(current, size)
    assert carried_out(arranged.steps, current) == list(range(size))
    assert all(0 < len(step.places) <= BATCH for step in arranged.steps if isinstance(step, Insert))


@pytest.mark.parametrize(
    ("current", "size", "calls"),
    [
        pytest.param([], 0, 0, id="nothing"),
        pytest.param([], 250, 3, id="all is lacking"),
        pytest.param([101, 202], 303, 4, id="a gap of more than 100 takes two"),
        pytest.param([50, 51], 102, 2, id="each of two gaps"),
        pytest.param([*range(50, 100), *range(50)], 100, 1, id="two halves exchanged"),
        pytest.param([*range(0, 100, 2)], 100, 50, id="every second is lacking"),
        pytest.param([199, 0], 200, 3, id="a row that comes to stand at the end, behind two batches"),
        pytest.param([0, 2, 1, 3, 5, 4, 6, 8, 7, 9], 10, 3, id="three neighbours exchanged"),
    ],
)
def test_how_many_calls(current, size, calls):
    assert len(arrange(current, size).steps) == calls


def test_a_batch_is_not_split_where_a_moved_row_comes_to_stand():
    arranged = arrange([30, 0, 61], 62)
    assert arranged.steps == (Insert((*range(1, 30), *range(31, 61)), 2), Shift(0, 1, 31))
    assert arranged.moved == {30}


@pytest.mark.parametrize(
    ("current", "size", "below"),
    [
        pytest.param([1, 0], 2, 1, id="no way is that short"),
        pytest.param(range(ATOMS, -1, -1), ATOMS + 1, 99, id="too many atoms to tell"),
        pytest.param([], BATCH + 1, 99, id="more than one batch"),
    ],
)
def test_the_search_gives_up(current, size, below):
    assert fewest(current, size, below) is None


def test_of_equally_short_ways_the_one_that_moves_fewer_rows():
    assert fewest([4, 0, 1, 2, 3], 5, 2) == (Shift(0, 1, 5),)
    assert swap(0, 3, 4) == Shift(3, 1, 0)
