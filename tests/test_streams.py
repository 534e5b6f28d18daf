"""What is written must not end the run: a console of few letters, a closed stream, a reader that has seen enough."""

import subprocess
import sys
from pathlib import Path

import pytest

CATALOG = """[playlist]
name = "x"

[[songs]]
title = "青い栞"
artist = "Galileo Galilei"

[[songs]]
title = "青い栞"
artist = "Galileo Galilei"
"""


def shell(line: str, folder: Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Run a line of sh in which $syncer is the tool, in a folder with a catalog."""
    (folder / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    python = str(Path(sys.executable).resolve().parent)
    env = {
        "PATH": f"{python}:/usr/bin:/bin",
        "PYTHONPATH": ":".join(sys.path),
        "PYTHONIOENCODING": encoding,
        "SYNCER_HOME": str(folder / "home"),
        "syncer": f"{sys.executable} -m syncer",
    }
    return subprocess.run(["/bin/sh", "-c", line], cwd=folder, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_a_title_that_the_console_cannot_show_is_escaped(tmp_path: Path, encoding: str) -> None:
    """The duplicate's title is in the warning."""
    done = shell("$syncer check", tmp_path, encoding)
    assert done.returncode == 0
    shown = "青い栞" if encoding == "utf-8" else r"\u9752\u3044\u681e"
    assert shown in done.stderr.decode(encoding)


@pytest.mark.parametrize(
    "closed",
    [
        pytest.param("2>&-", id="stderr"),
        pytest.param(">&-", id="stdout"),
        pytest.param(">&- 2>&- <&-", id="all, as some daemons start their children"),
    ],
)
def test_a_closed_stream_is_no_failure(tmp_path: Path, closed: str) -> None:
    """Check writes to both: the count to stdout, the warning to stderr."""
    assert shell(f"$syncer check {closed}", tmp_path).returncode == 0


def test_a_document_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    """What reads it knows no locale of ours."""
    done = shell(
        f"{sys.executable} -c 'from syncer.terminal import Terminal; Terminal().data(\"青い栞\")'", tmp_path, "latin-1"
    )
    assert done.stdout.decode() == "青い栞\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to show")
@pytest.mark.parametrize("words", ["check", "schema", "export --format jspf"])
def test_a_disk_that_is_full_is_named(tmp_path: Path, words: str) -> None:
    """Not our bug: a sentence on stderr, and no traceback."""
    done = shell(f"$syncer {words} >/dev/full", tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "syncer: the output cannot be written: No space left on device"
    assert b"Traceback" not in done.stderr
    assert b"ignored" not in done.stderr


def test_a_reader_that_has_seen_enough_ends_us_quietly(tmp_path: Path) -> None:
    """`syncer --help | head -1` is no failure, and no traceback."""
    done = shell("{ $syncer --help; echo $? >status; } | head -1", tmp_path)
    assert (tmp_path / "status").read_text() == "0\n"
    assert done.stderr == b""
