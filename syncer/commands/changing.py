"""The second half of a run: the playlist becomes what was found, and the record says so."""

from collections.abc import Sequence
from datetime import UTC, datetime

from syncer import outcomes, push
from syncer.catalog import Catalog
from syncer.commands.keeper import Keeper
from syncer.commands.options import Options
from syncer.errors import NotFound
from syncer.model import Outcome, Track
from syncer.push import Care, Prepared
from syncer.push.whose import stays_off
from syncer.report.record import Record, record
from syncer.session import Session


def change(catalog: Catalog, keeper: Keeper, session: Session, found: tuple[Outcome, ...], options: Options) -> Record:
    """Change the playlist, unless only the plan is wanted, and return the record."""
    prepared = _prepared(catalog, keeper, session, found, options)
    care = Care(keeper.journal, session.patience)
    playlist, created = prepared.playlist, False
    notes = (*outcomes.doubles(found), *outcomes.staying(found), *map(stays_off, prepared.whose.left_off))
    if not options.dry_run:
        pushed = push.carry_out(session.spotify, prepared, catalog.target, keeper.bind, care, force=options.force)
        playlist, created, notes = pushed.playlist, pushed.created, (*notes, *pushed.notes)
        _look_again(prepared.whose.gone, keeper, session)
    return record(
        catalog=str(catalog.path),
        name=catalog.target.name,
        playlist=playlist,
        outcomes=found,
        plan=prepared.plan,
        details=prepared.details,
        requests=session.spotify.requests,
        created=created,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        notes=notes,
        left_off=frozenset(track.uri for track in prepared.whose.left_off),
        dry_run=options.dry_run,
        sandbox=options.sandbox,
    )


def _look_again(gone: Sequence[Track], keeper: Keeper, session: Session) -> None:
    """Let the next run look for the songs of these tracks, without the answers that had them."""
    for track in gone:
        session.answers.forget(track)
    if gone:
        keeper.learn(outcomes.without_gone(keeper.lock, gone))


def _prepared(
    catalog: Catalog, keeper: Keeper, session: Session, found: tuple[Outcome, ...], options: Options
) -> Prepared:
    wanted = outcomes.wanted(found)
    care = Care(keeper.journal, session.patience)
    try:
        return push.prepare(session.spotify, catalog.target, keeper.lock.playlist, wanted, care)
    except NotFound:
        if not options.sandbox or catalog.target.id:
            raise
    return push.prepare(session.spotify, catalog.target, None, wanted, care)  # the sandbox was emptied since
