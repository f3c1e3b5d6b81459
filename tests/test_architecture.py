"""The dependency rule of docs/architecture.md, held over the syntax trees of the package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import mapbuilder

PACKAGE = Path(mapbuilder.__file__).parent
STAGES = {"project", "mentions", "places", "events", "layers", "elements", "page", "exports", "publish"}
"""Values in, values out; only the verbs know that there are others."""
VERBS = {"pipeline", "reading", "importing", "cli", "__main__", "__init__"}
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))


def imports(module: str) -> set[str]:
    """The modules of ours that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("mapbuilder.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "mapbuilder":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mapbuilder."):
            found.add((node.module or "").split(".")[1])
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{module}: import by the full name"
    return found & set(MODULES)


@pytest.mark.parametrize("module", sorted(STAGES & set(MODULES)))
def test_a_stage_imports_no_other_stage(module: str) -> None:
    assert not imports(module) & (STAGES | VERBS)


@pytest.mark.parametrize("module", sorted(set(MODULES) - STAGES - VERBS))
def test_a_small_module_imports_no_stage(module: str) -> None:
    assert not imports(module) & (STAGES | VERBS)


def test_the_nouns_and_the_mistakes_import_nothing_of_ours() -> None:
    assert imports("model") == set()
    assert imports("errors") == set()


def test_the_stages_are_there() -> None:
    assert set(MODULES) >= STAGES | {"pipeline", "model", "errors"}


def test_no_module_is_without_docstring_or_longer_than_four_hundred_lines() -> None:
    for module in MODULES:
        source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(source)), module
        assert len(source.splitlines()) <= 400, module


def test_nobody_imports_in_a_circle() -> None:
    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        for imported in imports(module):
            walk(imported, (*path, module))

    for module in MODULES:
        if module != "__init__":
            walk(module, ())


def test_public_names_are_sorted_and_complete() -> None:
    names = mapbuilder.__all__
    assert names == sorted(names, key=str.lower) or names == sorted(names)
    assert all(hasattr(mapbuilder, name) for name in names)


def test_foliums_and_jinjas_template_sources_come_from_files_alone() -> None:
    """No template is made of a string that code put together: words of people cannot become a template."""
    for module in MODULES:
        tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = ast.unparse(call.func)
            assert not name.endswith("from_string"), module
            if name.endswith("Template"):
                assert module == "elements", module
                constant = isinstance(call.args[0], ast.Constant)
                assert constant or ast.unparse(call.args[0]).startswith("assets.templates("), ast.unparse(call)
