"""Knows the order of a scan: text -> mentions -> places -> the curator's tables.

Three verbs stand on it: `scan_project` (proposes rows of mentions.csv and places.csv), `scan_files` (reads texts
without a project) and `where` (what a name may mean, and why).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapbuilder import anchors, files, mentions, places, project
from mapbuilder.errors import Mistake, ProjectError
from mapbuilder.gazetteer import Gazetteer, open_index
from mapbuilder.model import NOT_A_PLACE, Mention, Place, Project, Source
from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate, Choice, Found

Report = Callable[[str], None]

_SAFE_MISTAKES = {"place", "source", "exact"}
"""Columns of mentions.csv whose mistakes lose nothing when the table is written again."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan did: how many mentions are proposed, how many decisions were kept, what a curator should look at."""

    sources_added: tuple[str, ...]
    proposed: int
    kept: int
    places_added: tuple[str, ...]
    unplaced: tuple[str, ...]
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A candidate of a name: what it is, where, how much speaks for it (0..1), and why, in words."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    precision: str
    radius_km: float
    record: str
    score: float
    reasons: str


def scan_project(folder: Path, report: Report | None = None) -> ScanResult:
    """What was done: sources.csv got a row for every new text, mentions.csv and places.csv the proposals.

    Rows that a curator decided stay; see `anchors`. A second scan changes no byte. Raises ProjectError when a table or
    a text cannot be read without loss, MachineError when the disk refuses.
    """
    tell = report or (lambda step: None)
    tell("reading the project")
    before = _sound(folder)
    added = project.add_missing_sources(folder, before.settings.languages)
    read = _sound(folder) if added else before
    gazetteer = _open(tell)
    language = read.settings.languages[0]
    known, rows, stale, new_places = list(read.places), list[Mention](), list[Mention](), list[Place]()
    for source in read.sources:
        tell(f"reading {source.file}")
        proposals, more = _proposals(source, gazetteer, known, language)
        decided = [row for row in read.mentions if row.source == source.id and row.status != "proposed"]
        merged = anchors.merge(source.text, decided, proposals)
        used = {row.place for row in merged.mentions}
        fresh = [place for place in more if place.id in used]
        known, new_places = known + fresh, new_places + fresh
        rows += merged.mentions
        stale += merged.stale
    sources = {source.id for source in read.sources}
    rows += [row for row in read.mentions if row.source not in sources]
    rows.sort(key=lambda row: row.source)  # by position within a source already
    tell("writing the tables")
    if new_places:
        project.write_places(folder, [*read.places, *new_places], read.settings.languages)
    if [replace(row, row=0) for row in rows] != [replace(row, row=0) for row in read.mentions]:
        project.write_mentions(folder, rows)
    return _result(added, rows, new_places, stale)


def _result(
    added: tuple[str, ...], rows: Sequence[Mention], new_places: Sequence[Place], stale: Sequence[Mention]
) -> ScanResult:
    proposed = [row for row in rows if row.status == "proposed"]
    return ScanResult(
        sources_added=added,
        proposed=len(proposed),
        kept=len(rows) - len(proposed),
        places_added=tuple(place.id for place in new_places),
        unplaced=tuple(dict.fromkeys(row.exact for row in proposed if not row.place)),
        stale=tuple(f"{row.source}: {row.exact!r} is not found any more; move or delete its row" for row in stale),
    )


def _sound(folder: Path) -> Project:
    """The project. Raises ProjectError for mistakes through which writing the tables again would lose something."""
    read, mistakes = project.read(folder)
    grave = [mistake for mistake in mistakes if mistake.fatal and _stops(mistake)]
    if grave:
        raise ProjectError(grave)
    return read


def _stops(mistake: Mistake) -> bool:
    if mistake.file == "mentions.csv":
        return mistake.column not in _SAFE_MISTAKES
    return mistake.file in ("map.toml", "sources.csv", "places.csv") or mistake.file.startswith("texts/")


def _proposals(
    source: Source, gazetteer: Gazetteer, known: Sequence[Place], language: str
) -> tuple[list[Mention], list[Place]]:
    choices = read_text(source.text, gazetteer, _year(source.published))
    located = [choice for choice in choices if choice.found.kind in ("place", "event_name")]
    ids, rows = places.propose(located, known, language)
    by_span = {(choice.found.start, choice.found.end): id_ for choice, id_ in zip(located, ids, strict=True)}
    proposals: list[Mention] = []
    for choice in choices:
        found = choice.found
        prefix, suffix = anchors.context(source.text, found.start, found.end)
        proposals.append(
            Mention(
                source=source.id,
                start=found.start,
                end=found.end,
                exact=found.exact,
                prefix=prefix,
                suffix=suffix,
                kind=found.kind,
                place=by_span.get((found.start, found.end), NOT_A_PLACE),
                score=round(choice.score, 2),
                note=_candidates(choice),
            )
        )
    return proposals, rows


