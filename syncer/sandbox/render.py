"""The JSON objects of a restricted app of 2026: without the fields that such an app has lost."""

import html
import re
from typing import Any
from urllib.parse import unquote_plus, urlencode

from syncer.sandbox.library import Entry, made_id
from syncer.sandbox.state import Playlist, Row
from syncer.sandbox.world import Caller, World

Json = dict[str, Any]
_NATIVE = {
    "ja": re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}
_OTHER_SCRIPT = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f\u2200-\u22ff\uff00-\uff5e]")
_PRECISION = {4: "year", 7: "month", 10: "day"}
EMBEDDED_ROWS = 100


def _identity(world: World, kind: str, identifier: str, web: str | None = None) -> Json:
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{web or kind}/{identifier}"},
        "href": f"{world.url}/v1/{kind}s/{identifier}",
        "id": identifier,
        "type": kind,
        "uri": f"spotify:{kind}:{identifier}",
    }


def artist_name(name: str, alias: str | None, language: str) -> str:
    """Return the name in the script of the language; Latin for any other language, and where none is asked for."""
    if not alias:
        return name
    native = _NATIVE.get(language)
    both = (name, alias)
    if native:
        return next((each for each in both if native.search(each)), name)
    return next((each for each in both if not _OTHER_SCRIPT.search(each)), name)


def artists(world: World, entry: Entry, language: str) -> list[Json]:
    """Return the artists; the id belongs to the name in the library, whatever the language."""
    return [
        {
            **_identity(world, "artist", made_id("artist", name)),
            "name": artist_name(name, entry.artist_aliases.get(name), language),
        }
        for name in entry.artists
    ]


def track(world: World, entry: Entry, caller: Caller) -> Json:
    """Return a track object; what the library does not know (duration, release date) is left out."""
    credited = artists(world, entry, caller.language)
    found: Json = {
        "album": album(world, entry, credited),
        "artists": credited,
        "disc_number": 1,
        "explicit": entry.explicit,
        "external_ids": {"isrc": entry.isrc} if entry.isrc else {},
        **_identity(world, "track", entry.id),
        "is_local": False,
        "is_playable": entry.playable,
        "name": entry.name,
        "preview_url": None,
        "track_number": 1,
    }
    if entry.duration_ms is not None:
        found["duration_ms"] = entry.duration_ms
    if not entry.playable:
        found["restrictions"] = {"reason": "market"}
    return found


def album(world: World, entry: Entry, credited: list[Json]) -> Json:
    """Return the album of a track; where the library knows none, one that has the track's name."""
    name = entry.album or entry.name
    found: Json = {
        "album_type": entry.album_type or ("album" if entry.album else "single"),
        "artists": credited[:1],
        **_identity(world, "album", made_id("album", f"{name}\n{entry.artists[:1]}")),
        "images": [],
        "is_playable": entry.playable,
        "name": name,
        "total_tracks": 1,
    }
    if precision := _PRECISION.get(len(entry.release_date)):
        found |= {"release_date": entry.release_date, "release_date_precision": precision}
    return found


def user(world: World, identifier: str) -> Json:
    """Return a user as owner and ``added_by`` show them."""
    return _identity(world, "user", identifier)


def row(world: World, each: Row, caller: Caller) -> Json:
    """One row of a playlist; its ``item`` is null where the track is gone."""
    return {
        "added_at": each.added_at,
        "added_by": user(world, each.added_by),
        "is_local": each.uri.startswith("spotify:local:"),
        "primary_color": None,
        "item": _item(world, each.uri, caller),
        "video_thumbnail": {"url": None},
    }


def _item(world: World, uri: str, caller: Caller) -> Json | None:
    if uri.startswith("spotify:local:"):
        return _local(uri)
    if uri.startswith("spotify:episode:"):
        return {**_identity(world, "episode", uri.rpartition(":")[2]), "name": "", "episode": True, "track": False}
    entry = world.library.by_id(uri.rpartition(":")[2])
    return {**track(world, entry, caller), "episode": False, "track": True} if entry else None


def _local(uri: str) -> Json:
    """``spotify:local:ARTIST:ALBUM:TITLE:SECONDS``."""
    artist, record, title, seconds = (*map(unquote_plus, uri.split(":")[2:6]), "", "", "", "0")[:4]
    return {
        "album": {"album_type": None, "artists": [], "id": None, "images": [], "name": record, "type": "album"},
        "artists": [{"external_urls": {}, "href": None, "id": None, "name": artist, "type": "artist", "uri": None}],
        "duration_ms": int(seconds) * 1000 if seconds.isdigit() else 0,
        "explicit": False,
        "external_ids": {},
        "external_urls": {},
        "href": None,
        "id": None,
        "is_local": True,
        "name": title,
        "type": "track",
        "uri": uri,
        "episode": False,
        "track": True,
    }


def escaped(text: str) -> str:
    """Return a description as Spotify sends it: escaped for HTML, the slash too."""
    return html.escape(text).replace("/", "&#x2F;")


def playlist(world: World, each: Playlist, caller: Caller) -> Json:
    """Return a playlist with its first rows; without any where the caller may not see them."""
    found = simple_playlist(world, each, caller)
    if may_read(each, caller.user):
        found["items"] = rows_page(world, each, caller, 0, EMBEDDED_ROWS)
    return found


def simple_playlist(world: World, each: Playlist, caller: Caller) -> Json:
    """Return a playlist as the list of playlists shows it; the rows only counted, for those who may see them."""
    found: Json = {
        "collaborative": each.collaborative,
        "description": escaped(each.description),
        **_identity(world, "playlist", each.id),
        "images": cover(world, each),
        "name": each.name,
        "owner": {**user(world, each.owner), "display_name": each.owner},
        "primary_color": None,
        "public": each.public,
        "snapshot_id": each.snapshot,
    }
    if may_read(each, caller.user):
        found["items"] = {"href": f"{world.url}/v1/playlists/{each.id}/items", "total": len(each.rows)}
    return found


def cover(world: World, each: Playlist) -> list[Json]:
    """Return the images of a playlist: one where a cover was uploaded."""
    if each.cover is None:
        return []
    return [{"height": None, "url": f"{world.url}/image/{each.id}", "width": None}]


def may_read(each: Playlist, who: str) -> bool:
    """Owner and collaborators see the rows; a collaborator is who follows a collaborative playlist."""
    return each.owner == who or (each.collaborative and who in each.followers)


def rows_page(world: World, each: Playlist, caller: Caller, offset: int, limit: int) -> Json:
    """Return one page of a playlist's rows."""
    shown = [row(world, one, caller) for one in each.rows[offset : offset + limit]]
    return paging(world, f"/v1/playlists/{each.id}/items", {}, shown, offset=offset, limit=limit, total=len(each.rows))


def paging(  # noqa: PLR0913 - a page is these things
    world: World, path: str, query: dict[str, str], shown: list[Json], *, offset: int, limit: int, total: int
) -> Json:
    """Return a page of anything, with absolute addresses of its neighbours."""

    def address(start: int) -> str:
        return f"{world.url}{path}?{urlencode({'offset': start, 'limit': limit, **query})}"

    return {
        "href": address(offset),
        "items": shown,
        "limit": limit,
        "next": address(offset + limit) if offset + limit < total and limit else None,
        "offset": offset,
        "previous": address(max(0, offset - limit)) if offset and limit else None,
        "total": total,
    }
