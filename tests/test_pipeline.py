from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lisbon import FOLDER

import mapbuilder
from mapbuilder.errors import MachineError, ProjectError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "project"))


def test_a_build_writes_every_file_of_the_contract(tmp_path: Path) -> None:
    steps: list[str] = []
    result = mapbuilder.build(FOLDER, tmp_path, preview=False, report=steps.append)
    assert result.path == tmp_path / "lisbon-1755" / "index.html"
    written = {path.relative_to(tmp_path / "lisbon-1755").as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {
        "index.html",
        "oembed.json",
        "embed.html",
        "build.json",
        *(f"data/{name}.csv" for name in ("events", "claims", "mentions", "places")),
        "data/events.geojson",
        "data/places.geojson",
        "data/places.lpf.json",
    }
    assert steps


def test_a_build_counts_what_went_in_and_what_is_not_shown(tmp_path: Path) -> None:
    result = mapbuilder.build(FOLDER, tmp_path, preview=False)
    counts = result.counts
    assert (counts["events"], counts["events_shown"], counts["events_not_on_map"]) == (9, 8, 2)
    assert (counts["mentions"], counts["mentions_shown"]) == (16, 15)
    record = json.loads((result.path.parent / "build.json").read_text())
    assert record["counts"] == counts
    assert "events.csv: 9 texts have no translation into 'ru' (summary_ru 2, title_ru 7)" in record["warnings"]
    assert "texts/account.txt" in record["inputs"]
    assert str(tmp_path) not in (result.path.parent / "build.json").read_text()


def test_all_mistakes_are_told_at_once_and_nothing_is_written(project: Path, tmp_path: Path) -> None:
    events = (project / "events.csv").read_text()
    events = events.replace("1755-11-01/1755-11~", "1 Nov 1755").replace("lagos; cadiz:affected", "lagoss")
    (project / "events.csv").write_text(events)
    with pytest.raises(ProjectError) as error:
        mapbuilder.build(project, tmp_path / "out", preview=False)
    assert len(error.value.mistakes) >= 2
    assert "Did you mean 'lagos'?" in str(error.value)
    assert not (tmp_path / "out").exists()


def test_an_old_map_stays_when_the_project_has_mistakes(project: Path, tmp_path: Path) -> None:
    page = mapbuilder.build(project, tmp_path / "out", preview=False).path
    before = page.read_bytes()
    (project / "map.toml").write_text("[map\n")
    with pytest.raises(ProjectError):
        mapbuilder.build(project, tmp_path / "out", preview=False)
    assert page.read_bytes() == before


def test_an_output_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(MachineError):
        mapbuilder.build(FOLDER, tmp_path / "out", preview=False)
