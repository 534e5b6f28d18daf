"""Songs appended to a catalog, whose comments and layout stay as they are."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array

from syncer.catalog import CatalogError
from syncer.catalog.lines import places
from syncer.catalog.rules import problems
from syncer.errors import UsageError
from syncer.model import Song


def entry(song: Song) -> dict[str, Any]:
    """Return a song under the catalog's keys, those that are known; one artist is a text, several are a list."""
    artists = list(song.artists)
    values: dict[str, Any] = {
        "title": song.title,
        "artist": artists[0] if len(artists) == 1 else artists,
        "album": song.album,
        "from": song.source,
        "version": song.version,
        "duration": minutes(song.duration_ms) if song.duration_ms else None,
        "isrc": song.isrc,
        "uri": song.uri,
    }
    return {key: value for key, value in values.items() if value}


def minutes(milliseconds: int) -> str | None:
    """Return a duration as the catalog has it, "4:29"; None where it is under half a second."""
    seconds = round(milliseconds / 1000)
    return f"{seconds // 60}:{seconds % 60:02}" if seconds and seconds < 1000 * 60 else None


def with_songs(path: Path, text: str, songs: Sequence[Song]) -> str:
    """Return a catalog's text with these songs at its end; raise CatalogError where it would not hold them.

    The result is parsed again: it must say what the catalog said and the new songs, and nothing else.
    """
    is_crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    plain = text.replace("\r\n", "\n") if is_crlf else text
    plain += "" if plain.endswith("\n") else "\n"  # or what follows would stand in its last line
    document = tomlkit.parse(plain)
    entries = [entry(song) for song in songs]
    listed = document.get("songs")
    if not isinstance(listed, AoT | Array):
        raise UsageError(f"{path}: there are no [[songs]] to add to")
    for values in entries:
        table = tomlkit.table() if isinstance(listed, AoT) else tomlkit.inline_table()
        table.update(values)
        listed.append(table)
    edited = _separated(tomlkit.dumps(document), plain)
    if _read(edited) != _wanted(text, entries):
        raise UsageError(f"{path} could not be edited without changing what it says; nothing was written")
    if found := tuple(problems(tomllib.loads(edited), places(edited))):
        raise CatalogError(path, found)
    return edited.replace("\n", "\r\n") if is_crlf else edited


def _separated(edited: str, before: str) -> str:
    """Return the text with an empty line before each song that is new, as the first ones have it."""
    start = len(before.rstrip())
    if not edited.startswith(before.rstrip()):
        return edited
    added = edited[start:].replace("\n\n[[songs]]", "\n[[songs]]").replace("\n[[songs]]", "\n\n[[songs]]")
    return edited[:start] + added


def _read(text: str) -> dict[str, Any] | None:
    """Return what a catalog says; None where the edit has broken it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _wanted(text: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    wanted = tomllib.loads(text)
    wanted["songs"] = [*wanted["songs"], *entries]
    return wanted
