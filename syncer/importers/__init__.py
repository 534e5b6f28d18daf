"""Lists that people have, in whatever form: bytes in, songs out. What a file is shows in its content, not its name.

``decoding`` makes text of it; ``tables``, ``trees``, ``playlists`` and ``wiki`` each know forms that can be told
for sure, ``prose`` takes what is left; ``reading`` is what comes out.
"""

from syncer.errors import UsageError
from syncer.importers.blocks import grids, is_page, page
from syncer.importers.decoding import decoded
from syncer.importers.playlists import m3u, pls
from syncer.importers.prose import free_text
from syncer.importers.reading import Reading, Seen, Skipped, once
from syncer.importers.tables import delimited, table
from syncer.importers.trees import from_json, from_xml
from syncer.importers.wiki import wikitext

__all__ = ["Reading", "Seen", "Skipped", "read"]

_FORMS = (from_json, from_xml, m3u, pls, wikitext)


def read(data: bytes) -> Reading:
    """Return what a list says, each song once; raise UsageError for what is no list, or has no song in it."""
    text = decoded(data)
    forms = () if is_page(text) else _FORMS
    found = next((reading for form in forms if (reading := form(text)) is not None), None) or _other(text)
    if not found.songs:
        raise UsageError(f"no song was found in it (taken for {found.kind}); syncer reads lists, exports and playlists")
    return Reading(found.kind, once(found.songs), found.skipped)


def _other(text: str) -> Reading:
    if is_page(text):
        text, rows = page(text)
        return table(rows) or free_text(text)
    for rows in grids(text):
        if found := table(rows):
            return found
    return delimited(text) or free_text(text)
