"""The sources, in the order in which they are asked: each builds on what those before it have said.

Another one is a file of its own and a line here, and the settings know its address.
"""

from syncer.knowledge.animethemes import AnimeThemes
from syncer.knowledge.listenbrainz import ListenBrainz
from syncer.knowledge.musicbrainz import MusicBrainz
from syncer.knowledge.source import Source

SOURCES: tuple[Source, ...] = (
    AnimeThemes(),
    MusicBrainz(),
    ListenBrainz(),
)
