"""What ``syncer review --web`` does: a sitting on a page, and what came of it."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from syncer import catalog as catalogs
from syncer import settings
from syncer.commands.alone import alone
from syncer.commands.login import has_screen
from syncer.commands.onlooker import Onlooker
from syncer.commands.options import Options, command, lock_file, report_file
from syncer.commands.reviewing import PATIENCE
from syncer.commands.run import ran
from syncer.errors import SyncerError, UsageError
from syncer.report.page import page
from syncer.report.record import load
from syncer.review.desk import Desk
from syncer.review.sitting import Sitting
from syncer.session import opened
from syncer.terminal import Terminal
from syncer.web.app import Parts, app_of
from syncer.web.guard import Guard, Keys
from syncer.web.pages import Pages, plain_page
from syncer.web.pushing import Came, Doing, Pushing, Tell
from syncer.web.serving import listening, open_browser, port_of, serve
from syncer.web.visitors import Visitors


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a review on a page is meant."""

    path: Path
    own: bool
    sandbox: bool
    browser: bool
    """Whether one is opened."""
    idle: float
    """Minutes without a request after which it ends."""


def reviewed_on_page(wanted: Wanted, terminal: Terminal) -> None:
    """Serve a review until the person has ended it, and say what came of it."""
    catalog, keys, covers = catalogs.load(wanted.path), Keys(), settings.load().covers
    for warning in catalog.warnings:
        terminal.caution(f"warning: {warning.at(wanted.path)}")
    with ThreadPoolExecutor(1, "desk") as desk:  # what is opened there belongs to that thread
        held = ExitStack()
        try:
            sitting = desk.submit(_sat_down, wanted, terminal, held).result()
            parts = Parts(
                sitting,
                Pushing(lambda planning, tell: _pushed(wanted, tell, planning=planning)),
                Pages(
                    name=catalog.target.name,
                    catalog=str(wanted.path),
                    secret=keys.form,
                    sandbox=wanted.sandbox,
                    covers=covers,
                ),
                Visitors(wanted.idle * 60, time.monotonic),
                desk,
                lambda: _report(wanted.path, covers=covers),
            )
            _open_to(keys, parts, wanted, terminal, covers=covers)
            terminal.note(desk.submit(_end, sitting, parts.pushing, wanted).result())
        finally:
            desk.submit(held.close).result()


def _sat_down(wanted: Wanted, terminal: Terminal, held: ExitStack) -> Sitting:
    lock = lock_file(wanted.path, sandbox=wanted.sandbox)
    session = held.enter_context(opened(sandbox=wanted.sandbox, tell=terminal.waiting))
    desk = Desk(
        wanted.path,
        lock,
        session,
        lambda: alone(lock, wait=PATIENCE),
        own=wanted.own,
        understand=session.understanding,
    )
    return Sitting(desk, session)


def _open_to(keys: Keys, parts: Parts, wanted: Wanted, terminal: Terminal, *, covers: bool) -> None:
    """Serve the pages until they are closed, and until the push that was started there has ended."""
    why = "you have ended it"
    with listening() as bound:
        port = port_of(bound)
        guard = Guard(app_of(parts), port, keys, plain_page, covers=covers)
        _invite(f"http://127.0.0.1:{port}/?token={keys.token}", terminal, browser=wanted.browser)
        try:
            serve(guard, bound, lambda: bool(parts.visitors.gone()) and not parts.pushing.is_busy)
            why = parts.visitors.gone() or why
        except KeyboardInterrupt:
            pass
    if parts.pushing.is_busy:
        terminal.warn("A push is at work. Ctrl-C again cuts it off, and the next push puts right what is half done")
    parts.pushing.wait()
    terminal.note(f"The review has ended: {why}.")


def _invite(address: str, terminal: Terminal, *, browser: bool) -> None:
    terminal.note("The review is on this page, good for one browser; Ctrl-C here ends it:")
    terminal.result(address)
    if browser and has_screen():
        open_browser(address, lambda: terminal.warn("no browser could be opened; open the address above yourself"))


def _pushed(wanted: Wanted, tell: Tell, *, planning: bool) -> Came:
    """Push, or plan, as the command does."""
    onlooker = Onlooker(lambda what, done, total: tell(Doing(what, done, total)))
    try:
        (result,) = ran([wanted.path], onlooker, Options(dry_run=planning, sandbox=wanted.sandbox, wait=PATIENCE))
    except SyncerError as error:
        return Came(error.exit_code, None, str(error))
    notes = tuple(dict.fromkeys((*(result.record["notes"] if result.record else ()), *result.attention)))
    return Came(result.status, result.record, result.error, notes)


def _report(path: Path, *, covers: bool) -> str:
    file = report_file(path, "json")
    try:
        return page(load(file.read_text(encoding="utf-8"), str(file)), covers=covers)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"there is no report of {path} yet; a push writes one") from error


def _end(sitting: Sitting, pushing: Pushing, wanted: Wanted) -> str:
    return "\n".join(_story(sitting, pushing, wanted))


def _story(sitting: Sitting, pushing: Pushing, wanted: Wanted) -> Iterator[str]:
    settled, ever = sitting.standing()
    kinds = Counter("taken" if deed.track else "not on Spotify" for deed in sitting.deeds)
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    songs = "1 song" if settled == 1 else f"{settled} songs"
    yield f"{songs} settled{f' ({counts})' if counts else ''}, {ever - settled} open"
    if settled < ever:
        yield f"To go on with what is open: {command('review --web', wanted.path, sandbox=wanted.sandbox)}"
    state = pushing.state
    if sitting.deeds and not (state and not state.planning and state.came and state.came.record):
        yield f"To bring it onto the playlist: {command('push', wanted.path, sandbox=wanted.sandbox)}"
