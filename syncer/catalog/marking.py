"""What a person decided, written into the catalog's entries; comments and layout stay as they are."""

import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from syncer.catalog import CatalogError
from syncer.catalog.lines import places
from syncer.catalog.rules import problems
from syncer.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entry says of its own track; by default nothing, so that the song is searched for."""

    uri: str | None = None
    """``spotify:track:ID``"""
    absent: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The mark under the catalog's keys."""
        return ({"uri": self.uri} if self.uri else {}) | ({"absent": True} if self.absent else {})


KEYS = ("uri", "absent")


def with_marks(path: Path, text: str, marks: Mapping[int, Mark]) -> str:
    """Return a catalog's text in which the songs of these numbers (0 is the first) have these marks.

    The result is parsed again: it must say what the catalog said and the marks, and nothing else; raise UsageError
    where it would not.
    """
    document = tomlkit.parse(text)
    songs: Any = document["songs"]
    for number, mark in marks.items():
        _mark(songs[number], mark.values, "\r\n" if "\r\n" in text else "\n")
    edited = tomlkit.dumps(document)
    if tomllib.loads(edited) != _wanted(text, marks):
        raise UsageError(f"{path} could not be edited without changing what it says; nothing was written")
    if isinstance(songs, AoT) and _besides_marks(edited) != _besides_marks(text):
        raise UsageError(
            f"{path} could not be edited without changing its layout; nothing was written. "
            "Move its [[songs]] together, or write uri or absent there yourself"
        )
    if found := tuple(problems(tomllib.loads(edited), places(edited))):
        raise CatalogError(path, found)
    return edited


def _besides_marks(text: str) -> list[str]:
    """Return the lines that marking leaves as they are, in their order."""
    return [line for line in text.splitlines() if not line.lstrip(" \t\"'").startswith(KEYS)]


def _wanted(text: str, marks: Mapping[int, Mark]) -> dict[str, Any]:
    document = tomllib.loads(text)
    for number, mark in marks.items():
        kept = {key: value for key, value in document["songs"][number].items() if key not in KEYS}
        document["songs"][number] = kept | mark.values
    return document


def _mark(entry: MutableMapping[str, Any], values: Mapping[str, Any], line_end: str) -> None:
    for key in KEYS:
        if key not in values:
            entry.pop(key, None)
        elif key in entry:
            entry[key] = values[key]
        elif isinstance(entry, Table):
            _append(entry, key, values[key], line_end)
        elif isinstance(entry, InlineTable):
            entry[key] = values[key]


def _append(table: Table, key: str, value: str | bool, line_end: str) -> None:  # noqa: FBT001 - a flag of the catalog's
    """Put a key behind the last one; blank lines and comments before the next header belong to what follows."""
    body, rest = table.value.body, []
    while body and body[-1][0] is None:
        rest.append(body.pop())
    item = tomlkit.item(value)
    if body and not body[-1][1].trivia.trail:  # the file ends without a line's end
        body[-1][1].trivia.trail, item.trivia.trail = line_end, ""
    else:
        item.trivia.trail = line_end
    item.trivia.indent = body[-1][1].trivia.indent if body else ""
    table.raw_append(key, item)
    body.extend(reversed(rest))
