"""``syncer schema``: what may stand in a catalog, for editors."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.catalog.schema import dumped
from syncer.files import write_atomically
from syncer.terminal import Terminal


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, metavar="FILE", help="Write it to a file instead.")
    ] = None,
) -> None:
    """Print the JSON Schema of catalogs.

    An editor that knows it (Even Better TOML, Taplo, tombi) completes keys and marks mistakes while you write. It is
    made of the rules that syncer check goes by. A catalog names it in its first line: #:schema ./catalog.schema.json

    Example: syncer schema --output catalog.schema.json
    """
    if output is None:
        Terminal().data(dumped().rstrip("\n"))
    else:
        write_atomically(output, dumped())
        Terminal().note(f"{output} is written; first line of the catalogs beside it: #:schema ./{output.name}")
