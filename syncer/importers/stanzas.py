"""Lists that give each song two lines, with an empty line before the next: title and artist."""

from collections.abc import Sequence

from syncer.importers.blocks import Block, shown
from syncer.importers.order import CLEAR, leaning
from syncer.importers.pairs import is_prose
from syncer.importers.reading import Reading, Skipped
from syncer.model import Song

_FEW = 4
_MOSTLY = 0.9
_LONGEST = 60
"""Characters; names are shorter, on the whole."""


def couples(lines: Sequence[Block]) -> Reading | None:
    """Return the songs of a text of pairs of lines; None where no name comes again, as artists do and verses do not."""
    stanzas = _stanzas(lines)
    pairs = [stanza for stanza in stanzas if len(stanza) == 2 and not any(map(_is_long, stanza))]  # noqa: PLR2004
    if len(pairs) < max(_FEW, _MOSTLY * len(stanzas)):
        return None
    lean = leaning([first.text for first, _ in pairs], [second.text for _, second in pairs])
    if abs(lean) < CLEAR:
        return None
    found = [(second, first) if lean > 0 else (first, second) for first, second in pairs]
    songs = tuple(Song(shown(title.text), (shown(who.text),), uri=title.uri, line=title.line) for title, who in found)
    used = {block.line for pair in pairs for block in pair}
    order = "artist, then title" if lean > 0 else "title, then artist"
    skipped = tuple(Skipped(block.line, shown(block.text)) for block in lines if block.line not in used)
    return Reading(f"text of two lines a song, {order}", songs, skipped)


def _stanzas(lines: Sequence[Block]) -> list[list[Block]]:
    """Return the lines that stand under each other without an empty one between."""
    stanzas: list[list[Block]] = []
    for block in lines:
        if stanzas and block.line == stanzas[-1][-1].line + 1:
            stanzas[-1].append(block)
        else:
            stanzas.append([block])
    return stanzas


def _is_long(block: Block) -> bool:
    return len(block.text) > _LONGEST or is_prose(block.text) or block.kind.startswith("heading")
