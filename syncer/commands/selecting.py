"""The songs of a catalog that a person means by a title."""

from collections.abc import Sequence

from syncer.catalog import Catalog
from syncer.errors import UsageError
from syncer.lock import key
from syncer.model import Song


def songs_named(catalog: Catalog, title: str, artist: str | None = None, line: int | None = None) -> list[Song]:
    """Return the songs of that title, else those whose title holds it; raise UsageError where there is none.

    ``artist``: a part of an artist's name, or of what the song is from. ``line``: where it stands in the catalog.
    """
    wanted = title.casefold()
    told = [song for song in catalog.songs if _is_by(song, artist) and line in {None, song.line}]
    same = [song for song in told if song.title.casefold() == wanted]
    found = same or [song for song in told if wanted in song.title.casefold()]
    if not found:
        more = (f" by {artist!r}" if artist else "") + (f" in line {line}" if line else "")
        raise UsageError(f"no song of {catalog.path} has {title!r} in its title{more}")
    return found


def song_named(catalog: Catalog, title: str, artist: str | None, line: int | None) -> Song:
    """Return the one song that is meant; raise UsageError naming all where it may be several."""
    found = songs_named(catalog, title, artist, line)
    if len({(key(song), song.uri, song.absent) for song in found}) > 1:
        raise UsageError(
            "\n".join([f"{title!r} may be any of these; say which with --line N or --artist NAME:", *_each(found)])
        )
    return found[0]


def _is_by(song: Song, artist: str | None) -> bool:
    names = (*song.artists, song.source or "")
    return artist is None or any(artist.casefold() in name.casefold() for name in names)


def _each(songs: Sequence[Song]) -> list[str]:
    return [
        f'  line {song.line}: "{song.title}" by {", ".join(song.artists) or song.source or "nobody"}' for song in songs
    ]
