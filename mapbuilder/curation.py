"""Writing a curator's tables: a new project, sources for texts that have no row, what `scan` proposes.

Everything is written whole or not at all, in the canonical form of `tables`, and nothing that a curator typed is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from mapbuilder import files, tables
from mapbuilder.cells import ID
from mapbuilder.contract import MENTIONS, PLACES, SOURCES, TABLES
from mapbuilder.errors import MachineError, Mistake, ProjectError, UsageError
from mapbuilder.model import Mention, Place, Text
from mapbuilder.rows import mention_cells, number

_TITLE_LENGTH = 200
_MAP = """\
# The settings of this map. The reference of mapbuilder describes each of them.

[map]
# Names the output folder: small letters a-z, digits and "-".
id = "{id}"
# What stands on top. With more languages: title_az = "…", title_ru = "…"
title = "{title}"
# A line below the title, or nothing.
subtitle = ""
# The first is the default; a column of words may have translations beside it: title, title_az.
languages = ["en"]
# Where the events took place.
timezone = "UTC"
# The map's public address, if it has one.
url = ""

# One [[layers]] for each group of events that readers switch together, in the order of the legend.
[[layers]]
id = "events"
title = "Events"
# The words of the column "category" in events.csv that belong to this layer.
categories = ["event"]
# On a light ground; one that can be told from the others is chosen when it is left out.
colour = "#0072b2"
# circle, square, diamond, triangle, triangle-down, cross, star, hexagon, pentagon or ring
icon = "circle"
# Whether it is shown at first.
shown = true

[kiosk]
# Nobody has touched the screen for so many seconds: ask whether somebody is there.
idle_seconds = 120
# So many seconds after the question: start again.
warning_seconds = 20
# The screen's diagonal, in inches.
screen_inches = 43
# From the eyes to the screen, in metres.
distance_m = 0.7

[basemap]
# The first view, in degrees; left out, it holds all events.
# west = 44.0
# south = 38.0
# east = 51.0
# north = 42.0
"""
_TEXTS_README = """\
Put each source's text here, unchanged, as a file that ends with .txt (UTF-8). Then run

    mapbuilder scan

in the folder above: it adds a row to sources.csv for each text, and proposes the places that the text names.
"""


def new(folder: Path) -> Path:
    """The folder of a new project: map.toml with every setting, empty tables, `texts/` and `media/`.

    Raises UsageError when there is something in the folder already, MachineError when the disk refuses.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is not an empty folder; give a new name")
        for part in ("texts", "media"):
            (folder / part).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"cannot make {folder}: {error.strerror}") from error
    name = folder.resolve().name
    for table in TABLES:
        tables.write(folder / table.file, table, ())
    files.write_atomically(folder / "texts" / "README.md", _TEXTS_README.encode())
    settings = _MAP.format(id=slug(name, "my-map"), title=_title(name))
    files.write_atomically(folder / "map.toml", settings.encode())
    return folder


