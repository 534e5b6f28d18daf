"""A catalog in the forms that other programs read: songs in, text out.

``tables`` writes CSV, ``playlists`` M3U and JSPF, ``document`` Markdown. Each can be read again by ``syncer import``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from syncer.exporters.document import markdown
from syncer.exporters.playlists import jspf, m3u
from syncer.exporters.tables import table
from syncer.lock import Lock
from syncer.model import Song, Track

__all__ = ["FORMS", "songs"]

FORMS: Mapping[str, Callable[[str, Sequence[Song]], str]] = {
    "csv": table,
    "m3u": m3u,
    "jspf": jspf,
    "markdown": markdown,
}
"""Each makes a text of the playlist's name and its songs."""


def songs(wanted: Sequence[Song], lock: Lock, *, as_written: bool) -> tuple[Song, ...]:
    """Return the catalog's songs with what is known of their tracks; a song without a track stays what it is.

    A song's title and artists are Spotify's where its track is known, or, ``as_written``, the catalog's.
    """
    return tuple(_with(song, _track(song, lock), as_written=as_written) for song in wanted)


def _track(song: Song, lock: Lock) -> Track | None:
    pin = lock.pin(song)
    return pin.track if pin and not song.absent and song.uri in {None, pin.track.uri} else None


def _with(song: Song, track: Track | None, *, as_written: bool) -> Song:
    if track is None:
        return song
    known = replace(
        song,
        album=track.album or song.album,
        duration_ms=track.duration_ms or song.duration_ms,
        isrc=track.isrc or song.isrc,
        uri=track.uri,
    )
    if as_written:
        return known
    artists = tuple(artist.name for artist in track.artists)
    return replace(known, title=track.title or song.title, artists=artists or song.artists, version=None)
