"""The pages of a review, made of the same parts as the report's; every string of Spotify's or the list's is escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncer.model import Unsure
from syncer.report.parts import environment
from syncer.report.record import Record, song_entry, summary
from syncer.review.entries import Deed, Entry, Reply, called
from syncer.review.sitting import Sitting
from syncer.review.waiting import Waiting
from syncer.web.pushing import State

FILTERS: Mapping[str, str] = {"open": "open", "decided": "decided now", "all": "all"}
"""What can be shown, and what it is called."""

MOST = 40
"""So many open songs stand on a page, or a page of a long list would be slow to make and to read."""

REFUSED = 5
"""The exit status of a push that was refused as unsafe."""


@dataclass(frozen=True, slots=True)
class View:
    """Which songs are to be shown."""

    show: str
    """One of `FILTERS`."""
    start: int = 0
    """The number of the first of them, 0 is all from the beginning."""
    at: str = ""
    """The id of one that has to be among them; "" where any will do."""


def plain_page(sentence: str) -> str:
    """Return a page without style for who is not in the review; "" is for who has just come in."""
    return environment().get_template("web/plain.html.j2").render(sentence=sentence)


class Pages:
    """The pages of one review."""

    def __init__(self, *, name: str, catalog: str, secret: str, sandbox: bool, covers: bool) -> None:
        """``name``: the playlist's. ``secret``: what our forms are known by."""
        self._frame = {"name": name, "catalog": catalog, "secret": secret, "sandbox": sandbox, "covers": covers}
        self._frame["apart"] = True

    def songs(self, sitting: Sitting, page: str, view: View, reply: Reply | None, *, busy: bool) -> str:
        """Return the page with the songs; ``busy``: a push is at work."""
        entries = sitting.entries()
        settled, ever = sitting.standing()
        kinds: dict[str, list[Entry]] = {
            "open": [entry for entry in entries if entry.waiting or entry.asked],
            "decided": [entry for entry in entries if entry.deed],
            "all": list(entries),
        }
        chosen = kinds[view.show]
        start = _start(chosen, view)
        return self._rendered(
            "songs",
            page=page,
            show=view.show,
            filters=[(kind, FILTERS[kind], len(kinds[kind])) for kind in FILTERS],
            songs=[_song(entry) for entry in chosen[start : start + MOST]],
            start=start,
            most=MOST,
            total=len(chosen),
            settled=settled,
            ever=ever,
            left=len([entry for entry in entries if entry.waiting]),
            own=sitting.own,
            reply=reply,
            last=_deed(sitting.deeds[-1]) if sitting.deeds else None,
            busy=busy,
        )

    def push(self, state: State, page: str) -> str:
        """Return the page with a plan or a push."""
        return self._rendered("push", page=page, **_push(state))

    def push_part(self, state: State) -> str:
        """Return the part of it that changes while it goes on."""
        return self._rendered("pushing", **_push(state))

    def end(self, settled: int, ever: int) -> str:
        """Return the last page."""
        return self._rendered("end", page="", settled=settled, ever=ever)

    def _rendered(self, template: str, **values: Any) -> str:
        return environment().get_template(f"web/{template}.html.j2").render(**self._frame, **values)


def _start(chosen: Sequence[Entry], view: View) -> int:
    start = view.start if view.start < len(chosen) else 0
    wanted = next((number for number, entry in enumerate(chosen) if entry.id == view.at), start)
    return start if start <= wanted < start + MOST else wanted


def _song(entry: Entry) -> Record:
    """Return a song as the templates want it."""
    choice, deed = entry.choice, entry.deed
    shown = _open(choice) if choice else song_entry(entry.outcome)
    return shown | {
        "id": entry.id,
        "lines": entry.lines,
        "waits": entry.waiting is not None,
        "choice": choice is not None,
        "words": entry.words,
        "deed": _deed(deed) if deed else None,
        "question": _question(entry),
    }


def _open(waiting: Waiting) -> Record:
    shown = Unsure(waiting.song, waiting.candidates, waiting.reason, says=waiting.says)
    return song_entry(shown) | {"status": waiting.status}


def _question(entry: Entry) -> Record | None:
    asked, deed = entry.asked, entry.deed
    if asked is None or deed is None or deed.track is None:
        return None
    return {
        "name": asked.name,
        "artist": asked.artist,
        "taken": called(deed.track),
        "learnt": [
            {"sentence": alias.origin or "a source knows the name", "url": alias.url or None} for alias in asked.learnt
        ],
    }


def _deed(deed: Deed) -> Record:
    return {
        "number": deed.number,
        "title": deed.song.title,
        "absent": deed.track is None,
        "meanings": deed.meanings,
        "settled": [f"“{each.song.title}” is {called(each.score.track)}" for each in deed.settled],
    }


def _push(state: State) -> dict[str, Any]:
    came = state.came
    record = came.record if came else None
    return {
        "state": state,
        "record": record,
        "summary": summary(record) if record else "",
        "nothing": record is not None and not _changes(record),
        "refused": came is not None and came.status == REFUSED,
    }


def _changes(record: Record) -> Sequence[Any]:
    changes = record["changes"]
    return [*changes["lines"], *changes["details"], *([True] if not record["playlist"]["id"] else [])]
