"""The end of a sign-in, told in time: six months after the consent, whatever was refreshed meanwhile."""

from datetime import UTC, datetime

from syncer.settings import Settings
from syncer.spotify.refusals import SIGN_IN
from syncer.spotify.sign_in import days_left, ends_at
from syncer.spotify.tokens import store_for

WARNED_FROM = 14
"""Days before the end from which each push says so."""


def end(settings: Settings) -> str | None:
    """Return when the sign-in ends, ISO 8601 in UTC; None where there is none, or where it is not known."""
    token = store_for(settings).load()
    seconds = ends_at(token) if token else None
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def warning(settings: Settings, now: float) -> str | None:
    """Return a sentence about the sign-in's end from two weeks before; None before that, or where it is not known.

    ``now``: seconds since the epoch. A sign-in from ``SYNCER_REFRESH_TOKEN`` does not tell when it was given.
    """
    token = store_for(settings).load()
    ends = ends_at(token) if token else None
    left = days_left(token, now) if token else None
    if ends is None or left is None or left > WARNED_FROM:
        return None
    day = f"{datetime.fromtimestamp(ends).astimezone():%Y-%m-%d}"
    if left < 0:
        return f"the sign-in to Spotify was good until about {day} and may stop at any time: {SIGN_IN}"
    when = "within a day" if left == 0 else f"in {left} day{'s' if left > 1 else ''}"
    return f"the sign-in to Spotify ends {when}, on {day}: {SIGN_IN} before that"
