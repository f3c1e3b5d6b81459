"""Keeps a curator's decisions on mentions when a text changes or is read again.

A decision is anchored by its exact words and 32 characters around them (W3C Web Annotation, TextQuoteSelector); its
position is only the first place to look. What cannot be found again is stale: it stays in the table and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mapbuilder.model import Mention

CONTEXT = 32
"""Characters kept before and after a mention."""
ENOUGH = 10
"""So many characters around must agree before words that moved are taken for the same mention (about two words)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One source's mentions after a scan, in the order of the text, and the decisions that the text has outgrown."""

    mentions: tuple[Mention, ...]
    stale: tuple[Mention, ...]


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The 32 characters before and after a span: its prefix and suffix."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def merge(text: str, decided: Iterable[Mention], proposed: Iterable[Mention]) -> Merged:
    """One source's decisions, found again in `text`, with those of the proposals that they leave room for.

    Decisions come with new positions and contexts, or unchanged and stale, never dropped. Of two decisions about the
    same span the one whose context agrees better keeps it. A proposal that overlaps a decision is left out.
    """
    kept, stale = anchor(text, list(decided))
    taken = [(mention.start, mention.end) for mention in kept]
    new = [
        mention for mention in proposed if not any(start < mention.end and mention.start < end for start, end in taken)
    ]
    order = sorted([*kept, *new, *stale], key=lambda mention: (mention.start, mention.end, mention.exact, mention.kind))
    return Merged(tuple(order), tuple(stale))


def anchor(text: str, decided: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions found in `text`, and those that are not, each list in the order given.

    Where the words still stand at their position amid the same context nothing is weighed. Else the best agreeing
    occurrences are given out, best first, so that two decisions never end on one span.
    """
    offers = sorted(
        (-agreement, distance, number, start)
        for number, mention in enumerate(decided)
        for agreement, distance, start in _occurrences(text, mention)
    )
    spans: set[tuple[int, int]] = set()
    found: dict[int, int] = {}
    for _, _, number, start in offers:
        span = (start, start + len(decided[number].exact))
        if number not in found and span not in spans:
            found[number] = start
            spans.add(span)
    kept = [_moved(text, mention, found[number]) for number, mention in enumerate(decided) if number in found]
    return kept, [mention for number, mention in enumerate(decided) if number not in found]


def _occurrences(text: str, mention: Mention) -> list[tuple[int, int, int]]:
    """(agreeing characters around, distance from the old position, start) of each place where the mention may be."""
    if not mention.exact:
        return []
    starts = list(_starts(text, mention.exact))
    bare = not mention.prefix and not mention.suffix
    whole = len(mention.prefix) + len(mention.suffix)
    found: list[tuple[int, int, int]] = []
    for start in starts:
        agreement = _agreement(text, mention, start)
        in_place = start == mention.start
        if agreement >= min(ENOUGH, whole) if not bare else (in_place or len(starts) == 1):
            found.append((agreement + (1 if in_place and agreement == whole else 0), abs(start - mention.start), start))
    return found


def _starts(text: str, words: str) -> Iterable[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _agreement(text: str, mention: Mention, start: int) -> int:
    """How many characters around agree, from the mention outwards."""
    before = text[max(0, start - len(mention.prefix)) : start]
    end = start + len(mention.exact)
    after = text[end : end + len(mention.suffix)]
    return _common(before[::-1], mention.prefix[::-1]) + _common(after, mention.suffix)


def _common(one: str, other: str) -> int:
    return next(
        (number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _moved(text: str, mention: Mention, start: int) -> Mention:
    end = start + len(mention.exact)
    prefix, suffix = context(text, start, end)
    return replace(mention, start=start, end=end, prefix=prefix, suffix=suffix)
