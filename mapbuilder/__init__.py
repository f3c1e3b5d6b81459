"""mapbuilder: from texts about history to one offline, interactive map in which every mark opens its sentence.

>>> from pathlib import Path
>>> import mapbuilder
>>> mapbuilder.build(Path("my-map"), Path("output")).path
PosixPath('output/my-map/index.html')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapbuilder.errors import MachineError, MapbuilderError, Mistake, ProjectError, UsageError
from mapbuilder.model import Project

if TYPE_CHECKING:
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

_LAZY = {"BuildResult", "build"}
"""Names whose module takes a second to import (folium, geopandas): it is imported when they are first asked for."""


def __getattr__(name: str) -> object:
    if name in _LAZY:
        from mapbuilder import pipeline

        value: object = getattr(pipeline, name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
