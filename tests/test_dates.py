from __future__ import annotations

import datetime
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder.dates import label, span
from mapbuilder.edtf import DAY_MS, YEAR_LIMIT, Choice, parse

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import edtf as oracle

WORDS = [
    # edtf, English, Azerbaijani, Russian
    ("1990-01-20", "20 January 1990", "20 yanvar 1990", "20 января 1990 г."),
    ("1990-01-19/1990-01-20", "19–20 January 1990", "19–20 yanvar 1990", "19–20 января 1990 г."),
    ("1990-01", "January 1990", "yanvar 1990", "январь 1990 г."),
    ("1990-01-XX", "January 1990", "yanvar 1990", "январь 1990 г."),
    ("1988", "1988", "1988-ci il", "1988 г."),
    ("1990~", "about 1990", "təxminən 1990-cı il", "около 1990 г."),
    ("1990-01~", "about January 1990", "təxminən yanvar 1990", "около января 1990 г."),
    ("2024?", "2024 (uncertain)", "2024-cü il (dəqiq deyil)", "2024 г. (неточно)"),
    ("1990%", "about 1990 (uncertain)", "təxminən 1990-cı il (dəqiq deyil)", "около 1990 г. (неточно)"),
    ("[1990-01-20..]", "on or after 20 January 1990", "20 yanvar 1990 və ya sonra", "20 января 1990 г. или позже"),
    ("[..1990]", "on or before 1990", "1990-cı il və ya əvvəl", "1990 г. или раньше"),
    ("1988/..", "since 1988", "1988-ci ildən", "с 1988 г."),
    ("1988/", "from 1988", "1988-ci ildən", "с 1988 г."),
    ("1988~/..", "since about 1988", "təxminən 1988-ci ildən", "примерно с 1988 г."),
    ("1990-01/..", "since January 1990", "1990-cı ilin yanvar ayından", "с января 1990 г."),
    ("1990-01-20/..", "since 20 January 1990", "20 yanvar 1990 tarixindən", "с 20 января 1990 г."),
    ("../1990-01-20", "until 20 January 1990", "20 yanvar 1990 tarixinədək", "до 20 января 1990 г."),
    ("/1990", "until 1990", "1990-cı ilədək", "до 1990 г."),
    ("199X", "1990s", "1990-cı illər", "1990-е годы"),
    ("199X~", "about 1990s", "təxminən 1990-cı illər", "около 1990-х годов"),
    ("19XX", "1900–1999", "1900–1999-cu illər", "1900–1999 гг."),
    ("1988/1990", "1988–1990", "1988–1990-cı illər", "1988–1990 гг."),
    ("1989-11/1990-01", "November 1989 – January 1990", "noyabr 1989 – yanvar 1990", "ноябрь 1989 г. – январь 1990 г."),
    ("1990-01/1990-03", "January–March 1990", "yanvar–mart 1990", "январь–март 1990 г."),
    (
        "1990-01-13/1990-02-20",
        "13 January – 20 February 1990",
        "13 yanvar – 20 fevral 1990",
        "13 января – 20 февраля 1990 г.",
    ),
    (
        "1989-12-30/1990-01-02",
        "30 December 1989 – 2 January 1990",
        "30 dekabr 1989 – 2 yanvar 1990",
        "30 декабря 1989 г. – 2 января 1990 г.",
    ),
    ("1990-01-19T23:30", "19 January 1990, 23:30", "19 yanvar 1990, 23:30", "19 января 1990 г., 23:30"),
    (
        "1990-01-19T23:30/1990-01-19T23:45",
        "19 January 1990, 23:30–23:45",
        "19 yanvar 1990, 23:30–23:45",
        "19 января 1990 г., 23:30–23:45",
    ),
    ("1968-21", "spring 1968", "1968-ci ilin yazı", "весна 1968 г."),
    ("[1990,1991]", "1990 or 1991", "1990-cı il yaxud 1991-ci il", "1990 г. или 1991 г."),
    ("{1990,1991}", "1990 and 1991", "1990-cı il və 1991-ci il", "1990 г. и 1991 г."),
    ("-0043-03-15", "15 March 44 BC", "e.ə. 15 mart 44", "15 марта 44 г. до н. э."),
    ("1988~/1990", "about 1988 – 1990", "təxminən 1988-ci il – 1990-cı il", "около 1988 г. – 1990 г."),
    ("Y12000", "12000", "12000-ci il", "12000 г."),
]


@pytest.mark.parametrize(("edtf", "en", "az", "ru"), WORDS)
def test_a_date_is_said_idiomatically_in_three_languages(edtf: str, en: str, az: str, ru: str) -> None:
    assert (label(edtf, "en"), label(edtf, "az"), label(edtf, "ru")) == (en, az, ru)


@pytest.mark.parametrize(
    ("edtf", "language", "words"),
    [
        ("1990-01-20", "de", "20. Januar 1990"),
        ("1990-01", "de", "Januar 1990"),
        ("1990-01-20", "tr", "20 Ocak 1990"),
        ("1990~", "ka", "≈ 1990"),
        ("199X", "hy", "1990–1999"),
        ("1988/..", "fr", "1988 –"),
        ("1990-01-20", "en-US", "20 January 1990"),
        ("1990-01-20", "xx-nonsense", "20 January 1990"),
    ],
)
def test_other_languages_take_their_words_from_cldr(edtf: str, language: str, words: str) -> None:
    assert label(edtf, language) == words


