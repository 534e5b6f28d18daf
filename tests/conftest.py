"""What every test gets: a home of its own, no credentials from outside, and no way to the network but loopback."""

from pathlib import Path

import pytest

from syncer.settings import VARIABLES


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with settings, sign-in and cache in another."""
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
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
