"""Which words of a text name a place, and what they do there."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapbuilder import assets
from mapbuilder.gazetteer import Gazetteer, open_index
from mapbuilder.mentions import find


@pytest.fixture(scope="module")
def index() -> Gazetteer:
    return open_index()


def kinds(text: str, index: Gazetteer) -> list[tuple[str, str]]:
    return [(found.exact, found.kind) for found in find(text, index)]


def names(text: str, index: Gazetteer) -> list[str]:
    return [found.exact for found in find(text, index) if found.kind == "place"]


INDEPENDENCE = {
    ("Albania", "place"): 1,
    ("Armenia", "place"): 10,
    ("Armenian", "adjective"): 2,
    ("Azerbaijan", "place"): 29,
    ("Azerbaijani", "adjective"): 1,
    ("Azerbaijanis", "adjective"): 3,
    ("Baku", "place"): 9,
    ("Hungarian uprising", "event_name"): 1,
    ("Lankaran", "place"): 1,
    ("Moscow", "place"): 2,
    ("Nagorno-Karabakh", "place"): 2,
    ("Nagorno-Karabakh conflict", "event_name"): 2,
    ("Neftchala", "place"): 1,
    ("OSCE Minsk Group", "organisation"): 1,
    ("Parliament of Azerbaijan", "organisation"): 1,
    ("Prague Spring", "event_name"): 1,
    ("Republic of Azerbaijan", "place"): 1,
    ("Riga", "place"): 1,
    ("Soviet", "adjective"): 14,
    ("Soviet Army", "organisation"): 2,
    ("Soviet Union", "place"): 8,
    ("Tbilisi", "place"): 1,
    ("Vilnius", "place"): 1,
}
ASSAULT = {
    ("Alley of Martyrs", "place"): 1,
    ("Armenian", "adjective"): 1,
    ("Azerbaijan", "place"): 3,
    ("Azerbaijan Popular Front", "organisation"): 1,
    ("Baku", "place"): 4,
    ("Karabakh", "place"): 1,
    ("Karabakh crisis", "event_name"): 1,
    ("Moscow", "place"): 1,
    ("Soviet", "adjective"): 3,
    ("USSR", "place"): 2,
}


@pytest.mark.parametrize(
    ("file", "expected"),
    [("black-january-and-independence.txt", INDEPENDENCE), ("soviet-assault-on-baku.txt", ASSAULT)],
)
def test_black_january_is_read_exactly(index: Gazetteer, file: str, expected: dict[tuple[str, str], int]) -> None:
    text = assets.geodata("black-january", "texts", file).read_text(encoding="utf-8")
    assert dict(sorted(Counter(kinds(text, index)).items())) == expected


def test_a_body_named_after_a_city_is_no_place(index: Gazetteer) -> None:
    assert kinds("He studied at the University of Vilnius.", index) == [("University of Vilnius", "organisation")]
    assert kinds("The OSCE Minsk Group met again.", index) == [("OSCE Minsk Group", "organisation")]
    assert ("Communist Party of the Soviet Union", "organisation") in kinds(
        "Power lay with the Communist Party of the Soviet Union.", index
    )


def test_people_of_a_city_keep_their_place(index: Gazetteer) -> None:
    assert names("The Minsk authorities denied it. The Baku police said so.", index) == ["Minsk", "Baku"]


def test_an_event_named_after_a_place_is_an_event(index: Gazetteer) -> None:
    text = "After the Prague Spring came the Battle of Stalingrad, the Hungarian uprising and the Karabakh crisis."
    expected = ["Prague Spring", "Battle of Stalingrad", "Hungarian uprising", "Karabakh crisis"]
    assert kinds(text, index) == [(words, "event_name") for words in expected]
    assert [found.name for found in find(text, index)] == ["Prague", "Stalingrad", "Hungary", "Karabakh"]


def test_a_spring_with_a_small_letter_is_a_season(index: Gazetteer) -> None:
    assert kinds("That Prague spring was cold.", index) == [("Prague", "place")]


def test_persons_are_no_places(index: Gazetteer) -> None:
    text = "Paris Hilton met President Lincoln, Mr. Washington, Heydar Aliyev and Gorbachev."
    assert kinds(text, index) == []


def test_a_surname_alone_stays_a_person(index: Gazetteer) -> None:
    assert names("Sheriff Greg Taylor came at noon. Later Taylor left for Dallas.", index) == ["Dallas"]


def test_words_that_are_towns_elsewhere_stay_words(index: Gazetteer) -> None:
    text = "Most of March was mobile. Reading is nice. Of all, Split the orange. Man said so in May."
    assert names(text, index) == []


def test_such_words_are_towns_when_their_region_follows(index: Gazetteer) -> None:
    text = "He moved from Reading, England, to Mobile, Alabama, and to Nice, France."
    assert names(text, index) == ["Reading", "England", "Mobile", "Alabama", "Nice", "France"]


def test_the_republic_the_city_and_the_region_name_nothing(index: Gazetteer) -> None:
    assert kinds("The republic, the city and the region were quiet. The Republic slept.", index) == []


def test_the_genitive_and_compounds_leave_the_name(index: Gazetteer) -> None:
    assert names("Azerbaijan’s capital and Armenia's, a Tbilisi-based paper.", index) == [
        "Azerbaijan",
        "Armenia",
        "Tbilisi",
    ]


def test_streets_are_not_the_town_that_they_are_called_after(index: Gazetteer) -> None:
    assert names("He lives at 420 Augusta St., Alexandria, La.", index) == ["Alexandria", "La"]


def test_codes_are_read_as_codes(index: Gazetteer) -> None:
    assert names("The US and the U.K. asked us. The UN and the EU did not.", index) == ["US", "U.K."]


def test_a_shouted_heading_is_read(index: Gazetteer) -> None:
    assert kinds("SOVIET TROOPS IN BAKU", index) == [("SOVIET", "adjective"), ("BAKU", "place")]


def test_the_longest_name_wins(index: Gazetteer) -> None:
    text = "From Rio de Janeiro to Guinea-Bissau, New York City and the Dominican Republic."
    assert names(text, index) == ["Rio de Janeiro", "Guinea-Bissau", "New York City", "Dominican Republic"]


def test_a_name_after_the_end_of_a_line_does_not_join(index: Gazetteer) -> None:
    assert "New\nYork" not in [found.exact for found in find("Something New\nYork burns.", index)]


def test_an_unknown_name_is_a_place_when_the_words_say_so_and_has_no_candidates(index: Gazetteer) -> None:
    (found,) = find("They fled to the village of Qwrtzpl.", index)
    assert (found.exact, found.kind, found.candidates) == ("Qwrtzpl", "place", ())
    assert find("They fled with Qwrtzpl.", index) == []


LENINGRAD = """In September 1941 German troops reached Leningrad. Supplies crossed Lake Ladoga from Tikhvin while the
Finnish army stood north of the city. Moscow could not help. After the Battle of Stalingrad the ring was broken;
Königsberg fell in April 1945."""
WALL = """In the summer of 1989 Hungary opened its border with Austria. Thousands of East Germans waited in Prague.
In Leipzig the Monday marches grew, and on 9 November the GDR opened the Berlin Wall. Helmut Kohl was in Warsaw."""
MUTINY = """On 18 February 1946 sailors of HMIS Talwar struck in Bombay. The mutiny spread to Karachi, Calcutta and
Madras. British troops were sent from Poona."""
COLUMBIA = """Wilmington, N.C., burned in 1898. Governor Daniel Russell took the train to Raleigh; President McKinley
in Washington did nothing. Refugees crossed the Cape Fear River to Brunswick County."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LENINGRAD, ["Leningrad", "Lake Ladoga", "Tikhvin", "Moscow", "Königsberg"]),
        (WALL, ["Hungary", "Austria", "Prague", "Leipzig", "GDR", "Berlin Wall", "Warsaw"]),
        (MUTINY, ["Bombay", "Karachi", "Calcutta", "Madras", "Poona"]),
        (COLUMBIA, ["Wilmington", "N.C.", "Raleigh", "Washington", "Brunswick County"]),
    ],
)
def test_texts_of_other_places_and_years_are_read_as_well(index: Gazetteer, text: str, expected: list[str]) -> None:
    assert names(text, index) == expected


NAMES = st.sampled_from(
    [
        "Baku",
        "Soviet",
        "the",
        "Paris",
        ",",
        "Texas",
        ".",
        "-",
        "’s",
        "Spring",
        "of",
        "University",
        "village",
        "Qwrtz",
        "\n",
        "St",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(NAMES).map(" ".join), st.lists(NAMES).map("".join)))
def test_any_text_is_read_and_every_span_slices_back_to_its_words(text: str) -> None:
    end = 0
    for found in find(text, open_shared()):
        assert text[found.start : found.end] == found.exact != ""
        assert found.start >= end
        end = found.end


_SHARED: list[Gazetteer] = []


def open_shared() -> Gazetteer:
    """The index, opened once: hypothesis calls the test many times."""
    if not _SHARED:
        _SHARED.append(open_index())
    return _SHARED[0]
