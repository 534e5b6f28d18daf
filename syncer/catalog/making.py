"""A new catalog's text: what a person finds in it the first time, with comments that teach."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit

from syncer.catalog.rules import MAX_DESCRIPTION, MAX_NAME, PLAYLIST
from syncer.catalog.schema import DIRECTIVE

_HEAD = f"""{DIRECTIVE}
# These songs, in this order, are what syncer puts on the playlist. After editing: syncer check, then syncer push.

[playlist]
"""
_MORE = """# description = "..."            at most {limit} characters, no line break
# removed = "respect"            a song that you take off in the app stays off; else it comes back
"""
_TEACHING = """
# A song has a title, and an artist or where it is from; the rest may be left out. For example:
#
# [[songs]]
# title = "Secret Base"
# artist = ["ZONE"]              # one name or several
# from = "Anohana"               # the series, film or game; may stand in the artist's place
# version = "10 years after"     # "live", "instrumental", "tv size", ... : not the plain one
# duration = "4:29"              # tells a TV size from the full song
# uri = "https://open.spotify.com/track/..."   exactly this track: in Spotify, Share > Copy song link
# absent = true                  # it is not on Spotify: do not look
"""
_EXAMPLE = """# An example, which is not looked for: write your own songs in its place.
[[songs]]
title = "The title of a song"
artist = "Its artist"
absent = true
"""
"""Stands in a catalog that has no song yet, since one without songs is taken for an accident."""


def made(playlist: Mapping[str, Any], songs: Iterable[Mapping[str, Any]], about: str = "", *, teach: bool) -> str:
    """Return the text of a catalog: the values of ``[playlist]``, and those of each song.

    ``about``: a comment for the songs, a line each; ``teach``: whether to explain what may stand in it.
    """
    entries = [_entry(song) for song in songs] or [_EXAMPLE]
    more = _MORE.format(limit=MAX_DESCRIPTION) if teach else ""
    comment = "".join(f"# {line}\n" for line in about.splitlines())
    parts = (_HEAD + lines(playlist) + more + (_TEACHING if teach else ""), comment, *entries)
    return "\n".join(part for part in parts if part)


def lines(values: Mapping[str, Any]) -> str:
    """Return the keys and values as TOML, a line each."""
    return "".join(f"{key} = {tomlkit.item(value).as_string()}\n" for key, value in values.items())


def name(text: str) -> str:
    """Return the name that is nearest to this text among those that a catalog may have."""
    return " ".join(text.split())[:MAX_NAME].strip() or "Untitled"


def description(text: str) -> str | None:
    """Return the description if a catalog may have it, else None."""
    return None if PLAYLIST["description"].rule.check(text) else text


def _entry(values: Mapping[str, Any]) -> str:
    return f"[[songs]]\n{lines(values)}"
