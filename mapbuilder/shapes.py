"""The shape of a place: WKT in the cell, or a GeoJSON file of the project or of the packaged geodata.

`areas/ussr.geojson` is a file with one feature, `areas/countries.geojson#AZ` one of several features, by its id.
Degrees, longitude first (RFC 7946). A shape that crosses itself is refused, not repaired: repair can take gigabytes.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapbuilder import assets, files
from mapbuilder.errors import ProjectError, did_you_mean

VERTEX_LIMIT = 500_000
_TYPES = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
_WKT = re.compile(rf"\s*(?:{'|'.join(_TYPES)})\s*(?:Z\s*)?\(", re.IGNORECASE)


class Shapes:
    """Reads the shapes of a project's places, each file once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._documents: dict[str, object] = {}

    def read(self, reference: str) -> BaseGeometry:
        """The geometry of WKT or of a file. Raises ValueError with words for a Mistake."""
        return _checked(_from_wkt(reference)) if "(" in reference else self._from_file(reference)

    def _from_file(self, reference: str) -> BaseGeometry:
        name, _, feature = reference.partition("#")
        if not name.lower().endswith((".geojson", ".json")):
            raise ValueError(f"{reference[:80]!r} is neither WKT, like POINT (49.85 40.38), nor a .geojson file")
        return from_geojson(_geometry(self._document(name), name, feature))

    def _document(self, name: str) -> object:
        if name not in self._documents:
            self._documents[name] = _json(self._find(name), name)
        return self._documents[name]

    def _find(self, name: str) -> Path:
        own = files.inside(self.folder, name, "the project")
        packaged = files.inside(assets.geodata(), name, "geodata")
        found = next((path for path in (own, packaged) if path.is_file()), None)
        if found is None:
            known = [f"areas/{path.stem}" for path in assets.geodata("areas").glob("*.geojson")]
            near = did_you_mean(name[:100].rpartition(".")[0], known).replace("'?", ".geojson'?")
            raise ValueError(f"there is no file {name!r} in the project or in geodata.{near}")
        return found


def from_geojson(geometry: object) -> BaseGeometry:
    """The shape of a GeoJSON geometry. Raises ValueError with words for a Mistake."""
    return _checked(_shape(geometry))


def _json(path: Path, name: str) -> object:
    try:
        return json.loads(files.read_text(path, name), parse_constant=_no_number)
    except ProjectError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise ValueError(f"{name!r} is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"{name!r} is not JSON ({str(error)[:100]})") from None


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def _geometry(document: object, name: str, feature: str) -> object:
    """The GeoJSON geometry of a document, or of its feature of that id."""
    kind = document.get("type") if isinstance(document, dict) else None
    if isinstance(document, dict) and kind == "FeatureCollection":
        return _feature(document, name, feature).get("geometry")
    if feature:
        raise ValueError(f"{name!r} has no features to choose from; leave out '#{feature[:40]}'")
    return document.get("geometry") if isinstance(document, dict) and kind == "Feature" else document


def _feature(document: dict[str, Any], name: str, wanted: str) -> dict[str, Any]:
    listed = document.get("features")
    features = [found for found in listed if isinstance(found, dict)] if isinstance(listed, list) else []
    if not wanted:
        if len(features) == 1:
            return features[0]
        raise ValueError(f"{name!r} has {len(features)} features; name one by its id, as in {name}#AZ")
    found = [candidate for candidate in features if wanted in _ids(candidate)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{name!r} has more than one feature with the id {wanted[:40]!r}")
    known = [id_ for candidate in features for id_ in _ids(candidate)]
    raise ValueError(f"{name!r} has no feature with the id {wanted[:40]!r}.{did_you_mean(wanted[:100], known)}")


def _ids(feature: dict[str, Any]) -> set[str]:
    properties = feature.get("properties")
    inner = properties.get("id") if isinstance(properties, dict) else None
    return {str(value) for value in (feature.get("id"), inner) if isinstance(value, str | int)}


def _shape(geometry: object) -> BaseGeometry:
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES:
        raise ValueError(f"this is not a geometry of GeoJSON; it can be a {', '.join(_TYPES)}")
    count = _count_numbers(geometry.get("coordinates"), 0)
    if not 0 < count <= 3 * VERTEX_LIMIT:
        raise ValueError("the shape has no coordinates" if not count else "the shape has too many corners; simplify it")
    try:
        return shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise ValueError("the coordinates are not those of a geometry of GeoJSON") from None


def _count_numbers(value: object, depth: int) -> int:
    """How many numbers are in nested lists; raises ValueError for anything else in them."""
    if isinstance(value, list):
        if depth > 4:
            raise ValueError("the coordinates are nested too deeply")
        return sum(_count_numbers(part, depth + 1) for part in value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{str(value)[:40]!r} stands among the coordinates; numbers only")
    return 1


def _from_wkt(text: str) -> BaseGeometry:
    if not _WKT.match(text):
        raise ValueError(f"{text[:60]!r} is not WKT; it can be a {', '.join(_TYPES).upper()}")
    try:
        return shapely.from_wkt(text)
    except (ValueError, shapely.errors.ShapelyError):
        raise ValueError(f"{text[:60]!r} is not WKT, like POLYGON ((49 40, 50 40, 50 41, 49 40))") from None


def _checked(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry in two dimensions, when it is on the globe and does not cross itself; else ValueError."""
    if geometry.is_empty:
        raise ValueError("the shape is empty")
    if shapely.get_num_coordinates(geometry) > VERTEX_LIMIT:
        raise ValueError("the shape has too many corners; simplify it")
    flat = shapely.force_2d(geometry)
    west, south, east, north = flat.bounds
    if not all(math.isfinite(side) for side in shapely.get_coordinates(flat).ravel()):
        raise ValueError("a coordinate is not a finite number")
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("a coordinate is outside of -180 to 180 (longitude, first) and -90 to 90 (latitude)")
    if not flat.is_valid:
        reason = re.sub(r"\[.*", "", shapely.is_valid_reason(flat)).lower()
        raise ValueError(f"the shape is not valid ({reason}); mend it in a GIS program")
    return flat
