"""Every weight and threshold of the choice, in one place; ``benchmarks/calibrate.py`` re-runs their choice."""

from dataclasses import dataclass

TITLE, ARTIST, VERSION, DURATION, SERIES, ALBUM, ISRC = 5.0, 4.0, 2.0, 1.0, 1.0, 0.5, 5.0
"""How much each respect counts in the total, which ranks candidates; what is a match is said by ``Thresholds``."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What each class of evidence asks for; 0 to 1 where nothing else is said."""

    title: float = 0.83
    """Below it, a title is another title."""
    artist: float = 0.78
    """Below it, an artist is another artist."""
    sum: float = 1.7
    """Title and artist together: one may be blurred, not both."""
    plain: float = 0.93
    """Title and artist both this exact: whatever else fits is the same song under another name."""
    gap: float = 0.08
    """How far the best must be before the next recording."""
    plain_title: float = 0.92
    """How exact a title must be where the artist cannot be compared."""
    read_artist: float = 0.66
    """How well a name in another script must read where the title is beyond doubt."""
    read_title: float = 0.7
    """How well a title in another script must read where the artist is beyond doubt."""
    plain_artist: float = 0.97
    """How exact an artist must be where the title is only nearly the one."""
    series_title: float = 0.85
    """How exact a title must be where the artist is a series that the track names."""
    stranger: float = 0.6
    """Above it, an artist may yet be the one that was asked for."""
    long_title: int = 10
    """Letters; a title of so many is hardly read from another song's by accident."""
    turned: float = 0.97
    """How exact both must be where a list has title and artist in each other's place."""
    worth_showing: float = 0.6
    """A title at least this alike is worth a person's look, whoever sings."""


THRESHOLDS = Thresholds()
