"""What the log of a run says beside its requests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from syncer import __version__
from syncer.commands.options import Options
from syncer.log import event, logging_to
from syncer.report import news
from syncer.report.record import Record
from syncer.terminal import Terminal, Wait


@contextmanager
def logged(paths: Sequence[Path], options: Options) -> Iterator[None]:
    """Log a run, if it is to be logged, from its start to its end, be that an interruption or a bug."""
    with logging_to(options.log):
        event("start", version=__version__, catalogs=" ".join(map(str, paths)), dry_run=options.dry_run)
        try:
            yield
        except BaseException as error:
            event("stopped", by=type(error).__name__)
            raise


def telling(terminal: Terminal) -> Callable[[Wait], None]:
    """Return what tells the person of a wait, and the log."""

    def tell(wait: Wait) -> None:
        event("wait", seconds=round(wait.seconds, 1), why=wait.why)
        terminal.waiting(wait)

    return tell


def log_record(before: Record | None, record: Record) -> None:
    """Log what is new since the last record: each song that turned out otherwise, each change of the playlist."""
    for song in news.turned(before, record):
        uri = (song["track"] or {}).get("uri")
        event("song", title=song["title"], status=song["status"], track=uri, score=song["score"], why=song["reason"])
    for change in record["changes"]["lines"]:
        event("change", kind=change["kind"], uri=change["uri"], title=change["title"], position=change["position"])
    event("record", catalog=record["catalog"], playlist=record["playlist"]["id"], **record["requests"])
