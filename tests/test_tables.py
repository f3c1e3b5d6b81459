from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder import tables
from mapbuilder.tables import Table

TABLE = Table("places.csv", ("id", "name", "lon", "note"), required=("id", "name"), texts=("name", "note"))
LANGUAGES = ("en", "az")
CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], whitelist_characters="\n\t,;\"'=+-@"), max_size=12)


def parsed(text: str) -> list[dict[str, str]]:
    rows, mistakes = tables.parse(text, TABLE, LANGUAGES)
    assert mistakes == ()
    return [{**row.cells, **row.extra} for row in rows]


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in tables.parse(text, TABLE, LANGUAGES)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "id,name,lon\nbaku,Baku,49.85\n",
        "id;name;lon\nbaku;Baku;49.85\n",
        "id\tname\tlon\r\nbaku\tBaku\t49.85\r\n",
        '"id","name","lon"\n"baku","Baku","49.85"',
        '"id";"name";"lon"\n"baku";"Baku";"49.85"',
        " id , name , lon \n\n\nbaku,Baku,49.85\n,,\n",
        "lon,id,name\r49.85,baku,Baku\r",
    ],
)
def test_what_spreadsheets_make_of_a_table_is_read_alike(text: str) -> None:
    (row,) = parsed(text)
    assert (row["id"], row["name"], row["lon"]) == ("baku", "Baku", "49.85")


def test_bytes_of_spreadsheets_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "places.csv").write_bytes("id,name\nbaku,Bakı\n".encode(encoding))
        rows, mistakes = tables.read(tmp_path / "places.csv", TABLE)
        assert mistakes == ()
        assert rows[0].cells["name"] == "Bakı"


def test_a_missing_table_is_an_empty_one(tmp_path: Path) -> None:
    assert tables.read(tmp_path / "places.csv", TABLE) == ((), ())


def test_a_line_is_counted_as_an_editor_counts_it() -> None:
    text = 'id,name\nbaku,"two\nlines"\n\nshusha,Shusha\n'
    rows, _ = tables.parse(text, TABLE)
    assert [row.line for row in rows] == [2, 5]
    assert told(text + "x,y,z\n")[0].startswith("places.csv:6: has 3 cells, the first line 2")


def test_translations_and_unknown_columns_are_told_apart() -> None:
    rows, mistakes = tables.parse("id,name,name_az,name_ru,archive box\nbaku,Baku,Bakı,Баку,17\n", TABLE, LANGUAGES)
    assert rows[0].cells["name_az"] == "Bakı"
    assert rows[0].cells["note_az"] == ""
    assert rows[0].extra == {"name_ru": "Баку", "archive box": "17"}
    assert [str(mistake) for mistake in mistakes if not mistake.fatal] == [
        "places.csv:1: name_ru: is kept, but not understood: 'ru' is not among the languages of map.toml"
    ]


def test_a_translation_into_the_default_language_is_told() -> None:
    assert told("id,name,name_en\nbaku,Baku,Baku\n") == [
        "places.csv:1: name_en: is kept, but not understood: the words of the default language 'en' stand in 'name'"
    ]


