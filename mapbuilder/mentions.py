"""Finds the names of places in a text, and says of each what it does there: place, adjective, organisation, event name.

Longest match on the gazetteer (`spans`), then rules on the words around. Works on English; names are compared as
`tokens.key`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from mapbuilder.model import MentionKind
from mapbuilder.spans import Hit, Reading
from mapbuilder.tokens import key
from mapbuilder.toponyms import Candidate, Found, Lexicon
from mapbuilder.vocabulary import (
    BODIES,
    CALENDAR,
    CAPITAL_EVENTS,
    EVENTS,
    EVENTS_OF,
    FEATURES,
    FEATURES_BEFORE,
    FUNCTION_WORDS,
    OF_BODIES,
    PARTS,
    PREPOSITIONS,
    SETTLEMENT_NOUNS,
    SETTLEMENTS,
    SHORT_TITLES,
    SPEECH,
    STREETS,
)

THRESHOLD = 3.2
"""How likely a name must be that of a place: log10 of a town's people (1,600), more or less with the words around."""
SURE = THRESHOLD + 1.5
NEVER, ALWAYS = -9.0, 9.0

_NEVER = CALENDAR | PARTS | FUNCTION_WORDS | SHORT_TITLES
_KIND_PRIOR = {
    "country": 8.0,
    "historical_state": 7.5,
    "continent": 8.0,
    "region": 6.0,
    "district": 5.0,
    "landmark": 6.0,
}
_OTHER_PRIOR = 5.5
_OTHER_NAME = -1.2
_HYPHENS = ("-", "‐", "‑", "–")
_CONTRACTION = re.compile("['’](?:ve|ll|re|d|m|t)$")


def find(text: str, lexicon: Lexicon) -> list[Found]:
    """The names of places in `text`, in order, not overlapping; `text[found.start:found.end] == found.exact`.

    Adjectives ("Soviet", "Hungarians") carry the name of their place. Names of persons, streets, and bodies without a
    place are not among them; words that are seldom a place are left out unless their surroundings say so.

    >>> [(found.exact, found.kind) for found in find("The Prague Spring shook Hungarian towns.", open_index())]
    [('Prague Spring', 'event_name'), ('Hungarian', 'adjective')]
    """
    reading = Reading(text, lexicon)
    sure = {key(reading.words_of(hit)) for hit in reading.hits if _likelihood(reading, hit, ()) >= SURE}
    results: list[Found] = []
    for hit in reading.hits:
        if found := _judge(reading, hit, sure):
            if found.kind in ("organisation", "event_name"):
                while results and results[-1].end > found.start:
                    results.pop()
            if not results or found.start >= results[-1].end:
                results.append(found)
    taken = [(found.start, found.end) for found in results]
    unknown = [
        found for found in _unknown(reading) if not any(start < found.end and found.start < end for start, end in taken)
    ]
    return sorted([*results, *unknown], key=lambda found: found.start)


def _unknown(reading: Reading) -> Iterator[Found]:
    """Names that no gazetteer knows, where the words say that they are places: "the village of Xyz"."""
    for number, token in enumerate(reading.words):
        if token.text == "of" and reading.word(number - 1).lower() in SETTLEMENT_NOUNS:
            last = _run_end(reading, number)
            span = range(number + 1, last + 1)
            if span and reading.covered.isdisjoint(span) and reading.people.isdisjoint(span):
                start, end = reading.words[number + 1].start, reading.words[last].end
                yield Found(start, end, reading.text[start:end], "place", reading.text[start:end])


def _judge(reading: Reading, hit: Hit, sure: Collection[str]) -> Found | None:
    """What a name does in its text, or None when it is no name of a place."""
    if not hit.adjective and _likelihood(reading, hit, sure) < THRESHOLD:
        return None
    if whole := _event(reading, hit) or _body(reading, hit):
        return whole
    if hit.adjective:
        return _made(reading, hit, hit.first, hit.last, "adjective")
    return replace(_made(reading, hit, hit.first, hit.last, "place"), qualifier=_qualifier(reading, hit))


def _made(reading: Reading, hit: Hit, first: int, last: int, kind: MentionKind) -> Found:
    start, end = reading.words[first].start, reading.words[last].end
    candidates = () if kind == "organisation" else hit.candidates
    return Found(start, end, reading.text[start:end], kind, hit.adjective or reading.words_of(hit), candidates)


