"""The map on this machine's own address, built again when a file of the project changes.

Only this machine can reach it (127.0.0.1), only under its own name (the Host header is checked, so that no other site
can reach it through a name that points here), and it serves files of the map's folder and nothing else.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from mapbuilder.errors import MachineError, MapbuilderError

ADDRESS = "127.0.0.1"
POLL_SECONDS = 1.0
REQUEST_SECONDS = 10
_HOSTS = {"127.0.0.1", "localhost"}
_FILE_LIMIT = 10_000

Build = Callable[[], Path]
"""Builds the map and gives back its page."""
Tell = Callable[[str], None]


def run(build: Build, folder: Path, port: int, tell: Tell) -> None:
    """Nothing, when it is stopped (Ctrl-C); until then the map is served, and built again when `folder` changes.

    `tell` is told the address, each build, and what is wrong with it; the last good page stays. Raises what the first
    build raises, and MachineError when the port is taken.
    """
    before = fingerprint(folder)
    page = build()
    with open_server(page.parent, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.5}, daemon=True)
        thread.start()
        tell(f"http://{ADDRESS}:{server.server_port}/")
        try:
            watch(build, folder, tell, threading.Event(), before)
        except KeyboardInterrupt:
            tell("stopped")
        finally:
            server.shutdown()


def watch(build: Build, folder: Path, tell: Tell, stop: threading.Event, before: object = None) -> None:
    """Nothing, when `stop` is set; until then the map is built whenever the project's files are not as they were."""
    while not stop.wait(POLL_SECONDS):
        now = fingerprint(folder)
        if now == before:
            continue
        before = now
        try:
            build()
            tell("built again")
        except MapbuilderError as error:
            tell(str(error))


def fingerprint(folder: Path) -> object:
    """Which files the project has, and when each was last written; equal when nothing has changed."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_foreign(Path(place, name)))
        for path in (Path(place, name) for name in sorted(names) if not name.startswith(".")):
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((str(path), status.st_mtime_ns, status.st_size))
        if len(found) > _FILE_LIMIT:
            break
    return found


def _is_foreign(folder: Path) -> bool:
    """Whether a folder is none of the project's: hidden, a link, or what a build has written."""
    return folder.name.startswith(".") or folder.is_symlink() or (folder / "build.json").is_file()


def open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the files in `folder`, on this machine only; port 0 is any that is free."""
    try:
        return _Server((ADDRESS, port), partial(Handler, directory=str(folder.resolve())))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise MachineError(f"cannot listen on {ADDRESS}:{port}: {reason}; choose another --port") from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  the standard library's signature
        """Nothing: a browser that goes away in the middle is no event."""


class Handler(SimpleHTTPRequestHandler):
    """Gives out ordinary files of one folder to requests that name this machine."""

    timeout = REQUEST_SECONDS
    server_version = "mapbuilder"
    sys_version = ""

    def send_head(self) -> Any:  # noqa: ANN401  the standard library's signature
        """The file that was asked for, or None after an error was answered."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name.lower() not in _HOSTS:
            return self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server is for this machine only")
        root, path = Path(self.directory), Path(self.translate_path(self.path))
        try:
            inside = path.resolve().is_relative_to(root) and (path.is_file() or (path / "index.html").is_file())
        except (OSError, ValueError):
            inside = False
        if not inside or any(part.startswith(".") for part in path.relative_to(root).parts):
            return self.send_error(HTTPStatus.NOT_FOUND)
        return super().send_head()

    def end_headers(self) -> None:
        """Adds the headers that every answer has: nothing is kept, nothing is guessed."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401
        """Nothing: requests are no news."""
