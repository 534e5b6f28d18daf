"""ListenBrainz Labs: which Spotify tracks MusicBrainz' recordings are, a hundred in one request.

It may know another version or another market's copy of a recording: what it names is read and judged like any track.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from syncer.knowledge.answers import Part, once
from syncer.knowledge.facts import Fact, Piece
from syncer.knowledge.source import Case, Question, Recall, Request, Unexpected
from syncer.model import Meaning

TRACKS = "tracks"
_ID = re.compile(r"[0-9A-Za-z]{22}")


class ListenBrainz:
    """The way from a recording to its tracks."""

    key, name = "listenbrainz", "ListenBrainz Labs"
    shape, pace, budget, batch = 1, 1.0, 5, 100
    kinds = (TRACKS,)
    probe = Question("listenbrainz", TRACKS, ("781724c1-a039-41e6-bd9b-770c3b9d5b8e",))

    def wants(self, _case: Case, meanings: Sequence[Meaning], recall: Recall) -> Question | None:
        """Return the recording whose tracks are not known yet, where just one song is meant."""
        questions = (_about(recording) for meaning in meanings for recording in meaning.recordings[:1])
        found = next(questions, None) if len(meanings) == 1 and not meanings[0].uris else None
        return found if found and recall(found) is None else None

    def request(self, questions: Sequence[Question]) -> Request:
        """Return the request for up to a hundred recordings."""
        return Request("/spotify-id-from-mbid/json", body=[{"recording_mbid": each.terms[0]} for each in questions])

    def facts(self, questions: Sequence[Question], answer: object) -> Mapping[Question, tuple[Fact, ...]]:
        """Return each recording's tracks; nothing is said of those that an answer leaves out without a name."""
        rows = list(Part(answer).rows())
        named = {row.maybe("recording_mbid").text_if_any: row for row in rows}
        if all(named):
            return {each: _tracks(named.get(each.terms[0])) for each in questions}
        if rows and len(rows) != len(questions):
            raise Unexpected(f"{len(rows)} rows without a name for {len(questions)} recordings")
        return {each: _tracks(rows[place] if rows else None) for place, each in enumerate(questions)}

    def meanings(self, _case: Case, meanings: Sequence[Meaning], recall: Recall) -> tuple[Meaning, ...]:
        """Return the meanings with the tracks that their recordings are."""
        return tuple(replace(meaning, uris=once(*meaning.uris, *_of(meaning, recall))) for meaning in meanings)


def _about(recording: str) -> Question:
    return Question(ListenBrainz.key, TRACKS, (recording,))


def _of(meaning: Meaning, recall: Recall) -> tuple[str, ...]:
    found = (fact for recording in meaning.recordings[:1] for fact in recall(_about(recording)) or ())
    return tuple(uri for fact in found if isinstance(fact, Piece) for uri in fact.uris)


def _tracks(row: Part | None) -> tuple[Fact, ...]:
    if row is None:
        return ()
    ids = [part.text for part in row.at("spotify_track_ids").rows()]
    uris = once(*(f"spotify:track:{each}" for each in ids if _ID.fullmatch(each)))
    title, artist = row.maybe("track_name").text_if_any, row.maybe("artist_name").text_if_any
    return (Piece((title or artist or TRACKS,), (), uris=uris),) if uris else ()
