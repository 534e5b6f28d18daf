"""Derive how each kanji is read from the words of the Sudachi dictionary; writes ``syncer/matching/kanji.tsv``.

No table of kanji readings is at hand that also knows readings in names and inside compounds, and the dictionary knows
them all, but only word by word. So each word's reading is shared out among its kanji, in every way there is, and the
ways that agree with the other words win (expectation maximisation). Run again after an update of the dictionary:
``python benchmarks/kanji_readings.py``.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from sudachipy import Dictionary

from syncer.matching.kana import to_hiragana

OUT: Final = Path(__file__).parent.parent / "syncer" / "matching" / "kanji.tsv"
ROUNDS: Final = 5
LONGEST_WORD: Final = 4
LONGEST_READING: Final = 5
"""うけたまわ(る), こころざし: no kanji is read with more kana, but for a dozen rare ones."""
NAME_WEIGHT: Final = 0.2
"""Names are three quarters of the dictionary and would drown the words."""
RAREST: Final = 0.004
FEWEST: Final = 1.5
"""A reading must be seen in more than one word of the language, or eight names."""
_MORA = re.compile(r"[ぁ-ゖー][ゃゅょぁぃぅぇぉ]?")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fffぁ-ゖ]+")

Split = tuple[tuple[str, str], ...]


def words() -> dict[tuple[str, str], float]:
    """Return the dictionary's words with kanji and their readings, in hiragana, and what each counts."""
    found: dict[tuple[str, str], float] = {}
    for entry in Dictionary(dict="core").entries():
        surface = entry.surface()
        if not (len(surface) <= LONGEST_WORD and _WORD.fullmatch(surface) and _KANJI.search(surface)):
            continue
        key = (surface, to_hiragana(entry.reading_form()))
        weight = NAME_WEIGHT if entry.part_of_speech()[1] == "固有名詞" else 1.0
        found[key] = max(found.get(key, 0.0), weight)
    return found


def splits(surface: str, reading: str) -> Iterator[Split]:
    """Yield every way to share the reading out among the kanji; kana stand for themselves."""
    if not surface or not reading:
        if surface == reading:
            yield ()
        return
    head, tail = surface[0], surface[1:]
    if not _KANJI.match(head):
        if reading[0] == head:
            yield from splits(tail, reading[1:])
        return
    for end in _ends(reading):
        for rest in splits(tail, reading[end:]):
            yield ((head, reading[:end]), *rest)


@cache
def _ends(reading: str) -> tuple[int, ...]:
    """Return where a kanji's reading may end: between two morae."""
    return tuple(m.end() for m in _MORA.finditer(reading) if m.end() <= LONGEST_READING)


def main() -> None:
    """Derive and write."""
    ways = [(list(splits(*key)), weight) for key, weight in words().items()]
    ways = [(some, weight) for some, weight in ways if some]
    print(len(ways), "words")
    chance: dict[tuple[str, str], float] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(ROUNDS):
        counts = _expected(ways, chance)
        totals: Counter[str] = Counter()
        for (kanji, _reading), count in counts.items():
            totals[kanji] += count  # type: ignore[assignment]
        chance = {pair: count / totals[pair[0]] for pair, count in counts.items()}
    OUT.write_text(_table(counts, chance), encoding="utf-8")
    print(OUT, OUT.stat().st_size)


def _expected(ways: list[tuple[list[Split], float]], chance: dict[tuple[str, str], float]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for some, weight in ways:
        likely = [math.prod(chance.get(pair, 1e-6) if chance else 0.3 for pair in way) for way in some]
        total = sum(likely)
        for way, share in zip(some, likely, strict=True):
            for pair in way:
                counts[pair] += weight * share / total  # type: ignore[assignment]
    return counts


def _table(counts: Counter[tuple[str, str]], chance: dict[tuple[str, str], float]) -> str:
    readings: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (kanji, reading), count in counts.items():
        if count >= FEWEST and chance[kanji, reading] >= RAREST:
            readings[kanji].append((chance[kanji, reading], reading))
    lines = [
        f"{kanji}\t{' '.join(f'{r}{round(-math.log2(p))}' for p, r in sorted(some, reverse=True))}"
        for kanji, some in readings.items()
    ]
    return "\n".join(sorted(lines)) + "\n"


if __name__ == "__main__":
    main()
