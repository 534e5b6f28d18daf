"""The first half of a run: what each song of the catalog is on Spotify."""

from collections.abc import Iterable

from syncer import outcomes
from syncer.catalog import Catalog
from syncer.commands.keeper import Keeper
from syncer.knowledge.asking import learnt
from syncer.lock import Lock
from syncer.model import Matched, Outcome
from syncer.outcomes import NO_OPINION
from syncer.session import Session
from syncer.spending import Course
from syncer.terminal import Terminal


def find(catalog: Catalog, keeper: Keeper, session: Session, terminal: Terminal) -> tuple[Outcome, ...]:
    """Return each song's outcome; whatever cost a request is in the lock before the next song is asked for."""
    keeper.lock = outcomes.carried_over(keeper.lock, catalog.songs)
    knowledge = session.knowledge and session.knowledge.without(keeper.lock.denied("series"))
    course = Course(catalog.songs, keeper.lock, session, knowledge or NO_OPINION)
    for found in terminal.progress(course.at_no_cost(), len(catalog.songs), "Looking through what is known"):
        keeper.lock = outcomes.learnt(keeper.lock, found)
    if knowledge:
        looked = terminal.progress(course.first_look(), course.waiting, "Searching")
        _learn((found for found in looked if isinstance(found, Matched)), keeper, session)
        terminal.steps(knowledge.learn(course.open()))
        course.reconsider()
    _learn(terminal.progress(course.at_a_cost(), course.waiting, "Searching"), keeper, session)
    for found in (*course.taught(), *course.outcomes):
        keeper.lock = outcomes.learnt(keeper.lock, found)
    if knowledge:
        keeper.lock = _with_aliases(keeper.lock, course)
    keeper.learn(keeper.lock.in_order_of(catalog.songs))
    return course.outcomes


def _learn(asked: Iterable[Outcome], keeper: Keeper, session: Session) -> None:
    """Learn outcomes that may cost requests, each on disk before the next one is asked for."""
    spent = session.spent
    for found in asked:
        keeper.lock = outcomes.learnt(keeper.lock, found)
        if session.spent != spent:
            keeper.learn(keeper.lock)
            spent = session.spent


def _with_aliases(lock: Lock, course: Course) -> Lock:
    """Return the lock with what the matches of this run show of the names in the list, for a person to confirm."""
    for matched, meaning in course.understood():
        for alias in learnt(matched.song, matched.score.track, meaning):
            lock = lock.with_alias(alias)
    return lock
