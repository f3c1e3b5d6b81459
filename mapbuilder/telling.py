"""What the command says: lines for people, JSON for programs, the steps of long work."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Any

from mapbuilder.errors import Mistake


@contextmanager
def progress(what: str, silent: bool) -> Iterator[Callable[[str], None]]:
    """Takes each step's words: a bar on a terminal, plain lines elsewhere, nothing when silent."""
    if silent:
        yield lambda step: None
    elif not sys.stderr.isatty():
        yield lambda step: print(f"{what}: {step}", file=sys.stderr, flush=True)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield lambda step: bar.update(task, description=f"{what}: {step}")


def tell_mistakes(mistakes: Iterable[Mistake]) -> None:
    """Every fatal mistake on the error stream, in order, and how many there are."""
    mistakes = sorted(mistakes)
    for mistake in mistakes:
        if mistake.fatal:
            say_wrong(str(mistake))
    say_wrong(summary(mistakes))


def summary(mistakes: Iterable[Mistake]) -> str:
    """`2 mistakes, 1 warning`."""
    fatal = sum(mistake.fatal for mistake in mistakes)
    warnings = sum(not mistake.fatal for mistake in mistakes)
    return f"{_number(fatal, 'mistake')}, {_number(warnings, 'warning')}"


def counts(found: Any) -> str:  # noqa: ANN401  a Project; importing the model at the top would cost half a second
    """`2 sources, 30 mentions, ...`: how much there is in a project."""
    words = {"source": found.sources, "mention": found.mentions, "place": found.places, "event": found.events}
    return ", ".join(_number(len(rows), word) for word, rows in {**words, "claim": found.claims}.items())


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def mention_line(mention: Mapping[str, Any]) -> str:
    """A mention of `scan FILE` as a line for people."""
    name, lat, lon = mention.get("name"), mention.get("lat"), mention.get("lon")
    found = f"{name} ({lat}, {lon})" if lat is not None else name or "not placed"
    line = f"{mention['source']}:{mention['start']}-{mention['end']}: {mention['exact']} ({mention['kind']}): {found}"
    return printable(line)


def show(result: Any, as_json: bool, quiet: bool) -> None:  # noqa: ANN401
    """What a verb has to say: a record as JSON, or a line for each of its fields."""
    fields = plain(result)
    if as_json:
        print_json(fields)
    elif not quiet:
        for name, value in fields.items():
            words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            if words:
                print(printable(f"{name.replace('_', ' ')}: {words}"))


def plain(record: Any) -> dict[str, Any]:  # noqa: ANN401
    """A record's fields by name."""
    if is_dataclass(record) and not isinstance(record, type):
        return asdict(record)
    return dict(record)


def print_json(value: object) -> None:
    """A value for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def printable(line: str) -> str:
    """The line with escapes for characters that could drive the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in line)


def say_wrong(message: str) -> None:
    """A line on the error stream."""
    print(printable(message), file=sys.stderr)
