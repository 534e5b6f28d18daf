"""What English words sound like, as Japanese ears take them: "Parade" is pared, "Flower" huraua.

The sounds are small letters in the spelling of romaji, with two for what romaji writes with two: S is sh, C is ch.
"""

import re
from functools import lru_cache
from typing import Final

from syncer.matching.rough import applied, rules

_C: Final = "[bdfgkmnprstzSLCj]"
"""A consonant, as far as the rules before have come."""
_V: Final = "[aeiouyAEIOU]"

_SOUNDS: Final = rules(
    ("'", ""),
    # letters that fall silent at the ends of words
    ("^kn|^gn", "n"),
    ("^wr", "r"),
    ("^wh", "w"),
    ("^ps", "s"),
    ("^x", "z"),
    ("mb$", "n"),
    ("stm", "sm"),
    ("stl(?=e)", "sl"),
    ("oubt", "AUt"),
    # endings
    ("[ts]ion", "Son"),
    ("tious|cious", "Sas"),
    ("[tc]ial", "SaL"),
    ("ture", "Ca"),
    ("sure$", "ja"),
    ("que$", "k"),
    ("tte$", "t"),
    # consonants of several letters
    ("igh", "AI"),
    ("aug?h(?=t)|ough(?=t)", "O"),
    ("ough", "o"),
    ("gh", "g"),
    ("ch(?=[rl])", "k"),
    ("tch|ch", "C"),
    ("sch", "sk"),
    ("sh(?=i)", "s"),
    ("sh", "S"),
    ("th", "s"),
    ("dge?", "d"),
    ("dj", "j"),
    ("ck", "k"),
    ("qu", "kw"),
    ("sc(?=[eiy])", "s"),
    ("c(?=[eiy])", "s"),
    ("[cq]", "k"),
    ("x", "ks"),
    ("ph", "f"),
    ("v", "b"),
    ("l", "L"),
    # silent e, and the vowel that it makes long
    ("(?<=[bkprfgsSL])ed$", "d"),
    ("(?<=[bkprtfgL])es$", "s"),
    (r"([bdfgkmnprstzL])\1+", r"\1"),
    ("Le(?=s?$)", "L"),
    (r"a([bdfgkmnpstzSLCj])e(?=s?$)", r"E\1"),
    (rf"i({_C})e(?=s?$)", r"AI\1"),
    (rf"o({_C})e(?=s?$)", r"O\1"),
    (rf"(?<={_C})e({_C})e(?=s?$)", r"I\1"),
    (r"u([bdfgkmnpstzSLCj])e(?=s?$)", r"U\1"),
    ("are(?=s?$)", "EA"),
    ("^([^aeiouAEIOU]+)y$", r"\1AI"),
    ("uy|ye(?=s?$)|ie$", "AI"),
    (rf"(?<={_C})e$", ""),
    # vowels of two letters
    ("ower", "AUA"),
    ("ee|ea|ie(?!$)", "I"),
    ("oo", "U"),
    ("ou|ow(?!$)", "AU"),
    ("ow$|oa", "O"),
    ("ai|ay|ey$", "E"),
    ("au|aw", "O"),
    ("ew|eu|ue$", "YU"),
    ("oy", "oI"),
    ("y(?=[aeiou])", "Y"),
    ("y", "I"),
    # an r that ends a syllable is the length of its vowel
    (f"(?:[eiuya]|I)r(?!{_V})", "A"),
    (f"[oO]r(?!{_V})", "O"),
    (f"(?<=[AEU])r(?!{_V})", ""),
    ("m(?=[bp])", "n"),
    (f"(?<=[aeiou])h(?!{_V})", ""),
    ("f", "h"),
)
"""Capitals are sounds already decided: vowels, Y, S (sh), C (ch) and L, which is r wherever it stands."""

_IRREGULAR: Final = {
    "one": "wan", "once": "wans", "two": "tsU", "eight": "Et", "you": "yU", "your": "yUA", "are": "A", "do": "dU",
    "to": "tU", "who": "hU", "through": "surU", "move": "mUb", "love": "Lab", "come": "kam", "some": "sam",
    "done": "dan", "none": "nan", "son": "san", "eye": "AI", "eyes": "AIz", "hour": "AUA", "hours": "AUAz",
    "our": "AUA", "sugar": "SugA", "sure": "SUA", "woman": "wUman", "women": "wImin", "people": "pIpuL",
    "beauty": "byUtI", "beautiful": "byUtihuL", "heart": "hAt", "island": "AIrando", "machine": "masIn", "of": "obu",
    "fruit": "hurUts", "juice": "jUs", "suit": "sUts", "idea": "AIdea", "ocean": "OSan", "busy": "bizI",
    "business": "bizines", "coffee": "kOhI", "the": "za", "said": "sed", "have": "hab", "give": "gib", "live": "raib",
}  # fmt: skip
"""Words that are spelt like no others; as they are written in katakana."""

_OTHERWISE: Final = rules(
    ("ou", "oo"),  # group
    ("ow", "oa"),  # snow
    ("ea", "e"),  # head
    ("ch", "k"),  # orchestra
    ("e$", "E"),  # karaoke
    ("(?<=[^aeiou])y$", "AI"),  # butterfly
    ("^mr$", "mista"),
    ("u", "U"),  # music
    ("i(?=[^aeiou])", "AI"),  # child
    ("g", "j"),  # orange
    ("j", "h"),  # José
    ("w", "b"),  # Wagner
)
"""Spellings with another sound besides."""

_DECIDED: Final = str.maketrans("AEIOUYL", "aeiouyr")
_BETWEEN_WORDS: Final = re.compile(r"[^a-zA-Z']+")
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def english_sound(latin: str) -> str:
    """Return what an English text sounds like, as its spelling has it most often, without blanks and long vowels."""
    return _sound(_BETWEEN_WORDS.split(latin.casefold()))


@lru_cache(maxsize=4096)
def other_sounds(latin: str) -> tuple[str, ...]:
    """Return what else it may sound like: with one of the spellings that have two sounds taken otherwise."""
    words = _BETWEEN_WORDS.split(latin.casefold())
    changed = ([pattern.sub(other, word) for word in words] for pattern, other in _OTHERWISE)
    return tuple(dict.fromkeys(_sound(other) for other in changed if other != words))


def _sound(words: list[str]) -> str:
    sounds = (_IRREGULAR.get(word) or applied(_SOUNDS, word) for word in words)
    return "".join(_TWICE.sub(r"\1", sound.translate(_DECIDED)) for sound in sounds)
