"""Joined tables become what the page shows: the records of templates/app/src/data.ts, as plain dicts.

Everything here is a value for JSON: no shapely, no pandas, no NaN. The same project gives the same values in the same
order: layers and sources as the curator has them, events by time, mentions and claims by source and text, places by id.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from mapbuilder import dates, edtf, prose, quantities, styles
from mapbuilder.model import Claim, Joined, Place, Project, Source, Text

Record = dict[str, Any]

DEGREE_DECIMALS = 5
"""About a metre: finer than any source of a historical map."""
_DETAIL = 4000
"""A shape keeps corners that stand out by more than one part in so many of its own width."""
_WHOLE_WORLD_DEGREES = 350
IDLE_SECONDS, WARNING_SECONDS = 120, 20
"""A kiosk goes back to its beginning after so long; `[kiosk]` of map.toml says otherwise."""

GAZETTEERS: Mapping[str, tuple[str, str]] = {
    "gn": ("GeoNames", "https://www.geonames.org/{}"),
    "wd": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "whg": ("World Historical Gazetteer", "https://whgazetteer.org/places/{}/portal/"),
    "tgn": ("Getty TGN", "http://vocab.getty.edu/page/tgn/{}"),
    "pl": ("Pleiades", "https://pleiades.stoa.org/places/{}"),
}
"""Prefixes of `same_as` (those of the Linked Places Format): the gazetteer's name and the address of its page."""


def page_data(
    project: Project, joined: Joined, words: Mapping[str, Mapping[str, Any]], credit_lines: Sequence[str] = ()
) -> Record:
    """The `PageData` of data.ts. `words` are the interface's by language, `credit_lines` name the map's data."""
    styled = styles.layers(project)
    return {
        "version": 1,
        "map": map_info(project, joined, credit_lines),
        "layers": [
            {
                "id": layer.id,
                "title": text(layer.title, project),
                "colour": layer.colour,
                "icon": layer.icon,
                "shown": layer.shown,
            }
            for layer in styled
        ],
        "sources": [source_info(source, project) for source in project.sources],
        "mentions": mention_infos(joined),
        "places": place_infos(project, joined),
        "events": event_infos(project, joined, styles.by_category(styled)),
        "claims": claim_infos(project, joined),
        "chapters": chapter_infos(project),
        "words": dict(words),
    }


def map_info(project: Project, joined: Joined, credit_lines: Sequence[str]) -> Record:
    """The `MapInfo` of data.ts."""
    settings = project.settings
    return {
        "id": settings.id,
        "title": text(settings.title, project),
        "subtitle": text(settings.subtitle, project),
        "languages": list(settings.languages),
        "url": settings.url or None,
        "home": list(joined.home),
        "kiosk": {
            "idle_seconds": number(float(settings.kiosk.get("idle_seconds", IDLE_SECONDS))),
            "warning_seconds": number(float(settings.kiosk.get("warning_seconds", WARNING_SECONDS))),
        },
        "credits": list(credit_lines),
    }


def source_info(source: Source, project: Project) -> Record:
    """The `SourceInfo` of data.ts."""
    return {
        "id": source.id,
        "title": text(source.title, project),
        "author": text(source.author, project),
        "publisher": source.publisher,
        "published": when(source.published, project),
        "language": source.language,
        "url": source.url,
        "licence": source.licence,
        "note": text(source.note, project),
        "sha256": source.sha256,
        "text": source.text,
    }


def mention_infos(joined: Joined) -> list[Record]:
    """The `MentionInfo` of every mention that was not rejected; a rejected place is no place on this map."""
    known = set(joined.places.loc[joined.places["status"] != "rejected", "place"])
    shown = joined.mentions[joined.mentions["shown"]]
    return [
        {
            "id": row["mention"],
            "source": row["source"],
            "start": int(row["start"]),
            "end": int(row["end"]),
            "kind": row["kind"],
            "place": row["place"] if row["place"] in known else None,
        }
        for row in shown.to_dict("records")
    ]


