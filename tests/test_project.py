# ruff: noqa: E501  a message stands on one line, as it is told
from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapbuilder import assets, contract, project, tables
from mapbuilder.errors import MachineError, Mistake, ProjectError, UsageError
from mapbuilder.model import NOT_A_PLACE, EventPlace, Mention, Place, Project

TEXT = (
    "Troops entered Baku.\nOn that night 131 people were “killed” in Baku, and one hundred seventy in all. One fifth."
)
MAP = """\
[map]
id = "small"
title = "Small"
title_az = "Kiçik"
languages = ["en", "az"]

[[layers]]
id = "deaths"
title = "Deaths"
categories = ["death", "troops"]
"""
TABLES = {
    "sources.csv": "id,file,title,published\nnews,texts/news.txt,The news,1990-01-21\n",
    "mentions.csv": "source,start,end,exact,kind,place,status\nnews,15,19,Baku,place,baku,accepted\n",
    "places.csv": "id,name,name_az,lon,lat,precision\nbaku,Baku,Bakı,49.85,40.38,city\nlankaran,Lankaran,Lənkəran,48.85,38.75,\n",
    "events.csv": "id,title,when,category,places\nnight,The night,1990-01-19/1990-01-20,death,baku; lankaran:affected\n",
    "claims.csv": "event,source,quote,low,high\nnight,news,131 people were “killed” in Baku,131,131\n",
    "story.csv": "order,title,text,events\n1,Begin,It began.,night\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    (root / "texts").mkdir(parents=True)
    (root / "map.toml").write_text(MAP)
    (root / "texts" / "news.txt").write_text(TEXT)
    for name, content in TABLES.items():
        (root / name).write_text(content)
    return root


def fatal(folder: Path) -> list[str]:
    return [str(mistake) for mistake in project.read(folder)[1] if mistake.fatal]


def warnings(folder: Path) -> list[str]:
    return [str(mistake) for mistake in project.read(folder)[1] if not mistake.fatal]


def put(folder: Path, name: str, *rows: str) -> None:
    """Adds rows to a table."""
    with (folder / name).open("a") as stream:
        stream.writelines(f"{row}\n" for row in rows)


def test_a_good_project_is_read_whole(folder: Path) -> None:
    found, mistakes = project.read(folder)
    assert [mistake for mistake in mistakes if mistake.fatal] == []
    assert found.settings.title == {"en": "Small", "az": "Kiçik"}
    assert found.sources[0].text == TEXT
    assert found.sources[0].language == "en"
    assert found.events[0].places == (EventPlace("baku"), EventPlace("lankaran", "affected"))
    assert found.places[0].name == {"en": "Baku", "az": "Bakı"}
    claim = found.claims[0]
    assert TEXT[claim.start : claim.start + len(claim.quote)] == claim.quote
    assert found.chapters[0].events == ("night",)
    assert (found.mentions[0].row, found.places[1].row) == (2, 3)


def test_black_january_has_no_mistake() -> None:
    found, mistakes = project.read(assets.geodata("black-january"))
    assert [str(mistake) for mistake in mistakes if mistake.fatal] == []
    assert len(found.sources) == 2
    for mention in found.mentions:
        text = next(source.text for source in found.sources if source.id == mention.source)
        assert text[mention.start : mention.end] == mention.exact
    assert all(claim.start >= 0 for claim in found.claims)


def test_what_has_no_translation_is_counted_by_table_and_language(folder: Path) -> None:
    assert "story.csv: 2 texts have no translation into 'az' (title_az 1, text_az 1)" in warnings(folder)
    assert "events.csv: 1 text has no translation into 'az' (title_az 1)" in warnings(folder)
    assert not [line for line in warnings(folder) if line.startswith(("places.csv", "sources.csv"))]


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("events.csv", "Night 2,x,,death,", "events.csv:3: id: 'Night 2' is not an id: small letters a-z, digits and '-'; write 'night-2'"),
        ("events.csv", ",x,,death,", "events.csv:3: id: is empty; give this row an id"),
        ("events.csv", "night,x,,death,", "events.csv:3: id: 'night' is there already, in row 2; an id names one row"),
        ("events.csv", "two,,,death,", "events.csv:3: title: is empty"),
        ("events.csv", "two,x,20 Jan 90,death,", "events.csv:3: when: '20 Jan 90' is not an EDTF date; write 1990-01-20"),
        ("events.csv", "two,x,,death,Lenkaran", "events.csv:3: places: 'Lenkaran' is not in places.csv. Did you mean 'lankaran'?"),
        ("events.csv", "two,x,,death,baku:afected", "events.csv:3: places: 'afected' is not a role: happened, affected, spoken_from, compared, mentioned. Did you mean 'affected'?"),
        ("events.csv", "two,x,,death,baku; baku", "events.csv:3: places: 'baku' is there twice"),
        ("events.csv", "two,x,,deaths,", "events.csv:3: category: 'deaths' is in no layer of map.toml. Did you mean 'death'?"),
        ("events.csv", "two,x,,,", "events.csv:3: category: is empty; it can be death, troops."),
        ("places.csv", "a,A,,181,40,", "places.csv:4: lon: 181 is not between -180 and 180"),
        ("places.csv", "a,A,,40,-91,", "places.csv:4: lat: -91 is not between -90 and 90"),
        ("places.csv", "a,A,,nan,40,", "places.csv:4: lon: 'nan' is not a number"),
        ("places.csv", "a,A,,1_0,40,", "places.csv:4: lon: '1_0' is not a number"),
        ("places.csv", "a,A,,,40,", "places.csv:4: lon: is empty, but lat is not; write both or neither"),
        ("places.csv", 'a,A,,"49,85",40,', "places.csv:4: lon: '49,85' is not a number; write 49.85"),
        ("places.csv", 'a,A,,"49,850",40,', "places.csv:4: lon: '49,850' is not a number; write 49.850"),
        ("claims.csv", 'night,news,131 people,"30,000",', "claims.csv:3: low: '30,000' is not a number; write 30000, or 30.000 if the comma is a decimal point"),
        ("claims.csv", "night,news,131 people,1 300 000,", "claims.csv:3: low: '1 300 000' is not a number; write 1300000"),
        ("claims.csv", 'night,news,131 people,"30,0000",', "claims.csv:3: low: '30,0000' is not a number; write 30.0000"),
        ("places.csv", "a,A,,,,town", "places.csv:4: precision: 'town' is not one of point, site, district, city, region, country, unknown."),
        ("places.csv", "a,,Ə,,,", "places.csv:4: name: is empty, but name_az is not; the default language 'en' stands here"),
        ("mentions.csv", "news,0,6,Troops,place,bakku,accepted", "mentions.csv:3: place: 'bakku' is not in places.csv. Did you mean 'baku'?"),
        ("mentions.csv", "newz,0,6,Troops,place,baku,accepted", "mentions.csv:3: source: 'newz' is not in sources.csv. Did you mean 'news'?"),
        ("mentions.csv", "news,6,6,x,place,baku,accepted", "mentions.csv:3: end: 6 is not more than start, 6"),
        ("mentions.csv", "news,-1,6,x,place,baku,accepted", "mentions.csv:3: start: '-1' is not a whole number"),
        ("mentions.csv", "news,0,6,Troops,town,baku,accepted", "mentions.csv:3: kind: 'town' is not one of place, adjective, organisation, event_name."),
        ("mentions.csv", "news,0,6,Troops,place,baku,acepted", "mentions.csv:3: status: 'acepted' is not one of proposed, accepted, rejected, added. Did you mean 'accepted'?"),
        ("mentions.csv", "news,15,19,Baku,place,baku,accepted", "mentions.csv:3: start: these words are a mention already, in row 2; take one out"),
        ("claims.csv", "night,news,132 people,,", "claims.csv:3: quote: '132 people' is not in the text of 'news'; copy its exact words"),
        ("claims.csv", 'night,news,"were ""killed"" in",,', "claims.csv:3: quote: 'were \"killed\" in' is not in the text of 'news'; the text has other spaces or quotation marks: 'were “killed” in'"),
        ("claims.csv", "night,news,,,", "claims.csv:3: quote: is empty; copy the words of the source that say so"),
        ("claims.csv", "nigth,news,Troops,,", "claims.csv:3: event: 'nigth' is not in events.csv. Did you mean 'night'?"),
        ("claims.csv", "night,,Troops,,", "claims.csv:3: source: is empty; write an id of sources.csv"),
        ("claims.csv", "night,news,131 people,131,13", "claims.csv:3: low: 131 is more than high, 13"),
        ("story.csv", "1,Again,It began.,night", "story.csv:3: order: 1 is there already, in row 2"),
        ("story.csv", "one,Again,It began.,night", "story.csv:3: order: 'one' is not a whole number"),
        ("story.csv", "2,Again,It began.,nihgt", "story.csv:3: events: 'nihgt' is not in events.csv. Did you mean 'night'?"),
        ("sources.csv", "two,texts/no.txt,Two,", "texts/no.txt: there is no such file"),
        ("sources.csv", "two,../map.toml,Two,", "sources.csv:3: file: '../map.toml' is not a path inside the project; write it like 'folder/file'"),
        ("sources.csv", "two,texts/news.txt,Two,Jan 21", "sources.csv:3: published: 'Jan 21' is not an EDTF date; write it like 1990-01-20, 1990-01, 1990~ or 1988/.."),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_file_row_and_column(folder: Path, table: str, row: str, said: str) -> None:
    put(folder, table, row)
    assert said in fatal(folder)


def test_all_mistakes_are_told_together_in_the_order_of_files_and_rows(folder: Path) -> None:
    put(folder, "places.csv", "a,A,,nan,40,", "b,B,,1,400,")
    put(folder, "events.csv", "Night 2,x,soon,dead,bakku")
    mistakes = project.read(folder)[1]
    assert list(mistakes) == sorted(mistakes)
    assert len(fatal(folder)) == 6


def test_one_mistake_does_not_make_others_appear(folder: Path) -> None:
    (folder / "texts" / "news.txt").write_bytes(b"\xff")
    assert fatal(folder) == ["texts/news.txt:1: is not UTF-8 text; save it with the encoding UTF-8"]


def test_a_table_that_cannot_be_read_makes_no_other_mistakes_appear(folder: Path) -> None:
    (folder / "events.csv").write_text('id,title\n"night,x\n')
    assert len(fatal(folder)) == 1
    (folder / "places.csv").write_bytes(b"")
    assert [line for line in fatal(folder) if not line.startswith("events.csv:2: the quotation marks")] == [
        "places.csv:1: is empty; its first line is id,name,kind,lon,lat,geometry,precision,radius_km,valid,same_as,status,note"
    ]


def test_an_event_at_a_rejected_place_is_a_warning(folder: Path) -> None:
    (folder / "places.csv").write_text("id,name,status\nbaku,Baku,rejected\nlankaran,Lankaran,\n")
    assert fatal(folder) == []
    assert "events.csv:2: places: 'baku' is rejected in places.csv; the event is not shown there" in warnings(folder)


def test_an_empty_choice_is_not_among_the_words_that_are_told(folder: Path) -> None:
    (folder / "events.csv").write_text("id,title,category,certainty\nnight,x,death,sure\n")
    assert "events.csv:2: certainty: 'sure' is not one of certain, probable, disputed, unknown." in fatal(folder)


def test_quotes_and_mentions_across_lines_outlive_a_spreadsheet(folder: Path) -> None:
    (folder / "texts" / "news.txt").write_bytes(b"131 people\r\nwere killed in New\r\nYork.")
    (folder / "claims.csv").write_bytes(b'event,source,quote\r\nnight,news,"131 people\nwere killed"\r\n')
    (folder / "mentions.csv").write_bytes(b'source,start,end,exact\r\nnews,27,36,"New\nYork"\r\n')
    found, mistakes = project.read(folder)
    assert [str(mistake) for mistake in mistakes if mistake.file in ("claims.csv", "mentions.csv")] == []
    assert (found.claims[0].quote, found.claims[0].start) == ("131 people\r\nwere killed", 0)
    assert found.mentions[0].exact == "New\r\nYork"


def test_a_mention_that_its_text_has_outgrown_is_a_warning(folder: Path) -> None:
    (folder / "texts" / "news.txt").write_text(f"New: {TEXT}")
    assert fatal(folder) == []
    assert any(
        line.startswith("mentions.csv:2: exact: 'Baku' is no longer there but 'ered'") for line in warnings(folder)
    )


def test_a_quote_that_is_there_twice_takes_the_first_and_says_so(folder: Path) -> None:
    put(folder, "claims.csv", "night,news,Baku,,")
    found, _ = project.read(folder)
    assert found.claims[1].start == TEXT.index("Baku")
    assert any("claims.csv:3: quote: 'Baku' is in the text more than once" in line for line in warnings(folder))


def test_a_figure_that_the_quote_does_not_say_is_a_warning(folder: Path) -> None:
    put(folder, "claims.csv", "night,news,131 people,13,13", "night,news,131 people,131,170")
    put(folder, "claims.csv", "night,news,one hundred seventy in all,,170", "night,news,One fifth,20,20")
    told = [line for line in warnings(folder) if "figures" in line]
    assert [line.split(":")[1:3] for line in told] == [["3", " low"], ["4", " high"]]


def test_a_text_without_a_source_is_a_warning(folder: Path) -> None:
    (folder / "texts" / "two.txt").write_text("Two")
    (folder / "texts" / "three.docx").write_text("Three")
    (folder / "texts" / "README.md").write_text("")
    told = [line for line in warnings(folder) if line.startswith("texts/")]
    assert told == [
        "texts/three.docx: is not a .txt file and is not read; save it as plain text",
        "texts/two.txt: is not in sources.csv; 'mapbuilder scan' adds it",
    ]


def test_not_a_place_and_not_yet_placed_are_no_mistakes(folder: Path) -> None:
    put(folder, "mentions.csv", f"news,0,6,Troops,place,{NOT_A_PLACE},rejected", "news,7,14,entered,place,,")
    assert fatal(folder) == []
    assert project.read(folder)[0].mentions[2].status == "added"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('id = "small"', 'id = "Small map"'), "map.toml:2: [map] id: 'Small map' is not an id; use small letters a-z, digits and '-'"),
        (('id = "small"\n', ""), "map.toml:1: [map] id: is missing; use small letters a-z, digits and '-'"),
        (('title = "Small"', "title = 5"), "map.toml:3: [map] title: '5' is not text; put it in quotation marks"),
        (('["en", "az"]', '["en", "azz9"]'), "map.toml:5: [map] languages: 'azz9' is not a language (BCP 47), like 'en', 'az' or 'pt-BR'"),
        (('["en", "az"]', '"en"'), "map.toml:5: [map] languages: is not a list of languages, like [\"en\", \"az\", \"ru\"]"),
        (('["en", "az"]', '["en", "en"]'), "map.toml:5: [map] languages: a language is there twice"),
        (("[map]", '[map]\ntimezone = "Asia/Baki"'), "map.toml:2: [map] timezone: 'Asia/Baki' is not a time zone, like 'Asia/Baku'. Did you mean 'Asia/Baku'?"),
        (("[map]", '[map]\nurl = "javascript:alert(1)"'), "map.toml:2: [map] url: 'javascript:alert(1)' is not a web address; it begins with https:// or http://"),
        (("[[layers]]", "[layers]"), "map.toml: layers: is not a list of tables; write [[layers]] above each"),
        (('categories = ["death", "troops"]', "categories = []"), "map.toml:10: [layers 1] categories: is not a list of the categories of its events, like [\"protest\"]"),
        (('id = "deaths"', 'id = "deaths"\ncolour = "red"'), "map.toml:9: [layers 1] colour: 'red' is not a colour, like '#882255'"),
        (('id = "deaths"', 'id = "deaths"\nicon = "cirle"'), "map.toml:9: [layers 1] icon: 'cirle' is not one of circle, square, diamond, triangle, triangle-down, cross, star, hexagon, pentagon, ring. Did you mean 'circle'?"),
        (('id = "deaths"', 'id = "deaths"\nshown = "yes"'), "map.toml:9: [layers 1] shown: 'yes' is not true or false"),
        (("[map]", "[kiosk]\nidle_seconds = -1\n[map]"), "map.toml:2: [kiosk] idle_seconds: '-1' is not a number from 5 to 86400"),
        (("[map]", "[kiosk]\nidle_seconds = nan\n[map]"), "map.toml:2: [kiosk] idle_seconds: 'nan' is not a number from 5 to 86400"),
        (("[map]", "[basemap]\nwest = 1\n[map]"), "map.toml:1: [basemap]: a first view needs west, south, east and north, or none of them"),
        (("[map]", "[map"), "map.toml:1: Expected ']' at the end of a table declaration; see https://toml.io"),
        (("[map]", "x = " + "[" * 5000), "map.toml: is nested too deeply"),
    ],
)  # fmt: skip
def test_each_mistake_of_the_settings_is_told_with_its_line(folder: Path, change: tuple[str, str], said: str) -> None:
    (folder / "map.toml").write_text(MAP.replace(*change))
    assert said in fatal(folder)


