"""Times of the command as a curator feels them, in multiples of a fixed piece of work: `bench.py [ROUNDS]`.

The yardstick is SHA-256 over 256 MiB.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "geodata" / "black-january"


def yardstick() -> None:
    """The fixed piece of work."""
    block = bytes(1 << 20)
    summary = hashlib.sha256()
    for _ in range(256):
        summary.update(block)


def mapbuilder(*arguments: str) -> Callable[[], None]:
    """The command as a whole, the start of Python included."""
    command = [sys.executable, "-c", "from mapbuilder.cli import main; main()", *arguments]

    def work() -> None:
        subprocess.run(command, check=True, capture_output=True)

    return work


def seconds(work: Callable[[], None]) -> float:
    """How long it took, on the wall's clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Measure each in turn, `rounds` times over, and print the medians."""
    with tempfile.TemporaryDirectory() as out:
        texts = [str(path) for path in sorted(PROJECT.glob("texts/*.txt"))]
        works = {
            "yardstick": yardstick,
            "start of Python and the command": mapbuilder("--help"),
            "scan the two texts": mapbuilder("scan", "--json", *texts),
            "check Black January": mapbuilder("check", str(PROJECT)),
            "build Black January": mapbuilder("build", str(PROJECT), "--output", out, "--no-preview"),
        }
        times = {name: [seconds(work) for _ in range(rounds)] for name, work in works.items()}
    unit = median(times["yardstick"])
    for name, measured in times.items():
        print(f"{median(measured) / unit:7.2f} x  {median(measured):6.2f} s  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
