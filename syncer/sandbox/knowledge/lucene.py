r"""The search syntax of MusicBrainz, read into a tree.

``field:"a phrase"``, ``field:word``, ``field:(a b)``, ``[1 TO 2]``, ``AND``, ``OR``, ``NOT``, ``+``, ``-``, ``!``,
``&&``, ``||``, parentheses, ``word~``, ``word^2``, ``wor*``, and ``\`` before a special character. Two things side by
side are alternatives. AND binds closer than OR.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<quoted>"(?:[^"\\]|\\.)*")
    |(?P<range>[\[{]\s*(?P<low>\S+)\s+TO\s+(?P<high>[^\s\]}]+)\s*[\]}])
    |(?P<sign>&&|\|\||[()+!:^~-])
    |(?P<bare>(?:[^\s"()\[\]{}:^~!/\\+&|-]|\\.)(?:[^\s"()\[\]{}:^~!/\\]|\\.)*)
    )""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)")


class NotLucene(ValueError):  # noqa: N818 - an answer, not a fault
    """The query cannot be read; says where."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, to be found in a field; without one, in those that are searched by default."""

    text: str
    field: str | None = None
    fuzzy: bool = False
    wildcard: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Everything from one value to another, both included; ``*`` is no limit."""

    low: str
    high: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """What must be found, what must not, and what may: one of these at least where nothing must."""

    required: tuple["Node", ...] = ()
    prohibited: tuple["Node", ...] = ()
    optional: tuple["Node", ...] = ()


Node = Term | Range | Clauses


def parse(text: str) -> Node:
    """Return the query as a tree; raises NotLucene."""
    reader = _Reader(_tokens(text))
    node = reader.alternatives(None)
    if not reader.at_end:
        reader.fail()
    return node


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """quoted, range, sign, word, bare (a word) or end."""
    text: str
    at: int
    limits: tuple[str, str] = ("", "")


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            raise NotLucene(f"cannot parse the query at character {at}: {text[at : at + 20]!r}")
        kind, value = next((kind, match[kind]) for kind in ("quoted", "range", "sign", "bare") if match[kind])
        limits = (match["low"], match["high"]) if kind == "range" else ("", "")
        if kind == "bare" and value in ("AND", "OR", "NOT"):
            kind = "sign"
        found.append(_Token(kind, {"&&": "AND", "||": "OR", "!": "NOT"}.get(value, value), at, limits))
        at = match.end()
    return [*found, _Token("end", "", at)]


@dataclass(slots=True)
class _Reader:
    """Reads one level after another: alternatives, all of, one thing with its sign, the thing itself."""

    tokens: list[_Token]
    at: int = field(default=0)

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    @property
    def at_end(self) -> bool:
        return self.next.kind == "end"

    def fail(self) -> NoReturn:
        raise NotLucene(f"cannot parse the query at character {self.next.at}: {self.next.text or 'its end'!r}")

    def takes(self, *signs: str) -> str | None:
        """Step over one of these signs, if it comes next, and return it."""
        if self.next.kind == "sign" and self.next.text in signs:
            self.at += 1
            return self.tokens[self.at - 1].text
        return None

    def alternatives(self, name: str | None) -> Node:
        """Read ``a b``, ``a OR b``, with ``+`` and ``-`` before each."""
        sorted_by: dict[str, list[Node]] = {"+": [], "NOT": [], "": []}
        while True:
            sign, node = self.all_of(name)
            sorted_by[sign].append(node)
            if self.takes("OR"):
                continue
            if self.at_end or (self.next.kind == "sign" and self.next.text == ")"):
                break
        if len(sorted_by[""]) == 1 and not sorted_by["+"] and not sorted_by["NOT"]:
            return sorted_by[""][0]
        return Clauses(tuple(sorted_by["+"]), tuple(sorted_by["NOT"]), tuple(sorted_by[""]))

    def all_of(self, name: str | None) -> tuple[str, Node]:
        """Read ``a AND b AND NOT c``."""
        found = [self.signed(name)]
        while self.takes("AND"):
            found.append(self.signed(name))
        if len(found) == 1:
            return found[0]
        wanted = tuple(node for sign, node in found if sign != "NOT")
        return "", Clauses(required=wanted, prohibited=tuple(node for sign, node in found if sign == "NOT"))

    def signed(self, name: str | None) -> tuple[str, Node]:
        """Read ``+a``, ``-a``, ``NOT a``, ``a``."""
        sign = self.takes("+", "-", "NOT") or ""
        return {"-": "NOT"}.get(sign, sign), self.one(name)

    def one(self, name: str | None) -> Node:
        """Read ``field:…``, ``(…)``, a phrase, a word, a range."""
        token = self.next
        if token.kind == "bare" and self.tokens[self.at + 1].text == ":" and self.tokens[self.at + 1].kind == "sign":
            self.at += 2
            return self.one(_ESCAPED.sub(r"\1", token.text))
        if self.takes("("):
            inner = self.alternatives(name)
            if not self.takes(")"):
                self.fail()
            self.weight()
            return inner
        if token.kind not in ("quoted", "range", "bare"):
            self.fail()
        self.at += 1
        fuzzy = self.weight()
        if token.kind == "range":
            return Range(*token.limits, name)
        raw = token.text[1:-1] if token.kind == "quoted" else token.text
        wildcard = token.kind == "bare" and bool(re.search(r"(?<!\\)[*?]", raw))
        return Term(_ESCAPED.sub(r"\1", raw), name, fuzzy and token.kind == "bare", wildcard)

    def weight(self) -> bool:
        """Step over ``^2`` and ``~1``; return whether there was a tilde."""
        fuzzy = False
        while sign := self.takes("~", "^"):
            fuzzy |= sign == "~"
            if self.next.kind == "bare" and re.fullmatch(r"\d+(\.\d+)?", self.next.text):
                self.at += 1
            elif sign == "^":
                self.fail()
        return fuzzy
