"""What a review looks like: the song, why it waits, and its candidates side by side."""

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from syncer.matching.scoring import value
from syncer.model import Saying, Score, Song
from syncer.report.words import against, length
from syncer.review.naming import Question
from syncer.review.waiting import Waiting
from syncer.terminal import printable

WIDE = 116
"""Columns from which a candidate has one line, with everything in columns."""
CELLS = 5
"""How long a bar is."""
BELOW = 5
"""Lines of the screen that are wanted below the candidates: the keys, and what they answer."""
FEW = 3
"""So many candidates are shown, however small the screen is."""
GOOD, POOR = 0.95, 0.5
SOME = 0.3
"""A title or an artist so much alike may be why a track is the one."""

KEYS = (
    *(("o", "open in Spotify"), ("s", "search"), ("p", "paste a link"), ("a", "not on Spotify")),
    *(("n", "skip"), ("b", "back"), ("u", "undo"), ("q", "quit"), ("?", "help")),
)
HELP = (
    ("1-8", "take this track: it is what the song means, and no search replaces it"),
    ("o", "open a candidate in Spotify, to hear it"),
    ("s", "search with other words; this costs one search"),
    ("p", "paste the link of a track (or paste it right here)"),
    ("a", "it is not on Spotify: do not look for it again"),
    ("n", "skip: leave it open (also: space, the right arrow)"),
    ("b", "back to the song before (also: the left arrow)"),
    ("m", "more candidates, where they do not fit on the screen"),
    ("u", "undo the last decision of this sitting"),
    ("q", "quit; what you decided is written already, and the next review goes on with the rest"),
)


def name(title: str, artists: Iterable[str]) -> str:
    """Return "title · artists", harmless."""
    who = ", ".join(artists)
    return " ".join(printable(f"{title} · {who}" if who else title).split("\n"))


class Screen:
    """Shows a review; it asks nothing and decides nothing."""

    def __init__(self, console: Console | None = None) -> None:
        """``console``: where to show it; standard error unless given."""
        self.console = console or Console(stderr=True, highlight=False)

    def song(self, waiting: Waiting, place: str, settled: str = "", *, everything: bool = False) -> int:
        """Show a song with its candidates, and return how many of them; ``everything``: also those that do not fit."""
        head = Group(
            "",
            Rule(Text(f" {place} ", style="bold"), align="left", style="dim"),
            _inset(_asked(waiting)),
            _inset(_why(waiting, settled)),
            *(_inset(_saying(saying)) for saying in waiting.says),
            "",
        )
        shown = len(waiting.candidates) if everything else self._fitting(waiting, self._lines(head))
        choices = _choices(shown, len(waiting.candidates) - shown, self.console.width)
        self.console.print(head)
        if shown:
            self.console.print(self._table(waiting.song, waiting.candidates[:shown]), "", sep="\n")
        self.console.print(_inset(choices))
        return shown

    def say(self, text: str, style: str = "") -> None:
        """Tell the person something, in one paragraph."""
        self.console.print(_inset(Text(printable(text), style=style)))

    def name(self, asked: Question) -> None:
        """Ask what a name in the list stands for."""
        for alias in asked.learnt:
            what = f"another name of {alias.means}" if alias.kind == "artist" else f"the series {alias.means}"
            self.say(f'{alias.origin or "a source"} says: "{alias.name}" is {what}', "dim")
        key = "bold cyan"
        text = Text.assemble(
            f'Is "{name(asked.name, ())}" the ',
            *(("[s]", key), "eries that this song is from, another name of the ", ("[a]", key)),
            *(f"rtist {name(asked.artist, ())}, or ", ("[n]", key), "either (just this song)?"),
        )
        self.console.print(Padding(text, (1, 0, 0, 2)))

    def help(self) -> None:
        """Show what each key does."""
        table = Table.grid(padding=(0, 2))
        for key, meaning in HELP:
            table.add_row(Text(key, style="bold cyan"), meaning)
        self.console.print(Padding(table, (1, 0, 0, 2)))

    def _fitting(self, waiting: Waiting, above: int) -> int:
        """Return how many candidates fit on the screen between so many lines and the keys; always a few."""
        number = _worth_showing(waiting.candidates)
        while number > FEW:
            lines = self._lines(self._table(waiting.song, waiting.candidates[:number]))
            if above + lines + BELOW <= self.console.height:
                break
            number -= 1
        return number

    def _lines(self, shown: RenderableType) -> int:
        return len(self.console.render_lines(shown, pad=False))

    def _table(self, song: Song, candidates: Sequence[Score]) -> RenderableType:
        wide = self.console.width >= WIDE
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column("", justify="right", style="bold cyan", no_wrap=True)
        for each in _compared(song):
            table.add_column(each, no_wrap=True)
        table.add_column("length", justify="right", no_wrap=True)
        table.add_column("track", ratio=3, overflow="fold")
        if wide:
            table.add_column("by", ratio=2, overflow="fold")
            table.add_column("album", ratio=2, style="dim", overflow="fold")
            table.add_column("against it", ratio=3, style="yellow", overflow="fold")
        for number, scored in enumerate(candidates, start=1):
            bars = (self._bar(value(scored, each)) for each in _compared(song))
            table.add_row(f" {number}", *bars, length(scored.track.duration_ms), *_described(scored, wide=wide))
        return table

    def _bar(self, fits: float) -> Text:
        full, empty = "█░" if self.console.encoding.startswith("utf") else "#."
        style = "green" if fits >= GOOD else "yellow" if fits >= POOR else "red"
        number = round(CELLS * fits)
        return Text.assemble((full * number, style), (empty * (CELLS - number), "dim"))


