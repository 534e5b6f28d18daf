"""What the sandbox remembers: playlists and sign-ins; kept in a JSON file between runs if one is named."""

import json
import os
import secrets
from base64 import b64encode
from dataclasses import asdict, dataclass, field
from hashlib import sha1
from pathlib import Path
from tempfile import mkstemp
from typing import Any

USER = "sandbox"
"""The one who signs in, unless a test says otherwise."""
_FORMAT = 1
_BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Row:
    """One row of a playlist."""

    uri: str
    added_at: str
    added_by: str


@dataclass(slots=True)
class Playlist:
    """A playlist as its owner left it."""

    id: str
    name: str
    owner: str
    description: str = ""
    public: bool = True
    collaborative: bool = False
    rows: list[Row] = field(default_factory=list)
    version: int = 1
    """Counts every change of anything, as Spotify's snapshots do."""
    cover: str | None = None
    """A JPEG in base64."""
    followers: list[str] = field(default_factory=list)
    """Who has it in their library; the owner at first."""

    @property
    def snapshot(self) -> str:
        """24 bytes in base64: a counter of four and a hash, as seen in Spotify's answers."""
        mark = sha1(f"{self.id} {self.version}".encode(), usedforsecurity=False).digest()
        return b64encode(self.version.to_bytes(4) + mark).decode()


@dataclass(slots=True)
class Grant:
    """A user's consent: what a refresh token stands for."""

    user: str
    client_id: str
    scopes: list[str]
    authorized_at: float
    """When the user consented, seconds since the epoch; refreshing does not move it."""


@dataclass(slots=True)
class Access:
    """What an access token stands for."""

    user: str
    scopes: list[str]
    expires_at: float


@dataclass(slots=True)
class State:
    """Everything that changes."""

    playlists: dict[str, Playlist] = field(default_factory=dict)
    """By id, oldest first."""
    grants: dict[str, Grant] = field(default_factory=dict)
    """By refresh token."""
    access: dict[str, Access] = field(default_factory=dict)
    """By access token."""
    saved: list[str] = field(default_factory=list)
    """URIs of what is in the user's library besides playlists."""

    def write(self, path: Path) -> None:
        """Replace the file in one step; only its owner may read it, for it holds tokens."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 from its first byte
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"format": _FORMAT, **asdict(self)}, file, ensure_ascii=False)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def read(path: Path) -> State:
    """Return what was written there; an empty state where there is no file. ValueError where it is not ours."""
    if not path.exists():
        return State()
    try:
        return _parsed(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{path} is no sandbox of this version; delete it to start anew") from error


def _parsed(data: dict[str, Any]) -> State:
    if data["format"] != _FORMAT:
        raise ValueError(f"format {data['format']}")
    for row in data["playlists"].values():
        row["rows"] = [Row(**each) for each in row["rows"]]
    return State(
        playlists={key: Playlist(**each) for key, each in data["playlists"].items()},
        grants={key: Grant(**each) for key, each in data["grants"].items()},
        access={key: Access(**each) for key, each in data["access"].items()},
        saved=data["saved"],
    )


def version(path: Path) -> tuple[int, int] | None:
    """Return what changes whenever the file is replaced; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def new_id() -> str:
    """Return a playlist id as Spotify's look: 22 base62 characters, at random."""
    return "".join(secrets.choice(_BASE62) for _ in range(22))
