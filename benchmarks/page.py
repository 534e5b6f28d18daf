"""What the report page costs: the time to make it, its size, and how soon Chromium has it open.

The report is made up: so many songs, nine in ten of them matched, each with the three respects and the eight candidates
that a real one has. The browser opens the file from the disk; the time ends with the page's load event, its script run
and everything in sight painted.

    python benchmarks/page.py [--songs 1000] [--covers] [--keep FILE]
"""

import argparse
import platform
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from syncer.model import (
    Artist,
    Feature,
    Matched,
    Outcome,
    Pending,
    Playlist,
    Query,
    Score,
    Song,
    Track,
    Unmatched,
    Unsure,
)
from syncer.pictures import HOST
from syncer.plan import make_plan
from syncer.report.page import page as rendered
from syncer.report.record import Record, dumped, record

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TIMES = 7
"""The page is opened so often; the median counts."""

WORDS = (
    "summer",
    "night",
    "river",
    "blue",
    "夜空",
    "約束",
    "さくら",
    "ありがとう",
    "青い",
    "너의",
    "바다",
    "月光",
    "море",
)
IDS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def main() -> None:
    """Print the table's row."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--songs", type=int, default=1_000)
    arguments.add_argument("--covers", action="store_true", help="let the page load covers, of which there are none")
    arguments.add_argument("--keep", type=Path, metavar="FILE", help="keep the page")
    given = arguments.parse_args()
    made = made_up(given.songs)
    start = time.perf_counter()
    html = rendered(made, covers=given.covers)
    taken = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep.resolve() if given.keep else Path(folder) / "report.html"
        file.write_text(html, encoding="utf-8")
        print("| songs | record | page | made in | open in Chromium after |\n|--:|--:|--:|--:|--:|")
        sizes = f"{len(dumped(made).encode()) / 1e6:.1f} MB | {len(html.encode()) / 1e6:.1f} MB"
        print(f"| {given.songs:,} | {sizes} | {taken:.2f} s | {opened(file)} |")
    print(f"\nPython {platform.python_version()}, {platform.machine()}")


def opened(file: Path) -> str:
    """Return the median of the seconds until the page is open; "not measured" where there is no Chromium."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        return "not measured"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu"])
        seconds = [_once(browser.new_page(), file) for _ in range(TIMES)]
        browser.close()
    return f"{statistics.median(seconds):.2f} s"


def _once(page: Page, file: Path) -> float:
    start = time.perf_counter()
    page.goto(file.as_uri(), wait_until="load")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # the frame is painted
    taken = time.perf_counter() - start
    page.close()
    return taken


def made_up(songs: int) -> Record:
    """Return a record of so many songs; always the same."""
    dice = random.Random(songs)  # noqa: S311 - not for secrets
    outcomes = list(_outcomes(songs, dice))
    wanted = [each.score.track for each in outcomes if isinstance(each, Matched)]
    return record(
        catalog="catalog.toml",
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", f"{songs:,} songs", "s"),
        outcomes=outcomes,
        plan=make_plan([], wanted, frozenset()),
        requests={"search": songs, "read": 1, "write": 11},
        created=True,
        when="2026-11-23T22:00:00+00:00",
    )


def _outcomes(songs: int, dice: random.Random) -> Iterator[Outcome]:
    for number in range(songs):
        song = Song(_words(dice, 3), (_words(dice, 2),), line=8 + 4 * number)
        found = sorted((_score(dice) for _ in range(9)), key=lambda each: each.total, reverse=True)
        asked = (Query(f"{song.title} {song.artists[0]}", "title and artist"),)
        match number % 20:
            case 7:
                reason = f'the title fits, the artist does not: "{song.artists[0]}" may be the series'
                yield Unsure(song, tuple(found[:8]), reason, asked)
            case 13:
                yield Unmatched(
                    song, f'no title fits; the nearest is "{found[0].track.title}"', tuple(found[:8]), asked
                )
            case 19 if number % 40 == 19:  # noqa: PLR2004 - every second one
                yield Pending(song, "the day's searches are spent; the next run goes on")
            case _:
                good = Score(found[0].track, _features(dice, 0.9))
                yield Matched(song, good, "title and artist", tuple(found[1:]), asked)


def _score(dice: random.Random) -> Score:
    uri = "spotify:track:" + "".join(dice.choices(IDS, k=22))
    image = f"{HOST}/image/{dice.getrandbits(160):040x}"
    artists = (Artist(_words(dice, 2)),)
    track = Track(
        uri, _words(dice, 3), artists, _words(dice, 4), duration_ms=dice.randrange(90_000, 400_000), image=image
    )
    return Score(track, _features(dice, 0.0))


def _features(dice: random.Random, least: float) -> tuple[Feature, ...]:
    title, artist, version = (round(dice.uniform(least, 1.0), 3) for _ in range(3))
    return (
        Feature("title", title, 5.0, f"reads {_words(dice, 3)}"),
        Feature("artist", artist, 4.0, "" if artist > 0.5 else f"the artist is another: {_words(dice, 2)}"),  # noqa: PLR2004
        Feature("version", version, 2.0),
    )


def _words(dice: random.Random, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(1, most)))


if __name__ == "__main__":
    main()
