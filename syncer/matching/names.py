"""Artists' names: in either order, with their units and voice actors, alone and together, in any script."""

import re
from collections.abc import Iterable
from functools import lru_cache

from syncer.matching.likeness import NOTHING, Likeness, alike
from syncer.matching.script import is_latin, pieces, scripts
from syncer.matching.surnames import same_surname
from syncer.matching.text import fold

REORDERED = 0.99
"""Family name first or last: the same name."""
PART_OF_NAME = 0.9
"""Two or more words of the longer name: "Vanessa Hudgens" and "Vanessa Anne Hudgens"."""
ONE_OF_SEVERAL = 0.97
"""One of several artists in one field: "Prince" of "Prince & The Revolution"."""
NOT_FIRST = 0.85
"""The first artist asked for does not appear, a later one does."""
UNCOMPARABLE = 0.4
"""Two names in two scripts that do not read alike: 여자친구 is GFRIEND, and nothing in the letters says so."""

SURNAME = 0.7
"""Eason Chan and 陳奕迅: the surname fits, and the other name is in another language."""

_JOINT = re.compile(
    r"\s*(?:[,，、;；/／|｜×✕✖♪]|・(?=\S{4,}・)|(?<=\s)[x+＋](?=\s))\s*"
    r"|[\s.(（\[]+(?:feat(?:uring|\.)?|ft\.?|vs\.?|starring|prod\.?(?: by)?|presents)[\s.]+"
    r"|(?:feat\.|ft\.)\s*",
    re.IGNORECASE,
)
_LOOSE_JOINT = re.compile(r"\s*[&＆]\s*|[\s(（\[]+(?:with|and|und|et|y|e)\s+", re.IGNORECASE)
"""What joins two artists as often as it stands within one's name: MAN WITH A MISSION, Dion & The Belmonts."""
_VOICE = re.compile(r"[(（\[]\s*(?:cv|c\.v\.|vo|vocal|声)\s*[.:：・/ ．]?\s*([^()（）\]]+)[)）\]]", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（\[［【]([^()（）\[\]［］【】]+)[)）\]］】]")
_FROM = re.compile(r"\s+(?:of|from)\s+\S.*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|los|las|les|die|der)\s+(?=\w)|\s+the$")
_IMITATORS = frozenset({"tribute", "karaoke", "cover", "covers"})
"""Words by which bands call themselves that play another's songs, often under that other's name."""
_NOT_NAMES = frozenset({"cv", "feat", "ft", "with", "and", "the", "others", "various artists", "va"})


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """Return the artists of a field that may name several ("Ayase feat. 初音ミク"), each once, in their order."""
    return _named(_JOINT, _VOICE.sub(r"、\1", text)) or (text,)


def _named(joint: re.Pattern[str], text: str) -> tuple[str, ...]:
    parts = (part.strip(" .-()（）[]") for part in joint.split(text) if part)
    return tuple({part: None for part in parts if part and fold(part) not in _NOT_NAMES})


@lru_cache(maxsize=4096)
def _loosely(name: str) -> tuple[str, ...]:
    """Return a name and, if it may be several, those."""
    return tuple(dict.fromkeys((name, *_named(_LOOSE_JOINT, name))))


@lru_cache(maxsize=4096)
def forms(name: str) -> tuple[str, ...]:
    """Return the names in one artist's name: "ryo (supercell)" is ryo, supercell, and both."""
    inner = [m.strip() for m in _BRACKETED.findall(_VOICE.sub(r"(\1)", name))]
    outer = _BRACKETED.sub(" ", name).strip()
    return tuple(
        {form: None for form in (name, outer, *inner, *pieces(outer)) if form and fold(form) not in _NOT_NAMES}
    )


@lru_cache(maxsize=4096)
def name_alike(one: str, other: str) -> Likeness:
    """Return how alike two names of one artist each are."""
    best = NOTHING
    for ours in forms(one):
        for theirs in forms(other):
            found = _form_alike(ours, theirs)
            if found.value > best.value:
                best = found
            if best.value >= REORDERED:
                return best
    return best


