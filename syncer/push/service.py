"""What pushing needs of Spotify."""

from typing import Protocol

from syncer.model import Edit, Playlist, Row, Track


class Service(Protocol):
    """Reads and writes of playlists; a write that may or may not have happened raises Unconfirmed."""

    def user_id(self) -> str:
        """Return who is signed in."""

    def playlist(self, playlist_id: str) -> Playlist:
        """Return a playlist without its rows; raise NotFound."""

    def rows(self, playlist_id: str) -> tuple[Row, ...]:
        """Return all rows."""

    def my_playlists(self) -> tuple[Playlist, ...]:
        """Return the playlists in the person's library."""

    def create(self, name: str, *, public: bool) -> Playlist:
        """Make an empty playlist without a description."""

    def change_details(
        self, playlist_id: str, *, name: str | None = None, description: str | None = None, public: bool | None = None
    ) -> None:
        """Change what is not None."""

    def apply(self, playlist_id: str, edit: Edit, snapshot: str) -> str:
        """Carry out one edit; return the new snapshot."""

    def upload_cover(self, playlist_id: str, payload: str) -> None:
        """Give the playlist a picture: a JPEG as base64 text."""

    def track(self, uri: str) -> Track | None:
        """Return a track; None where there is none."""
