"""The depths of the basemap: the world, and the lands around the Caucasus with the coast of the Absheron."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from .inputs import MAGICS
from .shapes import Point as Position
from .shapes import Tolerance, delta_coded, lines, points, polygons, simplified

Depth = dict[str, Any]
Bounds = tuple[float, float, float, float]

WORLD: Bounds = (-180, -90, 180, 90)
REGION: Bounds = (30, 34.2, 61, 48.2)
"""Edges that few coasts cross: the world's coast and the region's come from different surveys and meet there."""
EUROPE: Bounds = (-11, 33, 61, 63)
CAUCASUS: Bounds = (43, 37.8, 52, 43.5)
ABSHERON: Bounds = (48.7, 39.1, 51.4, 41.2)
DISPUTED = ("Disputed", "Indefinite", "Line of control", "Indeterminant")
LEFT_OUT = ("Overlay", "Lease", "Forget")
LEFT_OUT_STATES = ("Northern Cyprus", "Cyprus No Mans Area", "Akrotiri", "Dhekelia", "Baykonur", "Guantanamo")


def world(inputs: dict[str, Path]) -> Depth:
    """The whole world from Natural Earth 1:10m, made small: for small scales, and around the region at large ones."""
    keep = _on_edges(WORLD)
    land = [_without_lakes(p) for p in _polygons(inputs, "land") if p.area > _world_island(p)]
    lakes = [p for p in _polygons(inputs, "lakes") if p.area > _world_lake(p)]
    return {
        **_head("world", 0, WORLD, 400, "Natural Earth 1:10m, generalised; public domain"),
        "land": _rings(land, _world_tolerance, 400, keep, lambda p: 0 if p.area > 0.02 else 3),
        "lakes": _rings(lakes, _world_tolerance, 400, keep, lambda p: 2 if p.area > 1 else 4),
        "rivers": _rivers(inputs, _world_tolerance, 400, WORLD, 3),
        **_borders(inputs, _world_tolerance, 400, WORLD),
    }


def coast(inputs: dict[str, Path]) -> Depth:
    """The region's land from OpenStreetMap (ODbL), every known corner kept on the Absheron."""
    keep = _on_edges(REGION)
    land = [p for p in _region_land(inputs) if p.area > (0 if _inside(p, ABSHERON) else 2e-5)]
    return {
        **_head("coast", 5, REGION, 20000, "© OpenStreetMap contributors, 2017; ODbL 1.0"),
        "land": _rings(land, _region_tolerance, 20000, keep, lambda p: 5 if p.area > 3e-4 else 8),
    }


def region(inputs: dict[str, Path]) -> Depth:
    """What is drawn on the region's land, from Natural Earth 1:10m: lakes, rivers, borders."""
    lakes = [p.intersection(box(*REGION)) for p in _polygons(inputs, "lakes") if p.intersects(box(*REGION))]
    return {
        **_head("region", 5, REGION, 2000, "Natural Earth 1:10m; public domain"),
        "lakes": _rings([q for p in lakes for q in polygons(p)], _line_tolerance, 2000, _on_edges(REGION), lambda p: 5),
        "rivers": _rivers(inputs, _line_tolerance, 2000, REGION, 5),
        **_borders(inputs, _line_tolerance, 2000, REGION),
    }


def _without_lakes(polygon: Polygon) -> Polygon:
    """The land with only the great inland waters cut out; the others are lakes, which come at larger scales."""
    return Polygon(polygon.exterior, [ring for ring in polygon.interiors if Polygon(ring).area > 1])


def _head(name: str, min_zoom: int, bounds: Bounds, scale: int, source: str) -> Depth:
    return {
        "version": 1,
        "id": name,
        "source": source,
        "min_zoom": min_zoom,
        "bounds": list(bounds),
        "scale": scale,
    }


def _world_tolerance(lon: float, lat: float) -> float:
    return 0.018 if _within(lon, lat, EUROPE) else 0.07


def _region_tolerance(lon: float, lat: float) -> float:
    if _within(lon, lat, ABSHERON):
        return 0
    return 0.001 if _within(lon, lat, CAUCASUS) else 0.003