@lru_cache(maxsize=4096)
def artists_alike(asked: tuple[str, ...], offered: tuple[str, ...]) -> Likeness:
    """Return how well the artists offered are those asked for; the first asked counts most.

    ``UNCOMPARABLE`` with its note where the scripts differ and no reading fits.
    """
    parts = tuple({part: None for name in asked for strict in split(name) for part in _loosely(strict)})
    theirs = tuple({part: None for name in offered for strict in (name, *split(name)) for part in _loosely(strict)})
    first_parts = _loosely(split(asked[0])[0])[:2]
    whole = _best(asked[:1], offered)
    if whole.value >= REORDERED:
        return whole
    first, later = _best(first_parts, theirs), _best(parts, theirs)
    together = Likeness(
        first.value * (ONE_OF_SEVERAL if len(theirs) > len(offered) or len(parts) > 1 else 1.0), first.note
    )
    apart = Likeness(later.value * NOT_FIRST, later.note)
    best = max(whole, together, apart, key=lambda found: found.value)
    if best.value < SURNAME and any(_same_surname(ours, theirs) for ours in parts for theirs in offered):
        return Likeness(SURNAME, "the surname is the same, the given names are in two languages")
    if best.value < UNCOMPARABLE and _strangers(parts, offered):
        return Likeness(UNCOMPARABLE, "the names are in two scripts and do not read alike")
    return best


def _best(asked: Iterable[str], offered: Iterable[str]) -> Likeness:
    found = [name_alike(ours, theirs) for ours in asked for theirs in offered]
    return max(found, key=lambda one: one.value, default=NOTHING)


def _same_surname(one: str, other: str) -> bool:
    return same_surname(one, other) or same_surname(other, one)


def _strangers(asked: tuple[str, ...], offered: tuple[str, ...]) -> bool:
    """Say whether no pair of names shares a script."""
    ours = frozenset().union(*map(scripts, asked)) - {"other"}
    theirs = frozenset().union(*map(scripts, offered)) - {"other"}
    return bool(ours) and bool(theirs) and not ours & theirs and "latin" in ours | theirs


def _form_alike(one: str, other: str) -> Likeness:
    best = alike(one, other)
    if best.value >= REORDERED:
        return best
    ours, theirs = _bare(one), _bare(other)
    if _IMITATORS.intersection(ours.split()) != _IMITATORS.intersection(theirs.split()):
        return NOTHING
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return Likeness(REORDERED)
    if is_latin(one) and is_latin(other):
        if not best.value and set(ours.split()).isdisjoint(theirs.split()):
            return NOTHING
        turned = _words_alike(ours, theirs)
        return best if best.value > REORDERED * turned.value else Likeness(REORDERED * turned.value)
    for latin, native in ((ours, other), (theirs, one)):
        if is_latin(latin) and not is_latin(native):
            best = max([best, *(alike(order, native) for order in _orders(latin))], key=lambda found: found.value)
    return best


def _words_alike(one: str, other: str) -> Likeness:
    ours, theirs = one.split(), other.split()
    if sorted(ours) == sorted(theirs):
        return Likeness(1.0)
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) > 1 and set(shorter) <= set(longer) and shorter[-1] in longer:
        return Likeness(PART_OF_NAME)
    return alike(" ".join(sorted(ours)), " ".join(sorted(theirs)))


def _orders(name: str) -> list[str]:
    """Return a name with its words in the other orders that names are written in."""
    words = name.split()
    if not 2 <= len(words) <= 3:  # noqa: PLR2004 - longer ones are no person's
        return []
    if len(words) == 2:  # noqa: PLR2004
        return [" ".join(reversed(words))]
    return [" ".join((words[-1], *words[:-1])), " ".join((*words[1:], words[0])), " ".join(reversed(words))]


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return _ARTICLE.sub("", fold(_FROM.sub("", name) if is_latin(name) else name))
