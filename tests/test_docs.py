"""What the program understands is described: every verb, option, column and setting stands in docs/reference.md."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from mapbuilder import contract
from mapbuilder.cli import app
from mapbuilder.settings import NUMBERS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("geodata/*/SOURCES.md")])
COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
TABLES = {table.file: table for table in contract.TABLES}


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_verb_and_each_of_its_options_is_described(verb: str) -> None:
    text = section(f"mapbuilder {verb}")
    missing = [name for name in option_names(verb) if f"`{name}" not in text and f", {name}" not in text]
    assert missing == []


@pytest.mark.parametrize("file", sorted(TABLES))
def test_every_column_is_described(file: str) -> None:
    text = section(Path(file).name)
    missing = [column for column in TABLES[file].columns if f"| `{column}`" not in text]
    assert missing == []


@pytest.mark.parametrize("file", sorted(TABLES))
def test_no_column_is_described_that_does_not_exist(file: str) -> None:
    described = re.findall(r"^\| `([a-z_]+)`", section(Path(file).name), re.MULTILINE)
    assert sorted(set(described) - set(TABLES[file].columns)) == []


def test_every_setting_that_a_new_project_has_is_described(tmp_path: Path) -> None:
    run = [sys.executable, "-c", "from mapbuilder.cli import main; main()", "new", str(tmp_path / "my-map")]
    subprocess.run(run, check=True, capture_output=True)
    settings = tomllib.loads((tmp_path / "my-map" / "map.toml").read_text(encoding="utf-8"))
    missing = [f"[{table}] {key}" for table, key in keys(settings) if f"| `{key}`" not in section(f"[{table}]")]
    assert missing == []


def test_every_number_that_map_toml_takes_is_described() -> None:
    missing = [
        (name, key) for name, numbers in NUMBERS.items() for key in numbers if f"`{key}`" not in section(f"[{name}]")
    ]
    assert missing == []


def test_every_file_that_a_build_writes_is_described(black_january: Path) -> None:
    written = {path.relative_to(black_january).as_posix() for path in black_january.rglob("*") if path.is_file()}
    described = set(re.findall(r"^\| `([^`]+)`", section("Output", level=2), re.MULTILINE))
    assert described - {"preview.png"} == written - {"preview.png"}


def test_every_environment_variable_is_described() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("mapbuilder/*.py"))
    named = set(re.findall(r"\bMAPBUILDER_[A-Z_]+\b", code))
    assert [name for name in sorted(named) if f"| `{name}`" not in section("Environment", level=2)] == []


def test_every_exit_code_is_described() -> None:
    assert [code for code in "0123" if f"| {code} |" not in section("Exit codes", level=2)] == []


def test_every_module_has_its_place_in_the_architecture() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in ROOT.glob("mapbuilder/*.py") if not path.stem.startswith("__")}
    assert sorted(module for module in modules if f"`{module}`" not in architecture) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    broken = [t for t in targets if t and "://" not in t and not (page.parent / t).exists()]
    assert broken == []


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for script in ("scripts/build", "scripts/test"):
        assert re.search(rf"^{script} ", readme, re.MULTILINE)
        assert (ROOT / script).stat().st_mode & 0o111


def test_every_folder_of_data_says_where_its_data_come_from() -> None:
    index = (ROOT / "SOURCES.md").read_text(encoding="utf-8")
    for folder in sorted(path for path in (ROOT / "geodata").iterdir() if any(path.iterdir())):
        assert (folder / "SOURCES.md").is_file()
        assert f"geodata/{folder.name}/SOURCES.md" in index


def option_names(verb: str) -> list[str]:
    """The arguments by their metavar, the options by every spelling but the negative of a switch."""
    return [name for parameter in COMMANDS[verb].params for name in spellings(parameter) if name != "--help"]


def spellings(parameter: Any) -> list[str]:
    if parameter.param_type_name == "argument":
        return re.findall("[A-Z]+", str(parameter.metavar or parameter.name).upper())
    return list(parameter.opts)


def keys(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every (table, key) of map.toml; `[[layers]]` is written as a list of tables."""
    for name, value in settings.items():
        for table in value if isinstance(value, list) else [value]:
            yield from ((name, key) for key in table)


def section(title: str, level: int = 3) -> str:
    """The text below the heading that holds `title`, down to the next heading of its level or above."""
    pattern = rf"^#{{{level}}} `?\[?{re.escape(title)}\]?`?[^\n]*\n(.*?)(?=^#{{1,{level}}} |\Z)"
    found = re.search(pattern, REFERENCE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/reference.md has no heading '{title}'"
    return found.group(1)
