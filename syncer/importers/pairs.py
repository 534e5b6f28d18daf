"""What one line says: two names and how they are set apart."""

import re
from dataclasses import dataclass, replace

from syncer.importers.blocks import Block
from syncer.importers.names import BY_WORDS, field_of

_OPEN, _CLOSE = '"“„«「『‘＂', '"”“»」』’＂'
_PAIRS = ('""', "“”", "„“", "„”", "«»", "»«", "「」", "『』", "＂＂", "‹›", "〈〉", "《》", "【】")
_QUOTED = re.compile(
    "|".join(f"{pair[0]}([^{pair}]+){pair[1]}" for pair in _PAIRS)
    + rf"|‘([^‘]+?)’(?!\w)|[{_OPEN}]([^{_OPEN}{_CLOSE}]+(?:[’‘'][^{_OPEN}{_CLOSE}]*)*)[{_CLOSE}]"
)
"""A text in quotes that belong together, which may hold others, or in any quotes."""
_AFTER = re.compile(
    r"\s*(?:[-–—―~|/／:：,]|by\b)\s*(?P<artist>\S.*)|\s*(?:[（(](?P<bracket>[^()（）]+)[)）])|(?<=[」』》])(?P<near>\w.*)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*[(（]from\s+(?P<source>.+)[)）]\s*", re.IGNORECASE)
_BY_LINK = re.compile(r"\s*(?:by\b|[-–—―·|/:,])\s*(?P<artist>\S.*)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<artist>.*?\S)\s*[-–—―|/／:：,]?\s*$")
_SET_OFF = re.compile(r"(?P<artist>.*?\S)\s*[-–—―|/／:：]\s*")
_BY = re.compile(r"(?P<title>.*\S)\s+by\s+(?P<artist>\S.*)", re.IGNORECASE)
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_DASH = re.compile(
    rf"\s+[-–—―‐−]+\s+|\s*[–—―]\s*(?=\S)|\t+|(?<=[{_HAN})）])[-－](?=[{_HAN}A-Z])|(?<=[A-Za-z)）])[-－](?=[{_HAN}]{{2}})"
)
_SLASH = re.compile(r"\s+[/／|｜]\s+|\s*／\s*")
_DOT = re.compile(r"\s+[·•∙⋅~〜～]\s+")
_COLON = re.compile(r"(?P<left>[^:：]{1,80}?)\s*(?::\s+|：\s*)(?P<right>\S.*)")
_ENDS = re.compile(r"(?P<title>\S.*?)\s*[（(](?P<artist>[^()（）]+)[)）]")
_BRACKET = re.compile(r"[^（）()]{0,30}（(?P<left>.+?)\s+[-–—]\s*(?P<right>[^（）]+)）")
_SENTENCE = re.compile(
    r"[。！？][^\W\d_]|.{30}。$|(?<=[a-z]{2})(?<!\bfeat)(?<!\bvs)[.!?;] [A-Z]\w* [a-z]|[a-z]{2} [a-z]+ [a-z]+\.$"
)
"""A full stop with more after it, or at the end of several small words; "Ta-pum! - Coro A.N.A. Di Milano" is none."""
MAX_LINE = 200
_CELLS = 4
"""So many parts between vertical bars are the cells of a table."""
_MAX_WORDS = 28
_MAX_BY_WORDS = 12
_MAX_ARTIST = 100
_CODE = re.compile(r"^[\[{\"'<]|[,;{\[(\\]$|^(?:true|false|null)\b")
"""What begins or ends so is code, and nobody's name."""
_SETTING = re.compile(r":\s*-?[\d.]+")
_MAX_ARTIST_WORDS = 8
_GOES_ON = re.compile(r"\s*(?:by\b|[-–—/:|](?![-–—]))", re.IGNORECASE)
"""What stands between a linked title and its artist."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one line, in the order of the line."""

    block: Block
    shape: str
    """"quoted", "linked", "by", "bracket", "ending", "ends", "dash", "slash", "dot" or "colon"."""
    parts: tuple[str, ...]
    """At least two; for "quoted", "linked" and "by" the title and then the artist, "" for none."""
    source: str | None = None
    """The series, film or game that the line names."""


def is_prose(text: str) -> bool:
    """Return whether a line looks like sentences, and not like an entry of a list."""
    return len(text) > MAX_LINE or len(text.split()) > _MAX_WORDS or bool(_SENTENCE.search(text))


