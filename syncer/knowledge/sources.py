"""The sources, in the order in which they are asked: each builds on what those before it have said."""

from syncer.knowledge.animethemes import AnimeThemes
from syncer.knowledge.listenbrainz import ListenBrainz
from syncer.knowledge.musicbrainz import MusicBrainz
from syncer.knowledge.source import Source

SOURCES: tuple[Source, ...] = (
    AnimeThemes(),
    MusicBrainz(),
    ListenBrainz(),
)
