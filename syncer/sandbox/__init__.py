"""A small Spotify of our own, on the loopback address: real HTTP, the rules of a restricted app of 2026.

It shares no code with the client and imports nothing of the rest of the project, so that each can prove the other
wrong. What it does not know it answers with 404 and the request's name.

::

    with Sandbox(state=Path("sandbox.json")) as sandbox:
        ...  # SYNCER_API_URL=sandbox.api_url, SYNCER_ACCOUNTS_URL=sandbox.accounts_url
        sandbox.fault("POST", r"/v1/playlists/[^/]+/items", what=Fault(status=502, after=True))
"""

import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock, Thread
from types import TracebackType
from typing import NamedTuple, Self

from syncer.sandbox import accounts, knowledge, routes
from syncer.sandbox.faults import Fault, Trap
from syncer.sandbox.knowledge import Knowledge
from syncer.sandbox.lag import Past
from syncer.sandbox.library import TitleAliases, load
from syncer.sandbox.search import Index
from syncer.sandbox.server import Server
from syncer.sandbox.state import USER, Grant, Playlist, Row, State, new_id, read, version
from syncer.sandbox.wire import Request, Response
from syncer.sandbox.world import Manners, World

__all__ = ["CLIENT_ID", "USER", "Fault", "Manners", "Sandbox", "Seen", "reset"]

CLIENT_ID = "sandbox0000000000000000000000000"
"""An app's id as good as any other: every one is let in."""
_REMEMBERED = 100_000


class Seen(NamedTuple):
    """One request that the sandbox has had."""

    method: str
    path: str
    """Without query; with ``/v1`` for the API, e.g. ``/v1/search`` or ``/api/token``."""
    query: dict[str, str]
    body: str
    status: int
    """As answered; 0 where the connection was dropped."""


