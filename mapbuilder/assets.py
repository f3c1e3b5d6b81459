"""Where the packaged files are: in a checkout, an editable install or a wheel, found the same way.

In a wheel, `geodata/` and `templates/` stand inside the package; in a checkout they stand beside it. The front end's
bundle is always made into `mapbuilder/_static/`, by hatchling's build hook or by `npm run build` in `templates/app`.
"""

from __future__ import annotations

from pathlib import Path

from mapbuilder.errors import MachineError

_PACKAGE = Path(__file__).resolve().parent


def geodata(*parts: str) -> Path:
    """The path of packaged geodata: `geodata("black-january", "map.toml")`.

    Raises MachineError when the folder of data is not there. The file itself need not exist.
    """
    return _room("geodata").joinpath(*parts)


def templates(*parts: str) -> Path:
    """The path of a packaged template: `templates("elements", "history_map.js")`.

    Raises MachineError when the folder of templates is not there. The file itself need not exist.
    """
    return _room("templates").joinpath(*parts)


def static(name: str) -> Path:
    """The path of a file of the front end's bundle: `static("app.js")`.

    Raises MachineError when it has not been made, and says how to make it.
    """
    path = _PACKAGE / "_static" / name
    if not path.is_file():
        raise MachineError(
            f"the front end's {name} has not been made; run 'npm ci' and 'npm run build' in templates/app, "
            "or install mapbuilder again"
        )
    return path


def _room(name: str) -> Path:
    """The folder of that name inside the package (a wheel) or beside it (a checkout)."""
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise MachineError(f"this installation has no {name} folder; install mapbuilder again")
