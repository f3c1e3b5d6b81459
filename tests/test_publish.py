from __future__ import annotations

import json
from pathlib import Path

import pytest
from lisbon import FOLDER, data

from mapbuilder import files, publish
from mapbuilder.errors import MachineError


def test_the_page_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    write = files.write_atomically

    def noted(path: Path, content: bytes) -> None:
        order.append(path.name)
        write(path, content)

    monkeypatch.setattr(files, "write_atomically", noted)
    publish.write(tmp_path / "m", {"index.html": b"page", "data/z.csv": b"z", "build.json": b"{}"})
    assert order == ["build.json", "z.csv", "index.html"]
    assert (tmp_path / "m" / "data" / "z.csv").read_bytes() == b"z"


def test_nothing_but_the_files_is_left_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / f".index.html.1-1{files.LEFTOVER_SUFFIX}").write_bytes(b"of a killed build")
    publish.write(tmp_path, {"index.html": b"page"})
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_an_output_that_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"")
    with pytest.raises(MachineError, match="cannot make the folder"):
        publish.write(tmp_path / "m", {"index.html": b"page"})


def test_inputs_are_named_by_their_path_inside_the_project(tmp_path: Path) -> None:
    found = publish.inputs(FOLDER, ["texts/notes.txt", "../lisbon.py", "areas/of-the-package.geojson"])
    assert list(found)[:2] == ["map.toml", "claims.csv"]
    assert "texts/notes.txt" in found
    assert not any("lisbon.py" in name or "areas" in name for name in found)


def test_oembed_is_what_its_version_1_asks_for() -> None:
    response = json.loads(publish.oembed(data()))
    assert {"version", "type", "html", "width", "height"} <= set(response)
    assert (response["version"], response["type"]) == ("1.0", "rich")
    assert 'sandbox="allow-scripts' in response["html"]
    assert "#mode=embed" in response["html"]


def test_the_record_of_a_build_knows_no_clock_and_no_folder() -> None:
    record = json.loads(publish.build_record({"map.toml": b"x"}, {"events": 1}, ["a warning"]))
    assert record["inputs"]["map.toml"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert set(record) == {"inputs", "versions", "counts", "warnings"}
    assert record["versions"]["mapbuilder"]


def test_no_picture_is_taken_when_it_is_not_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(publish.NO_PREVIEW, "1")
    assert publish.preview(tmp_path / "index.html") == ""
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_a_browser_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(publish.NO_PREVIEW, raising=False)
    assert "no Chromium" in publish.preview(tmp_path / "index.html")


def test_a_browser_that_fails_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chromium").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv(publish.NO_PREVIEW, raising=False)
    assert "the browser failed" in publish.preview(tmp_path / "index.html")
    assert not (tmp_path / publish.PREVIEW).exists()
