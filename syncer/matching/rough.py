"""Rough spellings: ordered replacements after which the habits of different romanisations no longer differ."""

import re

from rapidfuzz.distance import OSA

Rules = tuple[tuple[re.Pattern[str], str], ...]


def rules(*pairs: tuple[str, str]) -> Rules:
    """Return replacements, each a pattern and what to put in its place, to be applied in their order."""
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


def applied(replacements: Rules, text: str) -> str:
    """Return a text after all replacements."""
    for pattern, by in replacements:
        text = pattern.sub(by, text)
    return text


def near(one: str, other: str) -> float:
    """Return how alike two rough spellings are, 0 to 1, each slip taking its share; 0 where one is empty."""
    return float(OSA.normalized_similarity(one, other)) if one and other else 0.0
