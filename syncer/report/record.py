"""The record of a push: the document that ``--json`` prints, and ``catalog.report.json``.

Its version grows when a key goes or changes its meaning; keys may come without that.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from syncer.errors import UsageError
from syncer.model import (
    Absent,
    Artist,
    Detail,
    Feature,
    Matched,
    Outcome,
    Pending,
    Playlist,
    Query,
    Saying,
    Score,
    Song,
    Track,
    Unmatched,
    Unsure,
)
from syncer.plan import Change, Plan
from syncer.report.words import against, pin, remark, track_url

VERSION = 1

STATUSES = ("matched", "unsure", "unmatched", "pending", "absent")

NOT_THERE = "you marked it as not on Spotify"
"""Why a song is absent, whether the catalog says so or the lock."""

_NONE: Mapping[str, str] = MappingProxyType({})

Record = dict[str, Any]
"""The document as JSON has it."""


def record(  # noqa: PLR0913 - a record is made of many things, each named where it is given
    *,
    catalog: str,
    playlist: Playlist | None,
    outcomes: Sequence[Outcome],
    plan: Plan | None,
    details: Sequence[Detail] = (),
    requests: Mapping[str, int],
    created: bool,
    when: str,
    notes: Iterable[str] = (),
    left_off: Collection[str] = (),
    name: str = "",
    dry_run: bool = False,
    sandbox: bool = False,
) -> Record:
    """Return the record of a push, the songs in the order of ``outcomes``.

    ``when``: an ISO 8601 time. ``playlist``: None where it is not made yet; ``name`` is what it will be called then.
    ``left_off``: the URIs of what the person took off the playlist, and wants off.
    """
    plan = Plan() if plan is None else plan  # an empty plan is false, and may hold notes
    return {
        "version": VERSION,
        "generated": when,
        "catalog": catalog,
        "dry_run": dry_run,
        "sandbox": sandbox,
        "playlist": _playlist(playlist, name, created=created),
        "songs": [song_entry(outcome, plan.standins, left_off) for outcome in outcomes],
        "changes": _changes(plan, details),
        "requests": {kind: requests.get(kind, 0) for kind in ("search", "read", "write")},
        "notes": [*notes, *plan.notes],
    }


def song_entry(outcome: Outcome, standins: Mapping[str, str] = _NONE, left_off: Collection[str] = ()) -> Record:
    """Return one song's part; all keys but ``knowledge`` are the same whatever its status."""
    match outcome:
        case Matched(song, score, how, others, asked, chosen_by, says):
            uri = score.track.uri
            more = {"how": how, "chosen_by": chosen_by, "stands_as": standins.get(uri), "left_off": uri in left_off}
            return _entry(song, "matched", how, score, others, asked) | more | _knowledge(says)
        case Unsure(song, candidates, reason, asked, says):
            return _entry(song, "unsure", reason, None, candidates, asked) | _knowledge(says)
        case Unmatched(song, reason, nearest, asked, says):
            return _entry(song, "unmatched", reason, None, nearest, asked) | _knowledge(says)
        case Pending(song, reason, retry_at, own_budget, stays):
            until: Record = {"retry_at": retry_at, "own_budget": own_budget}
            return _entry(song, "pending", reason) | until | {"stays": _track(stays) if stays else None}
        case Absent(song):
            return _entry(song, "absent", NOT_THERE)


