"""What stops a run. Anything that is not one of these is our bug and keeps its traceback.

::

    SyncerError            1  a failure outside: Spotify is down, the disk is full
    ├── NotFound           1  Spotify does not know it (any more)
    ├── Unconfirmed        1  a write that may or may not have happened: read back before repeating it
    ├── UsageError         2  the command line, a setting, the catalog or the lock is wrong
    ├── SignInNeeded       3  run ``syncer login``
    ├── ComeBackLater      4  a limit or the quota is reached
    └── Unsafe             5  refused; ``--force`` means it

A message says what is wrong and what to do next, in lower case, without a secret in it.
"""


class SyncerError(Exception):
    """A failure outside the program, told in words for the person."""

    exit_code = 1


class NotFound(SyncerError):  # noqa: N818 - an answer of Spotify's
    """Spotify does not know it, or not any more."""


class Unconfirmed(SyncerError):  # noqa: N818 - the state of things, not a fault
    """A write that may or may not have happened: read back before repeating it."""


class UsageError(SyncerError):
    """The command line, a setting, the catalog or the lock is wrong; nothing was sent."""

    exit_code = 2


class SignInNeeded(SyncerError):  # noqa: N818 - the state of things, not a fault
    """There is no valid sign-in."""

    exit_code = 3


class ComeBackLater(SyncerError):  # noqa: N818 - the state of things, not a fault
    """A limit is reached that is not worth waiting for."""

    exit_code = 4

    def __init__(self, message: str, retry_at: float | None = None, group: str | None = None) -> None:
        """``retry_at``: seconds since the epoch, None where Spotify did not say; ``group``: see ``syncer.limits``."""
        super().__init__(message)
        self.retry_at = retry_at
        self.group = group


class Unsafe(SyncerError):  # noqa: N818 - a judgement, not a fault
    """Doing it could destroy what the person has."""

    exit_code = 5
