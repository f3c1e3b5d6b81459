"""Finds the names of places in a text, and says of each what it does there: place, adjective, organisation, event name.

Longest match on the gazetteer, then rules on the words around. Works on English; names are compared as `tokens.key`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mapbuilder.model import MentionKind
from mapbuilder.people import people
from mapbuilder.tokens import Token, key, tokens
from mapbuilder.toponyms import Candidate, Found, Lexicon
from mapbuilder.vocabulary import (
    BODIES,
    CALENDAR,
    CAPITAL_EVENTS,
    CONNECTORS,
    EVENTS,
    EVENTS_OF,
    FEATURES,
    FEATURES_BEFORE,
    FUNCTION_WORDS,
    OF_BODIES,
    PARTS,
    PREPOSITIONS,
    SETTLEMENTS,
    SHORT_FORMS,
    SPEECH,
    STREETS,
)

THRESHOLD = 3.2
"""How likely a name must be that of a place: log10 of a town's people, more with words around it that say so."""

_KIND_PRIOR = {"country": 8.0, "historical_state": 7.5, "continent": 8.0, "region": 6.0, "district": 5.0, "landmark": 6.0}
_HYPHENS = "-‐‑–"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match on the gazetteer: tokens `first` to `last` (inclusive)."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    adjective: str = ""


def find(text: str, lexicon: Lexicon) -> list[Found]:
    """The names of places in `text`, in order, not overlapping; `text[found.start:found.end] == found.exact`.

    Adjectives ("Soviet", "Hungarians") carry the name of their place. Names of persons, streets, and bodies without a
    place are not among them; words that are seldom a place are left out unless their surroundings say so.

    >>> [(found.exact, found.kind) for found in find("The Prague Spring shook Hungarian towns.", open_index())]
    [('Prague Spring', 'event_name'), ('Hungarian', 'adjective')]
    """
    return _Reading(text, lexicon).found()


