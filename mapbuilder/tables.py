"""Tables of a project: CSV read strictly and written in one form (RFC 4180, UTF-8, commas, line feeds).

What spreadsheets make of a table is accepted: a byte order mark, semicolons or tabs, quotes, CRLF. What cannot be
understood is refused by name. A cell is data as typed: nothing is evaluated, trimmed or guessed here.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mapbuilder import files
from mapbuilder.errors import Mistake, ProjectError, did_you_mean

ROW_LIMIT = 200_000
COLUMN_LIMIT = 200
MISTAKE_LIMIT = 100
"""No more mistakes than these are told of one table: a wrong separator would make one a row."""

_SEPARATORS = (",", ";", "\t")
_NOT_READ = "the rest was not read"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract: its file, its columns in order, those it cannot do without, those with translations."""

    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `cells` by declared column and translation, `extra` by unknown column; `line` as an editor counts."""

    line: int
    cells: Mapping[str, str]
    extra: Mapping[str, str]


def translations(table: Table, languages: Sequence[str]) -> tuple[str, ...]:
    """The columns that hold translations into the languages after the first: `("title_az", "title_ru", ...)`."""
    return tuple(f"{column}_{language}" for column in table.texts for language in languages[1:])


def read(path: Path, table: Table, languages: Sequence[str] = ("en",)) -> tuple[tuple[Row, ...], tuple[Mistake, ...]]:
    """The rows of a table in the order of the file, and the mistakes of its form. A missing file is an empty table.

    Never raises for what is in the file.
    """
    if not path.exists() and not path.is_symlink():
        return (), ()
    try:
        return parse(files.read_text(path, table.file), table, languages)
    except ProjectError as error:
        return (), error.mistakes


def parse(text: str, table: Table, languages: Sequence[str] = ("en",)) -> tuple[tuple[Row, ...], tuple[Mistake, ...]]:
    """The rows of a table's text, and the mistakes of its form; see `read`."""
    mistakes: list[Mistake] = []
    rows: list[Row] = []
    known = (*table.columns, *translations(table, languages))
    try:
        records = _records(text, known)
        line, first = next(records, (1, []))
        header = _header(line, first, table, languages, mistakes)
        if header:
            for line, cells in records:
                if row := _row(line, cells, header, table, known, mistakes):
                    rows.append(row)
                if len(rows) > ROW_LIMIT or len(mistakes) >= MISTAKE_LIMIT:
                    mistakes.append(Mistake(table.file, line, "", f"too many rows or mistakes; {_NOT_READ}"))
                    break
    except _BrokenError as error:
        mistakes.append(Mistake(table.file, error.line, "", f"{error}; {_NOT_READ}"))
    return tuple(rows), tuple(mistakes)


def is_broken(rows: Sequence[Row], mistakes: Sequence[Mistake]) -> bool:
    """Whether a table, read as `rows` with these mistakes, has rows of which nothing is known."""
    fatal = [mistake for mistake in mistakes if mistake.fatal]
    return bool(fatal) and (not rows or any(mistake.message.endswith(_NOT_READ) for mistake in fatal))


def write(path: Path, table: Table, rows: Iterable[Mapping[str, str]], languages: Sequence[str] = ("en",)) -> None:
    """Nothing; the file holds `rows` (cells by column) in the canonical form, written whole or not at all.

    Columns: those of the contract, each text followed by its translations, then the unknown ones, first seen first.
    Raises MachineError when the disk refuses.
    """
    files.write_atomically(path, render(table, rows, languages).encode("utf-8"))


def render(table: Table, rows: Iterable[Mapping[str, str]], languages: Sequence[str] = ("en",)) -> str:
    """The canonical CSV text of `rows`; see `write`."""
    rows = list(rows)
    columns: dict[str, None] = {}
    for column in table.columns:
        columns[column] = None
        if column in table.texts:
            columns.update(dict.fromkeys(f"{column}_{language}" for language in languages[1:]))
    for row in rows:
        columns.update(dict.fromkeys(row))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue()


