"""Make the README's picture of a review: our own catalog is pushed to the sandbox, and a real sitting is drawn.

python benchmarks/review_picture.py docs/review.svg
"""

import html
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI

from syncer.cli import app
from syncer.commands.screen import Screen
from syncer.commands.walk import Walk
from syncer.review.desk import Desk
from syncer.review.waiting import Waiting
from syncer.session import opened

CATALOG = Path(__file__).parents[1] / "catalog.toml"
KEYS, WIDTH = "n3s", 96
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""What would load a font from elsewhere; a reader's own will do."""
TEXT = re.compile(r'textLength="[\d.]+"(?P<more>[^>]*)>(?P<said>[^<]*)</text>')
CELL = 12.2
"""Width of a cell in rich's drawing."""


class Script:
    """Presses the keys of the sitting."""

    needs_enter = False

    def __init__(self) -> None:
        self._keys = iter(KEYS)

    def read(self) -> str:
        """Return the next key."""
        return next(self._keys)

    def one_of(self, _wanted: Sequence[str]) -> str:
        """Return the next key."""
        return self.read()


class Drawn(Screen):
    """Keeps what is shown of the second song alone."""

    def song(self, waiting: Waiting, place: str, settled: str = "", *, everything: bool = False) -> int:
        """Show a song; raise EOFError at the third."""
        if place.startswith("3"):
            raise EOFError
        self.console.export_text(clear=True)
        return super().song(waiting, place, settled, everything=everything)


def main(into: Path) -> None:
    """Draw the sitting into a file."""
    into = into.resolve()
    console = Console(record=True, width=WIDTH, height=40, file=io.StringIO(), force_terminal=True, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SYNCER_HOME": folder, "SYNCER_KNOWLEDGE": "off"}  # it would leave too little open for a picture
        os.chdir(folder)
        shutil.copy(CATALOG, "catalog.toml")
        app(["push", "--sandbox", "--quiet"], standalone_mode=False)
        with opened(sandbox=True, tell=print) as session, suppress(EOFError):
            desk = Desk(Path("catalog.toml"), Path("catalog.sandbox.lock"), session, nullcontext)
            Walk(desk, session, Drawn(console), Script()).run()
    picture = console.export_svg(title="syncer review --sandbox", theme=MONOKAI, unique_id="review")
    into.write_text(TEXT.sub(_stretched, FONTS.sub("", picture)), encoding="utf-8")


def _stretched(text: re.Match[str]) -> str:
    """Return a text as wide as its cells: rich counts characters, of which a Japanese one has two."""
    cells = cell_len(html.unescape(text["said"]))
    return f'textLength="{cells * CELL:g}"{text["more"]}>{text["said"]}</text>'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
