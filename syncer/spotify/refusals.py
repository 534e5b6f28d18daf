"""What Spotify means by a refusal, in words that say what to do.

The texts are those that users quote from Spotify's answers in 2026; several come as plain text instead of JSON.
"""

from syncer.errors import NotFound, SignInNeeded, SyncerError
from syncer.spotify.errors import Refused

SIGN_IN = "run `syncer login`"
DASHBOARD = "https://developer.spotify.com/dashboard"


def meaning(refused: Refused, what: str) -> SyncerError:
    """Return the error for a refusal that no second try can change; ``what`` was tried, as in "adding songs"."""
    match refused.status:
        case 401:
            return SignInNeeded(f"Spotify does not accept the sign-in any more: {SIGN_IN}")
        case 403:
            return _forbidden(refused, what)
        case 404:
            return NotFound(
                f"{what} failed: there is no such thing on Spotify, or not for this account{_said(refused)}"
            )
        case _ if "playlist size limit" in refused.message.casefold():
            return SyncerError("the playlist is full: Spotify allows 10,000 rows. Split the catalog in two")
        case _:
            return SyncerError(f"{what} failed: {_other(refused)}")


def _forbidden(refused: Refused, what: str) -> SyncerError:
    text = refused.message.casefold()
    if "scope" in text:
        return SignInNeeded(f"the sign-in does not allow {what}: {SIGN_IN} and agree to what it asks for")
    if "registered" in text:
        return SyncerError(
            f"this Spotify account may not use the app: its owner must add it under User Management at {DASHBOARD} "
            "(five accounts at most)"
        )
    if "premium" in text:
        return SyncerError("the app works only while its owner has Spotify Premium, and that has ended: renew it")
    return SyncerError(
        f"{what} failed: Spotify forbids it (403). The playlist is neither yours nor shared with you, or this is "
        "no longer open to apps like yours"
    )


def _other(refused: Refused) -> str:
    if refused.status < 400:  # noqa: PLR2004 - a redirect
        return f"the server redirects elsewhere ({refused.status}), and that is never followed"
    if refused.status == 413:  # noqa: PLR2004 - "Content Too Large"
        return "it is larger than Spotify takes (413)"
    return f"Spotify refuses it{_said(refused)}"


def _said(refused: Refused) -> str:
    """Return the status and Spotify's own words for the end of a message."""
    return f" ({refused.status}: {refused.message})" if refused.message else f" ({refused.status})"