def pair(block: Block) -> Pair | None:
    """Return the names of a line and how they are set apart, or None where it has not two."""
    source = _FROM.search(block.text) if block.kind != "plain" else None
    if source and source.end() == len(block.text):
        block = replace(block, text=block.text[: source.start()])
        found = _linked_title(block) or _pair(block) or _title_alone(block)
        return found and replace(found, source=source["source"])
    return _linked_title(block) or _pair(block) or (_title_alone(block) if block.uri else None)


def _pair(block: Block) -> Pair | None:
    return _in_link(block) or _quoted(block) or _plain(block)


def _title_alone(block: Block) -> Pair | None:
    """Return the title of a line that has no artist, which is enough where it says what it is from."""
    quoted = _QUOTED.fullmatch(block.text)
    title = _inner(quoted) if quoted else block.linked if block.uri and block.linked == block.text else ""
    return Pair(block, "quoted", (title, "")) if title else None


def _linked_title(block: Block) -> Pair | None:
    """Return the pair of a line whose title, and no more, is a link to the track."""
    if not block.uri or not block.linked or not block.text.startswith(block.linked):
        return None
    by = _BY_LINK.fullmatch(block.text, len(block.linked))
    return Pair(block, "linked", (block.linked, by["artist"])) if by and not _DASH.search(block.linked) else None


def _in_link(block: Block) -> Pair | None:
    """Return the pair of a line that begins with a link to the whole song, whatever stands behind it."""
    rest = block.text.removeprefix(block.linked)
    if not block.linked or not rest or rest == block.text or _GOES_ON.match(rest):
        return None
    return pair(replace(block, text=block.linked))


def _plain(block: Block) -> Pair | None:
    text = block.text
    if len(text) > MAX_LINE or (block.kind != "number" and is_prose(text)):
        return None
    by = _BY.fullmatch(text)
    short = block.linked or block.kind != "plain" or len(text.split()) <= _MAX_BY_WORDS
    if by and short and block.linked in {"", by["title"]}:
        return Pair(block, "by", (by["title"], by["artist"]))
    if bracket := _BRACKET.fullmatch(text):
        return Pair(block, "bracket", (bracket["left"].strip(), bracket["right"].strip()))
    for shape, separator in (("dash", _DASH), ("slash", _SLASH), ("dot", _DOT)):
        parts = tuple(part.strip() for part in separator.split(text))
        if len(parts) > 1 and all(parts):
            return Pair(block, shape, parts) if len(parts) < _CELLS or "|" not in text else None
    if ends := _ENDS.fullmatch(text):
        return Pair(block, "ends", (ends["title"], ends["artist"].strip()))
    return by_colon(block)


def by_colon(block: Block) -> Pair | None:
    """Return what stands before and behind the first colon of a line, None where there is none."""
    colon = _COLON.fullmatch(block.text) if len(block.text) <= MAX_LINE and not is_prose(block.text) else None
    return Pair(block, "colon", (colon["left"], colon["right"])) if colon else None


def _quoted(block: Block) -> Pair | None:
    """Return the pair of a line that begins or ends with the quoted title."""
    text = block.text
    first = _QUOTED.match(text)
    after = _AFTER.fullmatch(text, first.end()) if first else None
    if first and after and (after["artist"] or block.kind != "plain"):
        artist = (after["artist"] or after["bracket"] or after["near"]).strip()
        no_name = (
            is_prose(artist)
            or len(artist) > _MAX_ARTIST
            or _CODE.search(artist)
            or _SETTING.fullmatch(text, first.end())
        )
        return None if no_name else Pair(block, "quoted", (_inner(first), artist))
    last = list(_QUOTED.finditer(text))
    if last and last[-1].end() == len(text) and last[-1].start() > 0 and len(last) == 1:
        start = text[: last[0].start()]
        shape = "quoted" if block.kind != "plain" or _SET_OFF.fullmatch(start) else "ending"
        before = (_SET_OFF if shape == "quoted" and block.kind == "plain" else _BEFORE).fullmatch(start)
        if before and not _DASH.search(before["artist"]) and len(before["artist"].split()) <= _MAX_ARTIST_WORDS:
            return Pair(block, shape, (_inner(last[0]), before["artist"]))
    return None


def _inner(quoted: re.Match[str]) -> str:
    """Return what stands between the quotes."""
    return next(text for text in quoted.groups() if text)


def names_columns(found: Pair) -> str:
    """Return which comes first, "title" or "artist", where a line names the parts ("#artist - #track"); else ""."""
    fields = [field_of(part.strip("#* :")) for part in found.parts[:2]]
    named = [known[0] for known in fields if known and known[1] < BY_WORDS]
    return named[0] if sorted(named) == ["artist", "title"] else ""