def place_infos(project: Project, joined: Joined) -> list[Record]:
    """The `PlaceInfo` of every place that was not rejected, in the order of ids."""
    places = {place.id: place for place in project.places}
    shown = joined.places[joined.places["status"] != "rejected"]
    return [place_info(places[row["place"]], row["lon"], row["lat"], project) for row in shown.to_dict("records")]


def place_info(place: Place, lon: float, lat: float, project: Project) -> Record:
    """The `PlaceInfo` of data.ts; `lon`, `lat` is the point that stands for it, NaN when there is none."""
    area = None if place.geometry is None or place.geometry.geom_type == "Point" else place.geometry
    return {
        "id": place.id,
        "name": text(place.name, project),
        "kind": place.kind,
        "lon": degrees(lon),
        "lat": degrees(lat),
        "geometry": None if area is None else geometry(area),
        "bounds": None if area is None else [degrees(side) for side in extent(area)],
        "precision": place.precision,
        "radius_km": number(place.radius_km),
        "valid": when(place.valid, project),
        "same_as": [same_as(link) for link in place.same_as],
        "note": text(place.note, project),
    }


def event_infos(project: Project, joined: Joined, layer_of: Mapping[str, str]) -> list[Record]:
    """The `EventInfo` of every event that was not rejected: by beginning, end and id, the undated last."""
    rows = {row["event"]: row for row in joined.events.to_dict("records")}
    claims: dict[str, list[str]] = {}
    for row in joined.claims.to_dict("records"):
        claims.setdefault(row["event"], []).append(row["claim"])
    shown = [event for event in project.events if rows[event.id]["shown"]]
    rejected = {place.id for place in project.places if place.status == "rejected"}
    infos = [
        {
            "id": event.id,
            "title": text(event.title, project),
            "summary": text(event.summary, project),
            "layer": layer_of[event.category],
            "category": event.category,
            "when": when(event.when, project),
            "places": [{"place": at.place, "role": at.role} for at in event.places if at.place not in rejected],
            "certainty": event.certainty,
            "claims": claims.get(event.id, []),
            "unplaced": rows[event.id]["reason"] or None,
        }
        for event in shown
    ]
    return sorted(infos, key=_moment)


def claim_infos(project: Project, joined: Joined) -> list[Record]:
    """The `ClaimInfo` of every claim whose event is shown, in the order of sources and of their texts."""
    return [
        claim_info(project.claims[row["row"]], row["claim"], project)
        for row in joined.claims[joined.claims["shown"]].to_dict("records")
    ]


def claim_info(claim: Claim, id_: str, project: Project) -> Record:
    """The `ClaimInfo` of data.ts; a quote that is not in its text has start and end -1."""
    return {
        "id": id_,
        "event": claim.event,
        "source": claim.source,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.start + len(claim.quote) if claim.start >= 0 else -1,
        "measure": text(claim.measure, project),
        "low": number(claim.low),
        "high": number(claim.high),
        "qualifier": remarks(claim, project),
        "unit": text(claim.unit, project),
        "label": figure(claim, project),
        "note": text(claim.note, project),
    }


def chapter_infos(project: Project) -> list[Record]:
    """The `ChapterInfo` of every chapter, in their order; events that were rejected are left out of them."""
    rejected = {event.id for event in project.events if event.status == "rejected"}
    return [
        {
            "id": f"chapter-{chapter.order}",
            "title": text(chapter.title, project),
            "html": {language: prose.html(words) for language, words in text(chapter.text, project).items()},
            "events": [event for event in chapter.events if event not in rejected],
            "view": None if chapter.view is None else [degrees(side) for side in chapter.view],
        }
        for chapter in sorted(project.chapters, key=lambda chapter: chapter.order)
    ]


