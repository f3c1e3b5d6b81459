"""The basemap that a page carries: the depths of geodata/basemap that its view needs, and names in its languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mapbuilder import assets

Record = dict[str, Any]
Bounds = tuple[float, float, float, float]

LABELS = "labels"
FALLBACK_LANGUAGE = "en"


def data(home: Bounds, languages: Sequence[str]) -> Record:
    """`{"version": 1, "depths": [...], "labels": [...]}`, as scripts/make_basemap wrote them.

    Depths: those that reach into the first view `home` (west, south, east, north), the shallow first; a finer one
    covers the others inside its bounds from its `min_zoom` on. Labels: with their names in `languages` and in English.
    """
    found = {path.stem: _read(path.name) for path in sorted(assets.geodata("basemap").glob("*.json"))}
    labels = found.pop(LABELS, {"labels": []})["labels"]
    depths = [depth for depth in found.values() if _overlap(depth["bounds"], home)]
    wanted = dict.fromkeys((*languages, FALLBACK_LANGUAGE))
    return {
        "version": 1,
        "depths": sorted(depths, key=lambda depth: (depth["min_zoom"], depth["id"])),
        "labels": [{**label, "names": _chosen(label["names"], wanted)} for label in labels],
    }


def credit_lines(basemap: Record) -> tuple[str, ...]:
    """Who is to be named for the depths of a basemap, one line each."""
    return tuple(dict.fromkeys(depth["source"] for depth in basemap["depths"]))


def _read(name: str) -> Record:
    record: Record = json.loads(assets.geodata("basemap", name).read_text(encoding="utf-8"))
    return record


def _overlap(bounds: Sequence[float], home: Bounds) -> bool:
    west, south, east, north = bounds
    return west < home[2] and east > home[0] and south < home[3] and north > home[1]


def _chosen(names: Mapping[str, str], wanted: Iterable[str]) -> dict[str, str]:
    return {language: names[language] for language in wanted if language in names}
