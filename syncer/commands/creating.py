"""Writing a new catalog: never over another one unasked, and with the schema that its first line names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from syncer.catalog.schema import FILE, dumped
from syncer.errors import UsageError
from syncer.files import is_there, write_together
from syncer.terminal import Terminal


def agreed(files: Sequence[Path], terminal: Terminal, *, yes: bool) -> bool:
    """Return whether these files may be written: none is there, or the person wants them replaced.

    Raises UsageError where nobody is there to ask.
    """
    there = " and ".join(str(file) for file in files if is_there(file))
    if not there or yes or terminal.agrees(f"Replace {there}?"):
        return True
    if terminal.has_person():
        terminal.result("Nothing was written.")
        return False
    raise UsageError(f"{there} would be replaced, and nobody is there to agree; to replace: --yes. Nothing was written")


def create(texts: Mapping[Path, str]) -> None:
    """Write a catalog, the first of these files, and what belongs to it; raise SyncerError where that fails.

    A schema that lies there already stays: another catalog may go by it.
    """
    schema = next(iter(texts)).parent / FILE
    write_together({**texts, **({} if schema.exists() else {schema: dumped()})})
