"""What to send again and when, and when to stop: pure decisions, and one loop that follows them.

spotipy's own retry is off (see ``wire``). The rules, from Spotify's documentation and from what users report in 2026:

- A 429 was not executed, so anything may be sent again; up to a minute is waited for, more stops the run. A used-up
  quota is never waited for: it lasts hours, and asking during a ban lengthens it.
- A 5xx, a time-out or a broken connection says nothing about what happened. Reads and writes that may happen twice are
  tried three times; for the others the caller has to look first (Unconfirmed).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import count
from typing import Literal, TypeVar

from syncer.errors import ComeBackLater, SyncerError, Unconfirmed
from syncer.limits import LONGEST, Closed, Group
from syncer.spotify.errors import Lost, Refused, Unexpected
from syncer.spotify.pace import Clock, Tell, Wait
from syncer.spotify.refusals import meaning

T = TypeVar("T")

TRIES = 3
PATIENCE = 60.0
"""Seconds that are waited for at most when Spotify asks for it."""
UNSAID = (5.0, 30.0)
"""Seconds to wait after a 429 that does not say how long; the second is the documented length of the limit's window."""
BACKOFF = (1.0, 4.0)
"""How long to wait after a failure of the server, in units of the setting ``backoff`` (seconds)."""
REST = 3600.0
"""Seconds for which a group is left alone after a limit that does not say how long it lasts."""
QUOTA_REST = 6 * 3600.0
"""The same after a used-up quota: the shortest time that users report for one."""

QUOTA = "QUOTA_EXCEEDED"
"""The reason that a 429 gives since July 2026 where it is the quota of the whole developer account."""
_NAMES: Mapping[str | None, str] = {
    "search": "searches",
    "playlist-read": "reading playlists",
    "playlist-write": "changing playlists",
    "cover": "uploading covers",
    "track": "looking up tracks",
    "me": "your profile and library",
}

Kind = Literal["search", "read", "write"]
Problem = Refused | Lost | Unexpected


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the rules see it."""

    what: str
    """What it does, for messages: "adding songs"."""
    kind: Kind
    repeatable: bool
    """Whether it may happen twice without harm."""
    group: Group | None = None
    """What Spotify counts it with; None for the accounts service, which has no quota."""


def persist(attempt: Callable[[], T], call: Call, clock: Clock, tell: Tell, backoff: float = 1.0) -> T:
    """Return what the attempt returns, after as many tries as the rules allow; raise what ``pause`` raises."""
    for tries in count(1):
        try:
            return attempt()
        except (Refused, Lost, Unexpected) as problem:
            wait = pause(problem, call, tries, clock.now(), backoff)
        tell(wait)
        clock.sleep(wait.seconds)
    raise AssertionError("count never ends")  # pragma: no cover


def pause(problem: Problem, call: Call, tries: int, now: float, backoff: float = 1.0) -> Wait:
    """Return the wait before the next try; raise one of ``syncer.errors`` where there is to be none.

    ``tries`` is how often it was sent, ``now`` seconds since the epoch.
    """
    if isinstance(problem, Refused):
        if problem.status == 429:  # noqa: PLR2004 - "Too Many Requests"
            return _limited(problem, call, tries, now)
        if not _is_breakdown(problem.status):
            raise meaning(problem, call.what) from problem
    if not call.repeatable and not (isinstance(problem, Lost) and not problem.sent):
        raise Unconfirmed(f"{_story(problem)}, so it is not known whether {call.what} happened") from problem
    if tries >= TRIES:
        raise _given_up(problem, call) from problem
    seconds = backoff * BACKOFF[tries - 1]
    if isinstance(problem, Refused):
        asked = retry_after(problem, now)
        seconds = asked if asked and asked <= PATIENCE else seconds
    return Wait(seconds, now + seconds, _story(problem))


def retry_after(problem: Refused, now: float) -> float | None:
    """Return the seconds that the answer asks to wait, or None where it says nothing usable: nothing, 0, nonsense.

    A date is counted from the server's own clock, because ours may be wrong.
    """
    value = (problem.retry_after or "").strip()
    try:
        seconds = float(value)
    except ValueError:
        date = _timestamp(value)
        seconds = date - (_timestamp(problem.date or "") or now) if date else 0.0
    return seconds if 0 < seconds <= LONGEST else None


def come_back(
    retry_at: float | None, now: float, why: str = "Spotify's limit is reached", group: Group | None = None
) -> ComeBackLater:
    """Return the error that names the time, in the person's own zone, from which the same command makes sense again."""
    if retry_at is None:
        return ComeBackLater(f"{why}, and it does not say until when: come back tomorrow", None, group)
    moment, today = datetime.fromtimestamp(retry_at).astimezone(), datetime.fromtimestamp(now).astimezone()
    when = f"{moment:%H:%M}" if moment.date() == today.date() else f"{moment:%Y-%m-%d %H:%M}"
    return ComeBackLater(f"{why}: come back at {when} (in {_length(retry_at - now)})", retry_at, group)


def closing(limit: ComeBackLater, now: float) -> Closed:
    """Return until when a group is to be left alone after this limit."""
    quota = isinstance(limit.__cause__, Refused) and limit.__cause__.reason == QUOTA
    rest = QUOTA_REST if quota else REST
    return Closed(limit.retry_at or now + rest, _reached(limit.group, quota=quota))


def before(closed: Closed, group: Group, now: float) -> Wait:
    """Return the wait for a group that is soon open again; raise ComeBackLater where that is not worth it."""
    seconds = closed.until - now
    if seconds > PATIENCE:
        raise come_back(closed.until, now, closed.why, group)
    return Wait(seconds, closed.until, closed.why)


def _limited(problem: Refused, call: Call, tries: int, now: float) -> Wait:
    asked = retry_after(problem, now)
    retry_at = now + asked if asked else None
    quota = problem.reason == QUOTA
    if quota or tries >= TRIES or (asked and asked > PATIENCE):
        raise come_back(retry_at, now, _reached(call.group, quota=quota), call.group) from problem
    seconds = asked or UNSAID[tries - 1]
    return Wait(seconds, now + seconds, "Spotify asks us to wait")


def _reached(group: str | None, *, quota: bool) -> str:
    """Return the beginning of the sentence that names a limit."""
    what = f" for {_NAMES[group]}" if group in _NAMES else ""
    return f"Spotify's quota{what} is used up" if quota else f"Spotify's limit{what} is reached"


def _is_breakdown(status: int) -> bool:
    return status >= 500 or status == 408  # noqa: PLR2004 - server errors, and "Request Timeout"


def _story(problem: Problem) -> str:
    if isinstance(problem, Refused):
        return f"Spotify has a problem of its own ({problem.status})"
    return problem.why if isinstance(problem, Lost) else "Spotify sent an answer that makes no sense"


def _given_up(problem: Problem, call: Call) -> SyncerError:
    if isinstance(problem, Unexpected):
        return problem
    return SyncerError(f"{call.what} failed {TRIES} times: {_story(problem)}. Run the same command again later")


def _timestamp(date: str) -> float | None:
    """Return an HTTP date as seconds since the epoch, or None where it is none."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None


def _length(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 - an hour
