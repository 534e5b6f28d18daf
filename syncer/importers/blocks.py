"""Text, Markdown and HTML as lines of one form: what stands in a heading, in a list, in a table, in a paragraph."""

import html
import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from syncer.catalog.references import track_uri

_FRONT = re.compile(r"\A---\n.*?\n---[ ]*\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"[\\\[<&*_`]|''|://")
"""Without any of these a line has no markup; most have none, and the patterns below take their time."""
_LETTER = re.compile(r"\w")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)[^()]*\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ALBUM = re.compile(r"\s*\((?:_|\*)([^_*]+)(?:_|\*)(?:,[^()]*)?\)(?:\s*\{.*\})?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`)(?=[^\s*_`])(.{1,300}?)(?<=\S)\1")
_MARK = re.compile(r"^(?P<heading>#{1,6}(?=\s))|^(?P<bullet>[-*+•・●▪◦‣](?=\s))")
_NUMBER = re.compile(
    r"^(?:(?:en|m)?\#?\d{1,3}\s?[.):：．、]|\#\d{1,3}|[①-⑳]|\d{1,3}(?=\s+\d{1,2}:\d\d))[.:]?"
    r"(?:\s+(?=\S)|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af《「『【“]))",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\S)")
_CLOCK = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d[\])]?"
_TIME = re.compile(
    rf"^(?:\[?(?:19|20)\d\d-\d\d-\d\d[T ])?{_CLOCK}(?:\s*[-–—~]\s*{_CLOCK})?\s*[-–—|]?\s*|\s+[-–]?\s*{_CLOCK}$"
)
_BOX = re.compile(r"^\[[ xX✓✔]\]\s+")
_SYMBOL = re.compile(
    "^(?:[\u2190-\u21ff\u2300-\u245f\u2500-\u27bf\u2900-\u2bff\u3030\u266a-\u266f\U0001f000-\U0001faff][\ufe0f\u200d]*)+\\s+"
)
_ADDRESS = re.compile(r"\bhttps?://\S+$")
_RUN = re.compile(r"\s{2,}")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|'{2,}")
_EMBED = re.compile(r"<iframe[^<>]*(?:youtube|youtu\.be|spotify|soundcloud|nicovideo|bilibili|apple)", re.IGNORECASE)
_CONTAINER = re.compile(r"<(td|th|tr|table|p|li|h[1-6]|script|style)\b", re.IGNORECASE)

_HIDDEN = 0xE000
"""Where a sign that Markdown escapes goes while the line is read, so that it means nothing: the private use area."""

_RULED = re.compile(r"\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
"""The line under the header of a table in Markdown, whose rows need not begin with a sign."""
_SHOWN = {_HIDDEN + number: number for number in range(128)}
LONGEST_LINE = 2000
"""Characters; no song is named later in a line, and the patterns above would take long over it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line, without its markup."""

    line: int
    text: str
    kind: str
    """"heading1"…"heading6", "bullet", "number", "row", "plain", or "link" for an address alone."""
    uri: str | None = None
    """The Spotify track that it links to."""
    album: str | None = None
    linked: str = ""
    """The words of its first link."""
    embedded: bool = False
    """Whether a song is embedded under it."""


def blocks(text: str) -> list[Block]:
    """Return the lines of a text or Markdown document that are not empty; front matter and comments are left out."""
    text = _FRONT.sub(_blank, text)
    closed, end, rest = text.rpartition("-->")  # an open comment would be looked through again from each "<!--"
    text = _COMMENT.sub(_blank, closed + end) + rest
    found: list[Block] = []
    for number, whole in enumerate(text.split("\n"), start=1):
        line = _RUN.sub(_one, whole[:LONGEST_LINE].strip())
        if _EMBED.search(line) and found and found[-1].kind.startswith("heading"):
            found[-1] = replace(found[-1], embedded=True)
        elif block := _block(number, line.strip().lstrip(">").strip()):
            if block.kind == "link" and block.uri and found and not found[-1].uri:
                found[-1] = replace(found[-1], uri=block.uri)
            found.append(block)
    return found


def without_time(text: str) -> str:
    """Return a line without the time at its start or its end; a time alone stays."""
    return _TIME.sub("", text) or text


def _one(run: re.Match[str]) -> str:
    """Return one white space for several: a tab where there was one."""
    return "\t" if "\t" in run[0] else " "


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def shown(text: str) -> str:
    """Return the text of a block with the signs that were escaped in it."""
    return text.translate(_SHOWN)


def _block(number: int, line: str) -> Block | None:
    if not _MARKUP.search(line):
        kind, plain = _kind(line)
        return Block(number, plain, kind) if _LETTER.search(plain) else None
    line = _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])), line)
    album = _ALBUM.search(line)
    line = _WIKI_LINK.sub(r"\1", _IMAGE.sub("", line))
    line = line[: album.start()] if album and "](" not in album[1] else line
    links = _LINK.findall(line)
    kind, plain = _kind(html.unescape(_TAG.sub("", _LINK.sub(r"\1", line))).strip())
    plain = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", plain)).strip()
    address = _ADDRESS.search(plain)
    targets = [*(target for _, target in links), address[0].strip(">])") if address else ""]
    uri = next((uri for target in targets if "track" in target and (uri := track_uri(target))), None)
    if address and not (plain := plain[: address.start()].rstrip(" \t-–—|:(<[")):
        return Block(number, address[0].strip(), "link", uri)
    if not _LETTER.search(plain):
        return None
    linked = _EMPHASIS.sub(r"\2", links[0][0]) if links and not links[0][1].startswith("#") else ""
    return Block(number, plain, kind, uri, album[1].strip() if album else None, linked)


def _kind(line: str) -> tuple[str, str]:
    """Return what a line is, and the line without its mark, its number and its time."""
    mark, kind = _MARK.match(line), "plain"
    if mark:
        kind = f"heading{len(mark[0])}" if mark["heading"] else "bullet"
        line = _BOX.sub("", line[mark.end() :].strip())
    elif symbol := _SYMBOL.match(line):
        kind, line = "bullet", line[symbol.end() :]
    if number := _NUMBER.match(line) or (_SECTION.match(line) if kind.startswith("heading") else None):
        kind, line = ("number" if kind in {"plain", "bullet"} else kind), line[number.end() :]
    if line.startswith("|"):
        kind = "row"
    return kind, without_time(line)


def grids(text: str) -> list[list[tuple[int, list[str]]]]:
    """Return the tables of a Markdown document, each as rows of cells with their lines."""
    lines = _FRONT.sub(_blank, text).split("\n")
    found: list[list[tuple[int, list[str]]]] = [[]]
    for number, line in enumerate(lines, start=1):
        if (
            line.lstrip().startswith("|")
            or (found[-1] and "|" in line)
            or _RULED.fullmatch("".join(lines[number : number + 1]))
        ):
            cells = [_cell(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if not all(re.fullmatch(r":?-*:?", cell) for cell in cells):
                found[-1].append((number, cells))
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def _cell(text: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text[:LONGEST_LINE]))).strip()


class _Page(HTMLParser):
    """Collects a page's lines and table rows."""

    _SILENT = frozenset(
        {"script", "style", "head", "nav", "footer", "aside", "button", "select", "template", "noscript", "svg"}
    )
    _BREAK = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "ul"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[tuple[int, list[str]]]] = []
        self.headed: set[int] = set()
        """The numbers of the tables whose first row has cells for names of columns."""
        self.lines: list[str] = [""]
        self._silent: list[str] = []
        self._cell = False
        self._open: list[list[tuple[int, list[str]]]] = []

    @property
    def _rows(self) -> list[tuple[int, list[str]]]:
        """The rows of the table that is being read."""
        if not self._open:  # rows without a table, which browsers show all the same
            self._open.append([])
            self.tables.append(self._open[-1])
        return self._open[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's form
        if tag in self._SILENT:
            self._silent.append(tag)
        elif tag == "body":
            self._silent.clear()
        elif tag == "table":
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "th" and len(self._rows) == 1:
            self.headed.add(len(self.tables) - 1)
        elif tag == "tr":
            self._rows.append((self.getpos()[0], []))
        self._cell = tag in {"td", "th"} or (self._cell and tag != "tr")
        if tag in {"td", "th"} and self._rows:
            self._rows[-1][1].append("")
        elif tag in self._BREAK:
            self.lines.append("#" * int(tag[1]) + " " if re.fullmatch(r"h[1-6]", tag) else "- " * (tag == "li"))

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in {"td", "th"}:
            self._cell = False
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in self._BREAK:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = re.sub(r"\s+", " ", data)
        if self._cell and self._rows and self._rows[-1][1]:
            self._rows[-1][1][-1] += words
        else:
            self.lines[-1] += words


def is_page(text: str) -> bool:
    """Return whether a text is a web page."""
    head = text.lstrip()[:1000].lower()
    return head.startswith("<") and ("<html" in head or len(_CONTAINER.findall(text[:20_000])) > 1)


def page(text: str) -> tuple[str, list[tuple[bool, list[tuple[int, list[str]]]]]]:
    """Return a web page as Markdown-like text, and for each table whether it has a header, and its rows.

    Scripts, styles and what leads elsewhere are left out.
    """
    parser = _Page()
    parser.feed(text)
    parser.close()
    tables = [[(line, [cell.strip() for cell in cells]) for line, cells in rows if cells] for rows in parser.tables]
    return "\n".join(parser.lines), [(number in parser.headed, rows) for number, rows in enumerate(tables)]
