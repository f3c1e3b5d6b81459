"""Chooses which place each name means (geocoding) and proposes rows for places.csv.

Every candidate of a name is weighed: how many live there, whether it is the main name, what stands after it ("Paris,
Texas"), which countries and regions the text names, how near it is to the text's other places, whether an old name was
in use. A name has one sense in a text. What has no good candidate stays unplaced.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mapbuilder.model import Place
from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate, Choice, Found

EARTH_KM = 6371.0
NEAR_KM = 170.0
"""Places of a text attract each other over about this distance (a region's breadth; LGL's stories are as local)."""
ROUNDS = 3
LEAST_PLACED = 2.4
"""Weights below this stay unplaced: a hamlet with nothing around that speaks for it."""
WEIGHED = 25

CAPITAL, COUNTRY, REGION, DISTRICT, OTHER_NAME = 1.5, 1.9, -0.5, -0.4, -0.5
SAME_COUNTRY, SAME_REGION, NEARNESS, FADE, QUALIFIED = 1.4, 2.0, 4.0, 1.2, 5.0

_WIDE = frozenset({"country", "historical_state", "continent", "region", "sea", "mountains", "desert"})
_BASE = {
    "continent": 8.0, "historical_state": 7.4, "sea": 6.6, "mountains": 6.4, "desert": 6.4, "river": 6.2, "lake": 6.0,
    "mountain": 6.2, "strait": 6.4, "canal": 6.4, "landmark": 6.4,
}  # fmt: skip


@dataclass(slots=True)
class _Name:
    """A name of the text with its candidates and what each weighs so far."""

    found: list[int]
    candidates: tuple[Candidate, ...]
    qualifier: tuple[Candidate, ...]
    base: list[float]
    reasons: list[list[str]]
    weights: list[float] = field(default_factory=list)
    best: int = 0
    trust: float = 0.0


def resolve(found: Sequence[Found], names: Mapping[str, tuple[Candidate, ...]] | None = None, year: int | None = None) -> list[Choice]:
    """What each found name means: one Choice for each, in the same order.

    `names` gives the candidates of qualifiers by key (those of `found` are known anyway); `year` is the text's, for
    names that were in use for a time only. `score` is 0..1; `reasons` say in words what spoke for the choice;
    `others` are the candidates with their weights, best first.
    """
    table = _names(found, dict(names or {}), year)
    for _ in range(ROUNDS):
        _weigh(table)
    choices: dict[int, Choice] = {}
    for name in table:
        for number in name.found:
            choices[number] = _choice(found[number], name)
    return [choices.get(number, Choice(item, None, 0.0, ("no place of that name is known",))) for number, item in enumerate(found)]


def _names(found: Sequence[Found], known: dict[str, tuple[Candidate, ...]], year: int | None) -> list[_Name]:
    """The names of the text, each once, or once for every qualifier that it has ("Paris, Texas" beside "Paris, France")."""
    for item in found:
        known.setdefault(key(item.name), item.candidates)
    qualifiers: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        if item.qualifier:
            qualifiers[key(item.name)][key(item.qualifier)] += 1
    groups: dict[tuple[str, str], _Name] = {}
    for number, item in enumerate(found):
        if not item.candidates:
            continue
        own = key(item.qualifier) if item.qualifier else ""
        common = qualifiers[key(item.name)].most_common(1)
        place = (key(item.name) + ("~" if item.kind == "adjective" else ""), own or (common[0][0] if common else ""))
        if place not in groups:
            bases = [_base(candidate, year) for candidate in item.candidates]
            base, reasons = [weight for weight, _ in bases], [[why] for _, why in bases]
            qualifier = known.get(place[1]) or known.get(f", {place[1]}") or ()
            groups[place] = _Name([], item.candidates, qualifier, base, reasons)
        groups[place].found.append(number)
    return list(groups.values())


def _base(place: Candidate, year: int | None) -> tuple[float, str]:
    """What a candidate weighs by itself, and why: near log10 of its people, so that 1.0 is ten times as likely."""
    people = math.log10(place.population + 100)
    if place.ref.startswith("gn:"):
        weight, why = people, f"{place.population:,} people"
        if place.kind == "capital":
            weight, why = weight + CAPITAL, f"a capital of {place.population:,} people"
    elif place.kind == "country":
        weight, why = people + COUNTRY, "a country"
    elif place.ref.startswith("first_level:"):
        weight, why = people + REGION, "a region of the first level"
    elif place.kind == "district":
        weight, why = people + DISTRICT, "a county or district"
    else:
        weight, why = _BASE.get(place.kind, 6.4), f"a {place.kind.replace('_', ' ')} of the curated list"
    if place.rank == 2:
        weight, why = weight + OTHER_NAME, why + ", by another of its names"
    return _dated(place, year, weight, why)


def _dated(place: Candidate, year: int | None, weight: float, why: str) -> tuple[float, str]:
    if not place.valid:
        return weight, why
    first, last = years(place.valid)
    if year is None:
        return weight - (0.8 if last < 1980 and place.kind == "city" else 0.0), f"{why}, called so {place.valid}"
    if first <= year <= last:
        return weight + 0.3, f"{why}, called so at the text's time ({place.valid})"
    return weight - (1.0 if place.kind == "city" else 0.4), f"{why}, called so {place.valid} only"


def years(valid: str) -> tuple[int, int]:
    """The first and the last year of an EDTF interval; an open or empty end is far away.

    >>> years("1924-01-26/1991-09-06"), years("../1936")
    ((1924, 1991), (-9999, 1936))
    """
    start, _, end = valid.partition("/")
    numbers = [re.match(r"-?\d{4}", part) for part in (start, end or start)]
    return int(numbers[0][0]) if numbers[0] else -9999, int(numbers[1][0]) if numbers[1] else 9999


def _weigh(table: list[_Name]) -> None:
    """One round: every candidate against the best candidates of the other names."""
    around = [(name, name.candidates[name.best]) for name in table if name.weights]
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for name, place in around:
        if place.country:
            countries[place.country] += name.trust * (2.0 if place.kind == "country" else 1.0)
            if place.admin:
                regions[place.country, place.admin] += name.trust * (2.0 if place.ref.startswith("first_level:") else 1.0)
    for name in table:
        name.weights = [
            weight + _qualified(name.qualifier, place) + _company(name, place, countries, regions, around)
            for weight, place in zip(name.base, name.candidates, strict=True)
        ]
    for name in table:
        order = sorted(range(len(name.weights)), key=lambda number: (-name.weights[number], number))
        name.best = order[0]
        rival = next((name.weights[o] for o in order[1:] if not _same(name.candidates[o], name.candidates[order[0]])), -1.0)
        margin = name.weights[order[0]] - max(rival, 1.5)
        name.trust = 1 / (1 + math.exp(-1.6 * (margin - 0.3)))


def _qualified(qualifier: tuple[Candidate, ...], place: Candidate) -> float:
    if not qualifier:
        return 0.0
    return QUALIFIED if any(contains(region, place) for region in qualifier) else 0.0


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


def _company(
    name: _Name, place: Candidate, countries: Counter[str], regions: Counter[tuple[str, str]], around: list[tuple[_Name, Candidate]]
) -> float:
    """What the text's other places add: the same country or region, and nearness."""
    own = name.candidates[name.best] if name.weights else None
    others = 0.0
    if place.country:
        seen = countries[place.country] - (name.trust * (2 if own.kind == "country" else 1) if own and own.country == place.country else 0)
        others += SAME_COUNTRY * (1 - math.exp(-max(0.0, seen) / FADE))
        if place.admin and own is not None:
            same = own.country == place.country and own.admin == place.admin
            weight = name.trust * (2 if own.ref.startswith("first_level:") else 1)
            seen = regions[place.country, place.admin] - (weight if same else 0)
            others += SAME_REGION * (1 - math.exp(-max(0.0, seen) / FADE))
    near = 0.0
    for other, at in around:
        if other is not name and at.kind not in ("country", "continent", "historical_state"):
            near += other.trust * math.exp(-max(0.0, kilometres(place, at) - _reach(at) - _reach(place)) / NEAR_KM)
    return others + NEARNESS * (1 - math.exp(-near / FADE))