def load(text: str, where: str) -> Record:
    """Return the record that a report file holds; raise UsageError naming ``where`` if it holds none."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{where} holds no report; run syncer push to have it written anew") from error
    if not isinstance(document, dict) or not {"songs", "playlist", "changes", "version"} <= document.keys():
        raise UsageError(f"{where} holds no report; run syncer push to have it written anew")
    if document["version"] != VERSION:
        raise UsageError(
            f"{where} is of version {document['version']!r}, and this syncer reads version {VERSION}; "
            "run syncer push to have it written anew"
        )
    return document


def dumped(document: Record) -> str:
    """Return the record as JSON, for files and for other programs."""
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def counts(document: Record) -> dict[str, int]:
    """Return how many songs there are of each status, in the order of `STATUSES`."""
    found = [song["status"] for song in document["songs"]]
    return {status: found.count(status) for status in STATUSES}


def placed(song: Record) -> Record | None:
    """Return the track by which a song is on the playlist, or will be; None where it is not."""
    track: Record | None = None if song.get("left_off") else song["track"] or song.get("stays")
    return track


def summary(document: Record) -> str:
    """Return the line that counts: "13 matched, 2 unsure, 2 unmatched; 13 added"."""
    number = counts(document)
    songs = [f"{number[status]} {status}" for status in STATUSES if number[status] or status == "matched"]
    words = ("to add", "to move", "to remove") if document.get("dry_run") else ("added", "moved", "removed")
    done = zip(("added", "moved", "removed"), words, strict=True)
    changes = [f"{document['changes'][key]} {word}" for key, word in done if document["changes"][key]]
    if details := [detail["name"] for detail in document["changes"].get("details", ())]:
        changes.append(f"{', '.join(details)} {'to change' if document.get('dry_run') else 'changed'}")
    return f"{', '.join(songs)}; {', '.join(changes) or 'nothing to do'}"


def outside(document: Record) -> str:
    """Return the line about sources outside: "Asked AnimeThemes 8, MusicBrainz 20 times; 3 songs matched by that"."""
    asked = document.get("outside") or {}
    if not asked:
        return ""
    matched = sum(song["status"] == "matched" and bool(song.get("knowledge")) for song in document["songs"])
    times = ", ".join(f"{name} {count}" for name, count in asked.items())
    return f"Asked outside: {times}; {'1 song' if matched == 1 else f'{matched} songs'} matched by that"


def _playlist(playlist: Playlist | None, name: str, *, created: bool) -> Record:
    if playlist is None:
        return {"id": None, "name": name, "url": None, "created": created}
    return {"id": playlist.id, "name": playlist.name, "url": playlist.url, "created": created}


def _changes(plan: Plan, details: Sequence[Detail]) -> Record:
    return {
        "added": plan.added,
        "removed": plan.removed,
        "moved": plan.moved,
        "kept": plan.kept,
        "details": [{"name": detail.name, "was": detail.was, "now": detail.now} for detail in details],
        "lines": [_change(change) for change in plan.changes],
    }


def _change(change: Change) -> Record:
    return {
        "kind": change.kind,
        "uri": change.uri,
        "title": change.track.title if change.track else change.uri,
        "artists": _names(change.track.artists) if change.track else [],
        "position": change.position,
        "was": change.was,
        "reason": change.reason,
    }


def _entry(  # noqa: PLR0913, PLR0917 - the outcome's parts, in its order
    song: Song,
    status: str,
    reason: str,
    chosen: Score | None = None,
    candidates: Sequence[Score] = (),
    asked: Sequence[Query] = (),
) -> Record:
    best = chosen or next(iter(candidates), None)
    return {
        "title": song.title,
        "artist": ", ".join(song.artists),
        "artists": list(song.artists),
        "from": song.source,
        "album": song.album,
        "asked_version": song.version,
        "line": song.line or None,
        "status": status,
        "track": _track(chosen.track) if chosen else None,
        "score": round(best.total, 3) if best else None,
        "reason": reason,
        "features": _features(chosen.features) if chosen else [],
        "asked": [{"text": query.text, "rung": query.rung} for query in asked],
        "candidates": [_candidate(candidate) for candidate in candidates],
    }


def _knowledge(says: Sequence[Saying]) -> Record:
    """Return what sources outside add; the key is there only where they do."""
    return {"knowledge": [{"sentence": each.sentence, "url": each.url or None} for each in says]} if says else {}


def _track(track: Track) -> Record:
    return {
        "uri": track.uri,
        "url": track_url(track.uri),
        "title": track.title,
        "artists": _names(track.artists),
        "album": track.album,
        "duration_ms": track.duration_ms,
        "image": track.image,
    }


def _candidate(score: Score) -> Record:
    return _track(score.track) | {
        "score": round(score.total, 3),
        "pin": pin(score.track.uri),
        "features": _features(score.features),
        "against": against(score.features, playable=score.track.playable),
    }


def _features(features: Iterable[Feature]) -> list[Record]:
    return [
        {"name": f.name, "value": round(f.value, 3), "weight": f.weight, "note": f.note, "remark": remark(f)}
        for f in features
    ]


def _names(artists: Iterable[Artist]) -> list[str]:
    return [artist.name for artist in artists]
