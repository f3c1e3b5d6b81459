"""Dated areas: the countries of today, and states and regions that are no more, each with source and accuracy."""

from __future__ import annotations

from collections.abc import Iterable
from math import dist
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from babel import Locale
from shapely.geometry import Polygon, mapping
from shapely.geometry.base import BaseGeometry

from .atlas import countries
from .shapes import Point, gathered, lines, points, polygons

Feature = dict[str, Any]
WORLD_ATLAS = "Natural Earth 4.1.0, 1:10m (world-atlas 2.0.2), public domain"
FORMER = "Natural Earth 1:10m (QGIS world map), public domain"

SOVIET = ("RU", "UA", "BY", "UZ", "KZ", "GE", "AZ", "LT", "MD", "LV", "KG", "TJ", "AM", "TM", "EE")
NEAR = {"AZ", "AM", "GE"}
COMPARED = {"HU", "AL", "CZ", "SK", "LT", "LV", "EE", "MD"}
SMALLEST = 1e-5
"""Square degrees: the atlas has no usable outline for what is smaller (the Vatican)."""
EAST_GERMAN = ("Brandenburg", "Mecklenburg-Vorpommern", "Sachsen", "Sachsen-Anhalt", "Thüringen")

KARABAKH = (
    (46.02, 40.24), (46.35, 40.33), (46.72, 40.38), (47.08, 40.56), (47.30, 40.52), (47.60, 40.34), (47.95, 40.20),
    (48.25, 40.03), (48.45, 39.98), (48.20, 39.80), (47.95, 39.68), (47.60, 39.50), (47.30, 39.33), (47.00, 39.18),
    (46.75, 39.05), (46.52, 38.90), (46.46, 39.15), (46.42, 39.45), (46.25, 39.62), (46.02, 39.78), (45.88, 40.02),
)  # fmt: skip
"""Drawn by hand, to about 15 km: the land between the Lesser Caucasus, the Kura and the Aras down to where they meet,
which is the usual description of the region."""


def files(inputs: dict[str, Path]) -> dict[str, Feature]:
    """Every GeoJSON file (RFC 7946) of geodata/areas by its name."""
    fine = countries(inputs["countries"], _fine, lambda code: 0.0003 if code in NEAR else 0.02)
    coarse = countries(inputs["countries"], lambda lon, lat: 0.1, lambda code: 0.15)
    nkao = _nkao(inputs["former-borders"])
    german = _east_german(inputs["former-borders"])
    return {
        "countries": _collection([_country(code, shape) for code, shape in fine.items() if shape.area > SMALLEST]),
        "ussr": _one("ussr", "Soviet Union", _union(coarse, SOVIET), WORLD_ATLAS, "1946/1991-12-26", USSR),
        "azerbaijan-ssr": _one(
            "azerbaijan-ssr", "Azerbaijan SSR", fine["AZ"], WORLD_ATLAS, "1936-12-05/1991-10-18", REPUBLIC
        ),
        "armenian-ssr": _one(
            "armenian-ssr", "Armenian SSR", fine["AM"], WORLD_ATLAS, "1936-12-05/1991-09-21", REPUBLIC
        ),
        "georgian-ssr": _one(
            "georgian-ssr", "Georgian SSR", fine["GE"], WORLD_ATLAS, "1936-12-05/1991-04-09", REPUBLIC
        ),
        "nkao": _one("nkao", "Nagorno-Karabakh Autonomous Oblast", nkao, FORMER, "1923-07-07/1991-11-26", OBLAST),
        "karabakh": _one(
            "karabakh", "Karabakh", _karabakh(nkao), "mapbuilder, drawn by hand (see SOURCES.md), CC0", "", ROUGH
        ),
        "czechoslovakia": _one(
            "czechoslovakia", "Czechoslovakia", _union(fine, ("CZ", "SK")), WORLD_ATLAS, "1945-06-29/1992-12-31", UNION
        ),
        "gdr": _one("gdr", "German Democratic Republic", german, FORMER, "1949-10-07/1990-10-03", GERMAN),
        "yugoslavia": _one(
            "yugoslavia",
            "Yugoslavia",
            _union(fine, ("SI", "HR", "BA", "RS", "ME", "MK", "XK")),
            WORLD_ATLAS,
            "1954-10-05/1991-06-25",
            UNION,
        ),
    }


