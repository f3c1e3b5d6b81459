"""map.toml: `[map]`, `[[layers]]`, `[kiosk]`, `[basemap]`. Every key is described in docs/reference.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from mapbuilder import files
from mapbuilder.cells import ID, ID_LENGTH_LIMIT, LANGUAGE, is_url, quoted
from mapbuilder.errors import Mistake, ProjectError, did_you_mean
from mapbuilder.model import Layer, Settings, Text

FILE = "map.toml"
GLYPHS = (
    *("circle", "square", "diamond", "triangle", "triangle-down"),
    *("cross", "star", "hexagon", "pentagon", "ring"),
)
"""The shapes of templates/app/src/glyphs.ts."""
NUMBERS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "kiosk": {
        "idle_seconds": (5, 86_400),
        "warning_seconds": (1, 3_600),
        "screen_inches": (3, 500),
        "distance_m": (0.1, 50),
    },
    "basemap": {"west": (-180, 180), "south": (-90, 90), "east": (-180, 180), "north": (-90, 90)},
}
"""The keys of the tables that hold numbers, each with the least and the greatest."""
_LIMIT_BYTES = 1024 * 1024
_LAYER_LIMIT = 100
EMPTY = Settings(id="", title={"en": ""})


def read(folder: Path) -> tuple[Settings, tuple[Mistake, ...]]:
    """The settings of a project's folder, and what is wrong with them. Never raises for what is in the file."""
    try:
        text = files.read_text(files.inside(folder, FILE, "the project"), FILE, _LIMIT_BYTES)
        document = tomllib.loads(text)
    except ProjectError as error:
        return EMPTY, error.mistakes
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        advice = f"{re.sub(r' ?[(]at .*[)]', '', str(error))}; see https://toml.io"
        return EMPTY, (Mistake(FILE, int(line[1]) if line else 0, "", advice),)
    except RecursionError:
        return EMPTY, (Mistake(FILE, 0, "", "is nested too deeply"),)
    except ValueError as error:
        return EMPTY, (Mistake(FILE, 0, "", f"is not TOML ({str(error)[:100]})"),)
    reader = _Reader(text)
    settings = reader.settings(document)
    return settings, tuple(reader.mistakes)


