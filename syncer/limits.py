"""Until when each group of Spotify's endpoints must not be called, kept on disk from run to run.

Spotify counts each group apart: one may be closed for a day while the others answer (users report it in 2026), and
calls to a closed one lengthen that. What the groups are is not documented; these are the parts that were seen to close
by themselves.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from syncer.errors import SyncerError
from syncer.files import write_atomically

Group = Literal["search", "playlist-read", "playlist-write", "track", "me", "cover"]
GROUPS: tuple[Group, ...] = get_args(Group)

LONGEST = 31 * 24 * 3600.0
"""Seconds. No limit of Spotify's lasts longer; what is said beyond it is a mistake, or a clock that was set back."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A group that must not be called for a while."""

    until: float
    """Seconds since the epoch."""
    why: str
    """The beginning of a sentence: "Spotify's limit for searching is reached"."""


class Limits:
    """The closed groups of one server; the file is read each time, since other runs write to it too."""

    def __init__(self, path: Path, server: str) -> None:
        """``server``: the API's address; nothing is read yet."""
        self._path = path
        self._server = server

    def closed(self, now: float) -> dict[Group, Closed]:
        """Return the groups that are still closed at ``now`` (seconds since the epoch), in the order of `GROUPS`."""
        known = _groups(_document(self._path).get(self._server), now)
        return {group: known[group] for group in GROUPS if group in known}

    def close(self, group: Group, closed: Closed, now: float) -> None:
        """Remember until when a group is closed.

        A disk that cannot be written is no failure: this run stops calling anyway, and the next one is told again.
        """
        document = {
            server: {name: [each.until, each.why] for name, each in _groups(groups, now).items()}
            for server, groups in _document(self._path).items()
        }
        document.setdefault(self._server, {})[group] = [closed.until, closed.why]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(document, indent=1) + "\n")
        except (OSError, SyncerError):
            return


def _document(path: Path) -> dict[str, Any]:
    """Return what the file holds; nothing where it is not there or makes no sense, as it may be deleted any time."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _groups(groups: Any, now: float) -> dict[Group, Closed]:
    """Return the groups that are still closed, without what is no such entry."""
    entries: Mapping[str, Any] = groups if isinstance(groups, dict) else {}
    found = ((group, _closed(entries.get(group))) for group in GROUPS)
    return {group: closed for group, closed in found if closed and now < closed.until <= now + LONGEST}


def _closed(entry: Any) -> Closed | None:
    match entry:
        case [int() | float() as until, str() as why]:
            return Closed(float(until), why)
        case _:
            return None
