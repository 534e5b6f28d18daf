"""``syncer schedule``: have a push run every day, by whoever keeps the time on this machine."""

import re
from pathlib import Path
from typing import Annotated

import typer

from syncer import settings
from syncer.commands import installing
from syncer.commands.options import CATALOG, CatalogPaths
from syncer.errors import UsageError
from syncer.files import is_file
from syncer.schedule import Kind, text, where
from syncer.schedule.job import Job, Time, usual_time
from syncer.terminal import Terminal


def schedule(  # noqa: PLR0913 - these are the command's options
    paths: CatalogPaths = None,
    *,
    kind: Annotated[Kind | None, typer.Option(help="Who keeps the time; all if left out.")] = None,
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When; a minute after four at night if left out.")] = "",
    install: Annotated[bool, typer.Option("--install", help="Write it: cron's line, or systemd's user units.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take out what --install has written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")] = False,
) -> None:
    """Print or install a daily push.

    With the right paths, for whatever keeps the time on this machine.

    Example: syncer schedule lists/summer.toml --kind cron --at 05:30
    """
    terminal = Terminal()
    job = _job(paths or [CATALOG], at)
    if install and remove:
        raise UsageError("--install and --remove exclude each other")
    if install or remove:
        _settle(job, kind or installing.kind(), terminal, remove=remove, yes=yes)
        return
    for warning in _unseen(job):
        terminal.warn(warning)
    for chosen in [kind] if kind else list(Kind):
        if not kind:
            terminal.result(f"\n# {chosen}: {where(job, chosen)}\n")
        terminal.data(text(job, chosen).rstrip("\n"))
    if kind:
        terminal.note(where(job, kind))


def _settle(job: Job, kind: Kind, terminal: Terminal, *, remove: bool, yes: bool) -> None:
    """Install or remove, after asking; without a terminal there is nobody to ask."""
    step = installing.removal(job, kind) if remove else installing.installation(job, kind)
    if step is None:
        terminal.note(f"There is nothing to remove: {kind} has no job for {job.title.removeprefix('syncer push ')}.")
        return
    terminal.note(step.shown)
    if not yes and not terminal.agrees(step.question):
        raise UsageError("nothing was written; to write it without being asked: --yes")
    step.carry_out()
    terminal.note(step.done)
    if not remove:
        for warning in _unseen(job):
            terminal.warn(warning)


def _job(paths: list[Path], at: str) -> Job:
    for path in paths:
        if not is_file(path):
            raise UsageError(f"there is no {path}; name the catalogs that are to be pushed")
        if not str(path.resolve()).isprintable():
            raise UsageError(f"{str(path)!r} cannot be scheduled: its name has characters that no such file takes")
    folder, catalogs = Path.cwd(), tuple(path.resolve() for path in paths)
    time = _time(at) if at else usual_time(str(folder), *map(str, catalogs))
    return Job(settings.own_program(), folder, catalogs, time, settings.environment_for_jobs())


def _time(at: str) -> Time:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if not found:
        raise UsageError(f"--at is {at!r}, but must be a time of day such as 05:30")
    return Time(int(found[1]), int(found[2]))


def _unseen(job: Job) -> list[str]:
    """Return a warning for each setting that the job will not have."""
    return [
        f"warning: {name} is set in this shell alone, and the job will not have it: write it into {job.folder / '.env'}"
        for name in settings.in_shell_alone()
        if name not in job.environment
    ]
