"""The first half of a run: what each song of the catalog is on Spotify."""

from syncer import outcomes
from syncer.catalog import Catalog
from syncer.commands.keeper import Keeper
from syncer.model import Matched, Outcome
from syncer.session import Session
from syncer.terminal import Terminal


def find(catalog: Catalog, keeper: Keeper, session: Session, terminal: Terminal) -> tuple[Outcome, ...]:
    """Return each song's outcome; whatever cost a request is in the lock before the next song is asked for."""
    found: list[Outcome] = []
    spent = session.spent
    coming = outcomes.outcomes(catalog.songs, keeper.lock, session)
    for outcome in terminal.progress(coming, len(catalog.songs), "Searching"):
        found.append(outcome)
        if isinstance(outcome, Matched):
            keeper.lock = keeper.lock.with_pin(outcomes.pin(outcome))
        if session.spent != spent:
            keeper.learn(keeper.lock)
            spent = session.spent
    keeper.learn(keeper.lock.in_order_of(catalog.songs))
    return tuple(found)
