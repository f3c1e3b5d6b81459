from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from lisbon import by_id, data, joined, project
from shapely.geometry import MultiPolygon, Point, box

from mapbuilder import events, layers, styles
from mapbuilder.model import Claim, Layer


def test_the_data_is_json_without_nan() -> None:
    assert json.loads(json.dumps(data(), allow_nan=False)) == data()


def test_layers_of_map_toml_come_first_and_every_category_has_one() -> None:
    found = data()["layers"]
    assert [layer["id"] for layer in found] == ["damage", "sea", "comparison", "letters"]
    assert found[0]["colour"] == "#a03a78"
    assert [layer["shown"] for layer in found] == [True, False, True, True]
    assert len({layer["icon"] for layer in found}) == len(found)
    assert len({layer["colour"] for layer in found}) == len(found)
    assert {event["layer"] for event in data()["events"]} <= {layer["id"] for layer in found}


def test_default_colours_can_be_read_on_white() -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all(1.05 / (luminance(colour) + 0.05) >= 4.5 for colour in styles.PALETTE)


def test_a_category_of_any_script_gets_an_id_that_may_enter_a_template() -> None:
    one = replace(project().events[0], category="Пожар")
    other = replace(project().events[1], category="1755!", id="b")
    bare = replace(project(), events=(one, other), settings=replace(project().settings, layers=()))
    assert [layer.id for layer in styles.layers(bare)] == ["events-1755", "events"]


def test_many_layers_still_have_a_look_each() -> None:
    many = tuple(Layer(f"l{n}", {"en": str(n)}, (str(n),)) for n in range(25))
    styled = styles.layers(replace(project(), events=(), settings=replace(project().settings, layers=many)))
    assert len({(layer.colour, layer.icon) for layer in styled}) == 25


def test_events_are_in_order_of_time_and_the_undated_come_last() -> None:
    ids = [event["id"] for event in data()["events"]]
    assert ids == ["vow", "dead-morocco", "fires", "dead", "shock", "wave", "san-francisco-1906", "poem"] or ids[
        -2:
    ] == [
        "san-francisco-1906",
        "poem",
    ]
    starts = [math.inf if e["when"] is None else e["when"]["start"] for e in data()["events"]]
    assert starts == sorted(starts)


def test_a_rejected_event_place_or_mention_is_not_on_the_page() -> None:
    assert "mistaken" not in by_id(data()["events"])
    assert all(claim["event"] != "mistaken" for claim in data()["claims"])
    texts = by_id(data()["sources"])
    assert "India" not in {texts[m["source"]]["text"][m["start"] : m["end"]] for m in data()["mentions"]}


def test_a_mention_slices_back_to_its_words_beyond_the_first_plane() -> None:
    texts = by_id(data()["sources"])
    words = {m["place"]: texts[m["source"]]["text"][m["start"] : m["end"]] for m in data()["mentions"]}
    assert words["vow-chapel"] == "chapel of the vow"
    assert words[None] == "House of India"


