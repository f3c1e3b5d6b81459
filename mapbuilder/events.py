"""The join: mentions, places, events and claims become tables in which no row is lost.

What cannot be drawn stays in its table with the reason. Rows that a curator rejected stay too, with `shown` false.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from mapbuilder import sentences
from mapbuilder.model import Claim, Joined, Place, Project, Text

CRS = "EPSG:4326"
NO_PLACE = "unplaced.no_place"
NO_COORDINATES = "unplaced.no_coordinates"
WORLD = (-180.0, -60.0, 180.0, 78.0)
HOME_ROLES = ("happened", "affected", "spoken_from")
"""Places only compared with, or only named, do not widen the first view."""
_HOME_MARGIN = 0.08
_HOME_LEAST_DEGREES = 0.5


def join(project: Project) -> Joined:
    """Every record of the project in joined tables; see the functions below for their columns.

    The project is one that `project.read` found no fatal mistake in. A reference that leads nowhere all the same
    loses no row: it is listed as having no place.

    >>> join(project).events.query("reason != ''")[["event", "reason"]]
    """
    places = place_table(project.places)
    mentions = mention_table(project, places)
    event_places = event_place_table(project, places)
    return Joined(
        places=places,
        mentions=mentions,
        events=event_table(project, event_places),
        event_places=event_places,
        claims=claim_table(project),
        home=home_bounds(project, _named(places, mentions), event_places),
    )


def place_table(places: Iterable[Place]) -> gpd.GeoDataFrame:
    """One row a place, in the order of their ids, EPSG:4326.

    Columns: place, kind, precision, radius_km, status, lon, lat (degrees: the given point, else one inside the
    geometry), placed (it can be drawn), geometry (the given shape, else the point; None when nothing is known).
    """
    rows = [
        {
            "place": place.id,
            "kind": place.kind,
            "precision": place.precision,
            "radius_km": _float(place.radius_km),
            "status": place.status,
            **_point(place),
            "geometry": _shape(place),
        }
        for place in sorted(places, key=lambda place: place.id)
    ]
    columns = ["place", "kind", "precision", "radius_km", "status", "lon", "lat", "geometry"]
    table = gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=CRS)
    table["placed"] = table.geometry.notna() & (table["status"] != "rejected")
    return table


def mention_table(project: Project, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row a mention, in the order of sources and of their texts.

    Columns: mention (id: source-start), source, start, end, exact, kind, place ("" for none), status, shown (not
    rejected, and its words stand there), sentence_start, sentence_end (code points), sentence, placed (its place can be
    drawn).
    """
    order = {source.id: number for number, source in enumerate(project.sources)}
    texts = {source.id: (source.text, sentences.spans(source.text)) for source in project.sources}
    rows = []
    mentions = sorted(project.mentions, key=lambda m: (order.get(m.source, len(order)), m.start, m.end))
    ids = _unique(f"{mention.source}-{mention.start}" for mention in mentions)
    for id_, mention in zip(ids, mentions, strict=True):
        text, spans = texts.get(mention.source, ("", ()))
        start, end = sentences.sentence_at(spans, mention.start, mention.end)
        rows.append(
            {
                "mention": id_,
                "source": mention.source,
                "start": mention.start,
                "end": mention.end,
                "exact": mention.exact,
                "kind": mention.kind,
                "place": "" if mention.place == "-" else mention.place,
                "status": mention.status,
                "shown": mention.status != "rejected" and text[mention.start : mention.end] == mention.exact,
                "sentence_start": start,
                "sentence_end": end,
                "sentence": text[start:end],
            }
        )
    columns = ["mention", "source", "start", "end", "exact", "kind", "place", "status", "shown"]
    table = pd.DataFrame(rows, columns=[*columns, "sentence_start", "sentence_end", "sentence"])
    return _with_placed(table, pd.DataFrame(places[["place", "placed"]]))


