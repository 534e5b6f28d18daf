"""What every test gets: a home of its own, no credentials from outside, and no way to the network but loopback."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import hypothesis
import pytest
import requests
from playwright.sync_api import Browser, Page, sync_playwright

from syncer import settings
from syncer.sandbox import Sandbox
from syncer.settings import VARIABLES
from syncer.spotify.login import sign_in_with
from syncer.spotify.sign_in import Token

SYNCER = [sys.executable, "-c", "from syncer.cli import main; main()"]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
"""What the browser is called on one system and another."""
QUIET = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""A browser that asks nothing of its own accord, and reaches no host but loopback."""

hypothesis.settings.register_profile("untimed", deadline=None)  # how fast it is, is for benchmarks to say
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with settings, sign-in and cache in another."""
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SYNCER_KNOWLEDGE", "off")
    home = tmp_path / "home"
    monkeypatch.setenv("SYNCER_HOME", str(home))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return home


@pytest.fixture
def shared() -> Path:
    """Return the folder of reference data beside the project; skip where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data beside the project is absent")
    return folder


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Serve the sandbox, let the settings lead to it, and sign in to it as a person would."""
    with Sandbox() as sandbox:
        monkeypatch.setenv("SYNCER_API_URL", sandbox.api_url)
        monkeypatch.setenv("SYNCER_ACCOUNTS_URL", sandbox.accounts_url)
        for wait in ("SYNCER_PACE", "SYNCER_LAG", "SYNCER_BACKOFF"):
            monkeypatch.setenv(wait, "0")
        monkeypatch.setenv("SPOTIPY_CLIENT_ID", "client")
        monkeypatch.setenv("SPOTIPY_REDIRECT_URI", "http://127.0.0.1/callback")
        sign_in_with(settings.load(), redirected)
        sandbox.forget_requests()
        yield sandbox


@pytest.fixture
def person() -> Callable[..., tuple[int, str]]:
    """Return what runs a verb at a terminal, with these lines typed: the status, and what stood on the screen."""

    def run(*words: str, types: Sequence[str] = ()) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        typed = "".join(f"{line}\n" for line in types).encode()
        with subprocess.Popen([*SYNCER, *words], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
            os.close(theirs)
            os.write(ours, typed)
            shown = b""
            while chunk := _read(ours):
                shown += chunk
        os.close(ours)
        return process.returncode, shown.decode()

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


@pytest.fixture
def sign_in() -> Callable[..., Token]:
    """Return what signs in anew, where the settings lead."""
    return lambda **more: sign_in_with(settings.load(), redirected, **more)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium; skip where there is none, but not in CI, where a test that is skipped says nothing.

    Playwright keeps its event loop running in this thread, where asyncio can start no other: it ends with the module.
    """
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("there is no Chromium; install it, on Debian with: apt-get install chromium")
    if program is None:
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page in a profile of its own; at the end the console must have told of no error.

    A breach of the page's content security policy is told there, and so is an answer of status 400 or above: a test
    that wants one opens a page of its own (``browser.new_page()``).
    """
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def redirected(address: str) -> str:
    """Return where the sign-in page leads: the sandbox consents at once."""
    return requests.get(address, allow_redirects=False, timeout=10).headers["Location"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults were injected and survived: whatever broke, another run mended it."""
    ended = {end: terminalreporter.stats.get(end, []) for end in ("passed", "failed")}
    number = {
        end: sum(
            value
            for report in reports
            if report.when == "call"
            for name, value in report.user_properties
            if name == "fault"
        )
        for end, reports in ended.items()
    }
    if injected := sum(number.values()):
        terminalreporter.write_line(f"faults: {injected} injected, {number['passed']} survived")
