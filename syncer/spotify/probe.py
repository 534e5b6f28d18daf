"""Single requests for ``syncer doctor``: each is sent once, whatever comes back, and the server's clock is noted."""

import time
from email.utils import parsedate_to_datetime
from typing import Any

from syncer.errors import SyncerError
from syncer.model import Playlist
from syncer.settings import Settings
from syncer.spotify import translate
from syncer.spotify.errors import Lost, Refused, Unexpected
from syncer.spotify.refusals import meaning
from syncer.spotify.retry import come_back, retry_after
from syncer.spotify.tokens import Tokens
from syncer.spotify.wire import TIMEOUT, Session


class Probe:
    """Asks without trying again; every method may raise SyncerError with what to do."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.api_url
        self._tokens = Tokens(settings)
        self._session = Session(settings.api_url)
        self.date: float | None = None
        """What the server's clock said in its last answer, seconds since the epoch; None where it did not say."""

    def user_id(self) -> str:
        """Return who is signed in."""
        return translate.user_id(self._get("me", "reading your profile"))

    def playlist(self, playlist_id: str) -> Playlist:
        """Return the playlist without its rows; raise NotFound where there is none."""
        return translate.playlist(self._get(f"playlists/{playlist_id}", "reading the playlist"))

    def _get(self, path: str, what: str) -> Any:
        headers = {"Authorization": f"Bearer {self._tokens.get_access_token()}"}
        try:
            answer = self._session.get(f"{self._url}/{path}", headers=headers, timeout=TIMEOUT)
        except Refused as refused:
            self.date = _seconds(refused.date)
            raise _error(refused, what) from refused
        except Lost as lost:
            raise SyncerError(f"{what} failed: {lost.why}") from lost
        self.date = _seconds(answer.headers.get("Date"))
        try:
            return answer.json()
        except ValueError as error:
            raise Unexpected(f"{what} failed: Spotify sent an answer that makes no sense") from error


def _error(refused: Refused, what: str) -> SyncerError:
    if refused.status == 429:  # noqa: PLR2004 - "Too Many Requests"
        now = time.time()
        asked = retry_after(refused, now)
        return come_back(now + asked if asked else None, now)
    return meaning(refused, what)


def _seconds(date: str | None) -> float | None:
    """Return an HTTP date as seconds since the epoch, or None where it is none."""
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except ValueError:
        return None
