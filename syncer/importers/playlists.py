"""M3U and PLS: a line of text for each file that a player has."""

import re
from collections.abc import Iterator
from dataclasses import replace

from syncer.catalog.references import track_uri
from syncer.importers.reading import Reading, Skipped
from syncer.model import Song

_MORE = re.compile(r"#(EXTART|EXTALB):(.*)")
_SERIES = re.compile(r'\sseries="([^"]*)"')
_INFO = re.compile(r'#EXTINF:\s*(-?[\d.]+)((?:\s+[\w-]+="[^"]*")*)\s*,\s*(.*)')
_PLS = re.compile(r"(File|Title|Length)(\d+)=(.*)", re.IGNORECASE)
_DASH = re.compile(" [-–—] ")
_NUMBER = re.compile(r"^(?:\d+-)?\d{1,3}(?:\s*[-._]\s*|\s+)")
_ENDING = re.compile(r"\.(?:mp3|flac|ogg|opus|m4a|aac|wav|wma|aiff?|ape|mp4|webm)$", re.IGNORECASE)


def m3u(text: str) -> Reading | None:
    """Return the songs of an M3U playlist: what its #EXTINF lines say, else what its files are called."""
    lines = text.split("\n")
    if not any(line.startswith(("#EXTM3U", "#EXTINF:")) for line in lines[:50]) and not _files_only(lines):
        return None
    return Reading("M3U", *_split(_m3u(lines)))


def _files_only(lines: list[str]) -> bool:
    paths = [line for line in lines if line.strip() and not line.startswith("#")]
    return bool(paths) and all(_ENDING.search(path.strip()) for path in paths)


def _split(found: Iterator[Song | Skipped]) -> tuple[tuple[Song, ...], tuple[Skipped, ...]]:
    items = list(found)
    return tuple(i for i in items if isinstance(i, Song)), tuple(i for i in items if isinstance(i, Skipped))


def _m3u(lines: list[str]) -> Iterator[Song | Skipped]:
    info: re.Match[str] | None = None
    more: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if found := _MORE.match(line):
            more[found[1]] = found[2].strip()
        elif line.startswith("#"):
            info = _INFO.match(line) or info
        elif line.strip():
            entry = _entry(
                line.strip(), info[3] if info else "", float(info[1]) if info else 0.0, number, more.get("EXTART")
            )
            series = _SERIES.search(info[2]) if info else None
            album, source = more.get("EXTALB") or None, (series[1] if series else None)
            yield replace(entry, album=album, source=source) if isinstance(entry, Song) else entry
            info, more = None, {}


def _entry(path: str, shown: str, seconds: float, line: int, artist: str | None = None) -> Song | Skipped:
    """Return what an entry is; ``artist`` where the file says so in a line of its own, "" for none."""
    uri = track_uri(path) if "track" in path else None
    stream = path.startswith(("http://", "https://", "rtsp://", "mms://")) and not _ENDING.search(path) and not uri
    name = shown.strip() or _file_name(path)
    if (stream and seconds <= 0) or not name:
        return Skipped(line, shown or path)
    who, title = _named(name, artist)
    duration = round(seconds * 1000) if seconds > 0 else None
    return Song(title=title, artists=(who,) if who else (), duration_ms=duration, uri=uri, line=line)


def of_file(path: str, title: str) -> Song | None:
    """Return the song of a file, from its title, or else its name: "Artist - Title"; None for what is no music file."""
    if not title and not _ENDING.search(path):
        return None
    entry = _entry(path, title, 0.0, 0)
    return entry if isinstance(entry, Song) and (entry.artists or _ENDING.search(path)) else None


def _named(name: str, artist: str | None) -> tuple[str, str]:
    """Return artist and title of "Artist - Title", or "" and the name."""
    if artist == "":
        return "", name
    if artist and name.startswith(f"{artist} - "):
        return artist, name.removeprefix(f"{artist} - ").strip()
    who, *rest = _DASH.split(name, maxsplit=1)
    title = rest[0].strip() if rest else ""
    return (who.strip(), title) if who.strip() and title else ("", name)


def _file_name(path: str) -> str:
    name = _ENDING.sub("", re.split(r"[/\\]", path)[-1])
    return _NUMBER.sub("", name).strip() or name


_CUE = re.compile(r'^\s*(TRACK|TITLE|PERFORMER)\s+(?:"(.*)"|(\S.*?))\s*$', re.MULTILINE)


def cue(text: str) -> Reading | None:
    """Return the tracks of a cue sheet, by the performer of each, or of all; None where it is none."""
    if not re.search(r"^\s*TRACK \d+ AUDIO", text[:20_000], re.MULTILINE):
        return None
    about: dict[str, str] = {}
    tracks: list[dict[str, str]] = []
    for found in _CUE.finditer(text):
        value = found[2] if found[2] is not None else found[3]
        if found[1] == "TRACK":
            tracks.append({})
        else:
            (tracks[-1] if tracks else about)[found[1]] = value
    songs = []
    for track in tracks:
        who, title = track.get("PERFORMER") or about.get("PERFORMER", ""), track.get("TITLE", "")
        if title:
            songs.append(Song(title, (who,) if who else (), album=about.get("TITLE") or None))
    return Reading("cue sheet", tuple(songs))


def pls(text: str) -> Reading | None:
    """Return the songs of a PLS playlist; internet radio stations are none."""
    if "[playlist]" not in text[:2000].lower():
        return None
    entries: dict[str, dict[str, str]] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _PLS.match(line.strip()):
            entries.setdefault(found[2], {})[found[1].casefold()] = found[3].strip()
            places.setdefault(found[2], number)
    songs = (
        _entry(entry.get("file", ""), entry.get("title", ""), _seconds(entry.get("length", "")), places[number])
        for number, entry in entries.items()
    )
    return Reading("PLS", *_split(songs))


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
