"""Time between requests: the distance that they keep, and the waits that the person should see."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause before the next try, for the person to see."""

    seconds: float
    until: float
    """Seconds since the epoch."""
    why: str


Tell = Callable[[Wait], None]
"""Called before each wait, except for the short distance that requests always keep."""


def silent(_wait: Wait) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, which tests bring along."""

    now: Callable[[], float] = time.time
    """Seconds since the epoch."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Keeps requests apart, from the start of one to the start of the next."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self._next = clock.monotonic()

    def step(self) -> None:
        """Return when the next request may start."""
        early = self._next - self._clock.monotonic()
        if early > 0:
            self._clock.sleep(early)
        self._next = self._clock.monotonic() + self._seconds
