"""Numbers before the entries of a list, in forms that a name may have too: they count, or they are none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from syncer.importers.blocks import Block, without_time

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"[\[(（【<{]\s*(\d{1,3})\s*[\])）】>}]\s*[.:]?\s*(?=\S)",
        r"(?:no|nr|№|n°|nº|track|song|tr|曲)\.?\s*[#-]?\s*(\d{1,3})\s*[.:：)\]-]?\s+(?=\S)",
        r"第?\s*(\d{1,3})\s*(?:位|曲目|首|番|위|번)\s*[.:：、｜|-]?\s*(?=\S)",
        r"(\d{1,3})\s*[-–—_/|]\s*(?=\S)",
        r"(\d{1,3})\t+\s*(?=\S)",
        r"(?:m|[a-f])-?(\d{1,2})\s*[.:)-]?\s+(?=\S)",
        r"([ivxl]{1,7})\s*[.)]\s+(?=\S)",
        r"(\d{1,3})\s+(?=\S)",
    )
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FEW = 3
_MOSTLY = 0.8


def unnumbered(blocks: Sequence[Block]) -> list[Block]:
    """Return the lines without the numbers that count them, upwards or downwards; these lines are of kind "number"."""
    found = list(blocks)
    for form in _FORMS:
        numbered = [(place, start) for place, block in enumerate(found) if (start := form.match(block.text))]
        numbered = [(place, start) for place, start in numbered if found[place].kind in {"plain", "bullet"}]
        if _count([_number(start[1]) for _, start in numbered]):
            for place, start in numbered:
                text = without_time(found[place].text[start.end() :])
                found[place] = replace(found[place], text=text, kind="number", linked="")
    return found


def _count(numbers: Sequence[int]) -> bool:
    """Return whether numbers follow on each other, but for a start anew now and then."""
    if len(numbers) < _FEW:
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    onward = sum(step == 1 for step in steps), sum(step == -1 for step in steps)
    again = sum(number == 1 for number in numbers[1:])
    return max(onward) + again >= _MOSTLY * len(steps) and max(onward) > 0


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_ROMAN[letter] for letter in text.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
