"""Chinese characters in their traditional, simplified and Japanese forms."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter(name: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - loaded only where a title has such characters

    return OpenCC(name)


@lru_cache(maxsize=2048)
def simplified(text: str) -> str:
    """Return a text with every character in its simplified form: 涼, 凉 and 沢, 澤, 泽 meet there."""
    return _converted(_converted(text, "jp2t"), "t2s")


@lru_cache(maxsize=2048)
def traditional(text: str) -> str:
    """Return a text in traditional characters, where a simplified one stands for several in the likeliest."""
    return _converted(text, "s2t")


def _converted(text: str, name: str) -> str:
    """Return a text as one of OpenCC's tables of characters has it ("t2s": traditional to simplified)."""
    converted: str = _converter(name).convert(text)
    return converted
