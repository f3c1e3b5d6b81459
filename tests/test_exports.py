from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import geopandas as gpd
from lisbon import data, joined, project
from shapely.geometry import shape

from mapbuilder import events, exports


def files() -> dict[str, bytes]:
    return exports.files(project(), joined(), data())


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[name].decode(), newline="")))


def features(name: str) -> list[dict[str, Any]]:
    return list(json.loads(files()[name])["features"])


def test_every_row_of_the_project_is_in_the_tables_rejected_ones_too() -> None:
    assert [row["id"] for row in table("events.csv")] == [event.id for event in project().events]
    assert {row["id"] for row in table("places.csv")} == {place.id for place in project().places}
    assert len(table("mentions.csv")) == len(project().mentions)
    assert len(table("claims.csv")) == len(project().claims)


def test_unknown_columns_and_translations_are_kept() -> None:
    rows = {row["id"]: row for row in table("events.csv")}
    assert rows["shock"]["weather"] == "fine"
    assert rows["shock"]["title_ru"] == "Толчок"
    header = next(csv.reader(io.StringIO(files()["events.csv"].decode())))
    assert header.index("title_ru") == header.index("title") + 1
    places = {row["id"]: row for row in table("places.csv")}
    assert places["lisbon"]["parish"] == "many"
    assert places["lisbon"]["same_as"] == "gn:2267057;wd:Q597"


def test_a_table_without_rows_has_its_columns() -> None:
    bare = replace(project(), claims=())
    content = exports.files(bare, events.join(bare), {**data(), "claims": []})["claims.csv"]
    assert content == b"event,source,quote,measure,low,high,qualifier,unit,note\n"


def test_a_figure_keeps_its_ends_and_its_words() -> None:
    dead = [row for row in table("claims.csv") if row["event"] == "dead"]
    assert [(row["low"], row["high"]) for row in dead] == [("10000", "30000"), ("60000", "")]
    assert dead[0]["figure"] == "10,000–30,000"
    assert dead[1]["qualifier"] == "at least; older books"


def test_a_mention_comes_with_its_sentence_and_its_line_ends() -> None:
    rows = {row["exact"]: row for row in table("mentions.csv") if row["source"] == "account"}
    assert rows["Fez"]["sentence"] == "They also say that 10,000 died at Fez and Meknes in Morocco."
    assert rows["House of India"]["place"] == "-"
    assert rows["Lisbon"]["suffix"].startswith(". ") or rows["Lisbon"]["prefix"]


def test_geojson_can_be_read_by_geopandas() -> None:
    for name, count in (("events.geojson", len(data()["events"])), ("places.geojson", len(data()["places"]))):
        frame = gpd.read_file(io.BytesIO(files()[name]))
        assert len(frame) == count
        assert frame.crs.to_epsg() == 4326


def test_an_event_of_several_places_is_one_feature() -> None:
    found = {feature["id"]: feature for feature in features("events.geojson")}
    assert found["dead-morocco"]["geometry"]["type"] == "GeometryCollection"
    assert len(found["dead-morocco"]["geometry"]["geometries"]) == 3
    assert found["poem"]["geometry"] is None
    assert found["poem"]["properties"]["unplaced"] == "unplaced.no_place"
    assert all(shape(f["geometry"]).is_valid for f in found.values() if f["geometry"])


def test_linked_places_say_names_times_and_links() -> None:
    found = {feature["@id"]: feature for feature in features("places.lpf.json")}
    lisbon, carmo = found["#place=lisbon"], found["#place=carmo"]
    assert {"toponym": "Лиссабон", "lang": "ru"} in lisbon["names"]
    assert lisbon["links"][0] == {"type": "closeMatch", "identifier": "https://www.geonames.org/2267057"}
    assert carmo["when"] == {"timespans": [{"start": {"in": "1389"}}]}
    assert json.loads(files()["places.lpf.json"])["@context"].endswith("linkedplaces-context-v1.1.jsonld")


def test_the_same_project_gives_the_same_bytes() -> None:
    assert files() == files()
