"""The record as one page that stands alone: it loads nothing, unless the person allows covers, and works on paper too.

Everything of Spotify's is escaped by jinja2; the browser is told besides to load nothing but covers from Spotify's own
host, and to take only the one style sheet and the one script whose hashes the page names. No text ever stands in the
script: it reads what the page shows. Links are made from ids alone, never taken over.
"""

import base64
import hashlib
from typing import Any

from markupsafe import Markup

from syncer.pictures import HOST
from syncer.report import head
from syncer.report.parts import environment, part
from syncer.report.record import STATUSES, Record, counts, outside, summary

CHANGES = (("added", "+"), ("moved", "~"), ("removed", "−"))


def page(record: Record, *, covers: bool = False) -> str:
    """Return the whole HTML document; ``covers``: the person allows pictures to be loaded from Spotify."""
    style, script = part("report/page.css"), part("report/page.js")
    return (
        environment()
        .get_template("report/page.html.j2")
        .render(
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
            signs_of_changes=CHANGES,
            **_head(record),
        )
    )


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
