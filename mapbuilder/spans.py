"""The names of the gazetteer in a text, by longest match, before anybody judges what they do there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapbuilder.people import people
from mapbuilder.tokens import Token, key, tokens
from mapbuilder.toponyms import Candidate, Lexicon
from mapbuilder.vocabulary import CONNECTORS, FUNCTION_WORDS, SHORT_FORMS

LONGEST_CODE = 5
"""Words of so many capitals are codes (USA, OSCE), longer ones are shouted."""
LONGEST_TITLE = 40
_SMALL_IN_TITLES = FUNCTION_WORDS | CONNECTORS
_INSIDE = frozenset(["-", "‐", "‑", "–", "&", "'", "’", "‘", "/", "'s", "’s"])


@dataclass(frozen=True, slots=True)
class Hit:
    """A name: tokens `first` to `last` (inclusive) and the places it may mean.

    `adjective` is the name of the place that an adjective belongs to; `short` marks an abbreviation after a comma.
    """

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    adjective: str = ""
    short: bool = False


class Reading:
    """A text being read: its words, the persons, headings and names in it. Nothing in it changes once it is made."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.words = tokens(text)
        self.people, self.surnames = people(self.words, lexicon)
        self.small = frozenset(token.text for token in self.words if token.text[0].islower())
        """The words that the text also writes small."""
        self.titles, self.shouted = _headings(text, self.words)
        self.hits = tuple(self._hits())
        self.by_first = {hit.first: hit for hit in self.hits}
        self.place_ends = frozenset(hit.last for hit in self.hits if not hit.adjective)
        self.covered = frozenset(number for hit in self.hits for number in range(hit.first, hit.last + 1))

    def word(self, number: int) -> str:
        """The word or sign of that number, "" beyond the ends."""
        return self.words[number].text if 0 <= number < len(self.words) else ""

    def words_of(self, hit: Hit) -> str:
        """The exact words of a hit."""
        return self.text[self.words[hit.first].start : self.words[hit.last].end]

    def same_line(self, number: int, other: int) -> bool:
        """True when no line ends between two tokens."""
        return "\n" not in self.text[self.words[number].end : self.words[other].start]

    def glued(self, number: int) -> bool:
        """True when a token follows the one before it without a space."""
        return 0 < number < len(self.words) and self.words[number].start == self.words[number - 1].end

    def _hits(self) -> Iterator[Hit]:
        number = 0
        while number < len(self.words):
            token = self.words[number]
            hit = self._match(number) if token.is_word and token.is_capital and number not in self.people else None
            if hit:
                yield hit
            number = hit.last + 1 if hit else number + 1

    def _match(self, first: int) -> Hit | None:
        adjective, short = self._adjective(first), self._abbreviation(first)
        start = self.words[first].start
        opening = key(self.words[first].text).split(" ", 1)[0]
        for last in reversed(self._ends(first, self.lexicon.longest(opening))):
            if last == first and short:
                return short
            if adjective and last <= adjective.last:
                return adjective
            candidates = self.lexicon.lookup(key(self.text[start : self.words[last].end]))
            candidates = tuple(place for place in candidates if self._fits(place, first, last))
            if candidates:
                return Hit(self._with_article(first, candidates), last, candidates)
        return adjective or short

    def _ends(self, first: int, longest: int) -> list[int]:
        """The words at which a name beginning at `first` may end, nearest first."""
        ends: list[int] = []
        count = 0
        for number in range(first, min(len(self.words), first + 3 * longest)):
            token = self.words[number]
            if not token.is_word:
                if not self._stands_inside(number):
                    break
                continue
            count += len(key(token.text).split()) or 1
            if count > longest or (
                number > first and (number in self.people or not self.same_line(number - 1, number))
            ):
                break
            if token.is_capital or token.text[0].isdigit():
                ends.append(number)
            elif token.text.lower() not in CONNECTORS:
                break
        return ends

    def _stands_inside(self, number: int) -> bool:
        """True for signs that names may hold: hyphens, the genitive, the full stop of "St."."""
        token, before = self.words[number], self.words[number - 1]
        if token.text == ".":
            return before.text.lower() in SHORT_FORMS or len(before.text) == 1
        return token.text in _INSIDE

    def _with_article(self, first: int, candidates: Iterable[Candidate]) -> int:
        """The number of a capital "The" before the name of places that are called so: The Hague."""
        if first and self.words[first - 1].text == "The" and not self.words[first - 1].opens:
            return first - any(place.name.startswith("The ") for place in candidates)
        return first

    def _fits(self, place: Candidate, first: int, last: int) -> bool:
        """False for codes that are not written like codes: "Us" is not the US, "UN" is no village in India."""
        bare = self.words[first].text.replace(".", "")
        if first < last:
            return True
        if 1 < len(bare) <= LONGEST_CODE and bare.isupper() and first not in self.shouted:
            return place.ref.startswith(("country:", "historical_states:", "regions:")) and place.rank == 1
        if place.rank == 1 and len(bare) <= 4 < len(place.name) and place.kind in ("country", "historical_state"):
            return bare.isupper() or bare in ("Eire", "Rus")
        return len(bare) > 1

    def _adjective(self, first: int) -> Hit | None:
        for last in (first + 1, first):
            if last < len(self.words):
                word = self.text[self.words[first].start : self.words[last].end]
                if word.isupper() and len(word) >= LONGEST_CODE:
                    word = word.title()
                if place := self.lexicon.demonym(word):
                    return Hit(first, last, self._home(place), place)
        return None

    def _home(self, place: str) -> tuple[Candidate, ...]:
        """What an adjective's place may be: the curated ones before towns of that name."""
        candidates = self.lexicon.lookup(key(place))
        curated = tuple(item for item in candidates if not item.ref.startswith("gn:") and item.rank < 2)
        return curated or candidates

    def _abbreviation(self, first: int) -> Hit | None:
        """A region's abbreviation: after a name and a comma ("Alexandria, La."), or with its own stops ("S.C. law")."""
        word, before = self.words[first].text, self.word(first - 1)
        dotted = word.count(".") > 1 and not before[:1].isdigit()  # not 300 B.C.
        stopped = word.isupper() or (self.word(first + 1) == "." and self.glued(first + 1))
        follows = before in (",", "(") and self.words[first - 2].is_capital if first > 1 else False
        if not (dotted or (follows and stopped)):
            return None
        candidates = self.lexicon.lookup(f", {key(word)}")
        return Hit(first, first, candidates, short=True) if candidates else None


def _headings(text: str, words: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens of lines whose Words Are Written Like This, and of those that ARE SHOUTED."""
    titles: set[int] = set()
    shouted: set[int] = set()
    line: list[int] = []
    for number, token in enumerate(words):
        if line and "\n" in text[words[number - 1].end : token.start]:
            _judge_line(words, line, titles, shouted)
            line = []
        line.append(number)
    _judge_line(words, line, titles, shouted)
    return frozenset(titles), frozenset(shouted)


def _judge_line(words: Sequence[Token], line: list[int], titles: set[int], shouted: set[int]) -> None:
    """Nothing; a line without a full stop at its end whose words are all written with capitals, but for small ones."""
    content = [words[number] for number in line if words[number].is_word and not words[number].text[0].isdigit()]
    content = [token for token in content if token.text.lower() not in _SMALL_IN_TITLES]
    if len(content) < 2 or len(line) > LONGEST_TITLE or words[line[-1]].text == ".":
        return
    if all(token.text.isupper() for token in content):
        shouted.update(line)
        titles.update(line)
    elif all(token.is_capital for token in content):
        titles.update(line)
