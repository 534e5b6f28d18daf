"""Lists that people have, in whatever form: bytes in, songs out. What a file is shows in its content, not its name.

``decoding`` makes text of it. ``trees`` (with ``nodes``), ``playlists`` and ``wiki`` know forms that can be told for
sure, ``tables`` those with a header, ``headless`` those without. ``prose`` takes what is left: ``blocks`` and
``numbering`` make lines of one form of it, ``pairs``, ``themes``, ``records`` and ``stanzas`` say what is in them, and
``order`` what comes first. ``reading`` is what comes out.
"""

import re
from collections.abc import Sequence

from syncer.errors import UsageError
from syncer.importers.blocks import grids, is_page, page
from syncer.importers.decoding import decoded
from syncer.importers.headless import Row, headless, in_a_column
from syncer.importers.playlists import cue, m3u, pls
from syncer.importers.prose import free_text
from syncer.importers.reading import Reading, Seen, Skipped, once
from syncer.importers.tables import delimited, table
from syncer.importers.trees import from_json, from_page, from_toml, from_xml
from syncer.importers.wiki import wikitables, wikitext

__all__ = ["Reading", "Seen", "Skipped", "read"]

_LINK = re.compile(r"^\s*(?:https://open\.spotify\.com/(?:intl-\w+/)?track/|spotify:track:)\w{22}\S*\s*$", re.MULTILINE)
_MANY_LINKS = 0.5
"""The share of lines that are such links from which a list is one of links."""
_FORMS = (from_json, from_xml, from_toml, m3u, cue, pls, wikitext)


def read(data: bytes) -> Reading:
    """Return what a list says, each song once; raise UsageError for what is no list, or has no song in it."""
    text = decoded(data)
    forms = () if is_page(text) else _FORMS
    found = next((reading for form in forms if (reading := form(text)) is not None), None) or _other(text)
    links = 0 if found.songs else len(_LINK.findall(text))
    if links and links >= _MANY_LINKS * text.count("\n"):
        raise UsageError(
            "it has links to tracks and no titles, which a catalog needs: paste the links into a playlist of yours in "
            "Spotify, and make a catalog of that with syncer pull"
        )
    if not found.songs:
        raise UsageError(f"no song was found in it (taken for {found.kind}); syncer reads lists, exports and playlists")
    return Reading(found.kind, once(found.songs), found.skipped)


def _other(text: str) -> Reading:
    if is_page(text):
        if found := from_page(text):
            return found
        text, tables = page(text)
        return _of_tables(tables) or free_text(text)
    headed = [(True, rows) for rows in (*grids(text), *wikitables(text))]
    return _of_tables(headed) or delimited(text) or free_text(text)


def _of_tables(tables: Sequence[tuple[bool, Sequence[Row]]]) -> Reading | None:
    """Return the songs of all tables that have any, None for none."""
    found = [reading for headed, rows in tables if (reading := _of_table(rows, headed=headed)) and reading.songs]
    if not found:
        return None
    songs = tuple(song for reading in found for song in reading.songs)
    return Reading(found[0].kind, songs, tuple(line for reading in found for line in reading.skipped))


def _of_table(rows: Sequence[Row], *, headed: bool) -> Reading | None:
    """Return the songs of a table, which has a header although we may not know its words, or may have none."""
    return table(rows) or (None if headed else headless(rows)) or in_a_column(rows[1:])