def unlisted_texts(folder: Path, listed: Iterable[str]) -> tuple[str, ...]:
    """The files of texts/ that are not among the listed, as `texts/NAME`, in alphabetical order."""
    known = {text_path(file) for file in listed}
    try:
        found = sorted(path.name for path in (folder / "texts").iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
    return tuple(f"texts/{name}" for name in found if f"texts/{name}" not in known)


def text_path(file: str) -> str:
    """Where a source's text is, seen from the project: `speech.txt` is short for `texts/speech.txt`."""
    return file if "/" in file else f"texts/{file}"


def add_missing_sources(folder: Path, languages: Sequence[str] = ("en",)) -> tuple[str, ...]:
    """The ids of the sources that were added to sources.csv: one for each .txt file of texts/ that has no row yet.

    The id comes from the file's name, the title from its first line; a curator fills in the rest. Existing rows stay as
    they are. Raises ProjectError, and adds none, when sources.csv or one of the texts cannot be read; MachineError when
    the disk refuses.
    """
    rows = _rows(folder, SOURCES, languages)
    names = [name for name in unlisted_texts(folder, [row["file"].strip() for row in rows]) if name.endswith(".txt")]
    taken = {row["id"] for row in rows}
    added: list[str] = []
    for name, text in _texts_of(folder, names).items():
        stem = name.removeprefix("texts/").removesuffix(".txt")
        id_ = slug(stem, "source", taken)
        rows.append({"id": id_, "file": name, "title": _first_line(text) or stem, "language": languages[0]})
        taken.add(id_)
        added.append(id_)
    if added:
        tables.write(folder / SOURCES.file, SOURCES, rows, languages)
    return tuple(added)


def write_mentions(folder: Path, mentions: Iterable[Mention]) -> None:
    """Nothing; mentions.csv holds the mentions, in their order, with the columns that a curator added.

    Raises ProjectError when what stands there now has rows that cannot be read, which would be lost. MachineError when
    the disk refuses.
    """
    rows = [{**mention_cells(mention), **mention.extra} for mention in mentions]
    _rows(folder, MENTIONS, ("en",))
    tables.write(folder / MENTIONS.file, MENTIONS, rows)


def write_places(folder: Path, places: Iterable[Place], languages: Sequence[str] = ("en",)) -> None:
    """Nothing; places.csv holds the places, in their order, with translations and the columns that a curator added.

    `languages` are the map's, the default first. Raises as `write_mentions` does.
    """
    rows = [
        {
            "id": place.id,
            **_texts("name", place.name, languages),
            "kind": place.kind,
            "lon": number(place.lon),
            "lat": number(place.lat),
            "geometry": place.geometry_ref,
            "precision": place.precision,
            "radius_km": number(place.radius_km),
            "valid": place.valid,
            "same_as": "; ".join(place.same_as),
            "status": place.status,
            **_texts("note", place.note, languages),
            **place.extra,
        }
        for place in places
    ]
    _rows(folder, PLACES, languages)
    tables.write(folder / PLACES.file, PLACES, rows, languages)


def slug(words: str, default: str, taken: Iterable[str] = ()) -> str:
    """An id made of words, unlike those taken: "Qara Yanvar" becomes `qara-yanvar`."""
    plain = unicodedata.normalize("NFKD", words.replace("ə", "e").replace("ı", "i")).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-0123456789")[:60].strip("-")
    found = found if ID.fullmatch(found) else default
    used, number, candidate = set(taken), 2, found
    while candidate in used:
        candidate, number = f"{found}-{number}", number + 1
    return candidate


def _rows(folder: Path, table: tables.Table, languages: Sequence[str]) -> list[dict[str, str]]:
    """The cells of a table as it stands; raises ProjectError when rows of it cannot be read."""
    rows, mistakes = tables.read(folder / table.file, table, languages)
    if any(mistake.fatal for mistake in mistakes):
        raise ProjectError(mistakes)
    return [{**row.cells, **row.extra} for row in rows]


def _texts(column: str, words: Text, languages: Sequence[str]) -> dict[str, str]:
    default, *others = languages
    return {column: words.get(default, ""), **{f"{column}_{other}": words.get(other, "") for other in others}}


def _texts_of(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The content of each text by its name; raises ProjectError with all that cannot be read."""
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for name in names:
        try:
            texts[name] = files.read_text(files.inside(folder, name, "the project"), name)
        except ValueError as error:
            mistakes.append(Mistake(name, 0, "", str(error)))
        except ProjectError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ProjectError(mistakes)
    return texts


def _first_line(text: str) -> str:
    """The first line of a text that says something, without control characters."""
    lines = (
        " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", line).split())
        for line in text.splitlines()
    )
    return next((line[:_TITLE_LENGTH].strip() for line in lines if line), "")


def _title(name: str) -> str:
    """A title from the name of a folder, safe between the quotation marks of TOML."""
    words = "".join(c for c in re.sub(r"[-_\s]+", " ", name) if c.isalnum() or c in " .,'’()").strip()
    return words[:1].upper() + words[1:] or "My map"
