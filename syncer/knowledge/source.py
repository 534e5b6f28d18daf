"""What a source has to offer: a question in, facts out, and what they mean for a song. All of it is pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from syncer.knowledge.facts import Fact
from syncer.matching.text import fold
from syncer.model import Meaning, Song


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one source; it is asked once, whoever needs the answer."""

    source: str
    """The source's key."""
    kind: str
    """What is asked for, e.g. "series"."""
    terms: tuple[str, ...] = field(compare=False)
    """As they are sent."""
    key: str = field(init=False)
    """What makes it the same question: case and punctuation of the terms do not matter."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", "\n".join(fold(term) for term in self.terms))


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent for one or more questions, below the source's address."""

    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    """Sent as JSON with POST; None is a GET."""


@dataclass(frozen=True, slots=True)
class Case:
    """A song that is open, and what is known of it."""

    song: Song
    artists: tuple[str, ...] = ()
    """The names under which Spotify showed the artist that is asked for; none where it showed no such artist."""
    denied: frozenset[str] = frozenset()
    """Folded names of which a person said that they are no series."""


Recall = Callable[[Question], tuple[Fact, ...] | None]
"""Returns what was answered, () for nothing, None where it was not asked or so long ago that it is asked again."""


class Unexpected(Exception):  # noqa: N818 - an answer, not a fault of ours
    """An answer that is not what the source is known to give; says where."""


class Errors(Exception):  # noqa: N818 - an answer, not a fault of ours
    """An answer that says that the source could not answer this once; says why."""


class Source(Protocol):
    """An open database."""

    @property
    def key(self) -> str:
        """How settings name it."""

    @property
    def name(self) -> str:
        """How people call it."""

    @property
    def shape(self) -> int:
        """The version of its facts; it grows when they are read otherwise, and older ones are forgotten then."""

    @property
    def pace(self) -> float:
        """Seconds from one request to the next."""

    @property
    def budget(self) -> int:
        """How many requests a run may send."""

    @property
    def batch(self) -> int:
        """How many questions one request answers."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its questions, those that help most first: the budget may not be enough for all."""

    @property
    def probe(self) -> Question:
        """A harmless question whose answer has every field that is read."""

    def wants(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return what to ask next about a song; None where nothing is, or nothing would help."""

    def request(self, questions: Sequence[Question]) -> Request:
        """Return what to send; at most ``batch`` questions, all of one kind."""

    def facts(self, questions: Sequence[Question], answer: object) -> Mapping[Question, tuple[Fact, ...]]:
        """Return what an answer says to each question; raise Unexpected where it is not as it should be.

        Raises Errors where it says itself that it has failed.
        """

    def meanings(self, case: Case, meanings: Sequence[Meaning], recall: Recall) -> tuple[Meaning, ...]:
        """Return what the song may be by now, given what the sources before this one say that it is."""