def _worth_showing(candidates: Sequence[Score]) -> int:
    """Return how many candidates have something to speak for them; those behind are there on demand."""
    last = max((n for n, each in enumerate(candidates, 1) if _has_something(each)), default=0)
    return max(last, min(FEW, len(candidates)))


def _has_something(scored: Score) -> bool:
    return value(scored, "title") >= SOME or value(scored, "artist") >= SOME


def _compared(song: Song) -> tuple[str, ...]:
    return ("title", "artist") if song.artists else ("title",)


def _described(scored: Score, *, wide: bool) -> list[RenderableType]:
    """Return what a candidate is and what counts against it, in columns or below each other."""
    track, counts = scored.track, _against(scored)
    title = Text(name(track.title, ()), style="bold")
    artists = name(", ".join(artist.name for artist in track.artists), ())
    album = name(track.album, ()) if track.album != track.title else ""
    if wide:
        return [title, artists, album, counts]
    about = Text.assemble((album, "dim"), (" · " if album and counts else "", "dim"), (counts, "yellow"))
    return [Group(Text.assemble(title, f" · {artists}" if artists else ""), about)]


def _inset(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _why(waiting: Waiting, settled: str) -> Text:
    if settled:
        return Text(name(settled, ()), style="green")
    more = "; the next push looks for it" if waiting.status == "pending" else ""
    return Text.assemble((waiting.status, "yellow"), f": {name(waiting.reason, ())}{more}")


def _saying(saying: Saying) -> Text:
    """Return what a source outside says, with the page where a person can check it."""
    return Text(name(" ".join(filter(None, [saying.sentence, saying.url])), ()), style="dim")


def _against(scored: Score) -> str:
    """Return what counts against a candidate; who the other artist is stands beside it."""
    counts = against(scored.features, playable=scored.track.playable)
    said = ["another artist" if each.startswith("the artist is another: ") else each for each in counts]
    return name("; ".join(said), ())


def _asked(waiting: Waiting) -> Text:
    song = waiting.song
    more = [
        f"from {song.source}" if song.source else "",
        song.version or "",
        song.album or "",
        length(song.duration_ms),
    ]
    lines = ", ".join(map(str, waiting.lines))
    about = ", ".join(filter(None, [*more, f"line{'s' if len(waiting.lines) > 1 else ''} {lines}"]))
    return Text.assemble((name(song.title, song.artists), "bold"), (f"  ({name(about, ())})", "dim"))


def _choices(shown: int, hidden: int, width: int) -> Text:
    """Return the keys on as many lines as they need, none cut from its meaning."""
    take = [("1" if shown == 1 else f"1-{shown}", "take it")] if shown else []
    more = [("m", f"{hidden} more")] if hidden else []
    lines = [Text()]
    for key, meaning in (*take, *more, *KEYS):
        if lines[-1] and lines[-1].cell_len + len(f"  {key} {meaning}") > width - 4:
            lines.append(Text())
        lines[-1].append(f"{'  ' if lines[-1] else ''}{key}", style="bold cyan").append(f" {meaning}", style="")
    return Text("\n").join(lines)
