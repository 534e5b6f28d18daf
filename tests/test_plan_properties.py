"""The promises of the plan, for all small playlists: it leads there, it is over then, it is the shortest."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.model import Add, Move, Remove, Row, Track
from syncer.plan import applied, make_plan
from syncer.plan.reorder import arrange
from syncer.plan.steps import take

LETTERS = "abcdefghij"
OWN = ["L1", "L2", "L3", ""]
"""Rows that no catalog can want: local files, and a row whose track is gone."""


def uri(name: str) -> str:
    if len(name) == 1:
        return f"spotify:track:{name}"
    return f"spotify:local:{name}" if name else ""


def rows_of(names: Sequence[str]) -> list[Row]:
    return [Row(uri(x), Track(uri(x), x) if len(x) == 1 else None, added_at=f"{i}") for i, x in enumerate(names)]


def tracks_of(names: Sequence[str]) -> list[Track]:
    return [Track(uri(x), x) for x in names]


playlists = st.lists(st.sampled_from([*LETTERS, *OWN]), max_size=14)
catalogs = st.lists(st.sampled_from(LETTERS), max_size=10, unique=True)
owned = st.frozensets(st.sampled_from(LETTERS)).map(lambda names: frozenset(map(uri, names)))


@given(playlists, catalogs, owned)
def test_the_wanted_songs_stand_in_the_catalog_s_order(there, wanted, placed):
    """Of a song that stands there more than once, one copy does."""
    rest = iter(applied(make_plan(rows_of(there), tracks_of(wanted), placed).edits, map(uri, there)))
    assert all(uri(x) in rest for x in wanted)


@given(playlists, catalogs, owned)
def test_nothing_is_left_to_do_afterwards(there, wanted, placed):
    plan = make_plan(rows_of(there), tracks_of(wanted), placed)
    now = applied(plan.edits, map(uri, there))
    names = [x.rpartition(":")[2] for x in now]
    assert not make_plan(rows_of(names), tracks_of(wanted), placed | set(map(uri, wanted)))


@given(playlists, catalogs, owned)
def test_what_stays_is_only_ever_moved(there, wanted, placed):
    """Removing and adding again would lose ``added_at``, and the place of a local file for good."""
    gone = {uri(x) for x in there if uri(x) in placed and x not in wanted and there.count(x) == 1}
    missing = [uri(x) for x in wanted if x not in there]
    edits = make_plan(rows_of(there), tracks_of(wanted), placed).edits
    assert {u for edit in edits if isinstance(edit, Remove) for u in edit.uris} == gone
    assert sorted(u for edit in edits if isinstance(edit, Add) for u in edit.uris) == sorted(missing)


@given(st.lists(st.sampled_from([*LETTERS, *OWN[:3]]), max_size=13, unique=True), catalogs, owned)
def test_every_foreign_row_stays_behind_its_song(there, wanted, placed):
    """Its song is the nearest wanted one above it, if there is one."""
    now = applied(make_plan(rows_of(there), tracks_of(wanted), placed).edits, map(uri, there))
    foreign = [uri(x) for x in there if x not in wanted and uri(x) not in placed]
    songs = {uri(x) for x in wanted}
    arrived = songs - set(map(uri, there))
    for row in foreign:
        assert leader(now, row, songs) == leader(list(map(uri, there)), row, songs)
        assert leader(now, row, songs) not in arrived


def leader(uris: Sequence[str], row: str, songs: set[str]) -> str | None:
    above = [u for u in uris[: uris.index(row)] if u in songs]
    return above[-1] if above else None


@given(st.integers(0, 250), st.integers(0, 250), st.randoms(use_true_random=False))
def test_no_call_carries_more_than_100(there, wanted, random):
    """`applied` refuses what does not fit, so every edit is valid at its turn, too."""
    songs = [f"{n:03}" for n in range(300)]
    first, second = random.sample(songs, there), random.sample(songs, wanted)
    uris = [f"spotify:track:{x}" for x in first]
    plan = make_plan([Row(u) for u in uris], [Track(f"spotify:track:{x}", x) for x in second], frozenset(uris))
    assert applied(plan.edits, uris) == [f"spotify:track:{x}" for x in second]
    assert sum(isinstance(edit, Remove) for edit in plan.edits) == -(-len(set(first) - set(second)) // 100)


def referee(start: tuple[str, ...], goal: tuple[str, ...], removable: frozenset[str]) -> int:
    """Return the fewest calls from start to goal of all that exist, found by walking through every playlist."""
    calls, known, border = 0, {start}, {start}
    while goal not in known:
        border = {after for now in border for after in neighbours(now, goal, removable)} - known
        known |= border
        calls += 1
    return calls


def neighbours(now: tuple[str, ...], goal: tuple[str, ...], removable: frozenset[str]) -> Iterator[tuple[str, ...]]:
    going = [x for x in now if x in removable]
    for count in range(1, len(going) + 1):
        for batch in combinations(going, count):
            yield tuple(x for x in now if x not in batch)
    for a, b, c in combinations(range(len(now) + 1), 3):
        yield now[:a] + now[b:c] + now[a:b] + now[c:]
    coming = [x for x in goal if x not in now]
    for count in range(1, len(coming) + 1):
        for batch in permutations(coming, count):
            for at in range(len(now) + 1):
                yield now[:at] + batch + now[at:]


SHAPES = [
    pytest.param(order, wanted, id=f"{''.join(order)} to {wanted}")
    for wanted in ("abcd", "axbcy", "xaybz", "xaby", "axbyc")
    for order in permutations(sorted(set(wanted) - set("xyz")))
]


@pytest.mark.parametrize(("order", "wanted"), SHAPES)
@pytest.mark.parametrize("foreign", [None, 0, 2], ids=["alone", "foreign row at the head", "foreign row inside"])
@pytest.mark.parametrize("gone", [None, 1], ids=["", "with a removal"])
def test_no_way_is_shorter(order, wanted, foreign, gone):
    there = list(order)
    for place, name in ((foreign, "L1"), (gone, "q")):
        if place is not None:
            there.insert(place, name)
    uris, placed = tuple(map(uri, there)), frozenset({uri("q")})
    plan = make_plan(rows_of(there), tracks_of(wanted), placed)
    assert len(plan.edits) == referee(uris, tuple(applied(plan.edits, uris)), placed)


@given(st.permutations(range(6)), st.frozensets(st.integers(0, 5), max_size=2))
def test_no_way_is_shorter_for_any_six(order, lacking):
    current = [x for x in order if x not in lacking]
    names = tuple(map(str, current))
    assert len(arrange(current, 6).steps) == referee(names, tuple("012345"), frozenset())


@given(st.permutations(range(12)), st.frozensets(st.integers(0, 11)))
def test_a_longer_list_takes_no_more_than_a_move_a_row_and_an_insert_a_gap(order, lacking):
    current = [x for x in order if x not in lacking]
    arranged = arrange(current, 12)
    entries = list(current)
    for step in arranged.steps:
        take(step, entries)
    assert entries == list(range(12))
    gaps = sum(x in lacking and x - 1 not in lacking for x in range(12))
    assert len(arranged.steps) <= max(0, len(current) - 1) + gaps


def test_a_block_is_moved_whole():
    names = [f"{n:04}" for n in range(1000)]
    wanted = names[700:] + names[:700]
    plan = make_plan([Row(uri("x") + n) for n in names], [Track(uri("x") + n, n) for n in wanted], frozenset())
    assert plan.edits == (Move(700, 300, 0),)
