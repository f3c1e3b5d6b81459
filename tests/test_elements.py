from __future__ import annotations

import subprocess
from copy import deepcopy

import folium
import pytest

from mapbuilder import elements
from mapbuilder.errors import MapbuilderError


def test_folium_assembles_the_calls_of_the_page_in_order() -> None:
    script = elements.assembly_script(elements.history_map("lisbon-1755", ["damage", "sea-and-land"]))
    assert script.splitlines() == [
        'const map_lisbon_1755 = mapbuilder.createMap("map");',
        "mapbuilder.addBasemap(map_lisbon_1755);",
        "mapbuilder.addMentions(map_lisbon_1755);",
        'mapbuilder.addEvents(map_lisbon_1755, "damage");',
        'mapbuilder.addEvents(map_lisbon_1755, "sea-and-land");',
        'mapbuilder.addLegend(map_lisbon_1755, ["damage", "sea-and-land"]);',
        "mapbuilder.start(map_lisbon_1755);",
    ]


def test_two_maps_of_the_same_ids_give_the_same_script() -> None:
    one, other = (elements.history_map("a-b", ["c-d"]) for _ in range(2))
    assert elements.assembly_script(one) == elements.assembly_script(other) == elements.assembly_script(one)


def test_a_layer_named_like_an_element_of_ours_is_no_trouble() -> None:
    script = elements.assembly_script(elements.history_map("basemap", ["mentions", "legend", "basemap", "const"]))
    assert script.count("addEvents") == 4
    assert '["mentions", "legend", "basemap", "const"]' in script


@pytest.mark.parametrize("layers", [["damage"], [], [f"layer-{n}" for n in range(40)]])
def test_the_script_is_legal_javascript(layers: list[str]) -> None:
    script = elements.assembly_script(elements.history_map("black-january", layers))
    subprocess.run(["node", "--check", "--input-type=commonjs", "-"], input=script.encode(), check=True)


def test_it_is_folium_that_holds_the_map() -> None:
    history = elements.history_map("m", ["damage"])
    assert isinstance(history, folium.Map)
    kinds = [type(child) for child in history._children.values()]
    assert kinds == [elements.Basemap, elements.MentionLayer, elements.EventLayer, elements.Legend, elements.Start]
    assert all(issubclass(kind, folium.map.Layer) for kind in kinds[:3])
    assert issubclass(elements.Legend, folium.LayerControl)


@pytest.mark.parametrize("id_", ["", "Map", "1755", "a_b", "a b", "{{7*7}}", 'a"b', "a\n", "ə", "a-b</script>"])
def test_an_id_that_could_be_code_enters_no_template(id_: str) -> None:
    with pytest.raises(MapbuilderError, match="is no id"):
        elements.history_map(id_, [])
    with pytest.raises(MapbuilderError, match="is no id"):
        elements.history_map("m", [id_])


def test_other_maps_of_folium_are_left_as_they_were() -> None:
    before = deepcopy((folium.Map.default_js, folium.Map.default_css))
    elements.assembly_script(elements.history_map("m", ["damage"]))
    assert (folium.Map.default_js, folium.Map.default_css) == before
    plain = folium.Map().get_root().render()
    assert "leaflet.js" in plain
    assert "createMap" not in plain


def test_nothing_of_foliums_own_page_remains() -> None:
    history = elements.history_map("m", ["damage"])
    script = elements.assembly_script(history)
    assert "http" not in script
    assert "<" not in script
    assert not history.default_js
    assert not history.default_css