def test_two_layers_cannot_share_an_id_or_a_category(folder: Path) -> None:
    (folder / "map.toml").write_text(MAP + MAP[MAP.index("[[layers]]") :])
    assert "map.toml:12: [layers 2] id: 'deaths' is there already" in fatal(folder)
    assert "map.toml:14: [layers 2] categories: 'death' is in another layer already" in fatal(folder)


def test_an_unknown_setting_is_a_warning_with_its_near_miss(folder: Path) -> None:
    (folder / "map.toml").write_text(MAP.replace("[map]", '[map]\ntitel = "x"'))
    assert "map.toml:2: [map] titel: is not a setting. Did you mean 'title'?" in warnings(folder)


def test_a_folder_without_a_map_or_no_folder_is_a_mistake(tmp_path: Path) -> None:
    assert fatal(tmp_path) == ["map.toml: there is no such file"]
    assert fatal(tmp_path / "no") == ["map.toml: there is no folder 'no'; make it with 'mapbuilder new'"]


SQUARE = "POLYGON ((49 40, 50 40, 50 41, 49 41, 49 40))"


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ("POLYGON ((49 40, 50 41, 50 40, 49 41, 49 40))", "the shape is not valid (self-intersection); mend it in a GIS program"),
        ("POLYGON ((49 40", "'POLYGON ((49 40' is not WKT, like POLYGON ((49 40, 50 40, 50 41, 49 40))"),
        ("GEOMETRYCOLLECTION (POINT (1 1))", "'GEOMETRYCOLLECTION (POINT (1 1))' is not WKT; it can be a POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON"),
        ("POINT (200 40)", "a coordinate is outside of -180 to 180 (longitude, first) and -90 to 90 (latitude)"),
        ("POINT (nan 40)", "a coordinate is not a finite number"),
        ("POINT EMPTY", "'POINT EMPTY' is neither WKT, like POINT (49.85 40.38), nor a .geojson file"),
        ("../secret.geojson", "'../secret.geojson' is not a path inside the project; write it like 'folder/file'"),
        ("/etc/passwd.json", "'/etc/passwd.json' is not a path inside the project; write it like 'folder/file'"),
        ("link/a.geojson", "'link/a.geojson' leads out of the project; put the file itself there"),
        ("nowhere-at-all.geojson", "there is no file 'nowhere-at-all.geojson' in the project or in geodata."),
        ("two.geojson", "'two.geojson' has 2 features; name one by its id, as in two.geojson#AZ"),
        ("two.geojson#AZE", "'two.geojson' has no feature with the id 'AZE'. Did you mean 'AZ'?"),
        ("nan.geojson", "'nan.geojson' is not JSON (NaN is no number of JSON)"),
        ("deep.geojson", "'deep.geojson' is nested too deeply"),
        ("words.geojson", "'x' stands among the coordinates; numbers only"),
        ("list.geojson", "this is not a geometry of GeoJSON; it can be a Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon"),
    ],
)  # fmt: skip
def test_a_shape_that_cannot_be_drawn_is_refused_by_name(folder: Path, geometry: str, said: str) -> None:
    point = '{"type": "Feature", "id": "%s", "geometry": {"type": "Point", "coordinates": [%s]}}'
    (folder / "two.geojson").write_text(
        f'{{"type": "FeatureCollection", "features": [{point % ("AZ", "49, 40")}, {point % ("AM", "44, 40")}]}}'
    )
    (folder / "nan.geojson").write_text(point % ("A", "NaN, 1"))
    (folder / "words.geojson").write_text(point % ("A", '"x", 1'))
    (folder / "deep.geojson").write_text("[" * 100_000)
    (folder / "list.geojson").write_text("[1, 2]")
    (folder / "link").symlink_to(folder.parent)
    (folder / "places.csv").write_text(f'id,name,geometry\nbaku,Baku,"{geometry}"\nlankaran,Lankaran,"{SQUARE}"\n')
    assert fatal(folder) == [f"places.csv:2: geometry: {said}"]


