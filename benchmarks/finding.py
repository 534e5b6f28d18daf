"""From catalog to playlist: how many songs `syncer push` finds, and what each rung of the ladder costs.

    python benchmarks/finding.py ../shared/bench/dev.jsonl.gz --library ../shared/bench/tracks.jsonl.gz

Makes catalogs of the labelled cases whose song is there, serves the library from the sandbox in a process of its own,
pushes each catalog with the real command against it, and compares what stands in the record with the labels. Prints
right, wrong and missing per category, searches a song, and what each rung found; `--json` prints the same as JSON.
A pick is right if it is an expected track or the same recording under another id: the same ISRC, or the same title
and first artist.
"""

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pushing import SONGS, Case, Song, chunks, judged, library_served, lines, pushed, sign_in


def main() -> None:
    """Measure, and print the table."""
    options = _options()
    cases = [case for case in lines(options.cases) if not case["category"].startswith("negative")]
    cases = cases[:: max(1, len(cases) // options.limit)] if options.limit else cases
    with tempfile.TemporaryDirectory() as folder, library_served(options.library, options.title_aliases) as environment:
        environment |= {"SYNCER_HOME": folder, "SYNCER_PACE": "0"}
        sign_in(environment)
        started = time.monotonic()
        records = [pushed(chunk, Path(folder), environment) for chunk in chunks(cases, SONGS)]
        seconds = time.monotonic() - started
    songs = [song for record in records for song in record["songs"]]
    searches = sum(record["requests"]["search"] for record in records)
    result = _result(cases, songs, searches, seconds)
    print(json.dumps(result, indent=1) if options.json else _table(result, options.title_aliases))
    if options.show:
        _show(cases, songs, options.show)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--title-aliases", choices=["none", "half", "all"], default="half")
    parser.add_argument("--limit", type=int, default=0, help="take about so many cases, evenly spread")
    parser.add_argument("--show", metavar="OUTCOME", help="list the cases with this outcome, e.g. wrong or unmatched")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _result(cases: Sequence[Case], songs: Sequence[Song], searches: int, seconds: float) -> dict[str, Any]:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    rungs: dict[str, Counter[str]] = defaultdict(Counter)
    for case, song in zip(sorted(cases, key=lambda case: case["id"]), songs, strict=True):
        outcome = judged(case, song)
        groups["all"][outcome] += 1
        groups[case["category"]][outcome] += 1
        for rung in song["asked"]:
            rungs[rung["rung"]]["asked"] += 1
        if outcome == "right":
            rungs[song["asked"][-1]["rung"]]["found"] += 1
    return {
        "groups": {name: dict(counts) for name, counts in sorted(groups.items())},
        "rungs": {name: dict(counts) for name, counts in rungs.items()},
        "songs": len(songs),
        "searches": searches,
        "seconds": seconds,
    }


def _table(result: Mapping[str, Any], title_aliases: str) -> str:
    lines = [f"title aliases known to the search: {title_aliases}", ""]
    lines.append(f"{'':14} {'songs':>6} {'right':>6} {'toler':>6} {'wrong':>6} {'on top':>6}  precision  recall")
    for name, counts in result["groups"].items():
        total, right, wrong = sum(counts.values()), counts.get("right", 0), counts.get("wrong", 0)
        precision = right / (right + wrong) if right + wrong else 0.0
        lines.append(
            f"{name:14} {total:6} {right:6} {counts.get('tolerated', 0):6} {wrong:6} "
            f"{counts.get('unsure, right on top', 0):6}  {precision:9.3f}  {right / total:6.3f}"
        )
    lines += ["", f"{'rung':24} {'asked':>6} {'found':>6}"]
    for name, counts in result["rungs"].items():
        lines.append(f"{name:24} {counts.get('asked', 0):6} {counts.get('found', 0):6}")
    songs, searches, seconds = result["songs"], result["searches"], result["seconds"]
    lines += ["", f"{searches} searches for {songs} songs: {searches / songs:.2f} a song; {seconds:.0f} s in all"]
    return "\n".join(lines)


def _show(cases: Sequence[Case], songs: Sequence[Song], outcome: str) -> None:
    for case, song in zip(sorted(cases, key=lambda case: case["id"]), songs, strict=True):
        if judged(case, song) == outcome:
            right = next((c for c in case["candidates"] if c["id"] in case["expected"]), {"name": "?", "artists": []})
            asked = "; ".join(rung["text"] for rung in song["asked"])
            names = ", ".join(artist["name"] for artist in right["artists"])
            print(f"{case['category']}/{case['kind']}: {case['query']} is {right['name']} / {names}")
            print(f"    asked: {asked}\n    {song['reason']}; got {song['track'] and song['track']['title']}")


if __name__ == "__main__":
    main()
