"""The command `mapbuilder`: a skin over the stages. Slow modules are imported inside the verbs."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mapbuilder import telling
from mapbuilder.errors import MachineError, MapbuilderError, ProjectError, UsageError

app = typer.Typer(
    name="mapbuilder",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="From texts about history to one offline, interactive map in which every mark opens its sentence.",
    epilog="Exit codes: 0 good, 1 the project has mistakes, 2 wrong usage, 3 the machine failed.",
)

INTERRUPTED = 130

ProjectFolder = Annotated[
    Path | None,
    typer.Argument(
        metavar="PROJECT",
        help="A folder with a map.toml. Left out: the one you are in, or else the Black January that is packaged.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")]
Debug = Annotated[bool, typer.Option("--debug", help="When something fails, show where in the program.")]


def main() -> None:
    """Runs the command and exits with its code; what goes wrong is told in a sentence, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes under every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="mapbuilder")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """The exit code for what went wrong, which is told on the error stream."""
    if isinstance(error, ProjectError):
        telling.tell_mistakes(error.mistakes)
        return error.exit_code
    if isinstance(error, MapbuilderError):
        telling.say_wrong(f"mapbuilder: {error}")
        return error.exit_code
    if isinstance(error, OSError | MemoryError):
        reason = error.strerror if isinstance(error, OSError) else "not enough memory"
        name = f": {error.filename}" if isinstance(error, OSError) and error.filename else ""
        telling.say_wrong(f"mapbuilder: the machine failed: {reason}{name}")
        return MachineError.exit_code
    telling.say_wrong(f"mapbuilder: this is a fault of the program ({type(error).__name__}); --debug shows where")
    return MachineError.exit_code


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must be new or empty.")],
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Make the folder of a new map: settings with explanations, and empty tables."""
    from mapbuilder import curation

    curation.new(folder)
    if as_json:
        telling.print_json({"project": str(folder)})
    elif not quiet:
        print(f"{folder} is made. Put your texts into {folder / 'texts'}, then run: mapbuilder scan {folder}")


@app.command()
def scan(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PROJECT]|FILE...", help="A project, or texts to read without one."),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Find the places that texts name.

    In a project, propose rows of mentions.csv and places.csv; rows that you have decided stay as they are. With files,
    print what is found: with --json one object a line.
    """
    if paths and not (len(paths) == 1 and paths[0].is_dir()):
        from mapbuilder import reading

        for mention in reading.scan_files(paths):
            print(json.dumps(mention, ensure_ascii=False) if as_json else telling.mention_line(mention))
        return
    folder = _own_project(paths[0] if paths else None)
    from mapbuilder import reading

    with telling.progress("scan", quiet or as_json) as report:
        result = reading.scan_project(folder, report)
    telling.show(result, as_json, quiet)


