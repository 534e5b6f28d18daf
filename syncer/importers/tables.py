"""Rows with a header: CSV, TSV, and the tables of web pages and Markdown."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from syncer.errors import UsageError
from syncer.importers.columns import placed, song
from syncer.importers.reading import Reading, Skipped
from syncer.model import Song

_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 25
"""Some exports write a few lines of their own before the header."""
_SEVERAL = re.compile(r";\s*|(?<!\d),(?=\S)")
"""What programs write between the names of several artists; a comma in a name ("Earth, Wind & Fire") has a space."""

Row = tuple[int, list[str]]
"""Its line (1 is the first) and its cells."""


def delimited(text: str) -> Reading | None:
    """Return the songs of a CSV or TSV text, or None where no row looks like its header."""
    lines = text.split("\n")
    for separator, _ in Counter({s: sum(s in line for line in lines[:60]) for s in _SEPARATORS}).most_common():
        header = next((i for i, line in enumerate(lines[:_HEADER_WITHIN]) if _is_header(_cells(line, separator))), None)
        if header is not None:
            reading = table(_rows("\n".join(lines[header:]), separator, header))
            return reading and Reading("TSV" if separator == "\t" else "CSV", reading.songs, reading.skipped)
    return None


def _cells(line: str, separator: str) -> list[str]:
    if separator not in line:
        return []
    cells = [cell.strip(' \t"') for cell in line.lstrip("#").split(separator)]
    return [cell.lstrip("#") for cell in cells]


def _is_header(cells: Sequence[str]) -> bool:
    columns = placed(cells)
    return "title" in columns and len(columns) > 1 and bool(columns.keys() & {"artist", "album", "uri", "from"})


def _rows(text: str, separator: str, before: int) -> list[Row]:
    quoting: Literal[0, 3] = csv.QUOTE_NONE if separator == "\t" and '\t"' not in text else csv.QUOTE_MINIMAL
    reader = csv.reader(io.StringIO(text.lstrip("#")), delimiter=separator, quoting=quoting)
    rows: list[Row] = []
    line = before
    try:
        for row in reader:
            rows.append((line + 1, [cell.lstrip("#") for cell in row] if not rows else row))
            line = before + reader.line_num
    except csv.Error as error:
        raise UsageError(f"line {line + 1}: {error}; is the file cut off, or a quotation mark missing?") from error
    return rows


def table(rows: Sequence[Row]) -> Reading | None:
    """Return the songs of a table whose first row is its header; None where that names no title and artist."""
    if not rows or not _is_header(rows[0][1]):
        return None
    columns = placed(rows[0][1])
    songs, skipped = [], []
    for line, cells in rows[1:]:
        found = _song(columns, cells, line)
        if found and len(cells) >= min(len(rows[0][1]), 1 + max(columns["title"] + columns.get("artist", [0]))):
            songs.append(found)
        elif any(cell.strip() for cell in cells):
            skipped.append(Skipped(line, " ".join(cells)))
    return Reading("table", tuple(songs), tuple(skipped))


def _song(columns: dict[str, list[int]], cells: Sequence[str], line: int) -> Song | None:
    values: dict[str, object] = {
        field: [name for i in at if i < len(cells) for name in _SEVERAL.split(cells[i])]
        if field == "artist"
        else "".join(cells[i] for i in at[:1] if i < len(cells))
        for field, at in columns.items()
    }
    return song(values, line)