def test_shapes_come_from_wkt_files_of_the_project_and_packaged_geodata(folder: Path) -> None:
    (folder / "square.geojson").write_text('{"type": "Polygon", "coordinates": [[[49,40],[50,40],[50,41],[49,40]]]}')
    rows = f'baku,Baku,"{SQUARE}"\nlankaran,Lankaran,square.geojson\naz,Azerbaijan,areas/countries.geojson#AZ\n'
    (folder / "places.csv").write_text(f"id,name,geometry\n{rows}")
    assert fatal(folder) == []
    shapes = [place.geometry for place in project.read(folder)[0].places]
    assert [shape is not None and shape.bounds[0] for shape in shapes[:2]] == [49, 49]
    assert shapes[2] is not None
    assert 44 < shapes[2].bounds[0] < 45


def test_a_view_has_four_sides_in_order(folder: Path) -> None:
    (folder / "story.csv").write_text(
        "order,title,text,west,south,east,north\n1,a,b,1,2,3,4\n2,a,b,1,2,3,\n3,a,b,3,2,1,4\n"
    )
    assert project.read(folder)[0].chapters[0].view == (1, 2, 3, 4)
    assert fatal(folder) == [
        "story.csv:3: north: is empty; a view needs west, south, east and north, or none of them",
        "story.csv:4: west: a view has west less than east, and south less than north",
    ]


