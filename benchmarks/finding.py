"""From catalog to playlist: how many songs `syncer push` finds, and what each rung of the ladder costs.

    python benchmarks/finding.py ../shared/bench/dev.jsonl.gz --library ../shared/bench/tracks.jsonl.gz

Makes catalogs of the labelled cases whose song is there, serves the library from the sandbox in a process of its own,
pushes each catalog with the real command against it, and compares what stands in the record with the labels. Prints
right, wrong and missing per category, searches a song, and what each rung found; `--json` prints the same as JSON.
A pick is right if it is an expected track or the same recording under another id: the same ISRC, or the same title
and first artist.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli_w

Case = Mapping[str, Any]
Song = Mapping[str, Any]
SONGS = 200
"""In one catalog, as a person might keep it."""


def main() -> None:
    """Measure, and print the table."""
    options = _options()
    cases = [case for case in _lines(options.cases) if not case["category"].startswith("negative")]
    cases = cases[:: max(1, len(cases) // options.limit)] if options.limit else cases
    with tempfile.TemporaryDirectory() as folder, _library(options.library, options.title_aliases) as environment:
        environment |= {"SYNCER_HOME": folder, "SYNCER_PACE": "0"}
        _sign_in(environment)
        started = time.monotonic()
        records = [_pushed(chunk, Path(folder), environment) for chunk in _chunks(cases, SONGS)]
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


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _chunks(cases: Sequence[Case], size: int) -> Iterator[Sequence[Case]]:
    """Yield catalogs of mixed categories."""
    mixed = sorted(cases, key=lambda case: case["id"])
    for start in range(0, len(mixed), size):
        yield mixed[start : start + size]


@contextmanager
def _library(library: Path, title_aliases: str) -> Iterator[dict[str, str]]:
    """Serve the library, and yield the environment that leads to it."""
    command = [
        sys.executable,
        "-m",
        "syncer",
        "sandbox",
        "serve",
        "--library",
        library,
        "--title-aliases",
        title_aliases,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as server:
        try:
            yield {**os.environ, "SPOTIPY_CLIENT_ID": "benchmark", **_addresses(server)}
        finally:
            server.terminate()


def _addresses(server: subprocess.Popen[str]) -> dict[str, str]:
    """Read the two addresses that the sandbox prints once it is ready."""
    found: dict[str, str] = {}
    for line in server.stdout or ():
        found |= re.findall(r"(SYNCER_\w+_URL)=(\S+)", line)
        if len(found) == 2:  # noqa: PLR2004 - the API's and the accounts service's
            return found
    raise SystemExit("the sandbox did not start")


def _sign_in(environment: Mapping[str, str]) -> None:
    """Do what a person would: start `syncer login`, and open the address that it prints."""
    import requests  # noqa: PLC0415 - only here

    command = [sys.executable, "-m", "syncer", "login", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, env=dict(environment)
    ) as login:
        address = next(line.strip() for line in login.stdout or () if line.startswith("http"))
        redirected = requests.get(address, allow_redirects=False, timeout=30).headers["Location"]
        login.communicate(redirected + "\n", timeout=60)


def _pushed(cases: Sequence[Case], folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    path = folder / f"{cases[0]['id']}.toml"
    songs = [{"title": case["query"]["title"], "artist": case["query"]["artist"]} for case in cases]
    path.write_text(tomli_w.dumps({"playlist": {"name": path.stem}, "songs": songs}), encoding="utf-8")
    command = [sys.executable, "-m", "syncer", "push", path, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(environment), check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {**json.loads(done.stdout), "cases": cases}


def judged(case: Case, song: Song) -> str:
    """Return right, tolerated, wrong, or why nothing was picked."""
    if song["status"] != "matched":
        top = song["candidates"][0]["uri"] if song["candidates"] else ""
        return (
            "unsure, right on top"
            if song["status"] == "unsure" and _is_one_of(top, case["expected"])
            else song["status"]
        )
    track = song["track"]
    if _is_one_of(track["uri"], case["expected"]) or _same_recording(case, track):
        return "right"
    return "tolerated" if _is_one_of(track["uri"], case.get("tolerated", ())) else "wrong"


def _is_one_of(uri: str, ids: Sequence[str]) -> bool:
    return uri.rpartition(":")[2] in ids


def _same_recording(case: Case, track: Mapping[str, Any]) -> bool:
    expected = [candidate for candidate in case["candidates"] if candidate["id"] in case["expected"]]
    return any(
        one["name"].casefold() == track["title"].casefold()
        and one["artists"][0]["name"].casefold() == track["artists"][0].casefold()
        for one in expected
    )


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
