"""The record as one page that stands alone: it loads nothing, unless the person allows covers, and works on paper too.

Everything of Spotify's is escaped by jinja2; the browser is told besides to load nothing but covers from Spotify's own
host, and to take only the one style sheet and the one script whose hashes the page names. No text ever stands in the
script: it reads what the page shows. Links are made from ids alone, never taken over.
"""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from syncer.pictures import HOST, picture_url
from syncer.report import head
from syncer.report.record import STATUSES, Record, counts, outside, summary
from syncer.report.words import length, moment, pin, plain, playlist_url, search_url, track_url, web_url

SIGNS = {"matched": "✓", "unsure": "?", "unmatched": "✕", "pending": "…", "absent": "–"}
"""A status is never told by colour alone."""

CHANGES = (("added", "+"), ("moved", "~"), ("removed", "−"))

CANDIDATES = 3
"""So many stand side by side; the others of a song are folded below."""

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def page(record: Record, *, covers: bool = False) -> str:
    """Return the whole HTML document; ``covers``: the person allows pictures to be loaded from Spotify."""
    style, script = _part("page.css"), _part("page.js")
    return _template().render(
        record=record,
        covers=covers,
        style=Markup(style),  # noqa: S704 - our own file, which has no "<"
        script=Markup(script),  # noqa: S704 - our own file, which has no "</"
        policy=_policy(style, script, covers=covers),
        summary=summary(record),
        outside=outside(record),
        counts=counts(record),
        filters=_filters(record),
        statuses=STATUSES,
        signs=SIGNS,
        signs_of_changes=CHANGES,
        shown=CANDIDATES,
        **_head(record),
    )


def language(*texts: str) -> str:
    """Return the language that the script tells, for the right glyphs and the right voice; "" where it tells none.

    Kanji alone may be Chinese or Japanese; one kana among the names of a track settles it.
    """
    text = "".join(texts)
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else ""


def _head(record: Record) -> dict[str, Any]:
    """Return what stands at the top."""
    waits = (n for n, song in enumerate(record["songs"], start=1) if song["status"] in head.WAITING)
    return {
        "on_playlist": head.on_playlist(record),
        "waiting": head.waiting(record),
        "waiting_statuses": head.WAITING,
        "first": next(waits, None),
        "since": head.since(record),
        "changed": sum(len((record.get("since") or {}).get(kind, ())) for kind in head.KINDS),
        "kinds": head.KINDS,
        "words": head.WORDS,
        "sign_in": head.sign_in(record),
        "ends": head.end_of_sign_in(record),
        "days_left": head.days_left(record),
        "warned_from": head.WARNED_FROM,
    }


def _filters(record: Record) -> list[tuple[str, str, int]]:
    """Return what can be shown: value, label and number of songs, all of them first."""
    number, waits = counts(record), head.waiting(record)
    several = [("waiting", "waiting for you", waits)] if waits else []
    each = [(status, status, number[status]) for status in STATUSES if number[status]]
    return [("all", "all", len(record["songs"])), *several, *each]


def _policy(style: str, script: str, *, covers: bool) -> str:
    pictures = f"; img-src {HOST}" if covers else ""
    return (
        f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}{pictures}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    environment.filters |= {
        "length": length,
        "track_url": track_url,
        "playlist_url": playlist_url,
        "picture_url": lambda text: picture_url(text or ""),
        "web_url": web_url,
        "pin": pin,
        "moment": moment,
        "percent": lambda value: f"{_part_of(value, 100)} %",
        "twentieths": lambda value: _part_of(value, 20),
        "others_against": _others_against,
        "language": lambda track: language(track["title"], *track["artists"], track["album"]),
    }
    environment.globals["search_url"] = search_url
    return environment.from_string(_part("page.html.j2"))


def _part_of(value: float | None, whole: int) -> int:
    """Return a value between 0 and 1 as a number of parts; nothing is rounded up to the whole, or down to none."""
    parts = min(max(value or 0.0, 0.0), 1.0) * whole
    return round(parts) if parts in {0.0, whole} else min(max(round(parts), 1), whole - 1)


def _others_against(candidate: Record) -> list[str]:
    """Return what counts against a candidate and is not said beside a bar already."""
    said = {feature.get("remark") for feature in candidate["features"]}
    return [reason for reason in candidate["against"] if reason not in said]


def _clean(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    return files("syncer.report").joinpath(name).read_text(encoding="utf-8")
