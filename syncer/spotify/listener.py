"""A small web server on the loopback address that waits for the browser to come back.

It answers anything, because browsers also ask for icons and open connections that they do not use; only the redirect
with our ``state`` is passed on.
"""

import html
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from syncer.spotify.redirect import Agreed, Denied, Place, Reply, Stray

_PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>syncer</title>
<style>:root{{color-scheme:light dark}}body{{font:1.2rem/1.5 system-ui,sans-serif;margin:4rem auto;max-width:32rem;
padding:0 1rem}}</style><h1>{title}</h1><p>{text}</p></html>
"""


class Listener:
    """Listens while it is entered; passes what comes to ``receive`` and shows the browser how it was taken.

    Raises OSError where the port cannot be had.
    """

    def __init__(self, place: Place, read: Callable[[str], Reply], receive: Callable[[Agreed | Denied], None]) -> None:
        self._server = _Server(place, read, receive)
        self.place = place.at(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingTCPServer):
    """Not HTTPServer, which looks its own name up and may wait long for that."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, place: Place, read: Callable[[str], Reply], receive: Callable[[Agreed | Denied], None]) -> None:
        self.address_family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
        self.path = place.path or "/"
        self.read, self.receive = read, receive
        super().__init__((place.host, place.port or 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10.0
    server_version = "syncer"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer the browser, then pass on what it brought: the page must be out before the program may end."""
        is_ours = urlsplit(self.path).path == self.server.path
        reply = self.server.read(self.path) if is_ours else Stray()
        match reply:
            case Stray():
                self._show(
                    HTTPStatus.NOT_FOUND, "Nothing here", "syncer waits for Spotify's answer to its own sign-in."
                )
                return
            case Agreed():
                self._show(HTTPStatus.OK, "That's it", "syncer has Spotify's answer; go back to the terminal.")
            case Denied(error):
                text = f"Spotify says: {error}. Nothing has changed; the terminal says more."
                self._show(HTTPStatus.OK, "Not signed in", text)
        self.server.receive(reply)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the request line holds the code."""

    def _show(self, status: HTTPStatus, title: str, text: str) -> None:
        page = _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page)
