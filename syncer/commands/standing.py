"""What ``syncer status`` shows, gathered from the files that runs leave behind; nothing is sent."""

import time
from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer import settings as settings_of
from syncer.catalog import Catalog
from syncer.commands.options import lock_file, report_file
from syncer.errors import SignInNeeded, UsageError
from syncer.limits import Limits
from syncer.lock import Lock
from syncer.model import Playlist
from syncer.outcomes import is_absent, is_settled
from syncer.report.record import Record, load
from syncer.report.standing import VERSION, asked, asked_in, counts, moment, standing
from syncer.session import SANDBOX
from syncer.settings import Settings
from syncer.spotify.sign_in import days_left, ends_at
from syncer.spotify.tokens import store_for


def stands(path: Path, *, sandbox: bool) -> Record:
    """Return how the catalog stands, as ``--json`` prints it; raise UsageError where catalog or lock is wrong."""
    catalog, settings, now = catalogs.load(path), settings_of.load(), time.time()
    lock, last = locks.load(lock_file(path, sandbox=sandbox)), _last(path, sandbox=sandbox)
    songs = _songs(catalog, lock, last)
    return {
        "version": VERSION,
        "catalog": str(path),
        "sandbox": sandbox,
        "playlist": _playlist(catalog, lock),
        "last_push": last["generated"] if last else None,
        "songs": counts(songs),
        "open": [song for song in songs if song["status"] not in {"matched", "absent"}],
        "limits": closed(settings, now, sandbox=sandbox),
        "sign_in": None if sandbox else sign_in(settings, now),
    }


def closed(settings: Settings, now: float, *, sandbox: bool = False) -> list[Record]:
    """Return the groups of Spotify's endpoints that must not be called yet, each with ``until`` and ``why``."""
    limits = Limits(settings.limits_file, settings.api_url)
    if sandbox:
        limits = Limits(settings_of.for_sandbox(settings, "", "").limits_file, SANDBOX)
    found = limits.closed(now).items()
    return [{"group": group, "until": moment(each.until), "why": each.why} for group, each in found]


def sign_in(settings: Settings, now: float) -> Record:
    """Return whether there is a sign-in, and the days and the date until it ends, None where that is not known."""
    try:
        token = store_for(settings).load()
    except SignInNeeded as problem:
        return {"is_there": False, "days_left": None, "ends": None, "text": str(problem)}
    if settings.refresh_token:
        return {"is_there": True, "days_left": None, "ends": None, "text": "from SYNCER_REFRESH_TOKEN; it ends unsaid"}
    if token is None or not token.refresh_token:
        why = "none: run `syncer login`" if token is None else "it has ended: run `syncer login`"
        return {"is_there": False, "days_left": None, "ends": None, "text": why}
    left, end = days_left(token, now), ends_at(token)
    day = moment(end)[: len("2026-11-23")] if end is not None else None
    text = f"good for {left} days, until about {day}" if day else "there; it is not known until when"
    return {"is_there": True, "days_left": left, "ends": day, "text": text}


def _songs(catalog: Catalog, lock: Lock, last: Record | None) -> list[Record]:
    known = {asked_in(entry): entry for entry in last["songs"]} if last else {}
    return [
        standing(song, known.get(asked(song)), matched=is_settled(song, lock), absent=is_absent(song, lock))
        for song in catalog.songs
    ]


def _playlist(catalog: Catalog, lock: Lock) -> Record:
    playlist_id = catalog.target.id or (lock.playlist.id if lock.playlist else None)
    url = Playlist(playlist_id, catalog.target.name, "").url if playlist_id else None
    return {"id": playlist_id, "name": catalog.target.name, "url": url}


def _last(path: Path, *, sandbox: bool) -> Record | None:
    """Return the record of the last push to the same place; None where there is none that can be read."""
    file = report_file(path, "json")
    try:
        record = load(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError, UsageError):
        return None
    return record if record["sandbox"] is sandbox else None
