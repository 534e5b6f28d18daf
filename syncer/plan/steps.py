"""What one call can do to the order of a list: insert up to 100 entries together, or move one contiguous range.

A list holds places in its goal: ``[0, 3, 2]`` with a goal of 4 lacks 1 and has 3 and 2 the wrong way round.
"""

from dataclasses import dataclass

BATCH = 100
"""URIs that Spotify takes in one write."""

MENDED = 3
"""A move cuts a list in three places, so it mends at most three wrong neighbourhoods."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Put these places of the goal into the list, the first at ``position``; at most 100."""

    places: tuple[int, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Move ``length`` entries from ``start`` on so that they stand before what is now entry ``before``."""

    start: int
    length: int
    before: int


Step = Insert | Shift


def swap(first: int, second: int, end: int) -> Shift:
    """Return the step that exchanges the ranges ``first:second`` and ``second:end``, moving the shorter one."""
    if second - first <= end - second:
        return Shift(first, second - first, end)
    return Shift(second, end - second, first)


def take(step: Step, entries: list[int]) -> None:
    """Carry out one step on the list itself."""
    match step:
        case Insert(places, position):
            entries[position:position] = places
        case Shift(start, length, before):
            block = entries[start : start + length]
            del entries[start : start + length]
            at = before - length if before > start else before
            entries[at:at] = block
