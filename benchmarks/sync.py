"""What a push costs: requests by kind, seconds of planning and peak memory, for playlists of several sizes.

    python benchmarks/sync.py
    python benchmarks/sync.py --songs 10000 --json

Runs the real push against a playlist in memory that counts requests as Spotify would: a page of rows is 50, a write
carries 100. "1 % change" takes off, adds and moves a third of a percent each, at random places; searches are another
matter (`benchmarks/finding.py`). Each line is measured in a process of its own.
"""

import argparse
import json
import multiprocessing
import random
import resource
import sys
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace

from syncer.catalog import Target
from syncer.lock import Bound
from syncer.model import Artist, Edit, Playlist, Row, Track
from syncer.plan import applied
from syncer.push import carry_out, prepare

SIZES = (100, 1_000, 10_000)
PAGE = 50
SEED = 20_261_123
KIB = 1024
ME, ID = "me", "0" * 22
TARGET = Target("Benchmark", public=False)


@dataclass(frozen=True)
class Cost:
    """One line of the table."""

    songs: int
    change: str
    added: int
    moved: int
    removed: int
    reads: int
    writes: int
    plan_seconds: float
    peak_mib: int


class Memory:
    """A playlist in memory that counts what would be requests."""

    def __init__(self, rows: Sequence[Track]) -> None:
        """``rows``: what is on it."""
        self._tracks = {track.uri: track for track in rows}
        self.uris = [track.uri for track in rows]
        self._version = 1
        self.requests: Counter[str] = Counter()

    def know(self, tracks: Sequence[Track]) -> None:
        """Learn the tracks that may be added."""
        self._tracks |= {track.uri: track for track in tracks}

    def user_id(self) -> str:
        """Return who is signed in."""
        self.requests["read"] += 1
        return ME

    def playlist(self, playlist_id: str) -> Playlist:
        """Return the playlist without its rows."""
        self.requests["read"] += 1
        return self._now(playlist_id)

    def rows(self, playlist_id: str) -> tuple[Row, ...]:
        """Return all rows, for a request per page."""
        expect(playlist_id, ID)
        self.requests["read"] += -(-len(self.uris) // PAGE)
        return tuple(Row(uri, self._tracks[uri]) for uri in self.uris)

    def my_playlists(self) -> tuple[Playlist, ...]:
        """Return what is there before the first push: nothing."""
        self.requests["read"] += 1
        return ()

    def create(self, name: str, *, public: bool) -> Playlist:
        """Make the playlist."""
        expect((name, public), (TARGET.name, TARGET.public))
        self.requests["write"] += 1
        return self._now(ID)

    def change_details(
        self, playlist_id: str, *, name: str | None = None, description: str | None = None, public: bool | None = None
    ) -> None:
        """Change nothing: the details agree."""
        raise NotImplementedError(playlist_id, name, description, public)

    def apply(self, playlist_id: str, edit: Edit, snapshot: str) -> str:
        """Carry out one edit."""
        expect((playlist_id, snapshot), (ID, self._snapshot))
        self.requests["write"] += 1
        self.uris = applied([edit], self.uris)
        self._version += 1
        return self._snapshot

    @property
    def _snapshot(self) -> str:
        """Spotify's begin with a counter of all changes."""
        return b64encode(self._version.to_bytes(4) + bytes(20)).decode()

    def _now(self, playlist_id: str) -> Playlist:
        return Playlist(playlist_id, TARGET.name, self._snapshot, ME, public=False, total=len(self.uris))


def expect(found: object, expected: object) -> None:
    """Stop where the push did something else than what is measured here."""
    if found != expected:
        raise SystemExit(f"expected {expected!r:.200}, found {found!r:.200}")


def track(name: str) -> Track:
    """Return a track of that name, with as much to it as Spotify sends."""
    uri = f"spotify:track:{name:0>22}"
    return Track(
        uri, f"Song {name}", (Artist(f"Artist {name}", name),), f"Album {name}", duration_ms=240_000, isrc=name
    )


def edited(songs: list[Track], share: float, dice: random.Random) -> list[Track]:
    """Return the songs after so many edits, a third each of taking off, adding and moving."""
    for number in range(round(len(songs) * share)):
        match number % 3:
            case 0:
                songs.pop(dice.randrange(len(songs)))
            case 1:
                songs.insert(dice.randrange(len(songs) + 1), track(f"new{number}"))
            case _:
                moved = songs.pop(dice.randrange(len(songs)))
                songs.insert(dice.randrange(len(songs) + 1), moved)
    return songs


CHANGES: dict[str, Callable[[list[Track], random.Random], list[Track]]] = {
    "first push": lambda songs, _: songs,
    "no change": lambda songs, _: songs,
    "1 % change": lambda songs, dice: edited(songs, 0.01, dice),
    "10 % change": lambda songs, dice: edited(songs, 0.10, dice),
    "turned round": lambda songs, _: songs[::-1],
    "shuffled": lambda songs, dice: dice.sample(songs, len(songs)),
}


def measure(size: int, change: str) -> Cost:
    """Return what one push costs."""
    dice = random.Random(SEED)  # noqa: S311 - the same playlists in every run
    before = [track(str(number)) for number in range(size)]
    wanted = CHANGES[change](list(before), dice)
    service, bound = (Memory([]), None) if change == "first push" else pushed(before)
    service.know(wanted)
    start = time.perf_counter()
    prepared = prepare(service, TARGET, bound, wanted)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB
    plan = carry_out(service, prepared, TARGET, lambda _: None, force=True).plan
    expect(service.uris, [track.uri for track in wanted])
    requests = service.requests
    return Cost(size, change, plan.added, plan.moved, plan.removed, requests["read"], requests["write"], seconds, peak)


def pushed(songs: Sequence[Track]) -> tuple[Memory, Bound]:
    """Return a playlist as the last push left it, and what the lock knows of it."""
    learnt: list[Bound] = []
    service = Memory([])
    service.know(songs)
    carry_out(service, prepare(service, TARGET, None, songs), TARGET, learnt.append, force=True)
    service.requests.clear()
    return service, learnt[-1]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--songs", type=int, nargs="*", default=SIZES, help="sizes of the playlist")
    parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        cells = [(size, change) for size in options.songs for change in CHANGES]
        costs = list(pool.map(measure, *zip(*cells, strict=True)))
    if options.as_json:
        json.dump(
            [asdict(replace(cost, plan_seconds=round(cost.plan_seconds, 3))) for cost in costs], sys.stdout, indent=2
        )
        print()
        return
    print("| songs | change | added | moved | removed | reads | writes | plan | peak memory |")
    print("|--:|:--|--:|--:|--:|--:|--:|--:|--:|")
    for cost in costs:
        counts = f"{cost.added} | {cost.moved} | {cost.removed} | {cost.reads} | {cost.writes}"
        print(f"| {cost.songs:,} | {cost.change} | {counts} | {cost.plan_seconds:.2f} s | {cost.peak_mib} MB |")


if __name__ == "__main__":
    main()
