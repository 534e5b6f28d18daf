"""A daily push in the words of whoever keeps the time: cron, systemd, launchd, Windows or GitHub.

Pure: a ``Job`` goes in, a text comes out. What they have in common is that nothing of the person's shell is there when
the job runs, so every path is absolute and what matters of the environment is written down.
"""

from collections.abc import Callable
from enum import StrEnum

from syncer.schedule import cron, github, launchd, systemd, windows
from syncer.schedule.job import Job


class Kind(StrEnum):
    """Who keeps the time."""

    CRON = "cron"
    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    WINDOWS = "windows"
    GITHUB = "github"


def text(job: Job, kind: Kind) -> str:
    """Return what makes the job run every day, as it stands in the crontab, unit files, property list and so on."""
    makers: dict[Kind, Callable[[Job], str]] = {
        Kind.CRON: cron.text,
        Kind.SYSTEMD: systemd.text,
        Kind.LAUNCHD: launchd.text,
        Kind.WINDOWS: windows.text,
        Kind.GITHUB: github.text,
    }
    return makers[kind](job)


def where(job: Job, kind: Kind) -> str:
    """Return what to do with the text, one sentence for the person."""
    return {
        Kind.CRON: "one line for `crontab -e`; or let syncer write it: syncer schedule --install --kind cron",
        Kind.SYSTEMD: "two user units; let syncer write and start them: syncer schedule --install --kind systemd",
        Kind.LAUNCHD: launchd.where(job),
        Kind.WINDOWS: "one command for PowerShell",
        Kind.GITHUB: "for .github/workflows/syncer.yml in the repository with your catalog",
    }[kind]
