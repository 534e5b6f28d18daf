"""The verbs, in the order of use, and the one place where an error becomes a message and an exit status."""

import errno
import io
import os
import sys
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from syncer import __version__
from syncer.commands.absent import absent
from syncer.commands.aliases import aliases
from syncer.commands.check import check
from syncer.commands.doctor import doctor
from syncer.commands.explain import explain
from syncer.commands.export import export
from syncer.commands.import_ import import_
from syncer.commands.init import init
from syncer.commands.login import login
from syncer.commands.logout import logout
from syncer.commands.pin import pin
from syncer.commands.plan import plan
from syncer.commands.pull import pull
from syncer.commands.push import push
from syncer.commands.report import report
from syncer.commands.review import review
from syncer.commands.sandbox import app as sandbox
from syncer.commands.schedule import schedule
from syncer.commands.schema import schema
from syncer.commands.status import status
from syncer.commands.undo import undo
from syncer.commands.unpin import unpin
from syncer.errors import SyncerError

INTERRUPTED = 130
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""A disk is full, or the part of it that is yours."""


class Boundary(TyperGroup):
    """Turn our errors into a message and an exit status, wherever raised; anything else is a bug and stays one."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen verb."""
        try:
            return super().invoke(ctx)
        except SyncerError as error:
            typer.secho(f"syncer: {error}", fg="red", err=True)
            raise typer.Exit(error.exit_code) from error
        except (KeyboardInterrupt, typer.Abort) as error:  # Abort: at a question
            typer.secho("syncer: interrupted; run the same command again to go on", fg="red", err=True)
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(
    cls=Boundary,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit statuses: 0 done, 1 failure, 2 catalog or command line wrong, 3 sign-in needed, 4 come back later, "
    "5 refused as unsafe, 6 songs unplaced (--strict), 130 interrupted.",
)
VERBS = (
    *(init, check, push, plan, undo),
    *(review, pin, absent, unpin, aliases),
    *(report, status, explain),
    *(pull, export, schema),
    *(login, logout, schedule, doctor),
)
for verb in VERBS:
    app.command()(verb)
app.command("import")(import_)
app.add_typer(sandbox, name="sandbox")


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"syncer {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn a list of songs in a TOML file into a Spotify playlist, and keep it that way."""


def ready(stream: TextIO | None) -> TextIO:
    """Return the stream, able to take any text: a closed one swallows it, a narrow encoding shows escapes instead.

    Else a title in kana ends a push in a traceback where the console speaks Latin-1, after the playlist was changed.
    """
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as long as the process
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def main() -> None:
    """Run syncer from the command line."""
    sys.stdout, sys.stderr = ready(sys.stdout), ready(sys.stderr)
    try:
        app()
    except BrokenPipeError:  # the reader of our output, a pager or head, has seen enough
        _write_no_more()
        sys.exit(0)
    except OSError as error:
        if error.errno not in NO_ROOM or error.filename is not None:  # a file's is told by who writes it
            raise
        _write_no_more()
        typer.echo(f"syncer: the output cannot be written: {error.strerror}", err=True)
        sys.exit(1)


def _write_no_more() -> None:
    """Let what is still to be written to stdout vanish, or Python complains of it at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
