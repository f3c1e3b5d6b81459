from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mapbuilder.sentences import sentence_at, spans


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_a_stop_a_question_and_an_exclamation_end_a_sentence() -> None:
    assert said('One. "Two?" Three! 4 more.') == ["One.", '"Two?"', "Three!", "4 more."]


def test_an_initial_a_title_and_a_number_end_none() -> None:
    assert said("A. Aliyev met Dr. Smith of St. Ives. It was 9.40 then.") == [
        "A. Aliyev met Dr. Smith of St. Ives.",
        "It was 9.40 then.",
    ]


def test_a_small_letter_continues_the_sentence() -> None:
    assert said("The U.S. army left approx. then. they say") == ["The U.S. army left approx. then. they say"]


def test_an_empty_line_ends_a_title_without_a_stop() -> None:
    assert said("The title\n\nThe text.\r\n\r\nMore.\n") == ["The title", "The text.", "More."]


def test_words_over_two_sentences_open_both() -> None:
    text = "One two. Three four."
    assert sentence_at(spans(text), 4, 14) == (0, 20)
    assert sentence_at(spans(text), 9, 14) == (9, 20)
    assert sentence_at((), 1, 2) == (1, 2)


@given(st.text(alphabet="aB. \n\"'!?ə1", max_size=60))
def test_sentences_are_in_order_and_lose_nothing_but_white_space(text: str) -> None:
    found = spans(text)
    assert all(a < b for a, b in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


def test_words_of_a_text_of_many_sentences_find_theirs() -> None:
    found = tuple((number * 10, number * 10 + 9) for number in range(2_000))
    assert all(sentence_at(found, start, start + 5) == (start, start + 9) for start in range(0, 20_000, 10))
