"""What speaks for each place that a name may mean: how well known it is, and the company of the text's other places.

Weights are near log10 of a town's people: 1.0 more is ten times as likely. The constants below were set by hand and
then by a random search on the development halves of LGL, TR-News and GeoWebNews (share of names within 161 km).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate, Found

EARTH_KM = 6371.0
NEAR_KM = 170.0
"""Places of a text attract each other over about this distance, the breadth of a region."""
ROUNDS = 3
CAPITAL, COUNTRY, REGION, DISTRICT, OTHER_NAME = 1.5, 1.9, -0.5, -0.4, -0.5
SAME_COUNTRY, SAME_REGION, NEARNESS, FADE, QUALIFIED = 1.4, 2.0, 4.0, 1.2, 5.0
DATED, UNDATED, OUT_OF_DATE, STATE_OUT_OF_DATE = 0.3, -0.8, -1.0, -0.4
"""For a name in use at the text's time, an old name in an undated text, names of towns and states out of use."""

_WIDE = frozenset({"country", "historical_state", "continent", "region", "sea", "mountains", "desert"})
_NOWHERE = frozenset({"country", "historical_state", "continent"})
"""Too wide to be near anything."""
_CURATED = {
    "continent": 8.0,
    "historical_state": 7.4,
    "sea": 6.6,
    "river": 6.2,
    "mountain": 6.2,
    "lake": 6.0,
}
_OTHER_CURATED = 6.4


@dataclass(slots=True)
class Name:
    """A name of the text: the numbers of its mentions, its candidates, and what each weighs so far."""

    found: list[int]
    candidates: tuple[Candidate, ...]
    qualifier: tuple[Candidate, ...]
    base: list[float]
    reasons: list[str]
    weights: list[float] = field(default_factory=list)
    best: int = 0
    trust: float = 0.0

    def order(self) -> list[int]:
        """The numbers of the candidates, the heaviest first; the better known first of equals."""
        return sorted(range(len(self.weights)), key=lambda number: (-self.weights[number], number))


def weighed(found: Sequence[Found], known: Mapping[str, tuple[Candidate, ...]], year: int | None) -> list[Name]:
    """The names of a text with their candidates weighed, each against the best candidates of the others.

    `known` gives the candidates of qualifiers by key; `year` is the text's, for names that were in use for a time.
    """
    names = _names(found, {**{key(item.name): item.candidates for item in found}, **known}, year)
    for _ in range(ROUNDS):
        _weigh(names)
    return names


def _names(found: Sequence[Found], known: Mapping[str, tuple[Candidate, ...]], year: int | None) -> list[Name]:
    """The names, each once, or once for every qualifier that it has: "Paris, Texas" beside "Paris, France"."""
    qualifiers: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        if item.qualifier:
            qualifiers[key(item.name)][key(item.qualifier)] += 1
    names: dict[tuple[str, str, bool], Name] = {}
    for number, item in enumerate(found):
        if item.candidates:
            usual = qualifiers[key(item.name)].most_common(1)
            qualifier = key(item.qualifier) if item.qualifier else usual[0][0] if usual else ""
            group = (key(item.name), qualifier, item.kind == "adjective")
            if group not in names:
                names[group] = _name(item.candidates, known.get(qualifier, ()), year)
            names[group].found.append(number)
    return list(names.values())


def _name(candidates: tuple[Candidate, ...], qualifier: tuple[Candidate, ...], year: int | None) -> Name:
    bases = [_dated(place, year, *_base(place)) for place in candidates]
    return Name([], candidates, qualifier, [weight for weight, _ in bases], [why for _, why in bases])


def _base(place: Candidate) -> tuple[float, str]:
    """What a candidate weighs by itself, and why."""
    people = math.log10(place.population + 100)
    if place.kind == "capital":
        weight, why = people + CAPITAL, f"a capital of {place.population:,} people"
    elif place.ref.startswith("gn:"):
        weight, why = people, f"{place.population:,} people"
    elif place.kind == "country":
        weight, why = people + COUNTRY, "a country"
    elif place.ref.startswith("first_level:"):
        weight, why = people + REGION, "a region of the first level"
    elif place.kind == "district":
        weight, why = people + DISTRICT, "a county or district"
    else:
        weight, why = _CURATED.get(place.kind, _OTHER_CURATED), f"a {place.kind.replace('_', ' ')} of the curated list"
    return (weight + OTHER_NAME, f"{why}, by another of its names") if place.rank == 2 else (weight, why)


