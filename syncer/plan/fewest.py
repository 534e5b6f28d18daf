"""The fewest calls there can be for a short list, by searching every way (A*).

What is in order stays together: entries that follow each other both in the list and in the goal, and entries lacking
side by side, are one atom. Nothing is lost by that: take any way for the whole list, look at one entry of each atom
alone, and you have a way of the same length that leads the atoms into order. For the same reason a cut, or an insert,
between two neighbours that are right already never helps.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate, combinations, count, pairwise, permutations

from syncer.plan.steps import BATCH, MENDED, Insert, Shift, Step, swap

ATOMS = 7
"""More than so many atoms are not searched: 7 take up to 0.2 s, and each more takes several times as long."""

State = tuple[int, ...]
"""Atoms by their number in the goal, in the order of the list."""

_NO_STEPS: tuple[Step, ...] = ()


def fewest(current: Sequence[int], size: int, below: int) -> tuple[Step, ...] | None:
    """Return the fewest steps from ``current`` to 0, 1, … ``size - 1``, of those the ones that move fewest entries.

    None where that takes ``below`` steps or more, or where there are too many atoms to tell.
    """
    if below <= 1 or size - len(current) > BATCH:
        return None
    atoms = _atoms(current, size)
    if len(atoms) > ATOMS:
        return None
    number = {atom[0]: n for n, atom in enumerate(atoms)}
    start = tuple(number[place] for place in current if place in number)
    return _search(start, atoms, below)


def _atoms(current: Sequence[int], size: int) -> list[range]:
    """Return the goal cut into atoms; as soon as there are too many, only so many."""
    there = set(current)
    together = {(a, b) for a, b in pairwise(current) if b == a + 1}
    atoms: list[range] = []
    for place in range(size):
        if place and ((place - 1, place) in together or not {place - 1, place} & there):
            atoms[-1] = range(atoms[-1].start, place + 1)
        elif len(atoms) > ATOMS:
            break
        else:
            atoms.append(range(place, place + 1))
    return atoms


def _search(start: State, atoms: Sequence[range], below: int) -> tuple[Step, ...] | None:
    ticket = count()  # so that the queue never compares steps
    queue = [(_at_least(start, len(atoms)), 0, next(ticket), start, _NO_STEPS)]
    seen: set[State] = set()
    while queue:
        calls, moved, _, state, steps = heappop(queue)
        if calls >= below:
            return None
        if len(state) == len(atoms) and not list(_cuts(state, len(atoms)))[1:]:
            return steps
        if state in seen:
            continue
        seen.add(state)
        for step, following in _ways(state, atoms):
            bound = len(steps) + 1 + _at_least(following, len(atoms))
            if bound < below and following not in seen:
                rows = step.length if isinstance(step, Shift) else 0
                heappush(queue, (bound, moved + rows, next(ticket), following, (*steps, step)))
    return None


def _cuts(state: State, atoms: int) -> Iterator[int]:
    """Yield the positions at which two wrong neighbours meet, the ends of the list included."""
    for position, (left, right) in enumerate(pairwise((-1, *state, atoms))):
        if right != left + 1:
            yield position


def _at_least(state: State, atoms: int) -> int:
    """Return a number of steps below which there is no way.

    An insert of n atoms mends at most n + 1 neighbourhoods, a move three; and each step makes at most one more run of
    the atoms that are lacking, none of which belong side by side.
    """
    lacking = atoms - len(state)
    right = sum(right == left + 1 for left, right in pairwise((-1, *state, atoms)))
    insert = 1 if lacking else 0
    moves = -(-max(0, atoms + 1 - right - lacking - insert) // MENDED)
    return max(lacking, insert + moves)


def _ways(state: State, atoms: Sequence[range]) -> Iterator[tuple[Step, State]]:
    """Yield every step worth taking, and the state after it."""
    cuts = list(_cuts(state, len(atoms)))
    offsets = [0, *accumulate(len(atoms[atom]) for atom in state)]
    for first, second, end in combinations(cuts, 3):
        after = state[:first] + state[second:end] + state[first:second] + state[end:]
        yield swap(offsets[first], offsets[second], offsets[end]), after
    lacking = [atom for atom in range(len(atoms)) if atom not in state]
    for number in range(len(lacking), 0, -1):
        for batch in permutations(lacking, number):
            places = tuple(place for atom in batch for place in atoms[atom])
            for cut in cuts:
                yield Insert(places, offsets[cut]), state[:cut] + batch + state[cut:]
