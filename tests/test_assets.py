from __future__ import annotations

from pathlib import Path

import pytest

from mapbuilder import assets
from mapbuilder.errors import MachineError


def test_packaged_data_are_found() -> None:
    assert assets.geodata("black-january", "map.toml").is_file()
    assert assets.templates("page.html").is_file()


def test_a_wheel_keeps_its_data_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "mapbuilder"
    (package / "geodata").mkdir(parents=True)
    (tmp_path / "site-packages" / "geodata").mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert assets.geodata("areas") == package / "geodata" / "areas"


def test_what_is_not_there_is_a_fault_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "mapbuilder")
    with pytest.raises(MachineError, match="no geodata folder"):
        assets.geodata()
    with pytest.raises(MachineError, match=r"app\.js has not been made; run 'npm ci'"):
        assets.static("app.js")


def test_a_made_bundle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "app.js").write_text("")
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path)
    assert assets.static("app.js") == tmp_path / "_static" / "app.js"
