"""What facts mean for a song: which of a source's songs it may be, by the same measures as tracks of Spotify's."""

from collections.abc import Iterable, Sequence

from syncer.knowledge.answers import once
from syncer.knowledge.facts import Performer, Piece
from syncer.matching.features import asked
from syncer.matching.names import artists_alike
from syncer.matching.text import fold
from syncer.matching.titles import parse, titles_alike
from syncer.matching.weights import THRESHOLDS
from syncer.model import Meaning, Saying, Song

PLAIN = THRESHOLDS.plain_title
"""How exact a title must be where nothing but its artist speaks for it."""

OF_SERIES = frozenset({"re-recording", "other version", "edit", "extended"})
"""Kinds of version that a series' theme may be: it is the one recording that the list can mean."""


def fitting(
    song: Song, pieces: Iterable[Piece], *, at_least: float = THRESHOLDS.title, of_series: bool = False
) -> tuple[Piece, ...]:
    """Return the songs that the list may mean, one piece each: more than one where several fit nearly as well.

    ``of_series``: they are a series' own, so that one called "(10 years after Ver.)" is what its name stands for.
    """
    allowed = OF_SERIES if of_series else frozenset[str]()
    rated = [(title_fits(song, piece, allowed), piece) for piece in pieces]
    best = max((value for value, _ in rated), default=0.0)
    found: list[Piece] = []
    for value, piece in sorted(rated, key=lambda pair: -pair[0]):
        if value >= max(at_least, best - THRESHOLDS.gap) and not any(_is_one(piece, each) for each in found):
            found.append(piece)
    return tuple(found)


def title_fits(song: Song, piece: Piece, allowed: frozenset[str] = frozenset()) -> float:
    """Return how well a song's title is one of a piece's, 0 to 1; 0 for another version of it.

    ``allowed``: the kinds of version that it may be although nobody asked for them.
    """
    values = (
        _alike(song, name, title, allowed)
        for name in (song.title, *song.aliases)
        for title in (*piece.titles, *piece.also)
    )
    return max(values, default=0.0)


def names_fit(artists: Iterable[str], performers: Iterable[Performer]) -> bool:
    """Say whether one of the artists is one of the performers, or takes part in one."""
    names = [name for performer in performers for name in (*performer.names, *performer.members)]
    return any(artists_alike((ours,), (theirs,)).value >= THRESHOLDS.artist for ours in artists for theirs in names)


def as_meaning(source: str, title: str, piece: Piece, saying: Saying, *, series: str = "") -> Meaning:
    """Return what a piece means for a song of that title in the list."""
    return Meaning(
        source=source,
        titles=once(*piece.titles, title),
        performers=tuple(performer.names for performer in piece.performers),
        says=(saying,),
        isrcs=piece.isrcs,
        recordings=once(piece.id),
        uris=piece.uris,
        series=series,
    )


def said(start: str, piece: Piece) -> Saying:
    """Return a sentence that ends with title and performers, the title in both scripts where there are two."""
    native, usual = piece.titles[0], piece.titles[-1]
    title = usual if native == usual else f"{usual} ({native})"
    return Saying(f"{start} {title} by {_listed([performer.names[0] for performer in piece.performers])}", piece.url)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _alike(song: Song, name: str, title: str, allowed: frozenset[str]) -> float:
    if fold(name) == fold(title):
        return 1.0
    wanted, offered = asked(song), parse(title).versions
    return titles_alike(name, title).value if wanted <= offered and offered - wanted <= allowed else 0.0


def _is_one(piece: Piece, other: Piece) -> bool:
    """Say whether two pieces are one song, as the theme of two seasons is."""
    titles = {fold(title) for title in piece.titles} & {fold(title) for title in other.titles}
    names = [{fold(name) for who in each.performers for name in who.names} for each in (piece, other)]
    return bool(titles and names[0] & names[1])
