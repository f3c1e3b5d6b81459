"""The cells of a row as values: ids, words of a list, numbers, dates, texts. What is wrong is noted, never raised."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TypeVar

from mapbuilder import edtf
from mapbuilder.errors import Mistake, did_you_mean
from mapbuilder.model import Text
from mapbuilder.tables import Row, Table

ID = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
ID_LENGTH_LIMIT = 100
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,.'’\s][0-9]{3})+")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_QUOTED_LENGTH = 60

Word = TypeVar("Word", bound=str)


def quoted(found: str) -> str:
    """What was found, in quotation marks and short enough for a message."""
    return repr(found if len(found) <= _QUOTED_LENGTH else f"{found[:_QUOTED_LENGTH]}…")


class Cells:
    """A row of a table, read column by column. `mistakes` collects what is wrong with it."""

    def __init__(self, table: Table, row: Row, languages: Sequence[str], mistakes: list[Mistake]) -> None:
        self.table = table
        self.row = row
        self.languages = languages
        self.mistakes = mistakes

    def wrong(self, column: str, message: str, *, fatal: bool = True) -> None:
        """Nothing; the mistake is noted with its file and row."""
        self.mistakes.append(Mistake(self.table.file, self.row.line, column, message, fatal))

    def raw(self, column: str) -> str:
        """The cell as typed."""
        return self.row.cells.get(column, "")

    def word(self, column: str) -> str:
        """The cell without white space around it."""
        return self.raw(column).strip()

    def id(self, column: str) -> str:
        """The id of this row; a wrong one is noted and given back as typed."""
        found = self.word(column)
        if not found:
            self.wrong(column, "is empty; give this row an id")
        elif not ID.fullmatch(found) or len(found) > ID_LENGTH_LIMIT:
            near = re.sub(r"[^a-z0-9]+", "-", found.lower())[:ID_LENGTH_LIMIT].strip("-")
            advice = f"; write {near!r}" if ID.fullmatch(near) else ""
            self.wrong(column, f"{quoted(found)} is not an id: small letters a-z, digits and '-'{advice}")
        return found

    def choice(self, column: str, allowed: Sequence[Word], default: Word) -> Word:
        """One of the words that are allowed; an empty cell is the default."""
        found = self.word(column)
        for word in allowed:
            if found == word:
                return word
        if found:
            near = did_you_mean(found[:ID_LENGTH_LIMIT].lower(), allowed)
            self.wrong(column, f"{quoted(found)} is not one of {', '.join(filter(None, allowed))}.{near}")
        return default

    def number(self, column: str, low: float = -1e15, high: float = 1e15) -> float | None:
        """A finite number between `low` and `high`; None for an empty cell."""
        found = self.word(column)
        if not found:
            return None
        if not _NUMBER.fullmatch(found):
            self.wrong(column, f"{quoted(found)} is not a number{_number_advice(found, low, high)}")
            return None
        value = float(found)
        if not math.isfinite(value) or not low <= value <= high:
            self.wrong(column, f"{found} is not between {low:g} and {high:g}")
            return None
        return value

    def integer(self, column: str) -> int | None:
        """A whole number from 0 to a billion; None, and noted, for anything else."""
        found = self.word(column)
        if not re.fullmatch(r"\d{1,9}", found, re.ASCII):
            self.wrong(column, f"{quoted(found)} is not a whole number" if found else "is empty; write a whole number")
            return None
        return int(found)

    def date(self, column: str) -> str:
        """A date in EDTF, or nothing; one that cannot be read is noted and left out."""
        found = self.word(column)
        try:
            if found:
                edtf.parse(found)
        except ValueError as error:
            self.wrong(column, str(error))
            return ""
        return found

    def url(self, column: str) -> str:
        """A web address, or nothing; one that is none is noted and left out."""
        found = self.word(column)
        if found and not is_url(found):
            self.wrong(column, f"{quoted(found)} is not a web address; it begins with https:// or http://")
            return ""
        return found

    def text(self, column: str, *, required: bool = False) -> Text:
        """Words by language, the default first. A translation without an original is noted."""
        default = self.raw(column)
        words = {language: self.raw(f"{column}_{language}") for language in self.languages[1:]}
        words = {language: found for language, found in words.items() if found.strip()}
        if default.strip():
            return {self.languages[0]: default, **words}
        if words:
            first = f"{column}_{next(iter(words))}"
            self.wrong(column, f"is empty, but {first} is not; the default language {self.languages[0]!r} stands here")
        elif required:
            self.wrong(column, "is empty")
        return {self.languages[0]: "", **words} if words else {}

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell between semicolons; a part that comes twice is noted."""
        found = tuple(part.strip() for part in self.raw(column).split(";") if part.strip())
        for part in dict.fromkeys(part for part in found if found.count(part) > 1):
            self.wrong(column, f"{quoted(part)} is there twice")
        return tuple(dict.fromkeys(found))


def is_url(text: str) -> bool:
    """Whether this is an http or https address without spaces, quotation marks and angle brackets."""
    return re.fullmatch(r"https?://[^\s\"'<>\\{}|^`\x00-\x20]{1,2000}", text) is not None


def _number_advice(found: str, low: float, high: float) -> str:
    """The advice on a number as people group it ("30,000") or point it ("49,85"): the meanings that are in range."""
    plain = re.sub(r"[^0-9+-]", "", found) if _GROUPED.fullmatch(found) else ""
    pointed = found.replace(",", ".") if _COMMA.fullmatch(found) else ""
    near = [number for number in (plain, pointed) if number and low <= float(number) <= high]
    if len(near) > 1:
        return f"; write {plain}, or {pointed} if the comma is a decimal point"
    return f"; write {near[0]}" if near else ""
