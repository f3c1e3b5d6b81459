"""The basemap's and areas' files are valid, small and what their SOURCES.md say; the tools that make them are right."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, shape

from mapbuilder.basemap import credit_lines
from scripts.basemap.areas import KARABAKH, _chained
from scripts.basemap.inputs import INPUTS
from scripts.basemap.shapes import delta_coded, polygons, simplified

ROOT = Path(__file__).parent.parent
BASEMAP, AREAS = ROOT / "geodata" / "basemap", ROOT / "geodata" / "areas"

DEPTHS = ("world", "coast", "region")
PATHS = ("land", "lakes", "rivers", "borders", "disputed")
coordinate = st.integers(-1000, 1000).map(lambda n: n / 10)
line = st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=40)


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def decoded(path: list[float], scale: int) -> list[tuple[float, float]]:
    x = y = 0.0
    found = []
    for dx, dy in zip(path[1::2], path[2::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / scale, y / scale))
    return found


def features() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(AREAS.glob("*.geojson")):
        for feature in read(path)["features"]:
            yield path.stem, feature


FEATURES = list(features())
COUNTRIES = {feature["id"]: shape(feature["geometry"]) for name, feature in FEATURES if name == "countries"}


def area(name: str) -> Any:
    return next(shape(feature["geometry"]) for stem, feature in FEATURES if stem == name)


def test_the_basemap_keeps_to_its_budget() -> None:
    texts = [path.read_bytes() for path in sorted(BASEMAP.glob("*.json"))]
    assert sum(map(len, texts)) <= 900_000
    assert sum(len(zlib.compress(text, 9)) for text in texts) <= 450_000


@pytest.mark.parametrize("name", DEPTHS)
def test_a_depth_stays_inside_its_bounds_and_has_whole_numbers(name: str) -> None:
    depth = read(BASEMAP / f"{name}.json")
    west, south, east, north = depth["bounds"]
    for layer in PATHS:
        for path in depth.get(layer, []):
            assert all(isinstance(number, int) for number in path)
            for lon, lat in decoded(path, depth["scale"]):
                assert west <= lon <= east
                assert south <= lat <= north


def test_only_the_coast_comes_from_openstreetmap_and_says_so() -> None:
    assert {name for name in DEPTHS if "OpenStreetMap" in read(BASEMAP / f"{name}.json")["source"]} == {"coast"}
    lines = credit_lines({path.stem: read(path) for path in sorted(BASEMAP.glob("*.json"))})
    assert any("© OpenStreetMap contributors" in line and "ODbL" in line for line in lines)
    assert any("GeoNames, CC BY 4.0" in line for line in lines)
    assert "© OpenStreetMap" in lines[0], "the licence asks for it, so that the line on the map begins with it"


def test_no_border_is_drawn_inside_azerbaijan_armenia_or_georgia() -> None:
    """No line of control, no breakaway area: every border there runs along the edge of a recognised country."""
    depth = read(BASEMAP / "region.json")
    inner = {code: COUNTRIES[code].buffer(-0.03) for code in ("AZ", "AM", "GE")}
    for path in [*depth["borders"], *depth["disputed"]]:
        drawn = LineString(decoded(path, depth["scale"]))
        assert [code for code, inside in inner.items() if drawn.intersects(inside)] == []


def test_every_made_file_is_told_in_its_sources() -> None:
    for folder in (BASEMAP, AREAS):
        sources = (folder / "SOURCES.md").read_text("utf-8")
        for path in folder.iterdir():
            assert path.name == "SOURCES.md" or f"`{path.name}`" in sources
    told = (BASEMAP / "SOURCES.md").read_text("utf-8") + (AREAS / "SOURCES.md").read_text("utf-8")
    for package in INPUTS.values():
        assert f"`{package.package}`" in told


@pytest.mark.parametrize(("name", "feature"), FEATURES, ids=[f"{name}#{feature['id']}" for name, feature in FEATURES])
def test_an_area_is_valid_dated_and_sourced(name: str, feature: dict[str, Any]) -> None:
    found = shape(feature["geometry"])
    assert found.geom_type in ("Polygon", "MultiPolygon")
    assert found.is_valid
    assert not found.is_empty
    assert -180 <= found.bounds[0] <= found.bounds[2] <= 180
    for part in polygons(found):
        assert part.exterior.is_ccw
        assert not any(ring.is_ccw for ring in part.interiors)
    properties = feature["properties"]
    assert set(properties) == {"name", "source", "valid", "accuracy"}
    assert properties["name"]
    assert properties["source"]
    assert properties["accuracy"]
    assert properties["valid"] == "" or str(parse_edtf(properties["valid"])) == properties["valid"]


def test_no_area_leaps_across_the_map_at_the_antimeridian() -> None:
    wide = {
        feature["id"]
        for file in sorted(AREAS.glob("*.geojson"))
        for feature in json.loads(file.read_text("utf-8"))["features"]
        for polygon in polygons(shape(feature["geometry"]))
        if polygon.bounds[2] - polygon.bounds[0] > 180
    }
    assert wide == {"AQ"}, "only Antarctica goes round the pole"


def test_areas_are_small() -> None:
    assert (AREAS / "ussr.geojson").stat().st_size <= 40_000
    assert all(path.stat().st_size < 1_000_000 for path in AREAS.glob("*.geojson"))


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("AZ", 49.82, 40.42), ("AZ", 46.75, 39.82), ("AZ", 45.4, 39.2), ("AM", 44.5, 40.2), ("GE", 41.2, 43.0),
        ("GE", 43.97, 42.23), ("UA", 34.2, 45.2), ("HU", 19.1, 47.5), ("CZ", 14.4, 50.1), ("LT", 25.3, 54.7),
        ("LV", 24.3, 56.9), ("AL", 19.9, 41.2), ("SK", 19.1, 48.7), ("RU", 37.6, 55.75), ("RU", -175.0, 66.5),
        ("CY", 33.5, 35.25), ("SO", 44.5, 9.6), ("KZ", 63.3, 46.0),
    ],
)  # fmt: skip
def test_a_place_lies_in_the_country_that_the_united_nations_count_it_to(code: str, lon: float, lat: float) -> None:
    assert [name for name, found in COUNTRIES.items() if found.contains(Point(lon, lat))] == [code]


def test_areas_that_are_no_more_hold_what_they_held() -> None:
    ussr, nkao, karabakh = area("ussr"), area("nkao"), area("karabakh")
    for lon, lat in [(49.82, 40.42), (24.3, 56.9), (37.6, 55.75), (132.5, 44.0), (-175.0, 66.5), (34.2, 45.2)]:
        assert ussr.contains(Point(lon, lat))
    for lon, lat in [(19.1, 47.5), (51.4, 35.7), (26.1, 44.4)]:
        assert not ussr.contains(Point(lon, lat))
    assert nkao.contains(Point(46.75, 39.82))
    assert nkao.within(karabakh)
    assert Polygon(KARABAKH).is_valid
    assert not area("azerbaijan-ssr").contains(Point(44.5, 40.2))
    assert area("gdr").contains(Point(12.37, 51.34))
    assert area("czechoslovakia").contains(Point(17.0, 49.0))


@given(line)
def test_a_coded_line_reads_back_as_it_was(points: list[tuple[float, float]]) -> None:
    kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    coded = delta_coded(points, 10, 5, closed=False)
    assert decoded(coded, 10) == (kept if len(kept) > 1 else [])


@given(line, st.floats(0, 5))
def test_a_simplified_line_keeps_its_ends_and_invents_nothing(
    points: list[tuple[float, float]], degrees: float
) -> None:
    found = simplified(points, lambda lon, lat: degrees)
    assert (found[0], found[-1]) == (points[0], points[-1])
    rest = iter(points)
    assert all(point in rest for point in found)


def test_simplifying_spares_where_no_detail_may_go() -> None:
    zigzag = [(i / 10, (i % 2) / 100) for i in range(41)]
    found = simplified(zigzag, lambda lon, lat: 0 if lon > 2 else 1)
    assert len([x for x, _ in found if x > 2]) == 20
    assert len([x for x, _ in found if x <= 2]) < 5


def test_border_pieces_are_chained_end_to_end_and_a_gap_is_refused() -> None:
    pieces = [[(0.0, 0.0), (1.0, 0.0)], [(1.0, 1.0), (0.0, 1.0)], [(1.0, 1.0), (1.0, 0.001)]]
    ring = _chained(pieces, 0.01)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) < 1.1 for a, b in pairwise(ring))
    with pytest.raises(SystemExit, match="does not close"):
        _chained([[(0.0, 0.0), (1.0, 0.0)], [(2.0, 0.0), (3.0, 0.0)]], 0.01)
