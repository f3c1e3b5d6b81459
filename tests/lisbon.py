"""The small project of the tests: two accounts of the Lisbon earthquake of 1755, with one of everything in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mapbuilder import events, layers, page
from mapbuilder import project as projects
from mapbuilder.model import Joined, Project

FOLDER = Path(__file__).parent / "projects" / "lisbon-1755"


@cache
def project() -> Project:
    read, mistakes = projects.read(FOLDER)
    assert not [mistake for mistake in mistakes if mistake.fatal], "\n".join(map(str, mistakes))
    return read


@cache
def joined() -> Joined:
    return events.join(project())


def data() -> dict[str, Any]:
    return layers.page_data(project(), joined(), page.words(project().settings.languages), ("Basemap: nobody",))


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}
