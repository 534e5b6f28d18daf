"""The job that is to run every day."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOUR = 4
"""When jobs run unless told otherwise: at night, and after the hour that the change of clocks skips or repeats."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day."""

    hour: int
    minute: int

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


@dataclass(frozen=True, slots=True)
class Job:
    """A daily ``syncer push --quiet``."""

    program: tuple[str, ...]
    """What starts syncer: an absolute path, and perhaps words behind it."""
    folder: Path
    """Where it runs: there lies ``.env``."""
    catalogs: tuple[Path, ...]
    """Absolute."""
    at: Time
    environment: Mapping[str, str] = field(default_factory=dict)
    """What has to be as it is in the person's shell, e.g. where the sign-in lies."""

    @property
    def name(self) -> str:
        """The name under which it is installed: the same for the same catalogs, and no other job's."""
        return f"syncer-{digest(*map(str, self.catalogs))[:8]}"

    @property
    def words(self) -> tuple[str, ...]:
        """The command, word by word."""
        return (*self.program, "push", "--quiet", *map(str, self.catalogs))

    @property
    def title(self) -> str:
        """What it does, for people."""
        return f"syncer push {', '.join(path.name for path in self.catalogs)}"


def usual_time(*seed: str) -> Time:
    """Return a time at night, the same for the same seed: not everybody's jobs should ask Spotify in one minute."""
    return Time(HOUR, int(digest(*seed), 16) % 60)


def digest(*parts: str) -> str:
    """Return a fingerprint in hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