def _reach(place: Candidate) -> float:
    return 0.4 * place.radius_km if place.kind in _WIDE else 0.0


def _same(place: Candidate, other: Candidate) -> bool:
    """True for two records of what is one place on a map: a town and its district, a region in two tables."""
    return kilometres(place, other) < max(30.0, 0.3 * min(place.radius_km, other.radius_km))


def _choice(found: Found, name: _Name) -> Choice:
    order = sorted(range(len(name.weights)), key=lambda number: (-name.weights[number], number))
    others = tuple((name.candidates[number], round(name.weights[number], 2)) for number in order[:WEIGHED])
    place, weight = others[0]
    reasons = list(name.reasons[order[0]])
    if name.qualifier and _qualified(name.qualifier, place) > 0:
        reasons.append(f"it lies in {name.qualifier[0].name}, which the text names beside it")
    gained = weight - name.base[order[0]] - _qualified(name.qualifier, place)
    if gained > 0.6:
        reasons.append("other places of the text are near it or in the same country")
    if len(order) > 1:
        reasons.append(f"{len(order) - 1} other place{'s' if len(order) > 2 else ''} of that name weigh less")
    if weight < LEAST_PLACED:
        return Choice(found, None, round(min(name.trust, 0.3), 3), ("no candidate is likely enough", *reasons), others)
    return Choice(found, place, round(name.trust, 3), tuple(reasons), others)


