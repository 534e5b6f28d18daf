"""Playlist files: M3U in UTF-8 (M3U8) with the directives of its extended form, and JSPF."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from syncer.model import Song
from syncer.report.words import plain, track_url

OURS = "urn:syncer:song"
"""The name under which a JSPF track holds what only a catalog knows (an extension is named by a URI)."""

_NO_FILE = re.compile(r'[/\\:*?"<>|#]')
"""What the name of a file may not have on one system or another."""


def m3u(name: str, songs: Sequence[Song]) -> str:
    """Return the songs as M3U: with the track's page where it is known, else with the name that a file would have."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{plain(name)}"]
    return "\n".join([*lines, *(line for song in songs for line in _m3u(song))]) + "\n"


def _m3u(song: Song) -> Iterator[str]:
    artists, title = plain(", ".join(song.artists)), plain(song.title)
    shown = f"{artists} - {title}" if artists else title
    series = f' series="{_attribute(song.source)}"' if song.source else ""
    seconds = round(song.duration_ms / 1000) if song.duration_ms else -1
    yield f"#EXTINF:{seconds}{series},{shown}"
    yield f"#EXTART:{artists}"
    if song.album:
        yield f"#EXTALB:{plain(song.album)}"
    yield track_url(song.uri) or f"{_NO_FILE.sub('_', shown)}.mp3"


def _attribute(text: str) -> str:
    return plain(text).replace('"', "'")


def jspf(name: str, songs: Sequence[Song]) -> str:
    """Return the songs as JSPF (xspf.org: the JSON form of XSPF), durations in milliseconds."""
    document = {"playlist": {"title": name, "track": [_jspf(song) for song in songs]}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _jspf(song: Song) -> dict[str, Any]:
    url = track_url(song.uri)
    own = {
        "artists": list(song.artists[:-1] and song.artists),
        "isrc": song.isrc,
        "series": song.source,
        "song version": song.version,
    }
    known = {name: value for name, value in own.items() if value}
    track: dict[str, Any] = {
        "location": [url] if url else None,
        "identifier": [song.uri] if song.uri else None,
        "title": song.title,
        "creator": ", ".join(song.artists),
        "album": song.album,
        "duration": song.duration_ms,
        "extension": {OURS: [known]} if known else None,
    }
    return {name: value for name, value in track.items() if value}
