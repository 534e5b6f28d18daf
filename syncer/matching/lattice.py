"""Every way a Japanese text may be read: a graph from its first character to its last.

Costs are in letters: a reading of cost 1 is as unlikely as one wrong letter in the romaji.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from syncer.matching.kana import has_kana, has_kanji, kana_to_romaji, to_hiragana
from syncer.matching.kanji import kanji_readings, modern
from syncer.matching.numerals import KANJI_DIGITS, number_readings
from syncer.matching.romaji import fold_romaji
from syncer.matching.words import LONGEST_WORD, Word, readings_of, words_of

OTHER_READING: Final = 0.12
"""宝物 as houmotsu: in the dictionary, but not what it takes first."""
NAME_READING: Final = 0.45
"""海 as Marin: only as somebody's name."""
VOICED: Final = 0.25
"""Rendaku that the dictionary does not have."""
KANJI_ALONE: Final = 0.25
"""Reading a word kanji by kanji, each: titles play with it, but rarely."""
A_BIT_RARER: Final = 0.11
"""For each halving of a kanji's reading's share."""
ODD_PARTICLE: Final = 0.2
"""は as wa where no particle was seen."""
TYPED_APART: Final = 0.1
"""ディ as dei, ウォ as uo: kana by kana, as a keyboard takes them."""
IN_DIGITS: Final = 0.1
FURIGANA: Final = 0.1
"""One of 宇宙(そら) goes unread."""
BESIDE_BRACKETS: Final = 0.4
"""The same with brackets that need not be a reading."""

_PARTICLES: Final = {"は": "wa", "へ": "e"}
_KANA_MORA: Final = re.compile(r"っ*[ぁ-ゖー][ゃゅょぁぃぅぇぉゎ]?|っ+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ](?:['’.\- ]*[A-Za-zÀ-ɏ]+)*")
_DIGITS: Final = re.compile(r"[0-9]+")
_BRACKETS: Final = re.compile(r"[(\[「『【〔<《〈~〜-]([^()\[\]「」『』]{1,24}?)[)\]」』】〕>》〉~〜-]")
_LOAN: Final = re.compile(
    r"[ァ-ヺ][ァ-ヺー・=]*|(?<![ぁ-ゖ々\u3400-\u9fff])[ぁ-ゖ][ぁ-ゖー]{3,}(?![ぁ-ゖ\u3400-\u9fff])"
)
"""Katakana, or hiragana that stands alone: もうそう☆えくすぷれす is "Mousou Express"."""
_AS_KATAKANA: Final = {code: code + 96 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_VOICE: Final = dict(
    zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True)
)


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to read the characters up to ``end``."""

    end: int
    key: str
    """Folded romaji with short vowels; "Q" stands for a consonant that is doubled."""
    cost: float
    text: str
    """As a person spells it."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """All readings of one text."""

    text: str
    edges: tuple[tuple[Edge, ...], ...]
    """For each character those that start there."""
    loans: tuple[tuple[tuple[int, str], ...], ...]
    """For each character the katakana words that start there (where they end, the word): they may stand for English."""
    joints: frozenset[int]
    """Where one word ends and another starts."""


@lru_cache(maxsize=256)
def lattice(native: str) -> Lattice:
    """Return the graph of a text's readings; every path through it reads the whole text."""
    text = modern(unicodedata.normalize("NFKC", native))
    words = words_of(text)
    best: list[dict[tuple[int, str], Edge]] = [{} for _ in text]
    for start, edge in _all_edges(text, words):
        known = best[start].get((edge.end, edge.key))
        if known is None or edge.cost < known.cost:
            best[start][edge.end, edge.key] = edge
    edges = tuple(tuple(some.values()) for some in best)
    return Lattice(text, edges, _loans(text, words), frozenset(spaces(words)))


def spaces(words: tuple[Word, ...]) -> Iterator[int]:
    """Yield where a romanisation has blanks: before words, but not before the endings of verbs and adjectives."""
    before = ""
    for word in words:
        ending = word.kind == "助動詞" or word.reading in {"て", "で", "ば", "たり"}
        if not (word.kind == "接尾辞" or (ending and before in {"動詞", "形容詞", "助動詞"})):
            yield word.start
        before = word.kind


def _edge(end: int, reading: str, cost: float) -> Edge:
    """Make an edge of a reading in hiragana; a small っ at its end doubles what follows."""
    romaji = kana_to_romaji(reading)
    if not reading.endswith("っ"):
        return Edge(end, fold_romaji(romaji), cost, romaji)
    return Edge(end, fold_romaji(romaji) + "Q", cost, romaji + "っ")


def _romaji_edge(end: int, romaji: str, cost: float) -> Edge:
    return Edge(end, fold_romaji(romaji), cost, romaji)


def _all_edges(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, Edge]]:
    hiragana = to_hiragana(text)
    yield from _kana(text, hiragana, words)
    yield from _dictionary(text, words)
    yield from _kanji(text)
    yield from _others(text, hiragana)
    yield from _brackets(text)


