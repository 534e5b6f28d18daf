"""Task Scheduler on Windows, through PowerShell: ``schtasks`` knows no working directory."""

import subprocess
from collections.abc import Iterator

from syncer.schedule.job import Job


def text(job: Job) -> str:
    """Return the command that registers the task, and before it what the task needs of the environment."""
    return "".join(f"{line}\n" for line in _lines(job))


def _lines(job: Job) -> Iterator[str]:
    for name, value in job.environment.items():
        yield f"[Environment]::SetEnvironmentVariable({_quoted(name)}, {_quoted(value)}, 'User')"
    program, *rest = job.words
    yield (
        f"Register-ScheduledTask -TaskName {_quoted(job.name)} -Description {_quoted(job.title)} "
        f"-Action (New-ScheduledTaskAction -Execute {_quoted(program)} "
        f"-Argument {_quoted(subprocess.list2cmdline(rest))} -WorkingDirectory {_quoted(str(job.folder))}) "
        f"-Trigger (New-ScheduledTaskTrigger -Daily -At {job.at} -RandomDelay 00:10:00) "
        "-Settings (New-ScheduledTaskSettingsSet -StartWhenAvailable)"
    )


def _quoted(word: str) -> str:
    """Return a literal of PowerShell: in single quotes nothing but the quote itself means anything."""
    return "'" + word.replace("'", "''") + "'"
