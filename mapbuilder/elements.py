"""Everything about folium: the elements of a map, and the script that folium assembles from them.

folium and branca render every template twice, so words in a template can run as a template on the builder's machine
(folium 0.20, branca 0.8.2). Only ids enter these templates; everything that people wrote is in the page's data block.
Nothing of folium's own page remains: no link to a CDN, no random id, and no list that other maps share is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import folium
from branca.element import Figure
from folium.template import Template

from mapbuilder import assets
from mapbuilder.errors import MapbuilderError

CONTAINER = "map"
"""The id of the element in templates/page.html that the map is drawn in."""
_ID = re.compile(r"[a-z][a-z0-9-]*")


def _template(name: str) -> Template:
    template: Template = Template(assets.templates("elements", name).read_text(encoding="utf-8"))
    return template


def safe_id(id_: str) -> str:
    """The same id. Raises MapbuilderError when it is not `[a-z][a-z0-9-]*` and must not enter a template."""
    if not _ID.fullmatch(id_):
        raise MapbuilderError(f"{id_!r} is no id of a map or a layer; write small letters a to z, digits and '-'")
    return id_


class ScriptFigure(Figure):
    """The root of the elements: of all that branca collects, it renders the script alone."""

    _template = Template("{{ this.script.render(**kwargs) }}")


class HistoryMap(folium.Map):
    """The map. Its name in the script comes from the project's id, not from chance."""

    _template = _template("history_map.js")
    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium's own type; nothing is ever added
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, id_: str) -> None:
        self.map_id = safe_id(id_)
        self.container = CONTAINER
        super().__init__(tiles=None, zoom_control=False)
        ScriptFigure().add_child(self)

    def get_name(self) -> str:
        """`map_black_january`: a JavaScript identifier."""
        return "map_" + self.map_id.replace("-", "_")


class _PageLayer(folium.map.Layer):
    """A layer that the page's own script makes. `show` is off: what is shown at first stands in the data block."""

    def __init__(self, id_: str, *, overlay: bool) -> None:
        self.element_id = safe_id(id_)
        super().__init__(name=id_, overlay=overlay, control=overlay, show=False)

    def get_name(self) -> str:
        """`layer_violence`: a JavaScript identifier."""
        return "layer_" + self.element_id.replace("-", "_")


class Basemap(_PageLayer):
    """Land, water and borders from the page's second data block."""

    _template = _template("basemap.js")

    def __init__(self) -> None:
        super().__init__("basemap", overlay=False)

    def get_name(self) -> str:
        """`basemap`."""
        return "basemap"


class MentionLayer(_PageLayer):
    """Every place that a source names."""

    _template = _template("mention_layer.js")

    def __init__(self) -> None:
        super().__init__("mentions", overlay=False)

    def get_name(self) -> str:
        """`mentions`."""
        return "mentions"


class EventLayer(_PageLayer):
    """The events of one layer of the project, switched together in the legend."""

    _template = _template("event_layer.js")

    def __init__(self, id_: str) -> None:
        super().__init__(id_, overlay=True)


class Legend(folium.LayerControl):
    """What is shown, by layer. folium finds the layers: every overlay of the map, in the order they were added."""

    _template = _template("legend.js")

    def get_name(self) -> str:
        """`legend`."""
        return "legend"


class Start(folium.MacroElement):
    """The last element: everything is there, the page can draw its first view."""

    _template = _template("start.js")

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def get_name(self) -> str:
        """`start`."""
        return "start"


def history_map(map_id: str, layer_ids: Iterable[str]) -> HistoryMap:
    """The whole map: basemap, mentions, a layer of events for each id in that order, and the legend of these layers."""
    history = HistoryMap(map_id)
    Basemap().add_to(history)
    MentionLayer().add_to(history)
    for layer_id in layer_ids:
        EventLayer(layer_id).add_to(history)
    Legend().add_to(history)
    Start().add_to(history)
    return history


def assembly_script(history: HistoryMap) -> str:
    """The script of the elements, one statement a line, the same for the same ids.

    >>> assembly_script(history_map("lisbon-1755", ["damage"])).splitlines()[0]
    'const map_lisbon_1755 = mapbuilder.createMap("map");'
    """
    lines = (line.strip() for line in history.get_root().render().splitlines())
    return "\n".join(line for line in lines if line) + "\n"
