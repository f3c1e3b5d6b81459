"""What can go wrong, said so that the reader can mend it.

MapbuilderError
├── ProjectError     the project has mistakes; carries every one of them   (exit code 1)
├── UsageError       the command was called wrongly                        (exit code 2)
└── MachineError     disk, permission, a missing program                   (exit code 3)

A `Mistake` names file, row and column, quotes what was found and says what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to mend in a project: where it is, what was found, what to do.

    `row` counts the lines of a table as an editor does (the header is 1); 0 means the whole file.
    `fatal` mistakes stop a build; the others are warnings and are told beside it.
    """

    file: str
    row: int
    column: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        """`events.csv:14: when: '20 Jan 90' is not an EDTF date; write 1990-01-20`."""
        where = self.file if self.row == 0 else f"{self.file}:{self.row}"
        return ": ".join(part for part in (where, self.column, self.message) if part)


class MapbuilderError(Exception):
    """The root of everything this package raises on purpose."""

    exit_code = 1


class ProjectError(MapbuilderError):
    """The project has mistakes. `mistakes` holds all of them, in the order of files and rows."""

    exit_code = 1

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class UsageError(MapbuilderError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class MachineError(MapbuilderError):
    """The machine failed: no space, no permission, a program that is not there."""

    exit_code = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'lankaran'?`, or nothing when no known word is near (difflib ratio >= 0.6)."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
