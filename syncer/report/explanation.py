"""One song explained: every track that was seen, respect by respect, and what came of it."""

from collections.abc import Iterator, Sequence

from syncer.model import Feature, Matched, Query, Score, Song, Track, Unmatched, Unsure
from syncer.report.words import length, plain

Judged = Matched | Unsure | Unmatched


def explanation(song: Song, outcome: Judged, scores: Sequence[Score], asked: Sequence[Query]) -> str:
    """Return the whole story of a song, ``scores`` best first."""
    lines = [
        f"{_name(song.title, song.artists)}: {_verdict(outcome)}",
        *(f"  asked ({query.rung}): {plain(query.text)}" for query in asked),
    ]
    for number, score in enumerate(scores, start=1):
        lines += ["", *_candidate(number, score, outcome)]
    return "\n".join(lines)


def _verdict(outcome: Judged) -> str:
    match outcome:
        case Matched(_, score, how):
            artists = tuple(artist.name for artist in score.track.artists)
            return f"matched with {_name(score.track.title, artists)}, by {how}"
        case Unsure(_, _, reason):
            return f"unsure: {plain(reason)}"
        case Unmatched(_, reason):
            return f"unmatched: {plain(reason)}"


def _candidate(number: int, score: Score, outcome: Judged) -> Iterator[str]:
    track = score.track
    facts = filter(None, (plain(track.album), track.release_date, length(track.duration_ms), track.isrc))
    chosen = "  <- chosen" if isinstance(outcome, Matched) and outcome.score.track == track else ""
    yield f"{number:3}. {_title(track)} · {' · '.join(facts)}"
    yield f"     {track.url}"
    yield f"     total {score.total:.2f}{chosen}"
    yield from map(_feature, score.features)


def _feature(feature: Feature) -> str:
    bar = "#" * round(10 * feature.value)
    note = f"  {plain(feature.note)}" if feature.note else ""
    return f"       {feature.name:<9} {feature.value:.2f} x {feature.weight:<3g} {bar:<10}{note}".rstrip()


def _title(track: Track) -> str:
    return _name(track.title, tuple(artist.name for artist in track.artists))


def _name(title: str, artists: tuple[str, ...]) -> str:
    return plain(f"{title} · {', '.join(artists)}" if artists else title)
