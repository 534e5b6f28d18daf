"""``catalog.toml``: the songs as a person wrote them.

``load`` reads and checks the whole file; ``rules`` says what is wrong with it, ``lines`` where that stands and
``references`` what a Spotify link, an ISRC or a duration looks like.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from syncer.catalog.lines import Places, places, toml_fault
from syncer.catalog.references import duration_ms, isrc, playlist_id, track_uri
from syncer.catalog.rules import Problem, problems, warnings
from syncer.errors import UsageError
from syncer.files import is_file
from syncer.model import Song


@dataclass(frozen=True, slots=True)
class Target:
    """The playlist that the catalog describes; None is what it leaves open."""

    name: str
    description: str | None = None
    public: bool | None = None
    id: str | None = None
    """The 22 characters of an existing playlist to adopt."""
    removed: Literal["restore", "respect"] = "restore"
    """What becomes of a song that the person took off the playlist in the app: it comes back, or stays off."""
    cover: Path | None = None
    """A picture for the playlist; relative to the catalog's folder."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog without a fault."""

    path: Path
    target: Target
    songs: tuple[Song, ...]
    warnings: tuple[Problem, ...] = ()


class CatalogError(UsageError):
    """Everything that is wrong with a catalog, a line each."""

    def __init__(self, path: Path, found: tuple[Problem, ...]) -> None:
        """``found``: at least one problem."""
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        super().__init__("\n".join([f"{count} in {path}", *(problem.at(path) for problem in found)]))
        self.problems = found


def load(path: Path) -> Catalog:
    """Return the catalog; raise CatalogError with every problem of it, or UsageError where it cannot be read."""
    return parsed(path, text_of(path))


def parsed(path: Path, text: str) -> Catalog:
    """Return the catalog that a text makes; raise CatalogError with every problem of it."""
    document = _document(path, text)
    where = places(text)
    found = tuple(
        sorted((*problems(document, where), *_pictureless(document, where, path)), key=lambda problem: problem.line)
    )
    if found:
        raise CatalogError(path, found)
    songs = tuple(_song(entry, where, index) for index, entry in enumerate(document["songs"]))
    return Catalog(path, _target(document["playlist"], path.parent), songs, tuple(warnings(songs)))


def text_of(path: Path) -> str:
    """Return a file as text, line ends kept, no byte-order mark; raise UsageError where it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(
            f"there is no {path}; name your catalog, or write one (README, chapter 'The catalog')"
        ) from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(path, (Problem(line, "not UTF-8 (save the file as UTF-8 in your editor)"),)) from error


def _document(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(path, (Problem(*toml_fault(text, error)),)) from error


def _pictureless(document: Mapping[str, Any], where: Places, path: Path) -> Iterator[Problem]:
    """Yield the problem of a cover that is not there."""
    playlist = document.get("playlist")
    cover = playlist.get("cover") if isinstance(playlist, dict) else None
    if isinstance(cover, str) and cover.strip() and not is_file(path.parent / cover):
        yield Problem(where.playlist("cover"), f"cover: there is no file {path.parent / cover}")


def _target(entry: Mapping[str, Any], folder: Path) -> Target:
    reference = entry.get("id")
    return Target(
        name=entry["name"].strip(),
        description=entry.get("description"),
        public=entry.get("public"),
        id=playlist_id(reference) if reference else None,
        removed=entry.get("removed", "restore"),
        cover=folder / entry["cover"] if "cover" in entry else None,
    )


def _song(entry: Mapping[str, Any], where: Places, index: int) -> Song:
    return Song(
        title=entry["title"].strip(),
        artists=_names(entry.get("artist", ())),
        album=entry.get("album"),
        source=entry.get("from"),
        version=entry.get("version"),
        duration_ms=duration_ms(entry["duration"]) if "duration" in entry else None,
        isrc=isrc(entry["isrc"]) if "isrc" in entry else None,
        aliases=_names(entry.get("aliases", ())),
        uri=track_uri(entry["uri"]) if "uri" in entry else None,
        absent=entry.get("absent", False),
        line=where.song(index),
    )


def _names(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for name in ([value] if isinstance(value, str) else value))