def kilometres(place: Candidate, other: Candidate) -> float:
    """The distance between two candidates on the sphere, in km."""
    a, b = math.radians(place.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - place.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def weigh(found: Found, names: Mapping[str, tuple[Candidate, ...]]) -> list[tuple[Candidate, float, str]]:
    """Every candidate of one name with its share of the likelihood (0..1) and the reasons in words, likeliest first."""
    table = _names([found], dict(names), None)
    for _ in range(ROUNDS):
        _weigh(table)
    name = table[0]
    shares = [10 ** (weight - max(name.weights)) for weight in name.weights]
    order = sorted(range(len(shares)), key=lambda number: (-shares[number], number))
    lies = [_qualified(name.qualifier, place) > 0 for place in name.candidates]
    return [
        (
            name.candidates[number],
            shares[number] / sum(shares),
            "; ".join(name.reasons[number] + ([f"in {name.qualifier[0].name}"] if lies[number] else [])),
        )
        for number in order
    ]


def propose(choices: Iterable[Choice], known: Sequence[Place], language: str = "en") -> tuple[list[str], list[Place]]:
    """The place id of every choice ("" when it is unplaced), and rows for the places that `known` does not hold.

    A known place is recognised by its `same_as`, its id or its name. New ids are the best Latin name in ASCII, made
    unique with the country's code, then with a number; rows come in the order of first mention, status `proposed`.
    """
    book = _Book(known, language)
    return [book.place(choice.candidate) if choice.candidate else "" for choice in choices], book.rows


class _Book:
    """The places that have an id already, and those that get one."""

    def __init__(self, known: Sequence[Place], language: str) -> None:
        self.rows: list[Place] = []
        self._language = language
        self._ids = {place.id for place in known}
        self._by_link = {link: place.id for place in known for link in place.same_as}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in known:
            for name in {place.id.replace("-", " "), *place.name.values()}:
                self._by_name[key(name)].append(place)

    def place(self, candidate: Candidate) -> str:
        link = same_as(candidate)
        if found := self._by_link.get(link or candidate.ref):
            return found
        for place in self._by_name[key(candidate.name)]:
            if _is_near(place, candidate):
                return place.id
        row = _row(candidate, self._new_id(candidate), link, self._language)
        self.rows.append(row)
        self._ids.add(row.id)
        self._by_link[link or candidate.ref] = row.id
        return row.id

    def _new_id(self, candidate: Candidate) -> str:
        slug = slugify(candidate.name)
        tries = [slug, f"{slug}-{candidate.country.lower()}" if candidate.country else slug]
        tries += [f"{tries[-1]}-{number}" for number in range(2, 1000)]
        return next(name for name in tries if name not in self._ids)


def _is_near(place: Place, candidate: Candidate) -> bool:
    """True when a curator's place can be the candidate: no position of its own, or one within reach."""
    if place.lon is None or place.lat is None:
        return True
    there = Candidate("", "", "", place.lon, place.lat, "unknown", 0.0, 0, "", "", "", "", "")
    return kilometres(there, candidate) <= max(50.0, candidate.radius_km)


def slugify(name: str) -> str:
    """An id for a name: `[a-z][a-z0-9-]*`.

    >>> slugify("Neftçala"), slugify("Saint Petersburg"), slugify("北京")
    ('neftcala', 'st-petersburg', 'place')
    """
    slug = re.sub(r"[^a-z0-9]+", "-", key(name).encode("ascii", "ignore").decode()).strip("-")
    return slug if slug[:1].isalpha() else f"place-{slug}".rstrip("-")


def same_as(candidate: Candidate) -> str:
    """The link to GeoNames, "gn:587084", when there is one."""
    if candidate.ref.startswith("gn:"):
        return candidate.ref
    found = re.search(r"gn:\d+", candidate.source)
    return found.group() if found else ""


def _row(candidate: Candidate, identifier: str, link: str, language: str) -> Place:
    return Place(
        id=identifier,
        name={language: candidate.name},
        kind="city" if candidate.kind == "capital" else candidate.kind,
        lon=candidate.lon,
        lat=candidate.lat,
        geometry_ref=candidate.area,
        precision=candidate.precision,
        radius_km=candidate.radius_km,
        valid=candidate.valid if candidate.kind == "historical_state" else "",
        same_as=(link,) if link else (),
        status="proposed",
    )
