"""What people paste: links, URIs, codes and durations, in the one form that we keep."""

import re

_ID = r"([0-9A-Za-z]{22})"
_LINK = r"(?:https?://)?open\.spotify\.com/(?:intl-[a-z]+/)?"
TRACK = rf"\s*(?:spotify:track:|{_LINK}track/)?{_ID}(?:[/?#].*)?\s*"
PLAYLIST = rf"\s*(?:spotify:(?:user:[^:]+:)?playlist:|{_LINK}(?:user/[^/]+/)?playlist/)?{_ID}(?:[/?#].*)?\s*"
ISRC = r"(?:[\s-]*[A-Za-z]){2}(?:[\s-]*[A-Za-z0-9]){3}(?:[\s-]*[0-9]){7}[\s-]*"
DURATION = r"\s*(?=.*[1-9])(?:([0-9]{1,2}):(?=[0-9][0-9]:))?([0-9]{1,3}):([0-5][0-9])\s*"
"""The whole of a text, each; in the form of patterns that Python and ECMAScript (and so JSON Schema) read alike."""

_TRACK, _PLAYLIST, _ISRC, _DURATION = map(re.compile, (TRACK, PLAYLIST, ISRC, DURATION))


def track_uri(text: str) -> str | None:
    """Return ``spotify:track:ID`` for a track's link (``?si=…`` and all), URI or id; None for anything else."""
    found = _TRACK.fullmatch(text)
    return f"spotify:track:{found[1]}" if found else None


def playlist_id(text: str) -> str | None:
    """Return the 22 characters that name a playlist, from its link, URI or id; None for anything else."""
    found = _PLAYLIST.fullmatch(text)
    return found[1] if found else None


def isrc(text: str) -> str | None:
    """Return an ISRC without its hyphens, in capitals (ISO 3901: CC-XXX-YY-NNNNN); None for anything else."""
    return re.sub(r"[\s-]", "", text).upper() if _ISRC.fullmatch(text) else None


def duration_ms(text: str) -> int | None:
    """Return the milliseconds of "4:29" or "1:02:03"; None for anything else and for no time at all."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
