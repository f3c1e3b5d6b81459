"""axe-core, in every kind of view of the real page: its own set of rules, and WCAG 2.2's size of targets (2.5.8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "templates" / "app" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"laptop": (1280, 800), "phone": (390, 844)}
VIEWS = {
    "beginning": "",
    "figures side by side": "event=killed-night",
    "joint event": "event=shot-neftchala-lankaran&lang=ru",
    "place": "place=baku&lang=az",
    "chapter": "chapter=chapter-6",
    "list, filtered by time": "panel=list&time=1990-01-19/1990-01-20",
    "nothing found": "panel=list&q=nowhere-at-all",
    "source": "source=assault&panel=sources",
    "kiosk": "mode=kiosk&event=funerals",
    "embed": "mode=embed&event=funerals",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_to_mend(open_page: Callable[..., Page], view: str, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = open_page(VIEWS[view], width=width, height=height, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run({rules: {'target-size': {enabled: true}}}).then(({violations}) => violations)"
    )
    assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []
