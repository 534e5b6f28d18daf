"""Asking the sources: what is wanted for the songs that are open, each question once, within each source's budget."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from syncer.knowledge.facts import Fact, in_words
from syncer.knowledge.memory import Memory
from syncer.knowledge.source import Case, Errors, Question, Source, Unexpected
from syncer.knowledge.wire import Failed, Wire
from syncer.log import event
from syncer.matching.names import artists_alike
from syncer.matching.script import scripts
from syncer.matching.text import fold
from syncer.matching.weights import THRESHOLDS
from syncer.model import Alias, Meaning, Song, Track

WAVE = 10
"""So many requests are sent before it is looked anew what helps most."""
FAILURES = 2
"""So many in a row switch a source off for the run."""


@dataclass
class Asked:
    """One source during a run."""

    source: Source
    wire: Wire
    failures: int = 0
    """In a row."""
    off: str = ""
    """Why it is not asked any more; "" where it is."""
    cut: bool = False
    """Whether its budget was spent before all was asked."""

    def open(self) -> bool:
        """Whether it may be asked; what was repeated counts, for the server counts it too."""
        return not self.off and self.wire.requests < self.source.budget

    def ask(self, questions: Sequence[Question], memory: Memory) -> None:
        """Send one request, and remember what it says; note what goes wrong."""
        try:
            answer = self.wire.ask(self.source.request(questions))
            found = self.source.facts(questions, answer)
        except (Failed, Errors) as failed:
            self.failures += 1
            if self.failures >= FAILURES or (isinstance(failed, Failed) and failed.refused):
                self.off = str(failed)
        except Unexpected as unexpected:
            self.off = f"its answer is not as it was: {unexpected}"
        else:
            self.failures = 0
            for question, facts in found.items():
                memory.keep(question, facts)
        kind, terms = questions[0].kind, " / ".join(questions[0].terms)
        event("knowledge", source=self.source.key, kind=kind, asked=terms, batch=len(questions), off=self.off or None)


@dataclass(frozen=True, slots=True)
class Told:
    """One question, and what a source answered."""

    source: str
    """As people call it."""
    kind: str
    terms: str
    facts: tuple[str, ...]
    """Each in a few words; none where it knows nothing."""


@dataclass
class Knowledge:
    """What the sources say of songs; asked only when told to."""

    sources: tuple[Asked, ...]
    memory: Memory
    denied: frozenset[str] = frozenset()
    """Folded names of which a person said that they are no series."""
    tried: set[Question] = field(default_factory=set)
    """What was asked in this run, whatever came of it."""

    def without(self, denied: Iterable[str]) -> "Knowledge":
        """Return it for a catalog in which a person denied that these names are series; the run stays the same."""
        return replace(self, denied=frozenset(map(fold, denied)))

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each source that was left alone after it failed, or was not asked for all."""
        return tuple(
            f"{asked.source.name} was not asked any further: {asked.off}; the next push asks again"
            if asked.off
            else f"{asked.source.name} was asked as often as one run may; the next push asks for the rest"
            for asked in self.sources
            if asked.off or asked.cut
        )

    def meanings(self, song: Song, tracks: Sequence[Track]) -> tuple[Meaning, ...]:
        """Return what a song may be, given the tracks that were offered for it; nothing is asked."""
        return self._up_to(case_of(song, tracks, self.denied), len(self.sources))

    def told(self, song: Song, tracks: Sequence[Track]) -> tuple[Told, ...]:
        """Return what the sources were asked about a song, and what they answered; nothing is asked."""
        seen: dict[Question, tuple[Fact, ...]] = {}

        def recall(question: Question) -> tuple[Fact, ...] | None:
            facts = self.memory.recall(question)
            if facts is not None:
                seen[question] = facts
            return facts

        case, meanings = case_of(song, tracks, self.denied), tuple[Meaning, ...]()
        for asked in self.sources:
            asked.source.wants(case, meanings, recall)
            meanings = asked.source.meanings(case, meanings, recall)
        names = {asked.source.key: asked.source.name for asked in self.sources}
        return tuple(
            Told(names[question.source], question.kind, " / ".join(question.terms), tuple(map(in_words, facts)))
            for question, facts in seen.items()
        )

    def learn(self, songs: Sequence[tuple[Song, Sequence[Track]]]) -> Iterator[str]:
        """Ask what is wanted for open songs, each with the tracks that were offered; say before each request what.

        A few at a time, so that what is nearly known is finished before more is begun: the budget may not be enough
        for all. What fails is asked again in the next run, not in this one.
        """
        cases = [case_of(song, tracks, self.denied) for song, tracks in songs]
        for place, asked in enumerate(self.sources):
            done = 0
            while asked.open() and (wanted := self._wanted(place, cases)):
                for questions in islice(_batches(wanted, asked.source.batch), WAVE):
                    if not asked.open():
                        break
                    whom = f"Asking {asked.source.name} ({done + 1} of {done + len(wanted)})"
                    yield f"{whom}: {', '.join(questions[0].terms[:1])}"
                    self.tried.update(questions)
                    asked.ask(questions, self.memory)
                    done += len(questions)
                    wanted = wanted[len(questions) :]
            asked.cut |= not asked.off and not asked.open() and bool(self._wanted(place, cases))

    def _wanted(self, place: int, cases: Sequence[Case]) -> list[Question]:
        """Return what a source is to be asked next, one question a case at most, the likeliest to help first.

        Of one kind of questions first for songs whose artist is there: they are surely meant to be found, and by
        another title. Of the others first what helps most of them.
        """
        source = self.sources[place].source
        wanted: dict[Question, list[Case]] = {}
        for case in cases:
            question = source.wants(case, self._up_to(case, place), self.memory.recall)
            if question and question not in self.tried:
                wanted.setdefault(question, []).append(case)
        return sorted(
            wanted,
            key=lambda each: (
                source.kinds.index(each.kind),
                not any(case.artists for case in wanted[each]),
                -len(wanted[each]),
            ),
        )

    def _up_to(self, case: Case, place: int) -> tuple[Meaning, ...]:
        """Return the meanings that the first sources give."""
        meanings: tuple[Meaning, ...] = ()
        for asked in self.sources[:place]:
            meanings = asked.source.meanings(case, meanings, self.memory.recall)
        return meanings