class _BrokenError(Exception):
    """The table cannot be read on from `line`."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def _records(text: str, known: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the line it begins on. Raises _BrokenError."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, known), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _BrokenError(line, _in_words(str(error))) from None
        if any(cells):
            yield line, cells


def _in_words(error: str) -> str:
    if "limit" in error:
        return f"a cell is longer than {csv.field_size_limit():,} characters, or its closing quotation mark is missing"
    return 'the quotation marks do not match; write "" for a quotation mark inside a quoted cell'


def _separator(text: str, known: Sequence[str]) -> str:
    """The separator with which the first line shows most of the known columns; a comma when in doubt."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]

    def matches(separator: str) -> int:
        return len({cell.strip().strip('"').strip() for cell in first.split(separator)} & set(known))

    return max(_SEPARATORS, key=matches)


def _header(line: int, cells: list[str], table: Table, languages: Sequence[str], mistakes: list[Mistake]) -> list[str]:
    """The names of the columns, or nothing when the table cannot be read by them."""
    if not cells:
        mistakes.append(Mistake(table.file, line, "", f"is empty; its first line is {','.join(table.columns)}"))
        return []
    known = (*table.columns, *translations(table, languages))
    header = [cell.strip() for cell in cells]
    problems: list[tuple[str, str]] = []
    if len(header) > COLUMN_LIMIT:
        problems.append(("", f"more than {COLUMN_LIMIT} columns"))
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    problems += [(name, "this column is there twice") for name in twice]
    problems += [(name, "the name of a column holds a control character") for name in header if _control(name)]
    missing = [name for name in table.required if name not in header]
    unknown = [name for name in header if name and name not in known]
    problems += [(name, f"the first line has no such column.{did_you_mean(name, unknown)}") for name in missing]
    mistakes.extend(Mistake(table.file, line, name, message) for name, message in problems[:20])
    absent = [name for name in known if name not in header and name not in missing]
    for name in unknown[:20]:
        if advice := _advice(name, table, languages, absent):
            mistakes.append(Mistake(table.file, line, name, f"is kept, but not understood{advice}", fatal=False))
    return [] if problems else header


def _advice(name: str, table: Table, languages: Sequence[str], absent: Sequence[str]) -> str:
    """What an unknown column was perhaps meant to be; nothing when it looks like a curator's own."""
    column, _, language = name.partition("_")
    if column in table.texts and language == languages[0]:
        return f": the words of the default language {language!r} stand in {column!r}"
    if column in table.texts and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language, re.ASCII):
        return f": {language!r} is not among the languages of map.toml"
    near = did_you_mean(name, absent)
    return f".{near}" if near else ""


def _row(
    line: int, cells: list[str], header: list[str], table: Table, known: Sequence[str], mistakes: list[Mistake]
) -> Row | None:
    if len(cells) != len(header):
        message = f"has {len(cells)} cells, the first line {len(header)}; is a separator or a quotation mark missing?"
        mistakes.append(Mistake(table.file, line, "", message))
        return None
    values = dict(zip(header, cells, strict=True))
    found = [(name, value) for name, value in zip(header, cells, strict=True) if _control(value)]
    for name, value in found:
        mistakes.append(Mistake(table.file, line, name, f"holds the control character {_control(value)}; take it out"))
    nameless = [cell for name, cell in zip(header, cells, strict=True) if not name and cell]
    if nameless:
        mistakes.append(Mistake(table.file, line, "", f"{nameless[0][:80]!r} stands in a column without a name"))
    if found or nameless:
        return None
    extra = {name: value for name, value in values.items() if name and name not in known}
    return Row(line, {name: values.get(name, "") for name in known}, extra)


def _control(text: str) -> str:
    """The first control character that has no business in a cell, as `U+0007`; tab and line ends are welcome."""
    if text.isprintable():
        return ""
    for character in text:
        if character not in "\t\r\n" and unicodedata.category(character) in ("Cc", "Cs"):
            return f"U+{ord(character):04X}"
    return ""
