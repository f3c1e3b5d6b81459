"""When, and in words: "19–20 January 1990", "19–20 yanvar 1990", "19–20 января 1990 г.".

English, Azerbaijani and Russian have their own idioms below; every other language has its month names and its order of
day, month and year from CLDR (babel) and signs for the rest ("≈", "?", "–"). EDTF itself is read by `mapbuilder.edtf`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from mapbuilder.edtf import Choice, Date, Interval, Span, parse, span

__all__ = ["Span", "label", "span"]

Forms = Mapping[str, str]
"""A pattern by precision (day, month, season, year, decade, days, months, years).

{d} day, {m} month, {n} its nominative, {s} season, {y} year, {o} the ordinal ending of the year, {t} the time with its
comma; {a} and {b} the ends of a range.
"""


@dataclass(frozen=True, slots=True)
class _Idiom:
    plain: Forms
    after: Forms = field(default_factory=dict)
    """Forms behind a preposition, where they differ."""
    since: Forms = field(default_factory=dict)
    until: Forms = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    seasons: tuple[str, str, str, str] = ("", "", "", "")
    seasons_after: tuple[str, str, str, str] = ("", "", "", "")


_ENGLISH = _Idiom(
    plain={
        "day": "{d} {m} {y}{t}",
        "month": "{n} {y}",
        "season": "{s} {y}",
        "year": "{y}",
        "decade": "{y}s",
        "days": "{a}–{b} {m} {y}",
        "months": "{a}–{b} {y}",
        "years": "{a}–{b}",
    },
    phrases={
        "about": "about {}",
        "uncertain": "{} (uncertain)",
        "since": "since {}",
        "from": "from {}",
        "until": "until {}",
        "or later": "on or after {}",
        "or earlier": "on or before {}",
        "about since": "since about {}",
        "about until": "until about {}",
        "bc": "{} BC",
    },
    seasons=("spring", "summer", "autumn", "winter"),
)
_AZERBAIJANI = _Idiom(
    plain={
        "day": "{d} {m} {y}{t}",
        "month": "{m} {y}",
        "season": "{y}{o} ilin {s}",
        "year": "{y}{o} il",
        "decade": "{y}{o} illər",
        "days": "{a}–{b} {m} {y}",
        "months": "{a}–{b} {y}",
        "years": "{a}–{b}{o} illər",
    },
    since={
        "day": "{d} {m} {y}{t} tarixindən",
        "month": "{y}{o} ilin {m} ayından",
        "season": "{y}{o} ilin {s}ndan",
        "year": "{y}{o} ildən",
        "decade": "{y}{o} illərdən",
        "years": "{a}–{b}{o} illərdən",
    },
    until={
        "day": "{d} {m} {y}{t} tarixinədək",
        "month": "{y}{o} ilin {m} ayınadək",
        "season": "{y}{o} ilin {s}nadək",
        "year": "{y}{o} ilədək",
        "decade": "{y}{o} illərədək",
        "years": "{a}–{b}{o} illərədək",
    },
    phrases={
        "about": "təxminən {}",
        "uncertain": "{} (dəqiq deyil)",
        "since": "{}",
        "from": "{}",
        "until": "{}",
        "or later": "{} və ya sonra",
        "or earlier": "{} və ya əvvəl",
        "about since": "təxminən {}",
        "about until": "təxminən {}",
        "bc": "e.ə. {}",
    },
    seasons=("yazı", "yayı", "payızı", "qışı"),
)
_RUSSIAN = _Idiom(
    plain={
        "day": "{d} {m} {y} г.{t}",
        "month": "{n} {y} г.",
        "season": "{s} {y} г.",
        "year": "{y} г.",
        "decade": "{y}-е годы",
        "days": "{a}–{b} {m} {y} г.",
        "months": "{a}–{b} {y} г.",
        "years": "{a}–{b} гг.",
    },
    after={"month": "{m} {y} г.", "decade": "{y}-х годов", "season": "{s} {y} г."},
    phrases={
        "about": "около {}",
        "uncertain": "{} (неточно)",
        "since": "с {}",
        "from": "с {}",
        "until": "до {}",
        "or later": "{} или позже",
        "or earlier": "{} или раньше",
        "about since": "примерно с {}",
        "about until": "примерно до {}",
        "bc": "{} до н. э.",
    },
    seasons=("весна", "лето", "осень", "зима"),
    seasons_after=("весны", "лета", "осени", "зимы"),
)
_SIGNS = _Idiom(
    plain={"years": "{a}–{b}"},
    phrases={
        "about": "≈ {}",
        "uncertain": "{} (?)",
        "since": "{} –",
        "from": "{} –",
        "until": "– {}",
        "or later": "≥ {}",
        "or earlier": "≤ {}",
        "about since": "≈ {} –",
        "about until": "– ≈ {}",
        "bc": "−{}",
    },
    seasons=("III–V", "VI–VIII", "IX–XI", "XII–II"),
)
_IDIOMS = {"en": _ENGLISH, "az": _AZERBAIJANI, "ru": _RUSSIAN}


def label(edtf: str, language: str) -> str:
    """A date in words of a language (BCP 47): `label("1990-01-19/1990-01-20", "en")` is "19–20 January 1990".

    Raises ValueError when `edtf` is no date. A language that CLDR does not know is treated as English.
    """
    speaker = _speaker(language)
    date = parse(edtf)
    if isinstance(date, Choice):
        words = [speaker.say_member(member) for member in date.members]
        return format_list(words, "standard" if date.all_of_them else "or", speaker.locale)
    return speaker.say(date)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A language's way of saying dates."""

    locale: Locale
    idiom: _Idiom

    def say(self, date: Date | Interval) -> str:
        """A date or an interval in words."""
        if isinstance(date, Date):
            return self._single(date)
        if date.start and date.end:
            return self._range(date.start, date.end)
        if date.start:
            return self._open(date.start, "from" if date.unknown else "since", self.idiom.since)
        return self._open(date.end, "until", self.idiom.until) if date.end else ""

    def say_member(self, date: Date | Interval) -> str:
        """A member of a set in words: "on or after 20 January 1990" for `1990-01-20..`."""
        if isinstance(date, Date) or (date.start and date.end):
            return self.say(date)
        phrase = self.idiom.phrases["or later" if date.start else "or earlier"]
        known = date.start or date.end
        return phrase.format(self._single(known)) if known else ""

    def _single(self, date: Date) -> str:
        words = self._point(date, self.idiom.after if date.approximate else {})
        return self._qualified(words, date)

    def _range(self, start: Date, end: Date) -> str:
        if (start.approximate, start.uncertain) != (end.approximate, end.uncertain):
            return f"{self._single(start)} – {self._single(end)}"
        forms = self.idiom.after if start.approximate else {}
        words = self._short_range(start, end, forms)
        return self._qualified(words or f"{self._point(start, forms)} – {self._point(end, forms)}", start)

    def _short_range(self, start: Date, end: Date, forms: Forms) -> str:
        """What both ends share is said once: "19–20 January 1990"; nothing when they share too little."""
        form = _shared_precision(start, end)
        if form == "times":
            return f"{self._point(start, forms)}–{end.time}"
        if form == "days of two months" and "day" in self.idiom.plain:
            return f"{start.day} {self._month(start)} – {self._point(end, forms)}"
        pattern = forms.get(form) or self.idiom.plain.get(form)
        if not pattern:
            return ""
        name = self._month if forms else self._nominative
        ends = {"days": (start.day, end.day), "months": (name(start), name(end)), "years": (start.year, end.year)}[form]
        return pattern.format(a=ends[0], b=ends[1], m=self._month(end), y=end.year, o=_ordinal_ending(end.year))

    def _open(self, date: Date, phrase: str, forms: Forms) -> str:
        words = self._point(date, {**self.idiom.after, **forms})
        if date.approximate:
            phrase = "about until" if phrase == "until" else "about since"
        words = self.idiom.phrases[phrase].format(words)
        return self.idiom.phrases["uncertain"].format(words) if date.uncertain else words

    def _qualified(self, words: str, date: Date) -> str:
        if date.approximate:
            words = self.idiom.phrases["about"].format(words)
        return self.idiom.phrases["uncertain"].format(words) if date.uncertain else words

    def _point(self, date: Date, forms: Forms) -> str:
        """One date without its qualifiers, in the form that what stands before it wants."""
        form = _precision(date)
        year = date.year if date.year > 0 else 1 - date.year
        last = year + 10**date.unknown_digits - 1
        pattern = forms.get(form) or self.idiom.plain.get(form)
        if pattern is None and form == "decade":
            pattern = self.idiom.plain["years"]
        if pattern is None:
            words = self._from_cldr(date, year)
        else:
            seasons = self.idiom.seasons_after if forms and self.idiom.seasons_after else self.idiom.seasons
            words = pattern.format(
                d=date.day,
                m=self._month(date),
                n=self._nominative(date),
                s=seasons[(date.season or 1) - 1],
                y=year,
                o=_ordinal_ending(last if form == "years" else year),
                t=f", {date.time}" if date.time else "",
                a=year,
                b=last,
            )
        return words if date.year > 0 else self.idiom.phrases["bc"].format(words)

    def _from_cldr(self, date: Date, year: int) -> str:
        if date.season:
            return f"{self.idiom.seasons[date.season - 1]} {year}"
        if not date.month:
            return str(year)
        if not date.day or not 1 <= year <= datetime.MAXYEAR:
            return " ".join(str(part) for part in (date.day, self._month(date), year) if part)
        words = format_date(datetime.date(year, date.month, date.day), "long", self.locale)
        return f"{words}, {date.time}" if date.time else words

    def _month(self, date: Date) -> str:
        return str(self.locale.months["format"]["wide"][date.month]) if date.month else ""

    def _nominative(self, date: Date) -> str:
        # Only Russian has its own: babel 2.18 mixes up the stand-alone names that a language takes from its root.
        width = "stand-alone" if self.locale.language == "ru" else "format"
        return str(self.locale.months[width]["wide"][date.month]) if date.month else ""


