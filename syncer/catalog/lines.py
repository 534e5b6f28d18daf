"""Where things stand in a TOML text, for messages: ``tomllib`` keeps no positions."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"""[ \t]*(\[\[?)[ \t]*["']?([^\]"']+?)["']?[ \t]*\]""")
_KEY = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*=""")
_TOKEN = re.compile(r'"""|' + r"'''" + r'|"(?:\\.|[^"\\])*"|' + r"'[^']*'|#.*")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's header and the keys under it, each with its line (1 is the first)."""

    name: str
    line: int
    keys: dict[str, int]


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a catalog's tables and keys."""

    tables: tuple[Table, ...]
    songs: tuple[Table, ...]
    """Those of them that are songs; kept, because a catalog of 10,000 asks for each."""

    def song(self, index: int, key: str = "") -> int:
        """Return the line of the index-th song's key, or of its header."""
        if index >= len(self.songs):  # written as an array: songs = [{...}]
            return self.key("songs")
        return self.songs[index].keys.get(key, self.songs[index].line)

    def playlist(self, key: str = "") -> int:
        """Return the line of a key of ``[playlist]``, or of its header, or 1."""
        for table in self.tables:
            if table.name == "playlist":
                return table.keys.get(key, table.line)
        return self.key("playlist")

    def key(self, name: str) -> int:
        """Return the line of a table or key at the top of the file, or 1."""
        lines = [table.line for table in self.tables if table.name == name]
        return lines[0] if lines else self.tables[0].keys.get(name, 1)


def places(text: str) -> Places:
    """Return where the tables and keys of a TOML text stand; the text's own validity is not checked."""
    tables = [Table("", 1, {})]
    for number, line in _outside_strings(text):
        if header := _HEADER.match(line):
            tables.append(Table(header[2].strip(), number, {}))
        elif key := _KEY.match(line):
            tables[-1].keys.setdefault(key[1], number)
    return Places(tuple(tables), tuple(table for table in tables if table.name == "songs"))


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that do not begin inside a multi-line string."""
    closer = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not closer:
            yield number, line
        closer = _still_open(line, closer)


def _still_open(line: str, closer: str) -> str:
    """Return the quotes that would end the multi-line string open at the end of this line, or ""."""
    position = 0
    while True:
        if closer:
            end = line.find(closer, position)
            if end < 0:
                return closer
            position, closer = end + len(closer), ""
        token = _TOKEN.search(line, position)
        if token is None:
            return ""
        position = token.end()
        if token[0] in {'"""', "'''"}:
            closer = token[0]


def toml_fault(text: str, error: tomllib.TOMLDecodeError) -> tuple[int, str]:
    """Return the line of a parser's error and what is wrong there; its message ends "(at line 3, column 7)"."""
    message, _, place = str(error).rpartition(" (at ")
    words = place.rstrip(")").split()
    line = int(words[1].rstrip(",")) if words[:1] == ["line"] else text.count("\n") + 1
    return line, f"not valid TOML: {message or error}"
