"""Which comes first in a list, the artist or the title: told from the whole list."""

import re
from collections.abc import Collection, Sequence

from syncer.importers.pairs import Pair, names_columns

_TITLE_SIGNS = re.compile(
    r"[(\[（](?:feat|ft|with|live|remix|remaster|demo|acoustic|cover|instrumental|\w* ?(?:mix|ver|version|edit))\b"
    r"|\b(?:remix|remaster(?:ed)?|version|edit)\b|[?!]$",
    re.IGNORECASE,
)
_ARTIST_SIGNS = re.compile(
    r"^the \w+s$|(?<![(\[（])\b(?:feat|ft)\.|\w,? & \w|\w, \w+$"
    r"|^(?:los|las|les) \w|\b(?:band|banda|grupo|orchestra|orquesta|orchester|choir|ensemble|quartet|trio|dj)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,、&×;]|\bfeat\b\.?|\bft\b\.?|\bx\b)\s*", re.IGNORECASE)
REPEATS = 3.0
"""A name that comes again tells most: artists do, titles hardly ever."""
SAID = 1000.0
"""A line that names the columns leaves no doubt."""
CLEAR = 2.0
"""How much has to speak for one order where nothing else says that these are songs."""


def artist_first(groups: Sequence[Sequence[Pair]], titles: Collection[str] = ()) -> list[bool]:
    """Return for each group of lines whether the artist comes first in it.

    A document keeps to one order: a group that tells little follows the others, and where none does, the largest.
    ``titles``: what the document names as titles elsewhere.
    """
    leans = [_lean(pairs, titles) for pairs in groups]
    largest = max(groups, key=len, default=())
    usual = sum(leans) or (1.0 if largest and _usually_artist(largest[0]) else -1.0)
    return [(lean if abs(lean) >= CLEAR else usual) > 0 for lean in leans]


def _lean(pairs: Sequence[Pair], titles: Collection[str]) -> float:
    """Return how much speaks for artists on the left of these lines, 0 for nothing."""
    for found in pairs:
        if named := names_columns(found):
            return SAID if named == "artist" else -SAID
    left, right = [found.parts[0] for found in pairs], [found.parts[-1] for found in pairs]
    return leaning(left, right) + REPEATS * (
        sum(name in titles for name in right) - sum(name in titles for name in left)
    )


def _usually_artist(found: Pair) -> bool:
    return found.shape == "dash" and not found.block.kind.startswith("heading")


def leaning(left: Sequence[str], right: Sequence[str]) -> float:
    """Return how much speaks for artists on the left of these lines; below 0 it speaks for artists on the right."""
    return (_repeats(left) - _repeats(right)) * REPEATS + _signs(left) - _signs(right)


def _repeats(names: Sequence[str]) -> int:
    """Return how many names have come before, alone or among others."""
    seen: set[str] = set()
    count = 0
    for name in dict.fromkeys(names):
        parts = {part.casefold() for part in _SPLIT.split(name) if part}
        count += bool(parts & seen)
        seen |= parts
    return count + len(names) - len(set(names))


def _signs(names: Sequence[str]) -> int:
    return sum(bool(_ARTIST_SIGNS.search(name)) - bool(_TITLE_SIGNS.search(name)) for name in names)
