"""What the doctor says of one thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from syncer.errors import SyncerError

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands."""

    about: str
    level: Level
    text: str
    mend: str = ""
    """What to do about it; "" where nothing has to be done, or the text says it already."""


def ok(about: str, text: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(about, "ok", text)


def warning(about: str, text: str, mend: str = "") -> Finding:
    """Return a finding that something will be wrong, or may be."""
    return Finding(about, "warning", text, mend)


def problem(about: str, what: str | SyncerError, mend: str = "") -> Finding:
    """Return a finding that something is wrong; an error of ours says itself what to do."""
    return Finding(about, "problem", str(what), mend)


def has_problem(findings: Iterable[Finding]) -> bool:
    """Tell whether a push would fail."""
    return any(finding.level == "problem" for finding in findings)
