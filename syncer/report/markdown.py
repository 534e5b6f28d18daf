"""The record as Markdown (CommonMark, tables as GitHub has them), for an issue, a wiki or a mail."""

import re
from collections.abc import Iterator

from syncer.report.head import KINDS
from syncer.report.head import lines as head_lines
from syncer.report.record import Record, summary
from syncer.report.text import news
from syncer.report.words import length, pin, plain, playlist_url, track_url, web_url

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What means something within a line, and what GitHub makes links of; a backslash takes the meaning away."""


def markdown(record: Record) -> str:
    """Return the whole report."""
    lines = [*_head(record)]
    open_songs = [song for song in record["songs"] if song["status"] != "matched"]
    if open_songs:
        lines += ["## Not on the playlist", ""]
        lines += [line for song in open_songs for line in (*_open(song), "")]
    lines += ["## All songs", "", "| Line | Song | Outcome | Track |", "| --: | :-- | :-- | :-- |"]
    lines += [*map(_row, record["songs"]), ""]
    lines += [f"- {escaped(note)}" for note in record.get("notes", ())]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\g<0>", plain(text))


def _head(record: Record) -> Iterator[str]:
    playlist = record["playlist"]
    yield f"# {_link(playlist['name'] or 'Playlist', playlist_url(playlist['id']))}"
    yield ""
    yield f"{escaped(record['catalog'])}, {escaped(record.get('generated', ''))}: {summary(record)}"
    yield ""
    for sentence in head_lines(record):
        yield from (f"{escaped(sentence)}.", "")
    changed = record.get("since") or {}
    entries = [news(entry, kind) for kind in KINDS for entry in changed.get(kind, ())]
    yield from (*(f"- {escaped(entry)}" for entry in entries), *([""] if entries else []))


def _open(song: Record) -> Iterator[str]:
    line = f", line {song['line']}" if song.get("line") else ""
    yield f"### {_name(song['title'], song['artist'])}"
    yield ""
    yield f"**{song['status']}**{line}: {escaped(song['reason'])}"
    if song.get("asked"):
        yield ""
        yield f"Asked: {'; '.join(escaped(query['text']) for query in song['asked'])}"
    for sentence in _known(song):
        yield from ("", sentence)
    for number, candidate in enumerate(song["candidates"], start=1):
        yield ""
        yield from _candidate(number, candidate)


def _candidate(number: int, candidate: Record) -> Iterator[str]:
    name = _link(f"{candidate['title']} · {', '.join(candidate['artists'])}", track_url(candidate["uri"]))
    facts = [escaped(fact) for fact in (candidate["album"], length(candidate["duration_ms"])) if fact]
    yield f"{number}. {' · '.join([name, *facts])}"
    if candidate["against"]:
        yield f"   - against it: {escaped('; '.join(candidate['against']))}"
    if line := pin(candidate["uri"]):
        yield f"   - to take it: `{line}`"


def _known(song: Record) -> Iterator[str]:
    for knowledge in song.get("knowledge") or ():
        yield _link(knowledge["sentence"], web_url(knowledge.get("url")))


def _row(song: Record) -> str:
    track = song["track"]
    outcome = "; ".join([song["status"], *(_known(song) if track else ())])
    shown = _link(f"{track['title']} · {', '.join(track['artists'])}", track_url(track["uri"])) if track else ""
    return f"| {song.get('line') or ''} | {_name(song['title'], song['artist'])} | {outcome} | {shown} |"


def _name(title: str, artist: str) -> str:
    return escaped(f"{title} · {artist}" if artist else title)


def _link(text: str, url: str | None) -> str:
    return f"[{escaped(text)}]({url})" if url else escaped(text)
