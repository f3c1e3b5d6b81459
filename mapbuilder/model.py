"""The nouns of mapbuilder. Stages hand these to each other; nothing here reads, writes or computes.

The words follow W3C Web Annotation (mention), Linked Places Format (place), schema.org Event and CIDOC-CRM E5
(event), Dublin Core terms (source) and EDTF, ISO 8601-2 (dates).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:  # importing these takes half a second
    from geopandas import GeoDataFrame
    from pandas import DataFrame

Text = Mapping[str, str]
"""Words by language (BCP 47). The project's default language is always a key; the first key is the default."""

MentionKind = Literal["place", "adjective", "organisation", "event_name"]
Status = Literal["proposed", "accepted", "rejected", "added"]
Precision = Literal["point", "site", "district", "city", "region", "country", "unknown"]
Role = Literal["happened", "affected", "spoken_from", "compared", "mentioned"]

MENTION_KINDS: tuple[MentionKind, ...] = ("place", "adjective", "organisation", "event_name")
STATUSES: tuple[Status, ...] = ("proposed", "accepted", "rejected", "added")
PRECISIONS: tuple[Precision, ...] = ("point", "site", "district", "city", "region", "country", "unknown")
ROLES: tuple[Role, ...] = ("happened", "affected", "spoken_from", "compared", "mentioned")
NOT_A_PLACE = "-"
"""In `Mention.place`: the curator says that these words are no place on this map."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its author, title, date and licence. `text` is the file's content, decoded, nothing changed."""

    id: str
    file: str
    title: Text
    text: str
    sha256: str
    author: Text
    publisher: str = ""
    published: str = ""
    language: str = "en"
    url: str = ""
    licence: str = ""
    note: Text = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a source that names a place: code points, half-open, `source.text[start:end] == exact`.

    `place` is an id in places.csv, `"-"` (not a place on this map) or `""` (not placed yet).
    """

    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    kind: MentionKind = "place"
    place: str = ""
    status: Status = "proposed"
    score: float | None = None
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere. `lon`, `lat` in degrees (EPSG:4326); `geometry` replaces the point when it is given.

    `precision` says how exactly we know; `radius_km` how far the truth may lie from the point.
    """

    id: str
    name: Text
    kind: str = ""
    lon: float | None = None
    lat: float | None = None
    geometry: BaseGeometry | None = None
    geometry_ref: str = ""
    precision: Precision = "unknown"
    radius_km: float | None = None
    valid: str = ""
    same_as: tuple[str, ...] = ()
    status: Status = "proposed"
    note: Text = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place of an event and the role that it has there."""

    place: str
    role: Role = "happened"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `when` is EDTF, or empty when no date is known."""

    id: str
    title: Text
    when: str = ""
    category: str = ""
    places: tuple[EventPlace, ...] = ()
    summary: Text = field(default_factory=dict)
    certainty: str = ""
    status: Status = "accepted"
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one event, resting on `quote`, its exact words.

    `low` and `high` bound a figure (both None: a statement without a figure; one None: open-ended).
    A joint figure of several places is one claim. `start` is where the quote begins in the source's text
    (code points), -1 when it is not there.
    """

    event: str
    source: str
    quote: str
    measure: Text = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    qualifier: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    note: Text = field(default_factory=dict)
    start: int = -1
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """Events that a reader switches together: the events of `categories`, in one colour and glyph."""

    id: str
    title: Text
    categories: tuple[str, ...]
    colour: str = ""
    icon: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    """A step of the guided story: Markdown text, the events it shows, and a view (west, south, east, north)."""

    order: int
    title: Text
    text: Text
    events: tuple[str, ...] = ()
    view: tuple[float, float, float, float] | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture of the media folder, with its credit and words for those who do not see it."""

    file: str
    event: str
    caption: Text
    credit: str
    licence: str
    alt: Text
    row: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """map.toml: `[map]`, `[kiosk]`, `[basemap]` and the layers."""

    id: str
    title: Text
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"
    url: str = ""
    subtitle: Text = field(default_factory=dict)
    kiosk: Mapping[str, float | str | bool] = field(default_factory=dict)
    basemap: Mapping[str, float | str | bool] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a curator's folder says, read and checked by `project.read`."""

    settings: Settings
    sources: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    media: tuple[Medium, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """A project's records, joined: tables that hold every row that went in, shown or not, and why not.

    Strings are never null ("" says nothing known); numbers that are not known are NaN. EPSG:4326, longitude first.
    The columns of each table stand in the docstring of the function of `events.py` that makes it.
    """

    places: GeoDataFrame
    mentions: DataFrame
    events: DataFrame
    event_places: GeoDataFrame
    claims: DataFrame
    home: tuple[float, float, float, float]
    """West, south, east, north: what the map shows first."""
