"""Nested tables and lists, whatever they came from: songs are where a title and an artist stand together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from syncer.catalog.references import track_uri
from syncer.errors import UsageError
from syncer.importers.columns import song, text
from syncer.importers.headless import Row, headless
from syncer.importers.names import field_of, simple
from syncer.importers.playlists import of_file
from syncer.importers.prose import paired
from syncer.importers.tables import table
from syncer.importers.themes import theme
from syncer.model import Song

OURS = "urn:syncer:song"
"""The extension in which ``syncer export`` writes what JSPF has no place for."""
MAX_DEPTH = 60
_ABOUT_THE_SONG = ("album", "artist", "release", "contributors", "customfields", "banned")
"""What stands under these keys has titles and names, but is no song."""
_TRACK_LISTS = frozenset({"tracks", "tracklist", "songs", "songlist", "track", "song", "titles"})
"""Under these keys stand the songs of an album or an artist, which need not say whose they are."""
_OWNERS = frozenset({"artist", "artists", "artistname", "band", "singer"})
"""Whose an album or a list is; a "creator" may be who made the playlist."""
_THEMES = ("animetheme", "theme", "opening", "ending", "op", "ed", "insert")
"""Under these keys stand the songs of a series."""
_NO_SONG = frozenset(
    {"isbn", "isbn13", "pages", "publisher", "dependencies", "scripts", "license", "enclosure", "guid"}
)
"""Books, programs and episodes have titles and authors too."""
_MUSIC = frozenset({"album", "albumname", "artist", "artists", "duration", "isrc", "trackname"})
_NAMES = ("#text", "name", "title", "TITLE", "albumtitle", "romaji", "english", "native")
_FEW = 3
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class _Around:
    """What the nodes above say of what stands below them."""

    key: str = ""
    """The key under which it stands, in its simple form."""
    named: str = ""
    """The title of the nearest node above."""
    series: str = ""
    """The title of the nearest node that has themes."""
    artists: tuple[str, ...] = ()
    """Whose list it is."""
    album: str = ""
    depth: int = 0


def songs(node: object) -> list[Song]:
    """Return the songs under a node; raise UsageError where it is nested too deeply."""
    return list(_songs(node, _Around()))


def files(node: object) -> list[Song]:
    """Return the songs that a playlist knows by their files alone, or by a title that names the artist too."""
    found: list[Song] = []
    nodes = [node]
    while nodes:
        each = nodes.pop()
        if isinstance(each, list):
            nodes += reversed(each)
        elif isinstance(each, Mapping):
            path = next((text(_scalar(each[key])) for key in ("location", "src", "path", "href") if key in each), "")
            title = text(_scalar(each.get("title")))
            under = [value for value in each.values() if isinstance(value, dict | list)]
            if (path or title) and (entry := of_file(unquote(path), title)):
                found.append(entry)
            nodes += reversed(under)
    return found


def _songs(node: object, around: _Around) -> Iterator[Song]:
    """Yield the songs under a node; what holds songs is none itself."""
    if around.depth > MAX_DEPTH:
        raise UsageError("the list is nested too deeply to be one of songs")
    if isinstance(node, list):
        yield from _of_list(node, replace(around, depth=around.depth + 1))
    elif isinstance(node, Mapping):
        yield from _of_mapping(node, replace(around, depth=around.depth + 1))


def _of_list(node: list[Any], around: _Around) -> Iterator[Song]:
    if node and all(isinstance(item, str) for item in node):
        yield from _of_texts(node, around)
    elif node and all(
        isinstance(item, list) and not any(isinstance(cell, dict | list) for cell in item) for item in node
    ):
        rows = [(0, [text(cell) for cell in item]) for item in node]
        found = table(rows) or headless(rows)
        yield from found.songs if found else ()
    else:
        for item in node:
            yield from _themes(item, around) if isinstance(item, str) else _songs(item, around)


def _of_texts(texts: list[str], around: _Around) -> Iterator[Song]:
    """Yield the songs of a list of texts: themes, the tracks of somebody's album, or artist and title in each."""
    themes = [found for line in texts for found in _themes(line, around)]
    if themes:
        yield from themes
    elif around.artists and around.key in _TRACK_LISTS:
        yield from (Song(name, around.artists, album=around.album or None) for line in texts if (name := text(line)))
    elif len(texts) >= _FEW:
        found = paired([(number, line) for number, each in enumerate(texts, start=1) if (line := text(each))])
        if len(found.songs) >= _MOSTLY * len(texts):
            yield from (replace(each, line=0) for each in found.songs)


