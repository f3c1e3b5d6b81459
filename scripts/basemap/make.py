"""The order of the work: fetch the packages, make each file, write it, tell its size."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from . import areas, depths, inputs, labels


def make(cache: Path, geodata: Path) -> None:
    """Write the made files of `geodata`/basemap and `geodata`/areas; the same bytes from the same packages."""
    given = inputs.fetch(cache)
    for depth in (depths.world, depths.coast, depths.region):
        made = depth(given)
        _write(geodata / "basemap" / f"{made['id']}.json", made)
    named = labels.labels(given, geodata / "basemap" / "names.csv")
    _write(geodata / "basemap" / "labels.json", {"version": 1, "source": labels.SOURCE, "labels": named})
    for name, collection in areas.files(given).items():
        _write(geodata / "areas" / f"{name}.geojson", collection)


def _write(path: Path, made: dict[str, Any]) -> None:
    text = json.dumps(made, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    path.write_text(text, "utf-8")
    print(f"{path.name}: {len(text.encode()):,} bytes, {len(zlib.compress(text.encode(), 9)):,} compressed")
