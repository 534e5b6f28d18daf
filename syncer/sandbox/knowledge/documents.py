"""What MusicBrainz' search knows of each entity: its fields, as their index names them.

Two things that are not in it: the aliases of a recording's artists, and the titles of tracks on a release.
"""

from collections.abc import Iterator

from syncer.sandbox.knowledge.facts import Artist, Credit, Facts, Recording, Work
from syncer.sandbox.knowledge.solr import Document

DEFAULT = {
    "recording": ("recording", "artist", "release"),
    "work": ("work", "alias"),
    "artist": ("artist", "alias", "sortname"),
}
"""Entity to the fields in which a word without a field is looked for."""
QUANTUM = 2000
"""Milliseconds; ``qdur`` is the length in so many of them."""


def documents(facts: Facts, entity: str) -> list[Document]:
    """Return the documents of an entity, in the order of the facts."""
    if entity == "recording":
        return [_recording(facts, each) for each in facts.recordings.values()]
    if entity == "work":
        return [_work(facts, each) for each in facts.works.values()]
    return [_artist(each) for each in facts.artists.values()]


def credited(facts: Facts, by: tuple[Credit, ...]) -> str:
    """Return the whole credit as one reads it."""
    return "".join(f"{credit.name or facts.artists[credit.artist].name}{credit.join}" for credit in by)


def _recording(facts: Facts, recording: Recording) -> Document:
    artists = [facts.artists[credit.artist] for credit in recording.credits]
    length = recording.length
    return {
        "recording": [recording.title],
        "alias": [alias.text for alias in recording.aliases],
        "artist": [credited(facts, recording.credits), *(artist.name for artist in artists)],
        "artistname": [artist.name for artist in artists],
        "creditname": [credit.name or facts.artists[credit.artist].name for credit in recording.credits],
        "arid": [artist.mbid for artist in artists],
        "rid": [recording.mbid],
        "isrc": list(recording.isrcs),
        "dur": [] if length is None else [str(length)],
        "qdur": [] if length is None else [str(length // QUANTUM)],
        "video": ["true" if recording.video else "false"],
        "comment": [recording.comment],
        "firstreleasedate": [recording.date],
        "release": [release.title for release in recording.releases],
        "status": [release.status for release in recording.releases],
        "date": [release.date for release in recording.releases],
        "country": [release.country for release in recording.releases],
        "primarytype": [release.kind for release in recording.releases],
        "secondarytype": [kind for release in recording.releases for kind in release.secondary],
    }


def _work(facts: Facts, work: Work) -> Document:
    recordings = facts.recordings_of.get(work.key, [])
    writers = [facts.artists[key] for key, _ in work.writers]
    return {
        "work": [work.title],
        "alias": [alias.text for alias in work.aliases],
        "recording": [recording.title for recording in recordings],
        "rid": [recording.mbid for recording in recordings],
        "artist": [writer.name for writer in writers],
        "arid": [writer.mbid for writer in writers],
        "lang": [work.language],
        "type": ["Song"],
        "wid": [work.mbid],
    }


def _artist(artist: Artist) -> Document:
    return {
        "artist": [artist.name],
        "alias": list(_also(artist)),
        "primary_alias": list(_also(artist)),
        "sortname": [artist.sort_name],
        "arid": [artist.mbid],
        "type": [artist.kind],
        "country": [artist.country or ""],
        "comment": [artist.comment],
    }


def _also(artist: Artist) -> Iterator[str]:
    yield from (alias.text for alias in artist.aliases)
