"""Data as it stands in the page: JSON that no HTML parser and no template engine can take for anything else."""

from __future__ import annotations

import json
import re

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_UNSAFE = re.compile(r"\\\\|\\\"|[<>&'`$\\{}\u2028\u2029\x7f]")
_SAFE = {character: f"\\u{ord(character):04x}" for character in "<>&'`$\\{}\u2028\u2029\x7f"}


def dump(value: object) -> str:
    r"""`value` as JSON on one line, keys in their own order, whose strings hold none of ``< > & ' ` $ \ { }``.

    Those, U+2028 and U+2029 stand as `\uXXXX`; a quotation mark too, so that a backslash only ever begins a JSON
    escape. `json.loads` gives the same value. Raises ValueError for NaN and infinity (RFC 8259 has none).

    >>> dump({"title": "</script>{{ 7*7 }}"})
    '{"title":"\\u003c/script\\u003e\\u007b\\u007b 7*7 \\u007d\\u007d"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _STRING.sub(_escape_string, text)


def _escape_string(token: re.Match[str]) -> str:
    return f'"{_UNSAFE.sub(_escape, token.group()[1:-1])}"'


def _escape(found: re.Match[str]) -> str:
    match found.group():
        case "\\\\":
            return "\\u005c"
        case '\\"':
            return "\\u0022"
        case "\\":  # begins \n, \t, \u0007 and their like
            return "\\"
        case character:
            return _SAFE[character]
