"""What people paste: links, URIs, codes and durations, in the one form that we keep."""

import re

_ID = r"([0-9A-Za-z]{22})"
_LINK = r"(?:https?://)?open\.spotify\.com/(?:intl-[a-z]+/)?"
_TRACK = re.compile(rf"(?:spotify:track:|{_LINK}track/)?{_ID}(?:[/?#].*)?")
_PLAYLIST = re.compile(rf"(?:spotify:(?:user:[^:]+:)?playlist:|{_LINK}(?:user/[^/]+/)?playlist/)?{_ID}(?:[/?#].*)?")
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_DURATION = re.compile(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):([0-5]\d)")


def track_uri(text: str) -> str | None:
    """Return ``spotify:track:ID`` for a track's link (``?si=…`` and all), URI or id; None for anything else."""
    found = _TRACK.fullmatch(text.strip())
    return f"spotify:track:{found[1]}" if found else None


def playlist_id(text: str) -> str | None:
    """Return the 22 characters that name a playlist, from its link, URI or id; None for anything else."""
    found = _PLAYLIST.fullmatch(text.strip())
    return found[1] if found else None


def isrc(text: str) -> str | None:
    """Return an ISRC without its hyphens, in capitals (ISO 3901: CC-XXX-YY-NNNNN); None for anything else."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code if _ISRC.fullmatch(code) else None


def duration_ms(text: str) -> int | None:
    """Return the milliseconds of "4:29" or "1:02:03"; None for anything else and for no time at all."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 or None
