"""The index of place names, and the curated tables that it is made of."""

from __future__ import annotations

import csv
import multiprocessing
import re
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapbuilder import assets, edtf, gazetteer
from mapbuilder.errors import MachineError
from mapbuilder.gazetteer import Gazetteer, open_index
from mapbuilder.model import PRECISIONS
from mapbuilder.tokens import key

PLACES = gazetteer.TABLES
BY_HAND = ("regions", "historical_states", "landmarks", "seas_mountains", "old_names")


def rows(table: str) -> list[dict[str, str]]:
    with assets.geodata("gazetteer", f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.fixture(scope="module")
def index() -> Iterator[Gazetteer]:
    opened = open_index()
    yield opened
    opened.close()


@pytest.mark.parametrize("table", PLACES)
def test_every_row_of_a_table_says_where_it_is_how_exactly_and_who_says_so(table: str) -> None:
    for row in rows(table):
        where = f"{table}.csv: {row['id']}"
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", row["id"]), where
        assert row["name"].strip(), where
        assert row["kind"], where
        assert -180 <= float(row["lon"]) <= 180, where
        assert -90 <= float(row["lat"]) <= 90, where
        assert row["precision"] in PRECISIONS, where
        assert 0 < float(row["radius_km"]) < 10_000, where
        assert row["source"].strip(), where
        assert row["accuracy"].strip(), where


@pytest.mark.parametrize("table", PLACES)
def test_the_ids_of_a_table_are_unique(table: str) -> None:
    ids = [row["id"] for row in rows(table)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("table", PLACES)
def test_dates_of_validity_are_edtf(table: str) -> None:
    for row in rows(table):
        if row["valid"]:
            edtf.parse(row["valid"])


@pytest.mark.parametrize("table", PLACES)
def test_an_area_is_an_outline_in_geodata(table: str) -> None:
    for row in rows(table):
        if row["area"]:
            file, _, part = row["area"].partition("#")
            assert re.fullmatch(r"[A-Z]{2}", part) or not part, row["id"]
            assert assets.geodata(*file.split("/")).is_file(), row["id"]


def test_the_tables_written_by_hand_are_of_some_size() -> None:
    sizes = {table: len(rows(table)) for table in BY_HAND}
    least = {"regions": 150, "historical_states": 80, "landmarks": 60, "seas_mountains": 120, "old_names": 200}
    assert all(sizes[table] >= count for table, count in least.items()), sizes


def test_links_to_geonames_lead_to_towns_of_the_index(index: Gazetteer) -> None:
    for row in rows("old_names"):
        assert row["same_as"] in {place.ref for place in index.lookup(key(row["name"]))}, row["id"]


def test_adjectives_belong_to_places_that_the_index_knows(index: Gazetteer) -> None:
    for row in rows("adjectives"):
        assert index.lookup(key(row["place"])), row


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Baku", "gn:587084"),
        ("Bakı", "gn:587084"),
        ("Баку", "gn:587084"),
        ("Lenkoran", "gn:147622"),
        ("Neftchala", "gn:147425"),
        ("Stepanakert", "gn:146970"),
        ("Leningrad", "gn:498817"),
        ("Saint Petersburg", "gn:498817"),
        ("U.S.S.R.", "historical_states:soviet-union"),
        ("Nagorno Karabakh", "regions:nagorno-karabakh"),
        ("Alley of Martyrs", "landmarks:alley-of-martyrs"),
        ("Azerbaijan", "country:az"),
        ("Азербайджан", "country:az"),
        ("Caspian Sea", "seas_mountains:caspian-sea"),
        ("Texas", "first_level:us-tx"),
    ],
)
def test_a_place_is_found_by_its_names_in_many_spellings(index: Gazetteer, name: str, found: str) -> None:
    assert index.lookup(key(name))[0].ref == found


def test_areas_carry_their_precision_and_outline_and_no_bare_pin(index: Gazetteer) -> None:
    for name in ("Azerbaijan", "Soviet Union", "Nagorno-Karabakh", "Karabakh"):
        place = index.lookup(key(name))[0]
        assert place.precision in ("country", "region")
        assert place.area.startswith("areas/")


def test_a_small_capital_is_not_cut_by_its_people(index: Gazetteer) -> None:
    assert any(place.ref == "gn:146970" for place in index.lookup(key("Khankendi")))


def test_peoples_and_adjectives_lead_to_their_place(index: Gazetteer) -> None:
    assert index.demonym("Soviet") == "Soviet Union"
    assert index.demonym("Hungarian") == "Hungary"
    assert index.demonym("Azerbaijanis") == "Azerbaijan"
    assert index.demonym("Americans") == "United States"
    assert index.demonym("reading") == ""


def test_codes_of_airports_and_machine_transliterations_are_no_names(index: Gazetteer) -> None:
    assert "gn:587084" not in {place.ref for place in index.lookup("bak")}
    assert "gn:587084" not in {place.ref for place in index.lookup("ba ku")}


def test_an_unknown_name_has_no_places_and_no_length(index: Gazetteer) -> None:
    assert index.lookup("qwrtzp") == ()
    assert index.longest("qwrtzp") == 0


def test_the_radius_of_a_town_grows_with_its_people() -> None:
    assert gazetteer.town_radius_km(0) == 1.0
    assert 5 < gazetteer.town_radius_km(1_000_000) < 12


def _open(name: str) -> tuple[int, int]:
    """How many places of that name a fresh index knows, and the most memory that making it took, in bytes."""
    return len(open_index().lookup(name)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_several_processes_may_make_the_index_at_once_with_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAPBUILDER_CACHE", str(tmp_path))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        known, memory = zip(*pool.map(_open, ["baku", "tbilisi"], chunksize=1), strict=True)
    assert known == (1, 1)
    assert max(memory) < 500_000_000
    assert [path.name for path in tmp_path.iterdir()] == [gazetteer.index_path().name]


def test_making_the_index_tells_its_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPBUILDER_CACHE", str(tmp_path / "deep" / "folder"))
    steps: list[tuple[str, int, int]] = []
    open_index(lambda what, done, total: steps.append((what, done, total))).close()
    assert len(steps) > 10
    assert all(0 <= done <= total for _, done, total in steps)


def test_a_cache_that_cannot_be_written_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MAPBUILDER_CACHE", str(tmp_path / "file"))
    with pytest.raises(MachineError, match="MAPBUILDER_CACHE"):
        open_index()
