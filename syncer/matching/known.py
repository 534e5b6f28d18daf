"""Artists that earlier matches confirmed: names differ from language to language, Spotify's ids do not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from syncer.matching.text import fold
from syncer.model import Artist, Matched


@dataclass(frozen=True, slots=True)
class KnownArtists:
    """Folded names of artists with the Spotify ids that were confirmed for them."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def confirms(self, asked: Iterable[str], offered: Iterable[Artist]) -> bool:
        """Say whether one of the artists offered is known to be the first one asked for."""
        first = next(iter(asked), None)
        wanted = self.ids.get(fold(first), frozenset()) if first else frozenset()
        return any(artist.id in wanted for artist in offered if artist.id)

    def learnt(self, matched: Matched) -> "KnownArtists":
        """Return it with what a match shows: a song of one artist, found as a track of one artist."""
        song, track = matched.song, matched.score.track
        if len(song.artists) != 1 or len(track.artists) != 1 or not track.artists[0].id:
            return self
        if matched.how not in {"title and artist", "ISRC", "pinned in the catalog"} or matched.chosen_by == "person":
            return self
        name = fold(song.artists[0])
        ids = self.ids.get(name, frozenset())
        if track.artists[0].id in ids:
            return self
        return KnownArtists(MappingProxyType({**self.ids, name: ids | {track.artists[0].id}}))


NO_ARTISTS = KnownArtists()
