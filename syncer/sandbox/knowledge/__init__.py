"""AnimeThemes, MusicBrainz and ListenBrainz Labs of our own, beside our own Spotify: three prefixes of one address.

They know what ``knowledge.jsonl`` says. None of them takes a sign-in, and all refuse one that is sent: a token for
Spotify has no business there.
"""

import time
from collections.abc import Callable
from pathlib import Path

from syncer.sandbox.knowledge.animethemes import AnimeThemes
from syncer.sandbox.knowledge.labs import Labs
from syncer.sandbox.knowledge.musicbrainz import MusicBrainz
from syncer.sandbox.knowledge.reading import load
from syncer.sandbox.wire import Request, Response, as_json

ANIMETHEMES = "/animethemes"
MUSICBRAINZ = "/musicbrainz/ws/2"
LABS = "/listenbrainz-labs"
_ADDRESSES = (ANIMETHEMES, MUSICBRAINZ, LABS)


def is_for_us(request: Request) -> bool:
    """Whether the request goes to one of the three."""
    return any(request.path == each or request.path.startswith(f"{each}/") for each in _ADDRESSES)


class Knowledge:
    """The three services.

    ``path`` is a file of facts instead of ours, ``pause`` how many seconds MusicBrainz wants between two requests.
    Raises OSError or ValueError where the facts cannot be read.
    """

    def __init__(self, path: Path | None = None, *, pause: float = 0.0, clock: Callable[[], float] = time.time) -> None:
        facts = load(path)
        self._animethemes = AnimeThemes(facts)
        self._musicbrainz = MusicBrainz(facts, pause, clock)
        self._labs = Labs(facts)

    def answer(self, request: Request) -> Response:
        """Return the answer to a request that is for one of the three."""
        if "authorization" in request.headers:
            return as_json({"error": "This service takes no Authorization header: never send it a token."}, 400)
        if request.path.startswith(ANIMETHEMES):
            return self._animethemes.answer(request, request.path.removeprefix(ANIMETHEMES))
        if request.path.startswith(MUSICBRAINZ):
            return self._musicbrainz.answer(request, request.path.removeprefix(MUSICBRAINZ))
        return self._labs.answer(request, request.path.removeprefix(LABS))
