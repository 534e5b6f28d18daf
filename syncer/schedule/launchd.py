"""launchd on macOS: the property list of a user agent."""

import plistlib

from syncer.schedule.job import Job


def text(job: Job) -> str:
    """Return the property list; what syncer prints goes into a file, since launchd mails nothing."""
    log = str(job.folder / "syncer.launchd.txt")
    agent = {
        "Label": _label(job),
        "ProgramArguments": list(job.words),
        "WorkingDirectory": str(job.folder),
        "EnvironmentVariables": dict(job.environment),
        "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    return plistlib.dumps(agent, sort_keys=False).decode()


def where(job: Job) -> str:
    """Return where the list belongs, and the command that starts it."""
    file = f"~/Library/LaunchAgents/{_label(job)}.plist"
    return f"for {file}; then: launchctl bootstrap gui/$(id -u) {file}"


def _label(job: Job) -> str:
    return f"local.{job.name}"
