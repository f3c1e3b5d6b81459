"""mapbuilder: from texts about history to one offline, interactive map in which every mark opens its sentence.

>>> from pathlib import Path
>>> import mapbuilder
>>> mapbuilder.build(Path("my-map"), Path("output")).path
PosixPath('output/my-map/index.html')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mapbuilder.errors import MachineError, MapbuilderError, Mistake, ProjectError, UsageError

if TYPE_CHECKING:
    from mapbuilder.model import Project
    from mapbuilder.pipeline import BuildResult, build

__all__ = [
    "BuildResult",
    "MachineError",
    "MapbuilderError",
    "Mistake",
    "Project",
    "ProjectError",
    "UsageError",
    "__version__",
    "build",
]
__version__ = "0.1.0"

_LAZY = {"BuildResult": "pipeline", "Project": "model", "build": "pipeline"}
"""Names whose module imports shapely, folium or geopandas, up to a second: it is imported when they are asked for."""


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(import_module(f"mapbuilder.{_LAZY[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
