"""Reads that lag behind writes, as Spotify's do: for a while they show the playlists as they were before."""

from collections import deque
from copy import deepcopy
from dataclasses import replace

from syncer.sandbox.state import Playlist
from syncer.sandbox.world import World

_VERSIONS = 10_000


class Past:
    """The playlists as they were after each write."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._versions: deque[tuple[float, dict[str, Playlist]]] = deque(maxlen=_VERSIONS)
        self._lags = bool(world.manners.lag or world.manners.snapshot_lag)
        if self._lags:
            self._versions.append((float("-inf"), deepcopy(world.state.playlists)))

    def note(self) -> None:
        """Keep the playlists as they are now."""
        if self._lags:
            self._versions.append((self._world.clock(), deepcopy(self._world.state.playlists)))

    def shown(self) -> World:
        """Return the world as a read sees it."""
        manners, state = self._world.manners, self._world.state
        if not self._lags:
            return self._world
        rows = self._as_of(manners.lag) if manners.lag else state.playlists
        versions = self._as_of(max(manners.lag, manners.snapshot_lag))
        playlists = {
            key: replace(each, version=versions[key].version if key in versions else 1) for key, each in rows.items()
        }
        return replace(self._world, state=replace(state, playlists=playlists))

    def _as_of(self, seconds: float) -> dict[str, Playlist]:
        moment = self._world.clock() - seconds
        return next(playlists for at, playlists in reversed(self._versions) if at <= moment)
