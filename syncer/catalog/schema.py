"""The catalog's JSON Schema, for editors: made of the rules that ``syncer check`` goes by.

Not in it, because the schema language cannot say it: that the cover's file exists, and that two songs are the same.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from syncer.catalog.rules import MAX_SONGS, PLAYLIST, PLAYLIST_NEEDS, SONG, SONG_NEEDS, SONG_NEEDS_ONE, Key

FILE = "catalog.schema.json"
"""What the schema's file is called, beside the catalogs that name it."""
DIRECTIVE = f"#:schema ./{FILE}"
"""The first line of a catalog, by which editors find the schema (Taplo, "Configuration > Directives")."""


def schema() -> dict[str, Any]:
    """Return the schema of a catalog (JSON Schema 2020-12)."""
    song = {
        **_table(SONG, SONG_NEEDS, "A song that is wanted; the order of the songs is the order of the playlist."),
        "anyOf": [{"required": [key]} for key in SONG_NEEDS_ONE],
        "not": {"properties": {"absent": {"const": True}}, "required": ["absent", "uri"]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalog of syncer",
        "description": "The songs of a Spotify playlist, as a person wrote them.",
        "type": "object",
        "properties": {
            "playlist": _table(PLAYLIST, PLAYLIST_NEEDS, "The playlist that the songs are for."),
            "songs": {
                "description": "The songs, in the order of the playlist.",
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_SONGS,
                "items": song,
            },
        },
        "required": ["playlist", "songs"],
        "additionalProperties": False,
    }


def dumped() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _table(keys: Mapping[str, Key], needs: Sequence[str], about: str) -> dict[str, Any]:
    return {
        "description": about,
        "type": "object",
        "properties": {name: {"description": key.about, **key.rule.schema} for name, key in keys.items()},
        "required": list(needs),
        "additionalProperties": False,
    }
