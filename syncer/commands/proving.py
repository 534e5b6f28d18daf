"""The evidence for the songs of the lock, where no earlier report has it: after a plan, or on a new machine."""

from syncer.matching.proof import learnt, proven
from syncer.matching.resolve import remembered
from syncer.model import Matched, Outcome
from syncer.report.earlier import REMEMBERED, known_evidence
from syncer.report.record import Record
from syncer.session import Session


def with_evidence(
    found: tuple[Outcome, ...], before: Record | None, session: Session, *, sandbox: bool
) -> tuple[Outcome, ...]:
    """Return the outcomes, those that the search chose in an earlier run with why; nothing is asked."""
    told = known_evidence(before, sandbox=sandbox)
    if not any(_is_bare(outcome, told) for outcome in found):
        return found
    known = learnt(found)
    return tuple(
        proven(outcome, remembered(outcome.song, session), known)
        if isinstance(outcome, Matched) and _is_bare(outcome, told)
        else outcome
        for outcome in found
    )


def _is_bare(outcome: Outcome, told: frozenset[str]) -> bool:
    if not isinstance(outcome, Matched) or outcome.chosen_by == "person":
        return False
    return [f.name for f in outcome.score.features] == [REMEMBERED] and outcome.score.track.uri not in told
