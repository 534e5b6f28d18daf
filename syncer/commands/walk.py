"""A sitting: one open song after the other, and what each key does to it."""

import webbrowser
from enum import Enum, auto
from urllib.parse import quote

from syncer.catalog.references import track_uri
from syncer.commands.screen import Screen, name
from syncer.errors import ComeBackLater, SyncerError
from syncer.keys import Keys
from syncer.lock import Key, key
from syncer.matching.resolve import MISS_IS_GOOD_FOR
from syncer.model import Alias, Answer, Stopped, Track
from syncer.report.words import track_url
from syncer.review.decision import Decision, LookAgain, Means, MeansNot, NotThere, Step, Take, uses
from syncer.review.desk import Desk
from syncer.review.naming import Question, more_performers, question, said
from syncer.review.waiting import Waiting, asked_with, judged
from syncer.session import Session

SEARCH_PAGE = "https://open.spotify.com/search/"


class Next(Enum):
    """What follows a key."""

    KEY = auto()
    """Another key, for the same screen."""
    SONG = auto()
    """A song is shown: the next, or the same anew."""
    END = auto()


class Walk:
    """The songs that were open when it began, and where it is among them."""

    def __init__(self, desk: Desk, session: Session, screen: Screen, keys: Keys) -> None:
        """Look which songs are open, at no cost."""
        self._desk = desk
        self._session = session
        self._screen = screen
        self._keys = keys
        self._view = desk.view()
        self.songs = list(self._view.waiting)
        self.settled: dict[Key, str] = {}
        """What became of those that are open no longer."""
        self._at = 0
        self._shown = 0
        self._verbs = {
            "o": self._open,
            "s": self._search,
            "p": self._paste,
            "a": self._absent,
            "n": self._on,
            " ": self._on,
            "b": self._back,
            "m": self._more,
            "u": self._undo,
            "q": self._quit,
            "?": self._help,
        }

    @property
    def left(self) -> int:
        """How many songs are still open."""
        return sum(key(each.song) not in self.settled for each in self.songs)

    def run(self) -> None:
        """Show song after song, until all are seen or the person has had enough."""
        if self._keys.needs_enter and self.songs:
            self._screen.say("this terminal gives no single keys: press Enter after each")
        while self._at < len(self.songs):
            self._show()
            try:
                while (after := self._press(self._keys.read())) is Next.KEY:
                    pass
            except EOFError:
                return
            if after is Next.END:
                return

    @property
    def _song(self) -> Waiting:
        return self.songs[self._at]

    def _show(self, *, everything: bool = False) -> None:
        place = f"{self._at + 1} of {len(self.songs)}"
        settled = self.settled.get(key(self._song.song), "")
        self._shown = self._screen.song(self._song, place, settled, everything=everything)

    def _press(self, pressed: str) -> Next:
        try:
            if pressed.isdecimal():
                return self._number(int(pressed))
            if len(pressed) > 1 and track_uri(pressed):
                return self._link(pressed)
            verb = self._verbs.get(pressed.lower())
            if verb is None:
                self._screen.say("that is no key; ? shows what there is", "yellow")
                return Next.KEY
            return verb()
        except ComeBackLater:
            self._screen.say(
                "a push of this catalog is at work, and nothing was written; press again when it is done", "red"
            )
        except SyncerError as error:
            self._screen.say(str(error), "red")
        return Next.KEY

    def _number(self, number: int) -> Next:
        if not 1 <= number <= self._shown:
            self._screen.say(f"there is no candidate {number}", "yellow")
            return Next.KEY
        return self._take(self._song.candidates[number - 1].track)

    def _take(self, track: Track) -> Next:
        song, called = self._song.song, name(track.title, (artist.name for artist in track.artists))
        step = self._decide(Take(song, track), f"taken: {called}")
        if not track.playable:
            self._screen.say("Spotify does not play this track where you are", "yellow")
        for other in uses(step.after.songs, step.after.lock, track, song):
            self._screen.say(
                f'line {other.line}, "{other.title}", is this track too; the playlist has it once', "yellow"
            )
        if more := more_performers(song, track, step.after.lock):
            self._means(more)
        elif asked := question(song, track, step.after.lock, self._view.known, self._song.candidates):
            self._ask(asked)
        return self._on()

    def _absent(self) -> Next:
        self._decide(NotThere(self._song.song), "not on Spotify")
        return self._on()

    def _decide(self, decision: Decision, what: str) -> Step:
        step = self._desk.decide(decision)
        lines = f", lines {' and '.join(map(str, self._song.lines))}" if len(self._song.lines) > 1 else ""
        where = f", in {step.after.path}" if step.after.text != step.before.text else ""
        self.settled[key(self._song.song)] = what
        self._screen.say(f"✓ {what}{lines}{where}", "green")
        return step

    def _ask(self, asked: Question) -> None:
        """Ask what the name in the list stands for; the choice itself is written already."""
        self._screen.name(asked)
        match self._keys.one_of("san\n\x1b"):
            case "s":
                self._means(asked.series)
            case "a":
                self._means(asked.other_name)
            case _:
                self._screen.say("only for this song, then")

    def _means(self, alias: Alias) -> None:
        step = self._desk.decide(Means(alias))
        self._screen.say(f"✓ for every song: {said(alias)}", "green")
        for each in step.settled:
            track = each.score.track
            found = name(track.title, (artist.name for artist in track.artists))
            self.settled[key(each.song)] = f"settled by that: {found}"
            self._screen.say(f'✓ that settles "{each.song.title}" too: {found}', "green")
        self._look_again()

    def _look_again(self) -> None:
        """Judge what is open anew, after something was learnt or taken back."""
        self._view = self._desk.view()
        now = {key(each.song): each for each in self._view.waiting}
        self.songs = [now.get(key(each.song), each) for each in self.songs]
        for each in self.songs:
            if key(each.song) not in now:
                self.settled.setdefault(key(each.song), "settled meanwhile")

    def _on(self) -> Next:
        self._at += 1
        while self._at < len(self.songs) and key(self._song.song) in self.settled:
            self._at += 1
        return Next.SONG

    def _back(self) -> Next:
        if not self._at:
            self._screen.say("this is the first", "yellow")
            return Next.KEY
        self._at -= 1
        return Next.SONG

    def _undo(self) -> Next:
        step = self._desk.undo()
        if step is None:
            self._screen.say("nothing was decided in this sitting; what was before: syncer unpin TITLE", "yellow")
            return Next.KEY
        for each in step.settled:
            self.settled.pop(key(each.song), None)
        match step.decision:
            case Take(song) | NotThere(song) | LookAgain(song):
                self.settled.pop(key(song), None)
                self._at = next(n for n, each in enumerate(self.songs) if key(each.song) == key(song))
                self._screen.say(f'undone: "{song.title}" is open again')
            case Means(alias) | MeansNot(alias):
                self._screen.say(f'undone: what "{alias.name}" stands for')
        self._look_again()
        return Next.SONG

    def _quit(self) -> Next:
        return Next.END

    def _help(self) -> Next:
        self._screen.help()
        return Next.KEY

    def _more(self) -> Next:
        self._show(everything=True)
        return Next.KEY

    def _open(self) -> Next:
        url = self._page()
        self._screen.say(url)
        webbrowser.open(url)
        return Next.KEY

    def _page(self) -> str:
        """Return the page of the candidate that the person names, or of a search where there is none."""
        if not self._shown:
            return SEARCH_PAGE + quote(" ".join((self._song.song.title, *self._song.song.artists)))
        number = 1
        if self._shown > 1:
            self._screen.say(f"which one? 1-{self._shown}, or Enter for the first")
            pressed = self._keys.one_of([*map(str, range(1, self._shown + 1)), "\n", "o"])
            number = int(pressed) if pressed.isdecimal() else 1
        return track_url(self._song.candidates[number - 1].track.uri) or SEARCH_PAGE

    def _search(self) -> Next:
        words = self._keys.line("  Search for (costs one search; Enter alone goes back): ")
        if not words:
            return Next.SONG
        answer = self._answer(words)
        if isinstance(answer, Stopped):
            self._screen.say(answer.reason, "red")
            return Next.KEY
        if not answer.tracks:
            self._screen.say("nothing was found", "yellow")
            return Next.KEY
        self.songs[self._at] = judged(self._song, answer.tracks, self._view.known)
        return Next.SONG

    def _answer(self, words: str) -> Answer | Stopped:
        query = asked_with(words)
        remembered = self._session.recall(query)
        if remembered and remembered[1] < MISS_IS_GOOD_FOR:
            return remembered[0]
        return self._session.ask(query)

    def _paste(self) -> Next:
        link = self._keys.line("  The track's link or URI (Enter alone goes back): ")
        return self._link(link) if link else Next.SONG

    def _link(self, link: str) -> Next:
        uri = track_uri(link)
        if uri is None:
            self._screen.say("that is no track's link (in Spotify: Share, Copy song link)", "yellow")
            return Next.KEY
        match self._session.track(uri):
            case Track() as track:
                return self._take(track)
            case Stopped() as stopped:
                self._screen.say(stopped.reason, "red")
            case _:
                self._screen.say("there is no such track on Spotify", "yellow")
        return Next.KEY
