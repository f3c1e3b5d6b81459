"""The words of a text with their places, and the form in which names are compared."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from mapbuilder.tokens import key, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def test_the_genitive_stands_alone() -> None:
    assert words("Azerbaijan's, Armenia’s") == ["Azerbaijan", "'s", ",", "Armenia", "’s"]


def test_an_apostrophe_inside_a_name_stays() -> None:
    assert words("Côte d'Ivoire, Xi’an") == ["Côte", "d'Ivoire", ",", "Xi’an"]


def test_letters_with_full_stops_are_one_word() -> None:
    assert words("The U.S. and the U.S.S.R.") == ["The", "U.S.", "and", "the", "U.S.S.R."]


def test_a_hyphen_is_a_sign() -> None:
    assert words("Nagorno-Karabakh") == ["Nagorno", "-", "Karabakh"]


def test_a_word_after_a_full_stop_or_on_a_new_line_opens() -> None:
    opening = [
        token.text for token in tokens("One two. Three (four)\nFive “Six” seven") if token.opens and token.is_word
    ]
    assert opening == ["One", "Three", "Five", "Six", "seven"]


def test_decomposed_letters_do_not_break_a_word() -> None:
    assert words(unicodedata.normalize("NFD", "Königsberg")) == [unicodedata.normalize("NFD", "Königsberg")]


@given(st.text())
def test_a_token_slices_back_to_its_words(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text != ""
        assert token.start >= end
        end = token.end


def test_spellings_of_one_name_have_one_key() -> None:
    assert key("Lənkəran") == key("LANKARAN") == "lankaran"
    assert key("St. Petersburg") == key("Saint Petersburg")
    assert key("U.S.S.R.") == key("USSR")
    assert key("Nagorno-Karabakh") == key("Nagorno Karabakh")
    assert key("Martyrs’ Alley") == key("Martyrs' Alley")
    assert key("The Hague") == key("Hague")
    assert key("Баку") == key("БАКУ")


@settings(max_examples=3000, deadline=None)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["the", "Saint", "Fort", "&", "a.", " ", "'", "É", "𝑨"])).map(" ".join)
    )
)
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert key(key(name)) == key(name)
