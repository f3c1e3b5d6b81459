"""Lines made smaller, and lines as short lists of whole numbers."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from math import cos, inf, radians

from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
Tolerance = Callable[[float, float], float]
"""Degrees of detail that may go at (lon, lat): a corner goes when its triangle is smaller than this, squared."""


def simplified(line: Sequence[Point], tolerance: Tolerance, keep: Callable[[Point], bool] | None = None) -> list[Point]:
    """The line without its smallest corners; ends, and points that `keep` holds, stay.

    Visvalingam and Whyatt (1993), with triangles measured in degrees of latitude and weighed by where they lie.
    """
    points = list(line)
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone = bytearray(len(points))
    weights = [inf] * len(points)

    def weigh(i: int) -> float:
        if keep is not None and keep(points[i]):
            return inf
        allowed = tolerance(*points[i])
        return _triangle(points[before[i]], points[i], points[after[i]]) / allowed**2 if allowed > 1e-9 else inf

    heap: list[tuple[float, int]] = []
    for i in range(1, len(points) - 1):
        weights[i] = weigh(i)
        heap.append((weights[i], i))
    heapq.heapify(heap)
    while heap:
        weight, i = heapq.heappop(heap)
        if gone[i] or weight != weights[i]:
            continue
        if weight >= 1:
            break
        gone[i] = 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < len(points) - 1:
                weights[j] = max(weight, weigh(j))
                heapq.heappush(heap, (weights[j], j))
    return [point for i, point in enumerate(points) if not gone[i]]


def _triangle(a: Point, b: Point, c: Point) -> float:
    narrow = cos(radians(b[1]))
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * narrow / 2


def delta_coded(line: Iterable[Point], scale: int, zoom: float, closed: bool) -> list[float]:
    """`[zoom, x, y, dx, dy, ...]`: whole numbers of 1/scale degrees, each the step from the last point.

    A ring does not repeat its first point. Fewer than 3 points (a line: 2) give an empty list.
    """
    steps: list[float] = []
    last = (0, 0)
    for lon, lat in line:
        here = (round(lon * scale), round(lat * scale))
        if not steps or here != last:
            steps += [here[0] - last[0], here[1] - last[1]]
            last = here
    if closed and len(steps) > 2 and (sum(steps[2::2]), sum(steps[3::2])) == (0, 0):
        del steps[-2:]
    return [zoom, *steps] if len(steps) >= (6 if closed else 4) else []


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, its lines and points left out."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [polygon for part in getattr(shape, "geoms", ()) for polygon in polygons(part)]


def lines(shape: BaseGeometry) -> list[LineString]:
    """The lines of a shape, its points left out."""
    if isinstance(shape, LineString):
        return [] if shape.is_empty else [shape]
    return [line for part in getattr(shape, "geoms", ()) for line in lines(part)]


def points(line: BaseGeometry) -> list[Point]:
    """The line's points, heights left out."""
    return [(float(point[0]), float(point[1])) for point in line.coords]


def gathered(parts: Sequence[Polygon]) -> Polygon | MultiPolygon:
    """One polygon, or several as one shape."""
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
