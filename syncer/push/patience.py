"""How long a read is doubted, because Spotify may still show the playlist as it was before the last write.

Reads were seen to lag 10 to 60 s behind writes in 2026, usually up to 30 (reports quoted by users of other tools). What
such a read shows looks as if the write had never happened, and whoever believes it writes everything a second time.
"""

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from syncer.errors import NotFound
from syncer.journal import Journal
from syncer.model import Add, Edit, Playlist, Remove, Row
from syncer.plan import applied
from syncer.push.service import Service
from syncer.settings import LAG
from syncer.spotify.pace import Clock, Tell, Wait, silent

FIRST_LOOK = 1.0
"""Seconds before the second look; each later one waits twice as long as the one before."""
_COUNTER, _SNAPSHOT = 4, 24
"""Bytes of the counter, and of the whole."""
WHY = "Spotify may not show the last change yet"


@dataclass(frozen=True, slots=True)
class Patience:
    """For how long reads may lag behind writes, and how to wait for them."""

    seconds: float = LAG
    clock: Clock = field(default_factory=Clock)
    tell: Tell = silent

    def recent(self, moment: float) -> bool:
        """Tell whether a write at this moment (seconds since the epoch) may not be shown yet."""
        return self.clock.now() - moment < self.seconds

    def looks(self, since: float) -> Iterator[float]:
        """Yield after each wait until ``seconds`` have passed since a moment (seconds since the epoch)."""
        pause, waited = FIRST_LOOK, 0.0
        while (left := self.seconds - max(waited, self.clock.now() - since)) > 0:
            pause = min(pause, left)
            self.tell(Wait(pause, self.clock.now() + pause, WHY))
            self.clock.sleep(pause)
            waited += pause
            yield waited
            pause *= 2


@dataclass(frozen=True, slots=True)
class Care:
    """What keeps a push that dies, or is not answered, from doing harm."""

    journal: Journal = field(default_factory=Journal)
    patience: Patience = field(default_factory=Patience)

    def look(
        self, service: Service, playlist_id: str, shows: Callable[[Playlist, Sequence[str]], bool], since: float
    ) -> tuple[Playlist, tuple[Row, ...]]:
        """Return playlist and rows, once the rows' URIs show what they should, or when it is too late for a lag.

        ``since``: when the last write was sent, seconds since the epoch.
        """
        looks = self.patience.looks(since)
        while True:
            try:
                playlist = service.playlist(playlist_id)
                rows = service.rows(playlist_id)
            except NotFound:  # just made, and not shown yet
                if next(looks, None) is None:
                    raise
                continue
            if shows(playlist, [row.uri for row in rows]) or next(looks, None) is None:
                return playlist, rows


def unharmed(edits: Sequence[Edit], confirmed: int) -> Sequence[Edit]:
    """Return the edits that rows must show before they are believed: the confirmed ones, and one whose answer is lost.

    That one only where doing it twice does harm: an addition. The others are seen in the end, when the rows are read.
    """
    return edits[: confirmed + (confirmed < len(edits) and isinstance(edits[confirmed], Add))]


def is_newer(now: str, before: str) -> bool | None:
    """Tell whether one snapshot comes after the other; None where they do not say.

    They begin with a counter of all changes, as far as anybody has seen.
    """
    first, second = count(before), count(now)
    return None if first is None or second is None else second > first


def count(snapshot: str) -> int | None:
    """Return the counter that a snapshot begins with, None for one that does not look like that."""
    try:
        data = b64decode(snapshot, validate=True)
    except ValueError:
        return None
    return int.from_bytes(data[:_COUNTER]) if len(data) == _SNAPSHOT else None


def visible(edits: Sequence[Edit], start: Sequence[str], now: Sequence[str]) -> bool:
    """Tell whether rows may be those after these edits, whatever else has happened to them since.

    They are not where they are as they were before one of the edits, or where the last one certainly does not show.
    """
    state = list(start)
    for edit in edits:
        if list(now) == state:
            return False
        state = applied([edit], state)
    match edits[-1] if edits else None:
        case Add(uris):
            return set(uris) <= set(now)
        case Remove(uris):
            return set(uris).isdisjoint(now)
        case _:
            return True
