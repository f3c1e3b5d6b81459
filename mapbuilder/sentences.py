"""Where the sentences of a text begin and end: so that every mark can open its sentence."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from operator import itemgetter

# A stop, what may close after it, and white space; or an empty line.
_STOP = re.compile(r"""[.!?…]+[»"'”’)\]]*(?=\s)|\n\s*\n""")
# An initial, or a common English abbreviation that a name follows.
_NO_STOP = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt|Sgt|No|vs|cf|ca|approx)\.$")
_LOOK_BACK = 8


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of `text`: (start, end) in code points, half-open, in order, white space around them left out.

    A stop after an initial or a common English title ends no sentence; nor does one before a small letter.

    >>> spans("A. Aliyev spoke. He left!")
    ((0, 16), (17, 25))
    """
    edges = [0, *(stop.end() for stop in _STOP.finditer(text) if _ends_here(text, stop)), len(text)]
    trimmed = (_trim(text, start, end) for start, end in itertools.pairwise(edges))
    return tuple(span for span in trimmed if span[0] < span[1])


def sentence_at(sentences: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or of the sentences, in which the words from `start` to `end` stand."""
    if not sentences:
        return start, end
    first = max(bisect_right(sentences, start, key=itemgetter(0)) - 1, 0)
    last = max(bisect_right(sentences, max(end - 1, start), key=itemgetter(0)) - 1, first)
    return min(sentences[first][0], start), max(sentences[last][1], end)


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if stop.group().isspace():
        return True
    if stop.group().startswith(".") and _NO_STOP.search(text[max(0, stop.end() - _LOOK_BACK) : stop.end()]):
        return False
    return not _next_letter(text, stop.end()).islower()


def _next_letter(text: str, start: int) -> str:
    """The first letter or digit at or after `start`, or nothing."""
    while start < len(text) and not text[start].isalnum():
        start += 1
    return text[start : start + 1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
