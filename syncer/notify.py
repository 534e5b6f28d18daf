"""The person's own notification command: what it is given, and when it is worth running.

It runs without a shell, with the summary on its standard input and the record in an environment variable; it can make
nothing fail. Our credentials are taken out of its environment: it may be anyone's program.
"""

import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

VARIABLE = "SYNCER_RECORD"
LIMIT = 30_000 if sys.platform == "win32" else 100_000
"""Bytes. Linux takes 128 KiB for one variable, macOS 1 MiB for all together, Windows 32,767 characters for one."""
_SHOWN = ("title", "artist", "status", "reason")
"""What a song that is not matched keeps where the record has to be cut down."""
TIMEOUT = 30.0
"""Seconds after which the command is ended: a run must not hang on it."""

Document = dict[str, Any]


def run(
    command: str, summary: str, document: Document, environment: Mapping[str, str], timeout: float = TIMEOUT
) -> str | None:
    """Run the command; return what went wrong with it, None where nothing did.

    ``environment`` is what it gets besides the record; ``timeout`` in seconds.
    """
    try:
        subprocess.run(  # noqa: S603 - the person's own command, from their settings
            shlex.split(command),
            input=f"{summary}\n",
            env={**environment, VARIABLE: fitting(document)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return f"the notification command took longer than {timeout:.0f} s and was ended"
    except subprocess.CalledProcessError as error:
        said = (error.stderr.strip().splitlines() or [""])[-1]
        return f"the notification command ended with {error.returncode}{f': {said}' if said else ''}"
    except OSError as error:
        return f"the notification command could not be run: {error.strerror}"
    return None


def fitting(document: Document, limit: int = LIMIT) -> str:
    """Return the document as JSON of at most ``limit`` bytes: whole, else its counts and as many open songs as fit."""
    whole = _dumped(document)
    if len(whole) <= limit:
        return whole
    short = {**_short(document), "cut": True}
    while len(text := _dumped(short)) > limit and _halve_the_longest(short):
        pass
    return text


def _short(document: Document) -> Document:
    """Return a record without what was matched, or several catalogs' records so."""
    if "catalogs" in document:
        return {**document, "catalogs": [_short(entry) for entry in document["catalogs"]]}
    if "songs" not in document:
        return {**document, "record": _short(document["record"])} if document.get("record") else document
    found = [song["status"] for song in document["songs"]]
    return {
        **{key: value for key, value in document.items() if key != "since"},
        "counts": {status: found.count(status) for status in dict.fromkeys(found)},
        "changes": {key: value for key, value in document["changes"].items() if key != "lines"},
        "songs": [{key: song[key] for key in _SHOWN} for song in document["songs"] if song["status"] != "matched"],
    }


def _halve_the_longest(document: Document) -> bool:
    """Drop half of the longest list of songs; tell whether there was one."""
    records = [entry.get("record") or {} for entry in document.get("catalogs", ())] or [document]
    longest = max(records, key=lambda record: len(record.get("songs", ())))
    if not longest.get("songs"):
        return False
    longest["songs"] = longest["songs"][: len(longest["songs"]) // 2]
    return True


def _dumped(document: Document) -> str:
    return json.dumps(document, separators=(",", ":"))  # ASCII alone: not every locale can carry more
