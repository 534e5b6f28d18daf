"""How numbers in titles are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.matching.numerals import number_readings


@pytest.mark.parametrize(
    ("digits", "reading"),
    [
        pytest.param("1", "ichi", id="counted"),
        pytest.param("1", "hito", id="native-word"),
        pytest.param("1", "one", id="english"),
        pytest.param("2", "futari", id="people"),
        pytest.param("10", "juu", id="ten-without-one"),
        pytest.param("20", "hatachi", id="age"),
        pytest.param("300", "sanbyaku", id="voiced"),
        pytest.param("600", "roppyaku", id="doubled"),
        pytest.param("1000", "sen", id="thousand-without-one"),
        pytest.param("8000", "hassen", id="doubled-thousand"),
        pytest.param("10000", "ichiman", id="ten-thousand-with-one"),
        pytest.param("115", "hyakujuugo", id="composed"),
        pytest.param("007", "zerozeronana", id="digit-by-digit"),
        pytest.param("0", "zero", id="zero"),
    ],
)
def test_a_number_can_be_read_so(digits, reading):
    assert reading in number_readings(digits)


@pytest.mark.parametrize(
    ("digits", "reading"),
    [
        pytest.param("2", "ichi", id="another-number"),
        pytest.param("10", "ichijuu", id="one-ten"),
        pytest.param("21", "hatachi", id="another-age"),
    ],
)
def test_a_number_cannot_be_read_so(digits, reading):
    assert reading not in number_readings(digits)


@given(st.from_regex(r"[0-9]{1,15}", fullmatch=True))
def test_any_number_has_a_reading(digits):
    assert all(reading.isalpha() and reading.isascii() for reading in number_readings(digits))
    assert number_readings(digits)
