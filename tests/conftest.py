"""What several test modules need: the checkout, and the map that it builds, built once a run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _node() -> None:
    """Tests that run `node` find one, also on a machine whose only Node.js is the one from PyPI."""
    if hatch_build.machine_npm() is None:
        os.environ["PATH"] = hatch_build.find_npm()[1]["PATH"]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def black_january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of Black January, made by the command itself; shared by the workers of one run."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):  # a worker of pytest-xdist: its parent folder is the run's
        shared = shared.parent
    out = shared / "built"
    page = out / "black-january" / "index.html"
    with _one_at_a_time(shared / "built.lock"):
        if not page.is_file():
            _mapbuilder("build", "-o", str(out))
    return page.parent


def _mapbuilder(*arguments: str) -> None:
    command = [sys.executable, "-c", "from mapbuilder.cli import main; main()", *arguments]
    environment = {**os.environ, "MAPBUILDER_NO_PREVIEW": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(arguments)}:\n{done.stdout}{done.stderr}"


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        flock(lock, LOCK_EX)
        yield
