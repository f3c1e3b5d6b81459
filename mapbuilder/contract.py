"""The tables of a project and their columns, in the order in which they are written."""

from __future__ import annotations

from mapbuilder.tables import Table

SOURCES = Table(
    "sources.csv",
    ("id", "file", "title", "author", "publisher", "published", "language", "url", "licence", "note"),
    required=("id", "file", "title"),
    texts=("title", "author", "note"),
)
MENTIONS = Table(
    "mentions.csv",
    ("source", "start", "end", "exact", "prefix", "suffix", "kind", "place", "status", "score", "note"),
    required=("source", "start", "end", "exact"),
)
PLACES = Table(
    "places.csv",
    (
        *("id", "name", "kind", "lon", "lat", "geometry", "precision"),
        *("radius_km", "valid", "same_as", "status", "note"),
    ),
    required=("id", "name"),
    texts=("name", "note"),
)
EVENTS = Table(
    "events.csv",
    ("id", "title", "when", "category", "places", "summary", "certainty", "status"),
    required=("id", "title"),
    texts=("title", "summary"),
)
CLAIMS = Table(
    "claims.csv",
    ("event", "source", "quote", "measure", "low", "high", "qualifier", "unit", "note"),
    required=("event", "source", "quote"),
    texts=("measure", "qualifier", "unit", "note"),
)
STORY = Table(
    "story.csv",
    ("order", "title", "text", "events", "west", "south", "east", "north"),
    required=("order", "title", "text"),
    texts=("title", "text"),
)
MEDIA = Table(
    "media/media.csv",
    ("file", "event", "caption", "credit", "licence", "alt"),
    required=("file", "event"),
    texts=("caption", "alt"),
)
TABLES = (SOURCES, MENTIONS, PLACES, EVENTS, CLAIMS, STORY, MEDIA)