def _themes(line: str, around: _Around) -> Iterator[Song]:
    if found := theme(line, around.series or around.named):
        yield found


def _of_mapping(node: Mapping[str, Any], around: _Around) -> Iterator[Song]:
    if rows := _rows(node):
        listed = table(rows)
        yield from listed.songs if listed else ()
        return
    values = _values(node)
    below = _below(node, values, around)
    under = [
        found
        for name, value in node.items()
        if isinstance(value, dict | list) and not (key := simple(str(name))).startswith(_ABOUT_THE_SONG)
        for found in _songs(value, replace(below, key=key))
    ]
    if under:
        yield from under
    elif found := _song(node, values, around):
        yield found


def _rows(node: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a table that is told as names of columns and lists of values."""
    for names, values in (("headers", "rows"), ("columns", "data"), ("columns", "rows"), ("header", "rows")):
        head, body = node.get(names), node.get(values)
        if isinstance(head, list) and isinstance(body, list) and body and all(isinstance(row, list) for row in body):
            return [(0, [text(_scalar(cell)) for cell in row]) for row in (head, *body)]
    return []


def _below(node: Mapping[str, Any], values: Mapping[str, object], around: _Around) -> _Around:
    named = text(_scalar(node.get("title", node.get("name")))) or around.named
    keys = {simple(str(name)) for name in node}
    artists = values.get("artist") if keys & _OWNERS else None
    series = text(values.get("from")) or (named if any(key.startswith(_THEMES) for key in keys) else "")
    return _Around(
        named=named,
        series=around.series or series,
        artists=tuple(artists) if isinstance(artists, list) else around.artists,
        album=text(values.get("album")) or (named if artists else around.album),
        depth=around.depth,
    )


def _values(node: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields of a node, each from the most telling of its keys that have a value."""
    values: dict[str, object] = {}
    ranks: dict[str, int] = {}
    for name, value in [*node.items(), *_inside(node)]:
        known = field_of(str(name))
        plain = _names(value) if known and known[0] == "artist" else _scalar(value)
        if known and known[0] == "uri" and not track_uri(text(plain)):
            continue
        if known and plain not in ("", None, [], ()) and known[1] < ranks.get(known[0], 10_000):
            values[known[0]], ranks[known[0]] = plain, known[1]
    return values


def _song(node: Mapping[str, Any], values: Mapping[str, object], around: _Around) -> Song | None:
    if around.artists and around.key in _TRACK_LISTS:
        values = {"artist": list(around.artists), "album": around.album, **values}
    if around.series:
        values = {"from": around.series, **values}
    ours = OURS in _extensions(node) or {"from", "title"} <= node.keys() or (around.series and around.key == "song")
    if not (values.keys() & {"artist", "uri"} or ours) or _is_something_else(node):
        return None
    found = song(values)
    themed = theme(found.title, found.source or "", found.artists) if found else None
    return themed or found


def _is_something_else(node: Mapping[str, Any]) -> bool:
    keys = {simple(str(name)) for name in node}
    return not keys & _MUSIC and (bool(keys & _NO_SONG) or {"name", "author"} <= keys)


def _inside(node: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield what some programs write one level further down, or under keys of two letters."""
    more = [_extensions(node).get(OURS), node.get("INFO"), node.get("additional_info")]
    for value in more:
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, Mapping):
            yield from inner.items()
    for short, name in (("ar", "artist"), ("al", "album")):  # NetEase Cloud Music
        if isinstance(node.get(short), list | dict):
            yield name, node[short]
    yield from _watched(node)


def _watched(node: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield title and artist of an entry of YouTube's history: "Watched again", by the channel "YUI - Topic"."""
    who = _scalar(node.get("subtitles"))
    if isinstance(who, str) and who.endswith(" - Topic"):
        yield "trackname", text(_scalar(node.get("title"))).removeprefix("Watched ")
        yield "artist", who.removesuffix(" - Topic")


def _extensions(node: Mapping[str, Any]) -> Mapping[str, Any]:
    extension = node.get("extension")
    return extension if isinstance(extension, Mapping) else {}


def _scalar(value: object) -> object:
    """Return the text of an element or of an object that has a name; any other single value as it is."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    return value if isinstance(value, str | int | float) else None


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items if (name := text(_scalar(item)))]
