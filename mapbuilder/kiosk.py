"""The map full screen in a browser with a profile of its own, which is thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from mapbuilder.errors import MachineError, UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def show(page: Path) -> int:
    """The browser's exit code, when somebody has closed it.

    Raises UsageError when the page is not there, MachineError when there is no Chromium.
    """
    if not page.is_file():
        raise UsageError(f"there is no page {str(page)!r}; make it with 'mapbuilder build'")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise MachineError(f"no browser was found ({', '.join(BROWSERS)}); install Chromium")
    with tempfile.TemporaryDirectory(prefix="mapbuilder-kiosk-", ignore_cleanup_errors=True) as profile:
        try:
            return subprocess.run(command(browser, page, Path(profile)), check=False).returncode  # noqa: S603
        except OSError as error:
            raise MachineError(f"cannot start {browser}: {error.strerror}") from error


def command(browser: str, page: Path, profile: Path) -> list[str]:
    """The command line: full screen, no network, no offers of translations, updates or restored pages."""
    return [
        browser,
        "--kiosk",
        f"--user-data-dir={profile}",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium refuses its sandbox to root
        "--no-first-run",
        "--no-default-browser-check",
        "--noerrdialogs",
        "--disable-infobars",
        "--disable-session-crashed-bubble",
        "--disable-features=Translate",
        "--disable-pinch",
        "--overscroll-history-navigation=0",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"{page.resolve().as_uri()}#mode=kiosk",
    ]