def _event(reading: Reading, hit: Hit) -> Found | None:
    """The event that is called after the place: "Prague Spring", "Battle of Stalingrad"."""
    number = hit.last + 1
    after = reading.word(number)
    if after and reading.same_line(hit.last, number) and _names_event(reading, hit, after):
        longer = after[0].isupper() and reading.word(number + 1)[:1].isupper() and number not in reading.titles
        if not longer:
            return _made(reading, hit, hit.first, number, "event_name")
    of, head = reading.word(hit.first - 1), reading.word(hit.first - 2)
    if of == "of" and head[:1].isupper() and head.lower() in EVENTS_OF:
        return _made(reading, hit, hit.first - 2, hit.last, "event_name")
    return None


def _names_event(reading: Reading, hit: Hit, after: str) -> bool:
    if after.lower() in EVENTS:
        return True
    return after[0].isupper() and after.lower() in CAPITAL_EVENTS and hit.last not in reading.titles


def _body(reading: Reading, hit: Hit) -> Found | None:
    """The body whose name holds the place's: "OSCE Minsk Group", "University of Vilnius"."""
    last = _run_end(reading, hit.last)
    if (
        last > hit.last
        and reading.word(last).lower() in BODIES
        and reading.titles.isdisjoint(range(hit.first, last + 1))
    ):
        return _made(reading, hit, _run_start(reading, hit.first), last, "organisation")
    of = hit.first - (2 if reading.word(hit.first - 1).lower() == "the" else 1)
    head = reading.word(of - 1)
    named = reading.word(of) == "of" and head[:1].isupper() and head.lower() in OF_BODIES
    if named and not hit.adjective and of - 1 not in reading.titles:
        return _made(reading, hit, _run_start(reading, of - 1), hit.last, "organisation")
    return None


def _run_end(reading: Reading, number: int) -> int:
    """The last of the capitalised words that follow without a sign between them."""
    while number + 1 < len(reading.words):
        token = reading.words[number + 1]
        if token.opens or not (token.is_word and token.is_capital and reading.same_line(number, number + 1)):
            break
        number += 1
    return number


def _run_start(reading: Reading, number: int) -> int:
    """The first of the capitalised words that lead to this one; "The" at the head of a sentence is not among them."""
    while number > 0:
        token = reading.words[number - 1]
        if not (token.is_word and token.is_capital and reading.same_line(number - 1, number)):
            break
        if reading.words[number].opens or token.text.lower() in FUNCTION_WORDS:
            break
        number -= 1
    return number


def _qualifier(reading: Reading, hit: Hit) -> str:
    """The name that follows after a comma or in brackets: Texas in "Paris, Texas"."""
    number = hit.last + 1
    if reading.word(number) not in (",", "("):
        return ""
    number += 2 if reading.word(number + 1) == "the" else 1
    following = reading.by_first.get(number)
    return reading.words_of(following) if following and not following.adjective else ""


def _likelihood(reading: Reading, hit: Hit, sure: Collection[str]) -> float:
    """log10 of the best known place's people, plus and minus what the words around say; see THRESHOLD."""
    if hit.adjective:
        return ALWAYS
    if hit.short:
        dotted = reading.word(hit.first).count(".") > 1
        return ALWAYS if dotted or hit.first - 2 in reading.place_ends else NEVER
    before = _before(reading, hit)
    score = max(map(_prior, hit.candidates)) + before + _after(reading, hit)
    if hit.first == hit.last:
        score += _as_word(reading, hit, before, sure) + _neighbours(reading, hit)
    return score


def _prior(place: Candidate) -> float:
    """How likely a name means this place before anything is known: log10 of its people, less for its other names."""
    if place.ref.startswith("gn:"):
        return math.log10(place.population + 10) + (_OTHER_NAME if place.rank == 2 else 0.0)
    return _KIND_PRIOR.get(place.kind, _OTHER_PRIOR)


def _well_known(hit: Hit) -> bool:
    return hit.candidates[0].kind not in ("city", "district") and hit.candidates[0].rank < 2


