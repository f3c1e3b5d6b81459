"""The list of events and the sources as plain values, in the default language: the page's twin in words.

It is what a screen reader, a printer, a search engine and a browser without JavaScript get.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

Record = Mapping[str, Any]

_DATETIME = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?")
"""The EDTF strings that HTML's `datetime` takes as well."""
_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class TwinPlace:
    """A place of an event in the list: its name and the words for its role there."""

    id: str
    name: str
    role: str
    role_words: str


@dataclass(frozen=True, slots=True)
class TwinClaim:
    """A claim in the list: its figure in words, of what, how meant; the quote in its own language; who says it."""

    id: str
    figure: str
    unit: str
    measure: str
    qualifier: str
    quote: str
    language: str
    source: str
    cite: str


@dataclass(frozen=True, slots=True)
class TwinEvent:
    """An event in the list. `datetime` is the HTML form of the date, empty when it has none."""

    id: str
    layer: str
    layer_title: str
    title: str
    when: str
    datetime: str
    summary: str
    places: tuple[TwinPlace, ...]
    unplaced: str
    unplaced_words: str
    claims: tuple[TwinClaim, ...]


@dataclass(frozen=True, slots=True)
class TwinChapter:
    """A chapter of the story; `html` was cleaned by prose.py and stands as it is."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class TwinSource:
    """A source below the list, with its whole text."""

    id: str
    title: str
    facts: str
    url: str
    note: str
    language: str
    paragraphs: tuple[str, ...]


def events(data: Record, plain: Mapping[str, str]) -> tuple[TwinEvent, ...]:
    """The events of the list, in the order of the data, in the default language."""
    names = {place["id"]: first(place["name"]) for place in data["places"]}
    titles = {layer["id"]: first(layer["title"]) for layer in data["layers"]}
    claims = {claim["id"]: claim for claim in data["claims"]}
    by_id = {source["id"]: source for source in data["sources"]}
    return tuple(
        TwinEvent(
            id=event["id"],
            layer=event["layer"],
            layer_title=titles[event["layer"]],
            title=first(event["title"]),
            when=first(event["when"]["label"]) if event["when"] else plain["date.unknown"],
            datetime=_datetime(event["when"]),
            summary=first(event["summary"]),
            places=tuple(
                TwinPlace(at["place"], names.get(at["place"], at["place"]), at["role"], plain[f"role.{at['role']}"])
                for at in event["places"]
            ),
            unplaced=event["unplaced"] or "",
            unplaced_words=plain[event["unplaced"]] if event["unplaced"] else "",
            claims=tuple(_claim(claims[id_], by_id) for id_ in event["claims"]),
        )
        for event in data["events"]
    )


def _claim(claim: Record, by_id: Mapping[str, Record]) -> TwinClaim:
    source = by_id[claim["source"]]
    return TwinClaim(
        id=claim["id"],
        figure=first(claim["label"]),
        unit=first(claim["unit"]),
        measure=first(claim["measure"]),
        qualifier=first(claim["qualifier"]),
        quote=claim["quote"],
        language=source["language"],
        source=source["id"],
        cite=", ".join(part for part in (first(source["author"]), first(source["title"])) if part),
    )


def chapters(data: Record) -> tuple[TwinChapter, ...]:
    """The chapters of the story, in their order."""
    return tuple(
        TwinChapter(chapter["id"], first(chapter["title"]), Markup(first(chapter["html"])))  # noqa: S704  cleaned
        for chapter in data["chapters"]
    )


def sources(data: Record) -> tuple[TwinSource, ...]:
    """The sources of the map with their whole texts, in the order of the data."""
    return tuple(_source(source) for source in data["sources"])


def first(text: Mapping[str, str]) -> str:
    """The words in the default language, which is the first key; nothing for no words."""
    return next(iter(text.values()), "")


def _source(source: Record) -> TwinSource:
    published = first(source["published"]["label"]) if source["published"] else ""
    facts = (first(source["author"]), source["publisher"], published, source["licence"], f"SHA-256 {source['sha256']}")
    return TwinSource(
        id=source["id"],
        title=first(source["title"]),
        facts=" · ".join(fact for fact in facts if fact),
        url=source["url"] if _WEB.fullmatch(source["url"]) else "",
        note=first(source["note"]),
        language=source["language"],
        paragraphs=tuple(part for part in _EMPTY_LINE.split(source["text"].replace("\r\n", "\n")) if part.strip()),
    )


def _datetime(when: Record | None) -> str:
    return when["edtf"] if when and _DATETIME.fullmatch(when["edtf"]) else ""
