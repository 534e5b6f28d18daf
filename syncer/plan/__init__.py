"""The edits that make a playlist what the catalog says: the fewest calls, nothing of the person's lost.

Spotify stamps a row with ``added_at`` when it is added and keeps the stamp when it is moved, so what stays is only
ever moved. Its DELETE takes every row of a URI, so an extra copy of a wanted song cannot go without the copy that
stays: it is left, and noted. A replace would destroy local files, and is never used.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from syncer.errors import Unsafe
from syncer.model import Add, Edit, Move, Remove, Row, Track
from syncer.plan.reorder import arrange
from syncer.plan.standing import extra_copies, goal, standing
from syncer.plan.steps import BATCH, Insert, Shift, Step

SAFE_SHARE = 0.3
"""The share of what syncer put there that one push may remove unasked; the same as octoDNS allows in a zone."""
SAFE_COUNT = 5
"""So few may always go: a share of a short list says little."""

NOT_WANTED = "no song of the catalog is this track any more"
"""Also where the song still stands there, but is unsure now, or another track."""
TAKEN_OFF = "had been taken off the playlist, and is back"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan as a person sees it."""

    kind: Literal["+", "~", "-"]
    uri: str
    track: Track | None
    """None where the playlist does not say what the row is."""
    position: int | None
    """Its place afterwards, 1 is the first; None for what goes."""
    was: int | None = None
    """Its place before; None for what comes."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write, in order, and what it means; false where there is nothing to write."""

    edits: tuple[Edit, ...] = ()
    """Each valid at its turn: positions count the rows as the edits before it leave them."""
    changes: tuple[Change, ...] = ()
    """In the order of the playlist."""
    kept: int = 0
    """Rows that stay where they are among the others, the person's own included."""
    notes: tuple[str, ...] = ()
    """What could not be done, as sentences without a full stop."""
    standins: Mapping[str, str] = field(default_factory=dict)
    """``{wanted URI: URI of the row}`` for songs that stand there as another delivery of the same recording."""

    def __bool__(self) -> bool:
        return bool(self.edits)

    @property
    def added(self) -> int:
        """How many rows come."""
        return self._count("+")

    @property
    def moved(self) -> int:
        """How many rows change their place among the others."""
        return self._count("~")

    @property
    def removed(self) -> int:
        """How many rows go."""
        return self._count("-")

    def _count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def make_plan(rows: Sequence[Row], wanted: Sequence[Track], placed: frozenset[str]) -> Plan:
    """Return the plan that leads from the rows to the wanted tracks, in their order, each once.

    ``placed``: the URIs that syncer itself put there. Of these, what is not wanted goes; every other row stays, behind
    the song that it stood behind. First come the removals, then the additions, then the moves.
    """
    tracks = tuple({track.uri: track for track in wanted}.values())
    found = standing(rows, tracks, placed)
    gone = _gone(rows, tracks, placed)
    entries = goal(rows, len(tracks), found, frozenset(gone))
    place_of = {number: place for place, (there, number) in enumerate(entries) if there}
    arranged = arrange([place_of[number] for number in range(len(rows)) if number in place_of], len(entries))
    uris = [rows[number].uri if there else tracks[number].uri for there, number in entries]
    edits = (*_removals(rows, gone), *(_edit(step, uris) for step in arranged.steps))
    arrivals = {place: tracks[number] for place, (there, number) in enumerate(entries) if not there}
    shifted = {place: number for number, place in place_of.items() if place in arranged.moved}
    return Plan(
        edits=edits,
        changes=tuple(_changes(rows, arrivals, shifted, gone, placed)),
        kept=len(place_of) - len(shifted),
        notes=tuple(_notes(rows, tracks, placed)),
        standins={tracks[song].uri: rows[n].uri for song, n in found.items() if tracks[song].uri != rows[n].uri},
    )


def applied(edits: Iterable[Edit], uris: Iterable[str]) -> list[str]:
    """Return the playlist's URIs after the edits, as Spotify carries them out.

    DELETE takes every copy of a URI; a move's ``before`` counts the rows before the move; an insert pushes down what
    stands at its position and below. Raises ValueError for an edit that Spotify would refuse.
    """
    now = list(uris)
    for edit in edits:
        _check(edit, len(now))
        match edit:
            case Remove(going):
                now = [uri for uri in now if uri not in going]
            case Move(start, length, before):
                block, rest = now[start : start + length], now[:start] + now[start + length :]
                at = before - length if before > start else before
                now = rest[:at] + block + rest[at:]
            case Add(coming, position):
                now = [*now[:position], *coming, *now[position:]]
    return now


