"""The look of layers: what map.toml says, and for what it leaves open a colour and a glyph that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mapbuilder.model import Layer, Project

PALETTE = ("#0072b2", "#c04a00", "#00795c", "#a03a78", "#7a6200", "#1f4e79", "#8c2d19", "#4b5563")
"""After Okabe and Ito (2008), colours that the colour-blind tell apart, darkened to 4.5:1 on white."""
GLYPHS = (
    "circle",
    "square",
    "diamond",
    "triangle",
    "star",
    "hexagon",
    "triangle-down",
    "pentagon",
    "cross",
    "ring",
)
"""The shapes of templates/app/src/glyphs.ts: a layer is never told by its colour alone."""


def layers(project: Project) -> tuple[Layer, ...]:
    """The layers of map.toml, then one for each category of an event that none of them has, in alphabetical order.

    Each has a colour (#rrggbb) and a glyph; those that map.toml leaves open are the first that no other layer has.
    """
    declared = project.settings.layers
    named = {category for layer in declared for category in layer.categories}
    events = (event for event in project.events if event.status != "rejected")
    left = sorted({event.category for event in events} - named)
    language = project.settings.languages[0]
    ids = {layer.id for layer in declared}
    added = []
    for category in left:
        id_ = _id(category, ids)
        ids.add(id_)
        added.append(Layer(id=id_, title={language: category or id_}, categories=(category,)))
    return _styled((*declared, *added))


def by_category(layers: Iterable[Layer]) -> dict[str, str]:
    """The layer's id for each category; the first layer that names a category has it."""
    found: dict[str, str] = {}
    for layer in layers:
        for category in layer.categories:
            found.setdefault(category, layer.id)
    return found


def _styled(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    taken = {layer.colour.lower() for layer in layers} | {layer.icon for layer in layers}
    colours = [colour for colour in PALETTE if colour not in taken] or list(PALETTE)
    glyphs = [glyph for glyph in GLYPHS if glyph not in taken] or list(GLYPHS)
    styled = []
    for layer in layers:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", layer.colour):
            layer = replace(layer, colour=colours[0])
            colours.append(colours.pop(0))
        if layer.icon not in GLYPHS:
            layer = replace(layer, icon=glyphs[0])
            glyphs.append(glyphs.pop(0))
        styled.append(layer)
    return tuple(styled)


def _id(category: str, taken: set[str]) -> str:
    """An id made of the category's Latin letters; a number is added to one that is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", category.lower()).strip("-")
    plain = plain if re.match(r"[a-z]", plain) else f"events-{plain}".strip("-")
    candidate, number = plain, 2
    while candidate in taken:
        candidate, number = f"{plain}-{number}", number + 1
    return candidate
