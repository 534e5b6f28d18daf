"""What the endpoints see: the library, what is remembered, the time, and how this Spotify is meant to behave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from syncer.sandbox.knowledge import Knowledge
from syncer.sandbox.library import Library
from syncer.sandbox.search import Index
from syncer.sandbox.state import Access, State


@dataclass(frozen=True, slots=True)
class Manners:
    """In what this Spotify may differ from run to run, as Spotify does from app to app and from year to year."""

    rotates_refresh_tokens: bool = False
    """Until mid-2026 a PKCE refresh brought a new refresh token and revoked the old one."""
    token_lifetime: int = 3600
    """Seconds."""
    consents: bool = True
    """False: the user refuses at the consent page."""
    keeps_private: bool = True
    """False: ``public: false`` is answered with success and has no effect, as was seen in 2026."""
    lag: float = 0.0
    """Seconds for which a read still shows the playlists as they were before a write."""
    snapshot_lag: float = 0.0
    """Seconds for which a read still shows the snapshot of before a write, while its rows are right."""
    client_secret: str | None = None
    """The secret of every app; None accepts any that is not empty."""
    musicbrainz_pause: float = 0.0
    """Seconds that our MusicBrainz wants between two requests; the real one wants 1."""


@dataclass(slots=True)
class Code:
    """An authorization code on its way from the browser to the token endpoint."""

    user: str
    client_id: str
    redirect_uri: str
    scopes: list[str]
    challenge: str | None
    """S256 of the verifier; None for an app with a secret."""


@dataclass(slots=True)
class World:
    """One running sandbox, without its sockets."""

    library: Library
    index: Index
    state: State
    clock: Callable[[], float]
    manners: Manners
    knowledge: Knowledge
    url: str = ""
    user: str = ""
    """Who consents at the authorize page."""
    codes: dict[str, Code] = field(default_factory=dict)

    def now(self) -> str:
        """Return the time as Spotify writes it in ``added_at``."""
        return datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, with what rights and in which language."""

    access: Access
    language: str
    """"en", "ja", ...: the first of Accept-Language; "" without one."""
    locale: str
    """Accept-Language as sent."""

    @property
    def user(self) -> str:
        """The user's id."""
        return self.access.user
