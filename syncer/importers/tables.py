"""Rows with a header: CSV, TSV, and the tables of web pages and Markdown."""

import ast
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from syncer.errors import UsageError
from syncer.importers.columns import MAX_TEXT, placed, song
from syncer.importers.headless import Row, headless
from syncer.importers.prose import paired
from syncer.importers.reading import Reading, Skipped
from syncer.model import Song

_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 25
"""Some exports write a few lines of their own before the header."""
_SEVERAL = re.compile(r";\s*|(?<!\d),(?=\S)")
"""What programs write between the names of several artists; a comma in a name ("Earth, Wind & Fire") has a space."""

_MOSTLY = 0.8


def delimited(text: str) -> Reading | None:
    """Return the songs of a CSV or TSV text, or None where no row looks like its header."""
    lines = text.split("\n")
    for separator, _ in Counter({s: sum(s in line for line in lines[:60]) for s in _SEPARATORS}).most_common():
        header = next((i for i, line in enumerate(lines[:_HEADER_WITHIN]) if _is_header(_cells(line, separator))), None)
        if header is not None:
            reading = table(_rows("\n".join(lines[header:]), separator, header))
            return reading and Reading("TSV" if separator == "\t" else "CSV", reading.songs, reading.skipped)
    return _headless(text, lines)


def _headless(text: str, lines: Sequence[str]) -> Reading | None:
    """Return the songs of rows without a header, by what their columns hold."""
    some = [line for line in lines[:200] if line.strip()]
    for separator in _SEPARATORS:
        if sum(separator in line for line in some) < len(some) * _MOSTLY:
            continue
        try:
            rows = _rows(text, separator, 0)
        except UsageError:
            continue
        certain = sum(line.startswith('"') and f'"{separator}"' in line for line in some) >= len(some) * _MOSTLY
        if found := headless(rows, certain=certain):
            return found
    return None


def _cells(line: str, separator: str) -> list[str]:
    if separator not in line:
        return []
    cells = [cell.strip(' \t"') for cell in line.lstrip("#").split(separator)]
    return [cell.lstrip("#") for cell in cells]


def _is_header(cells: Sequence[str]) -> bool:
    columns = placed(cells)
    if "both" in columns:
        return True
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
    if "title" not in columns:
        return _together(rows[1:], columns["both"][0])
    songs, skipped = [], []
    for line, cells in rows[1:]:
        found = _song(columns, cells, line)
        if found and len(cells) >= min(len(rows[0][1]), 1 + max(columns["title"] + columns.get("artist", [0]))):
            songs.append(found)
        elif any(cell.strip() for cell in cells):
            skipped.append(Skipped(line, " ".join(cells)))
    return Reading("table", tuple(songs), tuple(skipped))


def _together(rows: Sequence[Row], column: int) -> Reading:
    """Return the songs of a column that holds artist and title together."""
    found = paired([(line, cells[column]) for line, cells in rows if column < len(cells)])
    return Reading("table, artist and title together", found.songs, found.skipped)


def _song(columns: dict[str, list[int]], cells: Sequence[str], line: int) -> Song | None:
    values: dict[str, object] = {
        field: [name for i in at if i < len(cells) for name in several(cells[i])]
        if field == "artist"
        else "".join(cells[i] for i in at[:1] if i < len(cells))
        for field, at in columns.items()
    }
    return song(values, line)


def several(cell: str) -> list[str]:
    """Return the names in a cell, which may be a list as Python writes it."""
    if cell.startswith(("['", '["')):
        try:
            return [str(name) for name in ast.literal_eval(cell[:MAX_TEXT])]
        except (ValueError, SyntaxError, TypeError):
            return [cell]
    return _SEVERAL.split(cell)
