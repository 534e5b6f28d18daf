"""Reading answers: each step says what must be there, and what is there instead is named with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from syncer.knowledge.source import Unexpected

LONGEST = 500
"""Characters. What a longer title or name has beyond them is left out."""
_UNREADABLE = frozenset({"Cc", "Cs"})
"""Control characters, and halves of characters, which no file can hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer, and where it stands in it."""

    value: Any
    place: str = "answer"

    def at(self, *names: str) -> "Part":
        """Return what stands under these names, one within the other; it must be there, though it may be null."""
        part = self
        for name in names:
            if not isinstance(part.value, dict) or name not in part.value:
                raise Unexpected(f"{part.place} has no {name!r}")
            part = Part(part.value[name], f"{part.place}.{name}")
        return part

    def maybe(self, name: str) -> "Part":
        """Return what stands under a name, null where there is nothing."""
        if not isinstance(self.value, dict):
            raise Unexpected(f"{self.place} is {_kind(self.value)}, not an object")
        return Part(self.value.get(name), f"{self.place}.{name}")

    def rows(self) -> Iterator["Part"]:
        """Yield the parts of a list."""
        if not isinstance(self.value, list):
            raise Unexpected(f"{self.place} is {_kind(self.value)}, not a list")
        for number, value in enumerate(self.value):
            yield Part(value, f"{self.place}[{number}]")

    def rows_if_any(self) -> Iterator["Part"]:
        """Yield the parts of a list that may be null or missing."""
        return iter(()) if self.value is None else self.rows()

    @property
    def text(self) -> str:
        """The text that must be here, without blanks around it; it is not empty."""
        if found := self.text_if_any:
            return found
        raise Unexpected(f"{self.place} is {'null' if self.value is None else 'empty'}, not a text")

    @property
    def text_if_any(self) -> str:
        """The text that is here, on one line; "" where there is none."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise Unexpected(f"{self.place} is {_kind(self.value)}, not a text")
        text = "".join(" " if category(c) in _UNREADABLE else c for c in self.value)
        return " ".join(text.split())[:LONGEST].strip()

    @property
    def number_if_any(self) -> int | None:
        """The whole number that is here; None where there is none."""
        if self.value is None:
            return None
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise Unexpected(f"{self.place} is {_kind(self.value)}, not a number")
        return self.value


def once(*texts: str) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", int: "a number"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
