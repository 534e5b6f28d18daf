"""What ``syncer export`` does: read catalog and lock, write the list."""

from pathlib import Path

from syncer import catalog as catalogs
from syncer import lock as locks
from syncer.commands.options import command, lock_file
from syncer.errors import UsageError
from syncer.exporters import FORMS, songs
from syncer.files import write_atomically
from syncer.terminal import Terminal


def exported(  # noqa: PLR0913 - what, how, where to
    path: Path, form: str, output: Path | None, terminal: Terminal, *, as_written: bool, sandbox: bool
) -> None:
    """Write the catalog's songs in this form to a file, or to stdout."""
    catalog, lock = catalogs.load(path), lock_file(path, sandbox=sandbox)
    found = songs(catalog.songs, locks.load(lock), as_written=as_written)
    text = FORMS[form](catalog.target.name, found)
    known = sum(song.uri is not None for song in found)
    if output is None:
        terminal.data(text.rstrip("\n"))
    elif output.resolve() in {path.resolve(), lock.resolve()}:
        raise UsageError(f"{output} is what is to be exported; name another file")
    else:
        write_atomically(output, text)
        terminal.result(f"{output}: {len(found)} songs, {known} of them with their tracks")
    if not known:
        terminal.note(f"No track is known yet; to find them: {command('push', path, sandbox=sandbox)}")
