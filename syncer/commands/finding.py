"""The first half of a run: what each song of the catalog is on Spotify."""

from syncer import outcomes
from syncer.catalog import Catalog
from syncer.commands.keeper import Keeper
from syncer.model import Outcome
from syncer.session import Session
from syncer.spending import Course
from syncer.terminal import Terminal


def find(catalog: Catalog, keeper: Keeper, session: Session, terminal: Terminal) -> tuple[Outcome, ...]:
    """Return each song's outcome; whatever cost a request is in the lock before the next song is asked for."""
    keeper.lock = outcomes.carried_over(keeper.lock, catalog.songs)
    course = Course(catalog.songs, keeper.lock, session)
    for found in terminal.progress(course.at_no_cost(), len(catalog.songs), "Looking through what is known"):
        keeper.lock = outcomes.learnt(keeper.lock, found)
    spent = session.spent
    for found in terminal.progress(course.at_a_cost(), course.waiting, "Searching"):
        keeper.lock = outcomes.learnt(keeper.lock, found)
        if session.spent != spent:
            keeper.learn(keeper.lock)
            spent = session.spent
    for found in course.taught():
        keeper.lock = outcomes.learnt(keeper.lock, found)
    keeper.learn(keeper.lock.in_order_of(catalog.songs))
    return course.outcomes
