"""The output folder: every file is written whole or not at all, and the page last."""

from __future__ import annotations

import hashlib
import html
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from mapbuilder import files
from mapbuilder.errors import MachineError

Record = Mapping[str, Any]

PREVIEW = "preview.png"
PREVIEW_SIZE_PX = (1200, 630)
"""The size of a link's picture in the Open Graph protocol's wake."""
NO_PREVIEW = "MAPBUILDER_NO_PREVIEW"
"""Set this environment variable, and no browser is started."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_BROWSER_SECONDS = 60
_LIBRARIES = ("babel", "branca", "folium", "geopandas", "jinja2", "markdown-it-py", "nh3", "numpy", "pandas", "shapely")
"""Those whose version can change what is written."""
_EMBED_SIZE_PX = (960, 600)


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Nothing; `folder` holds every file of `contents` (by path inside it), `index.html` written last.

    Raises MachineError when the disk or a permission refuses.
    """
    for name in sorted(contents, key=lambda name: (name == "index.html", name)):
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError(f"cannot make the folder {path.parent}: {error.strerror}") from error
        files.clean_leftovers(path.parent)
        files.write_atomically(path, contents[name])


def inputs(folder: Path, named: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of a project by their path inside it: map.toml, the tables, and the files that those name.

    A named file that is not in the folder (packaged geodata) is left out; a link that leads out of it too.
    """
    tables = sorted(path.name for path in folder.glob("*.csv"))
    found = {}
    for name in dict.fromkeys(("map.toml", *tables, *sorted(named))):
        try:
            path = files.inside(folder, name, "the project")
        except ValueError:
            continue
        if path.is_file():
            found[name] = files.read_bytes(path, name)
    return found


def oembed(data: Record) -> bytes:
    """An oEmbed 1.0 response of type `rich`: how to put the map into another page."""
    width, height = _EMBED_SIZE_PX
    response = {
        "version": "1.0",
        "type": "rich",
        "title": _first(data["map"]["title"]),
        "provider_name": "mapbuilder",
        "html": iframe(data),
        "width": width,
        "height": height,
    }
    return _json(response)


def embed_page(data: Record) -> bytes:
    """A page that says how to embed the map, with the lines to copy."""
    title = html.escape(_first(data["map"]["title"]))
    language = html.escape(data["map"]["languages"][0])
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n<pre>{html.escape(iframe(data))}</pre>\n"
        f"{iframe(data)}\n</html>\n"
    ).encode()


def iframe(data: Record) -> str:
    """The `<iframe>` of the map in embed mode, sandboxed; without an address of its own it stands beside the page."""
    address = f"{data['map']['url'] or 'index.html'}#mode=embed"
    return (
        f'<iframe src="{html.escape(address)}"\n        title="{html.escape(_first(data["map"]["title"]))}" '
        f'width="100%" height="{_EMBED_SIZE_PX[1]}" loading="lazy"\n'
        '        sandbox="allow-scripts allow-popups" style="border: 0"></iframe>'
    )


def build_record(inputs: Mapping[str, bytes], counts: Mapping[str, int], warnings: Sequence[str]) -> bytes:
    """build.json: what went in (SHA-256 by file), the versions, what came out, what to look at. No clock, no path."""
    return _json(
        {
            "inputs": {name: hashlib.sha256(inputs[name]).hexdigest() for name in sorted(inputs)},
            "versions": {name: metadata.version(name) for name in ("mapbuilder", *_LIBRARIES)},
            "counts": dict(counts),
            "warnings": list(warnings),
        }
    )


def preview(page: Path) -> str:
    """Nothing, or in words why there is no new preview.png beside the page: a headless browser's picture of it."""
    if os.environ.get(NO_PREVIEW):
        return ""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        return "no preview.png: no Chromium was found"
    with tempfile.TemporaryDirectory(prefix="mapbuilder-preview-", ignore_cleanup_errors=True) as folder:
        picture = Path(folder) / PREVIEW
        try:
            subprocess.run(  # noqa: S603  a browser of this machine, with our own arguments
                _command(browser, page, picture, Path(folder) / "profile"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_BROWSER_SECONDS,
                check=True,
            )
            files.write_atomically(page.with_name(PREVIEW), picture.read_bytes())
        except (OSError, subprocess.SubprocessError, MachineError) as error:
            return f"no preview.png: the browser failed ({type(error).__name__})"
    return ""


def _command(browser: str, page: Path, picture: Path, profile: Path) -> list[str]:
    """A browser that opens the page without any network and leaves nothing behind."""
    width, height = PREVIEW_SIZE_PX
    return [
        browser,
        "--headless",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium refuses its sandbox to root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--virtual-time-budget=8000",
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        f"--screenshot={picture}",
        f"{page.resolve().as_uri()}#mode=embed",
    ]


def _first(text: Mapping[str, str]) -> str:
    return next(iter(text.values()), "")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
