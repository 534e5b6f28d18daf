"""What sources say, in one form for all of them, with where it stands; and that form as JSON, for the memory."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Performer:
    """Somebody who performs, alone or as a group."""

    names: tuple[str, ...]
    """At least one; the usual one first, then native ones and others."""
    members: tuple[str, ...] = ()
    """Who of a group takes part, under any of their names."""
    id: str = ""
    """The source's own; "" where it has none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A song as a source has it."""

    titles: tuple[str, ...]
    """At least one; the native one first, where it is known."""
    performers: tuple[Performer, ...] = ()
    """None where that was not told."""
    also: tuple[str, ...] = ()
    """Other titles under which it is known: aliases, and releases that are called so."""
    on: tuple[str, ...] = ()
    """The titles of releases that it is on; they are no titles of the song."""
    place: str = ""
    """What it is in a series, e.g. "opening 1 of Angel Beats!"; "" where it is in none."""
    series: str = ""
    """The series' own title; "" where it is in none."""
    isrcs: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()
    """``spotify:track:ID``, as the source links to it."""
    id: str = ""
    """The source's own; "" where it has none."""
    url: str = ""
    """Its page."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series, film or game, and its songs."""

    titles: tuple[str, ...]
    """At least one; its own first, then those in other languages and its abbreviations."""
    songs: tuple[Piece, ...] = ()
    since: str = ""
    """The first day of its season, "2010-04-01"; "" where that is unknown."""
    url: str = ""


Fact = Series | Piece | Performer
_KINDS: Mapping[str, type[Fact]] = {"series": Series, "piece": Piece, "performer": Performer}
_WITHIN: Mapping[str, type[Fact]] = {"songs": Piece, "performers": Performer}
"""The fields that hold facts of their own."""


def in_words(fact: Fact) -> str:
    """Return a fact in a few words."""
    match fact:
        case Series(titles, songs):
            return f"{titles[0]}, with {'1 song' if len(songs) == 1 else f'{len(songs)} songs'}"
        case Performer(names):
            return " / ".join(names)
        case Piece(titles=titles, performers=performers, also=also, place=place):
            title = " / ".join(dict.fromkeys((*titles, *also)))
            who = ", ".join(performer.names[0] for performer in performers)
            return f"{f'{place}: ' if place else ''}{title}{f' by {who}' if who else ''}"


def dumped(fact: Fact) -> dict[str, Any]:
    """Return a fact as JSON has it."""
    kind = next(name for name, of in _KINDS.items() if isinstance(fact, of))
    return {"kind": kind} | {name: value for name, value in asdict(fact).items() if value}


def loaded(entry: Mapping[str, Any]) -> Fact:
    """Return the fact that ``dumped`` has made JSON of; raise LookupError, TypeError or ValueError for all else."""
    return _fact(_KINDS[entry["kind"]], entry)


def _fact(of: type[Fact], entry: Any) -> Fact:
    """Return a fact of a kind; what it says nothing of is left out of the entry, or empty."""
    said = {each.name: _value(each.name, each.type, entry[each.name]) for each in fields(of) if entry.get(each.name)}
    return of(**said)


def _value(name: str, kind: object, value: Any) -> Any:
    if not isinstance(value, str if kind is str else list):
        raise TypeError(f"{name} is {value!r}")
    if name in _WITHIN:
        return tuple(_fact(_WITHIN[name], each) for each in value)
    return value if kind is str else tuple(_value(name, str, each) for each in value)