class _Reading:
    """One text being read: its words, its persons, its matches."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.words = tokens(text)
        self.people, self.surnames = people(self.words, lexicon)
        self.small = {token.text for token in self.words if token.text[0].islower()}
        self.titles, self.shouted = _headings(text, self.words)
        self.hits = list(self._hits())
        self.by_first = {hit.first: hit for hit in self.hits}

    def found(self) -> list[Found]:
        results: list[Found] = []
        sure = {key(self._slice(hit)) for hit in self.hits if self._likelihood(hit, frozenset()) >= THRESHOLD + 1.5}
        for hit in self.hits:
            found = self._adjective(hit) if hit.adjective else self._name(hit, sure)
            if found and (not results or found.start >= results[-1].end):
                results.append(found)
            elif found and results and found.kind in ("organisation", "event_name"):
                while results and results[-1].end > found.start:
                    results.pop()
                results.append(found)
        return results

    # --- matching

    def _hits(self) -> Iterator[_Hit]:
        number = 0
        while number < len(self.words):
            token = self.words[number]
            hit = self._match(number) if token.is_word and token.is_capital and number not in self.people else None
            if hit:
                yield hit
            number = hit.last + 1 if hit else number + 1

    def _match(self, first: int) -> _Hit | None:
        adjective = self._match_adjective(first)
        start = self.words[first].start
        opening = key(self.words[first].text).split(" ", 1)[0]
        for last in reversed(self._ends(first, self.lexicon.longest(opening))):
            if adjective and last <= adjective.last:
                break
            if self._after_comma(first) and last == first and (short := self._abbreviation(first)):
                return short
            candidates = self.lexicon.lookup(key(self.text[start : self.words[last].end]))
            candidates = tuple(place for place in candidates if self._fits(place, first, last))
            if candidates:
                return _Hit(first, last, candidates)
        if not adjective and self._after_comma(first):
            return self._abbreviation(first)
        return adjective

    def _ends(self, first: int, longest: int) -> list[int]:
        """The words at which a name beginning at `first` may end, nearest first."""
        ends: list[int] = []
        count = 0
        for number in range(first, min(len(self.words), first + 3 * longest)):
            token = self.words[number]
            if not token.is_word:
                if not self._may_stand_inside(number):
                    break
                continue
            count += len(key(token.text).split()) or 1
            if count > longest or (number > first and number in self.people):
                break
            if number > first and "\n" in self.text[self.words[number - 1].end : token.start]:
                break
            if token.is_capital or token.text[0].isdigit():
                ends.append(number)
            elif token.text.lower() not in CONNECTORS:
                break
        return ends

    def _may_stand_inside(self, number: int) -> bool:
        token, before = self.words[number], self.words[number - 1]
        if token.text == ".":
            return before.text.lower() in SHORT_FORMS or len(before.text) == 1
        return token.text in "-‐‑–&'’‘/" or token.text in ("'s", "’s")

    def _fits(self, place: Candidate, first: int, last: int) -> bool:
        """False for codes that are not written like codes: "Us" is not the US, "UN" is no village in India."""
        word = self.words[first].text
        if first < last:
            return True
        bare = word.replace(".", "")
        if len(bare) <= 5 and bare.isupper() and first not in self.shouted and len(bare) > 1:
            return place.ref.startswith(("country:", "historical_states:", "regions:")) and place.rank == 1
        if place.rank == 1 and len(bare) <= 4 and place.kind in ("country", "historical_state") and len(place.name) > 4:
            return bare.isupper() or bare.lower() in ("eire", "rus")
        return len(bare) > 1

    def _match_adjective(self, first: int) -> _Hit | None:
        for last in (first + 1, first):
            if last < len(self.words):
                word = self.text[self.words[first].start : self.words[last].end]
                if word.isupper() and len(word) > 4:
                    word = word.title()
                if place := self.lexicon.demonym(word):
                    return _Hit(first, last, self._home(place), place)
        return None

    def _home(self, place: str) -> tuple[Candidate, ...]:
        """What an adjective's place may be: "Georgian" is of Georgia the country rather than of the state."""
        candidates = self.lexicon.lookup(key(place))
        curated = tuple(candidate for candidate in candidates if not candidate.ref.startswith("gn:") and candidate.rank < 2)
        return curated or candidates

    def _after_comma(self, first: int) -> bool:
        return first >= 2 and self.words[first - 1].text in (",", "(") and self.words[first - 2].is_capital

    def _abbreviation(self, first: int) -> _Hit | None:
        word = self.words[first].text
        with_stop = first + 1 < len(self.words) and self.words[first + 1].text == "." and self.words[first + 1].start == self.words[first].end
        if not (word.isupper() or with_stop):
            return None
        candidates = self.lexicon.lookup(f", {key(word)}")
        return _Hit(first, first, candidates) if candidates else None

    # --- judging

    def _slice(self, hit: _Hit) -> str:
        return self.text[self.words[hit.first].start : self.words[hit.last].end]

    def _make(self, first: int, last: int, kind: MentionKind, hit: _Hit, name: str = "") -> Found:
        start, end = self.words[first].start, self.words[last].end
        candidates = () if kind == "organisation" else hit.candidates
        return Found(start, end, self.text[start:end], kind, name or self._slice(hit), candidates)

    def _word(self, number: int) -> str:
        return self.words[number].text if 0 <= number < len(self.words) else ""

    def _same_line(self, number: int, other: int) -> bool:
        return "\n" not in self.text[self.words[number].end : self.words[other].start]

    def _adjective(self, hit: _Hit) -> Found | None:
        whole = self._event(hit, hit.adjective) or self._body(hit)
        return whole or self._make(hit.first, hit.last, "adjective", hit, hit.adjective)

    def _name(self, hit: _Hit, sure: frozenset[str] | set[str]) -> Found | None:
        if self._likelihood(hit, frozenset(sure)) < THRESHOLD:
            return None
        if hit.last == hit.first and self._word(hit.first) and (whole := self._body(hit)):
            return whole
        if whole := self._event(hit, "") or self._body(hit):
            return whole
        return replace(self._make(hit.first, hit.last, "place", hit), qualifier=self._qualifier(hit))

    def _event(self, hit: _Hit, name: str) -> Found | None:
        after, number = self._word(hit.last + 1), hit.last + 1
        if after and self._same_line(hit.last, number):
            event = after.lower() in EVENTS or (after[0].isupper() and after.lower() in CAPITAL_EVENTS and hit.last not in self.titles)
            if event and not (after[0].isupper() and self._word(number + 1)[:1].isupper() and number not in self.titles):
                return self._make(hit.first, number, "event_name", hit, name)
        if self._word(hit.first - 1) == "of" and self._word(hit.first - 2)[:1].isupper():
            if self._word(hit.first - 2).lower() in EVENTS_OF:
                return self._make(hit.first - 2, hit.last, "event_name", hit, name)
        return None

    def _body(self, hit: _Hit) -> Found | None:
        """The body whose name holds the place's: "OSCE Minsk Group", "University of Vilnius"."""
        last = self._run_end(hit.last)
        if last > hit.last and self._word(last).lower() in BODIES and not set(range(hit.first, last + 1)) & self.titles:
            return self._make(self._run_start(hit.first), last, "organisation", hit)
        before = hit.first - 1
        if self._word(before).lower() == "the":
            before -= 1
        head = before - 1
        if self._word(before) == "of" and self._word(head)[:1].isupper() and self._word(head).lower() in OF_BODIES:
            if not (hit.adjective or head in self.titles):
                return self._make(self._run_start(head), hit.last, "organisation", hit)
        return None

    def _run_end(self, number: int) -> int:
        """The last of the capitalised words that follow without a sign between them."""
        while number + 1 < len(self.words):
            token = self.words[number + 1]
            if not (token.is_word and token.is_capital and not token.opens and self._same_line(number, number + 1)):
                break
            number += 1
        return number

    def _run_start(self, number: int) -> int:
        while number > 0:
            token = self.words[number - 1]
            if not (token.is_word and token.is_capital and self._same_line(number - 1, number)):
                break
            if token.opens and token.text.lower() in FUNCTION_WORDS:
                break
            number -= 1
        return number

    def _qualifier(self, hit: _Hit) -> str:
        """The name that follows after a comma or in brackets, or in "X in Y"."""
        number = hit.last + 1
        if self._word(number) in (",", "("):
            number += 1
            following = self.by_first.get(number) or (self.by_first.get(number + 1) if self._word(number) == "the" else None)
            if following and not following.adjective:
                return self._slice(following)
        return ""

    def _likelihood(self, hit: _Hit, sure: frozenset[str]) -> float:
        """log10 of the best known place's people, plus and minus what the words around say; a name counts from 3.2 up."""
        if hit.adjective:
            return 9.0
        first, last = hit.first, hit.last
        if last == first and self.lexicon.lookup(f", {key(self._word(first))}") and self._abbreviation(first) == hit:
            return 9.0 if self.by_first and self._follows_hit(first) else 0.0
        score = max(_prior(place) for place in hit.candidates)
        score += self._before(first) + self._after(hit)
        single = first == last
        if single:
            score += self._as_word(hit, sure)
        return score

    def _follows_hit(self, first: int) -> bool:
        return any(hit.last == first - 2 for hit in self.hits[:]) if hasattr(self, "hits") else True

    def _before(self, first: int) -> float:
        before = self._word(first - 1).lower()
        if before == "the":
            before = self._word(first - 2).lower()
        if before in PREPOSITIONS and not self.words[first].opens:
            return 1.2
        if before in SETTLEMENTS or (before == "of" and self._word(first - 2).lower() in SETTLEMENTS):
            return 1.2
        if before in _HYPHENS and self.words[first - 1].end == self.words[first].start:
            return 1.5 if self._word(first - 2) in ("R", "D", "I") else -1.0
        if before in ("and", "or", ",") and first - 2 in self._covered() and not self._adjectives() & {first - 2}:
            return 0.8
        return 0.0

    def _adjectives(self) -> frozenset[int]:
        return frozenset(hit.last for hit in getattr(self, "hits", []) if hit.adjective)

    def _after(self, hit: _Hit) -> float:
        number = hit.last + 1
        after = self._word(number)
        if after == "," and self._qualifier(hit):
            return 3.0
        if after in _HYPHENS and after and number + 1 < len(self.words) and self.words[number].start == self.words[hit.last].end:
            return 1.0 if self._word(number + 1) in ("based", "backed", "born", "area", "led") else -0.5
        if not after or not self._same_line(hit.last, number) or hit.last in self.titles:
            return 0.0
        if after[0].isupper() and after.lower() in STREETS and hit.candidates[0].kind not in ("country", "region"):
            return -9.0
        if after[0].isupper() and after.lower() in FEATURES:
            return -2.0 if hit.candidates[0].kind == "city" and hit.candidates[0].population < 3_000_000 else 0.0
        return 0.0

    def _as_word(self, hit: _Hit, sure: frozenset[str]) -> float:
        """What speaks against a single word: it is common, a person's name, or part of a longer unknown name."""
        token = self.words[hit.first]
        word = token.text.lower()
        kinds = self.lexicon.word_kinds(word)
        score = 0.0
        known = hit.candidates[0].kind not in ("city", "district") and hit.candidates[0].rank < 2
        if word in CALENDAR or word in PARTS or word in FUNCTION_WORDS or _CONTRACTION.search(word):
            return -9.0
        if self._before(hit.first) <= 0 and key(word) in self.surnames:
            score -= 3.0 if not known else 2.0
        if "common" in kinds and "rare" in kinds:
            score -= 0.5 + (1.5 if word in self.small and not known else 0.0)
        elif "common" in kinds:
            score -= 1.0
            if "frequent" in kinds and not known:
                score -= 1.5
            if token.opens or hit.first in self.titles:
                score -= 1.5 if key(word) not in sure else 0.5
            if word in self.small and not known:
                score -= 2.5
        if kinds & {"given", "surname"} and not known:
            score -= 0.7
            if self._word(hit.last + 1).lower() in SPEECH or self._word(hit.first - 1).lower() in SPEECH:
                score -= 2.0
        return score + self._neighbours(hit, known)

    def _neighbours(self, hit: _Hit, known: bool) -> float:
        """A capitalised word beside a small place's name makes it a part of another name: "Saddam Hussein"."""
        if hit.first in self.titles:
            return 0.0
        score = 0.0
        before, token = self.words[hit.first - 1] if hit.first else None, self.words[hit.first]
        if before and before.is_word and before.is_capital and self._same_line(hit.first - 1, hit.first) and not token.opens:
            lower = before.text.lower()
            if lower in FEATURES_BEFORE:
                score -= 3.0
            elif lower not in SETTLEMENTS and not before.opens and hit.first - 1 not in self._covered():
                score -= 0.5 if known else 1.5
        after = self.words[hit.last + 1] if hit.last + 1 < len(self.words) else None
        if after and after.is_word and after.is_capital and self._same_line(hit.last, hit.last + 1) and not after.opens:
            kinds = self.lexicon.word_kinds(after.text.lower())
            if "common" not in kinds and hit.last + 1 not in self._covered():
                score -= 0.5 if known else 1.5
        return score

    def _covered(self) -> frozenset[int]:
        if not hasattr(self, "_covered_tokens"):
            hits = getattr(self, "hits", [])
            self._covered_tokens = frozenset(number for hit in hits for number in range(hit.first, hit.last + 1))
        return self._covered_tokens


