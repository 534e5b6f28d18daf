"""Free text, articles and set lists: the lines that are entries, and what they say."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from syncer.importers.blocks import Block, blocks, shown
from syncer.importers.numbering import unnumbered
from syncer.importers.order import artist_first
from syncer.importers.pairs import Pair, by_colon, is_prose, names_columns, pair
from syncer.importers.reading import Reading, Skipped
from syncer.importers.records import labelled
from syncer.importers.stanzas import couples
from syncer.importers.themes import is_label, theme
from syncer.model import Song

_SURE = ("quoted", "linked", "by", "bracket")
_ALONE = ("quoted", "linked")
"""Sure although there is only one such line."""
_SET = re.compile(
    r"set ?list|\bsets?\b|songs?\b|tracks?|playlist|セットリスト|セトリ|曲|歌单|歌單|노래|곡", re.IGNORECASE
)
_BY = ("by", "linked")
_FIXED = ("ending", "ends")
"""The title comes first, if these lines are songs: if the whole list is so."""
_FEW = 3
"""From so many lines of one form on, they are a list and no chance."""
_LISTY = 0.6
"""The share of paired lines from which a text without marks is one list."""

_NO_ARTIST = re.compile(
    r"^\d[\d\s:./%-]*$|https?://|\b(?:feat|ft|live|remix|remaster|version|ver|edit|mix|demo|acoustic|cover|instrumental)\b\.?",
    re.IGNORECASE,
)
"""What stands in brackets or before a colon, and is no artist."""
_NO_NAME = re.compile(r"^[#\[{<@|>\"'$/-]|\S@\S|[{,;]$|^\d{1,2}:\d\d|\b(?:19|20)\d\d-\d\d")
"""Code, addresses and dates: what stands behind the colon of a setting."""
_NEARLY = 0.9
_HALF = 0.5
_MOSTLY = 0.8
"""The share of short lines from which a list without artists is one of titles."""


def free_text(text: str) -> Reading:
    """Return the songs of a text, an article or a set list; an empty reading where it has none."""
    lines = unnumbered([block for block in blocks(text) if "\ufffd" not in block.text])
    pairs = _pairs(lines)
    themes = list(_themes(lines))
    named = {song.line for song in themes}
    if themes and len(themes) >= sum(found.block.line not in named for found in pairs):
        return _reading("theme list", themes, lines)
    facts = labelled(lines)
    if facts and len(facts) >= sum(found.shape != "colon" for found in pairs):
        return _reading("facts with labels", facts, lines)
    songs, kind = _paired(pairs, lines)
    if not songs and (verses := couples(lines)):
        return verses
    if not songs:
        songs, kind = list(_titles_only(lines)), "text, titles alone"
    return _reading(kind, songs, lines)


def _pairs(lines: Sequence[Block]) -> list[Pair]:
    """Return the pairs of the lines; where nearly all have a colon, that is what sets the names apart."""
    found = [each for block in lines if (each := pair(block))]
    entries = [block for block in lines if block.kind in {"plain", "bullet", "number"}]
    colons = [each for block in entries if (each := by_colon(block))]
    others = sum(each.shape != "colon" for each in found)
    if len(colons) >= max(_FEW, _NEARLY * len(entries)) and others < len(colons) / 2:
        return colons
    return found


def paired(lines: Sequence[tuple[int, str]]) -> Reading:
    """Return the songs of numbered texts that are to hold an artist and a title each, and nothing else."""
    marked = [Block(line, text, "number") for line, text in lines if text]
    songs, kind = _paired([found for block in marked if (found := pair(block))], marked)
    return _reading(kind, songs, marked)


def sure(lines: Sequence[tuple[int, str]]) -> Reading:
    """Return the songs of those numbered texts that say by themselves which name is which."""
    marked = [Block(line, text, "number") for line, text in lines if text]
    songs = [_sure(found) for block in marked if (found := pair(block)) and found.shape in _BY]
    return _reading("text", songs, marked)


def _reading(kind: str, songs: Sequence[Song], lines: Sequence[Block]) -> Reading:
    used = {song.line for song in songs}
    skipped = tuple(Skipped(block.line, shown(block.text)) for block in lines if block.line not in used)
    return Reading(kind, tuple(sorted(songs, key=lambda song: song.line)), skipped)


def _themes(lines: Sequence[Block]) -> Iterator[Song]:
    """Yield the songs of a theme list, each from the series that the heading or the line above names."""
    series, above = "", ""
    for block in lines:
        if found := theme(_with_mark(block), above or series):
            series, above = above or series, ""
            yield Song(shown(found.title), tuple(map(shown, found.artists)), source=found.source, line=block.line)
        elif is_label(block.text):
            continue
        elif block.kind.startswith("heading"):
            series, above = block.text, ""
        elif block.kind == "plain":
            above = "" if is_prose(block.text) or block.text.endswith((":", "：")) else block.text


def _with_mark(block: Block) -> str:
    """Return the line as a theme list's, whose number was taken off as that of a list."""
    eps = re.search(r"\(eps?\.? [\d, -]+\)$", block.text)
    return f"#1: {block.text}" if eps and block.text[:1] in '"“' else block.text