def _kana(text: str, hiragana: str, words: tuple[Word, ...]) -> Iterator[tuple[int, Edge]]:
    particles = {word.start for word in words if word.kind == "助詞"}
    for match in _KANA_MORA.finditer(hiragana):
        yield match.start(), _edge(match.end(), match[0], 0.0)
        if match[0][-1] in "ぁぃぅぇぉ" and len(match[0]) > 1:
            apart = kana_to_romaji(match[0][:-1]) + kana_to_romaji(match[0][-1])
            yield match.start(), _romaji_edge(match.end(), apart, TYPED_APART)
    for at, kana in enumerate(text):
        if kana in _PARTICLES and at:
            yield at, _romaji_edge(at + 1, _PARTICLES[kana], 0.0 if at in particles else ODD_PARTICLE)
        if kana in "ヶヵケ" and 0 < at < len(text) - 1 and has_kanji(text[at - 1]) and has_kanji(text[at + 1]):
            yield at, _edge(at + 1, "が", 0.0)


def _dictionary(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, Edge]]:
    usual = {(word.start, word.end, word.reading) for mode in "AB" for word in words_of(text, mode)}
    usual |= {(word.start, word.end, word.reading) for word in words}
    for start, end, reading in usual:
        if reading and has_kanji(text[start:end]):
            yield start, _edge(end, reading, 0.0)
    for start, end in _spans(text):
        for reading, kind in readings_of(text[start:end]):
            cost = NAME_READING if kind in {"人名", "固有名詞"} else OTHER_READING
            yield start, _edge(end, reading, cost)
            if start and reading[0] in _VOICE:
                yield start, _edge(end, _VOICE[reading[0]] + reading[1:], cost + VOICED)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield every stretch with a kanji in it that might be a word."""
    for match in re.finditer(r"[々〆〇ぁ-ゖァ-ヺー\u3400-\u9fff]+", text):
        for start in range(match.start(), match.end()):
            for end in range(start + 1, min(start + LONGEST_WORD, match.end()) + 1):
                if has_kanji(text[start:end]):
                    yield start, end


def _kanji(text: str) -> Iterator[tuple[int, Edge]]:
    for at, kanji in enumerate(text):
        repeated = kanji == "々" and at > 0
        for reading, rarity in kanji_readings(text[at - 1] if repeated else kanji):
            cost = KANJI_ALONE + A_BIT_RARER * rarity
            yield at, _edge(at + 1, reading, cost)
            if repeated and reading[0] in _VOICE:
                yield at, _edge(at + 1, _VOICE[reading[0]] + reading[1:], cost)
        if kanji in KANJI_DIGITS:
            yield at, Edge(at + 1, KANJI_DIGITS[kanji], IN_DIGITS, KANJI_DIGITS[kanji])


def _others(text: str, hiragana: str) -> Iterator[tuple[int, Edge]]:
    """Latin letters and digits stand for themselves, marks for nothing; what is in no known script costs a letter."""
    for match in _LATIN.finditer(text):
        yield match.start(), _romaji_edge(match.end(), match[0], 0.0)
    for match in _DIGITS.finditer(text):
        yield match.start(), Edge(match.end(), match[0], 0.0, match[0])
        for reading in number_readings(match[0]):
            yield match.start(), _romaji_edge(match.end(), reading, IN_DIGITS)
    for at, character in enumerate(text):
        if not character.isalnum():
            yield at, Edge(at + 1, "", 0.0, "")
        elif not (hiragana[at].isascii() or has_kana(character) or kanji_readings(character)):
            yield at, Edge(at + 1, "", 1.0, "")
        elif character.isascii() or character in "ーっッ々":
            yield at, _romaji_edge(at + 1, character if character.isascii() else "", 0.3)


def _brackets(text: str) -> Iterator[tuple[int, Edge]]:
    """宇宙(そら) is read by either part; so may be 運命(Fate), but at a cost."""
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        base = re.search(r"[々\u3400-\u9fffァ-ヺー]+[ぁ-ゖ]*$|[A-Za-z0-9]+$", text[:start])
        if base is None:
            continue
        furigana = has_kana(match[1]) and not has_kanji(match[1]) and has_kanji(base[0])
        cost = FURIGANA if furigana else BESIDE_BRACKETS
        yield start, Edge(end, "", cost, "")
        for begin in range(base.start(), start):
            yield begin, Edge(start, "", cost, "")


def _loans(text: str, words: tuple[Word, ...]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return the katakana words at each character: whole runs, their parts between dots, and the dictionary's words."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for run in _LOAN.finditer(text):
        cuts = {
            run.start(),
            run.end(),
            *(m.end() for m in re.finditer("[・=]", text) if run.start() < m.end() < run.end()),
        }
        cuts |= {edge for w in words for edge in (w.start, w.end) if run.start() < edge < run.end()}
        ordered = sorted(cuts)
        for number, start in enumerate(ordered):
            for end in ordered[number + 1 :]:
                found[start][end] = text[start:end].translate(_AS_KATAKANA)
    return tuple(tuple(found[at].items()) if at in found else () for at in range(len(text)))