TODAY = "borders of about 2018, generalised to some {km} km"
USSR = (
    "approximate: union of the 15 successor states in today's borders, generalised to some 10 km; "
    "many states never recognised the annexation of Estonia, Latvia and Lithuania"
)
REPUBLIC = "approximate: the successor state's internationally recognised borders of today, generalised to some 0.5 km"
UNION = "approximate: union of the successor states in today's borders"
OBLAST = "approximate: the outline as Natural Earth draws it for 1991, to some 2 km"
ROUGH = "rough, no official boundary"
GERMAN = (
    "approximate: the five eastern states of today's Germany; Berlin, whose eastern half belonged to it, is left out"
)


def _fine(lon: float, lat: float) -> float:
    """Degrees of detail: fine in the South Caucasus, middling in Europe, coarse elsewhere."""
    if 39.5 < lon < 51.5 and 38 < lat < 44:
        return 0.003
    return 0.02 if -11 < lon < 45 and 34 < lat < 60 else 0.12


def _country(code: str, shape: BaseGeometry) -> Feature:
    km = "0.5" if code in NEAR else "2" if code in COMPARED else "2 to 8"
    name = str(Locale("en").territories.get(code, code))
    return _feature(code, name, shape, WORLD_ATLAS, "../..", TODAY.format(km=km))


def _union(shapes: dict[str, Any], codes: Iterable[str]) -> BaseGeometry:
    merged = shapely.union_all([shapes[code] for code in codes], grid_size=1e-5)
    return gathered([Polygon(p.exterior, [r for r in p.interiors if Polygon(r).area > 0.02]) for p in polygons(merged)])


def _nkao(folder: Path) -> BaseGeometry:
    """The oblast closed from its border lines of 1991; about 4,280 km² (its statistics said 4,388)."""
    frame = _layer(folder, "disputed_borders")
    border = frame[frame["name"] == "Former USSR oblast in 1991"].geometry
    pieces = [points(line) for geometry in border for line in lines(geometry)]
    return Polygon(_chained(pieces, 0.004)).simplify(0.002)


def _chained(pieces: list[list[Point]], gap: float) -> list[Point]:
    """The pieces end to end, turned where needed; raises when the next one lies more than `gap` degrees away."""
    ring, rest = list(pieces[0]), pieces[1:]
    while rest:
        ahead = [piece if dist(piece[0], ring[-1]) <= dist(piece[-1], ring[-1]) else piece[::-1] for piece in rest]
        nearest = min(range(len(rest)), key=lambda i: dist(ahead[i][0], ring[-1]))
        if dist(ahead[nearest][0], ring[-1]) > gap:
            raise SystemExit(f"a border does not close: nothing goes on from {ring[-1]}")
        ring += ahead[nearest]
        del rest[nearest]
    return ring


def _karabakh(nkao: BaseGeometry) -> BaseGeometry:
    merged = shapely.union_all([Polygon(KARABAKH), nkao.buffer(0.03)])
    return Polygon(merged.buffer(0.08).buffer(-0.08).exterior).simplify(0.01)


def _east_german(folder: Path) -> BaseGeometry:
    states = _layer(folder, "states_provinces")
    chosen = states[(states["adm0_a3"] == "DEU") & states["name"].isin(EAST_GERMAN)]
    if len(chosen) != len(EAST_GERMAN):
        raise SystemExit(f"world_map.gpkg: expected {EAST_GERMAN}, found {sorted(chosen['name'])}")
    merged = shapely.union_all(chosen.geometry.to_numpy(), grid_size=1e-4).simplify(0.01)
    return gathered([p for p in polygons(merged) if p.area > 0.005])


def _layer(folder: Path, name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(folder / "usr/share/qgis/resources/data/world_map.gpkg", layer=name)


def _one(name: str, title: str, shape: BaseGeometry, source: str, valid: str, accuracy: str) -> Feature:
    return _collection([_feature(name, title, shape, source, valid, accuracy)])


def _feature(name: str, title: str, shape: BaseGeometry, source: str, valid: str, accuracy: str) -> Feature:
    return {
        "type": "Feature",
        "id": name,
        "properties": {"name": title, "source": source, "valid": valid, "accuracy": accuracy},
        "geometry": _geometry(shape),
    }


def _geometry(shape: BaseGeometry) -> Feature:
    """Valid polygons of 4 decimals (11 m), outer rings anticlockwise (RFC 7946, 3.1.6), the largest first."""
    parts = polygons(shapely.set_precision(shape, 1e-4))
    ordered = sorted(parts, key=lambda p: (-p.area, p.bounds))
    found: Feature = mapping(shapely.orient_polygons(gathered(ordered)))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, 4)
    return [_rounded(part) for part in coordinates]


def _collection(features: list[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": features}
