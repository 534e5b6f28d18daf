"""Spotify's JSON becomes our values, here and nowhere else.

Fields come and go (the changes of February and March 2026), rows hold ``item`` or ``track``, a playlist ``items`` or
``tracks``, and anything may be null: so a broken track is no track, a broken row is a row without track, and only an
envelope without which nothing can be believed raises Unexpected.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from syncer.model import Answer, Artist, Playlist, Row, Track
from syncer.pictures import picture_url
from syncer.spotify.errors import Unexpected

_TRACK_URI = re.compile(r"spotify:track:[0-9A-Za-z]+")
_ALBUM_TYPES = ("album", "single", "compilation")
SMALL = 64
"""Pixels: the smallest width in which Spotify offers covers, and as wide as we show them."""
_RELEASE_DATE = re.compile(r"[1-9]\d{3}(-\d\d(-\d\d)?)?")


def track(payload: object) -> Track | None:
    """Return the track, or None for what is none: null, an episode, a local file, an object without URI or name."""
    data = _mapping(payload)
    uri, title = _text(data.get("uri")), data.get("name")
    if not _TRACK_URI.fullmatch(uri) or not isinstance(title, str) or data.get("is_local") is True:
        return None
    album = _mapping(data.get("album"))
    album_type = _text(album.get("album_type")).lower()
    explicit = data.get("explicit")
    return Track(
        uri=uri,
        title=_text(title),
        artists=_artists(data.get("artists")),
        album=_text(album.get("name")),
        album_type=album_type if album_type in _ALBUM_TYPES else "",
        release_date=_release_date(album.get("release_date")),
        duration_ms=_count(data.get("duration_ms")) or None,
        isrc=_isrc(data.get("external_ids")),
        explicit=explicit if isinstance(explicit, bool) else None,
        playable=data.get("is_playable") is not False,
        image=_image(album.get("images")),
    )


def row(payload: object) -> Row:
    """Return the row; ``Row("")`` where there is nothing in it. It keeps its place in any case."""
    data = _mapping(payload)
    item = _mapping(data.get("item")) or _mapping(data.get("track"))
    local = data.get("is_local") is True
    return Row(
        uri=_text(item.get("uri")),
        track=None if local else track(item),
        added_at=_text(data.get("added_at")),
    )


def rows(payload: object) -> tuple[int, tuple[Row, ...]]:
    """Return how many rows the playlist has and those of this page; raise Unexpected where it is no page."""
    data = _mapping(payload)
    total, items = _count(data.get("total")), data.get("items")
    if total is None or not isinstance(items, list):
        raise unexpected("a page of the playlist")
    return total, tuple(map(row, items))


def answer(payload: object) -> Answer:
    """Return the tracks of a search; raise Unexpected where there is no list, which is not the same as no hit."""
    items = _mapping(_mapping(payload).get("tracks")).get("items")
    if not isinstance(items, list):
        raise unexpected("the search")
    return Answer(tuple(found for item in items if (found := track(item))))


def found(payload: object) -> Track:
    """Return the track that was asked for by its id; raise Unexpected where the answer is none."""
    if known := track(payload):
        return known
    raise unexpected("a track")


def playlist(payload: object) -> Playlist:
    """Return the playlist; raise Unexpected without an id, a snapshot or a believable total: decisions rest on them.

    Where Spotify hides the rows there is no total, which is not the same as none.
    """
    data = _mapping(payload)
    identity, snapshot = _text(data.get("id")), _text(data.get("snapshot_id"))
    contents = next((data[key] for key in ("items", "tracks") if "total" in _mapping(data.get(key))), None)
    total = 0 if contents is None else _count(contents.get("total"))
    if not identity or not snapshot or total is None:
        raise unexpected("a playlist")
    public = data.get("public")
    return Playlist(
        id=identity,
        name=_text(data.get("name")),
        snapshot=snapshot,
        owner=_text(_mapping(data.get("owner")).get("id")),
        description=html.unescape(_text(data.get("description"))),
        public=public if isinstance(public, bool) else None,
        collaborative=data.get("collaborative") is True,
        total=total,
        readable=contents is not None,
    )


def playlists(payload: object) -> tuple[int, int, tuple[Playlist, ...]]:
    """Return how many playlists there are, how many entries this page has, and its playlists; nulls are skipped.

    Raise Unexpected for any other entry that is no playlist: what is overlooked here would be created a second time.
    """
    data = _mapping(payload)
    total, items = _count(data.get("total")), data.get("items")
    if total is None or not isinstance(items, list):
        raise unexpected("the list of playlists")
    return total, len(items), tuple(playlist(item) for item in items if item is not None)


def snapshot(payload: object) -> str:
    """Return the snapshot id with which Spotify confirms a write; raise Unexpected where there is none."""
    if confirmed := _text(_mapping(payload).get("snapshot_id")):
        return confirmed
    raise unexpected("a write")


def user_id(payload: object) -> str:
    """Return the id that stands in a playlist's ``owner``; raise Unexpected where there is none.

    ``account_id``, which is stable, comes only with one's own profile and so cannot be compared with an owner.
    """
    data = _mapping(payload)
    if identity := _text(data.get("id")) or _text(data.get("account_id")):
        return identity
    raise unexpected("the profile")


def unexpected(where: str) -> Unexpected:
    """Return the error for an answer that is not what the API describes."""
    return Unexpected(f"Spotify sent something unexpected for {where}; try again later")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    r"""Return a string that can be written anywhere: JSON can carry half a surrogate pair (``\ud83d``), UTF-8 not."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _artists(value: object) -> tuple[Artist, ...]:
    entries = map(_mapping, value if isinstance(value, list) else ())
    return tuple(
        Artist(name, _text(entry.get("id")) or None) for entry in entries if (name := _text(entry.get("name")))
    )


def _image(value: object) -> str:
    """Return the smallest picture that is wide enough, else the widest, as far as the widths are known."""
    entries = map(_mapping, value if isinstance(value, list) else ())
    widths = [
        (_count(entry.get("width")) or 0, url) for entry in entries if (url := picture_url(_text(entry.get("url"))))
    ]
    enough = [pair for pair in widths if pair[0] >= SMALL]
    return min(enough)[1] if enough else max(widths, default=(0, ""))[1]


def _isrc(value: object) -> str | None:
    """Return the ISRC without the hyphens that some labels write."""
    return _text(_mapping(value).get("isrc")).replace("-", "").strip().upper() or None


def _release_date(value: object) -> str:
    """Return the date; "" for what is none, such as the "0000" of recordings without one."""
    date = _text(value)
    return date if _RELEASE_DATE.fullmatch(date) else ""