def guard(plan: Plan, placed: frozenset[str], *, force: bool) -> None:
    """Raise Unsafe where more than 30 % of what syncer put there, and more than 5 songs, would be removed."""
    going = {uri for edit in plan.edits if isinstance(edit, Remove) for uri in edit.uris}
    if force or len(going) <= SAFE_COUNT or len(going) <= SAFE_SHARE * len(placed):
        return
    raise Unsafe(
        f"this push would remove {len(going)} of the {len(placed)} songs that syncer put on the playlist "
        f"({len(going) / max(1, len(placed)):.0%}; up to {SAFE_SHARE:.0%} is taken as meant). Look at the catalog and "
        "at syncer plan; to do it all the same: syncer push --force"
    )


def after(rows: Iterable[Row], plan: Plan, placed: frozenset[str]) -> frozenset[str]:
    """Return the URIs that syncer put there, once the plan is carried out.

    A song that stood there already is the person's and does not become ours. One of ours that the person took off, or
    that goes, is ours no more; one that Spotify shows under another URI still is.
    """
    there = {row.uri for row in rows} | plan.standins.keys()
    added = {uri for edit in plan.edits if isinstance(edit, Add) for uri in edit.uris}
    going = {uri for edit in plan.edits if isinstance(edit, Remove) for uri in edit.uris}
    return frozenset((placed & there) - going | added)


def _gone(rows: Sequence[Row], tracks: Sequence[Track], placed: frozenset[str]) -> list[int]:
    """Return the places of the rows that syncer put there and nobody wants now.

    One that stands there more than once stays: DELETE would take the person's own copy too.
    """
    unwanted = placed - {track.uri for track in tracks} - {""}
    copies = Counter(row.uri for row in rows)
    return [number for number, row in enumerate(rows) if row.uri in unwanted and copies[row.uri] == 1]


def _removals(rows: Sequence[Row], gone: Sequence[int]) -> Iterator[Remove]:
    uris = list(dict.fromkeys(rows[number].uri for number in gone))
    for start in range(0, len(uris), BATCH):
        yield Remove(tuple(uris[start : start + BATCH]))


def _edit(step: Step, uris: Sequence[str]) -> Add | Move:
    match step:
        case Insert(places, position):
            return Add(tuple(uris[place] for place in places), position)
        case Shift(start, length, before):
            return Move(start, length, before)


def _changes(
    rows: Sequence[Row],
    arrivals: Mapping[int, Track],
    shifted: Mapping[int, int],
    gone: Sequence[int],
    placed: frozenset[str],
) -> list[Change]:
    """Return the lines of the plan by place: the new one, or the old one for what goes."""
    lines = [Change("-", rows[n].uri, rows[n].track, None, n + 1, NOT_WANTED) for n in gone]
    for place, track in arrivals.items():
        lines.append(Change("+", track.uri, track, place + 1, None, TAKEN_OFF if track.uri in placed else ""))
    for place, number in shifted.items():
        lines.append(Change("~", rows[number].uri, rows[number].track, place + 1, number + 1))
    return sorted(lines, key=lambda line: (line.position or line.was or 0, line.kind != "-"))


def _notes(rows: Sequence[Row], tracks: Sequence[Track], placed: frozenset[str]) -> Iterator[str]:
    wanted = {track.uri: track.title for track in tracks}
    unwanted = {row.uri: row.track.title for row in rows if row.uri in placed and row.track} | wanted
    for uri, count in extra_copies(rows, wanted.keys() | placed).items():
        kept = "they stay" if uri in wanted else "they stay, though the catalog does not want them any more"
        yield (
            f'"{unwanted.get(uri, uri)}" stands {count} times on the playlist. Spotify can only remove all copies of a '
            f"song at once, so {kept}: remove those that are too many in the app"
        )


def _check(edit: Edit, rows: int) -> None:
    match edit:
        case Remove(uris):
            valid = 0 < len(uris) <= BATCH
        case Move(start, length, before):
            valid = 0 <= start < start + length <= rows and 0 <= before <= rows and not start < before < start + length
        case Add(uris, position):
            valid = 0 < len(uris) <= BATCH and 0 <= position <= rows
    if not valid:
        raise ValueError(f"{edit} does not fit {rows} rows")
