from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder.quantities import QUALIFIERS, label, numbers_in, remarks

NARROW, BIG = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the troops, numbering more than 20,000 people", [20000]),
        ("from one hundred thirty one to one hundred seventy civilians", [131, 170]),
        ("a procession of more than one million people", [1_000_000]),
        ("the forty-four-day war", [44]),
        ("after a one-day operation", [1]),
        ("occupation of 1/5 of the territories", [0.2]),
        ("one-fifth and two thirds", [0.2, 2 / 3]),
        ("a third of the crowd, a third man", [1 / 3]),
        ("20 percent of our territory", [20]),
        ("1.5 million, 20 thousand and 2 billion", [1_500_000, 20_000, 2_000_000_000]),
        ("744 people injured, 4 missing, 400 arrested", [744, 4, 400]),
        ("131-170 and 131–170", [131, 170, 131, 170]),
        ("two hundred and five thousand three hundred and twelve", [205_312]),
        ("a hundred and twenty", [120]),
        ("twelve hundred men and a dozen horses", [1200, 12]),
        ("half a million", [500_000]),
        ("two and a half million", [2_500_000]),
        ("nineteen ninety", [1990]),
        ("nineteen fifty-six", [1956]),
        ("twenty twenty-four", [2024]),
        ("on January 19 200 people, 20\u202f000 there", [19, 200, 20000]),
        ("zero", [0]),
        ("Two men; three, four", [2, 3, 4]),
    ],
)
def test_the_numbers_that_a_careful_reader_finds_are_found(text: str, numbers: list[float]) -> None:
    assert [quantity.value for quantity in numbers_in(text)] == pytest.approx(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "hundreds of people were killed",
        "thousands took part, millions watched",
        "one of the most tragic dates",
        "no one came and each one left; the one, another one",
        "January thirteenth, the twenty-first of May",
        "the 1990s, the 20th, T-72 tanks",
        "a man and a half-truth",
        "2/0",
        "",
    ],
)
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_number_knows_where_it_stands() -> None:
    text = "At least “three hundred” people and 1,200 soldiers"
    assert [text[found.start : found.end] for found in numbers_in(text)] == ["three hundred", "1,200"]


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, joint: str = " ") -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = f"{joint}{in_words(number % scale, joint)}" if number % scale else ""
            return f"{in_words(number // scale, joint)} {name}{rest}"
    raise AssertionError


@given(st.integers(1, 10**12 - 1), st.sampled_from((" ", " and ")))
def test_any_number_in_words_is_read_back(number: int, joint: str) -> None:
    assert [found.value for found in numbers_in(f"There were {in_words(number, joint)} people.")] == [number]


@given(st.integers(0, 10**12))
def test_any_number_with_commas_is_read_back(number: int) -> None:
    assert [found.value for found in numbers_in(f"({number:,})")] == [number]


@given(st.text())
def test_every_number_stands_in_its_text_in_order(text: str) -> None:
    found = numbers_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "en", "az", "ru"),
    [
        (131, 170, "according to various sources", "131–170", "131–170", "131–170"),
        (131, 131, "official", "131", "131", "131"),
        (20000, None, "more than", "more than 20,000", "20.000-dən çox", f"более 20{BIG}000"),
        (10**6, None, "more than", "more than 1,000,000", "1.000.000-dan çox", f"более 1{BIG}000{BIG}000"),
        (300, None, "at least; unofficial", "at least 300", "ən azı 300", "не менее 300"),
        (300, None, "", "at least 300", "ən azı 300", "не менее 300"),
        (None, 40, "", "at most 40", "ən çoxu 40", "не более 40"),
        (None, 30, "nearly", "nearly 30", "demək olar ki, 30", "почти 30"),
        (None, 30, "Less than", "less than 30", "30-dan az", "менее 30"),
        (13, 20, "about", "about 13–20", "təxminən 13–20", "около 13–20"),
        (0.5, 0.5, "", "0.5", "0,5", "0,5"),
        (None, None, "eyewitnesses", "", "", ""),
    ],
)
def test_a_figure_is_said_in_three_languages(
    low: float | None, high: float | None, qualifier: str, en: str, az: str, ru: str
) -> None:
    assert [label(low, high, qualifier, language) for language in ("en", "az", "ru")] == [en, az, ru]


def test_a_language_without_words_of_its_own_has_signs() -> None:
    assert label(20000, None, "more than", "de") == "> 20.000"
    assert label(20000, None, "more than", "xx-nonsense") == "> 20,000"


def test_remarks_are_what_the_figure_does_not_say() -> None:
    assert remarks("at least; unofficial") == "unofficial"
    assert remarks("according to various sources") == "according to various sources"
    assert remarks("; ".join(QUALIFIERS)) == ""
