"""Figures: the numbers that a text says, in digits or in English words, and a claim's figure in words.

`word2number` reads "one hundred thirty one" as 1 and `text2num` finds 100 in "hundreds of people"; the grammar here
reads what a careful person would, and leaves alone what is no number: hundreds, thousands, "one of", ordinals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands at `text[start:end]` (code points, half-open)."""

    start: int
    end: int
    value: float


# fmt: off
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10,
}
# fmt: on
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
"""Behind a word for tens: "twenty-first"."""
_NOT_COUNTED_AFTER = {"no", "any", "every", "some", "each", "this", "that", "the", "which", "another"}

_DIGITS = re.compile(
    r"""(?<![\w.,/])(?<![A-Za-z]-)
        (?:(?P<grouped>\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?)|(?P<top>\d{1,9})/(?P<bottom>\d{1,9})
          |(?P<plain>\d{1,15}(?:\.\d{1,9}|,\d{1,2})?))
        (?!\w|[.,/]\d)(?:[ \u00a0-](?P<scale>thousand|million|billion|trillion)\b)?""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def numbers_in(text: str) -> tuple[Quantity, ...]:
    """The numbers that a text says, in its order: "more than 20,000", "1/5", "1.5 million", "forty-four-day".

    Fractions have their value (1/5 is 0.2), percentages their number (20). Words are read as English.
    """
    found = [*_digits_in(text), *_words_in(text)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _digits_in(text: str) -> Iterator[Quantity]:
    for match in _DIGITS.finditer(text):
        part = match.groupdict()
        if part["top"]:
            if not int(part["bottom"]):
                continue
            value = int(part["top"]) / int(part["bottom"])
        elif part["grouped"]:
            value = float(re.sub(r"[^\d.]", "", part["grouped"]))
        else:
            value = float(part["plain"].replace(",", "."))
        yield Quantity(match.start(), match.end(), value * _SCALES.get((part["scale"] or "").lower(), 1))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    joined: bool
    """A space or a hyphen, and nothing else, stands between it and the word before."""


def _words_in(text: str) -> Iterator[Quantity]:
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        gap = text[words[-1].end : match.start()] if words else ""
        words.append(_Word(match[0].lower(), match.start(), match.end(), bool(re.fullmatch(r"\s+|[-‐‑]", gap))))
    at = 0
    while at < len(words):
        value, length = _number_at(words, at)
        if length and not _is_no_count(words, at, length):
            yield Quantity(words[at].start, words[at + length - 1].end, value)
        at += max(length, 1)


def _number_at(words: list[_Word], at: int) -> tuple[float, int]:
    """The number that begins with a word, and how many words it has; (0, 0) for none."""
    if words[at].text in ("a", "an", "half"):
        return _with_article(words, at)
    if words[at].text == "zero":
        return 0, 1
    value, length = _cardinal(words, at, 0)
    if length and (part := _PARTS.get(_next(words, at + length).removesuffix("s"))) and value < 20:
        return value / part, length + 1
    if length and [_next(words, at + length + offset) for offset in range(3)] == ["and", "a", "half"]:
        scale = _SCALES.get(_next(words, at + length + 3), 0)
        return ((value + 0.5) * scale, length + 4) if scale else (value + 0.5, length + 3)
    return value, length


def _with_article(words: list[_Word], at: int) -> tuple[float, int]:
    """What begins with an article: "a hundred and five", "a dozen", "half a million", "a third of"."""
    if words[at].text == "half":
        scale = _SCALES.get(_next(words, at + 2), 0) if _next(words, at + 1) == "a" else 0
        return (scale / 2, 3) if scale else (0, 0)
    following = _next(words, at + 1)
    if following == "dozen":
        return 12, 2
    if following in ("third", "quarter", "fifth", "tenth") and _next(words, at + 2) == "of":
        return 1 / _PARTS[following], 2
    if following == "hundred" or following in _SCALES:
        value, length = _cardinal(words, at + 1, 1)
        return value, length + 1
    return 0, 0


def _cardinal(words: list[_Word], at: int, group: int) -> tuple[float, int]:
    """A cardinal from a word on: `group` is what stands before it already (1 for "a")."""
    total, last_scale, room, length = 0, 10**15, 100 if not group else 0, 0
    while at + length < len(words) and (length == 0 or words[at + length].joined):
        word = words[at + length].text
        small = _SMALL.get(word, 0)
        if word == "and" and length and room and group % 100 == 0 and _SMALL.get(_next(words, at + length + 1), 0):
            length += 1
            continue
        if small and small < room and (room > 10 or small < 10):
            group, room = group + small, 10 if small >= 20 else 0
        elif small >= 10 and 10 < group < 21 and total == 0 and length == 1:
            group, room = group * 100 + small, 10 if small >= 20 else 0  # a year: nineteen ninety
        elif word == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
        elif word in _SCALES and group and _SCALES[word] < last_scale:
            total, last_scale, group, room = total + group * _SCALES[word], _SCALES[word], 0, 100
        else:
            break
        length += 1
    return total + group, length


def _next(words: list[_Word], at: int) -> str:
    """The word at a place, when it is joined to the one before it; else nothing."""
    return words[at].text if at < len(words) and words[at].joined else ""


def _is_no_count(words: list[_Word], at: int, length: int) -> bool:
    """An ordinal ("twenty-first"), or a "one" that counts nothing ("no one", "one of the")."""
    following = _next(words, at + length)
    if following in _ORDINALS and words[at + length - 1].text in _TENS:
        return True
    before = words[at - 1].text if at and words[at].joined else ""
    return (
        length == 1
        and words[at].text == "one"
        and (before in _NOT_COUNTED_AFTER or following in ("of", "another", "s"))
    )


_BOUNDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "more than": "more than {}",
        "at least": "at least {}",
        "at most": "at most {}",
        "less than": "less than {}",
        "fewer than": "fewer than {}",
        "about": "about {}",
        "nearly": "nearly {}",
        "up to": "up to {}",
    },
    "az": {
        "more than": "{}-{ablative} çox",
        "at least": "ən azı {}",
        "at most": "ən çoxu {}",
        "less than": "{}-{ablative} az",
        "fewer than": "{}-{ablative} az",
        "about": "təxminən {}",
        "nearly": "demək olar ki, {}",
        "up to": "ən çoxu {}",
    },
    "ru": {
        "more than": "более {}",
        "at least": "не менее {}",
        "at most": "не более {}",
        "less than": "менее {}",
        "fewer than": "менее {}",
        "about": "около {}",
        "nearly": "почти {}",
        "up to": "до {}",
    },
}
_SIGNS = {
    "more than": "> {}",
    "at least": "≥ {}",
    "at most": "≤ {}",
    "less than": "< {}",
    "fewer than": "< {}",
    "about": "≈ {}",
    "nearly": "≈ {}",
    "up to": "≤ {}",
}
QUALIFIERS = tuple(_SIGNS)
"""Words of the column `qualifier` that belong to the figure; they are written in English and said in every language."""


def label(low: float | None, high: float | None, qualifier: str, language: str) -> str:
    """A claim's figure in words of a language: "131–170", "more than 20,000", "at least 300"; "" without a figure.

    `qualifier` may hold several remarks, ";" between them. The first that is one of QUALIFIERS (in English, whatever
    the language) says how the number is meant; without one an open end is "at least" or "at most". The other remarks
    and the unit are no part of the figure: the page shows them beside it (`remarks`). Numbers are written as
    CLDR has it.
    """
    numbers = [number for number in (low, high) if number is not None]
    if not numbers:
        return ""
    default = "at most" if low is None else "at least" if high is None else ""
    bound = next((part for part in _parts(qualifier) if part.lower() in QUALIFIERS), default).lower()
    figure = "–".join(dict.fromkeys(_written(number, language) for number in numbers))
    if not bound:
        return figure
    pattern = _BOUNDS.get(language.split("-")[0], _SIGNS)[bound]
    return pattern.format(figure, ablative=_ablative(numbers[-1]))


def remarks(qualifier: str) -> str:
    """The remarks of a qualifier that are not said by the figure: "unofficial" of "at least; unofficial"."""
    return "; ".join(part for part in _parts(qualifier) if part.lower() not in QUALIFIERS)


def _parts(qualifier: str) -> list[str]:
    return [part.strip() for part in qualifier.split(";") if part.strip()]


def _written(number: float, language: str) -> str:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse("en")
    return format_decimal(number, format="#,##0.######", locale=locale)


def _ablative(number: float) -> str:
    """The Azerbaijani ablative of a number, by the vowels of its last word: min takes -dən, milyon -dan."""
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0")) if int(number) else 1
    if zeros >= 6 or not int(number):
        return "dan"
    if zeros >= 2:
        return "dən"
    back = "69" if zeros == 0 else "13469"
    return "dan" if digits[-1 - zeros] in back else "dən"
