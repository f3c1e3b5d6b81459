"""A curator's folder as records: every file read strictly, every mistake told, nothing guessed.

What is checked is what docs/reference.md promises: ids, dates, coordinates, words, references between tables, spans of
mentions and quotes of claims. Rows with a mistake stay in the records as far as they can be read, so that one mistake
does not make others appear.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mapbuilder import files, quantities, references, settings, tables
from mapbuilder.cells import LANGUAGE, Cells, quoted
from mapbuilder.contract import CLAIMS, EVENTS, MEDIA, MENTIONS, PLACES, SOURCES, STORY
from mapbuilder.curation import (
    add_missing_sources,
    new,
    text_path,
    unlisted_texts,
    write_mentions,
    write_places,
)
from mapbuilder.errors import Mistake, ProjectError, did_you_mean
from mapbuilder.model import (
    MENTION_KINDS,
    PRECISIONS,
    ROLES,
    STATUSES,
    Chapter,
    Claim,
    Event,
    EventPlace,
    Medium,
    Mention,
    Place,
    Project,
    Source,
)
from mapbuilder.shapes import Shapes

__all__ = ["add_missing_sources", "new", "read", "write_mentions", "write_places"]

CERTAINTIES = ("certain", "probable", "disputed", "unknown")
EARTH_HALF_ROUND_KM = 20_040


def read(folder: Path) -> tuple[Project, tuple[Mistake, ...]]:
    """The project in a folder, and every mistake in it, in the order of files, rows and columns.

    Never raises for what is in the folder. When a mistake is fatal, the project is what could be read and must not be
    built.

    >>> project, mistakes = read(Path("my-map"))
    >>> [str(mistake) for mistake in mistakes if mistake.fatal]
    ["events.csv:9: places: 'Lenkoran' is not in places.csv. Did you mean 'lankaran'?"]
    """
    if not folder.is_dir():
        empty = Project(settings.EMPTY)
        return empty, (
            Mistake(settings.FILE, 0, "", f"there is no folder {folder.name!r}; make it with 'mapbuilder new'"),
        )
    found, mistakes = settings.read(folder)
    reader = _Reader(folder, found.languages, list(mistakes))
    project = Project(
        settings=found,
        sources=tuple(map(reader.source, reader.rows(SOURCES))),
        mentions=tuple(map(reader.mention, reader.rows(MENTIONS))),
        places=tuple(map(reader.place, reader.rows(PLACES))),
        events=tuple(map(reader.event, reader.rows(EVENTS))),
        claims=tuple(map(reader.claim, reader.rows(CLAIMS))),
        chapters=tuple(sorted(map(reader.chapter, reader.rows(STORY)), key=lambda chapter: chapter.order)),
        media=tuple(map(reader.medium, reader.rows(MEDIA))),
    )
    reader.mistakes += _unlisted_texts(folder, project.sources)
    project, more = references.check(project, reader.readable, reader.broken)
    return project, tuple(sorted({*reader.mistakes, *more, *_untranslated(reader)}))


def _unlisted_texts(folder: Path, sources: Iterable[Source]) -> Iterable[Mistake]:
    for name in unlisted_texts(folder, [source.file for source in sources]):
        if name.endswith(".txt"):
            yield Mistake(name, 0, "", "is not in sources.csv; 'mapbuilder scan' adds it", fatal=False)
        elif not name.lower().startswith("texts/readme"):
            yield Mistake(name, 0, "", "is not a .txt file and is not read; save it as plain text", fatal=False)


class _Reader:
    """Rows become records; `mistakes` collects what is wrong with them."""

    def __init__(self, folder: Path, languages: Sequence[str], mistakes: list[Mistake]) -> None:
        self.folder = folder
        self.languages = languages
        self.mistakes = mistakes
        self.readable: set[str] = set()
        """The ids of sources whose text could be read."""
        self.broken: set[str] = set()
        """The files of tables of which not all rows are known."""
        self.shapes = Shapes(folder)
        self.missing: Counter[tuple[str, str, str]] = Counter()
        """How many cells of (table, language, column) have no translation."""

    def rows(self, table: tables.Table) -> list[Cells]:
        try:
            path = files.inside(self.folder, table.file, "the project")
        except ValueError as error:
            self.mistakes.append(Mistake(table.file, 0, "", str(error)))
            self.broken.add(table.file)
            return []
        rows, mistakes = tables.read(path, table, self.languages)
        self.mistakes += mistakes
        if tables.is_broken(rows, mistakes):
            self.broken.add(table.file)
        found = [Cells(table, row, self.languages, self.mistakes) for row in rows]
        for cells in found:
            self._count_missing(cells)
        if "id" in table.columns:
            self._ids(found)
        return found

    def _count_missing(self, cells: Cells) -> None:
        for column in cells.table.texts:
            for language in self.languages[1:]:
                if not cells.word(f"{column}_{language}") and _wants_translation(cells, column):
                    self.missing[cells.table.file, language, column] += 1

    def _ids(self, rows: Iterable[Cells]) -> None:
        first: dict[str, int] = {}
        for cells in rows:
            id_ = cells.word("id")
            if id_ in first:
                cells.wrong("id", f"{quoted(id_)} is there already, in row {first[id_]}; an id names one row")
            elif id_:
                first[id_] = cells.row.line

    def source(self, cells: Cells) -> Source:
        language = cells.word("language") or self.languages[0]
        if not LANGUAGE.fullmatch(language):
            cells.wrong("language", f"{quoted(language)} is not a language (BCP 47), like 'en', 'az' or 'ru'")
        id_ = cells.id("id")
        text, sha256 = self._text(cells, id_)
        return Source(
            id=id_,
            file=cells.word("file"),
            title=cells.text("title", required=True),
            text=text,
            sha256=sha256,
            author=cells.text("author"),
            publisher=cells.word("publisher"),
            published=cells.date("published"),
            language=language,
            url=cells.url("url"),
            licence=cells.word("licence"),
            note=cells.text("note"),
            extra=cells.row.extra,
            row=cells.row.line,
        )

    def _text(self, cells: Cells, id_: str) -> tuple[str, str]:
        file = cells.word("file")
        if not file:
            cells.wrong("file", "is empty; write the name of a text in texts/")
            return "", ""
        name = text_path(file)
        try:
            data = files.read_bytes(files.inside(self.folder, name, "the project"), name)
            text = files.decode(data, name)
        except ValueError as error:
            cells.wrong("file", str(error))
            return "", ""
        except ProjectError as error:
            self.mistakes += error.mistakes
            if any(mistake.row == 0 for mistake in error.mistakes):
                cells.wrong("file", f"the text {quoted(name)} cannot be used")
            return "", ""
        self.readable.add(id_)
        return text, hashlib.sha256(data).hexdigest()

    def mention(self, cells: Cells) -> Mention:
        return Mention(
            source=cells.word("source"),
            start=_or(cells.integer("start"), 0),
            end=_or(cells.integer("end"), 0),
            exact=cells.raw("exact"),
            prefix=cells.raw("prefix"),
            suffix=cells.raw("suffix"),
            kind=cells.choice("kind", MENTION_KINDS, "place"),
            place=cells.word("place"),
            status=cells.choice("status", STATUSES, "added"),
            score=cells.number("score", 0, 1),
            note=cells.raw("note"),
            extra=cells.row.extra,
            row=cells.row.line,
        )

    def place(self, cells: Cells) -> Place:
        lon, lat = cells.number("lon", -180, 180), cells.number("lat", -90, 90)
        for here, there in (("lon", "lat"), ("lat", "lon")):
            if not cells.word(here) and cells.word(there):
                cells.wrong(here, f"is empty, but {there} is not; write both or neither")
        place = Place(
            id=cells.id("id"),
            name=cells.text("name", required=True),
            kind=cells.word("kind"),
            lon=lon if lat is not None else None,
            lat=lat if lon is not None else None,
            geometry_ref=cells.word("geometry"),
            precision=cells.choice("precision", PRECISIONS, "unknown"),
            radius_km=cells.number("radius_km", 0, EARTH_HALF_ROUND_KM),
            valid=cells.date("valid"),
            same_as=self._same_as(cells),
            status=cells.choice("status", STATUSES, "added"),
            note=cells.text("note"),
            extra=cells.row.extra,
            row=cells.row.line,
        )
        return self._with_shape(place, cells)

    def _with_shape(self, place: Place, cells: Cells) -> Place:
        if not place.geometry_ref:
            return place
        try:
            return replace(place, geometry=self.shapes.read(place.geometry_ref))
        except ValueError as error:
            cells.wrong("geometry", str(error))
            return place

    def _same_as(self, cells: Cells) -> tuple[str, ...]:
        found = cells.several("same_as")
        for link in found:
            if not re.fullmatch(r"[a-z]{2,10}:[\w.~/%-]{1,200}", link, re.ASCII):
                cells.wrong("same_as", f"{quoted(link)} is not a link to a gazetteer, like 'gn:587084' or 'wd:Q9248'")
        return found

    def event(self, cells: Cells) -> Event:
        return Event(
            id=cells.id("id"),
            title=cells.text("title", required=True),
            when=cells.date("when"),
            category=cells.word("category"),
            places=self._event_places(cells),
            summary=cells.text("summary"),
            certainty=cells.choice("certainty", ("", *CERTAINTIES), ""),
            status=cells.choice("status", STATUSES, "accepted"),
            extra=cells.row.extra,
            row=cells.row.line,
        )

    def _event_places(self, cells: Cells) -> tuple[EventPlace, ...]:
        found: list[EventPlace] = []
        for part in cells.several("places"):
            place, _, word = (piece.strip() for piece in part.partition(":"))
            role = next((role for role in ROLES if role == (word or "happened")), None)
            if role is None:
                near = did_you_mean(word[:80], ROLES)
                cells.wrong("places", f"{quoted(word)} is not a role: {', '.join(ROLES)}.{near}")
            found.append(EventPlace(place, role or "happened"))
        return tuple(dict.fromkeys(found))

    def claim(self, cells: Cells) -> Claim:
        low, high = cells.number("low"), cells.number("high")
        if low is not None and high is not None and low > high:
            cells.wrong("low", f"{cells.word('low')} is more than high, {cells.word('high')}")
        if not cells.raw("quote").strip():
            cells.wrong("quote", "is empty; copy the words of the source that say so")
        return Claim(
            event=cells.word("event"),
            source=cells.word("source"),
            quote=cells.raw("quote"),
            measure=cells.text("measure"),
            low=low,
            high=high,
            qualifier=cells.text("qualifier"),
            unit=cells.text("unit"),
            note=cells.text("note"),
            extra=cells.row.extra,
            row=cells.row.line,
        )

    def chapter(self, cells: Cells) -> Chapter:
        return Chapter(
            order=_or(cells.integer("order"), 0),
            title=cells.text("title", required=True),
            text=cells.text("text"),
            events=cells.several("events"),
            view=self._view(cells),
            row=cells.row.line,
        )

    def _view(self, cells: Cells) -> tuple[float, float, float, float] | None:
        west, east = cells.number("west", -180, 180), cells.number("east", -180, 180)
        south, north = cells.number("south", -90, 90), cells.number("north", -90, 90)
        sides = [side for side in ("west", "south", "east", "north") if not cells.word(side)]
        if 0 < len(sides) < 4:
            cells.wrong(sides[0], "is empty; a view needs west, south, east and north, or none of them")
        if west is None or south is None or east is None or north is None:
            return None
        if west >= east or south >= north:
            cells.wrong("west", "a view has west less than east, and south less than north")
            return None
        return west, south, east, north

    def medium(self, cells: Cells) -> Medium:
        file = cells.word("file")
        try:
            path = files.inside(self.folder, f"media/{file}", "the project") if file else None
            if path is None or not path.is_file():
                cells.wrong("file", f"there is no picture {quoted(file)} in media/" if file else "is empty")
        except ValueError as error:
            cells.wrong("file", str(error))
        return Medium(
            file=file,
            event=cells.word("event"),
            caption=cells.text("caption"),
            credit=cells.word("credit"),
            licence=cells.word("licence"),
            alt=cells.text("alt"),
            row=cells.row.line,
        )


def _wants_translation(cells: Cells, column: str) -> bool:
    """A source's title stands in its own language; "more than" and the like are said in every language anyway."""
    if cells.table is SOURCES and column == "title":
        return False
    words = cells.word(column)
    return bool(quantities.remarks(words) if column == "qualifier" else words)


def _or(number: int | None, default: int) -> int:
    return default if number is None else number


def _untranslated(reader: _Reader) -> Iterable[Mistake]:
    """One warning a table and language: how many of its texts have no translation."""
    for file, language in sorted({(file, language) for file, language, _ in reader.missing}):
        columns = {column: n for (f, lang, column), n in reader.missing.items() if (f, lang) == (file, language)}
        total = sum(columns.values())
        named = ", ".join(f"{column}_{language} {number}" for column, number in columns.items())
        noun = "text has" if total == 1 else "texts have"
        yield Mistake(file, 0, "", f"{total} {noun} no translation into {language!r} ({named})", fatal=False)
