"""Bringing what others made into a project: plain texts as sources, features of GeoJSON as proposed places."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from shapely import to_wkt

from mapbuilder import curation, edtf, files, project, shapes
from mapbuilder.contract import PLACES
from mapbuilder.errors import Mistake, ProjectError, UsageError, did_you_mean
from mapbuilder.layers import GAZETTEERS
from mapbuilder.model import PRECISIONS, Place, Precision, Project
from mapbuilder.tables import COLUMN_LIMIT, translations

FORMATS = "a folder of .txt files, a .txt file, or a .geojson file of places"
_FILE_LIMIT = 2_000
_FEATURE_LIMIT = 100_000
_CELL_LENGTH = 32_767
"""No spreadsheet holds more characters in a cell (Excel's specifications and limits)."""
_COLUMN_LENGTH = 80


def read_into(folder: Path, origin: Path) -> tuple[str, ...]:
    """The ids of the sources or places that were added to the project in `folder` from `origin`.

    All of it comes in, or nothing. Raises UsageError for a format that is not known, ProjectError with every mistake in
    what was given or in the project's table, MachineError when the disk refuses.
    """
    if origin.is_dir():
        return _texts(folder, [path for path in sorted(origin.iterdir()) if path.suffix.lower() == ".txt"], origin)
    if not origin.exists():
        raise UsageError(f"there is no file or folder {str(origin)!r}")
    if origin.suffix.lower() == ".txt":
        return _texts(folder, [origin], origin)
    if origin.suffix.lower() in (".geojson", ".json"):
        return _places(folder, origin)
    raise UsageError(f"cannot import {origin.name!r}; this can be {FORMATS}")


def _texts(folder: Path, paths: Sequence[Path], origin: Path) -> tuple[str, ...]:
    """Each text copied byte for byte into texts/, and a row in sources.csv."""
    if not paths:
        raise UsageError(f"{str(origin)!r} holds no .txt file")
    if len(paths) > _FILE_LIMIT:
        raise UsageError(f"{str(origin)!r} holds more than {_FILE_LIMIT} texts; import a part of them")
    contents: dict[str, bytes] = {}
    mistakes: list[Mistake] = []
    for path in paths:
        name = f"{path.stem}.txt"
        try:
            contents[name] = files.read_bytes(path, path.name)
            files.decode(contents[name], path.name)
            _check_target(folder / "texts" / name, contents[name], path.name)
        except ProjectError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ProjectError(mistakes)
    languages = _read(folder).settings.languages
    (folder / "texts").mkdir(exist_ok=True)
    for name, data in contents.items():
        files.write_atomically(folder / "texts" / name, data)
    return curation.add_missing_sources(folder, languages)


def _check_target(target: Path, data: bytes, name: str) -> None:
    """A text that is there already stays as it is: its mentions and claims rest on it."""
    if target.exists() and files.read_bytes(target, f"texts/{target.name}") != data:
        raise ProjectError([Mistake(name, 0, "", "another text has this name in texts/; rename this one")])


def _places(folder: Path, origin: Path) -> tuple[str, ...]:
    features = _features(origin)
    found = _read(folder)
    taken = {place.id for place in found.places}
    languages, mistakes = found.settings.languages, []
    added: list[Place] = []
    for number, feature in enumerate(features):
        try:
            place = _place(feature, {*taken}, languages)
        except ValueError as error:
            mistakes.append(Mistake(origin.name, 0, f"features[{number}]", str(error)))
            continue
        taken.add(place.id)
        added.append(place)
    columns = {column for place in (*found.places, *added) for column in place.extra}
    if len(columns) + len(PLACES.columns) + len(translations(PLACES, languages)) > COLUMN_LIMIT:
        mistakes.append(Mistake(origin.name, 0, "", f"places.csv would have more than {COLUMN_LIMIT} columns"))
    if mistakes:
        raise ProjectError(mistakes)
    curation.write_places(folder, (*found.places, *added), languages)
    return tuple(place.id for place in added)


def _read(folder: Path) -> Project:
    """The project; raises ProjectError when map.toml or a table that will be written again has fatal mistakes."""
    found, mistakes = project.read(folder)
    fatal = [wrong for wrong in mistakes if wrong.fatal and wrong.file in ("map.toml", "places.csv", "sources.csv")]
    if fatal:
        raise ProjectError(fatal)
    return found


def _features(origin: Path) -> list[object]:
    try:
        document = json.loads(files.read_text(origin, origin.name), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = str(error)[:100] if isinstance(error, ValueError) else "nested too deeply"
        raise ProjectError([Mistake(origin.name, 0, "", f"is not JSON ({reason})")]) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise ProjectError([Mistake(origin.name, 0, "", "is not a FeatureCollection of GeoJSON")])
    if not 0 < len(features) <= _FEATURE_LIMIT:
        raise ProjectError(
            [Mistake(origin.name, 0, "features", f"are {len(features)}; 1 to {_FEATURE_LIMIT} can come in")]
        )
    return features


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def _place(feature: object, taken: set[str], languages: Sequence[str]) -> Place:
    """A proposed place from a feature; raises ValueError, with words for a Mistake, when it is none.

    The properties are those that `export` writes: texts may be one string or strings by language. What is not a column
    of places.csv becomes a column of its own.
    """
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict | None):
        raise ValueError("is not a feature of GeoJSON")
    left = {key: value for key, value in (feature.get("properties") or {}).items() if value is not None}
    lon, lat, area = _position(feature.get("geometry"))
    title = _words(left, "title", languages)
    name = _words(left, "name", languages) or title
    if not name.get(languages[0], "").strip():
        raise ValueError("has no property 'name' or 'title'")
    return Place(
        id=curation.slug(str(feature.get("id") or left.pop("id", "") or name[languages[0]]), "place", taken),
        name=name,
        kind=_cell("kind", left.pop("kind", "")),
        lon=lon,
        lat=lat,
        geometry_ref=area,
        precision=_precision(left.pop("precision", "")),
        radius_km=_radius(left.pop("radius_km", None)),
        valid=_date(left.pop("valid", "")),
        same_as=_links(left.pop("same_as", ())),
        status="proposed",
        note=_words(left, "note", languages),
        extra={key: _cell(key, value) for key, value in left.items() if key not in PLACES.columns},
    )


def _words(properties: dict[str, object], column: str, languages: Sequence[str]) -> dict[str, str]:
    """A text by language, the default first, taken out of `properties`: `name`, `name_az`, or `name` by language.

    Words in a language that the map does not have stay in `properties`, to become a column.
    """
    found = properties.pop(column, "")
    words = dict(found) if isinstance(found, dict) else {languages[0]: found}
    properties |= {f"{column}_{language}": said for language, said in words.items() if language not in languages}
    cells = {languages[0]: _cell(column, words.get(languages[0], ""))}
    for language in languages[1:]:
        cells[language] = _cell(column, properties.pop(f"{column}_{language}", words.get(language, "")))
    return {language: cell for language, cell in cells.items() if cell.strip()}


def _precision(found: object) -> Precision:
    for precision in PRECISIONS:
        if found == precision:
            return precision
    if found:
        near = did_you_mean(str(found)[:80], PRECISIONS)
        raise ValueError(f"the precision {str(found)[:40]!r} is not one of {', '.join(PRECISIONS)}.{near}")
    return "unknown"


def _radius(found: object) -> float | None:
    if found is None or found == "":
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found < math.inf:
        raise ValueError(f"the radius_km {str(found)[:40]!r} is not a number of kilometres")
    return float(found)


def _date(found: object) -> str:
    """An EDTF string, as it is or inside what the export calls `valid`."""
    date = str(found.get("edtf", "") if isinstance(found, dict) else found)
    if date:
        edtf.parse(date)
    return date


def _links(found: object) -> tuple[str, ...]:
    """`gn:587084; wd:Q9248`, a list of such, or the list of labels and addresses that the export writes."""
    listed = found.split(";") if isinstance(found, str) else found if isinstance(found, list) else []
    links = [_link(item.get("url") or item.get("label", "")) if isinstance(item, dict) else item for item in listed]
    return tuple(dict.fromkeys(cell for link in links if (cell := _cell("same_as", link).strip())))


def _link(address: object) -> str:
    """The short form of a gazetteer's address: https://www.geonames.org/587084 is `gn:587084`."""
    for prefix, (_, pattern) in GAZETTEERS.items():
        before, _, after = pattern.partition("{}")
        record = str(address).removeprefix(before).removesuffix(after)
        if record and address == f"{before}{record}{after}":
            return f"{prefix}:{unquote(record)}"
    return str(address)


def _cell(column: str, value: object) -> str:
    """A property as a cell: words as they are, all else as JSON. Raises ValueError for what no table can hold."""
    if not column.isprintable() or column != column.strip() or not 0 < len(column) <= _COLUMN_LENGTH:
        raise ValueError(f"the property {column[:40]!r} cannot be a column; rename it")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n" for c in text):
        raise ValueError(f"the property {column!r} holds a control character; take it out")
    return text


def _position(geometry: object) -> tuple[float | None, float | None, str]:
    """Longitude, latitude and area (WKT) of a geometry: a point, an area, or nothing for a place that nobody knows."""
    if geometry is None:
        return None, None, ""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if isinstance(geometry, Mapping) and kind == "Point":
        return (*_point(geometry), "")
    area = to_wkt(shapes.from_geojson(geometry), rounding_precision=6)
    if len(area) > _CELL_LENGTH:
        raise ValueError("the shape is too long for a cell; put the file into the project and name it in 'geometry'")
    return None, None, area


def _point(geometry: Mapping[str, object]) -> tuple[float, float]:
    pair = geometry.get("coordinates")
    if not isinstance(pair, list) or not 2 <= len(pair) <= 3 or not all(_is_number(value) for value in pair):
        raise ValueError("its coordinates are not [longitude, latitude]")
    lon, lat = float(pair[0]), float(pair[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"[{lon:g}, {lat:g}] is not on the globe; longitude comes first")
    return lon, lat


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
