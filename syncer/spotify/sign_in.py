"""The sign-in and the file that keeps it, which only its owner can read.

A refresh token is worth as much as the account and cannot be had again without the person. So the file is private from
its first byte, is replaced whole, and changes under a lock between processes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import filelock

from syncer.errors import SignInNeeded, SyncerError
from syncer.files import write_atomically
from syncer.spotify.accounts import is_sendable
from syncer.spotify.refusals import SIGN_IN

VERSION = 1
SIX_MONTHS = 181
"""Days from the consent to the end of a refresh token, at least: no six calendar months are fewer. Refreshing does not
extend it (Spotify, 18 June 2026)."""
DAY = 86_400.0
"""Seconds."""
LOCK_TIMEOUT = 120.0
"""Seconds to wait for another process's refresh: longer than three tries without an answer take."""


@dataclass(frozen=True, slots=True)
class Token:
    """A sign-in."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    """"" where the sign-in has ended."""
    expires_at: float
    """When the access token ends, seconds since the epoch."""
    accounts_url: str
    """Who gave it; it goes to nobody else."""
    client_id: str
    scope: str = ""
    lifetime: float = 3600.0
    """Seconds that the access token lasts in all."""
    consented_at: float | None = None
    """When the person agreed, seconds since the epoch; None for one from the environment."""
    origin: str = ""
    """For one from the environment: which, so that a changed variable is noticed."""


def days_left(token: Token, now: float) -> int | None:
    """Return the days until the sign-in ends, negative after that; None where the consent's date is not known."""
    end = ends_at(token)
    return None if end is None else int((end - now) // DAY)


def ends_at(token: Token) -> float | None:
    """Return when the sign-in ends, seconds since the epoch; None where the consent's date is not known."""
    return None if token.consented_at is None else token.consented_at + SIX_MONTHS * DAY


class TokenStore:
    """The file with the sign-in."""

    def __init__(self, path: Path, *, needed: bool = True, lock_timeout: float = LOCK_TIMEOUT) -> None:
        """``needed``: False where it is only a help, so that a folder that cannot be written is no obstacle."""
        self.path = path
        self._needed = needed
        self._lock_timeout = lock_timeout

    def load(self) -> Token | None:
        """Return the sign-in, or None where there is none; raise SignInNeeded where the file makes no sense."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            text = ""
        except OSError as error:
            raise SyncerError(f"{self.path} cannot be read: {error.strerror}") from error
        token = _parsed(text)
        if token is None:
            raise SignInNeeded(f"{self.path} does not hold a sign-in that can be used: {SIGN_IN}")
        return token

    def save(self, token: Token) -> None:
        """Replace the sign-in; raise SyncerError where that fails."""
        try:
            self._make_folder()
        except OSError as error:
            raise SyncerError(f"{self.path.parent} cannot be made: {error.strerror}") from error
        text = json.dumps({"version": VERSION, **asdict(token)}, indent=1)
        write_atomically(self.path, text + "\n", mode=0o600)

    def forget(self) -> bool:
        """Delete the sign-in, and tell whether there was one."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise SyncerError(f"{self.path} cannot be deleted: {error.strerror}") from error
        return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from changing the sign-in meanwhile; raise SyncerError where that cannot be had."""
        lock = filelock.FileLock(f"{self.path}.lock", mode=0o600)
        try:
            self._acquire(lock)
            yield
        finally:
            lock.release()

    def _acquire(self, lock: filelock.BaseFileLock) -> None:
        try:
            self._make_folder()
            lock.acquire(timeout=self._lock_timeout)
        except filelock.Timeout as error:
            raise SyncerError(
                f"another syncer has been renewing the sign-in for {self._lock_timeout:.0f} s; run it again later"
            ) from error
        except OSError as error:
            if self._needed:
                raise SyncerError(f"{lock.lock_file} cannot be written: {error.strerror}") from error

    def _make_folder(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _parsed(text: str) -> Token | None:
    try:
        data = json.loads(text)
    except ValueError:
        return None
    if not isinstance(data, dict) or data.pop("version", None) != VERSION:
        return None
    try:
        token = Token(**data)
    except TypeError:  # a key too many, or one that is missing
        return None
    return token if _is_sound(token) else None


def _is_sound(token: Token) -> bool:
    texts: tuple[Any, ...] = (token.accounts_url, token.client_id, token.scope, token.origin)
    tokens: tuple[Any, ...] = (token.access_token, token.refresh_token)
    numbers: tuple[Any, ...] = (
        token.expires_at,
        token.lifetime,
        0.0 if token.consented_at is None else token.consented_at,
    )
    return (
        all(isinstance(text, str) for text in texts)
        and all(value == "" or is_sendable(value) for value in tokens)
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers)
    )
