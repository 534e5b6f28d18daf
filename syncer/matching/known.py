"""Who is who: artists that earlier matches confirmed, and what a person said that a name in the list stands for.

Names differ from language to language, Spotify's ids do not: an id is believed, a name only where no id is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from syncer.matching.text import fold
from syncer.model import Alias, Artist, Matched

Names = Mapping[str, frozenset[str]]
"""Folded names as lists write them, each with what it stands for."""


def _nothing() -> Names:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KnownArtists:
    """What names in the list stand for."""

    ids: Names = field(default_factory=_nothing)
    """The Spotify ids of the artists; under a series' name those who perform its songs."""
    names: Names = field(default_factory=_nothing)
    """The artists' folded names, where no id is known."""
    series: Names = field(default_factory=_nothing)
    """The full titles of the series."""

    def confirms(self, asked: Iterable[str], offered: Iterable[Artist]) -> bool:
        """Say whether one of the artists offered is known to be the first one asked for."""
        first = fold(next(iter(asked), ""))
        ids, names = self.ids.get(first, frozenset()), self.names.get(first, frozenset())
        return any(artist.id in ids if artist.id and ids else fold(artist.name) in names for artist in offered)

    def titles(self, asked: Iterable[str]) -> tuple[str, ...]:
        """Return the full titles of what is asked for by these names of series."""
        return tuple(sorted(frozenset[str]().union(*(self.series.get(fold(name), frozenset()) for name in asked))))

    def learnt(self, matched: Matched) -> "KnownArtists":
        """Return it with what a match shows: a song of one artist, found as a track of one artist."""
        song, track = matched.song, matched.score.track
        if len(song.artists) != 1 or len(track.artists) != 1 or not track.artists[0].id:
            return self
        if matched.how not in {"title and artist", "ISRC", "pinned in the catalog"} or matched.chosen_by == "person":
            return self
        return replace(self, ids=_more(self.ids, song.artists[0], {track.artists[0].id}))

    def told(self, aliases: Iterable[Alias]) -> "KnownArtists":
        """Return it with what a person confirmed; what a source says, or a person denied, changes nothing here."""
        known = self
        for alias in aliases:
            if alias.standing == "confirmed":
                known = known._with(alias)
        return known

    def _with(self, alias: Alias) -> "KnownArtists":
        ids = {artist.id for artist in alias.artists if artist.id}
        names = {fold(artist.name) for artist in alias.artists}
        names |= {fold(alias.means)} if alias.kind == "artist" else set()
        series = _more(self.series, alias.name, {alias.means}) if alias.kind == "series" else self.series
        return KnownArtists(_more(self.ids, alias.name, ids), _more(self.names, alias.name, names), series)


def _more(known: Names, name: str, found: Iterable[str]) -> Names:
    """Return the names with more of what one stands for; the very same where nothing is new."""
    had = known.get(fold(name), frozenset())
    return known if had.issuperset(found) else MappingProxyType({**known, fold(name): had | frozenset(found)})


NO_ARTISTS = KnownArtists()
