"""JSON, JSON lines, XML, property lists and TOML, as nested tables and lists."""

import json
import plistlib
import re
import tomllib
from typing import Any
from xml.parsers import expat

from syncer.errors import UsageError
from syncer.importers.nodes import MAX_DEPTH, files, songs
from syncer.importers.reading import Reading
from syncer.model import Song

_HEAD = 20_000
_EMBEDDED = re.compile(r"<script[^<>]*application/ld\+json[^<>]*>([^<]*)</script>", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|opml)[\s>]")
_TABLE = re.compile(r"^\[{1,2}[\w.\"'-]+\]{1,2}\s*(?:#.*)?$", re.MULTILINE)


def from_json(written: str) -> Reading | None:
    """Return the songs of a JSON text or of JSON lines, or None where it is neither."""
    if not written.lstrip().startswith(("{", "[")):
        return None
    for kind, load in (("JSON", json.loads), ("JSON lines", _lines)):
        try:
            return Reading(kind, tuple(songs(load(written))))
        except json.JSONDecodeError:
            continue
        except RecursionError as error:
            raise UsageError("the JSON is nested too deeply to be a list of songs") from error
    return None


def _lines(written: str) -> list[Any]:
    return [json.loads(line) for line in written.split("\n") if line.strip()]


def from_page(written: str) -> Reading | None:
    """Return the songs that a web page has as data beside its text (JSON-LD); None where there are none."""
    found = [song for data in _EMBEDDED.findall(written) for song in _loaded(data)]
    return Reading("data in a web page", tuple(found)) if len(found) > 1 else None


def _loaded(data: str) -> list[Song]:
    try:
        return songs(json.loads(data))
    except (json.JSONDecodeError, RecursionError):
        return []


def from_toml(written: str) -> Reading | None:
    """Return the songs of a TOML document, such as another catalog; None where it is none."""
    if not _TABLE.search(written[:_HEAD]):
        return None
    try:
        return Reading("TOML", tuple(songs(tomllib.loads(written))))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def from_xml(written: str) -> Reading | None:
    """Return the songs of a playlist in XML (XSPF, iTunes, rekordbox, Traktor); None where it is no XML.

    A file that declares entities is refused: they could fetch other files, or grow without end.
    """
    head = written.lstrip()[:2000]
    if not head.startswith("<") or "<html" in head.lower() or "<!doctype html" in head.lower():
        return None
    try:
        if "<plist" in head:
            return Reading("iTunes XML", tuple(songs(plistlib.loads(written.encode()))))
        tree = _tree(written)
    except expat.ExpatError as error:
        if head.startswith("<?xml"):
            raise UsageError(f"the XML is broken: {error}") from error
        return None
    except (plistlib.InvalidFileException, ValueError, RecursionError) as error:
        raise UsageError("the property list is broken, or declares entities") from error
    return Reading("XML", () if _FEED.search(head) else tuple(songs(tree) or files(tree)))


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
