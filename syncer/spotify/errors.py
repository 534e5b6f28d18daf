"""What can come instead of an answer.

``Refused`` and ``Lost`` are raw: they stay inside this package, where ``retry`` turns them into another try or into
words for the person. Unexpected leaves it.
"""

from syncer.errors import SyncerError


class Refused(Exception):  # noqa: N818 - an answer of the server, not a fault of ours
    """An answer other than 2xx; a redirect counts, because none is followed."""

    def __init__(
        self, status: int, message: str = "", reason: str = "", retry_after: str | None = None, date: str | None = None
    ) -> None:
        """``reason`` is a code such as ``QUOTA_EXCEEDED`` or ``invalid_grant``; the last two are headers as sent."""
        super().__init__(status, message, reason)
        self.status = status
        self.message = message
        self.reason = reason
        self.retry_after = retry_after
        self.date = date

    @property
    def final(self) -> bool:
        """Whether the same request would be refused again: not so where the server has a problem of its own."""
        return self.status < 500  # noqa: PLR2004 - server errors


class Lost(Exception):  # noqa: N818 - as above
    """No answer, or none that can be read."""

    def __init__(self, why: str, *, sent: bool = True) -> None:
        """``why``: a sentence about Spotify. ``sent``: False where the request certainly did not arrive."""
        super().__init__(why)
        self.why = why
        self.sent = sent


class Unexpected(SyncerError):  # noqa: N818 - the state of things
    """An answer that is not what the API describes."""
