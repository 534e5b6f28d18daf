"""``syncer login``: let the person agree in a browser, and keep the sign-in."""

import io
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer


def login(
    *,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address instead of opening it: for a machine without one.")
    ] = False,
    cover: Annotated[
        bool, typer.Option("--cover", help="Ask also for the right to upload a playlist's picture (cover).")
    ] = False,
    timeout: Annotated[float, typer.Option(min=0, help="Seconds to wait for you to agree.")] = 300,
) -> None:
    """Sign in to Spotify.

    Once every six months; cron can use the sign-in from then on.

    With --no-browser the address to open stands on a line of its own. Open it anywhere; where the browser cannot come
    back to this machine, paste the address that it shows in the end.

    Example: syncer login --no-browser
    """
    from syncer import settings  # noqa: PLC0415 - what reaches for Spotify loads slowly; --help does not need it
    from syncer.spotify.login import sign_in_with  # noqa: PLC0415
    from syncer.spotify.sign_in import ends_at  # noqa: PLC0415

    show = _print if no_browser else _open
    token = sign_in_with(settings.load(), show, pasted=_lines(), say=_say, timeout=timeout, cover=cover)
    until = f", until {datetime.fromtimestamp(end).astimezone():%Y-%m-%d}" if (end := ends_at(token)) else ""
    _say(f"You are signed in{until}. To end it: syncer logout")


def _print(address: str) -> None:
    _say("Open this address in a browser, and agree:")
    typer.echo(address)
    sys.stdout.flush()
    _invite()


def _open(address: str) -> None:
    import webbrowser  # noqa: PLC0415 - half of the start-up time of a verb that does not need it

    if has_screen() and webbrowser.open(address):
        _say("Agree in the browser that has just opened. If none has, open this address yourself:")
    else:
        _say("No browser could be opened. Open this address in one, and agree:")
    _say(address)
    _invite()


def has_screen() -> bool:
    """Tell whether a browser can appear: without a screen, Python would start one inside the terminal, or none."""
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


def _invite() -> None:
    if sys.stdin is not None and sys.stdin.isatty():
        _say("syncer waits. You may also paste the address here that the browser shows in the end.")


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _lines() -> Iterator[str]:
    """Yield what the person types or another program writes.

    Read from the file itself: a thread that waits inside ``sys.stdin`` when the program ends makes Python abort.
    """
    if sys.stdin is None:
        return
    try:
        handle = sys.stdin.fileno()
    except io.UnsupportedOperation:  # no file under it
        yield from sys.stdin
        return
    rest = b""
    while block := os.read(handle, 65_536):
        *lines, rest = (rest + block).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in lines)
    yield rest.decode("utf-8", "replace")
