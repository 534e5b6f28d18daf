"""A daily push in the words of each who keeps the time, and that cron's line works where cron runs it."""

import os
import plistlib
import pty
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from syncer.cli import app
from syncer.schedule import Kind, cron, systemd, text
from syncer.schedule.job import Job, Time, usual_time

TOP = Path(__file__).parents[1]
JOB = Job(
    program=("/opt/my tools/syncer",),
    folder=Path("/home/me/play lists"),
    catalogs=(Path("/home/me/play lists/50% off.toml"),),
    at=Time(4, 7),
    environment={"SYNCER_HOME": "/home/me/$here"},
)
WITH_MODULE = replace(JOB, program=("/usr/bin/python3", "-m", "syncer"))


@pytest.fixture
def syncer():
    """Run a verb without a terminal."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def catalog():
    Path("catalog.toml").write_text('[playlist]\nname = "Mine"\n[[songs]]\ntitle = "again"\nartist = "YUI"\n')
    return Path("catalog.toml").resolve()


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Put a crontab and a systemctl on PATH that keep what they are given; return their folder."""
    folder = tmp_path / "tools"
    folder.mkdir()
    crontab = (
        '#!/bin/sh\nif [ "$1" = -l ]; then cat "$0.kept" 2>/dev/null || { echo "no crontab for me" >&2; exit 1; }\n'
    )
    (folder / "crontab").write_text(f'{crontab}else cat > "$0.kept"; fi\n')
    (folder / "systemctl").write_text('#!/bin/sh\necho "$*" >> "$0.kept"\n')
    for tool in folder.iterdir():
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def kept(tools, name="crontab"):
    return (tools / f"{name}.kept").read_text(encoding="utf-8")


def test_crons_line_is_quoted_for_sh_and_its_percent_signs_for_cron():
    line = cron.text(JOB)
    assert line.startswith("7 4 * * * cd '/home/me/play lists' && SYNCER_HOME='/home/me/$here' ")
    assert "'/home/me/play lists/50\\% off.toml'" in line
    words = shlex.split(line.replace("\\%", "%"), comments=True)
    assert words[-4:] == ["/opt/my tools/syncer", "push", "--quiet", "/home/me/play lists/50% off.toml"]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("", id="no crontab"),
        pytest.param("MAILTO=me\n\n# mine\n0 1 * * * backup # syncer-12345678 is another's\n", id="other lines"),
        pytest.param("0 1 * * * backup", id="no line break at its end"),
    ],
)
def test_a_job_is_added_once_and_taken_out_without_touching_the_rest(table):
    installed = cron.added(table, JOB)
    assert cron.added(installed, JOB) == installed
    later = replace(JOB, at=Time(5, 0))
    assert cron.added(installed, later).count(JOB.name) == 1
    assert cron.removed(installed, JOB).rstrip("\n") == table.rstrip("\n")


def test_each_list_of_catalogs_is_a_job_of_its_own():
    other = replace(JOB, catalogs=(*JOB.catalogs, Path("/home/me/more.toml")))
    assert cron.removed(cron.added(cron.added("", JOB), other), JOB) == cron.text(other)


def test_the_usual_time_is_at_night_and_stays_the_same():
    assert usual_time("a") == usual_time("a")
    assert {usual_time(str(number)).hour for number in range(50)} == {4}
    assert len({usual_time(str(number)).minute for number in range(50)}) > 20


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("folder", ["plain", "with space", "50% $HOME"])
def test_systemd_accepts_the_units(tmp_path, folder):
    work = tmp_path / folder
    work.mkdir()
    job = replace(JOB, program=(sys.executable, "-m", "syncer"), folder=work, catalogs=(work / "a.toml",))
    for name, unit in systemd.files(job).items():
        (tmp_path / name).write_text(unit)
    command = [
        "systemd-analyze",
        "--user",
        "verify",
        "--man=no",
        *[str(tmp_path / name) for name in systemd.files(job)],
    ]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_systemds_units_escape_what_systemd_would_expand():
    service = systemd.files(JOB)[f"{JOB.name}.service"]
    assert "WorkingDirectory=/home/me/play lists\n" in service
    assert 'ExecStart="/opt/my tools/syncer" "push" "--quiet" "/home/me/play lists/50%% off.toml"\n' in service
    assert 'Environment="SYNCER_HOME=/home/me/$here"\n' in service
    assert "RandomizedDelaySec=" in systemd.files(JOB)[f"{JOB.name}.timer"]


def test_launchds_list_says_the_same_as_the_job():
    agent = plistlib.loads(text(WITH_MODULE, Kind.LAUNCHD).encode())
    assert tuple(agent["ProgramArguments"]) == WITH_MODULE.words
    assert agent["StartCalendarInterval"] == {"Hour": 4, "Minute": 7}
    assert agent["WorkingDirectory"] == "/home/me/play lists"
    assert agent["EnvironmentVariables"] == {"SYNCER_HOME": "/home/me/$here"}


def test_windows_command_quotes_for_powershell():
    command = text(replace(JOB, folder=Path("/it's here")), Kind.WINDOWS)
    assert "-WorkingDirectory '/it''s here'" in command
    assert "-Argument 'push --quiet \"/home/me/play lists/50% off.toml\"'" in command
    assert "-Daily -At 04:07" in command


