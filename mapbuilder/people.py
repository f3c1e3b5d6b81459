"""The persons of a text: the words that name people, so that no place is made of Paris Hilton or President Lincoln."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mapbuilder.tokens import Token, key
from mapbuilder.toponyms import Lexicon
from mapbuilder.vocabulary import BODIES, CIVIL_TITLES, EVENTS, FEATURES, FUNCTION_WORDS, STREETS, TITLES

LONGEST_NAME = 5
WELL_KNOWN_POPULATION = 20_000
"""Towns of two words larger than this are not read as persons (Virginia Beach, San Marino), smaller ones may be."""

_NOT_PEOPLE = BODIES | FEATURES | STREETS | EVENTS


def people(words: Sequence[Token], lexicon: Lexicon) -> tuple[frozenset[int], frozenset[str]]:
    """The numbers of the tokens that name persons, and the surnames of those persons as keys.

    A person is what stands after a title, what begins with a given name or has initials; one word later in the text
    that is a person's surname is left to the caller, who knows more about it.
    """
    marked: set[int] = set()
    surnames: set[str] = set()
    for run in runs(words):
        if person := _person(words, run, lexicon):
            marked.update(person)
            surnames.update(key(words[number].text) for number in person[-1:])
    return frozenset(marked), frozenset(surnames)


def runs(words: Sequence[Token]) -> Iterator[list[int]]:
    """The longest rows of capitalised words that only a hyphen, an initial's full stop or an & interrupts."""
    run: list[int] = []
    for number, token in enumerate(words):
        if token.is_word and token.is_capital and not token.text[0].isdigit():
            if run and token.opens and not _after_stop(words, number):
                yield run
                run = []
            run.append(number)
        elif run and not _joins(words, number):
            yield run
            run = []
    if run:
        yield run


def _after_stop(words: Sequence[Token], number: int) -> bool:
    """True when the full stop before this word belongs to an initial or a title: "Mr. Reading", "D. Williams"."""
    return number >= 2 and words[number - 1].text == "." and _joins(words, number - 1)


def _joins(words: Sequence[Token], number: int) -> bool:
    token, before = words[number], words[number - 1]
    if token.text == ".":
        short = len(before.text) == 1 or before.text.lower() in TITLES | {"st", "jr", "sr"}
        return short and number + 1 < len(words) and words[number + 1].start - token.end <= 1
    glued = number + 1 < len(words) and before.end == token.start and token.end == words[number + 1].start
    return (token.text in "-‐‑" and glued) or token.text == "&"


def _person(words: Sequence[Token], run: list[int], lexicon: Lexicon) -> list[int]:
    """The words of a run that name a person, or none: after the last title, or from the first given name on."""
    rest, title = _after_title(words, run)
    if title:
        texts = [words[number].text for number in rest]
        return rest[:LONGEST_NAME] if rest and _may_follow(title, texts, lexicon) else []
    for skip in range(len(rest) - 1):
        part = rest[skip:]
        if words[part[0]].text.lower() in FUNCTION_WORDS and len(words[part[0]].text) > 1:
            continue
        if words[part[0]].opens and _is_opening_word(words[part[0]].text, lexicon):
            continue
        if len(part) > LONGEST_NAME or any(words[number].text.lower() in _NOT_PEOPLE for number in part[1:]):
            continue
        if _is_known_place(words, part, lexicon):
            return []
        if _reads_as_person([words[number].text for number in part], lexicon):
            return part
    return []


def _after_title(words: Sequence[Token], run: list[int]) -> tuple[list[int], str]:
    """What follows the last title in a run, or the run itself when a title does not stand in or right before it."""
    for place in range(len(run) - 1, -1, -1):
        if words[run[place]].text.lower() in TITLES and words[run[place]].is_capital:
            return run[place + 1 :], words[run[place]].text.lower()
    before = run[0] - 1
    if before > 0 and words[before].text == "." and len(words[before - 1].text) <= 4:
        before -= 1
    if before >= 0 and words[before].text.lower() in TITLES and not words[run[0]].opens:
        return run, words[before].text.lower()
    return run, ""


def _may_follow(title: str, texts: Sequence[str], lexicon: Lexicon) -> bool:
    """False when no person follows a title, but a place ("mayor Baku") or a body ("Sheriff Department")."""
    if texts[0].lower() in _NOT_PEOPLE or lexicon.demonym(texts[0]):
        return False
    if title in CIVIL_TITLES:
        return title not in ("saint", "st")
    kinds = lexicon.word_kinds(texts[0].lower())
    if len(texts) == 1 and not kinds & {"given", "surname"}:
        return not any(place.population > 200_000 and place.rank < 2 for place in lexicon.lookup(key(texts[0])))
    return "frequent" not in kinds or bool(kinds & {"given", "surname"})


def _is_opening_word(text: str, lexicon: Lexicon) -> bool:
    kinds = lexicon.word_kinds(text.lower())
    return "common" in kinds and "given" not in kinds


def _is_known_place(words: Sequence[Token], rest: Sequence[int], lexicon: Lexicon) -> bool:
    """True when the first two or three words are the name of a place of some size, or a place and its region."""
    for count in (3, 2):
        if len(rest) >= count and lexicon.longest(key(words[rest[0]].text)) >= count:
            name = " ".join(words[number].text for number in rest[:count])
            for place in lexicon.lookup(key(name)):
                if place.kind != "city" or (place.population >= WELL_KNOWN_POPULATION and place.rank < 2):
                    return True
    last = lexicon.lookup(key(words[rest[-1]].text))
    return any(
        place.kind in ("country", "region") and place.rank < 2 and place.population > 300_000 for place in last
    ) and bool(lexicon.lookup(key(words[rest[0]].text)))


def _reads_as_person(texts: Sequence[str], lexicon: Lexicon) -> bool:
    first, last = lexicon.word_kinds(texts[0].lower()), lexicon.word_kinds(texts[-1].lower())
    if any(len(text) == 1 for text in texts[1:-1]) and len(texts) >= 3:
        return True
    if len(texts[0]) == 1 and len(texts) >= 2:
        return True
    if "given" not in first:
        return (
            len(texts) == 2
            and not first
            and "surname" in last
            and "common" not in last
            and not lexicon.lookup(key(texts[0]))
        )
    if lexicon.demonym(texts[-1]) or lexicon.demonym(texts[0]):
        return False
    famous = any(place.population > 100_000 and place.rank < 2 for place in lexicon.lookup(key(texts[0])))
    if any(text.isupper() and len(text) > 1 for text in texts[1:]) and not all(text.isupper() for text in texts):
        return False
    if famous:
        return "surname" in last and "frequent" not in last
    return "common" not in last or "surname" in last or "given" in last
