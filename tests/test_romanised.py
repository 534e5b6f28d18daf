"""Hangul, Cyrillic and Chinese characters against the Latin letters people write for them."""

import pytest

from syncer.matching.chinese import simplified
from syncer.matching.romanised import spells
from syncer.matching.sound import sounds_like
from syncer.matching.surnames import same_surname


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        pytest.param("Maelyeogisseo", "매력있어", id="korean letter by letter"),
        pytest.param("saranghae", "사랑해", id="korean as everyone writes it"),
        pytest.param("Taeyeon", "태연", id="korean name"),
        pytest.param("Hoot", "훗", id="a final s is spoken t"),
        pytest.param("IU", "아이유", id="letters by their names"),
        pytest.param("K.Will", "케이윌", id="an initial by its name"),
        pytest.param("Um Oh Ah Yeh", "음오아예", id="as english ears write it"),
        pytest.param("Vselennaya", "Вселенная", id="russian, BGN"),
        pytest.param("Kukushka", "Кукушка", id="russian"),
        pytest.param("Zhizn", "Жизнь", id="soft sign"),
        pytest.param("Ya svoboden", "Я свободен", id="ya"),
        pytest.param("Ja svoboden", "Я свободен", id="ja"),
        pytest.param("Obijmy", "Обійми", id="ukrainian"),
        pytest.param("Yue Liang Dai Biao Wo De Xin", "月亮代表我的心", id="pinyin"),
        pytest.param("Yin Yue", "音乐", id="a character with two readings"),
        pytest.param("Kuai Le", "快樂", id="and its other reading"),
    ],
)
def test_spells(latin, native):
    assert spells(latin, native) >= 0.9


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        pytest.param("Annyeong", "사랑해", id="another korean word"),
        pytest.param("Solntse", "Кукушка", id="another russian word"),
        pytest.param("Tian Mi Mi", "月亮代表我的心", id="another chinese title"),
        pytest.param("Love", "爱", id="a translation is no spelling"),
        pytest.param("Love", "ラブ", id="japanese is not spelt here"),
    ],
)
def test_does_not_spell(latin, native):
    assert spells(latin, native) < 0.6


def test_an_english_word_is_heard_in_hangul():
    assert sounds_like("Metronome", "메트로놈") >= 0.9
    assert sounds_like("Energetic", "에너제틱") >= 0.9
    assert sounds_like("Boomerang", "메트로놈") < 0.7


def test_two_consonants_are_too_few_to_hear():
    assert sounds_like("Hello", "할로") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("涼涼", "凉凉"), ("無人知道雙子座", "无人知道双子座"), ("沢", "澤")],
)
def test_simplified_brings_forms_together(one, other):
    assert simplified(one) == simplified(other)


def test_other_characters_stay_other():
    assert simplified("涼") != simplified("冷")


@pytest.mark.parametrize(
    ("latin", "native", "same"),
    [
        pytest.param("Eason Chan", "陳奕迅", True, id="cantonese"),
        pytest.param("Faye Wong", "王菲", True, id="two characters"),
        pytest.param("Jay Chou", "周杰倫", True, id="wade-giles"),
        pytest.param("Chan Eason", "陳奕迅", True, id="family name first"),
        pytest.param("Eason Chan", "王菲", False, id="another surname"),
        pytest.param("Chan", "陳奕迅", False, id="a surname alone names nobody"),
        pytest.param("Eason Chan", "陳家大宅門", False, id="too long for a person"),
        pytest.param("Hikaru Utada", "宇多田ヒカル", False, id="not a chinese name"),
    ],
)
def test_surnames(latin, native, same):
    assert same_surname(latin, native) is same
