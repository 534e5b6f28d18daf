"""Writing a job into the crontab or among systemd's user units, and taking it out again."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from syncer import settings
from syncer.errors import SyncerError, UsageError
from syncer.files import write_atomically
from syncer.schedule import Kind, cron, systemd
from syncer.schedule.job import Job

TIMEOUT = 30.0
"""Seconds for ``crontab`` or ``systemctl``, which answer at once."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change to the machine that the person has to agree to."""

    shown: str
    """What is going to be written or taken out."""
    question: str
    done: str
    """What to tell the person afterwards."""
    carry_out: Callable[[], None]


def kind() -> Kind:
    """Return who keeps the time here; raise UsageError where it is nobody that we can write to."""
    for found, program in ((Kind.CRON, "crontab"), (Kind.SYSTEMD, "systemctl")):
        if shutil.which(program):
            return found
    raise UsageError("there is neither crontab nor systemctl here: print what you need with --kind, and install it")


def installation(job: Job, kind: Kind) -> Step:
    """Return how the job is installed; an older one for the same catalogs is replaced."""
    if kind is Kind.CRON:
        table = cron.added(_crontab(), job)
        done = f"cron runs it at {job.at} every day. To end that: syncer schedule --remove --kind cron"
        return Step(cron.text(job).rstrip(), "Add this line to your crontab?", done, lambda: _write_crontab(table))
    if kind is Kind.SYSTEMD:
        done = (
            f"systemd runs it at about {job.at} every day, while you are logged in; for always: loginctl enable-linger."
            " To end it: syncer schedule --remove --kind systemd"
        )
        question = f"Write these units to {settings.unit_folder()} and start the timer?"
        return Step(systemd.text(job).rstrip(), question, done, lambda: _start(job))
    raise _print_only(kind)


def removal(job: Job, kind: Kind) -> Step | None:
    """Return how the job is taken out; None where it is not installed."""
    if kind is Kind.CRON:
        before = _crontab()
        table = cron.removed(before, job)
        shown = "\n".join(line for line in before.splitlines() if line not in table.splitlines())
        question, done = "Take this line out of your crontab?", "cron does not run it any more."
        return Step(shown, question, done, lambda: _write_crontab(table)) if table != before else None
    if kind is Kind.SYSTEMD:
        files = [path for path in _units(job) if path.exists()]
        shown = "\n".join(map(str, files))
        question, done = "Stop the timer and delete these units?", "systemd does not run it any more."
        return Step(shown, question, done, lambda: _stop(job, files)) if files else None
    raise _print_only(kind)


def _print_only(kind: Kind) -> UsageError:
    return UsageError(
        f"only cron's and systemd's jobs can be written; print {kind}'s with --kind {kind}, and follow it"
    )


def _crontab() -> str:
    """Return the person's crontab, "" where there is none."""
    done = _run("crontab", "-l")
    if done.returncode and not any(words in done.stderr.casefold() for words in ("no crontab", "no such file")):
        raise SyncerError(f"the crontab cannot be read: {_said(done)}")
    return "" if done.returncode else done.stdout


def _write_crontab(table: str) -> None:
    done = _run("crontab", "-", given=table)
    if done.returncode:
        raise SyncerError(f"the crontab was not written: {_said(done)}")


def _units(job: Job) -> list[Path]:
    return [settings.unit_folder() / name for name in systemd.files(job)]


def _start(job: Job) -> None:
    folder = settings.unit_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, unit in systemd.files(job).items():
        write_atomically(folder / name, unit)
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", f"{job.name}.timer")


def _stop(job: Job, files: list[Path]) -> None:
    _systemctl("disable", "--now", f"{job.name}.timer")
    for path in files:
        path.unlink(missing_ok=True)
    _systemctl("daemon-reload")


def _systemctl(*words: str) -> None:
    done = _run("systemctl", "--user", *words)
    if done.returncode:
        raise SyncerError(f"systemctl --user {' '.join(words)} failed: {_said(done)}")


def _run(program: str, *words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - crontab or systemctl, with words of ours
            [program, *words],
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SyncerError(f"{program} cannot be run here ({error}); choose another --kind") from error


def _said(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
