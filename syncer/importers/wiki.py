"""Wikipedia's source text: ``{{Track listing | title1 = … | length1 = …}}``."""

import re

from syncer.importers.columns import milliseconds
from syncer.importers.reading import Reading
from syncer.model import Song

_LISTING = re.compile(r"\{\{\s*track ?list(?:ing)?\b", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_FIELD = re.compile(r"^\s*\|\s*([a-z_]+?)\s*(\d*)\s*=[ \t]*(.*?)\s*$", re.IGNORECASE | re.MULTILINE)


def wikitext(text: str) -> Reading | None:
    """Return the songs of the track listings in a page's source, by the artist of its infobox; None without any."""
    if not _LISTING.search(text):
        return None
    box, *listings = _LISTING.split(text)
    about = {name.casefold(): _plain(value) for name, _, value in _FIELD.findall(box)}
    artist, album = about.get("artist", ""), about.get("name", "") if "artist" in about else ""
    return Reading("wikitext", tuple(song for each in listings for song in _listed(each, artist, album)))


def _listed(listing: str, artist: str, album: str) -> list[Song]:
    fields = {(name.casefold(), number): _plain(value) for name, number, value in _FIELD.findall(listing)}
    songs = []
    for (name, number), title in fields.items():
        if name != "title" or not number or not title:
            continue
        who = fields.get(("artist", number)) or artist
        length = milliseconds(fields.get(("length", number)))
        songs.append(Song(title, (who,) if who else (), album=album or None, duration_ms=length))
    return songs


def _plain(value: str) -> str:
    return re.sub(r"'{2,}|<[^<>]*>|\{\{[^{}]*\}\}", "", _LINK.sub(r"\1", value)).strip()
