"""``syncer logout``: forget the sign-in."""

import typer


def logout() -> None:
    """Forget the sign-in.

    The one on this machine; Spotify itself is not told.

    Spotify goes on listing the app until you remove it at https://www.spotify.com/account/apps/.

    Example: syncer logout
    """
    from syncer import settings  # noqa: PLC0415 - what reaches for Spotify loads slowly; --help does not need it
    from syncer.spotify.tokens import sign_out  # noqa: PLC0415

    if sign_out(settings.load()):
        typer.echo("Signed out. To take syncer's rights away too: https://www.spotify.com/account/apps/", err=True)
    else:
        typer.echo("Nobody was signed in.", err=True)
