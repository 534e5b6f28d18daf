"""The crontab: one line a job, marked so that it can be found again, everything else left as it is."""

import shlex

from syncer.schedule.job import Job


def text(job: Job) -> str:
    """Return the job's line; cron runs it with ``sh``, almost no environment, and mails what it prints.

    The mark at its end is a comment for ``sh``; cron itself takes an unescaped % for the end of the line.
    """
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in job.environment.items())
    command = f"cd {shlex.quote(str(job.folder))} && {f'{settings} ' if settings else ''}{shlex.join(job.words)}"
    return f"{job.at.minute} {job.at.hour} * * * {command.replace('%', chr(92) + '%')} {_mark(job)}\n"


def added(table: str, job: Job) -> str:
    """Return the crontab with the job in it, once."""
    rest = removed(table, job)
    return f"{rest}{'' if rest.endswith(chr(10)) or not rest else chr(10)}{text(job)}"


def removed(table: str, job: Job) -> str:
    """Return the crontab without the job."""
    return "".join(line for line in table.splitlines(keepends=True) if not line.rstrip().endswith(f" {_mark(job)}"))


def _mark(job: Job) -> str:
    return f"# {job.name}"
