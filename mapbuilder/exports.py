"""The map's records for other programs: GeoJSON, Linked Places Format and CSV, beside the page in `data/`.

The same project gives the same bytes. GeoJSON and Linked Places hold what the map shows; the CSV files hold every row
that was in the project, rejected ones and unknown columns too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mapbuilder.contract import CLAIMS, EVENTS, MENTIONS, PLACES
from mapbuilder.model import Joined, Project, Text
from mapbuilder.rows import mention_cells, number

Record = Mapping[str, Any]
Cells = dict[str, str]

LINKED_PLACES_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)


def files(project: Project, joined: Joined, data: Record) -> dict[str, bytes]:
    """The content of each file of `data/` by its name; `data` is the `PageData` of layers.py."""
    languages = project.settings.languages
    return {
        "claims.csv": table(claim_rows(project, joined, data), CLAIMS.columns, languages),
        "events.csv": table(event_rows(project, joined, data), EVENTS.columns, languages),
        "events.geojson": collection(event_features(data)),
        "mentions.csv": table(mention_rows(project, joined), MENTIONS.columns, languages),
        "places.csv": table(place_rows(project, joined), PLACES.columns, languages),
        "places.geojson": collection(place_features(data)),
        "places.lpf.json": collection(linked_places(data), {"@context": LINKED_PLACES_CONTEXT}),
    }


def event_features(data: Record) -> list[Record]:
    """The events as GeoJSON features (RFC 7946): the shapes of their places; no geometry for one that has none."""
    places = {place["id"]: place for place in data["places"]}
    features: list[Record] = []
    for event in data["events"]:
        at = [places[at["place"]] for at in event["places"] if at["place"] in places]
        shapes = [shape for shape in map(shape_of, at) if shape is not None]
        properties = {
            key: event[key] for key in ("title", "summary", "layer", "category", "when", "places", "certainty")
        }
        rest = {"claims": event["claims"], "unplaced": event["unplaced"]}
        features.append(feature(event["id"], _together(shapes), {**properties, **rest}))
    return features


def place_features(data: Record) -> list[Record]:
    """The places as GeoJSON features (RFC 7946)."""
    keys = ("name", "kind", "precision", "radius_km", "valid", "same_as", "note")
    return [feature(place["id"], shape_of(place), {key: place[key] for key in keys}) for place in data["places"]]


def linked_places(data: Record) -> list[Record]:
    """The places as features of the Linked Places Format 1.1, with the names of every language and their links."""
    base = data["map"]["url"] or ""
    features: list[Record] = []
    for place in data["places"]:
        toponyms = [{"toponym": name, "lang": language} for language, name in place["name"].items()]
        record: dict[str, Any] = {
            "@id": f"{base}#place={place['id']}",
            "type": "Feature",
            "properties": {"title": next(iter(place["name"].values()), place["id"]), "precision": place["precision"]},
            "names": toponyms,
            "types": [{"identifier": "", "label": place["kind"]}] if place["kind"] else [],
            "geometry": shape_of(place),
            "links": [{"type": "closeMatch", "identifier": link["url"] or link["label"]} for link in place["same_as"]],
            "descriptions": [{"value": note, "lang": language} for language, note in place["note"].items()],
        }
        if place["valid"]:
            record["when"] = {"timespans": [_timespan(place["valid"]["edtf"])]}
        features.append(record)
    return features


def feature(id_: str, geometry: Record | None, properties: Record) -> Record:
    """A GeoJSON feature."""
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def shape_of(place: Record) -> Record | None:
    """The GeoJSON geometry of a `PlaceInfo`: its area, else its point, else nothing."""
    if place["geometry"] is not None:
        geometry: Record = place["geometry"]
        return geometry
    return None if place["lon"] is None else {"type": "Point", "coordinates": [place["lon"], place["lat"]]}


def collection(features: Sequence[Record], more: Record | None = None) -> bytes:
    """A GeoJSON FeatureCollection in UTF-8, one feature a line."""
    head = json.dumps({"type": "FeatureCollection", **(more or {})}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features)
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'.encode()


def event_rows(project: Project, joined: Joined, data: Record) -> list[Cells]:
    """A row for every event of the project."""
    reasons = dict(zip(joined.events["event"], joined.events["reason"], strict=True))
    layers = {event["id"]: event["layer"] for event in data["events"]}
    return [
        {
            "id": event.id,
            **_texts("title", event.title),
            "when": event.when,
            "category": event.category,
            "layer": layers.get(event.id, ""),
            "places": "; ".join(at.place if at.role == "happened" else f"{at.place}:{at.role}" for at in event.places),
            **_texts("summary", event.summary),
            "certainty": event.certainty,
            "status": event.status,
            "unplaced": reasons[event.id],
            **event.extra,
        }
        for event in project.events
    ]


def claim_rows(project: Project, joined: Joined, data: Record) -> list[Cells]:
    """A row for every claim of the project, in the order of sources and of their texts."""
    labels = {claim["id"]: claim["label"] for claim in data["claims"]}
    rows = []
    for joint in joined.claims.to_dict("records"):
        claim = project.claims[joint["row"]]
        rows.append(
            {
                "id": joint["claim"],
                "event": claim.event,
                "source": claim.source,
                "quote": claim.quote,
                "start": str(joint["start"]),
                "end": str(joint["end"]),
                **_texts("measure", claim.measure),
                "low": number(claim.low),
                "high": number(claim.high),
                **_texts("qualifier", claim.qualifier),
                **_texts("unit", claim.unit),
                **_texts("figure", labels.get(joint["claim"], {})),
                **_texts("note", claim.note),
                **claim.extra,
            }
        )
    return rows


def mention_rows(project: Project, joined: Joined) -> list[Cells]:
    """A row for every mention of the project, with the sentence in which it stands."""
    keys = zip(joined.mentions["source"], joined.mentions["start"], joined.mentions["end"], strict=True)
    said = dict(zip(keys, joined.mentions["sentence"], strict=True))
    return [
        {
            **mention_cells(mention),
            "sentence": said[mention.source, mention.start, mention.end],
            **mention.extra,
        }
        for mention in project.mentions
    ]


def place_rows(project: Project, joined: Joined) -> list[Cells]:
    """A row for every place of the project; lon and lat of an area are of a point inside it."""
    points = {row["place"]: (row["lon"], row["lat"]) for row in joined.places.to_dict("records")}
    return [
        {
            "id": place.id,
            **_texts("name", place.name),
            "kind": place.kind,
            "lon": number(points[place.id][0]),
            "lat": number(points[place.id][1]),
            "geometry": place.geometry_ref,
            "precision": place.precision,
            "radius_km": number(place.radius_km),
            "valid": place.valid,
            "same_as": ";".join(place.same_as),
            "status": place.status,
            **_texts("note", place.note),
            **place.extra,
        }
        for place in project.places
    ]


def table(rows: Sequence[Cells], least: Sequence[str], languages: Sequence[str]) -> bytes:
    """CSV (RFC 4180) in UTF-8: the columns of the rows, without rows the `least`, each translation behind its text."""
    columns = list(dict.fromkeys(column for row in rows for column in row)) or list(least)
    columns = sorted(columns, key=lambda column: _position(column, columns, languages))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue().encode()


def _position(column: str, columns: Sequence[str], languages: Sequence[str]) -> tuple[int, int]:
    base, _, language = column.rpartition("_")
    if language in languages[1:] and base in columns:
        return columns.index(base), languages.index(language)
    return columns.index(column), 0


def _texts(name: str, words: Text) -> Cells:
    """A text and its translations as cells: `title`, `title_az`, ... The first language is the default."""
    cells = {name: ""}
    for place, (language, text) in enumerate(words.items()):
        cells[name if place == 0 else f"{name}_{language}"] = text
    return cells


def _timespan(edtf: str) -> Record:
    """A timespan of the Linked Places Format; EDTF is ISO 8601-2, which its `in` takes."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return {"start": {"in": edtf}, "end": {"in": edtf}}
    bounds = {"start": start, "end": end}
    return {side: {"in": date} for side, date in bounds.items() if date not in ("", "..")}


def _together(shapes: Iterable[Record]) -> Record | None:
    """One geometry made of several: a collection when there is more than one."""
    shapes = list(shapes)
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    return {"type": "GeometryCollection", "geometries": shapes}
