"""Wikipedia's source text: ``{{Track listing | title1 = … | length1 = …}}``."""

import re

from syncer.importers.columns import milliseconds
from syncer.importers.names import field_of
from syncer.importers.reading import Reading
from syncer.model import Song

_LISTING = re.compile(r"\{\{\s*track ?list(?:ing)?\b", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ATTRIBUTES = re.compile(r"^\s*(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|[\w-]+)\s*)+\|")
_FIELD = re.compile(r"^\s*\|\s*([a-z_]+?)\s*(\d*)\s*=[ \t]*(.*?)\s*$", re.IGNORECASE | re.MULTILINE)


def wikitext(text: str) -> Reading | None:
    """Return the songs of the track listings in a page's source, by the artist of its infobox; None without any."""
    if not _LISTING.search(text):
        return None
    box, *listings = _LISTING.split(text)
    about = {name.casefold(): _plain(value) for name, _, value in _FIELD.findall(box)}
    artist, album = about.get("artist", ""), about.get("name", "") if "artist" in about else ""
    return Reading("wikitext", tuple(song for each in listings for song in _listed(each, artist, album)))


def wikitables(text: str) -> list[list[tuple[int, list[str]]]]:
    """Return the tables of a page's source, each as rows of cells with their lines."""
    tables: list[list[tuple[int, list[str]]]] = []
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("{|"):
            inside, tables = True, [*tables, [(number, [])]]
        elif stripped.startswith("|}"):
            inside = False
        elif inside and stripped.startswith("|-"):
            tables[-1].append((number, []))
        elif inside and stripped.startswith(("!", "|")) and not stripped.startswith("|+"):
            tables[-1][-1][1].extend(_cells(stripped[1:], "!!" if stripped.startswith("!") else "||"))
    return [[(line, cells) for line, cells in rows if cells] for rows in tables]


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of a line, without their attributes (``scope="col" |``), links and quotes."""
    return [_plain(_ATTRIBUTES.sub("", cell)).strip('" ') for cell in line.split(separator)]


def _listed(listing: str, artist: str, album: str) -> list[Song]:
    fields = {(name.casefold(), number): _plain(value) for name, number, value in _FIELD.findall(listing)}
    column = field_of(fields.get(("extra_column", ""), ""))
    singers = column is not None and column[0] == "artist"
    songs = []
    for (name, number), title in fields.items():
        if name != "title" or not number or not title:
            continue
        who = fields.get(("artist", number)) or (fields.get(("extra", number)) if singers else "") or artist
        length = milliseconds(fields.get(("length", number)))
        songs.append(Song(title, (who,) if who else (), album=album or None, duration_ms=length))
    return songs


def _plain(value: str) -> str:
    return re.sub(r"'{2,}|<[^<>]*>|\{\{[^{}]*\}\}", "", _LINK.sub(r"\1", value)).strip()