def case_of(song: Song, tracks: Sequence[Track], denied: frozenset[str]) -> Case:
    """Return what the sources have to know of a song."""
    names = dict.fromkeys(artist.name for track in tracks for artist in track.artists)
    return Case(song, tuple(name for name in names if song.artists and _is_theirs(song.artists, name)), denied)


def _is_theirs(asked: tuple[str, ...], name: str) -> bool:
    """Say whether a name is the artist's: in the same script to the letter, for "One Piece OST" is no One Piece."""
    same_script = scripts(asked[0]) == scripts(name)
    return artists_alike(asked, (name,)).value >= (THRESHOLDS.plain_artist if same_script else THRESHOLDS.artist)


def learnt(song: Song, track: Track, meaning: Meaning) -> Iterator[Alias]:
    """Yield what a match that rests on a meaning shows of the list's names: a series, or another name of an artist.

    One of a band's members is no other name of the band.
    """
    if not song.artists:
        return
    saying, name = meaning.says[0], song.artists[0]
    if meaning.series:
        yield Alias(name, "series", meaning.series, track.artists, "learnt", saying.sentence, saying.url)
    elif len(track.artists) == 1 and fold(name) != fold(track.artists[0].name) and _is_a_name(name, meaning):
        yield Alias(name, "artist", track.artists[0].name, track.artists, "learnt", saying.sentence, saying.url)


def _is_a_name(name: str, meaning: Meaning) -> bool:
    """Say whether a source has a performer by this name."""
    theirs = (each for names in meaning.performers for each in names)
    return any(artists_alike((name,), (each,)).value >= THRESHOLDS.artist for each in theirs)


def _batches(questions: Sequence[Question], size: int) -> Iterator[Sequence[Question]]:
    """Yield questions that go into one request: of one kind, and so many."""
    for kind in dict.fromkeys(question.kind for question in questions):
        same = [question for question in questions if question.kind == kind]
        for start in range(0, len(same), size):
            yield same[start : start + size]
