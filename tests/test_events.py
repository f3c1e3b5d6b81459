from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lisbon import joined, project
from shapely.geometry import Point, Polygon

from mapbuilder import events
from mapbuilder.model import STATUSES, Claim, Event, EventPlace, Mention, Place, Project, Settings, Source


def rows(table: pd.DataFrame, key: str) -> dict[str, dict[Any, Any]]:
    return {row[key]: row for row in table.to_dict("records")}


def test_an_event_of_several_places_has_a_row_for_each_with_its_role() -> None:
    at = joined().event_places.query("event == 'shock'")
    assert list(zip(at["place"], at["role"], strict=True)) == [
        ("lisbon", "happened"),
        ("carmo", "happened"),
        ("algarve", "affected"),
        ("sagres", "affected"),
    ]


def test_a_place_of_several_events_has_a_row_for_each() -> None:
    at = joined().event_places.query("place == 'lisbon'")
    assert set(at["event"]) == {"shock", "fires", "dead", "mistaken"}


def test_an_event_is_placed_by_an_area() -> None:
    at = joined().event_places.query("place == 'algarve'").iloc[0]
    assert at["placed"]
    assert at.geometry.geom_type == "Polygon"
    assert at.geometry.covers(Point(at["lon"], at["lat"]))


def test_tables_are_in_degrees_longitude_first() -> None:
    places = joined().places.set_index("place")
    assert joined().places.crs.to_epsg() == 4326
    assert (places.loc["lisbon", "lon"], places.loc["lisbon", "lat"]) == (-9.1333, 38.7167)
    assert places.loc["lisbon"].geometry.x == -9.1333


def test_an_event_without_a_place_says_so() -> None:
    assert rows(joined().events, "event")["poem"]["reason"] == "unplaced.no_place"


def test_an_event_whose_place_lies_nobody_knows_where_says_so() -> None:
    assert rows(joined().events, "event")["vow"]["reason"] == "unplaced.no_coordinates"


def test_a_place_that_leads_nowhere_loses_no_event() -> None:
    event = Event(id="e", title={"en": "E"}, places=(EventPlace("nowhere"),))
    found = events.join(Project(Settings("m", {"en": "M"}), events=(event,)))
    assert rows(found.events, "event")["e"]["reason"] == "unplaced.no_coordinates"
    assert len(found.event_places) == 1


def test_a_mention_opens_its_whole_sentence() -> None:
    found = rows(joined().mentions, "mention")
    said = {row["exact"]: row["sentence"] for row in found.values()}
    assert said["Sagres"] == "St. Vincent's fort near Sagres was damaged!"
    assert said["Meknes"] == "They also say that 10,000 died at Fez and Meknes in Morocco."


def test_a_mention_that_is_no_place_here_keeps_its_row() -> None:
    found = {row["exact"]: row for row in joined().mentions.to_dict("records")}
    assert (found["House of India"]["place"], found["House of India"]["placed"]) == ("", False)
    assert not found["India"]["shown"]


def test_a_mention_whose_words_are_no_longer_there_keeps_its_row_and_marks_nothing() -> None:
    found = project()
    moved = replace(found, sources=tuple(replace(source, text=f"New. {source.text}") for source in found.sources))
    table = events.join(moved).mentions
    assert len(table) == len(found.mentions)
    assert not table["shown"].any()


def test_claims_stand_in_the_order_of_sources_and_texts() -> None:
    claims = joined().claims
    assert list(claims["source"]) == ["notes", "notes", "notes", "account", "account"]
    assert claims.groupby("source", sort=False)["start"].apply(lambda start: start.is_monotonic_increasing).all()


def test_a_joint_figure_stays_one_claim() -> None:
    assert len(joined().claims.query("event == 'dead-morocco'")) == 1


def test_a_claim_of_a_rejected_event_is_kept_and_not_shown() -> None:
    assert list(joined().claims.query("event == 'mistaken'")["shown"]) == [False]


def test_the_id_of_a_claim_outlives_a_new_order_of_rows() -> None:
    turned = replace(project(), claims=tuple(reversed(project().claims)))
    assert list(events.join(turned).claims["claim"]) == list(joined().claims["claim"])


def test_claims_of_the_same_words_get_ids_of_their_own() -> None:
    twice = [Claim("e", "s", "both", low=1, high=1), Claim("e", "s", "both", low=2, high=2)]
    found = events.claim_table(Project(Settings("m", {"en": "M"}), claims=tuple(twice)))
    assert found["claim"].is_unique
    turned = events.claim_table(Project(Settings("m", {"en": "M"}), claims=tuple(reversed(twice))))
    assert list(zip(found["claim"], found["low"], strict=True)) == list(
        zip(turned["claim"], turned["low"], strict=True)
    )


