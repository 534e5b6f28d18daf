"""Words that all renderings share, and Spotify's strings made harmless.

Titles, names and albums are anyone's: whoever uploads music writes them. They may hold control characters, and marks
that turn the direction of the text around them.
"""

import re
import shlex
import unicodedata
from datetime import datetime
from urllib.parse import quote

from syncer.catalog.references import playlist_id, track_uri
from syncer.model import Feature

CATALOG = "catalog.toml"
"""The catalog that every command means where none is named."""

_REMOVED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb")
"""Marks of direction and annotation; unlike other format characters, no script needs them to be legible."""

_WEB_URL = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!#$%&*+,./0-9:;=?@A-Z_a-z~-]*)?")
"""An https address in ASCII, without user name, and without what breaks out of quotes, brackets or Markdown."""

GOOD = 0.95
"""A respect at least so good does not count against a candidate."""
POOR = 0.5

_AGAINST = {
    "title": ("the title is another", "the title fits only roughly"),
    "artist": ("the artist is another", "the artist fits only roughly"),
    "version": ("another version", "perhaps another version"),
    "series": ("the series is not the one asked for", "the series is uncertain"),
    "duration": ("the length is another", "the length differs"),
    "album": ("the album is another", "the album fits only roughly"),
}
"""What a person reads of a poor respect, and of a middling one."""


def command(verb: str, catalog: str, *, sandbox: bool) -> str:
    """Return the command line for a verb on this catalog, as a person types it."""
    named = [] if catalog == CATALOG else [shlex.quote(catalog)]
    return " ".join(("syncer", verb, *named, *(["--sandbox"] if sandbox else [])))


def plain(text: str) -> str:
    """Return the text on one line, without control characters and marks of direction."""
    return "".join(" " if c in "\n\r\t" else c for c in text if c in "\n\r\t" or not _harmful(c))


def against(features: tuple[Feature, ...], *, playable: bool = True) -> list[str]:
    """Return what counted against a candidate, the weightiest first, each in plain words."""
    counted = [f for f in features if f.value < GOOD and f.weight > 0]
    counted.sort(key=lambda f: f.weight * (1 - f.value), reverse=True)
    return [*map(_phrase, counted), *([] if playable else ["Spotify does not play it where you are"])]


def remark(feature: Feature) -> str:
    """Return what a person should know of a respect: what counts against the track in plain words, else the note."""
    return _phrase(feature) if feature.value < GOOD and feature.weight > 0 else feature.note


def length(duration_ms: int | None) -> str:
    """Return a duration as "4:29"; "" where it is unknown."""
    if duration_ms is None:
        return ""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def moment(text: str) -> str:
    """Return an ISO 8601 time as a person writes it; anything else as it is."""
    try:
        return datetime.fromisoformat(text).strftime("%d %B %Y, %H:%M %Z").lstrip("0").strip()
    except ValueError:
        return text


def track_url(uri: str | None) -> str | None:
    """Return the page of a track; None where that is no track's URI, so that no other address becomes a link."""
    known = track_uri(uri or "")
    return f"https://open.spotify.com/track/{known.rpartition(':')[2]}" if known else None


def playlist_url(name: str | None) -> str | None:
    """Return the page of a playlist, given its id; None where that is none."""
    known = playlist_id(name or "")
    return f"https://open.spotify.com/playlist/{known}" if known else None


def web_url(text: str | None) -> str | None:
    """Return an address of the web that can stand anywhere; None for any other scheme, or with what must be escaped."""
    return text if text and _WEB_URL.fullmatch(text) else None


def search_url(*words: str) -> str:
    """Return the page on which Spotify searches for the words, for a person to look by hand."""
    return f"https://open.spotify.com/search/{quote(plain(' '.join(filter(None, words))), safe='')}"


def pin(uri: str | None) -> str | None:
    """Return the line that pins a song to a track; None where that is no track's URI."""
    known = track_uri(uri or "")
    return f'uri = "{known}"' if known else None


def _harmful(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character) in _REMOVED


def _phrase(feature: Feature) -> str:
    poor, middling = _AGAINST.get(
        feature.name, (f"the {feature.name} differs", f"the {feature.name} fits only roughly")
    )
    words = poor if feature.value < POOR else middling
    if not feature.note or feature.note.startswith(words):
        return feature.note or words
    return f"{words} ({feature.note})"