def _paired(pairs: Sequence[Pair], lines: Sequence[Block]) -> tuple[list[Song], str]:
    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for found in pairs:
        if found.block.kind != "row":
            groups[found.block.kind, found.shape].append(found)
    songs: list[Song] = []
    open_groups = []
    for (mark, shape), group in groups.items():
        if shape in _SURE + _FIXED:
            named = [found for found in group if not names_columns(found)]
            songs += map(_sure, named) if _are_songs(mark, shape, group, lines) else ()
        elif _is_list(mark, group, lines) and (shape != "colon" or _is_all(group, lines)):
            open_groups.append(group)
    titles = {block.text for block in lines if block.kind.startswith("heading")} | {song.title for song in songs}
    kind = "text"
    for group, first in zip(open_groups, artist_first(open_groups, titles), strict=True):
        kind = "text, artist – title" if first else "text, title – artist"
        songs += [_ordered(found, first=first) for found in group if not names_columns(found)]
    return songs, kind


def _are_songs(mark: str, shape: str, group: Sequence[Pair], lines: Sequence[Block]) -> bool:
    """Return whether lines that say which name is which are songs, and not prose that looks so."""
    if shape in _FIXED:
        return _is_all(group, lines)
    if shape == "by" and (_is_said(group) or (mark == "plain" and not _is_list(mark, group, lines))):
        return False
    return len(group) > 1 or shape in _ALONE


def _is_list(mark: str, group: Sequence[Pair], lines: Sequence[Block]) -> bool:
    """Return whether lines of one form are a list of songs: marked as one, or nearly all of the text."""
    same = sum(block.kind == mark for block in lines)
    share = len(group) / same
    talk = mark == "bullet" and sum(_is_talk(found) for found in group) >= _LISTY * len(group)
    if talk and any(block.kind.startswith("heading") for block in lines):
        return False
    if mark == "plain":
        return share >= _LISTY or (len(group) >= 2 * _FEW and share >= _LISTY / 2)
    return (len(group) >= _FEW and share >= _LISTY / 2) or (share == 1 and same == len(lines))


def _is_talk(found: Pair) -> bool:
    """Return whether both names begin with a small letter, as explanations do, and names do not."""
    return all(part[0].isascii() and part[0].islower() for part in found.parts)


def _is_said(group: Sequence[Pair]) -> bool:
    """Return whether "by" is mostly followed by small words, as in "made by the team"."""
    small = sum(found.parts[1][0].isascii() and found.parts[1][0].islower() for found in group)
    return small >= _LISTY * len(group)


def _is_all(group: Sequence[Pair], lines: Sequence[Block]) -> bool:
    """Return whether nearly all lines are of this form, and may be songs: one line alone would be no evidence."""
    entries = [block for block in lines if not block.kind.startswith("heading") and block.kind != "link"]
    odd = sum(bool(_NO_ARTIST.search(found.parts[-1] if found.shape in _FIXED else found.parts[0])) for found in group)
    odd += sum(bool(_NO_NAME.search(part)) for found in group for part in found.parts)
    return len(group) >= _FEW and len(group) >= _MOSTLY * len(entries) and odd <= len(group) * (1 - _MOSTLY)


def _sure(found: Pair) -> Song:
    return _song(found, found.parts[0], found.parts[1])


def _ordered(found: Pair, *, first: bool) -> Song:
    """Return the song of a line; a dash too many belongs to the title, which is the longer of the two."""
    separator = {"dash": " - ", "slash": " / ", "dot": " · "}.get(found.shape, ": ")
    if first:
        return _song(found, separator.join(found.parts[1:]), found.parts[0])
    return _song(found, separator.join(found.parts[:-1]), found.parts[-1])


def _song(found: Pair, title: str, artist: str) -> Song:
    if found.shape != "quoted":
        title = re.sub(r"^[\"“「『](.+)[\"”」』]$", r"\1", title.strip())
    who = shown(artist.strip(" *_"))
    return Song(
        shown(title),
        (who,) if who else (),
        album=found.block.album,
        source=shown(found.source) if found.source else None,
        uri=found.block.uri,
        line=found.block.line,
    )


def _titles_only(lines: Sequence[Block]) -> Iterator[Song]:
    """Yield the entries of a set list without artists: embedded songs, numbered lines, bullets under such a heading."""
    embedded = [block for block in lines if block.embedded]
    numbered = [block for block in lines if block.kind == "number"]
    bullets = [block for block in lines if block.kind == "bullet"] if _is_set(lines) else []
    for group in (embedded, numbered, bullets):
        entries = [block for block in group if not is_prose(block.text)]
        share = 0.0 if group is embedded or _is_set(lines) else _HALF * len(lines)
        if len(entries) >= max(_FEW, share) and len(entries) >= _MOSTLY * len(group):
            yield from (Song(shown(block.text), uri=block.uri, line=block.line) for block in entries)
            return


def _is_set(lines: Sequence[Block]) -> bool:
    return any(block.kind.startswith("heading") and _SET.search(block.text) for block in lines)
