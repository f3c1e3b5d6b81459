"""The verbs scan and where, over real files and projects."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from mapbuilder import assets, curation
from mapbuilder.errors import ProjectError
from mapbuilder.reading import scan_files, scan_project, where

KEYS = ["source", "start", "end", "exact", "kind", "place", "name", "lat", "lon", "precision", "radius_km", "score"]
TEXT = "Soviet troops entered Baku. In Baku and in Lenkoran people wept; the OSCE Minsk Group did not exist."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = curation.new(tmp_path / "my-map")
    (folder / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def decide(folder: Path, number: int, **cells: str) -> None:
    rows = table(folder, "mentions.csv")
    rows[number].update(cells)
    with (folder / "mentions.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_new_project_gets_sources_mentions_and_places(project: Path) -> None:
    result = scan_project(project)
    assert result.sources_added == ("one",)
    assert result.places_added == ("baku", "lankaran")
    assert [(row["exact"], row["kind"], row["place"]) for row in table(project, "mentions.csv")] == [
        ("Soviet", "adjective", "-"),
        ("Baku", "place", "baku"),
        ("Baku", "place", "baku"),
        ("Lenkoran", "place", "lankaran"),
        ("OSCE Minsk Group", "organisation", "-"),
    ]
    assert {row["status"] for row in table(project, "mentions.csv")} == {"proposed"}


def test_a_second_scan_changes_no_byte(project: Path) -> None:
    scan_project(project)
    before = {path.name: path.read_bytes() for path in project.glob("*.csv")}
    result = scan_project(project)
    assert {path.name: path.read_bytes() for path in project.glob("*.csv")} == before
    assert result.places_added == ()


def test_black_january_is_the_same_after_a_scan(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(assets.geodata("black-january"), tmp_path / "copy"))
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    result = scan_project(folder)
    assert (result.proposed, result.stale, result.places_added) == (0, (), ())
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_decisions_survive_and_leave_no_room_for_proposals(project: Path) -> None:
    scan_project(project)
    decide(project, 1, status="rejected", note="not this one")
    decide(project, 3, status="accepted")
    result = scan_project(project)
    rows = table(project, "mentions.csv")
    assert [row["status"] for row in rows] == ["proposed", "rejected", "proposed", "accepted", "proposed"]
    assert rows[1]["note"] == "not this one"
    assert result.kept == 2


def test_a_decision_follows_its_words_through_an_edited_text(project: Path) -> None:
    scan_project(project)
    decide(project, 2, status="accepted", note="second Baku")
    edited = "A sentence more. " + TEXT
    (project / "texts" / "one.txt").write_text(edited, encoding="utf-8")
    result = scan_project(project)
    row = next(row for row in table(project, "mentions.csv") if row["note"] == "second Baku")
    assert int(row["start"]) == edited.index("In Baku") + 3
    assert result.stale == ()


def test_a_decision_whose_words_are_gone_is_told_and_kept(project: Path) -> None:
    scan_project(project)
    decide(project, 3, status="accepted", note="keep me")
    (project / "texts" / "one.txt").write_text("Soviet troops entered Baku.", encoding="utf-8")
    result = scan_project(project)
    assert len(result.stale) == 1
    assert "Lenkoran" in result.stale[0]
    assert "keep me" in [row["note"] for row in table(project, "mentions.csv")]


def test_what_a_spreadsheet_makes_of_the_tables_changes_nothing(project: Path) -> None:
    scan_project(project)
    decide(project, 1, status="accepted")
    scan_project(project)
    before = (project / "mentions.csv").read_text(encoding="utf-8")
    rows = table(project, "mentions.csv")
    with (project / "mentions.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(reversed(rows))
    scan_project(project)
    assert (project / "mentions.csv").read_text(encoding="utf-8") == before


def test_a_table_that_cannot_be_read_whole_is_not_written(project: Path) -> None:
    scan_project(project)
    (project / "places.csv").write_text("id,name,lon,lat\nbaku,Baku,east,40\n", encoding="utf-8")
    before = (project / "mentions.csv").read_bytes()
    with pytest.raises(ProjectError, match=r"places\.csv"):
        scan_project(project)
    assert (project / "mentions.csv").read_bytes() == before


def test_files_are_read_without_a_project(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = list(scan_files([path]))
    assert all(list(mention) == KEYS for mention in found)
    assert [mention["exact"] for mention in found] == ["Soviet", "Baku", "Baku", "Lenkoran", "OSCE Minsk Group"]
    lankaran, group = found[3], found[4]
    assert lankaran["name"] == "Lankaran"
    assert lankaran["place"] == "lankaran"
    assert (group["place"], group["name"], group["lat"]) == (None, None, None)
    assert all(TEXT[int(str(m["start"])) : int(str(m["end"]))] == m["exact"] for m in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_moves_no_offset(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("In Bakı – Baku.".encode(encoding))
    assert [mention["start"] for mention in scan_files([path])] == [3, 10]


def test_an_empty_file_names_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert list(scan_files([path])) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 \xff\xfe", "is a PDF"),
        ("Köln".encode("latin-1"), "not UTF-8"),
        (b"Baku\0Baku", "NUL"),
    ],
)
def test_what_is_no_text_is_told_after_the_texts_that_are(tmp_path: Path, data: bytes, message: str) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text("In Baku.", encoding="utf-8")
    scan = scan_files([bad, good, tmp_path / "missing.txt"])
    assert next(scan)["exact"] == "Baku"
    with pytest.raises(ProjectError) as raised:
        next(scan)
    assert message in str(raised.value)
    assert "missing.txt" in str(raised.value)


def test_where_tells_candidates_with_reasons() -> None:
    best, *others = where("Lenkoran")
    assert (best.name, best.record) == ("Lankaran", "gn:147622")
    assert "people" in best.reasons
    assert all(best.score >= other.score for other in others)


def test_where_understands_a_region() -> None:
    assert where("Paris, Texas")[0].record == "gn:4717560"


def test_where_knows_nothing_of_an_unknown_name() -> None:
    assert where("Qwrtzpl") == []
