"""The order of the work: texts -> mentions -> places -> events -> layers -> page. The imports are the map of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapbuilder import (
    basemap,  # land under it
    elements,  # folium's assembly script
    events,  # joins all records
    exports,  # records for others
    layers,  # records become data
    page,  # data become HTML
    project,  # folder becomes records
    publish,  # writes it whole
)
from mapbuilder.errors import Mistake, ProjectError
from mapbuilder.model import Joined, Project

Report = Callable[[str], None]
GAZETTEER_CREDIT = "GeoNames (geonames.org), CC BY 4.0"


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
    read, mistakes = _sound(project_folder)
    tell("joining its records")
    joined = events.join(read)
    background = basemap.data(joined.home, read.settings.languages)
    words = page.words(read.settings.languages)
    data = layers.page_data(read, joined, words, _credits(read, background))
    tell("making the page")
    script = elements.assembly_script(elements.history_map(read.settings.id, [layer["id"] for layer in data["layers"]]))
    html = page.render(page.context(data, script, background))
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
    read, _ = _sound(project_folder)
    joined = events.join(read)
    return exports.files(read, joined, layers.page_data(read, joined, page.words(read.settings.languages)))


def _sound(project_folder: Path) -> tuple[Project, tuple[Mistake, ...]]:
    """The project and what is to be looked at in it. Raises ProjectError with every mistake when one is fatal."""
    read, mistakes = project.read(project_folder)
    if any(mistake.fatal for mistake in mistakes):
        raise ProjectError(mistakes)
    return read, mistakes


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


def _credits(read: Project, background: Mapping[str, dict[str, Any]]) -> tuple[str, ...]:
    """Who is to be named for data in the map: the basemap's makers, and GeoNames when a place came from there."""
    from_geonames = any(link.startswith("gn:") for place in read.places for link in place.same_as)
    return basemap.credit_lines(background) + ((GAZETTEER_CREDIT,) if from_geonames else ())
