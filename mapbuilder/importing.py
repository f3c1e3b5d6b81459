"""Bringing what others made into a project: plain texts as sources, points of GeoJSON as proposed places."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from mapbuilder import curation, files, project
from mapbuilder.contract import PLACES
from mapbuilder.errors import Mistake, ProjectError, UsageError
from mapbuilder.model import Place, Project

FORMATS = "a folder of .txt files, a .txt file, or a .geojson file with points"
_FILE_LIMIT = 2_000
_FEATURE_LIMIT = 100_000
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}", re.ASCII)


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
    """A proposed place from a feature; raises ValueError, with words for a Mistake, when it is none."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict | None):
        raise ValueError("is not a feature of GeoJSON")
    properties = {key: value for key, value in (feature.get("properties") or {}).items() if _is_plain(key, value)}
    lon, lat = _point(feature.get("geometry"))
    name = str(properties.pop("name", "") or properties.pop("title", "")).strip()
    if not name:
        raise ValueError("has no property 'name' or 'title'")
    translated = {language: str(properties.pop(f"name_{language}", "")) for language in languages[1:]}
    return Place(
        id=curation.slug(str(feature.get("id") or properties.pop("id", "") or name), "place", taken),
        name={languages[0]: name, **{language: words for language, words in translated.items() if words}},
        kind=str(properties.pop("kind", "")),
        lon=lon,
        lat=lat,
        status="proposed",
        extra={key: _written(value) for key, value in properties.items() if key not in PLACES.columns},
    )


def _is_plain(key: str, value: object) -> bool:
    """Whether a property can be a column: a short name and one value."""
    if not _COLUMN.fullmatch(key) or not isinstance(value, str | int | float | bool):
        return False
    return not isinstance(value, str) or not any(ord(c) < 32 and c not in "\t\r\n" for c in value)


def _written(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _point(geometry: object) -> tuple[float, float]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or kind != "Point":
        raise ValueError(f"has the geometry {str(kind)[:40]!r}; only points can be imported, areas go into 'geometry'")
    pair = geometry.get("coordinates")
    if not isinstance(pair, list) or not 2 <= len(pair) <= 3 or not all(_is_number(value) for value in pair):
        raise ValueError("its coordinates are not [longitude, latitude]")
    lon, lat = float(pair[0]), float(pair[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"[{lon:g}, {lat:g}] is not on the globe; longitude comes first")
    return lon, lat


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
