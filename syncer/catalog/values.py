"""What one value of a catalog may be: each rule says it twice, as a check with words and as JSON Schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_BREAKS = r"[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]"
"""Where ``str.splitlines`` breaks a line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value may be."""

    check: Callable[[Any], str | None]
    """Says what is wrong with a value, or None."""
    schema: Mapping[str, Any]
    """The same in JSON Schema."""


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return f"is {_shown(value)}, but must be a text in quotes"
    return None if value.strip() else "is empty"


def _texts(value: object) -> str | None:
    if not isinstance(value, list):
        return _text(value)
    if not value:
        return "is an empty list"
    return next((wrong for item in value if (wrong := _text(item))), None)


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else f"is {_shown(value)}, but must be true or false"


def line_of_at_most(limit: int) -> Rule:
    """Return the rule for a text of one line and so many characters."""

    def check(value: object) -> str | None:
        if wrong := _text(value):
            return wrong
        text = str(value)
        if len(text) > limit:
            return f"has {len(text)} characters, but Spotify takes {limit} at most"
        return "has a line break, which Spotify does not take" if text.splitlines() != [text] else None

    return Rule(check, {**_A_TEXT, "maxLength": limit, "not": {"pattern": _BREAKS}})


def one_of(*words: str) -> Rule:
    """Return the rule for one of these words."""

    def check(value: object) -> str | None:
        return None if value in words else f"is {_shown(value)}, but must be {' or '.join(map(repr, words))}"

    return Rule(check, {"enum": list(words)})


def like(parse: Callable[[str], object], pattern: str, words: str) -> Rule:
    """Return the rule for a text that ``parse`` makes something of, which is one that the whole pattern fits."""

    def check(value: object) -> str | None:
        fits = isinstance(value, str) and parse(value) is not None
        return None if fits else f"is {_shown(value)}, but must be {words}"

    return Rule(check, {"type": "string", "pattern": f"^(?:{pattern})$"})


def _shown(value: object) -> str:
    """Return a value as a person would recognise it, cut short."""
    text = repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 80 else text[:77] + "..."  # noqa: PLR2004 - a line's width


_A_TEXT: Mapping[str, Any] = {"type": "string", "pattern": r"\S"}

TEXT = Rule(_text, _A_TEXT)
TEXTS = Rule(_texts, {"anyOf": [_A_TEXT, {"type": "array", "minItems": 1, "items": _A_TEXT}]})
"""A text, or a list of them."""
FLAG = Rule(_flag, {"type": "boolean"})
