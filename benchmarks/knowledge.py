"""What outside knowledge is worth: the labelled cases pushed without it and with it, against stand-ins of the services.

    python benchmarks/knowledge.py ../shared/bench/dev.jsonl.gz --library ../shared/bench/tracks.jsonl.gz

Pushes catalogs of the cases with the real command against the sandbox, once with ``SYNCER_KNOWLEDGE=off`` and once with
a server in the place of AnimeThemes, MusicBrainz and ListenBrainz Labs, whose facts are made from the labels with gaps
and noise as in life (`knowledge_facts.py`). Prints right, wrong, precision, recall and searches a song for the series,
the English titles, the Korean titles in the other language, for the songs that are not there, and for all. Ends with
status 1 where a rule of a service was broken, or where a service was asked with knowledge off.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge_facts import Databases, Shelf
from knowledge_server import StandIn
from pushing import SONGS, Case, Song, chunks, judged, library_served, lines, pushed, sign_in

SERIES = frozenset({"anime_as_artist"})
ENGLISH = frozenset({"tierS_official_or_human_english", "official_or_human_english"})
KOREAN = frozenset({"human_hangul_to_english", "human_english_to_hangul"})
HARD = SERIES | ENGLISH | KOREAN


def is_absent(case: Case) -> bool:
    """Whether the song of a case is not in the library."""
    return str(case["category"]).startswith("negative")


GROUPS: Mapping[str, Callable[[Case], bool]] = {
    "series in the artist's place": lambda case: case["kind"] in SERIES,
    "English titles": lambda case: case["kind"] in ENGLISH,
    "Korean titles": lambda case: case["kind"] in KOREAN,
    "all of these": lambda case: case["kind"] in HARD,
    "not there": is_absent,
    "all": lambda _: True,
}
Run = Mapping[str, Any]


def main() -> None:
    """Measure, print the table, and end with status 1 where a rule was broken."""
    options = _options()
    cases = [case for case in lines(options.cases) if options.kinds == "all" or case["kind"] in HARD or is_absent(case)]
    cases = cases[:: max(1, len(cases) // options.limit)] if options.limit else cases
    cases.sort(key=lambda case: case["id"])
    known = Databases.of(cases, Shelf.of(cases, lines(options.library)))
    runs: dict[str, Run] = {}
    with _stand_in(known) as server, library_served(options.library, options.title_aliases) as environment:
        runs["without"] = _run(cases, environment, server, options.songs)
        reachable = {**environment, "SYNCER_KNOWLEDGE": "on", "SYNCER_KNOWLEDGE_PACE": "0"}
        runs["with"] = _run(cases, reachable, server, options.songs)
        broken = dict(server.broken)
    if asked := runs["without"]["requests"]:
        broken["asked with knowledge off"] = sum(asked.values())
    result = _result(cases, known.known, runs, broken)
    print(json.dumps(result, indent=1) if options.json else _table(result))
    if options.show:
        _show(cases, known.known, runs, options.show)
    if broken:
        raise SystemExit("\n".join(["rules were broken:", *(f"{count} x {rule}" for rule, count in broken.items())]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument(
        "--kinds", choices=["hard", "all"], default="hard", help="hard ones and those not there, or all"
    )
    parser.add_argument("--title-aliases", choices=["none", "half", "all"], default="half")
    parser.add_argument("--limit", type=int, default=0, help="take about so many cases, evenly spread")
    parser.add_argument(
        "--songs", type=int, default=SONGS, help="in one catalog; a run asks each service so often only"
    )
    parser.add_argument("--show", metavar="OUTCOME", help="list the cases with this outcome, e.g. wrong, in either run")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


@contextmanager
def _stand_in(known: Databases) -> Iterator[StandIn]:
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.jsonl"
        facts.write_text("".join(json.dumps(row) + "\n" for row in known.rows), encoding="utf-8")
        with StandIn(facts) as server:
            yield server


def _run(cases: Sequence[Case], environment: Mapping[str, str], server: StandIn, size: int) -> Run:
    """Push all the cases as somebody who has never pushed before; return what came of each."""
    server.requests.clear()
    with tempfile.TemporaryDirectory() as folder:
        ours = {**environment, **server.environment, "SYNCER_HOME": folder, "SYNCER_PACE": "0"}
        sign_in(ours)
        started = time.monotonic()
        records = [pushed(chunk, Path(folder), ours) for chunk in chunks(cases, size)]
        seconds = time.monotonic() - started
    return {
        "songs": [song for record in records for song in record["songs"]],
        "searches": sum(record["requests"]["search"] for record in records),
        "reads": sum(record["requests"]["read"] for record in records),
        "seconds": seconds,
        "requests": dict(server.requests),
    }


def _result(
    cases: Sequence[Case], known: set[str], runs: Mapping[str, Run], broken: Mapping[str, int]
) -> dict[str, Any]:
    result: dict[str, Any] = {"groups": {}, "runs": {}, "broken": dict(broken)}
    for name, belongs in GROUPS.items():
        there = [case for case in cases if belongs(case)]
        share = sum(case["id"] in known for case in there) / len(there) if there else 0.0
        measured = {run: _measured(cases, each["songs"], belongs) for run, each in runs.items()}
        result["groups"][name] = {"songs": len(there), "known": share, **measured}
    for name, run in runs.items():
        told = {key: run[key] for key in ("searches", "reads", "seconds", "requests")}
        result["runs"][name] = {**told, "searches_a_song": run["searches"] / max(1, len(cases))}
    return result


def _measured(cases: Sequence[Case], songs: Sequence[Song], belongs: Callable[[Case], bool]) -> dict[str, Any]:
    pairs = [(case, song) for case, song in zip(cases, songs, strict=True) if belongs(case)]
    count = Counter(judged(case, song) for case, song in pairs)
    there = sum(bool(case["expected"]) for case, _ in pairs)
    taken = count["right"] + count["wrong"]
    return {
        "right": count["right"],
        "wrong": count["wrong"],
        "precision": count["right"] / taken if taken else None,
        "recall": count["right"] / there if there else None,
        "asked_a_song": sum(len(song["asked"]) for _, song in pairs) / max(1, len(pairs)),
    }


def _table(result: Mapping[str, Any]) -> str:
    rows = [f"{'':30} {'songs':>6} {'known':>6} {'':8} {'right':>6} {'wrong':>6}  precision  recall  asked a song"]
    for name, group in result["groups"].items():
        for run in result["runs"]:
            of = group[run]
            first = f"{name:30} {group['songs']:6} {group['known']:6.2f}" if run == "without" else " " * 44
            rows.append(
                f"{first} {run:8} {of['right']:6} {of['wrong']:6}  {_share(of['precision']):>9}  "
                f"{_share(of['recall']):>6}  {of['asked_a_song']:12.2f}"
            )
    rows.append("")
    for name, run in result["runs"].items():
        asked = ", ".join(f"{service} {count}" for service, count in run["requests"].items()) or "nobody else"
        rows.append(
            f"{name}: {run['searches']} searches, {run['searches_a_song']:.2f} a song; {run['reads']} reads; "
            f"asked: {asked}; {run['seconds']:.0f} s"
        )
    return "\n".join(rows)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _show(cases: Sequence[Case], known: set[str], runs: Mapping[str, Run], outcome: str) -> None:
    """List the cases with this outcome: what was asked, what was picked, and why."""
    for name, run in runs.items():
        for case, song in zip(cases, run["songs"], strict=True):
            if judged(case, song) != outcome:
                continue
            right = next((each for each in case["candidates"] if each["id"] in case["expected"]), None)
            meant = (
                f"{right['name']} / {', '.join(each['name'] for each in right['artists'])}" if right else "not there"
            )
            got = song["track"] and f"{song['track']['title']} / {', '.join(song['track']['artists'])}"
            knows = "known" if case["id"] in known else "unknown"
            print(f"{name}: {case['category']}/{case['kind']}, {knows}: {dict(case['query'])} is {meant}; got {got}")
            print(f"    asked: {'; '.join(rung['text'] for rung in song['asked'])}\n    {song['reason']}")


if __name__ == "__main__":
    main()
