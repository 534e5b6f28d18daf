"""A sitting with all open songs on the table at once: what a page shows, and what its buttons do; the desk writes."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from syncer.catalog.references import track_uri
from syncer.errors import ComeBackLater
from syncer.lock import Key, key
from syncer.matching.resolve import MISS_IS_GOOD_FOR, Searcher, remembered
from syncer.model import Absent, Alias, Answer, Feature, Matched, Outcome, Score, Stopped, Track
from syncer.outcomes import CHOSEN
from syncer.review.decision import Decision, Means, NotThere, Step, Take, uses
from syncer.review.desk import Desk
from syncer.review.entries import Deed, Entry, Reply, called
from syncer.review.naming import Question, more_performers, question, said
from syncer.review.waiting import View, Waiting, asked_with, judged

BUSY = "A push of this catalog is at work, and nothing was written: press again when it has ended"


class Sitting:
    """The songs of a catalog, and what was done about them since it began."""

    def __init__(self, desk: Desk, finder: Searcher) -> None:
        """Look which songs are open, at no cost."""
        self._desk = desk
        self._finder = finder
        self._found: dict[Key, tuple[str, Waiting]] = {}
        self._reopened: dict[Key, Waiting] = {}
        self._asked: dict[Key, Question] = {}
        self._ever: dict[Key, None] = {}
        self._count = 0
        self.deeds: tuple[Deed, ...] = ()
        """In the order in which they were done."""
        self._look()

    @property
    def own(self) -> bool:
        """Whether decisions go into the catalog."""
        return self._desk.own

    @own.setter
    def own(self, wanted: bool) -> None:
        self._desk.own = wanted

    def entries(self) -> tuple[Entry, ...]:
        """Return the songs in the catalog's order, each once; raise UsageError where a file cannot be used."""
        if self._desk.version() != self._version:
            self._look()
        waiting = {key(each.song): each for each in self._view.waiting}
        done = {key(deed.song): deed for deed in self.deeds}
        songs: dict[Key, Outcome] = {}
        lines: dict[Key, tuple[int, ...]] = {}
        for found in self._view.outcomes:
            songs.setdefault(key(found.song), found)
            lines[key(found.song)] = (*lines.get(key(found.song), ()), found.song.line)
        return tuple(
            self._entry(place, found, lines[place], waiting.get(place), done.get(place))
            for place, found in songs.items()
        )

    def standing(self) -> tuple[int, int]:
        """Return how many songs are settled of those that were ever open in this sitting, and how many those are."""
        entries = self.entries()
        ever = [entry for entry in entries if key(entry.outcome.song) in self._ever]
        return sum(entry.waiting is None for entry in ever), len(ever)

    def take(self, id_: str, uri: str) -> Reply:
        """Take a candidate for a song."""
        return self._at(id_, lambda waiting: self._chosen(waiting, uri))

    def link(self, id_: str, text: str) -> Reply:
        """Take the track of a link for a song; asks Spotify whether there is one."""
        return self._at(id_, lambda waiting: self._linked(waiting, text))

    def absent(self, id_: str) -> Reply:
        """Say of a song that it is not on Spotify."""
        return self._at(id_, self._gone)

    def search(self, id_: str, words: str) -> Reply:
        """Look for a song with other words, which costs a search unless they were asked lately."""
        return self._at(id_, lambda waiting: self._searched(waiting, words))

    def forget_search(self, id_: str) -> Reply:
        """Show the candidates that there were before the person searched."""
        self._found = {place: found for place, found in self._found.items() if _id(place) != id_}
        return Reply((), at=id_)

    def reopen(self, id_: str) -> Reply:
        """Show what else a settled song may be, at no cost; what it is stays until something else is chosen."""
        entry = next((entry for entry in self.entries() if entry.id == id_), None)
        if entry is None:
            return _no_longer(self._next(id_))
        song = entry.outcome.song
        bare = Waiting(song, _status(entry.outcome), "", (), entry.lines)
        seen = judged(bare, remembered(song, self._finder).tracks, self._view.known)
        self._reopened[key(song)] = replace(seen, reason=_now(entry.outcome))
        return Reply((), at=id_)

    def leave(self, id_: str) -> Reply:
        """Leave a settled song as it is."""
        self._reopened = {place: waiting for place, waiting in self._reopened.items() if _id(place) != id_}
        return self.forget_search(id_)

    def answer(self, id_: str, what: str) -> Reply:
        """Say what the name in the list stands for: "series", "artist", or anything else for neither."""
        place = next((place for place in self._asked if _id(place) == id_), None)
        deed = next((deed for deed in self.deeds if _id(key(deed.song)) == id_), None)
        if place is None or deed is None:
            return Reply(("That was answered already",), good=False, at=self._next(id_))
        asked = self._asked[place]
        if what not in {"series", "artist"}:
            del self._asked[place]
            return Reply((f"“{asked.name}” counts for this song alone",), at=self._next(id_))
        return self._written(lambda: self._named(deed, asked.series if what == "series" else asked.other_name), id_)

    def undo(self, number: int) -> Reply:
        """Take back what was done about a song, with what came of it."""
        deed = next((deed for deed in self.deeds if deed.number == number), None)
        if deed is None:
            return Reply(("That was undone already",), good=False, at=self._next(""))
        return self._written(lambda: self._undone(deed), _id(key(deed.song)))

    def _look(self) -> None:
        self._version = self._desk.version()
        self._view: View = self._desk.view()
        self._ever |= {key(each.song): None for each in self._view.waiting}

    def _entry(
        self, place: Key, found: Outcome, lines: tuple[int, ...], waiting: Waiting | None, deed: Deed | None
    ) -> Entry:
        choice = waiting or self._reopened.get(place)
        words, other = self._found.get(place, ("", None)) if choice else ("", None)
        return Entry(_id(place), found, lines, waiting, other or choice, deed, self._asked.get(place), words)

    def _at(self, id_: str, act: Callable[[Waiting], Reply]) -> Reply:
        entry = next((entry for entry in self.entries() if entry.id == id_), None)
        if entry is None:
            return _no_longer(self._next(id_))
        if entry.choice is None:
            return Reply((f"“{entry.outcome.song.title}” is settled already",), good=False, at=self._next(id_))
        choice = entry.choice
        return self._written(lambda: act(choice), id_)

    def _written(self, act: Callable[[], Reply], id_: str) -> Reply:
        try:
            return act()
        except ComeBackLater:
            return Reply((BUSY,), good=False, at=id_)

    def _chosen(self, waiting: Waiting, uri: str) -> Reply:
        for candidate in waiting.candidates:
            if candidate.track.uri == uri:
                return self._taken(waiting, candidate)
        return Reply(("That track is not shown any more; look again",), good=False, at=_id(key(waiting.song)))

    def _linked(self, waiting: Waiting, text: str) -> Reply:
        uri, here = track_uri(text), _id(key(waiting.song))
        if uri is None:
            return Reply(("That is no track's link (in Spotify: Share, Copy song link)",), good=False, at=here)
        match self._finder.track(uri):
            case Track() as track:
                return self._taken(waiting, Score(track, (Feature("pinned", 1.0, 1.0, CHOSEN),)))
            case Stopped() as stopped:
                return Reply((_sentence(stopped.reason),), good=False, at=here)
            case _:
                return Reply(("There is no such track on Spotify",), good=False, at=here)

    def _taken(self, waiting: Waiting, chosen: Score) -> Reply:
        song, track = waiting.song, chosen.track
        step = self._decided(Take(song, track), Matched(song, chosen, CHOSEN, chosen_by="person"))
        deed = self._noted(Deed(0, song, (step,)))
        tell = [f"“{song.title}” is {called(track)}{_lines(waiting)}"]
        tell += [
            f"Line {other.line}, “{other.title}”, is this track too; the playlist has it once"
            for other in uses(step.after.songs, step.after.lock, track, song)
        ]
        tell += [] if track.playable else ["Spotify does not play this track where you are"]
        here = _id(key(song))
        if more := more_performers(song, track, step.after.lock):
            named = self._named(deed, more)
            return replace(named, sentences=(*tell, *named.sentences))
        if asked := question(song, track, step.after.lock, self._view.known, waiting.candidates):
            self._asked[key(song)] = asked
            return Reply(tuple(tell), deed=deed, at=here)
        return Reply(tuple(tell), deed=deed, at=self._next(here))

    def _gone(self, waiting: Waiting) -> Reply:
        step = self._decided(NotThere(waiting.song), Absent(waiting.song))
        deed = self._noted(Deed(0, waiting.song, (step,)))
        tell = f"“{waiting.song.title}” is not on Spotify{_lines(waiting)}"
        return Reply((tell,), deed=deed, at=self._next(_id(key(waiting.song))))

    def _searched(self, waiting: Waiting, words: str) -> Reply:
        here = _id(key(waiting.song))
        query = asked_with(words)
        if not query.text:
            return Reply(("There is nothing to search for",), good=False, at=here)
        known = self._finder.recall(query)
        answer = known[0] if known and known[1] < MISS_IS_GOOD_FOR else self._finder.ask(query)
        match answer:
            case Stopped(reason):
                return Reply((_sentence(reason),), good=False, at=here)
            case Answer(()):
                return Reply((f"Nothing was found for “{query.text}”",), good=False, at=here)
            case Answer(tracks):
                self._found[key(waiting.song)] = (query.text, judged(waiting, tracks, self._view.known))
                return Reply((f"This is what Spotify has for “{query.text}”",), at=here)

    def _named(self, deed: Deed, alias: Alias) -> Reply:
        step = self._desk.decide(Means(alias))
        self._asked.pop(key(deed.song), None)
        now = replace(deed, steps=(*deed.steps, step))
        self.deeds = tuple(now if each.number == deed.number else each for each in self.deeds)
        self._look()
        tell = [f"For every song: {said(alias)}"]
        tell += [f"That settles “{each.song.title}” too: {called(each.score.track)}" for each in step.settled]
        return Reply(tuple(tell), deed=now, at=self._next(_id(key(deed.song))))

    def _undone(self, deed: Deed) -> Reply:
        for number in range(len(deed.steps), 0, -1):
            self._desk.undo(deed.steps[number - 1])
            left = replace(deed, steps=deed.steps[: number - 1])
            self.deeds = tuple(
                left if each.number == deed.number else each for each in self.deeds if _stands(each, left)
            )
        self._asked.pop(key(deed.song), None)
        self._look()
        here = _id(key(deed.song))
        open_ = any(entry.id == here and entry.waiting for entry in self.entries())
        tell = f"“{deed.song.title}” is {'open again' if open_ else 'as it was'}"
        return Reply((tell,), at=here if open_ else self._next(here))

    def _decided(self, decision: Decision, outcome: Outcome) -> Step:
        """Write a decision, and note what the song is now; nothing else is judged anew by it."""
        unchanged = self._desk.version() == self._version
        step = self._desk.decide(decision)
        songs, found = step.after.songs, self._view.outcomes
        if not unchanged or len(songs) != len(found):
            self._look()
            return step
        place = key(outcome.song)
        lines: dict[Key, tuple[int, ...]] = {}
        for song in songs:
            lines[key(song)] = (*lines.get(key(song), ()), song.line)
        self._view = replace(
            self._view,
            outcomes=tuple(
                replace(outcome if key(song) == place else each, song=song)
                for song, each in zip(songs, found, strict=True)
            ),
            waiting=tuple(
                replace(each, lines=lines[key(each.song)]) for each in self._view.waiting if key(each.song) != place
            ),
        )
        self._version = self._desk.version()
        return step

    def _noted(self, deed: Deed) -> Deed:
        self._count += 1
        counted = replace(deed, number=self._count)
        self.deeds = (*self.deeds, counted)
        for kept in (self._found, self._reopened, self._asked):
            kept.pop(key(deed.song), None)
        return counted

    def _next(self, id_: str) -> str:
        """Return the open song that follows one in the catalog, else the first that is open."""
        entries = self.entries()
        here = next((place for place, entry in enumerate(entries) if entry.id == id_), -1)
        order = (*entries[here + 1 :], *entries[: here + 1])
        return next((entry.id for entry in order if entry.waiting), "")


def _no_longer(at: str) -> Reply:
    return Reply(("That song is no longer in the catalog in these words",), good=False, at=at)


def _status(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()


def _now(outcome: Outcome) -> str:
    match outcome:
        case Matched(_, score):
            return f"it is {called(score.track)} now"
        case Absent():
            return "you said that it is not on Spotify"
        case _:
            return "it is settled"


def _id(place: Key) -> str:
    return hashlib.sha256(repr(place).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(waiting: Waiting) -> str:
    return f", lines {' and '.join(map(str, waiting.lines))}" if len(waiting.lines) > 1 else ""


def _stands(deed: Deed, left: Deed) -> bool:
    return deed.number != left.number or bool(left.steps)
