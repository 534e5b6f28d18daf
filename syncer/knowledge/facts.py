"""What sources say, in one form for all of them, with where it stands; and that form as JSON, for the memory."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
    """Return the fact that ``dumped`` has made JSON of; raise KeyError or TypeError for anything else."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items() if name != "kind"
    }
    for name, of in (("songs", "piece"), ("performers", "performer")):
        if name in values:
            values[name] = tuple(loaded({"kind": of, **each}) for each in values[name])
    return _KINDS[entry["kind"]](**values)