def test_a_claim_slices_back_to_its_quote() -> None:
    texts = by_id(data()["sources"])
    for claim in data()["claims"]:
        assert texts[claim["source"]]["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_figures_that_differ_stand_side_by_side_in_the_words_of_each_language() -> None:
    claims = by_id(data()["claims"])
    found = [claims[id_] for id_ in by_id(data()["events"])["dead"]["claims"]]
    assert [(claim["low"], claim["high"]) for claim in found] == [(10000, 30000), (60000, None)]
    assert [claim["label"]["en"] for claim in found] == ["10,000–30,000", "at least 60,000"]
    assert found[1]["label"]["ru"].startswith("не менее")
    assert found[1]["qualifier"] == {"en": "older books", "ru": "старые книги"}


def test_a_statement_without_a_figure_has_no_label() -> None:
    assert [claim["label"] for claim in data()["claims"] if claim["event"] == "fires"] == [{}]


def test_a_quote_that_is_not_in_its_text_has_no_span() -> None:
    lost = replace(project(), claims=(Claim("dead", "notes", "never said"),))
    info = layers.claim_infos(lost, events.join(lost))[0]
    assert (info["start"], info["end"]) == (-1, -1)


def test_a_missing_translation_is_left_out_and_the_default_comes_first() -> None:
    found = by_id(data()["events"])
    assert list(found["shock"]["title"]) == ["en", "ru"]
    assert found["fires"]["title"] == {"en": "The fires"}


def test_a_date_says_its_span_and_its_words() -> None:
    when = by_id(data()["events"])["shock"]["when"]
    assert when["edtf"] == "1755-11-01"
    assert when["end"] - when["start"] == 86_400_000
    assert when["label"]["en"] == "1 November 1755"
    assert set(when["label"]) == {"en", "ru"}
    assert by_id(data()["events"])["poem"]["when"] is None


def test_events_say_why_they_are_not_on_the_map() -> None:
    found = {event["id"]: event["unplaced"] for event in data()["events"] if event["unplaced"]}
    assert found == {"poem": "unplaced.no_place", "vow": "unplaced.no_coordinates"}


def test_a_place_keeps_its_links_and_unknown_gazetteers_too() -> None:
    lisbon = by_id(data()["places"])["lisbon"]
    assert lisbon["same_as"] == [
        {"label": "GeoNames 2267057", "url": "https://www.geonames.org/2267057"},
        {"label": "Wikidata Q597", "url": "https://www.wikidata.org/wiki/Q597"},
    ]
    assert layers.same_as("xyz:1") == {"label": "xyz:1", "url": ""}
    assert layers.same_as('wd:"><b>')["url"] == "https://www.wikidata.org/wiki/%22%3E%3Cb%3E"


def test_an_area_has_a_point_inside_bounds_and_short_coordinates() -> None:
    algarve = by_id(data()["places"])["algarve"]
    assert algarve["geometry"]["type"] == "Polygon"
    west, south, east, north = algarve["bounds"]
    assert west < algarve["lon"] < east
    assert south < algarve["lat"] < north
    assert all(round(x, 5) == x for ring in algarve["geometry"]["coordinates"] for point in ring for x in point)


def test_a_heavy_shape_is_made_light_without_falling_apart() -> None:
    heavy = MultiPolygon([Point(0, 0).buffer(1, quad_segs=5000), Point(5, 0).buffer(0.5, quad_segs=2000)])
    light = layers.geometry(heavy)
    assert len(light["coordinates"]) == 2
    assert sum(len(ring) for polygon in light["coordinates"] for ring in polygon) < 500


def test_a_country_that_the_antimeridian_cuts_is_shown_where_most_of_it_lies() -> None:
    russia = MultiPolygon([box(30, 45, 180, 75), box(-180, 65, -170, 70)])
    assert layers.extent(russia) == (30, 45, 180, 75)
    assert layers.extent(box(-170, -10, 170, 10)) == (-170, -10, 170, 10)


def test_a_place_that_nobody_can_find_has_no_point() -> None:
    vow = by_id(data()["places"])["vow-chapel"]
    assert (vow["lon"], vow["lat"], vow["geometry"]) == (None, None, None)


def test_a_chapter_is_clean_html_and_keeps_its_events() -> None:
    first, second = data()["chapters"]
    assert first["id"] == "chapter-1"
    assert "<strong>shook</strong>" in first["html"]["en"]
    assert "<li>once</li>" in first["html"]["en"]
    assert (first["view"], second["view"]) == (None, [-10, 30, -4, 40])
    assert second["events"] == ["dead", "poem"]


def test_the_order_of_rows_never_matters_for_what_is_shown() -> None:
    turned = replace(
        project(),
        places=project().places[::-1],
        events=project().events[::-1],
        mentions=project().mentions[::-1],
        claims=project().claims[::-1],
        chapters=project().chapters[::-1],
    )
    words = data()["words"]
    again = layers.page_data(turned, events.join(turned), words, ("Basemap: nobody",))
    assert again == data()


@pytest.mark.parametrize(("value", "expected"), [(None, None), (2.0, 2), (2.5, 2.5)])
def test_whole_numbers_have_no_decimal_point(value: float | None, expected: float | None) -> None:
    assert repr(layers.number(value)) == repr(expected)


def test_the_join_is_not_changed_by_what_reads_it() -> None:
    before = joined().events.copy()
    data()
    assert before.equals(joined().events)
