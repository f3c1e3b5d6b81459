"""Dates of history: EDTF (ISO 8601-2, Library of Congress levels 0 and 1, of level 2 the sets and partial qualifiers).

A date here is a date on the wall calendar of the place, proleptic Gregorian, never an instant of a reader's clock: an
offset behind a time is read and left aside. The grammar is our own because the `edtf` library, the oracle of the tests,
accepts 29 February 2001 and intervals that end before they begin, and gives an unknown end ten years.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

DAY_MS = 86_400_000
YEAR_LIMIT = 250_000
"""JavaScript's Date ends at the year 275,760."""

_LENGTH_LIMIT = 200
_DATE = re.compile(
    r"""(?P<q1>[?~%]?)(?:(?P<year>-?\d[\dX]{3})|Y(?P<long>-?\d{5,6}))(?P<q2>[?~%]?)
        (?:-(?P<q3>[?~%]?)(?P<month>\d\d|XX)(?P<q4>[?~%]?)
           (?:-(?P<q5>[?~%]?)(?P<day>\d\d|XX)(?P<q6>[?~%]?)
              (?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d:\d\d)?)?)?)?""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Span:
    """When something can have happened: from `start_ms` to before `end_ms`, milliseconds since 1970.

    Both are on the wall calendar, as if it were UTC. None: open or unknown.
    `approximate`: "~" or "%" stands in the string, `uncertain`: "?" or "%".
    """

    start_ms: int | None
    end_ms: int | None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """One date as exactly as it is given: `unknown_digits` is 1 in 199X; `season` 1 (spring) to 4; `time` "23:30"."""

    year: int
    month: int | None = None
    day: int | None = None
    unknown_digits: int = 0
    season: int | None = None
    time: str = ""
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, both included; None is open (`..`) or, when `unknown`, not known."""

    start: Date | None
    end: Date | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of level 2: one of its members (`[1990,1991]`) or all of them (`{1990,1991}`).

    A member with an open side is "that day or a later one" (`[1990-01-20..]`) or "or an earlier one" (`[..1990]`).
    """

    members: tuple[Date | Interval, ...]
    all_of_them: bool


def span(edtf: str) -> Span:
    """When a date written in EDTF can have happened: `span("1990-01-19/1990-01-20")` is two days long.

    Seasons are those of the northern hemisphere; winter is December and the two months after it. Raises ValueError,
    with words for a Mistake, when the string is no EDTF date or none that ever was.
    """
    return _span(parse(edtf))


@lru_cache(maxsize=4096)
def parse(edtf: str) -> Date | Interval | Choice:
    """The structure of a date written in EDTF. Raises ValueError as `span` does."""
    if len(edtf) > _LENGTH_LIMIT:
        raise ValueError(f"'{edtf[:40]}…' is too long for a date")
    try:
        if edtf[:1] + edtf[-1:] in ("[]", "{}"):
            members = tuple(_member(part.strip()) for part in edtf[1:-1].split(","))
            return Choice(members, edtf.startswith("{"))
        return _interval(*edtf.split("/")) if edtf.count("/") == 1 else _date(edtf)
    except _NoDateError as error:
        raise ValueError(f"{edtf!r} is not an EDTF date; {error}") from None


class _NoDateError(Exception):
    """Why a string is no date; the message says what to write instead."""


def _member(text: str) -> Date | Interval:
    return _interval(*text.split("..")) if text.count("..") == 1 else _date(text)


def _interval(start: str, end: str) -> Interval:
    first = None if start in ("", "..") else _date(start)
    last = None if end in ("", "..") else _date(end)
    if first is None and last is None:
        raise _NoDateError("nothing is known of it, so leave the cell empty")
    return _ordered(Interval(first, last, "" in (start, end)))


def _ordered(interval: Interval) -> Interval:
    if interval.start and interval.end:
        start, end = _span(interval.start), _span(interval.end)
        if start.start_ms is not None and end.end_ms is not None and start.start_ms >= end.end_ms:
            raise _NoDateError("it ends before it begins")
    return interval


def _date(text: str) -> Date:
    match = _DATE.fullmatch(text)
    if not match:
        raise _NoDateError(_advice(text))
    part = match.groupdict(default="")
    qualifiers = "".join(part[f"q{number}"] for number in range(1, 7))
    date = Date(*_year(part["year"] or part["long"]))
    if part["month"]:
        date = _with_month(date, part["month"], part["day"])
    if part["hour"]:
        date = replace(date, time=_time(date, part["hour"], part["minute"], part["second"]))
    return replace(
        date,
        approximate="~" in qualifiers or "%" in qualifiers,
        uncertain="?" in qualifiers or "%" in qualifiers,
    )


def _year(text: str) -> tuple[int, None, None, int]:
    digits = text.rstrip("X")
    if "X" in digits:
        raise _NoDateError("only the last digits of a year can be unknown, as in 199X")
    year = int(digits) * 10 ** (len(text) - len(digits))
    if abs(year) > YEAR_LIMIT:
        raise _NoDateError(f"years end at {YEAR_LIMIT}")
    return year, None, None, len(text) - len(digits)


def _with_month(date: Date, month: str, day: str) -> Date:
    if date.unknown_digits and (month != "XX" or day not in ("", "XX")):
        raise _NoDateError("a month needs a year without X")
    if month == "XX":
        if day not in ("", "XX"):
            raise _NoDateError("a day needs a month; write only the year, as in 1990")
        return date
    number = int(month)
    if 21 <= number <= 24 and not day:
        return replace(date, season=number - 20)
    if not 1 <= number <= 12:
        raise _NoDateError("months go from 01 to 12, seasons from 21 (spring) to 24 (winter)")
    date = replace(date, month=number)
    if day in ("", "XX"):
        return date
    if not 1 <= int(day) <= _days_in(date.year, number):
        raise _NoDateError(f"that month has {_days_in(date.year, number)} days")
    return replace(date, day=int(day))


def _time(date: Date, hour: str, minute: str, second: str) -> str:
    if date.day is None:
        raise _NoDateError("a time needs a day")
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        raise _NoDateError("times go from 00:00 to 23:59")
    return f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _advice(text: str) -> str:
    """What to write instead, from what people write: `20 Jan 90`, `20.01.1990`, `January 1990`."""
    if match := re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", text.strip(), re.ASCII):
        day, month, year = match.groups()
        return f"write {year}-{month:0>2}-{day:0>2}"
    words = re.findall(r"[A-Za-z]+|\d+", text)[:6]
    month = next((f"-{_MONTHS.index(word[:3].lower()) + 1:02}" for word in words if word[:3].lower() in _MONTHS), "")
    numbers = [word for word in words if word.isdigit() and len(word) <= 4]
    year = next((number for number in numbers if len(number) == 4), "")
    if not year and month and len(numbers) == 2 and len(numbers[1]) == 2:
        year = f"19{numbers[1]}"
    day = next((f"-{number:0>2}" for number in numbers if len(number) <= 2), "") if month else ""
    return f"write {year}{month}{day}" if year and month else "write it like 1990-01-20, 1990-01, 1990~ or 1988/.."


def _span(date: Date | Interval | Choice) -> Span:
    if isinstance(date, Date):
        return Span(*_bounds(date), date.approximate, date.uncertain)
    if isinstance(date, Interval):
        start = _span(date.start) if date.start else Span(None, None)
        end = _span(date.end) if date.end else Span(None, None)
        approximate, uncertain = start.approximate or end.approximate, start.uncertain or end.uncertain
        return Span(start.start_ms, end.end_ms, approximate, uncertain)
    spans = [_span(member) for member in date.members]
    return Span(
        min((member.start_ms for member in spans), key=_or_endless(-1)),
        max((member.end_ms for member in spans), key=_or_endless(1)),
        any(member.approximate for member in spans),
        any(member.uncertain for member in spans),
    )


def _or_endless(sign: int) -> Callable[[int | None], float]:
    """Orders instants with None before all (-1) or behind all (1) of them."""
    return lambda instant: sign * math.inf if instant is None else instant


def _bounds(date: Date) -> tuple[int, int]:
    """Start and end (exclusive) of a date, in milliseconds since 1970."""
    if date.day and date.month:
        start = _days(date.year, date.month, date.day) * DAY_MS
        if not date.time:
            return start, start + DAY_MS
        hour, minute, *second = (int(part) for part in date.time.split(":"))
        start += (hour * 3600 + minute * 60 + sum(second)) * 1000
        return start, start + (1000 if second else 60_000)
    if date.month or date.season:
        first = date.year * 12 + ((date.month or 3 * (date.season or 0)) - 1)
        return _month_start(first), _month_start(first + (1 if date.month else 3))
    return _month_start(date.year * 12), _month_start((date.year + 10**date.unknown_digits) * 12)


def _month_start(month: int) -> int:
    return _days(month // 12, month % 12 + 1, 1) * DAY_MS


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01, proleptic Gregorian, any year (datetime knows 1 to 9999).

    The calendar repeats every 400 years, which have 146,097 days.
    """
    cycles, year_of_cycle = divmod(year - 1, 400)
    known = datetime.date(year_of_cycle + 1, month, day).toordinal()
    return cycles * 146_097 + known - datetime.date(1970, 1, 1).toordinal()


def _days_in(year: int, month: int) -> int:
    return _days(year + month // 12, month % 12 + 1, 1) - _days(year, month, 1)
