"""The basemap that a page carries: the depths of geodata/basemap that its view needs, and names in its languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mapbuilder import assets

Record = dict[str, Any]
Bounds = tuple[float, float, float, float]

FALLBACK_LANGUAGE = "en"


def data(home: Bounds, languages: Sequence[str]) -> dict[str, Record]:
    """The files of geodata/basemap by name, as templates/app/src/basemap-data.ts has them.

    Of the depths (files with bounds) those that reach into the first view `home` (west, south, east, north); of the
    labels the names in `languages` and in English.
    """
    paths = sorted(assets.geodata("basemap").glob("*.json"))
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    return {
        name: _labels(file, languages) if "labels" in file else file
        for name, file in files.items()
        if "labels" in file or _overlap(file["bounds"], home)
    }


def credit_lines(basemap: Mapping[str, Record]) -> tuple[str, ...]:
    """Who is to be named for a basemap, one line each: whom a licence asks to name first, the public domain last."""
    sources = dict.fromkeys(file["source"] for _, file in sorted(basemap.items()))
    return tuple(sorted(sources, key=lambda source: "public domain" in source))


def _overlap(bounds: Sequence[float], home: Bounds) -> bool:
    west, south, east, north = bounds
    return west < home[2] and east > home[0] and south < home[3] and north > home[1]


def _labels(file: Record, languages: Sequence[str]) -> Record:
    wanted = dict.fromkeys((*languages, FALLBACK_LANGUAGE))
    return {**file, "labels": [{**label, "names": _chosen(label["names"], wanted)} for label in file["labels"]]}


def _chosen(names: Mapping[str, str], wanted: Iterable[str]) -> dict[str, str]:
    return {language: names[language] for language in wanted if language in names}
