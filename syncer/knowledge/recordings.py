"""MusicBrainz' recordings, works and artists as facts, in the shapes in which searches and look-ups write them."""

import re
from collections.abc import Iterator

from syncer.knowledge.answers import Part, once
from syncer.knowledge.facts import Performer, Piece
from syncer.matching.text import fold

SITE = "https://musicbrainz.org"
MOST_RELEASES = 20
MOST_ISRCS = 3
MOST_ALIASES = 6
"""So many other names of an artist are kept."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def recording(part: Part) -> Piece | None:
    """Return a recording; None where nobody is credited, or its id is none."""
    performers = tuple(map(_credited, part.maybe("artist-credit").rows_if_any()))
    number = _id(part)
    if not performers or not number:
        return None
    title = part.at("title").text
    others = once(*_aliases(part), *_on_releases(part), *_of_works(part))
    return Piece(
        titles=(title,),
        performers=performers,
        also=tuple(other for other in others if fold(other) != fold(title)),
        on=once(*(release.maybe("title").text_if_any for release in _releases(part)))[:MOST_RELEASES],
        isrcs=once(*(isrc.text_if_any for isrc in part.maybe("isrcs").rows_if_any()))[:MOST_ISRCS],
        id=number,
        url=f"{SITE}/recording/{number}",
    )


def work(part: Part) -> Piece:
    """Return a work: a song, whoever has recorded it."""
    number = _id(part)
    url = f"{SITE}/work/{number}" if number else ""
    return Piece((part.at("title").text,), also=once(*_aliases(part)), id=number, url=url)


def artist(part: Part) -> Performer:
    """Return an artist; the name by which they are sorted comes as one says it."""
    spoken = " ".join(reversed(part.maybe("sort-name").text_if_any.split(", ")))
    aliases = list(_aliases(part))[:MOST_ALIASES]
    return Performer(once(part.at("name").text, spoken, *aliases), id=_id(part))


def _id(part: Part) -> str:
    """Return an entity's id; "" for what cannot be one, and must not get into an address."""
    found = part.at("id").text
    return found if _ID.fullmatch(found) else ""


def _credited(part: Part) -> Performer:
    """Return who is credited, under the name on the cover first."""
    found = artist(part.at("artist"))
    return Performer(once(part.maybe("name").text_if_any, *found.names), id=found.id)


def _aliases(part: Part) -> Iterator[str]:
    yield from (alias.at("name").text_if_any for alias in part.maybe("aliases").rows_if_any())


def _releases(part: Part) -> Iterator[Part]:
    yield from part.maybe("releases").rows_if_any()


def _on_releases(part: Part) -> Iterator[str]:
    """Yield what a recording is called on its releases.

    A release's own title is no song's: the other side of a single is on it too. Only of a pseudo-release, which is a
    track list in another script, it is taken where that does not show its tracks.
    """
    for release in _releases(part):
        media = release.maybe("media").rows_if_any()
        tracks = [row for medium in media for name in ("track", "tracks") for row in medium.maybe(name).rows_if_any()]
        yield from (track.maybe("title").text_if_any for track in tracks)
        if not tracks and release.maybe("status").value == "Pseudo-Release":
            yield release.maybe("title").text_if_any


def _of_works(part: Part) -> Iterator[str]:
    """Yield what the works are called that a recording is of."""
    for relation in part.maybe("relations").rows_if_any():
        of = relation.maybe("work")
        if of.value is not None and relation.maybe("type").value == "performance":
            yield of.maybe("title").text_if_any
            yield from _aliases(of)
