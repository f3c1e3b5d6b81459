"""What the tables of a project say about each other: ids that must be there, spans and quotes that must be in texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from mapbuilder import quantities
from mapbuilder.cells import quoted
from mapbuilder.errors import Mistake, did_you_mean
from mapbuilder.model import NOT_A_PLACE, Chapter, Claim, Event, Medium, Mention, Project

_ALIKE = str.maketrans("\u2018\u2019\u201c\u201d\u00ab\u00bb\u2013\u2014\u00a0\u202f\t\n\r", '\'\'""""--     ')
"""Characters that a spreadsheet or a word processor puts for others, each for one."""


def check(
    project: Project, readable: Collection[str], broken: Collection[str] = ()
) -> tuple[Project, tuple[Mistake, ...]]:
    """The project, its claims with the place of their quotes, and every reference that leads nowhere.

    `readable` are the ids of the sources whose text could be read; spans and quotes of the others are not looked at.
    `broken` are the tables of which rows are not known: nobody can say that an id is not in them.
    """
    texts = {source.id: source.text for source in project.sources if source.id in readable}
    claims = tuple(_anchored(claim, texts) for claim in project.claims)
    mentions = tuple(_with_line_ends(mention, texts) for mention in project.mentions)
    project = replace(project, claims=claims, mentions=mentions)
    known = {
        "sources.csv": {source.id for source in project.sources},
        "places.csv": {place.id for place in project.places},
        "events.csv": {event.id for event in project.events},
    }
    ids = {table: found for table, found in known.items() if table not in broken}
    categories = {category for layer in project.settings.layers for category in layer.categories}
    mistakes = [
        *(wrong for mention in project.mentions for wrong in _mention(mention, ids, texts)),
        *_twice(project.mentions),
        *(wrong for event in project.events for wrong in _event(event, ids, categories)),
        *_rejected_places(project),
        *(wrong for claim in project.claims for wrong in _claim(claim, ids, texts)),
        *(wrong for chapter in project.chapters for wrong in _chapter(chapter, ids)),
        *_same_order(project.chapters),
        *(wrong for medium in project.media for wrong in _medium(medium, ids)),
    ]
    return project, tuple(mistakes)


def _missing(
    file: str, row: int, column: str, found: str, table: str, ids: Mapping[str, set[str]]
) -> Iterator[Mistake]:
    if not found:
        yield Mistake(file, row, column, f"is empty; write an id of {table}")
    elif table in ids and found not in ids[table]:
        near = did_you_mean(found[:100].lower(), ids[table])
        yield Mistake(file, row, column, f"{quoted(found)} is not in {table}.{near}")


def _mention(mention: Mention, ids: Mapping[str, set[str]], texts: Mapping[str, str]) -> Iterator[Mistake]:
    file, row = "mentions.csv", mention.row
    yield from _missing(file, row, "source", mention.source, "sources.csv", ids)
    if mention.place not in ("", NOT_A_PLACE):
        yield from _missing(file, row, "place", mention.place, "places.csv", ids)
    if mention.start >= mention.end:
        yield Mistake(file, row, "end", f"{mention.end} is not more than start, {mention.start}")
    elif mention.source in texts and texts[mention.source][mention.start : mention.end] != mention.exact:
        found = texts[mention.source][mention.start : mention.end]
        message = (
            f"{quoted(mention.exact)} is no longer there but {quoted(found)}; 'mapbuilder scan' looks for it again"
        )
        yield Mistake(file, row, "exact", message, fatal=False)


def _twice(mentions: Iterable[Mention]) -> Iterator[Mistake]:
    first: dict[tuple[str, int, int], int] = {}
    for mention in mentions:
        span = (mention.source, mention.start, mention.end)
        if span in first:
            message = f"these words are a mention already, in row {first[span]}; take one out"
            yield Mistake("mentions.csv", mention.row, "start", message)
        first.setdefault(span, mention.row)


def _event(event: Event, ids: Mapping[str, set[str]], categories: Collection[str]) -> Iterator[Mistake]:
    for place in event.places:
        yield from _missing("events.csv", event.row, "places", place.place, "places.csv", ids)
    if not categories or event.category in categories or event.status == "rejected":
        return
    what = f"{quoted(event.category)} is in no layer of map.toml" if event.category else "is empty"
    near = did_you_mean(event.category[:100].lower(), categories)
    known = "" if near else f"; it can be {', '.join(sorted(categories))}"
    yield Mistake("events.csv", event.row, "category", f"{what}{known[:500]}.{near}")