def test_a_picture_must_be_in_media(folder: Path) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "a.jpg").write_bytes(b"")
    (folder / "media" / "media.csv").write_text("file,event\na.jpg,night\nb.jpg,night\n../map.toml,nigth\n")
    assert [line.partition(": ")[2] for line in fatal(folder)] == [
        "file: there is no picture 'b.jpg' in media/",
        "event: 'nigth' is not in events.csv. Did you mean 'night'?",
        "file: 'media/../map.toml' is not a path inside the project; write it like 'folder/file'",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(folder: Path, chance: random.Random) -> None:
    source = assets.geodata("black-january")
    target = folder.parent / "shuffled"
    shutil.copytree(source, target, dirs_exist_ok=True)
    for table in contract.TABLES:
        if (source / table.file).is_file():
            rows, _ = tables.read(source / table.file, table, ("en", "az", "ru"))
            cells = [{**row.cells, **row.extra} for row in rows]
            chance.shuffle(cells)
            tables.write(target / table.file, table, cells, ("en", "az", "ru"))
    assert meaning(project.read(target)[0]) == meaning(project.read(source)[0])


def meaning(found: Project) -> list[set[str]]:
    def without_row(record: object) -> str:
        return repr(record).rpartition(", row=")[0]

    records = (found.sources, found.mentions, found.places, found.events, found.claims, found.chapters)
    return [{without_row(record) for record in table} for table in records]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["map.toml", *TABLES, "texts/news.txt"]), data=st.binary(max_size=80), at=st.integers(0, 200)
)
def test_no_damage_to_a_file_stops_the_reading(folder: Path, name: str, data: bytes, at: int) -> None:
    path = folder / name
    good = path.read_bytes()
    path.write_bytes(good[:at] + data + good[at + len(data) // 2 :])
    try:
        _, mistakes = project.read(folder)
        assert all(isinstance(mistake, Mistake) and len(str(mistake)) < 1000 for mistake in mistakes)
    finally:
        path.write_bytes(good)


def test_a_new_project_has_every_table_and_no_mistake(tmp_path: Path) -> None:
    folder = project.new(tmp_path / "qara-yanvar")
    found, mistakes = project.read(folder)
    assert mistakes == ()
    assert found.settings.id == "qara-yanvar"
    assert found.settings.title == {"en": "Qara yanvar"}
    for table in contract.TABLES:
        assert (folder / table.file).read_text().startswith(",".join(table.columns[:2]))


@pytest.mark.parametrize("name", ["1990", "Карта", 'a "quoted" \\name', "x" * 200, "{id}"])
def test_any_name_of_a_folder_makes_a_project_without_mistakes(tmp_path: Path, name: str) -> None:
    assert project.read(project.new(tmp_path / name))[1] == ()


def test_a_new_project_is_never_made_over_something(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    for target in (tmp_path, tmp_path / "a"):
        with pytest.raises(UsageError, match="is not an empty folder"):
            project.new(target)
    with pytest.raises(MachineError, match="cannot make"):
        project.new(tmp_path / "a" / "b")


def test_texts_without_a_row_become_sources_and_rows_that_are_there_stay(folder: Path) -> None:
    (folder / "sources.csv").write_text("id,title,file,shelf\nnews,The news,news.txt,7\n")
    (folder / "texts" / "Qara Yanvar.txt").write_text("\n  The title,\tof it \nText\n")
    (folder / "texts" / "blank.txt").write_text("\n")
    assert project.add_missing_sources(folder, ("en", "az")) == ("qara-yanvar", "blank")
    assert project.add_missing_sources(folder, ("en", "az")) == ()
    found, _ = project.read(folder)
    assert [(source.id, source.file, source.title["en"]) for source in found.sources] == [
        ("news", "news.txt", "The news"),
        ("qara-yanvar", "texts/Qara Yanvar.txt", "The title, of it"),
        ("blank", "texts/blank.txt", "blank"),
    ]
    assert found.sources[0].extra == {"shelf": "7"}


def test_texts_that_cannot_be_read_become_no_sources_and_are_told_together(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("Secret")
    (folder / "texts" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "texts" / "latin.txt").write_bytes(b"\xff")
    (folder / "texts" / "good.txt").write_text("Good")
    before = (folder / "sources.csv").read_bytes()
    with pytest.raises(ProjectError) as caught:
        project.add_missing_sources(folder)
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        "texts/latin.txt:1: is not UTF-8 text; save it with the encoding UTF-8",
        "texts/link.txt: 'texts/link.txt' leads out of the project; put the file itself there",
    ]
    assert (folder / "sources.csv").read_bytes() == before


def test_mentions_and_places_are_written_and_read_back_equal(folder: Path) -> None:
    mention = Mention(
        source="news", start=0, end=6, exact="Troops", prefix=" \n", suffix="=", kind="adjective", place="-",
        status="rejected", score=0.25, note="+1", extra={"who": "A"},
    )  # fmt: skip
    place = Place(
        id="baku", name={"en": "Baku", "az": "Bakı"}, kind="city", lon=49.85, lat=40.0, geometry_ref=SQUARE,
        precision="city", radius_km=12.5, valid="1988/..", same_as=("gn:587084", "wd:Q9248"), status="accepted",
        note={"en": "a, \"b\""}, extra={"box": "7"},
    )  # fmt: skip
    before = project.read(folder)[0]
    project.write_mentions(folder, (*before.mentions, mention))
    project.write_places(folder, (place, *before.places[1:]), ("en", "az"))
    after, mistakes = project.read(folder)
    assert [wrong for wrong in mistakes if wrong.fatal] == []
    assert str(after.mentions[1]).partition(", row=")[0] == str(mention).partition(", row=")[0]
    assert after.places[0].extra == {"box": "7"}
    assert [(p.name, p.note, p.lon, p.lat, p.same_as, p.radius_km, p.valid, p.status) for p in after.places[:1]] == [
        (place.name, place.note, place.lon, place.lat, place.same_as, place.radius_km, place.valid, place.status)
    ]


def test_a_table_with_rows_that_cannot_be_read_is_never_written_over(folder: Path) -> None:
    put(folder, "mentions.csv", "news,0,6")
    before = (folder / "mentions.csv").read_bytes()
    with pytest.raises(ProjectError, match=r"mentions\.csv:3: has 3 cells"):
        project.write_mentions(folder, ())
    assert (folder / "mentions.csv").read_bytes() == before
