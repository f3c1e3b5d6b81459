"""Chooses which place each name means (geocoding) and proposes rows for places.csv.

Every candidate of a name is weighed (`weights`): how many live there, whether it is the main name, what stands after
it ("Paris, Texas"), which countries and regions the text names, how near it is to the text's other places, whether an
old name was in use. A name has one sense in a text. What has no good candidate stays unplaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mapbuilder.model import Place
from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate, Choice, Found
from mapbuilder.weights import Name, kilometres, qualified, weighed

LEAST_PLACED = 2.4
"""Weights below this stay unplaced: a hamlet with nothing around that speaks for it."""
LEAST_GAINED = 0.6
"""So much more weight than by itself, and the company of other places is told as a reason."""
OTHERS_LISTED = 25
NEAR_ENOUGH_KM = 50.0
"""A curator's place of the same name within this distance is taken for the candidate's."""


def resolve(
    found: Sequence[Found], names: Mapping[str, tuple[Candidate, ...]] | None = None, year: int | None = None
) -> list[Choice]:
    """What each found name means: one Choice for each, in the same order.

    `names` gives the candidates of qualifiers by key (those of `found` are known anyway); `year` is the text's, for
    names that were in use for a time only. `score` is 0..1; `reasons` say in words what spoke for the choice;
    `others` are the candidates with their weights, best first.
    """
    choices = [Choice(item, None, 0.0, ("no place of that name is known",)) for item in found]
    for name in weighed(found, names or {}, year):
        for number in name.found:
            choices[number] = _choice(found[number], name)
    return choices


def weigh(found: Found, names: Mapping[str, tuple[Candidate, ...]]) -> list[tuple[Candidate, float, str]]:
    """Every candidate of one name with its share of the likelihood (0..1) and the reasons in words, likeliest first."""
    (name,) = weighed([found], names, None)
    shares = [10 ** (weight - max(name.weights)) for weight in name.weights]
    return [
        (name.candidates[number], shares[number] / sum(shares), "; ".join(_reasons(name, number)))
        for number in name.order()
    ]


def _choice(found: Found, name: Name) -> Choice:
    order = name.order()
    others = tuple((name.candidates[number], round(name.weights[number], 2)) for number in order[:OTHERS_LISTED])
    reasons = _reasons(name, order[0])
    if len(order) > 1:
        reasons.append(f"{len(order) - 1} other place{'s' if len(order) > 2 else ''} of that name weigh less")
    place, weight = others[0]
    if weight < LEAST_PLACED:
        return Choice(found, None, round(min(name.trust, 0.3), 3), ("no candidate is likely enough", *reasons), others)
    return Choice(found, place, round(name.trust, 3), tuple(reasons), others)


def _reasons(name: Name, number: int) -> list[str]:
    """What spoke for a candidate, in words."""
    reasons = [name.reasons[number]]
    beside = qualified(name, name.candidates[number])
    if beside:
        reasons.append(f"it lies in {name.qualifier[0].name}, which is named beside it")
    if name.weights[number] - name.base[number] - beside > LEAST_GAINED:
        reasons.append("other places of the text are near it or in the same country")
    return reasons


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
    return kilometres(there, candidate) <= max(NEAR_ENOUGH_KM, candidate.radius_km)


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
