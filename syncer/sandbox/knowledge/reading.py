"""Reading the facts from a file with one JSON object a line.

Every line begins with its kind and its key in one, ``{"series": "angel-beats", ...}``; others refer to it by the key.
LIBRARY.md says what the lines of our own file are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from syncer.sandbox.knowledge.facts import (
    Artist,
    Credit,
    Facts,
    Named,
    Performance,
    Recording,
    Release,
    Series,
    Song,
    Theme,
    Work,
)

OURS = Path(__file__).with_name("knowledge.jsonl")
_KINDS = ("artist", "song", "series", "work", "recording")
Row = Mapping[str, Any]


def load(path: Path | None = None) -> Facts:
    """Return the facts in this file, or ours; of two lines with one kind and key the last counts.

    Raises OSError where it cannot be read, ValueError where a line is of no kind or names what is not there.
    """
    rows: dict[str, dict[str, Row]] = {kind: {} for kind in _KINDS}
    for line in (path or OURS).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = next(iter(row), "")
        if kind not in rows:
            raise ValueError(f"of no kind: {line[:100]}")
        rows[kind][row[kind]] = row
    facts = _facts(rows)
    if lost := sorted(set(_lost(facts))):
        raise ValueError(f"named and not there: {', '.join(lost)}")
    return facts


def _facts(rows: Mapping[str, Mapping[str, Row]]) -> Facts:
    performances, themes = count(1), count(1)
    return Facts(
        artists={key: _artist(row, number) for number, (key, row) in enumerate(rows["artist"].items(), 1)},
        songs={key: _song(row, number, performances) for number, (key, row) in enumerate(rows["song"].items(), 1)},
        series={key: _series(row, number, themes) for number, (key, row) in enumerate(rows["series"].items(), 1)},
        works={key: _work(row) for key, row in rows["work"].items()},
        recordings={key: _recording(row) for key, row in rows["recording"].items()},
    )


def _artist(row: Row, number: int) -> Artist:
    return Artist(
        key=row["artist"],
        number=number,
        main=row["main"],
        native=row.get("native"),
        name=row.get("name") or row.get("native") or row["main"],
        sort_name=row.get("sort") or row["main"],
        kind=row.get("kind", "Person"),
        country=row.get("country"),
        comment=row.get("comment", ""),
        aliases=_names(row.get("aliases", ())),
        synonyms=_names(row.get("synonyms", ())),
        members=tuple(row.get("members", ())),
        links=row.get("links", {}),
    )


def _song(row: Row, number: int, numbers: Iterator[int]) -> Song:
    by = tuple(
        Performance(
            number=next(numbers),
            song=row["song"],
            artist=each["artist"],
            member=each.get("member"),
            alias=each.get("alias"),
            role=each.get("as"),
            member_alias=each.get("memberAlias"),
            member_role=each.get("memberAs"),
        )
        for each in row.get("by", ())
    )
    return Song(row["song"], number, row.get("romaji"), row.get("native"), by, row.get("links", {}))


def _series(row: Row, number: int, numbers: Iterator[int]) -> Series:
    return Series(
        key=row["series"],
        number=number,
        romaji=row["romaji"],
        english=row.get("english"),
        native=row.get("native"),
        synonyms=_names(row.get("synonyms", ())),
        year=row.get("year"),
        season=row.get("season"),
        format=row.get("format"),
        themes=tuple(Theme(next(numbers), row["series"], *each) for each in row.get("themes", ())),
    )


def _work(row: Row) -> Work:
    return Work(
        key=row["work"],
        title=row["title"],
        language=row.get("language", "jpn"),
        aliases=_names(row.get("aliases", ())),
        writers=tuple((artist, role) for artist, role in row.get("writers", ())),
    )


def _recording(row: Row) -> Recording:
    return Recording(
        key=row["recording"],
        title=row["title"],
        credits=tuple(Credit(**each) for each in row["by"]),
        length=row.get("length"),
        isrcs=tuple(row.get("isrcs", ())),
        releases=tuple(_release(each) for each in row.get("releases", ())),
        aliases=_names(row.get("aliases", ())),
        work=row.get("work"),
        comment=row.get("comment", ""),
        video=row.get("video", False),
        tracks=tuple(row.get("tracks", ())),
    )


def _release(row: Row) -> Release:
    return Release(**{**row, "secondary": tuple(row.get("secondary", ()))})


def _names(rows: Iterable[Sequence[str | None]]) -> tuple[Named, ...]:
    """Return names from lines' ``[["text", "locale"], ["text"], ...]``."""
    return tuple(Named(*each) for each in rows)  # type: ignore[arg-type]  # the text is never null


def _lost(facts: Facts) -> Iterator[str]:
    artists = [
        *(row.artist for song in facts.songs.values() for row in song.performances),
        *(row.member for song in facts.songs.values() for row in song.performances),
        *(credit.artist for recording in facts.recordings.values() for credit in recording.credits),
        *(writer for work in facts.works.values() for writer, _ in work.writers),
        *(member for artist in facts.artists.values() for member in artist.members),
    ]
    yield from (f"artist {key}" for key in artists if key is not None and key not in facts.artists)
    songs = [theme.song for series in facts.series.values() for theme in series.themes]
    yield from (f"song {key}" for key in songs if key is not None and key not in facts.songs)
    works = [recording.work for recording in facts.recordings.values()]
    yield from (f"work {key}" for key in works if key is not None and key not in facts.works)
