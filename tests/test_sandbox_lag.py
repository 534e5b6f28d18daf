"""Reads that lag: for a while they show the playlists as they were before a write."""

import pytest
import requests

from syncer.sandbox import Manners, Sandbox

SCOPES = "playlist-read-private playlist-modify-public playlist-modify-private"
TRACK = "spotify:track:3fCO1n6l7yekcNRDRkoJJ4"


class Api:
    """A client, and the sandbox's clock."""

    def __init__(self, manners):
        self.now = 1_000.0
        self.sandbox = Sandbox(manners=manners, clock=lambda: self.now)

    def __enter__(self):
        self.sandbox.start()
        self.client = requests.Session()
        self.client.headers["Authorization"] = f"Bearer {self.sandbox.sign_in(SCOPES)['access_token']}"
        return self

    def __exit__(self, *_):
        self.client.close()
        self.sandbox.stop()

    def add(self, playlist):
        path = f"{self.sandbox.api_url}/playlists/{playlist}/items"
        return self.client.post(path, json={"uris": [TRACK]}, timeout=5).json()["snapshot_id"]

    def read(self, playlist):
        return self.client.get(f"{self.sandbox.api_url}/playlists/{playlist}", timeout=5)


@pytest.mark.parametrize(("later", "rows"), [(0, 0), (29, 0), (30, 1)], ids=["at once", "too early", "in time"])
def test_a_write_shows_late(later, rows):
    with Api(Manners(lag=30)) as api:
        playlist = api.sandbox.add_playlist()
        api.now += 100
        snapshot = api.add(playlist)
        api.now += later
        shown = api.read(playlist).json()
        assert (shown["items"]["total"], shown["snapshot_id"] == snapshot) == (rows, bool(rows))


def test_a_new_playlist_is_not_there_at_once():
    with Api(Manners(lag=30)) as api:
        playlist = api.sandbox.add_playlist()
        assert api.read(playlist).status_code == 404
        api.now += 30
        assert api.read(playlist).status_code == 200


def test_a_snapshot_may_change_later_than_the_rows():
    with Api(Manners(snapshot_lag=30)) as api:
        playlist = api.sandbox.add_playlist()
        api.now += 100
        snapshot = api.add(playlist)
        shown = api.read(playlist).json()
        assert (shown["items"]["total"], shown["snapshot_id"] == snapshot) == (1, False)
        api.now += 30
        assert api.read(playlist).json()["snapshot_id"] == snapshot