def utc(*parts: int) -> int:
    return int(datetime.datetime(*parts, tzinfo=datetime.UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("1990-01-20", utc(1990, 1, 20), utc(1990, 1, 21)),
        ("1990-01-19/1990-01-20", utc(1990, 1, 19), utc(1990, 1, 21)),
        ("1990-01", utc(1990, 1, 1), utc(1990, 2, 1)),
        ("1990-12", utc(1990, 12, 1), utc(1991, 1, 1)),
        ("199X", utc(1990, 1, 1), utc(2000, 1, 1)),
        ("1990-24", utc(1990, 12, 1), utc(1991, 3, 1)),
        ("1990-01-19T23:30", utc(1990, 1, 19, 23, 30), utc(1990, 1, 19, 23, 31)),
        ("1990-01-19T23:30:00+04:00", utc(1990, 1, 19, 23, 30), utc(1990, 1, 19, 23, 30, 1)),
        ("1988/..", utc(1988, 1, 1), None),
        ("../1990-01-20", None, utc(1990, 1, 21)),
        ("[1990-01-20..]", utc(1990, 1, 20), None),
        ("[1990,1992..1993]", utc(1990, 1, 1), utc(1994, 1, 1)),
        ("[..1990-01-20]", None, utc(1990, 1, 21)),
    ],
)
def test_a_span_begins_with_the_first_instant_and_ends_before_the_next(edtf: str, start: int, end: int | None) -> None:
    assert (span(edtf).start_ms, span(edtf).end_ms) == (start, end)


@pytest.mark.parametrize(
    ("edtf", "approximate", "uncertain"),
    [
        ("1990", False, False),
        ("1990~", True, False),
        ("1990?", False, True),
        ("1990-~01", True, False),
        ("1988/1990%", True, True),
        ("[1990,1991?]", False, True),
    ],
)
def test_qualifiers_are_found_wherever_they_stand(edtf: str, approximate: bool, uncertain: bool) -> None:
    assert (span(edtf).approximate, span(edtf).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ("20 Jan 90", "'20 Jan 90' is not an EDTF date; write 1990-01-20"),
        ("20.01.1990", "write 1990-01-20"),
        ("January 1990", "write 1990-01"),
        ("2001-02-29", "that month has 28 days"),
        ("1990-13-01", "months go from 01 to 12"),
        ("1990/1989", "it ends before it begins"),
        ("1990-01-20/1990-01-19", "it ends before it begins"),
        ("../..", "leave the cell empty"),
        ("1990-01-19T24:00", "times go from 00:00 to 23:59"),
        ("1990-XX-20", "a day needs a month"),
        ("1X90", "only the last digits"),
        ("Y999999", f"years end at {YEAR_LIMIT}"),
        ("", "write it like 1990-01-20"),
        ("1990-01-20 ", "not an EDTF date"),
        ("١٩٩٠", "not an EDTF date"),
        ("[]", "not an EDTF date"),
        ("[1990", "not an EDTF date"),
        ("1" * 1000, "too long"),
        ("1988/1989/1990", "not an EDTF date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write_instead(wrong: str, advice: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 (the words are compared below)
        span(wrong)
    assert advice in str(refusal.value)


DATES = st.builds(
    lambda day, cut, qualifier: day.isoformat()[:cut] + qualifier,
    st.dates(datetime.date(1000, 1, 1)),
    st.sampled_from((4, 7, 10)),
    st.sampled_from(("", "", "~", "?", "%")),
)


@given(DATES)
def test_a_date_is_read_as_the_edtf_library_reads_it(edtf: str) -> None:
    theirs = oracle.parse_edtf(edtf)
    first = datetime.date(*theirs.lower_strict()[:3])
    last = datetime.date(*theirs.upper_strict()[:3])
    epoch = datetime.date(1970, 1, 1)
    mine = span(edtf)
    assert mine.start_ms == (first - epoch).days * DAY_MS
    assert mine.end_ms == ((last - epoch).days + 1) * DAY_MS


@given(st.one_of(DATES, st.text(alphabet="0123456789-/.X?~%T:[]{},YZ ", max_size=24), st.text(max_size=24)))
def test_every_string_is_a_date_in_every_language_or_is_refused(edtf: str) -> None:
    try:
        parse(edtf)
    except ValueError:
        return
    found = span(edtf)
    if not isinstance(parse(edtf), Choice):
        assert found.start_ms is not None or found.end_ms is not None
    if found.start_ms is not None and found.end_ms is not None:
        assert found.start_ms < found.end_ms
    for language in ("en", "az", "ru", "de", "ka"):
        assert label(edtf, language)
        assert "{" not in label(edtf, language)


@given(st.integers(-YEAR_LIMIT + 1, YEAR_LIMIT - 1), st.integers(1, 12))
def test_months_follow_each_other_without_a_gap_in_any_year(year: int, month: int) -> None:
    def written(year: int, month: int) -> str:
        if year > 9999 or year < -9999:
            return f"Y{year}-{month:02}"
        return f"{year:05}-{month:02}" if year < 0 else f"{year:04}-{month:02}"

    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert span(written(year, month)).end_ms == span(written(*following)).start_ms
