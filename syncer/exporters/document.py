"""Markdown: a numbered list for a page, a mail or a forum."""

import re
from collections.abc import Sequence

from syncer.model import Song
from syncer.report.markdown import escaped
from syncer.report.words import track_url

_SET_APART = re.compile(r'"|(?<= )-(?= )')
"""What would be taken for the end of the title."""


def markdown(name: str, songs: Sequence[Song]) -> str:
    """Return the songs as a numbered list under the playlist's name; a known track is a link."""
    lines = [f"{number}. {_line(song)}" for number, song in enumerate(songs, start=1)]
    return "\n".join([f"# {escaped(name)}", "", *lines]) + "\n"


def _line(song: Song) -> str:
    url = track_url(song.uri)
    title = _SET_APART.sub(r"\\\g<0>", escaped(song.title))
    title = f"[{title}]({url})" if url else f'"{title}"'
    artists = f" – {escaped(', '.join(song.artists))}" if song.artists else ""
    return f"{title}{artists}" + (f" (from {escaped(song.source)})" if song.source else "")