def figure(claim: Claim, project: Project) -> dict[str, str]:
    """The figure in the words of each language of the map; nothing for a statement without a figure."""
    if claim.low is None and claim.high is None:
        return {}
    return {
        language: quantities.label(claim.low, claim.high, in_language(claim.qualifier, language), language)
        for language in project.settings.languages
    }


def remarks(claim: Claim, project: Project) -> dict[str, str]:
    """The qualifier without what the figure says already ("at least"), in the map's languages."""
    words = text(claim.qualifier, project)
    return {language: said for language, told in words.items() if (said := quantities.remarks(told))}


def when(date: str, project: Project) -> Record | None:
    """The `When` of data.ts for an EDTF string; None for an empty one."""
    if not date:
        return None
    span = edtf.span(date)
    return {
        "edtf": date,
        "start": span.start_ms,
        "end": span.end_ms,
        "approximate": span.approximate,
        "uncertain": span.uncertain,
        "label": {language: dates.label(date, language) for language in project.settings.languages},
    }


def text(words: Text, project: Project) -> dict[str, str]:
    """The words in the map's languages, the default first; a language without words is left out."""
    return {language: words[language] for language in project.settings.languages if words.get(language)}


def in_language(words: Text, language: str) -> str:
    """The words in that language, else in the default one, else nothing."""
    return words.get(language) or next(iter(words.values()), "")


def same_as(link: str) -> dict[str, str]:
    """The name and address of a gazetteer's record: `gn:587084` -> GeoNames 587084. No address when it is unknown."""
    prefix, _, record = link.partition(":")
    if link.startswith(("https://", "http://")):
        return {"label": link, "url": link}
    if prefix not in GAZETTEERS or not record:
        return {"label": link, "url": ""}
    name, address = GAZETTEERS[prefix]
    return {"label": f"{name} {record}", "url": address.format(quote(record, safe=""))}


def geometry(shape: BaseGeometry) -> Record:
    """A shape as GeoJSON (RFC 7946), simplified to its own size and rounded, the same on every machine."""
    west, south, east, north = shape.bounds
    simple = shapely.simplify(shape, max(east - west, north - south) / _DETAIL, preserve_topology=True)
    rounded = shapely.transform(simple, lambda coordinates: np.round(coordinates, DEGREE_DECIMALS))
    oriented = shapely.orient_polygons(rounded) if hasattr(shapely, "orient_polygons") else rounded
    record: Record = json.loads(json.dumps(mapping(shapely.force_2d(oriented))))  # lists, as JSON has them
    return record


def extent(shape: BaseGeometry) -> tuple[float, float, float, float]:
    """West, south, east, north of a shape; of one that the antimeridian cuts, of its parts on the larger side of it.

    RFC 7946 cuts such shapes in two (section 3.1.9); their plain bounds would be the whole world.
    """
    if shape.bounds[2] - shape.bounds[0] < _WHOLE_WORLD_DEGREES:
        return shape.bounds
    parts = shapely.get_parts(shape)
    eastern = [part for part in parts if part.centroid.x >= 0]
    western = [part for part in parts if part.centroid.x < 0]
    larger = max((eastern, western), key=lambda side: sum(part.area for part in side))
    bounds = shapely.total_bounds(larger)
    return float(bounds[0]), float(bounds[1]), float(bounds[2]), float(bounds[3])


def degrees(angle: float) -> float | None:
    """The angle rounded to about a metre; None for NaN."""
    return None if math.isnan(angle) else number(round(float(angle), DEGREE_DECIMALS))


def number(value: float | None) -> float | int | None:
    """The same number, whole numbers without a decimal point."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)


def _moment(event: Record) -> tuple[float, float, str]:
    """What puts events in order: the beginning (an open one first), the end, the id; no date comes last."""
    date = event["when"]
    if date is None:
        return (math.inf, math.inf, event["id"])
    start = -math.inf if date["start"] is None else date["start"]
    return (start, math.inf if date["end"] is None else date["end"], event["id"])
