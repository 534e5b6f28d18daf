"""User units of systemd: a service that pushes, and the timer that starts it."""

from syncer.schedule.job import Job

DELAY = "10min"
"""At random and at most, so that not everybody's timers ask in one second."""


def files(job: Job) -> dict[str, str]:
    """Return the units by file name; the timer is what has to be enabled."""
    return {f"{job.name}.service": _service(job), f"{job.name}.timer": _timer(job)}


def text(job: Job) -> str:
    """Return both units, each under the name of its file."""
    return "\n".join(f"# ~/.config/systemd/user/{name}\n{unit}" for name, unit in files(job).items())


def _service(job: Job) -> str:
    """Return the service; status 4 is no failure of the unit, because the next run goes on by itself."""
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment.items())
    command = " ".join([_quoted(job.words[0]), *(_quoted(word).replace("$", "$$") for word in job.words[1:])])
    return (
        f"[Unit]\nDescription={job.title.replace('%', '%%')}\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={str(job.folder).replace('%', '%%')}\n"
        f"{environment}ExecStart={command}\nSuccessExitStatus=4\n"
    )


def _timer(job: Job) -> str:
    """Return the timer; it makes up for a night in which the machine was off."""
    return (
        f"[Unit]\nDescription={job.title.replace('%', '%%')}, every day\n\n"
        f"[Timer]\nOnCalendar=*-*-* {job.at}:00\nRandomizedDelaySec={DELAY}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _quoted(word: str) -> str:
    """Return a word of a unit file: quotes, backslashes and specifiers as systemd.syntax(7) and systemd.unit(5) say."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