class _Reader:
    """Values out of a TOML document; `mistakes` collects what is wrong."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.mistakes: list[Mistake] = []
        self.languages: tuple[str, ...] = ("en",)

    def wrong(self, where: str, message: str, *, fatal: bool = True) -> None:
        self.mistakes.append(Mistake(FILE, _line(self.lines, where), where, message, fatal))

    def settings(self, document: Mapping[str, Any]) -> Settings:
        self.known_keys("", document, ("map", "layers", "kiosk", "basemap"))
        about = self.table(document, "map")
        self.languages = self.language_list(about)
        self.known_keys("map", about, ("id", *self.texts("title", "subtitle"), "languages", "timezone", "url"))
        return Settings(
            id=self.id("map", about),
            title=self.text("map", about, "title", required=True),
            languages=self.languages,
            timezone=self.timezone(about),
            url=self.url(about),
            subtitle=self.text("map", about, "subtitle"),
            kiosk=self.numbers(document, "kiosk"),
            basemap=self.basemap(document),
            layers=self.layers(document),
        )

    def texts(self, *keys: str) -> tuple[str, ...]:
        return tuple(name for key in keys for name in (key, *(f"{key}_{language}" for language in self.languages[1:])))

    def table(self, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = document.get(name, {})
        if name == "map" and not found:
            self.wrong("[map]", "is missing; it holds id, title and languages")
        if not isinstance(found, dict):
            self.wrong(name, f"is not a table; write [{name}] on a line of its own")
            return {}
        return found

    def known_keys(self, where: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                name = f"[{where}] {key}" if where else f"[{key}]"
                self.wrong(name[:80], f"is not a setting.{did_you_mean(key[:80], known)}", fatal=False)

    def string(self, where: str, table: Mapping[str, Any], key: str, default: str = "") -> str:
        found = table.get(key, default)
        if not isinstance(found, str):
            self.wrong(f"[{where}] {key}", f"{quoted(str(found))} is not text; put it in quotation marks")
            return default
        if any(ord(character) < 32 and character not in "\t\r\n" for character in found):
            self.wrong(f"[{where}] {key}", "holds a control character; take it out")
            return default
        return found

    def text(self, where: str, table: Mapping[str, Any], key: str, *, required: bool = False) -> Text:
        default = self.string(where, table, key)
        words = {language: self.string(where, table, f"{key}_{language}") for language in self.languages[1:]}
        words = {language: found for language, found in words.items() if found.strip()}
        if default.strip():
            return {self.languages[0]: default, **words}
        if required or words:
            self.wrong(f"[{where}] {key}", f"is empty; the default language {self.languages[0]!r} stands here")
            return {self.languages[0]: "", **words}
        return {}

    def id(self, where: str, table: Mapping[str, Any]) -> str:
        found = self.string(where, table, "id")
        if not ID.fullmatch(found) or len(found) > ID_LENGTH_LIMIT:
            what = f"{quoted(found)} is not an id" if found else "is missing"
            self.wrong(f"[{where}] id", f"{what}; use small letters a-z, digits and '-'")
        return found

    def language_list(self, about: Mapping[str, Any]) -> tuple[str, ...]:
        where, found = "[map] languages", about.get("languages", ["en"])
        if not isinstance(found, list) or not found or not all(isinstance(tag, str) for tag in found):
            self.wrong(where, 'is not a list of languages, like ["en", "az", "ru"]')
            return ("en",)
        good = [tag for tag in found if _is_language(tag)]
        for tag in found:
            if tag not in good:
                self.wrong(where, f"{quoted(tag)} is not a language (BCP 47), like 'en', 'az' or 'pt-BR'")
        if len(set(good)) < len(good):
            self.wrong(where, "a language is there twice")
        return tuple(dict.fromkeys(good)) or ("en",)

    def timezone(self, about: Mapping[str, Any]) -> str:
        found = self.string("map", about, "timezone", "UTC")
        known = {"UTC", *get_global("zone_territories"), *get_global("zone_aliases")}
        if found not in known:
            near = did_you_mean(found[:80], known)
            self.wrong("[map] timezone", f"{quoted(found)} is not a time zone, like 'Asia/Baku'.{near}")
        return found

    def url(self, about: Mapping[str, Any]) -> str:
        found = self.string("map", about, "url")
        if found and not is_url(found):
            self.wrong("[map] url", f"{quoted(found)} is not a web address; it begins with https:// or http://")
            return ""
        return found

    def numbers(self, document: Mapping[str, Any], name: str) -> dict[str, float | str | bool]:
        table = self.table(document, name)
        self.known_keys(name, table, tuple(NUMBERS[name]))
        values: dict[str, float | str | bool] = {}
        for key, (low, high) in NUMBERS[name].items():
            found = table.get(key)
            if found is None:
                continue
            if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
                self.wrong(f"[{name}] {key}", f"{quoted(str(found))} is not a number from {low:g} to {high:g}")
            else:
                values[key] = found
        return values

    def basemap(self, document: Mapping[str, Any]) -> dict[str, float | str | bool]:
        values = self.numbers(document, "basemap")
        sides = [values.get(side) for side in NUMBERS["basemap"]]
        if any(side is not None for side in sides):
            west, south, east, north = (side if isinstance(side, int | float) else None for side in sides)
            if west is None or south is None or east is None or north is None:
                self.wrong("[basemap]", "a first view needs west, south, east and north, or none of them")
            elif south >= north or west >= east:
                self.wrong("[basemap]", "west is less than east, and south less than north")
        return values

    def layers(self, document: Mapping[str, Any]) -> tuple[Layer, ...]:
        found = document.get("layers", [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            self.wrong("layers", "is not a list of tables; write [[layers]] above each")
            return ()
        if len(found) > _LAYER_LIMIT:
            self.wrong("[[layers]]", f"are more than {_LAYER_LIMIT}")
            return ()
        layers = tuple(self.layer(number, table) for number, table in enumerate(found, 1))
        self.same_layers(layers)
        return layers

    def same_layers(self, layers: Sequence[Layer]) -> None:
        """Notes ids and categories that an earlier layer has."""
        ids: set[str] = set()
        categories: set[str] = set()
        for number, layer in enumerate(layers, 1):
            if layer.id in ids:
                self.wrong(f"[layers {number}] id", f"{quoted(layer.id)} is there already")
            for category in layer.categories:
                if category in categories:
                    self.wrong(f"[layers {number}] categories", f"{quoted(category)} is in another layer already")
                categories.add(category)
            ids.add(layer.id)

    def layer(self, number: int, table: Mapping[str, Any]) -> Layer:
        where = f"layers {number}"
        known = ("id", *self.texts("title"), "categories", "colour", "icon", "shown")
        self.known_keys(where, table, known)
        colour, icon, shown = (
            self.string(where, table, "colour"),
            self.string(where, table, "icon"),
            table.get("shown", True),
        )
        if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            self.wrong(f"[{where}] colour", f"{quoted(colour)} is not a colour, like '#882255'")
            colour = ""
        if icon and icon not in GLYPHS:
            self.wrong(
                f"[{where}] icon", f"{quoted(icon)} is not one of {', '.join(GLYPHS)}.{did_you_mean(icon[:80], GLYPHS)}"
            )
            icon = ""
        if not isinstance(shown, bool):
            self.wrong(f"[{where}] shown", f"{quoted(str(shown))} is not true or false")
        title = self.text(where, table, "title", required=True)
        return Layer(self.id(where, table), title, self.categories(where, table), colour, icon, shown is True)

    def categories(self, where: str, table: Mapping[str, Any]) -> tuple[str, ...]:
        found = table.get("categories")
        if not isinstance(found, list) or not found or not all(isinstance(one, str) and one.strip() for one in found):
            self.wrong(f"[{where}] categories", 'is not a list of the categories of its events, like ["protest"]')
            return ()
        return tuple(category.strip() for category in found)


def _line(lines: Sequence[str], where: str) -> int:
    """The line of `[table] key` or `[layers 2] key`, as an editor counts; that of the table without the key; or 0."""
    match = re.fullmatch(r"\[+(\w+)(?: (\d+))?\]+(?: ([\w-]+))?", where)
    if not match:
        return 0
    table, number, key = match[1], int(match[2] or 1), match[3]
    found = 0
    for at, line in enumerate(lines, 1):
        if re.match(rf"\s*\[+\s*{table}\s*\]", line):
            number -= 1
            found = at if number == 0 else found
        elif line.lstrip().startswith("[") and found:
            break
        elif found and key and re.match(rf"\s*[\"']?{key}[\"']?\s*=", line):
            return at
    return found


def _is_language(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return False
    return LANGUAGE.fullmatch(tag) is not None