def _dated(place: Candidate, year: int | None, weight: float, why: str) -> tuple[float, str]:
    if not place.valid:
        return weight, why
    first, last = years(place.valid)
    if year is None:
        old = last < 1980 and place.kind in ("city", "capital")
        return weight + (UNDATED if old else 0.0), f"{why}, called so {place.valid}"
    if first <= year <= last:
        return weight + DATED, f"{why}, called so at the text's time ({place.valid})"
    town = place.kind in ("city", "capital")
    return weight + (OUT_OF_DATE if town else STATE_OUT_OF_DATE), f"{why}, called so {place.valid} only"


def years(valid: str) -> tuple[int, int]:
    """The first and the last year of an EDTF date or interval; an open or empty end is far away.

    >>> years("1924-01-26/1991-09-06"), years("../1936")
    ((1924, 1991), (-9999, 1936))
    """
    start, _, end = valid.partition("/")
    first, last = re.match(r"-?\d{4}", start), re.match(r"-?\d{4}", end or start)
    return int(first[0]) if first else -9999, int(last[0]) if last else 9999


def _weigh(names: Sequence[Name]) -> None:
    """One round. Nothing is returned: weights, best candidates and trust of the names are new."""
    around = [(name, name.candidates[name.best]) for name in names if name.weights]
    countries: defaultdict[str, float] = defaultdict(float)
    regions: defaultdict[tuple[str, str], float] = defaultdict(float)
    for name, place in around:
        countries[place.country] += _says_country(name, place)
        regions[place.country, place.admin] += _says_region(name, place)
    for name in names:
        name.weights = [
            weight + qualified(name, place) + _shared(name, place, countries, regions) + _near(name, place, around)
            for weight, place in zip(name.base, name.candidates, strict=True)
        ]
    for name in names:
        best, *others = name.order()
        rivals = [name.weights[o] for o in others if not _same(name.candidates[o], name.candidates[best])]
        name.best = best
        name.trust = 1 / (1 + math.exp(-1.6 * (name.weights[best] - max([1.5, *rivals[:1]]) - 0.3)))


def _says_country(name: Name, place: Candidate) -> float:
    return name.trust * (2.0 if place.kind == "country" else 1.0) if place.country else 0.0


def _says_region(name: Name, place: Candidate) -> float:
    return name.trust * (2.0 if place.ref.startswith("first_level:") else 1.0) if place.admin else 0.0


def _shared(
    name: Name, place: Candidate, countries: Mapping[str, float], regions: Mapping[tuple[str, str], float]
) -> float:
    """What other names of the same country and region add; a name does not speak for itself."""
    if not place.country or not name.weights:
        return 0.0
    own = name.candidates[name.best]
    same = own.country == place.country
    added = SAME_COUNTRY * _fading(countries.get(place.country, 0.0) - (_says_country(name, own) if same else 0.0))
    if place.admin:
        same = same and own.admin == place.admin
        seen = regions.get((place.country, place.admin), 0.0) - (_says_region(name, own) if same else 0.0)
        added += SAME_REGION * _fading(seen)
    return added


def _near(name: Name, place: Candidate, around: Sequence[tuple[Name, Candidate]]) -> float:
    """What the other places of the text add by being near."""
    near = 0.0
    for other, at in around:
        if other is not name and at.kind not in _NOWHERE:
            near += other.trust * math.exp(-max(0.0, kilometres(place, at) - _reach(at) - _reach(place)) / NEAR_KM)
    return NEARNESS * _fading(near)


def _fading(amount: float) -> float:
    """0 for nothing, near 1 for much: the third neighbour adds less than the first."""
    return 1 - math.exp(-max(0.0, amount) / FADE)


def qualified(name: Name, place: Candidate) -> float:
    """What it adds that a place lies in the region that the text names beside it."""
    return QUALIFIED if any(contains(region, place) for region in name.qualifier) else 0.0


def contains(region: Candidate, place: Candidate) -> bool:
    """True when a place lies in a country, a region or a district, as far as codes and radii tell."""
    if region.ref == place.ref:
        return region.kind == "capital"  # Washington, D.C.
    if region.kind == "country":
        return region.country == place.country
    if region.ref.startswith("first_level:"):
        return (region.country, region.admin) == (place.country, place.admin)
    if region.kind in ("city", "capital"):
        return kilometres(region, place) < 60 and place.population < region.population
    return kilometres(region, place) <= region.radius_km


def kilometres(place: Candidate, other: Candidate) -> float:
    """The distance between two candidates on the sphere, in km (haversine)."""
    a, b = math.radians(place.lat), math.radians(other.lat)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - place.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _reach(place: Candidate) -> float:
    return 0.4 * place.radius_km if place.kind in _WIDE else 0.0


def _same(place: Candidate, other: Candidate) -> bool:
    """True for two records of what is one place on a map: a town and its district, a region in two tables."""
    return kilometres(place, other) < max(30.0, 0.3 * min(place.radius_km, other.radius_km))
