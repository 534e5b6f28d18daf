"""What ``syncer explain`` shows: the answers that are remembered for a song, judged again in full."""

from collections.abc import Iterable, Iterator

from syncer.matching.judge import judge
from syncer.matching.known import NO_ARTISTS
from syncer.matching.resolve import remembered, resolve
from syncer.matching.scoring import score
from syncer.model import Pending, Song
from syncer.report.explanation import explanation
from syncer.session import Session, opened
from syncer.terminal import Terminal


def explained(songs: Iterable[Song], terminal: Terminal, *, sandbox: bool) -> Iterator[str]:
    """Yield the explanation of each song; one that was never asked for is asked for now."""
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        for song in songs:
            yield _explained(song, session)


def _explained(song: Song, session: Session) -> str:
    found = remembered(song, session)
    if not found.asked:
        outcome = resolve(song, session, NO_ARTISTS)
        if isinstance(outcome, Pending):
            return f"{song.title}: pending: {outcome.reason}"
        found = remembered(song, session)
    scores = sorted((score(song, track) for track in found.tracks), key=lambda each: -each.total)
    return explanation(song, judge(song, found.tracks), scores, found.asked)
