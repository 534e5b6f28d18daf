"""Writing a plan so that no song is lost or doubled, whatever becomes of a request or of the program.

What is intended is in the journal before it is sent. A write that was not confirmed is looked for before it is sent
again, and the rest is planned anew from the rows as they are. The same is done where somebody else wrote meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from syncer.errors import SyncerError, Unconfirmed
from syncer.journal import Running
from syncer.model import Add, Edit, Playlist, Row
from syncer.plan import Plan, applied
from syncer.push.patience import Care, count, unharmed, visible
from syncer.push.service import Service

ROUNDS = 3
"""How often the rest is planned anew after a write that was not confirmed, or after somebody else's."""


@dataclass(frozen=True, slots=True)
class Written:
    """The playlist after the last edit."""

    snapshot: str
    rows: tuple[Row, ...]
    """As they were before the last round."""
    plan: Plan
    """The last round's, which leads from these rows to what is there now."""
    added: frozenset[str] = frozenset()
    """What all rounds added."""

    @property
    def uris(self) -> tuple[str, ...]:
        """The URIs of the rows that are there now."""
        return tuple(applied(self.plan.edits, (row.uri for row in self.rows)))


@dataclass(frozen=True, slots=True)
class _Round:
    """How far one round of edits came."""

    snapshot: str
    done: int
    """How many edits were confirmed."""
    refusal: SyncerError | None = None
    """Why it came no further."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes to one playlist."""

    service: Service
    playlist_id: str
    replan: Callable[[Sequence[Row]], Plan]
    """Makes the plan for the rows as they turn out to be."""
    care: Care
    history: list[tuple[Sequence[Edit], Sequence[str]]] = field(default_factory=list)
    """What the earlier rounds sent, and the rows' URIs that they began with."""

    def write(self, snapshot: str, rows: tuple[Row, ...], plan: Plan, running: Running, others: int = 0) -> Written:
        """Write the plan, which was made for these rows; raise SyncerError where Spotify confirms nothing.

        ``snapshot`` is the playlist's as of the rows, and ``others`` how many writes of ours came between.
        """
        added: frozenset[str] = frozenset(running.adding)
        for _ in range(ROUNDS):
            uris = tuple(row.uri for row in rows)
            added |= {uri for edit in plan.edits if isinstance(edit, Add) for uri in edit.uris}
            self.care.journal.begin(replace(running, start=uris, edits=plan.edits, adding=tuple(sorted(added))))
            reached = self._send(plan.edits, snapshot)
            if not reached.refusal and is_alone(snapshot, reached.snapshot, len(plan.edits) + others):
                return Written(reached.snapshot, rows, plan, added)
            snapshot, rows = self._look(uris, plan.edits, reached)
            plan, others = self.replan(rows), 0
            if not plan:
                return Written(snapshot, rows, plan, added)
        raise SyncerError("Spotify did not confirm the changes to the playlist; run syncer push again, nothing is lost")

    def _send(self, edits: Sequence[Edit], snapshot: str) -> _Round:
        for number, edit in enumerate(edits):
            try:
                snapshot = self.service.apply(self.playlist_id, edit, snapshot)
            except Unconfirmed as lost:
                return _Round(snapshot, number, lost)
            except SyncerError as refusal:
                if type(refusal) is not SyncerError:  # a limit, the sign-in, a playlist that is gone: no plan helps
                    raise
                return _Round(snapshot, number, refusal)
            self.care.journal.confirm()
        return _Round(snapshot, len(edits))

    def _look(self, uris: tuple[str, ...], edits: Sequence[Edit], reached: _Round) -> tuple[str, tuple[Row, ...]]:
        """Return snapshot and rows as they are now; raise the refusal of an edit that did fit the rows."""
        lost = isinstance(reached.refusal, Unconfirmed)
        sent = unharmed(edits, reached.done) if lost else edits[: reached.done]

        def shows(_playlist: Playlist, now: Sequence[str]) -> bool:
            return all(visible(*earlier, now) for earlier in self.history) and visible(sent, uris, now)

        playlist, rows = self.care.look(self.service, self.playlist_id, shows, self.care.patience.clock.now())
        self.history.append((sent, uris))
        if reached.refusal and not lost and [row.uri for row in rows] == applied(edits[: reached.done], uris):
            raise reached.refusal
        return playlist.snapshot, rows


def is_alone(before: str, after: str, writes: int) -> bool:
    """Tell whether between two snapshots there were these writes and no others, so that reading back is not needed.

    Snapshots begin with a counter of all changes, as far as anybody has seen; nothing says that they always will. What
    does not look like one gives False: then the rows are read again, which costs requests and nothing else.
    """
    first, second = count(before), count(after)
    return first is not None and second is not None and second == first + writes
