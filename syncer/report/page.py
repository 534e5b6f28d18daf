"""The record as one page that stands alone: no script, no font, no picture from anywhere, readable on paper.

Everything of Spotify's is escaped by jinja2; the browser is told besides to load nothing and to run nothing, and
to take only the one style sheet whose hash the page names. Links are made from ids alone, never taken over.
"""

import base64
import hashlib
import re
from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from syncer.report.record import STATUSES, Record, counts, summary
from syncer.report.words import length, pin, plain, playlist_url, track_url

SIGNS = {"matched": "✓", "unsure": "?", "unmatched": "✕", "pending": "…", "absent": "–"}
"""A status is never told by colour alone."""

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def page(record: Record) -> str:
    """Return the whole HTML document."""
    style = _part("page.css")
    return _template().render(
        record=record,
        style=Markup(style),  # noqa: S704 - our own file, which has no "<"
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        counts=counts(record),
        summary=summary(record),
        open=[(n, song) for n, song in enumerate(record["songs"], start=1) if song["status"] != "matched"],
        statuses=STATUSES,
        signs=SIGNS,
    )


def language(*texts: str) -> str:
    """Return the language that the script tells, for the right glyphs and the right voice; "" where it tells none.

    Kanji alone may be Chinese or Japanese; one kana among the names of a track settles it.
    """
    text = "".join(texts)
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else ""


def moment(text: str) -> str:
    """Return an ISO 8601 time as a person writes it; anything else as it is."""
    try:
        return datetime.fromisoformat(text).strftime("%d %B %Y, %H:%M %Z").lstrip("0").strip()
    except ValueError:
        return text


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    environment.filters |= {
        "length": length,
        "track_url": track_url,
        "playlist_url": playlist_url,
        "pin": pin,
        "moment": moment,
        "language": lambda track: language(track["title"], *track["artists"], track["album"]),
    }
    return environment.from_string(_part("page.html.j2"))


def _clean(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    return files("syncer.report").joinpath(name).read_text(encoding="utf-8")
