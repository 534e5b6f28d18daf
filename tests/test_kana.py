"""Kana in romaji, and what counts as Japanese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.matching.kana import has_kana, has_kanji, kana_to_romaji, to_hiragana


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        pytest.param("さくら", "sakura", id="hiragana"),
        pytest.param("サクラ", "sakura", id="katakana"),
        pytest.param("ｻｸﾗ", "sakura", id="half-width"),
        pytest.param("ｶﾞｷﾞ", "gagi", id="half-width-voiced"),
        pytest.param("しんぶん", "shinbun", id="n"),
        pytest.param("きょう", "kyou", id="small-yo"),
        pytest.param("じゃ", "ja", id="ja"),
        pytest.param("ちゅう", "chuu", id="chu"),
        pytest.param("パレード", "pareedo", id="long-mark"),
        pytest.param("がっこう", "gakkou", id="doubled"),
        pytest.param("マッチ", "matchi", id="doubled-ch"),
        pytest.param("あっ", "a", id="clipped-end"),
        pytest.param("ティー", "tii", id="ti"),
        pytest.param("ファミリー", "famirii", id="fa"),
        pytest.param("ヴァイオリン", "vaiorin", id="va"),
        pytest.param("ジェット", "jetto", id="je"),
        pytest.param("フェアリー", "fearii", id="fe"),
        pytest.param("いすゞ", "isuzu", id="voiced-iteration"),
        pytest.param("すゝめ", "susume", id="iteration"),
        pytest.param("キャンディ", "kyandi", id="di"),
        pytest.param("恋はCandy", "恋haCandy", id="the-rest-stays"),
    ],
)
def test_kana_are_spelt(kana, romaji):
    assert kana_to_romaji(kana) == romaji


@pytest.mark.parametrize(
    ("text", "kana", "kanji"),
    [
        pytest.param("さくら", True, False, id="hiragana"),
        pytest.param("ｻｸﾗ", True, False, id="half-width"),
        pytest.param("宝物", False, True, id="kanji"),
        pytest.param("我々", False, True, id="iteration"),
        pytest.param("青い栞", True, True, id="both"),
        pytest.param("Orange", False, False, id="latin"),
        pytest.param("재연", False, False, id="hangul"),
        pytest.param("", False, False, id="empty"),
    ],
)
def test_what_has_kana_and_kanji(text, kana, kanji):
    assert (has_kana(text), has_kanji(text)) == (kana, kanji)


@given(st.text(alphabet=st.characters(min_codepoint=0x30A1, max_codepoint=0x30F6)))
def test_katakana_and_hiragana_are_spelt_alike(katakana):
    romaji = kana_to_romaji(katakana)
    assert romaji == kana_to_romaji(to_hiragana(katakana))
    assert romaji.isascii()


@given(st.text())
def test_no_text_is_too_odd(text):
    kana_to_romaji(text)