@app.command()
def where(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, in any language.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what the gazetteer knows of a name, the likeliest first. Exit code 1 when it knows nothing."""
    from mapbuilder import reading

    found = [telling.plain(candidate) for candidate in reading.where(name)]
    if as_json:
        telling.print_json(found)
    else:
        for candidate in found:
            print("  ".join(str(value) for value in candidate.values() if value not in (None, "")))
    if not found:
        telling.say_wrong(f"mapbuilder: the gazetteer knows no place named {name!r}")
        raise typer.Exit(1)


@app.command()
def check(folder: ProjectFolder = None, as_json: Json = False, quiet: Quiet = False, debug: Debug = False) -> None:
    """Tell every mistake of a project, by file, row and column. Exit code 1 when one of them stops a build."""
    from mapbuilder import project

    found, mistakes = project.read(_project(folder))
    fatal = [mistake for mistake in mistakes if mistake.fatal]
    if as_json:
        telling.print_json([asdict(mistake) for mistake in mistakes])
    else:
        for mistake in fatal if quiet else mistakes:
            print(telling.printable(str(mistake) if mistake.fatal else f"{mistake} (warning)"))
        if not quiet:
            print(telling.summary(mistakes))
            print(telling.counts(found))
    if fatal:
        raise typer.Exit(ProjectError.exit_code)


@app.command()
def build(
    folder: ProjectFolder = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write the map.")] = Path(
        "output"
    ),
    preview: Annotated[bool, typer.Option(help="Take a picture of the map, if there is a browser.")] = True,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Make the map: DIR/<map id>/index.html, one file that needs no network, and the same records as data."""
    with telling.progress("build", quiet or as_json) as report:
        from mapbuilder import pipeline

        result = pipeline.build(_project(folder), output, preview=preview, report=report)
    if as_json:
        telling.print_json({"page": str(result.path), "counts": dict(result.counts), "warnings": list(result.warnings)})
        return
    for warning in () if quiet else result.warnings:
        telling.say_wrong(f"warning: {warning}")
    if verbose:
        for name, number in result.counts.items():
            print(f"{name}: {number}")
    if not quiet:
        print(result.path)


@app.command()
def serve(
    folder: ProjectFolder = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write the map.")] = Path(
        "output"
    ),
    port: Annotated[int, typer.Option("--port", help="The port; 0 is any that is free.", min=0, max=65535)] = 8000,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Build the map, show it to this machine's browsers, and build it again whenever a file of the project changes."""
    from mapbuilder import pipeline
    from mapbuilder import serve as server

    place = _project(folder)

    def say(words: str) -> None:
        if not quiet or "\n" in words or not words.startswith("built"):
            print(telling.printable(words), flush=True)

    server.run(lambda: pipeline.build(place, output, preview=False).path, place, port, say)


@app.command()
def kiosk(
    page: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The page. Left out: the one that 'mapbuilder build' makes here."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Show the map full screen, in a browser with a profile of its own and without network."""
    from mapbuilder import kiosk as screen
    from mapbuilder import settings

    if page is None:
        page = Path("output") / settings.read(_project(None))[0].id / "index.html"
    if code := screen.show(page):
        raise MachineError(f"the browser ended with code {code}")


@app.command("import")
def import_(
    origin: Annotated[
        Path,
        typer.Argument(metavar="FROM", help="A folder of .txt files, a .txt file, or a .geojson file of places."),
    ],
    folder: ProjectFolder = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Bring texts (rows of sources.csv) or places of GeoJSON (proposed rows of places.csv) into a project."""
    from mapbuilder import importing

    place = _own_project(folder)
    added = importing.read_into(place, origin)
    if as_json:
        telling.print_json(list(added))
    elif not quiet:
        print(
            f"{len(added)} added to {place}: {', '.join(added)}" if added else "nothing was added; all of it is there"
        )


@app.command()
def export(
    to: Annotated[str, typer.Argument(metavar="TO", help="geojson, lpf (Linked Places) or csv.")],
    folder: ProjectFolder = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write.")] = Path("export"),
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write a project's records for other programs, without building its map."""
    endings = {"geojson": ".geojson", "lpf": ".lpf.json", "csv": ".csv"}
    if to not in endings:
        raise UsageError(f"cannot export to {to!r}; this can be {', '.join(endings)}")
    from mapbuilder import pipeline, publish

    records = pipeline.records(_project(folder))
    chosen = {name: content for name, content in records.items() if name.endswith(endings[to])}
    publish.write(output, chosen)
    paths = [str(output / name) for name in sorted(chosen)]
    if as_json:
        telling.print_json(paths)
    elif not quiet:
        print(*paths, sep="\n")


def _project(folder: Path | None) -> Path:
    """The project that is meant: the one given, the one we stand in, or Black January."""
    if folder is not None:
        if folder.is_file():
            raise UsageError(f"{str(folder)!r} is a file; name the folder of the project")
        if not folder.is_dir():
            raise UsageError(f"there is no folder {str(folder)!r}; 'mapbuilder new' makes one")
        return folder
    if Path("map.toml").is_file():
        return Path()
    from mapbuilder import assets

    return assets.geodata("black-january")


def _own_project(folder: Path | None) -> Path:
    """A project to write into: given, or the one we stand in; never the packaged one by default."""
    if folder is None and not Path("map.toml").is_file():
        raise UsageError("there is no map.toml here; name the folder of your project")
    return _project(folder)


def _version(wanted: bool) -> None:
    if wanted:
        from mapbuilder import __version__

        print(f"mapbuilder {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """From texts about history to one offline, interactive map in which every mark opens its sentence."""


if __name__ == "__main__":
    main()
