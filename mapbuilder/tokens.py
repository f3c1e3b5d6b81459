"""The words of a text with their exact places, and the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u0f71-\u0f84"
"""Accents and vowel signs that stand on their own in decomposed and in Indic, Arabic, Hebrew and Thai texts."""
_WORD = rf"[^\W_](?:[^\W_]|[{_MARK}])*"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[A-Z]\.[A-Z][a-z]{1,2}\."  # U.S., D.C., U.S.S.R., W.Va.
    r"|['’ʼ‘](?:s|S)\b"  # the genitive stands alone, so that a span ends before it
    rf"|{_WORD}(?:['’ʼ‘`](?![sS]\b){_WORD})*"  # d'Ivoire, Xi'an, 20
    r"|[^\w\s]|_"
)
_SENTENCE_END = frozenset('.!?:;"“”«»…*•|')
_APOSTROPHES = re.compile("['’ʼʻ‘`´ʾʿ″ʹ]")
_MARKS = re.compile("[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]")
_GAPS = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]?\.?")
_LETTERS = str.maketrans(
    {
        "ə": "a",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
        "ǝ": "a",
    }
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
_SHORTENED = re.compile(r"\b(?:saint|sainte|mount|fort|and)\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign: code points `start` to `end` (half-open) of its text.

    `opens` says that it begins a sentence or a line, where a capital letter means nothing.
    """

    text: str
    start: int
    end: int
    opens: bool

    @property
    def is_word(self) -> bool:
        """True for words and numbers, False for signs and for the genitive 's."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """True when it begins with a capital, or with a letter of a script that has none."""
        first = self.text[0]
        return first.isupper() or first.istitle() or unicodedata.category(first) == "Lo"


def tokens(text: str) -> list[Token]:
    """The words and signs of `text`, in order; spaces are between them.

    >>> [token.text for token in tokens("Azerbaijan’s U.S. embassy")]
    ['Azerbaijan', '’s', 'U.S.', 'embassy']
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    opens, end = True, 0
    for found in _TOKEN.finditer(text):
        if "\n" in text[end : found.start()] or "\r" in text[end : found.start()]:
            opens = True
        word = found.group()
        yield Token(word, found.start(), found.end(), opens)
        end = found.end()
        if word[0].isalnum():
            opens = False
        elif word in _SENTENCE_END:
            opens = True


def key(name: str) -> str:
    """The form in which two spellings of a name are the same: no case, accents, apostrophes, hyphens or leading "the".

    >>> key("St. Petersburg"), key("The Hague"), key("Lənkəran"), key("U.S.S.R."), key("Xi’an")
    ('st petersburg', 'hague', 'lankaran', 'ussr', 'xian')
    """
    folded = name.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS)
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded).casefold())
        folded = _APOSTROPHES.sub("", folded)
    elif "'" in folded or "`" in folded:
        folded = _APOSTROPHES.sub("", folded)
    if not folded.isalnum():
        if "." in folded and _INITIALS.fullmatch(folded.strip()):
            folded = folded.replace(".", "").replace(" ", "")
        else:
            folded = _GAPS.sub(" ", folded.replace("&", " and ")).strip()
        folded = _SHORTENED.sub(lambda word: _SHORT[word.group()], folded)
        while folded.startswith("the "):
            folded = folded.removeprefix("the ")
        return folded
    return _SHORT.get(folded, folded)
