"""Can this Japanese text be read as this romaji? What can reaches 0.9, what cannot stays under 0.8."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.matching.kana import kana_to_romaji
from syncer.matching.loanword import loanword_similarity
from syncer.matching.reading import best_reading, usual_reading

KANA = st.text(
    alphabet="あいうえおかきくけこさしすせそたちつてとなにぬねのまみむめもやゆよらりるれろわがぎぐげござだでどばびぶ"
)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        pytest.param("一番の宝物", "Ichiban no Takaramono", id="usual"),
        pytest.param("宝物", "houmotsu", id="other-reading"),
        pytest.param("詩", "uta", id="sung-reading"),
        pytest.param("詩", "shi", id="spoken-reading"),
        pytest.param("私の明日", "Watakushi no Asu", id="two-other-readings"),
        pytest.param("本気", "maji", id="word-read-by-its-sense"),
        pytest.param("君の知らない物語", "Kimino Shiranai Monogatari", id="blanks-anywhere"),
        pytest.param("悲しみをやさしさに", "Kanashimi wo Yasashisa ni", id="wo"),
        pytest.param("悲しみをやさしさに", "kanashimi o yasasisa ni", id="o-and-kunrei"),
        pytest.param("夜は短し", "Yoru wa Mijikashi", id="particle-wa"),
        pytest.param("海へ", "Umi e", id="particle-e"),
        pytest.param("海へ", "umi he", id="particle-as-spelt"),
        pytest.param("走馬灯", "soumatou", id="long-vowels"),
        pytest.param("走馬灯", "sōmatō", id="macrons"),
        pytest.param("走馬灯", "somato", id="long-vowels-dropped"),
        pytest.param("小牛", "koushi", id="vowels-that-only-meet"),
        pytest.param("人々", "hitobito", id="iteration-mark"),
        pytest.param("学校", "gakkou", id="clipped-kanji"),
        pytest.param("夜永唄", "Yoru Naga Uta", id="no-word-of-the-dictionary"),
        pytest.param("戀の歌", "Koi no Uta", id="old-form"),
        pytest.param("ｵﾚﾝｼﾞ色", "orenji iro", id="half-width"),
        pytest.param("宇宙(そら)", "sora", id="furigana"),
        pytest.param("宇宙(そら)", "uchuu", id="furigana-unread"),
        pytest.param("secret base ~君がくれたもの~", "Secret Base Kimi ga Kureta Mono", id="latin-in-it"),
        pytest.param("恋はCandy", "Koi wa Candy", id="latin-beside"),
        pytest.param("ハッピーウェディング前ソング", "Happy Wedding Mae Song", id="english-for-katakana"),
        pytest.param("1000年生きてる", "1000-nen Ikiteru", id="digits"),
        pytest.param("100年", "hyakunen", id="digits-read"),
        pytest.param("三年", "3-nen", id="kanji-as-digits"),
        pytest.param("君の知らない物語", "Kimi no Shirnai Monogatari", id="a-letter-lost"),
        pytest.param("君の知らない物語", "Kimi no Shiranai Monogatary", id="a-letter-wrong"),
        pytest.param("もうそう☆えくすぷれす", "Mousou Express", id="english-for-hiragana"),
        pytest.param("言って", "itte", id="clipped-verb"),
        pytest.param("東京テディベア", "toukyou tedeibea", id="typed-kana-by-kana"),
    ],
)
def test_it_can_be_read_so(native, latin):
    assert best_reading(native, latin).similarity >= 0.9


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        pytest.param("愛", "hi", id="short"),
        pytest.param("愛", "ame", id="same-first-letter"),
        pytest.param("花", "hoshi", id="two-kanji-words"),
        pytest.param("雨", "yume", id="shared-ending"),
        pytest.param("紅蓮華", "Kimi no Shiranai Monogatari", id="much-longer"),
        pytest.param("君の知らない物語", "Kimi", id="a-part-only"),
        pytest.param("君の知らない物語", "Kimi no Na wa", id="same-start"),
        pytest.param("恋の歌", "Koe no Kata", id="alike-in-three-places"),
        pytest.param("かき", "gagi", id="voicing"),
        pytest.param("パパ", "haha", id="half-voicing"),
        pytest.param("残酷な天使のテーゼ", "Cruel Angel's Thesis", id="a-translation"),
        pytest.param("夜空", "Night Sky", id="a-short-translation"),
        pytest.param("青い鳥", "Akai Tori", id="another-colour"),
        pytest.param("春", "", id="nothing"),
        pytest.param("春", "!!!", id="marks"),
        pytest.param("", "haru", id="of-nothing"),
    ],
)
def test_it_cannot_be_read_so(native, latin):
    assert best_reading(native, latin).similarity < 0.8


def test_the_likelier_reading_is_worth_more():
    usual, other = best_reading("今日", "kyou"), best_reading("今日", "konnichi")
    assert usual.similarity == 1.0
    assert 0.9 <= other.similarity < usual.similarity


@pytest.mark.parametrize(
    ("native", "latin", "text"),
    [
        pytest.param("一番の宝物", "ICHIBANNO TAKARAMONO", "ichiban no takaramono", id="blanks-between-words"),
        pytest.param("本気", "maji", "maji", id="the-reading-asked-for"),
        pytest.param("言って", "itte", "itte", id="doubled"),
        pytest.param("恋はCandy", "koi wa candy", "koi wa Candy", id="latin-stays"),
    ],
)
def test_the_reading_is_spelt_for_the_person(native, latin, text):
    assert best_reading(native, latin).text == text


@pytest.mark.parametrize(
    ("native", "romaji"),
    [
        pytest.param("君の知らない物語", "kimi no shiranai monogatari", id="verb-with-its-ending"),
        pytest.param("海は青い", "umi wa aoi", id="wa"),
        pytest.param("花になって", "hana ni natte", id="te-form"),
        pytest.param("恋はCandy", "koi wa Candy", id="latin"),
        pytest.param("残酷な天使", "zankoku na tenshi", id="na"),
        pytest.param("", "", id="empty"),
    ],
)
def test_the_usual_reading(native, romaji):
    assert usual_reading(native) == romaji


@pytest.mark.parametrize(
    ("katakana", "english"),
    [
        pytest.param("パレード", "Parade", id="silent-e"),
        pytest.param("オレンジ", "Orange", id="soft-g"),
        pytest.param("ブルーバード", "Blue Bird", id="two-words"),
        pytest.param("セブンティーン", "Seventeen", id="v"),
        pytest.param("ドライフラワー", "Dry Flower", id="diphthongs"),
        pytest.param("シンデレラガール", "Cinderella Girl", id="r-without-a-vowel"),
        pytest.param("ミュージック", "Music", id="u-with-y"),
        pytest.param("インフルエンサー", "influencer", id="long"),
        pytest.param("ナイト", "Night", id="gh"),
        pytest.param("ワンツー", "One Two", id="irregular"),
        pytest.param("ﾊﾟﾚｰﾄﾞ", "Parade", id="half-width"),
    ],
)
def test_english_is_recognised_in_katakana(katakana, english):
    assert loanword_similarity(katakana, english) >= 0.85


@pytest.mark.parametrize(
    ("katakana", "english"),
    [
        pytest.param("パレード", "Period", id="same-consonants"),
        pytest.param("ルート", "Light", id="other-vowels"),
        pytest.param("レモン", "Melon", id="swapped"),
        pytest.param("ブルーバード", "Blue", id="a-part"),
        pytest.param("カタオモイ", "Katamari", id="half-of-it"),
        pytest.param("夜空", "Yozora", id="no-katakana"),
        pytest.param("たからもの", "Takaramono", id="hiragana"),
        pytest.param("アイ", "I", id="nothing-but-vowels"),
        pytest.param("パレード", "", id="empty"),
    ],
)
def test_other_english_is_not(katakana, english):
    assert loanword_similarity(katakana, english) < 0.85


@settings(max_examples=50, deadline=None)
@given(KANA)
def test_kana_are_always_readable_as_they_are_spelt(kana):
    assert best_reading(kana, kana_to_romaji(kana)).similarity == pytest.approx(1.0 if kana else 0.0)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_have_a_similarity(native, latin):
    assert 0.0 <= best_reading(native, latin).similarity <= 1.0
    assert 0.0 <= loanword_similarity(native, latin) <= 1.0
