"""What a sitting shows of each song, what was done about it, and what each button answers."""

from dataclasses import dataclass

from syncer.model import Matched, Outcome, Song, Track
from syncer.report.text import name
from syncer.review.decision import Means, Step, Take
from syncer.review.naming import Question, said
from syncer.review.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did about one song, and what came of it."""

    number: int
    """Counted from 1, in the order of the sitting."""
    song: Song
    steps: tuple[Step, ...]
    """The decision about the song, then perhaps one about a name in the list."""

    @property
    def track(self) -> Track | None:
        """The track that was taken; None where the song is not there."""
        decision = self.steps[0].decision
        return decision.track if isinstance(decision, Take) else None

    @property
    def meanings(self) -> tuple[str, ...]:
        """What names in the list stand for since, a sentence each."""
        return tuple(said(step.decision.alias) for step in self.steps if isinstance(step.decision, Means))

    @property
    def settled(self) -> tuple[Matched, ...]:
        """The other songs that became clear by it."""
        return tuple(matched for step in self.steps for matched in step.settled)


@dataclass(frozen=True, slots=True)
class Entry:
    """A song of the catalog as it stands now."""

    id: str
    """The same for the same words in the catalog, whatever its line."""
    outcome: Outcome
    lines: tuple[int, ...]
    waiting: Waiting | None
    """What there is to decide; None where nothing is."""
    choice: Waiting | None
    """The same, and what can be chosen for a settled song that the person wants to change."""
    deed: Deed | None
    """What the person did about it in this sitting."""
    asked: Question | None
    """What is still to be asked after they took its track."""
    words: str = ""
    """What they searched for, where the candidates come from that."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a button did."""

    sentences: tuple[str, ...]
    good: bool = True
    """Whether it did what it says on it."""
    deed: Deed | None = None
    """What can be undone."""
    at: str = ""
    """The song to look at next; "" where none is left."""


def called(track: Track) -> str:
    """Return what a track is called, on one line."""
    return name(track.title, [artist.name for artist in track.artists])
