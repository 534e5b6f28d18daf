"""Keep tokens out of every log.

spotipy prints the ``Authorization`` header, the token request's body and whole answers at DEBUG; whoever turns that on
for the program must not find a sign-in in the file.
"""

import logging

_TALKATIVE = ("spotipy.client", "spotipy.oauth2", "spotipy.util")
"""The loggers themselves: a filter does not see what comes from a logger below its own."""


def _harmless(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def keep_secrets() -> None:
    """Drop what spotipy says below WARNING, whatever level its loggers are set to later; calling it again is harmless.

    What it says at WARNING and above names addresses and queries, in which Spotify's API has no secret.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_harmless)