@lru_cache(maxsize=64)
def _speaker(language: str) -> _Speaker:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        locale = Locale.parse("en")
    return _Speaker(locale, _IDIOMS.get(locale.language, _SIGNS))


def _precision(date: Date) -> str:
    if date.day:
        return "day"
    if date.month:
        return "month"
    if date.season:
        return "season"
    return ("year", "decade")[date.unknown_digits] if date.unknown_digits < 2 else "years"


def _shared_precision(start: Date, end: Date) -> str:
    """The form of a range whose ends share their year or more, or nothing."""
    form = _precision(start)
    if form != _precision(end) or start.year < 1:
        return ""
    if form == "year":
        return "years"
    if start.year != end.year:
        return ""
    if form == "month":
        return "months"
    if form != "day":
        return ""
    if start.time or end.time:
        return "times" if start.time and end.time and (start.month, start.day) == (end.month, end.day) else ""
    return "days" if start.month == end.month else "days of two months"


_TENS_ENDINGS = ("", "cu", "ci", "cu", "cı", "ci", "cı", "ci", "ci", "cı")
_ONES_ENDINGS = ("", "ci", "ci", "cü", "cü", "ci", "cı", "ci", "ci", "cu")


def _ordinal_ending(number: int) -> str:
    """The ending of an Azerbaijani ordinal by the vowels of its last word: 1990 "-cı" (doxsanıncı), 1988 "-ci"."""
    if number % 10:
        return f"-{_ONES_ENDINGS[number % 10]}"
    if number % 100:
        return f"-{_TENS_ENDINGS[number // 10 % 10]}"
    return "-cü" if number % 1000 else "-ci"
