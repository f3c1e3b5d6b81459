"""The page: one HTML file with its styles, scripts, data, list of events and sources inside.

Words from people enter twice: as data, and as autoescaped values of the list that screen readers, printers and browsers
without JavaScript get. Jinja runs once; nothing it has written is a template again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from mapbuilder import assets, datablock, gate, twin
from mapbuilder.errors import MapbuilderError

Record = Mapping[str, Any]

FALLBACK_LANGUAGE = "en"
GENERATOR = "mapbuilder"
_UNSAFE_IN_SCRIPT = re.compile(r"</(?:script|style)|<!--|\r|\0", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What templates/page.html places. Jinja escapes `str` values; `Markup` values are ours and stand as they are."""

    language: str
    direction: str
    title: str
    subtitle: str
    description: str
    generator: str
    policy: str
    """The Content-Security-Policy: nothing but the two scripts and the style of this very page."""
    style: Markup
    app_script: Markup
    assembly_script: Markup
    data: Markup
    basemap: Markup
    words: Mapping[str, str]
    """The interface's words in the default language, by key of templates/locales."""
    chapters: tuple[twin.TwinChapter, ...]
    events: tuple[twin.TwinEvent, ...]
    sources: tuple[twin.TwinSource, ...]
    credits: tuple[str, ...]
    notices: str


def words(languages: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The interface's words of `languages`, and of English, to fall back to. A language without a file is left out."""
    found = {}
    for language in dict.fromkeys((*languages, FALLBACK_LANGUAGE)):
        path = assets.templates("locales", f"{language}.json")
        if re.fullmatch(r"[A-Za-z0-9-]+", language) and path.is_file():
            found[language] = json.loads(path.read_text(encoding="utf-8"))
    return found


def context(data: Record, assembly_script: str, basemap: object) -> PageContext:
    """What the page's template places, from the `PageData` of layers.py, folium's script and the basemap's data."""
    language = data["map"]["languages"][0]
    plain = {**_plain(data["words"][FALLBACK_LANGUAGE]), **_plain(data["words"].get(language, {}))}
    style = _own(assets.static("app.css").read_text(encoding="utf-8"))
    scripts = [_own(assets.static("app.js").read_text(encoding="utf-8")), _own(assembly_script)]
    title, subtitle = twin.first(data["map"]["title"]), twin.first(data["map"]["subtitle"])
    return PageContext(
        language=language,
        direction=_direction(language),
        title=title,
        subtitle=subtitle,
        description=subtitle or title,
        generator=GENERATOR,
        policy=policy(scripts, [style]),
        style=style,
        app_script=scripts[0],
        assembly_script=scripts[1],
        data=Markup(datablock.dump(data)),  # noqa: S704  escaped for this very place
        basemap=Markup(datablock.dump(basemap)),  # noqa: S704
        words=plain,
        chapters=twin.chapters(data),
        events=twin.events(data, plain),
        sources=twin.sources(data),
        credits=tuple(data["map"]["credits"]),
        notices=assets.static("notices.txt").read_text(encoding="utf-8"),
    )


def render(page: PageContext) -> str:
    """The HTML of the page. Raises MapbuilderError when anything in it would load or run what is not in it."""
    html = _environment().get_template("page.html").render(page=page)
    gate.check(html)
    return html


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The Content-Security-Policy (CSP 3) under which these scripts and styles alone work, and nothing is loaded."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(script) for script in scripts)}",
            f"style-src {' '.join(_hash(style) for style in styles)}",
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def _environment() -> jinja2.Environment:
    """Ours alone: escapes every value, and takes a name that is not in the context for the mistake that it is."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(assets.templates()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None,
    )


def _own(text: str) -> Markup:
    """A script or style of ours, to stand as it is. Raises MapbuilderError when it would end its own element."""
    found = _UNSAFE_IN_SCRIPT.search(text)
    if found:
        raise MapbuilderError(f"a script or style of the page holds {found.group()!r}; build the front end again")
    return Markup(text)  # noqa: S704  made by us, no words of people in it


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _plain(entries: Mapping[str, Any]) -> dict[str, str]:
    return {key: entry for key, entry in entries.items() if isinstance(entry, str)}


def _direction(language: str) -> str:
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
