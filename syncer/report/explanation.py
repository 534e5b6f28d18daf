"""One song explained: every track that was seen, respect by respect, and what came of it."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from syncer.model import Feature, Matched, Query, Score, Song, Track, Unmatched, Unsure
from syncer.report.words import length, plain

Judged = Matched | Unsure | Unmatched
FACTS = 5
"""So many of a source's answers are shown; the first ones are the nearest."""


class Told(Protocol):
    """A question to a source outside, and what it answered."""

    @property
    def source(self) -> str:
        """The source, as people call it."""

    @property
    def kind(self) -> str:
        """What was asked for."""

    @property
    def terms(self) -> str:
        """What it was asked with."""

    @property
    def facts(self) -> tuple[str, ...]:
        """What it answered; nothing where it knows nothing."""


def explanation(
    song: Song, outcome: Judged, scores: Sequence[Score], asked: Sequence[Query], told: Sequence[Told] = ()
) -> str:
    """Return the whole story of a song, ``scores`` best first; ``told`` is what sources outside were asked."""
    lines = [
        f"{_name(song.title, song.artists)}: {_verdict(outcome)}",
        *(f"  {plain(saying.sentence)}{f'  {saying.url}' if saying.url else ''}" for saying in outcome.says),
        *(f"  asked ({query.rung}): {plain(query.text)}" for query in asked),
        *(line for each in told for line in _told(each)),
    ]
    for number, score in enumerate(scores, start=1):
        lines += ["", *_candidate(number, score, outcome)]
    return "\n".join(lines)


def _told(told: Told) -> Iterator[str]:
    yield f"  asked {told.source} ({told.kind}): {plain(told.terms)}{'' if told.facts else ', which knows nothing'}"
    yield from (f"    {plain(fact)}" for fact in told.facts[:FACTS])


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
