"""The nouns of the reading: a candidate of the gazetteer, a name found in a text, a choice with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mapbuilder.model import MentionKind, Precision


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean.

    `ref` says where it is recorded ("gn:587084", "country:az", "regions:karabakh"); `rank` how the name belongs to it:
    0 its main name, 1 a curated other or former name, 2 another name of GeoNames. `valid` (EDTF) bounds the name's use.
    `lon`, `lat` in degrees (EPSG:4326); `country` is ISO 3166-1 alpha-2, `admin` GeoNames' code of the first level.
    """

    ref: str
    name: str
    kind: str
    lon: float
    lat: float
    precision: Precision
    radius_km: float
    population: int
    country: str
    admin: str
    area: str
    valid: str
    source: str
    rank: int = 0


class Lexicon(Protocol):
    """What the reading asks of a gazetteer."""

    def longest(self, word: str) -> int:
        """How many words the longest name has that begins with `word` (a key); 0 when none does."""

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        """The places of that name, the best known first; none when the name is unknown."""

    def demonym(self, word: str) -> str:
        """The name of the place that "Hungarian" or "Soviets" belongs to, "" for other words."""

    def word_kinds(self, word: str) -> frozenset[str]:
        """What else the word may be: "common", "frequent" (in English texts), "given", "surname"; in lower case."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a text that names a place or is made of a place's name: code points, half-open.

    `name` is the part that names the place ("Prague" in "Prague Spring"), as its text has it; `candidates` are what the
    name may mean, empty when nothing is known. `qualifier` is the name that follows: Texas in "Paris, Texas".
    """

    start: int
    end: int
    exact: str
    kind: MentionKind
    name: str
    candidates: tuple[Candidate, ...] = ()
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention was taken for, how surely (0..1), and why, in words. `candidate` None: it stays unplaced."""

    found: Found
    candidate: Candidate | None
    score: float
    reasons: tuple[str, ...] = ()
    others: Sequence[tuple[Candidate, float]] = field(default=())
