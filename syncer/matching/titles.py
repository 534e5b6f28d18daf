"""A title taken apart: what it is called, and what stands around that in brackets, after dashes and between waves."""

import re
from dataclasses import dataclass
from functools import lru_cache

from syncer.matching.likeness import Likeness, alike
from syncer.matching.script import pieces, scripts
from syncer.matching.series import named_source
from syncer.matching.text import compact
from syncer.matching.versions import kinds, loud_kinds

LEFT_OUT = 0.04
"""What it costs to leave a part unread that may belong to the title ("Fallin' (Adrenaline)")."""
BOTH_LEFT_OUT = 0.15
"""What it costs more to read neither side whole: "Suite: Dawn" and "Suite: Dusk" have only the suite in common."""
TRANSLATION = 0.03
"""What it costs to take a part in another script for the title."""
SUBTITLE = 0.12
"""What it costs to take a part in the same script for the title."""

_BRACKETS = re.compile(
    r"\(([^()]*)\)|\[([^\[\]]*)\]|（([^（）]*)）|【([^【】]*)】|〔([^〔〕]*)〕|〈([^〈〉]*)〉|《([^《》]*)》|<([^<>]+)>"
    r"|[~～〜∼]([^~～〜∼]+)[~～〜∼]|(?<=.)[‐-―-]([^‐-―-]{3,})[‐-―-]$|\{([^{}]*)\}|［([^［］]*)］"
)
_MARKED = re.compile(r"[^\w\s.,!?'’&]")
_QUOTED = re.compile(r"[\"“”„«‘「『]([^\"“”»’」』]+)[\"“”»’」』]")
_DASH = re.compile(
    r"\s+[-‐–—―:：|/／]+\s+|\s*[|｜]\s*|\s+[~～〜]\s*|\s*[~～〜]$|(?<=\S)[:：]\s+|\s+/(?=\S)|(?<=\S)/\s+"
)
_FEATURED = re.compile(
    r"(?:^|\s|(?<=[^\x00-\x7f]))(?:feat(?:uring)?\.?|ft\.?|w/|fea\.)(?:\s*|(?<=\.))(?P<names>\S.*)$", re.IGNORECASE
)
_WITH = re.compile(r"^(?:with|w/|and|duet with|con|avec|&)\s+(?P<names>.+)$", re.IGNORECASE)
_LISTED = re.compile(r"^\s*(?:#?\d{1,3}\s*[.)）:]\s+|#\d{1,3}\s+|\d{1,3}\s+[-–]\s+|[-*•]\s+)")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read what a song is called."""

    text: str
    cost: float = 0.0
    """What this reading costs: 0 for the obvious one."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart."""

    forms: tuple[Form, ...]
    """The ways to read it, the obvious one first."""
    versions: frozenset[str] = frozenset()
    """The kinds of version it names; empty for the plain song."""
    featured: tuple[str, ...] = ()
    """Artists named in it."""
    sources: tuple[str, ...] = ()
    """Series, films and games named in it."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Title:
    """Return a title taken apart; always with at least one form."""
    base, parts = _apart(_unlisted(text))
    base, featured = _without_featured(base)
    versions, sources, others, asides = set(loud_kinds(base)), [], [], []
    for part in parts:
        rest, names = _read_part(part)
        featured += names
        if not rest:
            continue
        kind = kinds(rest)
        source = named_source(rest)
        if source:
            sources.append(source)
            asides.append(rest)
        elif kind is not None:
            versions |= kind
        else:
            others.append(rest)
    return Title(_forms(base, others, asides, text), frozenset(versions), tuple(featured), tuple(sources))


@lru_cache(maxsize=4096)
def titles_alike(one: str, other: str) -> Likeness:
    """Return how alike two titles are in the pair of readings that fits best, less what that pair costs."""
    best = Likeness(0.0)
    for ours in parse(one).forms:
        for theirs in parse(other).forms:
            cost = ours.cost + theirs.cost + (BOTH_LEFT_OUT if ours.cost == theirs.cost == LEFT_OUT else 0.0)
            if 1.0 - cost <= best.value:
                continue
            found = alike(ours.text, theirs.text)
            value = found.value - cost
            if value > best.value:
                best = Likeness(value, found.note)
    return best


def _unlisted(text: str) -> str:
    """Take off the number and the quotes that a list puts around a title."""
    bare = _LISTED.sub("", text).strip()
    quoted = _QUOTED.fullmatch(bare)
    return (quoted[1] if quoted else bare).strip() or text


def _apart(text: str) -> tuple[str, list[str]]:
    """Return what stands before all brackets and dashes, and the parts that they hold."""
    parts: list[str] = []
    rest = text
    for _ in range(3 if _MARKED.search(text) else 0):  # brackets within brackets
        found = [next(group for group in m.groups() if group is not None) for m in _BRACKETS.finditer(rest)]
        parts[:0] = [part.strip() for part in found if part.strip()]
        rest, count = _BRACKETS.subn(" ", rest)
        if not count:
            break
    head, *tails = [piece.strip() for piece in _DASH.split(rest.strip())]
    tails = [tail for tail in tails if tail]
    if not head:
        head, *parts = (*tails, *parts) if tails or parts else (text,)
        return head, parts
    parts = [piece for part in parts for piece in _DASH.split(part) if piece]
    return head, tails + parts


def _without_featured(text: str) -> tuple[str, list[str]]:
    """Cut "feat. …" off a text; return what is left, and the names."""
    if found := _FEATURED.search(text):
        return text[: found.start()].strip(), [found["names"].strip(" ()[]")]
    return text, []


def _read_part(part: str) -> tuple[str, list[str]]:
    """Return a part without its artists; "with …" and "& …" name some only there."""
    if found := _WITH.match(part):
        return "", [found["names"]]
    return _without_featured(part)


def _forms(base: str, others: list[str], asides: list[str], whole: str) -> tuple[Form, ...]:
    """Return the readings of a title from its head and the parts that are none of version, source or artist."""
    forms = [Form(" ".join([base, *others]))]
    if others:
        forms.append(Form(base, LEFT_OUT))
    own = scripts(base)
    forms += [Form(part, SUBTITLE if scripts(part) <= own else TRANSLATION) for part in (*others, *asides)]
    for form in (base, *others):
        cut = pieces(form)
        if len(cut) > 1:
            forms += [Form(piece, TRANSLATION) for piece in cut if len(compact(piece)) > 1]
    if quoted := _QUOTED.search(base):
        forms.append(Form(quoted[1], LEFT_OUT))
    if not compact(base):
        forms.append(Form(whole))
    return tuple({form.text: form for form in reversed(forms) if form.text}.values())[::-1] or (Form(whole),)
