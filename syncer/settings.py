"""Settings of the person and the machine, and where files belong; the only reader of the environment.

The environment wins over ``.env`` in the working directory, and both over ``settings.toml`` in the config folder.
"""

import os
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import dotenv
import platformdirs

from syncer.errors import UsageError

APP = "syncer"
API_URL = "https://api.spotify.com/v1"
ACCOUNTS_URL = "https://accounts.spotify.com"
REDIRECT_URI = "http://127.0.0.1:8888/callback"
PACE = 0.35
"""Seconds between requests: reports of 2026 agree that 0.3 to 1 s stays clear of the 30-second limit."""
LAG = 30.0
"""Seconds by which reads were seen to lag behind writes in 2026."""
TIMEOUT = 15.0
BACKOFF = 1.0


class Address(NamedTuple):
    """Where a source of outside knowledge is, without a slash at its end, and the variable that says otherwise."""

    variable: str
    server: str


SOURCES = {
    "animethemes": Address("SYNCER_ANIMETHEMES_URL", "https://graphql.animethemes.moe"),
    "musicbrainz": Address("SYNCER_MUSICBRAINZ_URL", "https://musicbrainz.org/ws/2"),
    "listenbrainz": Address("SYNCER_LISTENBRAINZ_LABS_URL", "https://labs.api.listenbrainz.org"),
}
"""The sources of outside knowledge, by the keys under which settings name them."""
KNOWLEDGE = {key: source.server for key, source in SOURCES.items()}

VARIABLES = {
    "client_id": "SPOTIPY_CLIENT_ID",
    "client_secret": "SPOTIPY_CLIENT_SECRET",
    "redirect_uri": "SPOTIPY_REDIRECT_URI",
    "api_url": "SYNCER_API_URL",
    "accounts_url": "SYNCER_ACCOUNTS_URL",
    "language": "SYNCER_LANGUAGE",
    "market": "SYNCER_MARKET",
    "pace": "SYNCER_PACE",
    "lag": "SYNCER_LAG",
    "timeout": "SYNCER_TIMEOUT",
    "backoff": "SYNCER_BACKOFF",
    "refresh_token": "SYNCER_REFRESH_TOKEN",
    "notify": "SYNCER_NOTIFY",
    "max_searches": "SYNCER_MAX_SEARCHES",
    "knowledge": "SYNCER_KNOWLEDGE",
    "knowledge_pace": "SYNCER_KNOWLEDGE_PACE",
    **{f"{key}_url": source.variable for key, source in SOURCES.items()},
    "covers": "SYNCER_COVERS",
}
IN_FILE = ("language", "market", "pace", "lag", "timeout", "backoff", "notify", "max_searches", "knowledge", "covers")
"""What ``settings.toml`` may say; credentials stay in the environment."""


@dataclass(frozen=True)
class Settings:
    """What the rest of the program needs to know about the person's set-up."""

    token_file: Path
    cache_file: Path
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    """None means PKCE."""
    redirect_uri: str = REDIRECT_URI
    api_url: str = API_URL
    """Without a slash at its end."""
    accounts_url: str = ACCOUNTS_URL
    language: str = "en"
    """Sent as ``Accept-Language``; under ``en`` most artists' names come in Latin letters."""
    market: str | None = None
    """A country code; None sends none, and Spotify takes the account's."""
    pace: float = PACE
    """Seconds from the start of one request to the start of the next."""
    lag: float = LAG
    """Seconds for which a read may still show a playlist as it was before the last write."""
    timeout: float = TIMEOUT
    """Seconds to wait for an answer."""
    backoff: float = BACKOFF
    """Seconds before a request is sent a second time after a failure of the server; four times that before a third."""
    refresh_token: str | None = field(default=None, repr=False)
    notify: str | None = None
    """A command that is run when something is notable."""
    max_searches: int | None = None
    """How many searches a run may spend; None is as many as Spotify allows."""
    covers: bool = False
    """Whether the report's page may load the albums' covers from Spotify."""

    knowledge: Mapping[str, str] = field(default_factory=lambda: KNOWLEDGE)
    """The sources of outside knowledge that are asked, by key, and their servers, without a slash at their end."""
    knowledge_pace: float | None = None
    """Seconds from one request to a source to the next; None is what each source asks for."""

    @property
    def knowledge_file(self) -> Path:
        """Where it is kept what outside sources have said."""
        return self.cache_file.with_name("knowledge.sqlite3")

    @property
    def limits_file(self) -> Path:
        """Where it is kept until when Spotify must not be called."""
        return self.cache_file.with_name("limits.json")