def test_the_first_view_holds_what_happened_and_not_what_is_compared() -> None:
    west, south, east, north = joined().home
    assert west > -20
    assert east < 0
    assert south < 33.9
    assert north > 38.7


def test_the_first_view_is_the_curators_when_given() -> None:
    basemap = {"west": 1, "south": 2.5, "east": 3, "north": 4}
    given_view = replace(project(), settings=replace(project().settings, basemap=basemap))
    assert events.join(given_view).home == (1.0, 2.5, 3.0, 4.0)


def test_the_first_view_of_an_empty_map_is_the_world() -> None:
    assert events.join(Project(Settings("m", {"en": "M"}))).home == events.WORLD


def test_the_first_view_of_a_map_without_events_holds_the_named_places() -> None:
    places = (Place("a", {"en": "A"}, lon=10.0, lat=50.0), Place("unnamed", {"en": "U"}, lon=-70.0, lat=0.0))
    named = (Mention("s", 0, 1, "A", place="a"), Mention("s", 2, 3, "U", place="unnamed", status="rejected"))
    source = Source("s", "texts/s.txt", {"en": "S"}, "A U", "0", {"en": ""})
    found = Project(Settings("m", {"en": "M"}), sources=(source,), places=places, mentions=named)
    west, south, east, north = events.join(found).home
    assert (west < 10 < east, south < 50 < north, west > 0) == (True, True, True)


def test_a_country_widens_the_first_view_by_its_point_alone() -> None:
    square = Polygon([(0, 0), (40, 0), (40, 40), (0, 40)])
    country = Place("c", {"en": "C"}, geometry=square, precision="country")
    event = Event("e", {"en": "E"}, places=(EventPlace("c"),))
    west, _, east, _ = events.join(Project(Settings("m", {"en": "M"}), places=(country,), events=(event,))).home
    assert east - west == pytest.approx(0.5)


IDS = st.sampled_from("abcdef")
STATUS = st.sampled_from(STATUSES)
COORDINATE = st.none() | st.integers(-80, 80).map(float)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Any project: places with and without coordinates, references that lead nowhere, rows in any order."""
    places = draw(st.lists(IDS, unique=True, max_size=5))
    names = draw(st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=5))
    mentions = draw(st.lists(st.tuples(st.integers(0, 20), IDS | st.sampled_from(["", "-"]), STATUS), max_size=6))
    claims = draw(st.lists(st.tuples(st.sampled_from([*names, "e"]), st.integers(0, 3)), max_size=6))
    return Project(
        settings=Settings("m", {"en": "M"}),
        sources=(Source("s", "texts/s.txt", {"en": "S"}, "A text. Of two sentences.", "0", {"en": ""}),),
        places=tuple(
            Place(id_, {"en": id_}, lon=draw(COORDINATE), lat=draw(COORDINATE), status=draw(STATUS)) for id_ in places
        ),
        events=tuple(
            Event(
                id_,
                {"en": id_},
                status=draw(STATUS),
                places=tuple(EventPlace(place) for place in draw(st.lists(IDS, unique=True, max_size=3))),
            )
            for id_ in names
        ),
        mentions=tuple(Mention("s", at, at + 2, "xx", place=place, status=status) for at, place, status in mentions),
        claims=tuple(Claim(event, "s", "q", low=float(low)) for event, low in claims),
    )


@settings(max_examples=200, deadline=None)
@given(projects())
def test_rows_in_are_rows_shown_listed_as_unplaced_or_rejected(some: Project) -> None:
    found = events.join(some)
    shown = found.events[found.events["shown"]]
    on_map, unplaced = shown[shown["reason"] == ""], shown[shown["reason"] != ""]
    assert len(on_map) + len(unplaced) + int((~found.events["shown"]).sum()) == len(some.events)
    assert (on_map["placed"] > 0).all()
    assert (unplaced["placed"] == 0).all()
    assert len(found.mentions) == len(some.mentions)
    assert len(found.places) == len(some.places)
    assert len(found.claims) == len(some.claims)
    assert len(found.event_places) == sum(len(event.places) for event in some.events)


@settings(max_examples=60, deadline=None)
@given(projects())
def test_the_order_of_rows_never_matters(some: Project) -> None:
    turned = replace(
        some, places=some.places[::-1], events=some.events[::-1], mentions=some.mentions[::-1], claims=some.claims[::-1]
    )
    one, other = events.join(some), events.join(turned)
    assert rows(one.events, "event") == rows(other.events, "event")
    assert list(one.claims["claim"]) == list(other.claims["claim"])
    assert list(one.places["place"]) == list(other.places["place"])
    assert one.home == other.home
