"""Songs with a label before each of their facts: ``Title: again``, ``Artist: YUI``, as in notes and in YAML."""

import re
from collections.abc import Sequence

from syncer.importers.blocks import Block, shown
from syncer.importers.columns import song
from syncer.importers.names import BY_WORDS, field_of
from syncer.model import Song

_LABELLED = re.compile(r"[*_\"']*(?P<label>[^:：=]{1,30}?)[*_\"']*\s*[:：=]\s*(?P<value>\S.*)")
_SIGN = re.compile("[:：=]")
_QUOTES = "\"'“”„«»「」『』*_ "
_SHARE = 0.6
_FEW = 2


def labelled(lines: Sequence[Block]) -> list[Song]:
    """Return the songs of a text whose facts are labelled; none where only some lines look so by chance."""
    records: list[tuple[int, dict[str, object]]] = [(0, {})]
    above, count = "", 0
    for block in lines:
        known = _fact(block)
        if known is None:
            above = block.text if block.kind != "link" else above
            records.append((block.line, {}))
            continue
        count += 1
        field, value = known
        if field in records[-1][1]:
            records.append((block.line, {}))
        if field == "artist" and not records[-1][1] and above:
            records[-1][1]["title"] = above.strip(_QUOTES)
        records[-1][1][field], above = value, ""
    songs = [found for line, each in records if {"title", "artist"} <= each.keys() and (found := song(each, line))]
    return songs if len(songs) >= _FEW or (songs and count >= _SHARE * len(lines)) else []


def _fact(block: Block) -> tuple[str, str] | None:
    found = _LABELLED.fullmatch(block.text) if _SIGN.search(block.text) else None
    known = field_of(found["label"]) if found else None
    if not found or known is None or known[1] > BY_WORDS + 1:
        return None
    return known[0], shown(found["value"]).strip(_QUOTES)