def _before(reading: Reading, hit: Hit) -> float:
    """What the words before a name add: "in X", "the town of X", "R-X", "sure place and X"."""
    first = hit.first
    number = first - (2 if reading.word(first - 1).lower() == "the" else 1)
    before = reading.word(number).lower()
    if before in PREPOSITIONS and not reading.words[first].opens:
        return 1.2
    if before in SETTLEMENTS or (before == "of" and reading.word(number - 1).lower() in SETTLEMENTS):
        return 1.2
    if before in _HYPHENS and reading.glued(first):
        return 1.5 if reading.word(first - 2) in ("R", "D", "I") else -1.0
    if before in ("and", "or", ",") and first - 2 in reading.place_ends:
        return 0.8
    return 0.0


def _after(reading: Reading, hit: Hit) -> float:
    """What the words after a name add: "X, Region", "X-based", "X Street", "X River"."""
    number = hit.last + 1
    after = reading.word(number)
    if not after:
        return 0.0
    if after == "," and _qualifier(reading, hit):
        return 3.0
    if after in _HYPHENS and reading.glued(number):
        return _after_hyphen(reading, number + 1)
    if not after[0].isupper() or not reading.same_line(hit.last, number) or hit.last in reading.titles:
        return 0.0
    if after.lower() in STREETS and hit.candidates[0].kind not in ("country", "region"):
        return NEVER
    small = hit.candidates[0].kind == "city" and hit.candidates[0].population < 3_000_000
    return -2.0 if after.lower() in FEATURES and small else 0.0


def _after_hyphen(reading: Reading, number: int) -> float:
    """What the other half of a compound says: "Baku-based", "Tbilisi-Baku railway", but "Hilton-Smith"."""
    if reading.word(number) in ("based", "backed", "born", "area", "led"):
        return 1.0
    return -2.0 if _is_capital(reading, number) and number not in reading.covered else -0.5


def _as_word(reading: Reading, hit: Hit, before: float, sure: Collection[str]) -> float:
    """What speaks against a single word: it is common, or it is a person's name."""
    word = reading.words[hit.first].text.lower()
    kinds = reading.lexicon.word_kinds(word)
    known = _well_known(hit)
    if word in _NEVER or _CONTRACTION.search(word):
        return NEVER
    score = _as_common_word(reading, hit, kinds, sure)
    if before <= 0 and key(word) in reading.surnames:
        score -= 2.0 if known else 3.0
    if kinds & {"given", "surname"} and not known:
        score -= 1.2 if "given" in kinds and before <= 0 else 0.7
        if reading.word(hit.last + 1).lower() in SPEECH or reading.word(hit.first - 1).lower() in SPEECH:
            score -= 2.0
    return score


def _as_common_word(reading: Reading, hit: Hit, kinds: Collection[str], sure: Collection[str]) -> float:
    if "common" not in kinds:
        return 0.0
    word, known = reading.words[hit.first].text.lower(), _well_known(hit)
    small = word in reading.small and not known
    if "rare" in kinds:
        return -2.0 if small else -0.5
    score = -1.0 - (2.5 if small else 0.0)
    if "frequent" in kinds and not known:
        score -= 1.5
    if reading.words[hit.first].opens or hit.first in reading.titles:
        score -= 0.5 if key(word) in sure else 1.5
    return score


def _neighbours(reading: Reading, hit: Hit) -> float:
    """A capitalised word beside a small place's name makes it a part of another name: "Saddam Hussein"."""
    if hit.first in reading.titles:
        return 0.0
    score, less = 0.0, 0.5 if _well_known(hit) else 1.5
    if _is_capital(reading, hit.first - 1) and not reading.words[hit.first].opens:
        before = reading.words[hit.first - 1]
        if reading.same_line(hit.first - 1, hit.first):
            if before.text.lower() in FEATURES_BEFORE:
                score -= 3.0
            elif before.text.lower() not in SETTLEMENTS and not before.opens and hit.first - 1 not in reading.covered:
                score -= less
    after = hit.last + 1
    if _is_capital(reading, after) and reading.same_line(hit.last, after) and not reading.words[after].opens:
        common = "common" in reading.lexicon.word_kinds(reading.word(after).lower())
        if not common and after not in reading.covered:
            score -= less
    return score


def _is_capital(reading: Reading, number: int) -> bool:
    return 0 <= number < len(reading.words) and reading.words[number].is_word and reading.words[number].is_capital