def _line_tolerance(lon: float, lat: float) -> float:
    return 0.002 if _within(lon, lat, CAUCASUS) else 0.006


def _world_island(polygon: Polygon) -> float:
    return 0.0015 if _inside(polygon, EUROPE) else 0.01


def _world_lake(polygon: Polygon) -> float:
    return 0.02 if _inside(polygon, EUROPE) else 0.12


def _within(lon: float, lat: float, bounds: Bounds) -> bool:
    return bounds[0] <= lon <= bounds[2] and bounds[1] <= lat <= bounds[3]


def _inside(polygon: BaseGeometry, bounds: Bounds) -> bool:
    middle = polygon.centroid
    return _within(middle.x, middle.y, bounds)


def _on_edges(bounds: Bounds) -> Callable[[Position], bool]:
    """Whether a point is on an edge; Natural Earth's South Pole lies at 89.9989."""
    west, south, east, north = bounds
    return lambda point: min(point[0] - west, east - point[0], point[1] - south, north - point[1]) < 0.0012


def _read(inputs: dict[str, Path], name: str) -> gpd.GeoDataFrame:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*invalid winding order.*", category=RuntimeWarning)
        return gpd.read_file(inputs["natural-earth"] / MAGICS / f"ne_10m_{name}.shp")


def _polygons(inputs: dict[str, Path], name: str) -> list[Polygon]:
    """Natural Earth's land, or the lakes that its ocean file also holds; in a fixed order."""
    if name == "land":
        frame = _read(inputs, "land")
    else:
        frame = _read(inputs, "ocean")
        frame = frame[frame["featurec_2"].notna()]
    found = [p for geometry in frame.geometry for p in polygons(shapely.make_valid(geometry))]
    return sorted(found, key=lambda p: (-p.area, p.bounds))


def _rings(
    shapes: Iterable[Polygon],
    tolerance: Tolerance,
    scale: int,
    keep: Callable[[Position], bool],
    zoom: Callable[[Polygon], float],
) -> list[list[float]]:
    """Every ring of the polygons, holes too, as one list: they are filled together by the even-odd rule."""
    found = []
    for polygon in shapes:
        least = zoom(polygon)
        for ring in (polygon.exterior, *polygon.interiors):
            if ring is not polygon.exterior and Polygon(ring).area < tolerance(*ring.coords[0][:2]) ** 2 * 8:
                continue
            found.append(delta_coded(simplified(points(ring), tolerance, keep), scale, least, closed=True))
    return [ring for ring in found if ring]


def _paths(
    shapes: Iterable[tuple[float, BaseGeometry]], tolerance: Tolerance, scale: int, bounds: Bounds
) -> list[list[float]]:
    """(least zoom, lines) as one list, joined where just two of them meet, cut at the bounds."""
    frame = box(*bounds)
    by_zoom: dict[float, list[LineString]] = {}
    for zoom, geometry in shapes:
        by_zoom.setdefault(zoom, []).extend(lines(geometry if bounds == WORLD else geometry.intersection(frame)))
    found = [
        delta_coded(simplified(points(line), tolerance), scale, zoom, closed=False)
        for zoom, parts in sorted(by_zoom.items())
        for line in lines(shapely.line_merge(MultiLineString(parts)))
    ]
    return [path for path in found if path]


def _rivers(
    inputs: dict[str, Path], tolerance: Tolerance, scale: int, bounds: Bounds, least_zoom: int
) -> list[list[float]]:
    frame = _read(inputs, "rivers_lake_centerlines")
    if bounds == WORLD:
        frame = frame[frame["scalerank"] <= 6]
    rivers = [
        (max(least_zoom, round(float(rank) * 0.6 + 1.5)), geometry)
        for rank, kind, geometry in zip(frame["scalerank"], frame["featurecla"], frame.geometry, strict=True)
        if kind == "River" and geometry is not None
    ]
    return _paths(rivers, tolerance, scale, bounds)


