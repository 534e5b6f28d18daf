"""Putting the playlist back as it was before the last push.

What the push added goes, what it removed comes back, and everything else is only moved. What the person has added since
stays, as in every push.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syncer.errors import UsageError
from syncer.journal import Journal, Last, Running
from syncer.lock import Bound
from syncer.model import Playlist, Row, Track
from syncer.plan import Plan, make_plan
from syncer.push import Remember, read, read_rows
from syncer.push.patience import Care
from syncer.push.service import Service
from syncer.push.writing import Writer

_ADDABLE = ("spotify:track:", "spotify:episode:")
"""What Spotify lets an app add; local files are none of it."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What putting back did."""

    playlist: Playlist
    plan: Plan
    missing: tuple[str, ...] = ()
    """The URIs of rows that cannot be put back."""


def undo(service: Service, bound: Bound | None, care: Care, remember: Remember, names: Mapping[str, str]) -> Undone:
    """Put the playlist back as it was before the last push, also one that died; raise UsageError without one.

    ``names`` are titles by URI, for the plan's lines. The record of that push is gone afterwards.
    """
    last = _undoable(care.journal, bound)
    bound = bound or Bound(last.playlist)
    playlist, rows = read_rows(service, read(service, last.playlist, care), care)
    plan = _plan(rows, last, bound, names)
    placed = frozenset((*last.placed, *last.added))
    now = {row.uri for row in rows}
    if plan:
        writer = Writer(service, playlist.id, lambda found: _plan(found, last, bound, names), care)
        running = Running(playlist=playlist.id, before=last.before, adding=last.added)
        now = set(writer.write(playlist.snapshot, rows, plan, running).uris)
    order = dict.fromkeys((*last.placed, *last.added))
    remember(replace(bound, snapshot="", order="", placed=tuple(uri for uri in order if uri in placed & now)))
    care.journal.end()
    care.journal.forget_last()
    return Undone(playlist, plan, _missing(rows, last))


def _undoable(journal: Journal, bound: Bound | None) -> Last:
    running, last = journal.running, journal.last
    if running and running.playlist:
        placed = bound.placed if bound else ()
        return Last(running.playlist, running.at, running.before, "", added=running.adding, placed=placed)
    if last is None or (bound and bound.id != last.playlist):
        raise UsageError("there is no push to undo: none has changed the songs of the playlist since the last undo")
    return last


def _plan(rows: Sequence[Row], last: Last, bound: Bound, names: Mapping[str, str]) -> Plan:
    """Return what leads from the rows back to those of before; only what the push added is removed."""
    there = {row.uri: row.track for row in rows}
    wanted = [
        Track(uri, title=track.title if (track := there.get(uri)) else names.get(uri, uri))
        for uri in dict.fromkeys(last.before)
        if uri and (uri in there or uri.startswith(_ADDABLE))
    ]
    added = set(last.added) - set(last.before)
    shown = {bound.standins[uri] for uri in added if uri in bound.standins} - set(last.before)
    plan = make_plan(rows, wanted, frozenset(added | shown))
    return replace(plan, changes=tuple(replace(change, reason="") for change in plan.changes))


def _missing(rows: Sequence[Row], last: Last) -> tuple[str, ...]:
    there = {row.uri for row in rows}
    return tuple(uri for uri in dict.fromkeys(last.before) if uri not in there and not uri.startswith(_ADDABLE))