def load(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """Return the settings in force; raise UsageError naming every one that is wrong."""
    given = {**_from_file(config_folder(environ) / "settings.toml"), **_from_environment(environ, folder)}
    problems = list(_problems(given))
    if problems:
        raise UsageError("\n".join(["settings:", *problems]))
    values: dict[str, Any] = {
        name: float(given.pop(name))
        for name in ("pace", "lag", "timeout", "backoff", "knowledge_pace")
        if name in given
    }
    if "max_searches" in given:
        values["max_searches"] = int(given.pop("max_searches"))
    if "covers" in given:
        values["covers"] = _is_yes(given.pop("covers"))
    urls: dict[str, Any] = {name: given.pop(name).rstrip("/") for name in ("api_url", "accounts_url") if name in given}
    knowledge = _knowledge(given)
    return Settings(
        token_file=config_folder(environ) / "token.json",
        cache_file=cache_folder(environ) / "answers.sqlite3",
        knowledge=knowledge,
        **{**values, **urls, **given},
    )


def _knowledge(given: dict[str, str]) -> dict[str, str]:
    """Return the sources that are asked and their servers; what says so is taken out of what is given."""
    servers = {key: given.pop(f"{key}_url", url).rstrip("/") for key, url in KNOWLEDGE.items()}
    return {key: servers[key] for key in _sources(given.pop("knowledge", "on"))}


def _sources(value: str) -> tuple[str, ...]:
    """Return the sources that a value names: all with "on", none with "off", or those in a list, which may be empty."""
    named = [part.strip() for part in value.casefold().split(",")]
    if len(named) == 1 and named[0] in _SWITCH:
        return tuple(KNOWLEDGE) if _SWITCH[named[0]] else ()
    return tuple(key for key in KNOWLEDGE if key in named)


_SWITCH = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where settings and the sign-in are kept."""
    return _home(environ) or platformdirs.user_config_path(APP)


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where Spotify's answers are kept; it may be deleted at any time, and costs searches then."""
    return _home(environ) or platformdirs.user_cache_path(APP)


def sandbox_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the sandbox keeps its state, and what syncer keeps of its own while it talks to the sandbox."""
    return (_home(environ) or platformdirs.user_data_path(APP)) / "sandbox"


def sandbox_state_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the sandbox's playlists stay between runs."""
    return sandbox_folder(environ) / "state.json"


def for_sandbox(
    settings: Settings,
    url: str,
    client_id: str,
    environ: Mapping[str, str] = os.environ,
    knowledge: Mapping[str, str] = MappingProxyType({}),
) -> Settings:
    """Return settings that lead to the sandbox at ``url`` and leave the real sign-in and answers alone.

    ``knowledge``: where the sandbox answers as the sources of outside knowledge.
    """
    folder = sandbox_folder(environ)
    return Settings(
        token_file=folder / "token.json",
        cache_file=folder / "answers.sqlite3",
        client_id=client_id,
        redirect_uri="http://127.0.0.1/callback",
        api_url=f"{url}/v1",
        accounts_url=url,
        language=settings.language,
        market=settings.market,
        pace=0.0,
        lag=0.0,
        knowledge={key: url for key, url in knowledge.items() if key in settings.knowledge},
        knowledge_pace=0.0,
    )


def environment_for_commands(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment without our credentials: for a command of the person's own."""
    ours = {VARIABLES["client_secret"], VARIABLES["refresh_token"]}
    return {name: value for name, value in environ.items() if name not in ours}


def environment_for_jobs(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what a job that starts without the person's shell needs to find the same files: no credentials."""
    places = ("SYNCER_HOME",) if environ.get("SYNCER_HOME") else ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return {name: str(Path(environ[name]).expanduser().absolute()) for name in places if environ.get(name)}


def in_shell_alone(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> tuple[str, ...]:
    """Return the variables that are set, but neither in ``.env`` nor in ``settings.toml``."""
    written = dotenv.dotenv_values(folder / ".env").keys()
    in_file = _from_file(config_folder(environ) / "settings.toml").keys()
    set_here = ((name, variable) for name, variable in VARIABLES.items() if environ.get(variable))
    return tuple(variable for name, variable in set_here if variable not in written and name not in in_file)


def origins(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> dict[str, tuple[str, str]]:
    """Return for each variable its value and where that comes from, fit to be shown: of a secret only that it is set.

    Of the notification command only the program is told, since people write keys behind it.
    """
    file = config_folder(environ) / "settings.toml"
    places: list[tuple[str, Mapping[str, str | None]]] = [
        ("the environment", {name: environ.get(variable) for name, variable in VARIABLES.items()}),
        (".env", {name: dotenv.dotenv_values(folder / ".env").get(variable) for name, variable in VARIABLES.items()}),
        ("settings.toml", _from_file(file)),
        ("default", _defaults()),
    ]
    return {
        variable: next(
            ((_shown(name, value), place) for place, values in places if (value := values.get(name))),
            ("not set", "default"),
        )
        for name, variable in VARIABLES.items()
    }


def _defaults() -> dict[str, str | None]:
    """Return what holds where nothing else is said, as a person would write it."""
    plain = {f.name: f.default for f in fields(Settings) if f.default is not MISSING}
    servers = {f"{key}_url": url for key, url in KNOWLEDGE.items()}
    return (
        {name: None if value is None else str(value) for name, value in plain.items()} | {"knowledge": "on"} | servers
    )


def _shown(name: str, value: str) -> str:
    if name in {"client_id", "client_secret", "refresh_token"}:
        return "set"
    return Path(shlex.split(value)[0]).name if name == "notify" and _is_command(value) else value


def own_program() -> tuple[str, ...]:
    """Return the words that start this very syncer from anywhere: its command beside Python, else the module."""
    python = Path(sys.executable).absolute()
    command = python.with_name("syncer.exe" if sys.platform == "win32" else "syncer")
    return (str(command),) if command.is_file() else (str(python), "-m", APP)


def unit_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where systemd looks for the person's own units."""
    configured = environ.get("XDG_CONFIG_HOME")
    return (Path(configured) if configured else Path.home() / ".config") / "systemd" / "user"


def _home(environ: Mapping[str, str]) -> Path | None:
    """One folder for everything, for tests and for portable set-ups."""
    home = environ.get("SYNCER_HOME")
    return Path(home).expanduser() if home else None


def _from_environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    values = {**dotenv.dotenv_values(folder / ".env"), **environ}
    return {name: value for name, variable in VARIABLES.items() if (value := (values.get(variable) or "").strip())}


def _from_file(path: Path) -> dict[str, str]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    unknown = sorted(values.keys() - set(IN_FILE))
    if unknown:
        raise UsageError(f"{path}: unknown setting {unknown[0]!r} (known: {', '.join(IN_FILE)})")
    return {
        name: ",".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in values.items()
    }


def _problems(given: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each setting that cannot be used."""
    for name, fits, rule in _RULES:
        value = given.get(name)
        if value is not None and not fits(value):
            yield f"{VARIABLES[name]} is {value!r}, but must be {rule}"
    if ("api_url" in given) != ("accounts_url" in given):
        yield "SYNCER_API_URL and SYNCER_ACCOUNTS_URL go together: a sign-in to one server is not sent to another"


def _is_server(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.username


def _is_short(value: str) -> bool:
    try:
        return 0 <= float(value) <= 60  # noqa: PLR2004 - more than a minute is surely a slip
    except ValueError:
        return False


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def _are_sources(value: str) -> bool:
    named = {part.strip() for part in value.casefold().split(",")} if value else set[str]()
    return named <= KNOWLEDGE.keys() or (len(named) == 1 and named <= _SWITCH.keys())


def _is_flag(value: str) -> bool:
    return value.lower() in {"true", "false"}


def _is_yes(value: str) -> bool:
    return value.lower() == "true"


def _is_command(value: str) -> bool:
    try:
        return bool(shlex.split(value))
    except ValueError:
        return False


def _is_language(value: str) -> bool:
    return value.isascii() and value.replace("-", "").isalnum()


def _is_market(value: str) -> bool:
    return len(value) == len("JP") and value.isascii() and value.isalpha() and value.isupper()


_RULES: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("api_url", _is_server, "an address such as http://127.0.0.1:8080/v1"),
    ("accounts_url", _is_server, "an address such as http://127.0.0.1:8080"),
    ("language", _is_language, 'a language code such as "en" or "ja"'),
    ("market", _is_market, 'a country code of two capitals such as "JP"'),
    ("pace", _is_short, "seconds between 0 and 60"),
    ("lag", _is_short, "seconds between 0 and 60"),
    ("timeout", lambda value: _is_short(value) and float(value) > 0, "seconds between 0 and 60, and not 0"),
    ("backoff", _is_short, "seconds between 0 and 60"),
    ("notify", _is_command, "a command, with its quotes in pairs"),
    ("knowledge", _are_sources, f"on, off, or some of {', '.join(KNOWLEDGE)}"),
    ("knowledge_pace", _is_short, "seconds between 0 and 60"),
    *((f"{key}_url", _is_server, f"an address such as {source.server}") for key, source in SOURCES.items()),
    ("max_searches", _is_count, "a number of searches, 0 or more"),
    ("covers", _is_flag, "true or false"),
)
