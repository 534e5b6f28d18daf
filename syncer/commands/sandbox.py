"""``syncer sandbox``: our own small Spotify, to try things without an account."""

from pathlib import Path
from threading import Event
from typing import Annotated, Literal

import typer

from syncer.errors import SyncerError, UsageError
from syncer.settings import sandbox_folder, sandbox_state_file

app = typer.Typer(no_args_is_help=True, help="Run our own small Spotify.")

Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")]
Library = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        readable=True,
        help="Tracks to serve instead of our own, a JSON object a line (.jsonl or .jsonl.gz); "
        "playlists are then kept in memory only.",
    ),
]
TitleAliases = Annotated[
    Literal["none", "half", "all"],
    typer.Option(help="For how many tracks the search answers to the title's romanisation."),
]


@app.command()
def serve(port: Port = 0, library: Library = None, title_aliases: TitleAliases = "half") -> None:
    """Run the sandbox until Ctrl-C, and print the settings that lead syncer to it.

    Example: syncer sandbox serve --port 8890
    """
    from syncer.sandbox import Sandbox  # noqa: PLC0415 - the server is imported only where one runs

    state = None if library else sandbox_state_file()
    try:
        sandbox = Sandbox(state=state, library=library, port=port, title_aliases=title_aliases)
    except ValueError as error:
        raise UsageError(f"{library}: {error}" if library else str(error)) from error
    try:
        sandbox.start()
    except OSError as error:
        raise SyncerError(f"cannot listen on port {port} ({error.strerror}); choose another with --port") from error
    try:
        typer.echo(f"export SYNCER_API_URL={sandbox.api_url}\nexport SYNCER_ACCOUNTS_URL={sandbox.accounts_url}")
        typer.echo(
            f"export SYNCER_ANIMETHEMES_URL={sandbox.animethemes_url}\n"
            f"export SYNCER_MUSICBRAINZ_URL={sandbox.musicbrainz_url}\n"
            f"export SYNCER_LISTENBRAINZ_LABS_URL={sandbox.labs_url}"
        )
        typer.echo("The sandbox is running. Any SPOTIPY_CLIENT_ID will do. Ctrl-C ends it.", err=True)
        Event().wait()
    except KeyboardInterrupt:
        typer.echo("The sandbox has ended.", err=True)
    finally:
        sandbox.stop()


@app.command()
def reset() -> None:
    """Empty the sandbox: its playlists and sign-ins are forgotten, and all that syncer remembers of it.

    Example: syncer sandbox reset
    """
    from syncer.sandbox import reset as reset_state  # noqa: PLC0415 - as above

    reset_state(sandbox_state_file())
    for file in sandbox_folder().glob("*"):
        _delete(file)
    typer.echo("The sandbox is empty.")


def _delete(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise SyncerError(f"{file} cannot be deleted: {error.strerror}") from error
