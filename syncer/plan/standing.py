"""Which row of a playlist is which wanted song, and where every row belongs.

A song that stands there already is adopted: the same URI, or another one for the same recording (Spotify relinks tracks
that a label delivers again). Adopting writes nothing, so the person's own rows keep their ``added_at``.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from syncer.model import Row, Track

TOLERANCE_MS = 2000
"""Deliveries of one recording differ by a second or two of silence at the end."""


def standing(rows: Sequence[Row], wanted: Sequence[Track], placed: frozenset[str]) -> dict[int, int]:
    """Return for each wanted song that stands there the number of its row: ``{place in wanted: place in rows}``.

    A row of the very URI comes before one that only holds the same recording. A row whose URI is in ``placed`` and not
    wanted any more stands for nothing: its song was given another track on purpose. Of several copies the one counts
    that can stay where it is, else the first.
    """
    copies = _copies(rows, wanted)
    chosen = {song: numbers[0] for song, numbers in copies.items()}
    if any(len(numbers) > 1 for numbers in copies.values()):
        order = {number: song for song, numbers in copies.items() for number in numbers}
        for number in _longest_rise(order, len(rows)):
            chosen[order[number]] = number
    return chosen | _same_recordings(rows, wanted, chosen, placed)


def goal(rows: Sequence[Row], songs: int, standing: Mapping[int, int], gone: frozenset[int]) -> list[tuple[bool, int]]:
    """Return the playlist as it should be: ``(True, place in rows)`` for a row that is there, else ``(False, song)``.

    The songs stand in the catalog's order. Every row that is none of them stays behind the song that it stood behind
    (the nearest above it that stays), or at the head. ``gone``: the places of rows that will be removed.
    """
    behind = _behind(rows, frozenset(standing.values()), gone)
    entries = [(True, number) for number in behind[-1]]
    for song in range(songs):
        number = standing.get(song)
        if number is None:
            entries.append((False, song))
        else:
            entries += [(True, number), *((True, follower) for follower in behind[number])]
    return entries


def same_recording(one: Track, other: Track) -> bool:
    """Tell whether two tracks are one recording: the same ISRC, or title, first artist and length alike.

    Explicit and clean editions agree in all of these, and are not the same.
    """
    if None not in (one.explicit, other.explicit) and one.explicit != other.explicit:
        return False
    if one.isrc and one.isrc == other.isrc:
        return True
    if one.duration_ms is None or other.duration_ms is None or _names(one) != _names(other):
        return False
    return abs(one.duration_ms - other.duration_ms) <= TOLERANCE_MS


def _copies(rows: Sequence[Row], wanted: Sequence[Track]) -> dict[int, list[int]]:
    songs = {track.uri: song for song, track in enumerate(wanted)}
    copies: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        if row.uri in songs:
            copies.setdefault(songs[row.uri], []).append(number)
    return copies


def _same_recordings(
    rows: Sequence[Row], wanted: Sequence[Track], chosen: Mapping[int, int], placed: frozenset[str]
) -> dict[int, int]:
    """Return the rows of another URI that hold a wanted recording, each for one song."""
    missing = [song for song in range(len(wanted)) if song not in chosen]
    uris = {track.uri for track in wanted}
    free = [n for n, row in enumerate(rows) if row.track and row.uri not in uris and row.uri not in placed]
    if not missing or not free:
        return {}
    by_key: dict[str, list[int]] = {}
    for number in free:
        for key in _keys(rows[number].track):
            by_key.setdefault(key, []).append(number)
    found: dict[int, int] = {}
    used: set[int] = set()
    for song in missing:
        candidates = {number for key in _keys(wanted[song]) for number in by_key.get(key, ())} - used
        for number in sorted(candidates):
            track = rows[number].track
            if track and same_recording(wanted[song], track):
                found[song] = number
                used.add(number)
                break
    return found


def _keys(track: Track | None) -> Iterator[str]:
    """Yield what two tracks of one recording share at least one of, so that few pairs need comparing."""
    if track and track.isrc:
        yield f"isrc {track.isrc}"
    if track:
        yield "names {} {}".format(*_names(track))


def _names(track: Track) -> tuple[str, str]:
    artist = track.artists[0].name if track.artists else ""
    return _folded(track.title), _folded(artist)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _behind(rows: Sequence[Row], songs: frozenset[int], gone: frozenset[int]) -> dict[int, list[int]]:
    """Return the rows that follow each song, in order; -1 is the head of the playlist."""
    behind: dict[int, list[int]] = {-1: [], **{number: [] for number in songs}}
    last = -1
    for number in range(len(rows)):
        if number in songs:
            last = number
        elif number not in gone:
            behind[last].append(number)
    return behind


def _longest_rise(songs: Mapping[int, int], rows: int) -> list[int]:
    """Return row numbers whose songs rise strictly, as many as there can be (patience sorting)."""
    tops: list[int] = []  # the lowest song that a rise of this length can end with
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in range(rows):
        if (song := songs.get(number)) is None:
            continue
        length = bisect_left(tops, song)
        before[number] = ends[length - 1] if length else None
        tops[length : length + 1] = [song]
        ends[length : length + 1] = [number]
    rise: list[int] = []
    number_or_none = ends[-1] if ends else None
    while number_or_none is not None:
        rise.append(number_or_none)
        number_or_none = before[number_or_none]
    return rise[::-1]


def extra_copies(rows: Sequence[Row], uris: AbstractSet[str]) -> dict[str, int]:
    """Return those of the URIs that stand there more than once, with how often."""
    counts = Counter(row.uri for row in rows if row.uri in uris)
    return {uri: count for uri, count in counts.items() if count > 1}
