"""Pushing labelled cases as catalogs against the sandbox, with the real command, and judging what was picked.

A pick is right if it is an expected track or the same recording under another id: the same ISRC, or the same title
and first artist.
"""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli_w

Case = Mapping[str, Any]
Song = Mapping[str, Any]
SONGS = 200
"""In one catalog, as a person might keep it."""


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a file with one a line, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def chunks(cases: Sequence[Case], size: int) -> Iterator[Sequence[Case]]:
    """Yield catalogs of mixed categories."""
    mixed = sorted(cases, key=lambda case: case["id"])
    for start in range(0, len(mixed), size):
        yield mixed[start : start + size]


@contextmanager
def library_served(library: Path, title_aliases: str) -> Iterator[dict[str, str]]:
    """Serve the library, and yield the environment that leads to it, and to nobody else."""
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
            yield {
                **os.environ,
                "SPOTIPY_CLIENT_ID": "benchmark",
                "SYNCER_KNOWLEDGE": "off",
                "SYNCER_TIMEOUT": "60",
                **_addresses(server),
            }
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


def sign_in(environment: Mapping[str, str]) -> None:
    """Do what a person would: start `syncer login`, and open the address that it prints."""
    import requests  # noqa: PLC0415 - only here

    command = [sys.executable, "-m", "syncer", "login", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, env=dict(environment)
    ) as login:
        address = next(line.strip() for line in login.stdout or () if line.startswith("http"))
        redirected = requests.get(address, allow_redirects=False, timeout=30).headers["Location"]
        login.communicate(redirected + "\n", timeout=60)


def pushed(cases: Sequence[Case], folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Push a catalog of these cases; return what the command prints, with the cases beside it."""
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