def _prior(place: Candidate) -> float:
    """How likely a name means this place before anything is known: log10 of its people, less for its other names."""
    if place.ref.startswith("gn:"):
        prior = math.log10(place.population + 10)
        return prior - (0.0, 0.0, 1.2)[place.rank]
    prior = _KIND_PRIOR.get(place.kind, 5.5)
    return prior


def _headings(text: str, words: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens of lines whose Words Are Written Like This, and of those (and single words) that ARE SHOUTED."""
    titles: set[int] = set()
    shouted: set[int] = set()
    line: list[int] = []
    for number, token in enumerate(words):
        if line and "\n" in text[words[number - 1].end : token.start]:
            _judge(words, line, titles, shouted)
            line = []
        line.append(number)
    _judge(words, line, titles, shouted)
    return frozenset(titles), frozenset(shouted)


def _judge(words: Sequence[Token], line: list[int], titles: set[int], shouted: set[int]) -> None:
    content = [number for number in line if words[number].is_word and len(words[number].text) > 3]
    if len(content) < 2 or len(line) > 40:
        return
    if all(words[number].text.isupper() or words[number].text[0].isdigit() for number in content):
        shouted.update(line)
        titles.update(line)
    elif all(words[number].is_capital or words[number].text[0].isdigit() for number in content):
        titles.update(line)


_CONTRACTION = re.compile("[\'’](?:ve|ll|re|d|m|t)$")