def _candidates(choice: Choice) -> str:
    """For a name that stays unplaced: what it might be, for the curator."""
    if choice.candidate or not choice.others:
        return ""
    listed = (f"{place.name} ({place.country or place.kind}, {place.ref})" for place, _ in choice.others[:5])
    return "not placed; it might be " + "; ".join(listed)


def scan_files(paths: Iterable[Path]) -> Iterator[dict[str, object]]:
    """The places that texts name, without a project: one dictionary for each mention, with the keys of `scan --json`.

    `source` (the path), `start`, `end` (code points, half-open), `exact`, `kind`, `place` (an id, the same for the same
    place in all files), `name`, `lat`, `lon`, `precision`, `radius_km`, `score` (0..1). An organisation has no place; a
    name of which nothing is likely enough has none either. Files are UTF-8, or UTF-16 with a byte order mark. Those
    that cannot be read are told together in a ProjectError, after the others.
    """
    paths = [Path(path) for path in paths]
    texts: list[tuple[Path, str]] = []
    mistakes: list[Mistake] = []
    for path in paths:
        try:
            texts.append((path, _text(path)))
        except ProjectError as error:
            mistakes += error.mistakes
    if texts:
        yield from _scan_texts(texts)
    if mistakes:
        raise ProjectError(mistakes)


def _scan_texts(texts: Iterable[tuple[Path, str]]) -> Iterator[dict[str, object]]:
    gazetteer = open_index()
    known: list[Place] = []
    for path, text in texts:
        choices = read_text(text, gazetteer)
        ids, rows = places.propose(choices, known)
        known += rows
        for choice, id_ in zip(choices, ids, strict=True):
            yield {"source": str(path), **_record(choice, id_)}


def _record(choice: Choice, id_: str) -> dict[str, object]:
    found, place = choice.found, choice.candidate
    return {
        "start": found.start,
        "end": found.end,
        "exact": found.exact,
        "kind": found.kind,
        "place": id_ or None,
        "name": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "radius_km": place.radius_km if place else None,
        "score": choice.score,
    }


def read_text(text: str, gazetteer: Gazetteer, year: int | None = None) -> list[Choice]:
    """The mentions of a text in order, each with the place chosen for it, or none.

    `year` is the text's own; without it the middle of the years that the text names is taken.
    """
    found = mentions.find(text, gazetteer)
    names: dict[str, tuple[Candidate, ...]] = {}
    for item in found:
        if item.qualifier:
            name = key(item.qualifier)
            names[name] = gazetteer.lookup(f", {name}") or gazetteer.lookup(name)
    return places.resolve(found, names, year if year is not None else _year_of_text(text))


def where(name: str) -> list[Whereabouts]:
    """What the gazetteer knows of a name, the likeliest first, each with its reasons; nothing for an unknown name.

    >>> where("Lenkoran")[0].name
    'Lankaran'
    """
    with_region = re.fullmatch(r"\s*([^,]+),\s*([^,]+?)\s*", name)
    gazetteer = open_index()
    candidates = gazetteer.lookup(key(name))
    qualifier = ""
    if with_region and not candidates:
        candidates, qualifier = gazetteer.lookup(key(with_region[1])), with_region[2]
    if not candidates:
        return []
    known = {key(qualifier): gazetteer.lookup(f", {key(qualifier)}") or gazetteer.lookup(key(qualifier))}
    one = Found(
        0, len(name), name, "place", with_region[1] if qualifier and with_region else name, candidates, qualifier
    )
    return [_whereabouts(candidate, weight, why) for candidate, weight, why in places.weigh(one, known)]


def _whereabouts(place: Candidate, weight: float, why: str) -> Whereabouts:
    return Whereabouts(
        place.name,
        place.kind,
        place.country,
        place.lat,
        place.lon,
        place.precision,
        place.radius_km,
        places.same_as(place) or place.ref,
        round(weight, 3),
        why,
    )


def _open(tell: Report) -> Gazetteer:
    def progress(what: str, done: int, total: int) -> None:
        tell(f"making the index of place names, once: {what} {100 * done // max(total, 1)} %")

    return open_index(progress)


def _text(path: Path) -> str:
    data = files.read_bytes(path, str(path))
    if data.startswith(b"%PDF"):
        raise ProjectError([Mistake(str(path), 0, "", "is a PDF; save its text as a .txt file in UTF-8")])
    return files.decode(data, str(path))


def _year(date: str) -> int | None:
    found = re.match(r"-?\d{4}", date)
    return int(found[0]) if found else None


def _year_of_text(text: str) -> int | None:
    years = [int(year) for year in re.findall(r"(?<![\d.,])(1[0-9]{3}|20[0-4][0-9])(?![\d]|[.,]\d)", text)]
    return int(statistics.median_low(years)) if years else None