def _borders(inputs: dict[str, Path], tolerance: Tolerance, scale: int, bounds: Bounds) -> Depth:
    """Land borders of today: agreed ones, and apart from them those that are disputed or not settled."""
    agreed: list[tuple[float, BaseGeometry]] = []
    disputed: list[tuple[float, BaseGeometry]] = []
    frame = _read(inputs, "admin_0_boundary_lines_land")
    for kind, left, right, geometry in zip(
        frame["featurecla"], frame["adm0_left"], frame["adm0_right"], frame.geometry, strict=True
    ):
        if _left_out(kind, left, right):
            continue
        (disputed if kind.startswith(DISPUTED) else agreed).append((0 if bounds == WORLD else 5, geometry))
    return {
        "borders": _paths(agreed, tolerance, scale, bounds),
        "disputed": _paths(disputed, tolerance, scale, bounds),
    }


def _left_out(kind: str, left: str, right: str) -> bool:
    """Lines that no member of the United Nations calls its border: zones, leases, entities without a seat."""
    states = (str(left), str(right))
    return (
        kind.startswith(LEFT_OUT)
        or any(state.startswith(LEFT_OUT_STATES) for state in states)
        or set(states) == {"Somaliland", "Somalia"}
    )


def _region_land(inputs: dict[str, Path]) -> list[Polygon]:
    frame = box(*REGION)
    parts = []
    for _, geometry in _countries(inputs["coast"]):
        if geometry.intersects(frame):
            parts.append(shapely.make_valid(geometry).intersection(frame))
    # Neighbours share their border to the last decimal, or overlap (Crimea is in two of them): closing by 1e-5 degrees
    # (1 m) takes the slivers that remain.
    land = shapely.unary_union(parts, grid_size=1e-6)
    detail = _detail(inputs)
    found = []
    for polygon in polygons(land):
        seas = [ring for ring in polygon.interiors if Polygon(ring).area > 1]
        found.append(Polygon(_detailed(polygon.exterior, detail), [_detailed(ring, detail) for ring in seas]))
    return sorted(found, key=lambda p: (-p.area, p.bounds))


def _countries(folder: Path) -> Iterator[tuple[str, BaseGeometry]]:
    collection = json.loads((folder / "package/map.geo.json").read_text("utf-8"))
    for feature in collection["features"]:
        yield feature["properties"]["A3"], shape(feature["geometry"])


def _detail(inputs: dict[str, Path]) -> list[Position]:
    """Corners of the Absheron's coast in the packaging that kept more of them.

    That one was cut on a grid of 1/96 degree or so, which left false corners: those whose longitude or latitude recurs.
    """
    frame = box(*ABSHERON)
    found: set[Position] = set()
    for name, geometry in _countries(inputs["coast-detail"]):
        if name == "AZE":
            found = {(float(x), float(y)) for x, y in shapely.get_coordinates(geometry)}
    recurring = [
        {
            value
            for value, count in zip(*np.unique([p[axis] for p in found], return_counts=True), strict=True)
            if count > 2
        }
        for axis in (0, 1)
    ]
    return sorted(
        p for p in found if frame.contains(Point(p)) and p[0] not in recurring[0] and p[1] not in recurring[1]
    )


def _detailed(ring: BaseGeometry, detail: list[Position]) -> list[Position]:
    """The ring's points with those of `detail` put in that lie within 150 m of it."""
    line = LineString(points(ring))
    if not detail or line.distance(MultiLineString([detail, detail])) > 1:
        return points(ring)
    corners = set(points(ring))
    near = [p for p in detail if p not in corners and line.distance(Point(p)) < 0.0013]
    placed = sorted([(line.project(Point(p)), p) for p in near])
    merged: list[Position] = []
    travelled = 0.0
    for start, end in zip(line.coords, line.coords[1:], strict=False):
        merged.append((start[0], start[1]))
        length = LineString([start, end]).length
        while placed and placed[0][0] < travelled + length:
            merged.append(placed.pop(0)[1])
        travelled += length
    return [*merged, merged[0]]
