"""Chinese characters in their traditional, simplified and Japanese forms."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converters() -> "tuple[OpenCC, ...]":
    from opencc import OpenCC  # noqa: PLC0415 - loaded only where a title has such characters

    return OpenCC("jp2t"), OpenCC("t2s")


@lru_cache(maxsize=2048)
def simplified(text: str) -> str:
    """Return a text with every character in its simplified form: 涼, 凉 and 沢, 澤, 泽 meet there."""
    for converter in _converters():
        text = converter.convert(text)
    return text


@lru_cache(maxsize=2048)
def traditional(text: str) -> str:
    """Return a text in traditional characters, where a simplified one stands for several in the likeliest."""
    from opencc import OpenCC  # noqa: PLC0415 - as above

    converted: str = OpenCC("s2t").convert(text)
    return converted
