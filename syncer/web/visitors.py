"""Who is still there: a review on a page ends when the last page is closed, or when nothing has happened for long."""

from collections.abc import Callable

GRACE = 4.0
"""Seconds without any page before the review ends: going back to it takes less. A reload leaves no such gap, because
the new page counts from the moment it is made, and the old one until the browser lets go of it."""


class Visitors:
    """The pages that are open, as far as they tell.

    A page says when it is closed. One that cannot, because it has no script or its browser has crashed, counts as open
    until nothing has happened for long enough.
    """

    def __init__(self, idle: float, now: Callable[[], float]) -> None:
        """``idle``: seconds without a request after which nobody is there. ``now``: a clock that only goes forward."""
        self._idle = idle
        self._now = now
        self._pages: set[str] = set()
        self._left: float | None = None
        self._active = now()
        self.ended = False
        """Whether the person has said that this is all."""

    def active(self) -> None:
        """Note that the person did something."""
        self._active = self._now()

    def came(self, page: str) -> None:
        """Note that a page is shown."""
        self._pages.add(page)
        self._left = None

    def left(self, page: str) -> None:
        """Note that a page was closed."""
        self._pages.discard(page)
        if not self._pages:
            self._left = self._now()

    def gone(self) -> str:
        """Return why nobody is there any more, in a few words; "" where somebody may be."""
        if self.ended:
            return "you have ended it"
        if self._left is not None and self._now() - self._left >= GRACE:
            return "its page was closed"
        if self._now() - self._active >= self._idle:
            return f"nothing has happened for {self._idle / 60:.0f} minutes"
        return ""
