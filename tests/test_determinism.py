"""The same project gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from lisbon import FOLDER

BUILD = """
import os, sys
os.umask(int(sys.argv[3], 8))
from pathlib import Path
import mapbuilder
mapbuilder.build(Path(sys.argv[1]), Path(sys.argv[2]), preview=False)
"""
ENVIRONMENTS = (
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1"},
    {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "az_AZ.UTF-8", "PYTHONHASHSEED": "12345"},
)


def build(folder: Path, number: int) -> dict[str, bytes]:
    """What a build in a fresh process writes, by path."""
    folder.mkdir()
    project = shutil.copytree(FOLDER, folder / f"project-{number}")
    environment = {**os.environ, **ENVIRONMENTS[number], "HOME": str(folder), "PYTHONUTF8": str(number)}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, "-W", "error", "-c", BUILD, str(project), str(folder / "out"), ("022", "077")[number]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    return {path.relative_to(folder / "out").as_posix(): path.read_bytes() for path in files}


def test_two_builds_in_two_worlds_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = build(tmp_path / "one", 0), build(tmp_path / "other world", 1)
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_nothing_written_names_the_folder_it_was_built_in(tmp_path: Path) -> None:
    for name, content in build(tmp_path / "somewhere-special", 0).items():
        assert b"somewhere-special" not in content, name