def test_cells_are_data_as_typed() -> None:
    typed = ["=1+1", "+1", "-1", "@x", " space ", "{{ 7*7 }}", "<b>", "'", "007", "NaN"]
    rows = parsed("id,name\n" + "".join(f'"{cell}",x\n' for cell in typed))
    assert [row["id"] for row in rows] == typed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "places.csv:1: is empty; its first line is id,"),
        ("\n\n", "places.csv:1: is empty; its first line is id,"),
        ("title\n", "places.csv:1: id: the first line has no such column."),
        ("id,nme\nbaku,Baku\n", "places.csv:1: name: the first line has no such column. Did you mean 'nme'?"),
        ("id,name,name\na,b,c\n", "places.csv:1: name: this column is there twice"),
        ("id,name\nbaku\n", "places.csv:2: has 1 cells, the first line 2; is a separator or a quotation mark missing?"),
        ("id,name,lon\nbaku,Baku,49,85\n", "places.csv:2: has 4 cells, the first line 3"),
        ('id,name\nbaku,"Ba"ku\n', "places.csv:2: the quotation marks do not match"),
        ('id,name\n\nbaku,"Baku\nshusha,Shusha\n', "places.csv:3: the quotation marks do not match"),
        ("id,name\nbaku,Ba\x07ku\n", "places.csv:2: name: holds the control character U+0007; take it out"),
        ("id,name\nbaku,Ba\x85ku\n", "places.csv:2: name: holds the control character U+0085"),
        ("id,name,\nbaku,Baku,x\n", "places.csv:2: 'x' stands in a column without a name"),
        ("id,name\nbaku," + "x" * 140_000, "places.csv:2: a cell is longer than 131,072 characters"),
        (",".join(["id", "name", *map(str, range(300))]), "places.csv:1: more than 200 columns"),
        ("id,name\n" + "x\n" * 200, "places.csv:101: too many rows or mistakes; the rest was not read"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(text: str, said: str) -> None:
    assert any(message.startswith(said) for message in told(text)), told(text)


def test_a_column_that_is_nearly_right_is_kept_with_a_warning() -> None:
    rows, mistakes = tables.parse("id,name,lonn\nbaku,Baku,49\n", TABLE)
    assert rows[0].extra == {"lonn": "49"}
    assert [str(mistake) for mistake in mistakes] == [
        "places.csv:1: lonn: is kept, but not understood. Did you mean 'lon'?"
    ]
    assert not mistakes[0].fatal


def test_trailing_separators_of_spreadsheets_are_no_columns() -> None:
    (row,) = parsed("id,name,,\nbaku,Baku,,\n")
    assert row["name"] == "Baku"


def test_a_table_is_written_in_one_form(tmp_path: Path) -> None:
    rows = [{"name": 'Ba"k,u', "box": "17", "id": "baku"}, {"id": "shusha", "name": "a\nb", "name_az": "Şuşa"}]
    tables.write(tmp_path / "places.csv", TABLE, rows, LANGUAGES)
    assert (tmp_path / "places.csv").read_bytes().decode() == (
        'id,name,name_az,lon,note,note_az,box\nbaku,"Ba""k,u",,,,,17\nshusha,"a\nb",Şuşa,,,,\n'
    )


ROW = st.fixed_dictionaries(
    {"id": st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), "name": CELLS, "note_az": CELLS}
)
EXTRA = st.dictionaries(st.sampled_from(["box", "Folio", "год"]), CELLS, max_size=2)
ROWS = st.lists(st.builds(lambda row, extra: {**row, **extra}, ROW, EXTRA), max_size=8)


@given(ROWS)
def test_what_is_written_reads_back_equal(rows: list[dict[str, str]]) -> None:
    text = tables.render(TABLE, rows, LANGUAGES)
    back = parsed(text)
    columns = {column for row in [*rows, *back] for column in row}
    assert [{c: row.get(c, "") for c in columns} for row in back] == [
        {c: row.get(c, "") for c in columns} for row in rows
    ]
    assert tables.render(TABLE, back, LANGUAGES) == text


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.randoms(use_true_random=False))
def test_separator_line_ends_and_order_of_columns_do_not_matter(
    rows: list[dict[str, str]], separator: str, line_end: str, chance: random.Random
) -> None:
    columns = ["id", "name", "note_az", "lon"]
    chance.shuffle(columns)
    records = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in record) for record in records]
    back = parsed(line_end.join(quoted))
    assert [row["name"] for row in back] == [row["name"] for row in rows]


@given(st.one_of(st.binary(), st.text(alphabet="id,name;\t\"\n\r'x\0é", max_size=60).map(str.encode)))
def test_any_bytes_are_rows_or_mistakes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    rows, mistakes = tables.read(path, TABLE, LANGUAGES)
    assert rows or mistakes or len(data.split()) <= 1 or b"id" in data
    assert all(len(str(mistake)) < 400 for mistake in mistakes)
    assert len(mistakes) <= tables.MISTAKE_LIMIT + 1


def test_reading_leaves_the_csv_module_as_it_was() -> None:
    before = csv.field_size_limit()
    parsed("id,name\na,b\n")
    assert csv.field_size_limit() == before
