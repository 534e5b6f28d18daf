"""What all our pages are made of: the macros that show songs and tracks, and the filters that they need.

Whatever stands in a page is escaped, and made harmless before that, unless it is Markup.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from syncer.pictures import picture_url
from syncer.report.record import Record
from syncer.report.words import command, length, moment, pin, plain, playlist_url, search_url, track_url, web_url

SIGNS: Mapping[str, str] = {"matched": "✓", "unsure": "?", "unmatched": "✕", "pending": "…", "absent": "–"}
"""A status is never told by colour alone."""

CANDIDATES = 3
"""So many stand side by side; the others of a song are folded below."""

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def part(name: str) -> str:
    """Return one of our own files: a template, style sheet or script, as "report/page.css"."""
    folder, _, file = name.partition("/")
    return files(f"syncer.{folder}").joinpath(file).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return what makes pages of templates, which it finds by such names."""
    made = Environment(
        loader=FunctionLoader(part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    made.filters |= {
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
    made.globals |= {"command": command, "search_url": search_url, "signs": SIGNS, "shown": CANDIDATES}
    return made


def language(*texts: str) -> str:
    """Return the language that the script tells, for the right glyphs and the right voice; "" where it tells none.

    Kanji alone may be Chinese or Japanese; one kana among the names of a track settles it.
    """
    text = "".join(texts)
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else ""


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
