"""The socket, the browser, and the end: a review is served as long as somebody is there."""

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from syncer.errors import SyncerError

FAREWELL = 3
"""Seconds that an answer which is under way gets at the end."""
WAITING = 64
"""Requests that may wait at once; a person's browser has a handful."""


def listening() -> socket.socket:
    """Return a socket on a free port of this machine alone; raise SyncerError where there is none."""
    try:
        bound = socket.create_server(("127.0.0.1", 0), backlog=WAITING)
    except OSError as error:
        raise SyncerError(f"cannot listen on 127.0.0.1 ({error.strerror})") from error
    bound.set_inheritable(False)
    return bound


def port_of(bound: socket.socket) -> int:
    """Return the port of a socket."""
    port: int = bound.getsockname()[1]
    return port


def serve(app: ASGIApp, bound: socket.socket, is_over: Callable[[], bool]) -> None:
    """Serve until it is over, or until Ctrl-C, which raises KeyboardInterrupt; it is looked at every second.

    Nothing is logged but what goes wrong: the address holds a secret.
    """
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=WAITING,
        timeout_graceful_shutdown=FAREWELL,
        timeout_notify=0,
    )
    server = uvicorn.Server(config)

    async def look() -> None:
        server.should_exit = server.should_exit or is_over()

    config.callback_notify = look
    server.run(sockets=[bound])


def open_browser(address: str, failed: Callable[[], None]) -> None:
    """Open the person's browser, without waiting for it; call ``failed`` where none could be opened."""

    def opening() -> None:
        if not webbrowser.open(address):
            failed()

    threading.Thread(target=opening, name="browser", daemon=True).start()
