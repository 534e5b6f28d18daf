"""What matters, at the top of every rendering: who is on the playlist, who waits, what is new, how long it lasts."""

from collections.abc import Iterator
from datetime import datetime

from syncer.report.record import Record, counts, placed
from syncer.report.words import moment

KINDS = {"new": "+", "gone": "-", "rematched": "~"}
"""What may have become of a song since the last push, and its sign."""
WORDS = {"new": "new", "gone": "gone", "rematched": "re-matched"}

WAITING = ("unsure", "unmatched")
"""What a person has to look at; what is pending waits for Spotify."""

WARNED_FROM = 14
"""Days before the sign-in's end from which it is a warning, on the page as in what each push says."""


def on_playlist(record: Record) -> int:
    """Return how many of the catalog's songs are on the playlist."""
    return sum(placed(song) is not None for song in record["songs"])


def waiting(record: Record) -> int:
    """Return how many songs wait for the person."""
    number = counts(record)
    return sum(number[status] for status in WAITING)


def standing(record: Record) -> str:
    """Return the sentence about both: "9 of 17 songs are on the playlist, 8 wait for you"."""
    number, songs = on_playlist(record), len(record["songs"])
    one, several = ("belongs", "belong") if record.get("dry_run") else ("is", "are")
    verb = one if 1 in {number, songs} else several
    waits = waiting(record)
    rest = f"{waits} wait{'s' if waits == 1 else ''} for you" if waits else "none waits for you"
    return f"{number} of {songs} {'song' if songs == 1 else 'songs'} {verb} on the playlist, {rest}"


def since(record: Record) -> str:
    """Return the sentence about what changed; "" where there is no earlier push to compare with."""
    changed = record.get("since")
    if not changed:
        return ""
    counted = [f"{len(changed[kind])} {WORDS[kind]}" for kind in KINDS if changed[kind]]
    return f"Since the push of {moment(changed['pushed'] or '')}: {', '.join(counted) or 'nothing changed'}"


def days_left(record: Record) -> int | None:
    """Return the days from this push to the sign-in's end, negative after it; None where the end is not known."""
    try:
        ends, pushed = (datetime.fromisoformat(record[key]) for key in ("sign_in_ends", "generated"))
    except (KeyError, TypeError, ValueError):
        return None
    return (ends - pushed).days


def sign_in(record: Record) -> str:
    """Return the sentence about the sign-in; "" where its end is not known, as in the sandbox."""
    left = days_left(record)
    if left is None:
        return ""
    day = end_of_sign_in(record)
    if left < 0:
        return f"The sign-in was good until about {day}"
    return f"The sign-in is good until about {day}, {left} {'day' if left == 1 else 'days'} from this push"


def end_of_sign_in(record: Record) -> str:
    """Return the day on which it ends, "23 May 2027"; "" where that is not known."""
    return moment(record.get("sign_in_ends") or "").partition(",")[0]


def lines(record: Record) -> Iterator[str]:
    """Yield the sentences that there are."""
    yield standing(record)
    yield from filter(None, (since(record), sign_in(record)))
