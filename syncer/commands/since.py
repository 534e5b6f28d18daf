"""What was decided since the last push: its report does not know of it."""

from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.commands.options import lock_file
from syncer.errors import UsageError
from syncer.outcomes import is_absent, is_settled
from syncer.report.record import Record
from syncer.report.standing import asked, asked_in


def settled_since(path: Path, last: Record) -> str:
    """Return a sentence about the songs that are open in a report and settled now; "" where there are none."""
    try:
        songs, lock = catalogs.load(path).songs, locks.load(lock_file(path, sandbox=bool(last.get("sandbox"))))
    except UsageError:  # the report can be read all the same
        return ""
    waited = {asked_in(song) for song in last["songs"] if song["status"] not in {"matched", "absent"}}
    settled = [song for song in songs if asked(song) in waited and (is_settled(song, lock) or is_absent(song, lock))]
    if not settled:
        return ""
    number = "1 song was" if len(settled) == 1 else f"{len(settled)} songs were"
    return f"{number} settled since this report; a push brings that onto the playlist, and writes the report anew"
