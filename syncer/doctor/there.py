"""What only Spotify knows: whether it lets this account in, what time it is, and whose the playlist is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from syncer.doctor.finding import Finding, ok, problem, warning
from syncer.errors import ComeBackLater, SyncerError
from syncer.limits import Limits
from syncer.settings import Settings
from syncer.spotify.probe import Probe

SKEW = 60.0
"""Seconds by which the clock may be wrong: an access token is not used in the last minute of its hour anyway."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Whose playlist is looked at."""

    settings: Settings
    playlist_id: str | None
    """None where there is none to be looked at."""
    now: Callable[[], float]


def ask(patient: Patient) -> Iterator[Finding]:
    """Yield what Spotify says, with at most three requests: a fresh token, the account, the playlist."""
    closed = Limits(patient.settings.limits_file, patient.settings.api_url).closed(patient.now())
    if "me" in closed:
        yield warning("account", "it was not asked for: Spotify's limit for that is reached")
        return
    probe = Probe(patient.settings)
    try:
        user = probe.user_id()
    except SyncerError as error:
        yield _refused("account", error)
        yield from _clock(probe, patient.now())
        return
    yield ok("account", "Spotify accepts the sign-in, and lets this account use the app")
    yield from _clock(probe, patient.now())
    if patient.playlist_id and "playlist-read" not in closed:
        yield _playlist(probe, patient.playlist_id, user)


def _playlist(probe: Probe, playlist_id: str, user: str) -> Finding:
    try:
        playlist = probe.playlist(playlist_id)
    except SyncerError as error:
        return _refused("playlist", error)
    if playlist.readable and (playlist.owner == user or playlist.collaborative):
        return ok("playlist", "it is there, and yours to write")
    mend = "write the id of one of your own into [playlist] of the catalog, or none and take [playlist] out of the lock"
    return problem("playlist", "it is not yours to write", mend)


def _refused(about: str, error: SyncerError) -> Finding:
    """Return the finding for a request that failed; a limit passes by itself."""
    return warning(about, str(error)) if isinstance(error, ComeBackLater) else problem(about, error)


def _clock(probe: Probe, now: float) -> Iterator[Finding]:
    if probe.date is None:
        return
    skew = round(now - probe.date)
    if abs(skew) > SKEW:
        wrong = f"this machine's clock is {abs(skew)} s {'ahead of' if skew > 0 else 'behind'} Spotify's"
        yield warning("clock", wrong, "set it by the network (NTP): sign-ins and limits are timed by it")
    else:
        yield ok("clock", "it agrees with Spotify's")
