"""The record for a terminal: what needs the person first, then what was found, each in the catalog's order."""

from collections.abc import Iterator
from typing import Any

from syncer.report.head import KINDS, WORDS
from syncer.report.head import lines as head_lines
from syncer.report.record import Record, summary
from syncer.report.words import length, pin, plain, track_url, web_url

SYMBOLS = {"matched": "=", "unsure": "?", "unmatched": "x", "pending": "…", "absent": "·"}
CANDIDATES = 3
"""So many per song fit on a screen; the page shows all."""


def text(record: Record) -> str:
    """Return the whole report."""
    open_songs = [song for song in record["songs"] if song["status"] != "matched"]
    matched = [song for song in record["songs"] if song["status"] == "matched"]
    lines = [*_head(record), "", *map(plain, head_lines(record)), *_since(record), ""]
    if open_songs:
        lines += [f"Not on the playlist ({len(open_songs)})", ""]
        lines += [line for song in open_songs for line in (*_open(song, record["catalog"]), "")]
    if matched:
        lines += [f"Matched ({len(matched)})", "", *map(_matched, matched), ""]
    lines += [f"Note: {plain(note)}" for note in record.get("notes", ())]
    return "\n".join(lines).rstrip() + "\n"


def plan_lines(record: Record) -> str:
    """Return the plan's lines, one a change: sign, place, name, reason; "" where there is none."""
    details = [
        f"  ~ {d['name']}: {_value(d['was'])} → {_value(d['now'])}\n" for d in record["changes"].get("details", ())
    ]
    changes = record["changes"].get("lines", [])
    width = max((len(_place(change)) for change in changes), default=0)
    return "".join([*details, *(f"  {_change(change, width)}\n" for change in changes)])


def news(entry: Record, kind: str) -> str:
    """Return what became of a song since the last push, on one line: before and after, and why."""
    before, after = (_whole(entry[key]) if entry[key] else "" for key in ("before", "after"))
    shown = {"new": after, "gone": f"was {before}", "rematched": f"{before}  →  {after}"}[kind]
    return f"{name(entry['title'], entry['artist'])}  {WORDS[kind]}: {shown}  ({plain(entry['why'])})"


def name(title: str, artists: list[str] | str) -> str:
    """Return "title · artists" on one line."""
    who = artists if isinstance(artists, str) else ", ".join(artists)
    return plain(f"{title} · {who}" if who else title)


def _head(record: Record) -> Iterator[str]:
    playlist = record["playlist"]
    yield plain(f"{playlist['name'] or 'Playlist'}  {playlist['url'] or '(not made yet)'}")
    kind = "planned" if record.get("dry_run") else "pushed"
    where = " in the sandbox" if record.get("sandbox") else ""
    yield plain(f"{record['catalog']}, {kind}{where} {record.get('generated', '')}: {summary(record)}")


def _since(record: Record) -> Iterator[str]:
    changed = record.get("since") or {}
    for kind, sign in KINDS.items():
        yield from (f"  {sign} {news(entry, kind)}" for entry in changed.get(kind, ()))


def _whole(track: Record) -> str:
    return plain(" · ".join(filter(None, (name(track["title"], track["artists"]), track["album"]))))


def _change(change: Record, width: int) -> str:
    line = f"{change['kind']} {_place(change):>{width}}  {name(change['title'], change['artists'])}"
    return f"{line}    {plain(change['reason'])}" if change["reason"] else line


def _value(value: str | bool) -> str:  # noqa: FBT001 - a detail's value may be a flag
    return str(value).lower() if isinstance(value, bool) else f'"{plain(value)}"'


def _place(change: Record) -> str:
    if change["kind"] == "~":
        return f"{change['was']}→ {change['position']}"
    return str(change["position"] or change["was"] or "")


def _matched(song: Record) -> str:
    track = song["track"]
    found = f"{name(song['title'], song['artist'])}  →  {name(track['title'], track['artists'])}"
    known = "".join(f"\n      {_known(knowledge)}" for knowledge in song.get("knowledge") or ())
    return f"  {SYMBOLS['matched']} {found}  ({plain(song['reason'])}){known}"


def _open(song: Record, catalog: str) -> Iterator[str]:
    line = f"  ({catalog}:{song['line']})" if song.get("line") else ""
    yield f"  {SYMBOLS[song['status']]} {name(song['title'], song['artist'])}  {song['status']}{plain(line)}"
    yield f"      {plain(song['reason'])}"
    if song.get("asked"):
        yield f"      asked: {'; '.join(plain(query['text']) for query in song['asked'])}"
    yield from (f"      {_known(knowledge)}" for knowledge in song.get("knowledge") or ())
    for candidate in song["candidates"][:CANDIDATES]:
        yield from _candidate(candidate)


def _known(knowledge: Record) -> str:
    url = web_url(knowledge.get("url"))
    return f"{plain(knowledge['sentence'])} ({url})" if url else plain(knowledge["sentence"])


def _candidate(candidate: Record) -> Iterator[str]:
    facts: list[Any] = [candidate["album"], length(candidate["duration_ms"])]
    yield f"      - {' · '.join([name(candidate['title'], candidate['artists']), *filter(None, map(plain, facts))])}"
    if candidate["against"]:
        yield f"          against it: {plain('; '.join(candidate['against']))}"
    if url := track_url(candidate["uri"]):
        yield f"          {url}"
        yield f"          to take it: {pin(candidate['uri'])}"