def _rejected_places(project: Project) -> Iterator[Mistake]:
    """A warning for each place that an event would be drawn at, were it not rejected."""
    rejected = {place.id for place in project.places if place.status == "rejected"}
    for event in project.events:
        for at in event.places:
            if at.place in rejected and event.status != "rejected":
                message = f"{quoted(at.place)} is rejected in places.csv; the event is not shown there"
                yield Mistake("events.csv", event.row, "places", message, fatal=False)


def _with_line_ends(mention: Mention, texts: Mapping[str, str]) -> Mention:
    """The mention with the line ends of its text: a spreadsheet writes LF into a cell where the text has CRLF."""
    found = texts.get(mention.source, "")[mention.start : mention.end]
    return replace(mention, exact=found) if _crlf(mention.exact) == found else mention


def _anchored(claim: Claim, texts: Mapping[str, str]) -> Claim:
    """The claim with the place of its quote, -1 when it is nowhere, and with the line ends of its text."""
    text = texts.get(claim.source, "")
    for quote in (claim.quote, _crlf(claim.quote)):
        if quote.strip() and (start := text.find(quote)) >= 0:
            return replace(claim, quote=quote, start=start)
    return claim


def _crlf(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\n", "\r\n")


def _claim(claim: Claim, ids: Mapping[str, set[str]], texts: Mapping[str, str]) -> Iterator[Mistake]:
    file, row = "claims.csv", claim.row
    yield from _missing(file, row, "event", claim.event, "events.csv", ids)
    yield from _missing(file, row, "source", claim.source, "sources.csv", ids)
    if claim.source not in texts or not claim.quote.strip():
        return
    text = texts[claim.source]
    if claim.start < 0:
        yield Mistake(file, row, "quote", _not_there(claim, text))
    elif text.find(claim.quote, claim.start + 1) >= 0:
        message = f"{quoted(claim.quote)} is in the text more than once; the first is taken; quote more words"
        yield Mistake(file, row, "quote", message, fatal=False)
    yield from _figures(claim)


def _not_there(claim: Claim, text: str) -> str:
    """What is wrong with a quote that is not in its text, with the words of the text when only signs differ."""
    at = text.translate(_ALIKE).find(claim.quote.strip().translate(_ALIKE))
    near = text[at : at + len(claim.quote.strip())] if at >= 0 else ""
    advice = f"; the text has other spaces or quotation marks: {near[:300]!r}" if near else "; copy its exact words"
    return f"{quoted(claim.quote)} is not in the text of {quoted(claim.source)}{advice}"


def _figures(claim: Claim) -> Iterator[Mistake]:
    """A warning for each bound that the quote's words do not say (1/5 says 20 percent)."""
    said = {round(quantity.value, 9) for quantity in quantities.numbers_in(claim.quote)}
    said |= {round(value * 100, 7) for value in said if value < 1}
    bounds = {"low": claim.low, "high": claim.high}
    for column, value in bounds.items():
        if value is not None and round(value, 9) not in said:
            message = f"{value:.15g} is not among the figures of the quote; is it the right row, or a quote too short?"
            yield Mistake("claims.csv", claim.row, column, message, fatal=False)
            if claim.low == claim.high:
                return


def _chapter(chapter: Chapter, ids: Mapping[str, set[str]]) -> Iterator[Mistake]:
    for event in chapter.events:
        yield from _missing("story.csv", chapter.row, "events", event, "events.csv", ids)


def _same_order(chapters: Iterable[Chapter]) -> Iterator[Mistake]:
    first: dict[int, int] = {}
    for chapter in sorted(chapters, key=lambda chapter: chapter.row):
        if chapter.order in first:
            message = f"{chapter.order} is there already, in row {first[chapter.order]}"
            yield Mistake("story.csv", chapter.row, "order", message)
        first.setdefault(chapter.order, chapter.row)


def _medium(medium: Medium, ids: Mapping[str, set[str]]) -> Iterator[Mistake]:
    yield from _missing("media/media.csv", medium.row, "event", medium.event, "events.csv", ids)
