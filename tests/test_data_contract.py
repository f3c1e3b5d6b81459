"""The page's data are what templates/app/src/data.ts says: the TypeScript compiler looks at a real build."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lisbon import data

APP = Path(__file__).resolve().parents[1] / "templates" / "app"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in which the compiler finds the packages of the front end."""
    made = APP / "node_modules" / ".mapbuilder-contract"
    made.mkdir(parents=True, exist_ok=True)
    yield made
    shutil.rmtree(made)


def complaints(folder: Path, value: object) -> str:
    """What the compiler says of `const data: PageData = value`; nothing when it is content."""
    path = folder / "data.ts"
    source = json.dumps(value, ensure_ascii=False)
    path.write_text(f'import type {{ PageData }} from "../../src/data";\nexport const data: PageData = {source};\n')
    compiler = APP / "node_modules" / ".bin" / "tsc"
    assert compiler.is_file(), "run 'npm ci' in templates/app"
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
    more = ["--exactOptionalPropertyTypes", "--skipLibCheck", "--lib", "es2022,dom"]
    done = subprocess.run([compiler, *options, *more, path], capture_output=True, text=True, cwd=folder)
    return done.stdout + done.stderr


def geometry_is_checked(value: dict[str, Any]) -> bool:
    return any(place["geometry"] for place in value["places"])


def test_the_data_of_a_build_are_of_the_type_that_the_page_expects(folder: Path) -> None:
    assert geometry_is_checked(data())
    assert complaints(folder, data()) == ""


def test_the_compiler_would_notice_a_difference(folder: Path) -> None:
    wrong = data()
    wrong["events"][0]["unplaced"] = 1
    wrong["claims"][0]["extra"] = "x"
    said = complaints(folder, wrong)
    assert "Type 'number' is not assignable to type 'string'" in said
    assert "does not exist in type 'ClaimInfo'" in said