class Sandbox:
    """Serves while its ``with`` block runs, or between ``start`` and ``stop``.

    ``state`` is the file that playlists and sign-ins stay in; None keeps them in memory. ``library`` is a file of
    tracks instead of our own, and ``title_aliases`` says for which tracks the search answers to ``title_alias``;
    ``facts`` is a file of what the open databases know instead of our own.
    ``clock`` gives the seconds since the epoch. Raises OSError where the port is taken or a file cannot be read.
    """

    def __init__(  # noqa: PLR0913 - each is optional
        self,
        *,
        state: Path | None = None,
        library: Path | None = None,
        facts: Path | None = None,
        port: int = 0,
        title_aliases: TitleAliases = "half",
        manners: Manners | None = None,
        user: str = USER,
        clock: Callable[[], float] = time.time,
    ) -> None:
        tracks = load(library)
        self._file = state
        self._written = version(state) if state else None
        self._lock = RLock()
        self._traps: list[Trap] = []
        self._seen: deque[Seen] = deque(maxlen=_REMEMBERED)
        self._thread: Thread | None = None
        self._port = port
        self._server: Server | None = None
        self._world = World(
            library=tracks,
            index=Index(tracks, title_aliases),
            state=read(state) if state else State(),
            clock=clock,
            manners=manners or Manners(),
            user=user,
            knowledge=Knowledge(facts, pause=(manners or Manners()).musicbrainz_pause, clock=clock),
        )
        self._past = Past(self._world)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Open the port and serve from a thread of its own."""
        self._server = Server(self._port, self._answer)
        self._world.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True, name="sandbox")
        self._thread.start()

    def stop(self) -> None:
        """Close the port and all connections."""
        if self._server and self._thread:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = self._thread = None

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT``."""
        return self._world.url

    @property
    def api_url(self) -> str:
        """What SYNCER_API_URL wants."""
        return f"{self.url}/v1"

    @property
    def accounts_url(self) -> str:
        """What SYNCER_ACCOUNTS_URL wants."""
        return self.url

    @property
    def animethemes_url(self) -> str:
        """What SYNCER_ANIMETHEMES_URL wants."""
        return f"{self.url}{knowledge.ANIMETHEMES}"

    @property
    def musicbrainz_url(self) -> str:
        """What SYNCER_MUSICBRAINZ_URL wants."""
        return f"{self.url}{knowledge.MUSICBRAINZ}"

    @property
    def labs_url(self) -> str:
        """What SYNCER_LISTENBRAINZ_LABS_URL wants."""
        return f"{self.url}{knowledge.LABS}"

    @property
    def requests(self) -> tuple[Seen, ...]:
        """What was asked so far, oldest first; the last hundred thousand."""
        with self._lock:
            return tuple(self._seen)

    def forget_requests(self) -> None:
        """Start ``requests`` anew."""
        with self._lock:
            self._seen.clear()

    def fault(self, method: str = "*", path: str = ".*", *, nth: int = 1, times: int | None = 1, what: Fault) -> None:
        """Let the nth request from now with this method and path (a whole-match pattern) go wrong.

        ``times`` is how many in a row, None all from then on. Of several that fit, the one asked for first counts.
        """
        with self._lock:
            self._traps.append(Trap(method, re.compile(path), nth, times, what))

    @property
    def armed(self) -> int:
        """How many of the faults asked for have not sprung yet."""
        with self._lock:
            return sum(trap.seen < trap.nth for trap in self._traps)

    def forget_faults(self) -> None:
        """Behave again."""
        with self._lock:
            self._traps.clear()

    def sign_in(self, scopes: str | Iterable[str], user: str = USER, client_id: str = CLIENT_ID) -> dict[str, object]:
        """Return a token answer (``access_token``, ``refresh_token``, ...) without the way through a browser."""
        wanted = scopes.split() if isinstance(scopes, str) else list(scopes)
        with self._lock:
            grant = Grant(user, client_id, wanted, self._world.clock())
            answer = accounts.issued(self._world, grant, with_refresh=True)
            self._save()
            return answer

    def expire_tokens(self) -> None:
        """End the life of every access token; the refresh tokens stay."""
        with self._lock:
            for access in self._world.state.access.values():
                access.expires_at = 0.0
            self._save()

    def revoke(self) -> None:
        """Take back every consent: refreshing gives ``invalid_grant`` and access tokens are refused."""
        with self._lock:
            self._world.state.grants.clear()
            self._world.state.access.clear()
            self._save()

    def add_playlist(  # noqa: PLR0913 - each is optional
        self,
        uris: Iterable[str] = (),
        *,
        name: str = "A playlist",
        owner: str = USER,
        description: str = "",
        public: bool = True,
        collaborative: bool = False,
        added_at: str = "2020-02-02T02:02:02Z",
    ) -> str:
        """Return a playlist as somebody else made it, with any rows (local files, tracks that are gone); its id."""
        with self._lock:
            rows = [Row(uri, added_at, owner) for uri in uris]
            made = Playlist(new_id(), name, owner, description, public, collaborative, rows, followers=[owner])
            self._world.state.playlists[made.id] = made
            self._save()
            return made.id

    def playlist(self, playlist_id: str) -> Playlist:
        """Return the playlist as it is, to look at, or to change behind a client's back (then ``touch`` it)."""
        with self._lock:
            return self._world.state.playlists[playlist_id]

    def playlists(self) -> tuple[Playlist, ...]:
        """All of them, oldest first."""
        with self._lock:
            return tuple(self._world.state.playlists.values())

    def touch(self, playlist_id: str) -> None:
        """Give the playlist a new snapshot."""
        with self._lock:
            self._world.state.playlists[playlist_id].version += 1
            self._save()

    def drop_playlist(self, playlist_id: str) -> None:
        """Let the playlist be gone altogether: 404 from now on."""
        with self._lock:
            del self._world.state.playlists[playlist_id]
            self._save()

    def _answer(self, request: Request) -> tuple[Response, Fault | None]:
        """One request at a time; what it changed is on the disk before it is answered."""
        with self._lock:
            self._look_again()
            fault = next(iter([trap.what for trap in self._traps if trap.springs(request)]), None)  # each trap counts
            if fault and fault.call and not fault.after:
                fault.call()
            prevented = fault is not None and not fault.after and (fault.drop or fault.status is not None)
            world = self._past.shown() if request.method == "GET" else self._world
            response = Response(0) if prevented else routes.answer(world, request)
            if request.method != "GET" and not prevented and not knowledge.is_for_us(request):
                self._save()
            if fault and fault.call and fault.after:
                fault.call()
            status = 0 if fault and fault.drop else fault.response(response).status if fault else response.status
            body = request.body.decode("utf-8", "replace")
            self._seen.append(Seen(request.method, request.path, dict(request.query), body, status))
            return response, fault

    def _save(self) -> None:
        self._past.note()
        if self._file:
            self._world.state.write(self._file)
            self._written = version(self._file)

    def _look_again(self) -> None:
        """Take over what another sandbox, or ``reset``, has done to the file meanwhile."""
        if self._file and version(self._file) != self._written:
            self._world.state = read(self._file)
            self._written = version(self._file)


def reset(state: Path) -> None:
    """Forget the playlists and sign-ins kept in this file."""
    state.unlink(missing_ok=True)
