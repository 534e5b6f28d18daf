"""JSON, JSON lines, XML and property lists: songs are where a title and an artist stand together."""

import json
import plistlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from syncer.catalog.references import track_uri
from syncer.errors import UsageError
from syncer.importers.columns import field_of, simple, song, text
from syncer.importers.reading import Reading
from syncer.importers.themes import theme
from syncer.model import Song

OURS = "urn:syncer:song"
"""The extension in which ``syncer export`` writes what JSPF has no place for."""
MAX_DEPTH = 60
_ABOUT_THE_SONG = ("album", "artist", "release", "contributors", "customfields", "banned")
"""What stands under these keys has titles and names, but is no song."""


def from_json(written: str) -> Reading | None:
    """Return the songs of a JSON text or of JSON lines, or None where it is neither."""
    if not written.lstrip().startswith(("{", "[")):
        return None
    for kind, load in (("JSON", json.loads), ("JSON lines", _lines)):
        try:
            return Reading(kind, tuple(_songs(load(written), "", 0)))
        except json.JSONDecodeError:
            continue
        except RecursionError as error:
            raise UsageError("the JSON is nested too deeply to be a list of songs") from error
    return None


def _lines(written: str) -> list[Any]:
    return [json.loads(line) for line in written.split("\n") if line.strip()]


def from_xml(written: str) -> Reading | None:
    """Return the songs of a playlist in XML (XSPF, iTunes, rekordbox, Traktor); None where it is no XML.

    A file that declares entities is refused: they could fetch other files, or grow without end.
    """
    head = written.lstrip()[:2000]
    if not head.startswith("<") or "<html" in head.lower() or "<!doctype html" in head.lower():
        return None
    try:
        if "<plist" in head:
            return Reading("iTunes XML", tuple(_songs(plistlib.loads(written.encode()), "", 0)))
        tree = _tree(written)
    except expat.ExpatError as error:
        if head.startswith("<?xml"):
            raise UsageError(f"the XML is broken: {error}") from error
        return None
    except (plistlib.InvalidFileException, ValueError, RecursionError) as error:
        raise UsageError("the property list is broken, or declares entities") from error
    return Reading("XML", tuple(_songs(tree, "", 0)))


def _tree(written: str) -> dict[str, Any]:
    """Return the document as nested dicts: attributes and text of an element under their names, repeats in lists."""
    stack: list[dict[str, Any]] = [{}]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise UsageError("the XML is nested too deeply to be a list of songs")
        child: dict[str, Any] = dict(attributes)
        stack[-1].setdefault(name.rpartition(":")[2], []).append(child)
        stack.append(child)

    def words(data: str) -> None:
        stack[-1]["#text"] = stack[-1].get("#text", "") + data

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: stack.pop()
    parser.CharacterDataHandler = words
    parser.EntityDeclHandler = _refused
    parser.Parse(_undeclared(written), True)  # noqa: FBT003 - expat takes no keyword
    return stack[0]


def _undeclared(written: str) -> str:
    """Return the text without its declaration, whose encoding is the file's and not ours."""
    start = written.lstrip()
    return start.partition("?>")[2].lstrip() if start.startswith("<?xml") else start


def _refused(*_declaration: object) -> None:
    raise UsageError("the XML declares entities, which a playlist has no use for; it is not read")


def _songs(node: object, source: str, depth: int) -> Iterator[Song]:
    """Yield the songs under a node; what holds songs is none itself."""
    if depth > MAX_DEPTH:
        raise UsageError("the list is nested too deeply to be one of songs")
    if isinstance(node, list):
        for item in node:
            if isinstance(item, str):
                yield from _theme(item, source)
            else:
                yield from _songs(item, source, depth + 1)
    elif isinstance(node, Mapping):
        yield from _of_mapping(node, source, depth)


def _of_mapping(node: Mapping[str, Any], source: str, depth: int) -> Iterator[Song]:
    named = text(_scalar(node.get("title", node.get("name")))) or source
    under = [
        found
        for name, value in node.items()
        if isinstance(value, dict | list) and not simple(str(name)).startswith(_ABOUT_THE_SONG)
        for found in _songs(value, named, depth + 1)
    ]
    if under:
        yield from under
    elif found := _song(node):
        yield found


def _theme(line: str, source: str) -> Iterator[Song]:
    if found := theme(line, source):
        yield found


def _song(node: Mapping[str, Any]) -> Song | None:
    values: dict[str, object] = {}
    ranks: dict[str, int] = {}
    for name, value in [*node.items(), *_inside(node)]:
        known = field_of(str(name))
        plain = _names(value) if known and known[0] == "artist" else _scalar(value)
        if known and known[0] == "uri" and not track_uri(text(plain)):
            continue
        if known and plain not in ("", None, [], ()) and known[1] < ranks.get(known[0], 1000):
            values[known[0]], ranks[known[0]] = plain, known[1]
    if not values.keys() & {"artist", "uri"} and OURS not in _extensions(node):
        return None
    found = song(values)
    themed = theme(found.title, found.source or "", found.artists) if found else None
    return themed or found


def _inside(node: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield what Traktor and others write one level further down, and what our own JSPF has in an extension."""
    more = _extensions(node).get(OURS)
    if isinstance(more, list) and more and isinstance(more[0], Mapping):
        yield from more[0].items()
    for child in ("INFO", "additional_info"):
        value = node.get(child)
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, Mapping):
            yield from inner.items()


def _extensions(node: Mapping[str, Any]) -> Mapping[str, Any]:
    extension = node.get("extension")
    return extension if isinstance(extension, Mapping) else {}


def _scalar(value: object) -> object:
    """Return the text of an element or of an object that has a name; any other single value as it is."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        keys = ("#text", "name", "title", "TITLE", "albumtitle")
        value = next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    return value if isinstance(value, str | int | float) else None


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items if (name := text(_scalar(item)))]
