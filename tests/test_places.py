"""Which place a name means, and the rows that are proposed for places.csv."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder import assets
from mapbuilder.gazetteer import Gazetteer, open_index
from mapbuilder.model import Place
from mapbuilder.places import propose, slugify
from mapbuilder.reading import read_text
from mapbuilder.toponyms import Choice
from mapbuilder.weights import years


@pytest.fixture(scope="module")
def index() -> Gazetteer:
    return open_index()


def chosen(text: str, index: Gazetteer, year: int | None = None) -> dict[str, str]:
    """The record that each name of a text was taken for."""
    choices = read_text(text, index, year)
    return {choice.found.exact: choice.candidate.ref if choice.candidate else "" for choice in choices}


def row(text: str, name: str, index: Gazetteer) -> Place:
    choices = read_text(text, index)
    ids, rows = propose(choices, [])
    wanted = next(id_ for choice, id_ in zip(choices, ids, strict=True) if choice.found.exact == name)
    return next(place for place in rows if place.id == wanted)


def test_a_name_alone_is_its_best_known_place(index: Gazetteer) -> None:
    assert chosen("They met in Paris.", index) == {"Paris": "gn:2988507"}


def test_the_region_that_follows_decides(index: Gazetteer) -> None:
    assert chosen("They met in Paris, Texas.", index)["Paris"] == "gn:4717560"
    assert chosen("A fire in Alexandria, La., was put out.", index)["Alexandria"] == "gn:4314550"


def test_a_name_has_one_sense_in_a_text(index: Gazetteer) -> None:
    text = "A storm struck Paris, Texas, on Monday. In Paris the school was closed."
    records = [
        choice.candidate.ref for choice in read_text(text, index) if choice.candidate and choice.found.exact == "Paris"
    ]
    assert records == ["gn:4717560", "gn:4717560"]


def test_two_senses_are_kept_apart_when_the_text_does(index: Gazetteer) -> None:
    text = "From Paris, France, he sailed for Paris, Texas."
    records = [
        choice.candidate.ref for choice in read_text(text, index) if choice.candidate and choice.found.exact == "Paris"
    ]
    assert records == ["gn:2988507", "gn:4717560"]


def test_the_company_of_other_places_decides(index: Gazetteer) -> None:
    british = chosen("He went from Durham and Newcastle to Sunderland and Washington.", index)
    american = chosen("He went from Baltimore and Richmond to Washington.", index)
    assert british["Washington"] == "gn:2634715"
    assert american["Washington"] == "gn:4140963"


def test_old_names_lead_to_the_town_of_today(index: Gazetteer) -> None:
    found = chosen("In 1942 the road from Leningrad to Königsberg was closed.", index)
    assert found == {"Leningrad": "gn:498817", "Königsberg": "gn:554234"}


def test_the_year_of_the_text_speaks_for_a_name_that_was_in_use(index: Gazetteer) -> None:
    then = read_text("He left Christiania.", index, 1850)[0]
    assert then.candidate is not None
    assert then.candidate.ref == "gn:3143244"
    assert any("at the text's time" in reason for reason in then.reasons)


def test_every_choice_has_its_reasons_in_words_and_a_score(index: Gazetteer) -> None:
    for choice in read_text("In Springfield, Illinois, and in Georgia people spoke of Tbilisi and Baku.", index):
        assert choice.reasons
        assert 0 <= choice.score <= 1
        assert choice.others


def test_black_january_lies_where_it_was(index: Gazetteer) -> None:
    expected = {
        "Alley of Martyrs": "landmarks:alley-of-martyrs",
        "Albania": "country:al",
        "Armenia": "country:am",
        "Azerbaijan": "country:az",
        "Baku": "gn:587084",
        "Hungarian uprising": "country:hu",
        "Karabakh": "regions:karabakh",
        "Karabakh crisis": "regions:karabakh",
        "Lankaran": "gn:147622",
        "Moscow": "gn:524901",
        "Nagorno-Karabakh": "regions:nagorno-karabakh",
        "Neftchala": "gn:147425",
        "Prague Spring": "gn:3067696",
        "Riga": "gn:456172",
        "Soviet Union": "historical_states:soviet-union",
        "Tbilisi": "gn:611717",
        "USSR": "historical_states:soviet-union",
        "Vilnius": "gn:593116",
        "OSCE Minsk Group": "",
        "Azerbaijan Popular Front": "",
    }
    found: dict[str, str] = {}
    for name in ("black-january-and-independence.txt", "soviet-assault-on-baku.txt"):
        found |= chosen(assets.geodata("black-january", "texts", name).read_text(encoding="utf-8"), index)
    assert {name: found[name] for name in expected} == expected


def test_a_countrys_row_carries_its_outline_and_its_precision(index: Gazetteer) -> None:
    place = row("The Soviet Union fell.", "Soviet Union", index)
    assert place.geometry_ref == "areas/ussr.geojson"
    assert place.precision == "country"
    assert place.valid == "1922-12-30/1991-12-26"
    assert row("In Azerbaijan.", "Azerbaijan", index).geometry_ref == "areas/countries.geojson#AZ"


def test_a_towns_row_carries_its_point_radius_and_link(index: Gazetteer) -> None:
    place = row("In Baku.", "Baku", index)
    assert (place.lon, place.lat) == (49.89201, 40.37767)
    assert place.same_as == ("gn:587084",)
    assert place.precision == "city"
    assert place.radius_km is not None
    assert 5 < place.radius_km < 20
    assert place.status == "proposed"


def test_a_known_place_is_not_proposed_again(index: Gazetteer) -> None:
    choices = read_text("In Baku and Azerbaijan.", index)
    known = [
        Place("capital", {"en": "The capital"}, same_as=("gn:587084",), status="accepted"),
        Place("azerbaijan", {"en": "Azerbaijan"}, status="accepted"),
    ]
    assert propose(choices, known) == (["capital", "azerbaijan"], [])


def test_two_places_of_one_name_get_two_ids(index: Gazetteer) -> None:
    ids, rows = propose(read_text("From Paris, France, he sailed for Paris, Texas.", index), [])
    assert len(set(ids)) == len(rows) == 4
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", place.id) for place in rows)
    assert {"paris", "paris-us"} <= set(ids)


def test_an_organisation_has_no_place(index: Gazetteer) -> None:
    choices = [
        choice for choice in read_text("The OSCE Minsk Group met.", index) if choice.found.kind == "organisation"
    ]
    assert [choice.candidate for choice in choices] == [None]
    assert propose(choices, []) == ([""], [])


def test_an_unplaced_name_gets_no_row() -> None:
    assert propose(list[Choice](), []) == ([], [])


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        ("1924-01-26/1991-09-06", (1924, 1991)),
        ("../1936", (-9999, 1936)),
        ("1855/..", (1855, 9999)),
        ("2023", (2023, 2023)),
    ],
)
def test_years_of_validity(valid: str, expected: tuple[int, int]) -> None:
    assert years(valid) == expected


@given(st.text())
def test_every_name_makes_an_id(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", slugify(name))
