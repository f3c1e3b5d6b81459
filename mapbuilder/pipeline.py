"""The order of the work: texts -> mentions -> places -> events -> layers -> page. The imports are the map of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapbuilder import (
    assets,  # finds packaged data
    elements,  # folium's assembly script
    events,  # joins all records
    exports,  # records for others
    layers,  # records become data
    page,  # data become HTML
    project,  # folder becomes records
    publish,  # writes it whole
)
from mapbuilder.errors import ProjectError
from mapbuilder.model import Joined, Project

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: the page, what to look at, and how much of everything there is."""

    path: Path
    warnings: tuple[str, ...]
    counts: Mapping[str, int]


def build(
    project_folder: Path, output_folder: Path, *, preview: bool = True, report: Report | None = None
) -> BuildResult:
    """The map of a project, written to `<output_folder>/<map id>/`; `report` is told each step in a few words.

    Raises ProjectError with every mistake when one of them is fatal, and MachineError when the disk or a permission
    refuses; then nothing of an earlier map is changed.

    >>> build(Path("my-map"), Path("output")).path
    PosixPath('output/my-map/index.html')
    """
    tell = report or (lambda step: None)
    tell("reading the project")
    read, mistakes = project.read(project_folder)
    if any(mistake.fatal for mistake in mistakes):
        raise ProjectError(mistakes)
    tell("joining its records")
    joined = events.join(read)
    data = layers.page_data(read, joined, page.words(read.settings.languages), _credits())
    tell("making the page")
    script = elements.assembly_script(elements.history_map(read.settings.id, [layer["id"] for layer in data["layers"]]))
    html = page.render(page.context(data, script, _basemap()))
    warnings = tuple(str(mistake) for mistake in mistakes)
    totals = counts(read, joined)
    named = [source.file for source in read.sources] + [place.geometry_ref.split("#")[0] for place in read.places]
    contents = {
        "index.html": html.encode(),
        "oembed.json": publish.oembed(data),
        "embed.html": publish.embed_page(data),
        "build.json": publish.build_record(publish.inputs(project_folder, named), totals, warnings),
        **{f"data/{name}": content for name, content in exports.files(read, joined, data).items()},
    }
    tell("writing the files")
    target = output_folder / read.settings.id
    publish.write(target, contents)
    if preview:
        tell("taking its picture")
        trouble = publish.preview(target / "index.html")
        warnings += (trouble,) if trouble else ()
    return BuildResult(target / "index.html", warnings, totals)


def records(project_folder: Path) -> dict[str, bytes]:
    """The content of each file of `data/` by its name, without a page. Raises ProjectError as `build` does."""
    read, mistakes = project.read(project_folder)
    if any(mistake.fatal for mistake in mistakes):
        raise ProjectError(mistakes)
    joined = events.join(read)
    return exports.files(read, joined, layers.page_data(read, joined, {}))


def counts(read: Project, joined: Joined) -> dict[str, int]:
    """How many records of each kind there are, and how many are not on the map."""
    shown = joined.events[joined.events["shown"]]
    return {
        "sources": len(read.sources),
        "mentions": len(joined.mentions),
        "mentions_shown": int(joined.mentions["shown"].sum()),
        "mentions_without_place": int((joined.mentions["shown"] & ~joined.mentions["placed"]).sum()),
        "places": len(joined.places),
        "places_on_map": int(joined.places["placed"].sum()),
        "events": len(joined.events),
        "events_shown": len(shown),
        "events_not_on_map": int((shown["reason"] != "").sum()),
        "claims": len(joined.claims),
        "chapters": len(read.chapters),
    }


def _basemap() -> dict[str, object]:
    """The basemap's data by the name of their file (geodata/basemap/SOURCES.md says where they come from)."""
    paths = sorted(assets.geodata("basemap").glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def _credits() -> tuple[str, ...]:
    """The lines of thanks that the map's data ask for (geodata/basemap/credits.txt)."""
    path = assets.geodata("basemap", "credits.txt")
    return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line) if path.is_file() else ()
