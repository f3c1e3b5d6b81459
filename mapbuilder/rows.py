"""Records as the cells of their rows, for the tables that are written."""

from __future__ import annotations

import math

from mapbuilder.model import Mention


def number(value: float | None) -> str:
    """A number as people write it: `49.85`, `3`, and nothing for none or NaN."""
    if value is None or math.isnan(value):
        return ""
    return str(int(value)) if value == int(value) else repr(float(value))


def mention_cells(mention: Mention) -> dict[str, str]:
    """The cells of mentions.csv, without the columns that a curator added."""
    return {
        "source": mention.source,
        "start": str(mention.start),
        "end": str(mention.end),
        "exact": mention.exact,
        "prefix": mention.prefix,
        "suffix": mention.suffix,
        "kind": mention.kind,
        "place": mention.place,
        "status": mention.status,
        "score": number(mention.score),
        "note": mention.note,
    }
