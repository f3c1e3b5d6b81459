from __future__ import annotations

from mapbuilder import basemap

CAUCASUS = (47.6, 38.2, 51.2, 41.0)
PORTUGAL = (-10.0, 36.0, -6.0, 40.0)


def test_a_map_of_the_caucasus_has_its_fine_coast_and_names_who_made_it() -> None:
    found = basemap.data(CAUCASUS, ("en", "az"))
    assert set(found) == {"world", "region", "coast", "labels"}
    lines = basemap.credit_lines(found)
    assert any("OpenStreetMap" in line for line in lines)
    assert any("Natural Earth" in line for line in lines)


def test_a_map_of_elsewhere_does_not_carry_it() -> None:
    found = basemap.data(PORTUGAL, ("en",))
    assert set(found) == {"world", "labels"}
    assert not any("OpenStreetMap" in line for line in basemap.credit_lines(found))


def test_names_are_in_the_languages_of_the_map_and_in_english() -> None:
    labels = basemap.data(PORTUGAL, ("ru",))["labels"]["labels"]
    assert labels
    assert all(set(label["names"]) <= {"ru", "en"} for label in labels)
    assert any(label["names"].get("ru") == "Атлантический океан" for label in labels)