def test_githubs_workflow_commits_the_lock_and_uploads_the_report():
    workflow = yaml.safe_load(text(JOB, Kind.GITHUB))
    assert workflow[True]["schedule"] == [{"cron": "7 4 * * *"}]  # YAML 1.1 takes "on" for true
    assert workflow["permissions"] == {"contents": "write"}
    steps = workflow["jobs"]["push"]["steps"]
    assert all("@v" in step["uses"] for step in steps if "uses" in step)
    shell = "".join(step.get("run", "") for step in steps)
    assert "syncer push --quiet '50% off.toml'" in shell
    assert "git add" in shell
    assert "'50% off.lock'" in shell
    assert steps[-1]["with"]["path"] == "50% off.report.*\n"
    subprocess.run(["/bin/sh", "-n"], input=shell, text=True, check=True)


def test_crons_line_works_where_cron_runs_it(syncer, catalog, sandbox, home):
    """No shell of the person's, hardly an environment, and another working directory."""
    settings = "".join(f"{name}={os.environ[name]}\n" for name in ("SYNCER_API_URL", "SYNCER_ACCOUNTS_URL"))
    Path(".env").write_text(f"{settings}SYNCER_PACE=0\n")
    command = syncer("schedule", "--kind", "cron").stdout.rstrip("\n").split(" ", 5)[5].replace("\\%", "%")
    environment = {"HOME": str(home), "LOGNAME": "me", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    environment |= {"PYTHONPATH": str(TOP)}  # the checkout need not be installed
    cold = ["env", "-i", *[f"{name}={value}" for name, value in environment.items()], "/bin/sh", "-c", command]
    first = subprocess.run(cold, capture_output=True, text=True, check=False, cwd="/")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == "1 matched; 1 added"
    second = subprocess.run(cold, capture_output=True, text=True, check=False, cwd="/")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_the_job_names_this_very_syncer_and_finds_the_same_files(syncer, catalog, home):
    shown = syncer("schedule", "--kind", "cron").stdout
    assert f"cd {catalog.parent} && SYNCER_HOME={home} " in shown
    assert str(Path(sys.executable).parent) in shown


def test_without_a_kind_every_kind_is_printed(syncer, catalog):
    shown = syncer("schedule").stdout
    assert all(f"# {kind}: " in shown for kind in Kind)


def test_what_is_set_in_the_shell_alone_is_named_and_no_secret_is_written(syncer, catalog, monkeypatch):
    monkeypatch.setenv("SPOTIPY_CLIENT_SECRET", "hush-hush")
    monkeypatch.setenv("SPOTIPY_CLIENT_ID", "id")
    Path(".env").write_text("SPOTIPY_CLIENT_ID=id\n")
    done = syncer("schedule")
    assert "SPOTIPY_CLIENT_SECRET is set in this shell alone" in done.stderr
    assert "SPOTIPY_CLIENT_ID is set" not in done.stderr
    assert "hush-hush" not in done.output


def test_the_cron_line_is_installed_and_removed_and_other_lines_stay(syncer, catalog, tools):
    (tools / "crontab.kept").write_text("0 1 * * * backup\n")
    assert syncer("schedule", "--install", "--kind", "cron", "--yes", "--at", "5:30").exit_code == 0
    first, line = kept(tools).splitlines()
    assert first == "0 1 * * * backup"
    assert line.startswith("30 5 * * * cd ")
    syncer("schedule", "--install", "--yes", "--at", "06:00")
    assert kept(tools).count("syncer-") == 1
    assert syncer("schedule", "--remove", "--kind", "cron", "--yes").exit_code == 0
    assert kept(tools) == "0 1 * * * backup\n"
    assert "nothing to remove" in syncer("schedule", "--remove", "--kind", "cron", "--yes").stderr


def test_nothing_is_written_unasked_and_nobody_is_asked_without_a_terminal(syncer, catalog, tools):
    for kind in ("cron", "systemd"):
        done = syncer("schedule", "--install", "--kind", kind)
        assert done.exit_code == 2
        assert "--yes" in done.stderr
    assert not list(tools.glob("*.kept"))


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_at_a_terminal_the_person_is_asked_first(catalog, tools, answer, written):
    theirs, ours = pty.openpty()
    command = [sys.executable, "-m", "syncer", "schedule", "--install", "--kind", "cron"]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    asking = subprocess.Popen(command, stdin=ours, stderr=subprocess.PIPE, text=True, env=environment)
    os.write(theirs, f"{answer}\n".encode())
    _, said = asking.communicate(timeout=30)
    os.close(theirs)
    os.close(ours)
    assert "Add this line to your crontab? [y/N]" in said
    assert str(catalog) in said
    assert (asking.returncode == 0, (tools / "crontab.kept").exists()) == (written, written)


def test_systemds_units_are_installed_started_and_removed(syncer, catalog, tools, tmp_path):
    folder = tmp_path / "config" / "systemd" / "user"
    assert syncer("schedule", "--install", "--kind", "systemd", "--yes").exit_code == 0
    timer = next(folder.glob("syncer-*.timer")).name
    assert kept(tools, "systemctl").splitlines() == ["--user daemon-reload", f"--user enable --now {timer}"]
    assert syncer("schedule", "--remove", "--kind", "systemd", "--yes").exit_code == 0
    assert not list(folder.iterdir())
    assert kept(tools, "systemctl").splitlines()[2:] == [f"--user disable --now {timer}", "--user daemon-reload"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--at", "25:00"), "time of day", id="no such time"),
        pytest.param(("missing.toml",), "there is no missing.toml", id="no such catalog"),
        pytest.param(("--install", "--remove"), "exclude each other", id="both"),
        pytest.param(("--install", "--kind", "launchd", "--yes"), "--kind launchd", id="not ours to write"),
    ],
)
def test_what_makes_no_sense_is_refused(syncer, catalog, tools, words, said):
    done = syncer("schedule", *words)
    assert done.exit_code == 2
    assert said in done.stderr
