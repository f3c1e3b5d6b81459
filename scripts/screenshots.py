"""Pictures of a built map for the documentation: `screenshots.py INDEX_HTML FOLDER`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the state of the page (its hash), the size of the window in CSS pixels, light or dark."""

    name: str
    hash: str = ""
    width: int = 1280
    height: int = 800
    colours: Literal["light", "dark"] = "light"


def shots(event: str, source: str) -> tuple[Shot, ...]:
    """Every picture of docs/screenshots."""
    return (
        Shot("page"),
        Shot("page-dark", colours="dark"),
        Shot("phone", width=390, height=844),
        Shot("card", f"event={event}&panel=card"),
        Shot("sources", f"source={source}&panel=sources"),
        Shot("kiosk", "mode=kiosk", width=1920, height=1080),
        Shot("embed", "mode=embed", width=720, height=480),
    )


def take(browser: Browser, page_file: Path, shot: Shot, folder: Path) -> None:
    """Write `folder/NAME.png`."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.colours,
        reduced_motion="reduce",
        offline=True,
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(page_file.resolve().as_uri() + (f"#{shot.hash}" if shot.hash else ""))
    page.wait_for_selector("html[data-ready=true]", state="attached")
    page.evaluate("document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => done(null))))")
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def richest(page_file: Path) -> tuple[str, str]:
    """The event with the most figures, and the first source: what a picture of a card and of a text shows best."""
    text = page_file.read_text(encoding="utf-8")
    block = text.partition('id="mapbuilder-data">')[2].partition("</script>")[0]
    data = json.loads(block)
    figures = {claim["id"] for claim in data["claims"] if claim["low"] is not None or claim["high"] is not None}
    event = max(data["events"], key=lambda event: (len(figures & set(event["claims"])), len(event["claims"])))
    return event["id"], data["sources"][0]["id"]


def main(page_file: Path, folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", *as_root]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for shot in shots(*richest(page_file)):
            take(browser, page_file, shot, folder)
            print(folder / f"{shot.name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