def event_place_table(project: Project, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row a place of an event, in the order of the events' table and of their cells, EPSG:4326.

    Columns: event, place, role, status (of the event), precision, lon, lat, placed, geometry (of the place).
    """
    rows = [
        {"event": event.id, "place": at.place, "role": at.role, "status": event.status}
        for event in project.events
        for at in event.places
    ]
    table = pd.DataFrame(rows, columns=["event", "place", "role", "status"], dtype="object")
    shapes = places[["place", "precision", "lon", "lat", "placed", "geometry"]].astype({"place": "object"})
    joined = table.merge(shapes, on="place", how="left", validate="many_to_one")
    joined["precision"] = joined["precision"].astype("object").where(joined["precision"].notna(), "unknown")
    joined["placed"] = joined["placed"].eq(True)
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=CRS)


def event_table(project: Project, event_places: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row an event, in the order of the project.

    Columns: event, category, when (EDTF), status, shown (not rejected), places (how many), placed (how many of them can
    be drawn), claims (how many), reason ("", or a key of the interface words that says why it is not on the map).
    """
    events = pd.DataFrame(
        [(event.id, event.category, event.when, event.status) for event in project.events],
        columns=["event", "category", "when", "status"],
        dtype="object",
    )
    counts = event_places.groupby("event", sort=False)["placed"].agg(places="size", placed="sum")
    claims = pd.Series(Counter(claim.event for claim in project.claims), name="claims", dtype="int64")
    table = events.join(counts, on="event").join(claims, on="event")
    for column in ("places", "placed", "claims"):
        table[column] = table[column].astype("float64").fillna(0).astype("int64")
    table["shown"] = table["status"] != "rejected"
    table["reason"] = ""
    table.loc[table["placed"] == 0, "reason"] = NO_COORDINATES
    table.loc[table["places"] == 0, "reason"] = NO_PLACE
    return table


def claim_table(project: Project) -> pd.DataFrame:
    """One row a claim, in the order of sources and of their texts.

    Columns: claim (id), event, source, start, end (code points of the quote; -1 when it is not in the text), low, high
    (NaN: open or no figure), row (position in `project.claims`), shown (its event is not rejected).
    """
    order = {source.id: number for number, source in enumerate(project.sources)}
    rejected = {event.id for event in project.events if event.status == "rejected"}
    numbered = sorted(
        enumerate(project.claims),
        key=lambda pair: (order.get(pair[1].source, len(order)), pair[1].start, _identity(pair[1]), pair[0]),
    )
    ids = _unique(claim_id(claim) for _, claim in numbered)
    rows = [
        {
            "claim": id_,
            "event": claim.event,
            "source": claim.source,
            "start": claim.start,
            "end": claim.start + len(claim.quote) if claim.start >= 0 else -1,
            "low": _float(claim.low),
            "high": _float(claim.high),
            "row": row,
            "shown": claim.event not in rejected,
        }
        for id_, (row, claim) in zip(ids, numbered, strict=True)
    ]
    return pd.DataFrame(rows, columns=["claim", "event", "source", "start", "end", "low", "high", "row", "shown"])


def claim_id(claim: Claim) -> str:
    """The id of a claim: its event and eight hexadecimal digits of what it says; it outlives a new order of rows."""
    said = f"{claim.source}|{claim.quote}|{_default(claim.measure)}"
    return f"{claim.event}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def home_bounds(
    project: Project, named: gpd.GeoDataFrame, event_places: gpd.GeoDataFrame
) -> tuple[float, float, float, float]:
    """West, south, east, north of the first view: `[basemap]` west ... north, else around the events that are placed.

    Without events it is around the `named` places. A country counts by its point, so that one event of a whole
    country does not push the others into a corner.
    """
    given = [project.settings.basemap.get(side) for side in ("west", "south", "east", "north")]
    if all(isinstance(side, int | float) and not isinstance(side, bool) for side in given):
        west, south, east, north = (float(side) for side in given if side is not None)
        return west, south, east, north
    placed = event_places[event_places["placed"] & (event_places["status"] != "rejected")]
    central = placed[placed["role"].isin(HOME_ROLES)]
    chosen = next((table for table in (central, placed, named) if len(table)), None)
    if chosen is None:
        return WORLD
    by_point = chosen["precision"].eq("country")
    shapes = gpd.GeoSeries(chosen.geometry.where(~by_point, gpd.points_from_xy(chosen["lon"], chosen["lat"])), crs=CRS)
    west, south, east, north = (float(side) for side in shapes.total_bounds)
    return _with_margin(west, south, east, north)


def _named(places: gpd.GeoDataFrame, mentions: pd.DataFrame) -> gpd.GeoDataFrame:
    """The places that can be drawn and that the texts name."""
    return places[places["placed"] & places["place"].isin(mentions.loc[mentions["shown"], "place"])]


def _with_margin(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    across = max((east - west) * _HOME_MARGIN, (_HOME_LEAST_DEGREES - (east - west)) / 2)
    along = max((north - south) * _HOME_MARGIN, (_HOME_LEAST_DEGREES - (north - south)) / 2)
    sides = max(west - across, -180.0), max(south - along, -85.0), min(east + across, 180.0), min(north + along, 85.0)
    west, south, east, north = (round(side, 5) for side in sides)
    return west, south, east, north


def _with_placed(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    left = table.astype({"place": "object"})
    joined = left.merge(places.astype({"place": "object"}), on="place", how="left", validate="many_to_one")
    joined["placed"] = joined["placed"].eq(True)
    return joined


def _shape(place: Place) -> BaseGeometry | None:
    if place.geometry is not None:
        return place.geometry
    return None if place.lon is None or place.lat is None else Point(place.lon, place.lat)


def _point(place: Place) -> dict[str, float]:
    """The point that stands for a place, longitude first; NaN when nothing is known."""
    if place.lon is not None and place.lat is not None:
        return {"lon": place.lon, "lat": place.lat}
    if place.geometry is None or place.geometry.is_empty:
        return {"lon": float("nan"), "lat": float("nan")}
    inside = place.geometry.representative_point()
    return {"lon": round(inside.x, 5), "lat": round(inside.y, 5)}


def _unique(ids: Iterable[str]) -> list[str]:
    """The same ids; one that was there before gets `-2`, `-3`, ..."""
    seen: Counter[str] = Counter()
    unique = []
    for id_ in ids:
        seen[id_] += 1
        unique.append(id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
    return unique


def _identity(claim: Claim) -> tuple[str, ...]:
    """What tells claims of the same words apart, so that the order of rows does not matter."""
    return (claim.event, _default(claim.measure), str(claim.low), str(claim.high), _default(claim.qualifier))


def _default(text: Text) -> str:
    return next(iter(text.values()), "")


def _float(number: float | None) -> float:
    return float("nan") if number is None else float(number)
