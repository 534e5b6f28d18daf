"""Where titles and albums name a series, a film or a game."""

import pytest

from syncer.matching.series import named_source, series_alike
from syncer.matching.weights import THRESHOLDS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TVアニメ「鬼滅の刃」OP", "鬼滅の刃"),
        ("TVアニメ『ONE PIECE』オープニングテーマ", "ONE PIECE"),
        ("電影《聖人大盜》片尾曲", "聖人大盜"),
        ('From "Naruto Shippuden"', "Naruto Shippuden"),
        ("From “MISSING 9”", "MISSING 9"),
        ("Frozen (Original Motion Picture Soundtrack)", "Frozen"),
        ("NieR Original Soundtrack", "NieR"),
        ("Hotel del Luna OST", "Hotel del Luna"),
        ("Opening theme to SAKAMOTO DAYS", "SAKAMOTO DAYS"),
        ('"Tower of God" ED', "Tower of God"),
    ],
)
def test_named(text, name):
    assert named_source(text) == name


@pytest.mark.parametrize("text", ["Lost", "Ghost", "Almost", "Live", "Adrenaline", "君がくれたもの", "Greatest Hits"])
def test_not_named(text):
    assert named_source(text) is None


@pytest.mark.parametrize(
    ("asked", "named", "same"),
    [
        pytest.param("Naruto", "Naruto Shippuden", True, id="the name goes on"),
        pytest.param("Bakemonogatari", "BAKEMONOGATARI", True, id="case"),
        pytest.param("Overlord", "オーバーロードⅢ", True, id="the season's number"),
        pytest.param("Steins;Gate", "シュタインズ・ゲート ゼロ", True, id="a sequel's word, in kana"),
        pytest.param("Hunter x Hunter", "HUNTER×HUNTER", True, id="a cross is an x"),
        pytest.param("Black Clover", "Black Lagoon", False, id="one word of two"),
        pytest.param("Bleach", "Beach", False, id="another word"),
        pytest.param("86", "86 Eighty-Six", False, id="too short to begin with"),
    ],
)
def test_series_alike(asked, named, same):
    assert (series_alike(asked, named) >= THRESHOLDS.artist) is same
