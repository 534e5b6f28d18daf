"""What ``syncer explain`` shows: the answers that are remembered for a song, judged again in full."""

from collections.abc import Iterable, Iterator

from syncer import lock as locks
from syncer.catalog import Catalog
from syncer.commands.options import lock_file
from syncer.lock import Lock
from syncer.matching.judge import KnownArtists, judge
from syncer.matching.queries import ARTIST
from syncer.matching.resolve import remembered, resolve
from syncer.matching.scoring import score
from syncer.model import Matched, Pending, Score, Song, Track
from syncer.outcomes import is_absent, is_persons, is_settled
from syncer.report.explanation import Judged, explanation
from syncer.report.text import name
from syncer.review.naming import said
from syncer.review.waiting import view
from syncer.session import Session, opened
from syncer.terminal import Terminal


def explained(catalog: Catalog, songs: Iterable[Song], terminal: Terminal, *, sandbox: bool) -> Iterator[str]:
    """Yield the explanation of each song; one that was never asked for is asked for now."""
    lock = locks.load(lock_file(catalog.path, sandbox=sandbox))
    with opened(sandbox=sandbox, tell=terminal.waiting) as session:
        known = view(catalog.songs, lock, session, session.understanding(lock)).known
        for song in songs:
            asked = remembered(song, session).asked
            story = [] if is_absent(song, lock) and not asked else [_explained(song, session, lock, known)]
            yield "\n".join([*_decided(song, lock), *story])


def _decided(song: Song, lock: Lock) -> Iterator[str]:
    """Yield what a person said of a song, which counts more than what was compared."""
    chosen = lock.pin(song)
    if is_absent(song, lock):
        yield f'"{song.title}": you marked it as not on Spotify, in {"the catalog" if song.absent else "the lock"}'
    elif song.uri:
        yield f'"{song.title}": you pinned it to {song.uri} in the catalog; what a search would choose:'
    elif chosen and is_persons(chosen) and is_settled(song, lock):
        track = name(chosen.track.title, [artist.name for artist in chosen.track.artists])
        yield f'"{song.title}": you chose {track} ({chosen.track.uri}); what a search would choose:'
    for each in (*song.artists, *([song.source] if song.source else [])):
        for kind in ("artist", "series"):
            if (alias := lock.alias(kind, each)) and alias.standing == "confirmed":
                yield f"counts for it: {said(alias)} ({alias.origin or 'nobody knows who said so'})"


def _explained(song: Song, session: Session, lock: Lock, known: KnownArtists) -> str:
    tracks = remembered(song, session).tracks
    meanings = session.understanding(lock).meanings(song, tracks)
    found = remembered(song, session, meanings)
    if not found.asked:
        outcome = resolve(song, session, known, meanings)
        if isinstance(outcome, Pending):
            return f"{song.title}: pending: {outcome.reason}"
        found = remembered(song, session, meanings)
    judged = judge(song, found.tracks, known, meanings, exhausted=ARTIST in found.by_rung)
    told = session.knowledge.told(song, tracks) if session.knowledge else ()
    return explanation(song, judged, _scores(song, found.tracks, known, judged), found.asked, told)


def _scores(song: Song, tracks: Iterable[Track], known: KnownArtists, judged: Judged) -> list[Score]:
    """Return the scores of all tracks, best first; the chosen one's in front, as it was judged."""
    chosen = [judged.score] if isinstance(judged, Matched) else []
    others = (score(song, track, known) for track in tracks if all(track.uri != each.track.uri for each in chosen))
    return [*chosen, *sorted(others, key=lambda each: -each.total)]
