"""A reader's browser: the built file opened from disk, the network refused, and not one word on the console.

Everything that Chromium says on the console, every error and every request but the one for the file itself fails the
test (after umap-project/umap's integration tests). The screenshot of a failure is kept in test-results/.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# WebSockets, workers and beacons as well: whatever is blocked says so on the console.
WATCH_POLICY = (
    "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
)

Open = Callable[..., Page]
"""`open_page("event=ID", width=1280, height=800, **context options)`: a page that is ready."""

_result = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if call.when == "call":
        item.stash[_result] = report
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "these tests need Debian's chromium: run scripts/setup test"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *as_root])
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in the page so far; a test that provokes one on purpose clears it."""
    return []


@pytest.fixture
def open_file(browser: Browser, troubles: list[str], request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens any file from disk, watched; it does not wait for the map to be ready."""
    contexts: list[BrowserContext] = []

    def opens(
        path: Path, hash_: str = "", width: int = 1280, height: int = 800, clock: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, locale="en-GB", **options
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        if clock:
            page.clock.install()
        watch(page, path.as_uri(), troubles)
        page.goto(path.as_uri() + (f"#{hash_}" if hash_ else ""))
        return page

    yield opens
    report = request.node.stash.get(_result, None)
    if troubles or (report and report.failed):
        keep_screenshots(contexts, request.node.nodeid)
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def open_page(open_file: Open, black_january: Path) -> Open:
    """Opens Black January at a hash and waits until it is ready."""

    def opens(hash_: str = "", **options: Any) -> Page:
        page = open_file(black_january / "index.html", hash_, **options)
        page.wait_for_selector("html[data-ready=true]", state="attached")
        return page

    return opens


@pytest.fixture
def page(open_page: Open) -> Page:
    """Black January as a reader first sees it, on a laptop."""
    return open_page()


def watch(page: Page, address: str, troubles: list[str]) -> None:
    """Refuse the network and note every message, error and request of the page and of its frames."""

    def console(message: ConsoleMessage) -> None:
        troubles.append(f"console {message.type}: {message.text}")

    def requested(request: Request) -> None:
        if request.url.partition("#")[0] != address:
            troubles.append(f"request: {request.url[:200]}")

    page.context.route(re.compile(r"^(https?|wss?|ftp):"), abort)
    page.context.add_init_script(WATCH_POLICY)
    page.on("console", console)
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("crash", lambda _: troubles.append("the page crashed"))
    page.on("request", requested)


def abort(route: Route) -> None:
    route.abort()


def keep_screenshots(contexts: list[BrowserContext], test: str) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", test.lower()).strip("-")
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=f"test-results/{name}-{number}.png")
