from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from mapbuilder import assets, project

COMMAND = [sys.executable, "-c", "from mapbuilder.cli import main; main()"]
VERBS = ("new", "scan", "where", "check", "build", "serve", "kiosk", "import", "export")


def run(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONWARNINGS": "error", "MAPBUILDER_NO_PREVIEW": "1", **(env or {})}
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False, **options
    )


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "my-map"
    assert run("new", folder, cwd=tmp_path).returncode == 0
    return folder


def test_help_names_every_verb(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(f"\n  {verb} " in done.stdout for verb in VERBS)


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys; from mapbuilder import cli;"
        "heavy = {'geopandas', 'pandas', 'folium', 'shapely', 'numpy', 'babel', 'rich'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(tmp_path: Path, verb: str) -> None:
    done = run(verb, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["build", "--frob"], "No such option"),
        (["new"], "Missing argument"),
        (["check", "nowhere"], "there is no folder 'nowhere'"),
        (["scan"], "there is no map.toml here"),
        (["import", "nowhere"], "there is no map.toml here"),
        (["export", "docx"], "this can be geojson, lpf, csv"),
        (["kiosk", "nowhere.html"], "there is no page 'nowhere.html'; make it with 'mapbuilder build'"),
        (["serve", "--port", "99999"], "--port"),
    ],
)
def test_wrong_usage_is_code_2_and_a_sentence(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_project_is_checked_and_built(made: Path) -> None:
    done = run("check", cwd=made)
    assert (done.returncode, done.stdout) == (
        0,
        "0 mistakes, 0 warnings\n0 sources, 0 mentions, 0 places, 0 events, 0 claims\n",
    )
    done = run("build", "--json", cwd=made)
    assert done.returncode == 0, done.stderr
    assert (made / json.loads(done.stdout)["page"]).is_file()


def test_a_project_is_never_made_over_another(made: Path) -> None:
    done = run("new", made, cwd=made.parent)
    assert done.returncode == 2
    assert "is not an empty folder" in done.stderr


def test_without_a_project_black_january_is_meant(tmp_path: Path) -> None:
    done = run("check", "-q", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 sources" in run("check", cwd=tmp_path).stdout


def test_check_tells_every_mistake_in_order_and_counts_them(made: Path) -> None:
    (made / "events.csv").write_text("id,title,when,category\nb,B,soon,event\nA,A,,evnt\n")
    done = run("check", cwd=made)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:4] == [
        "events.csv:2: when: 'soon' is not an EDTF date; write it like 1990-01-20, 1990-01, 1990~ or 1988/..",
        "events.csv:3: category: 'evnt' is in no layer of map.toml. Did you mean 'event'?",
        "events.csv:3: id: 'A' is not an id: small letters a-z, digits and '-'; write 'a'",
        "3 mistakes, 0 warnings",
    ]
    told = json.loads(run("check", "--json", cwd=made).stdout)
    assert told[0] == {
        "file": "events.csv",
        "row": 2,
        "column": "when",
        "message": "'soon' is not an EDTF date; write it like 1990-01-20, 1990-01, 1990~ or 1988/..",
        "fatal": True,
    }
    done = run("build", cwd=made)
    assert done.returncode == 1
    assert "3 mistakes, 0 warnings" in done.stderr
    assert not (made / "output").exists()


def test_warnings_do_not_stop_a_build_and_are_told_unless_quiet(made: Path) -> None:
    (made / "texts" / "news.txt").write_text("News")
    done = run("check", cwd=made)
    assert done.returncode == 0
    assert "texts/news.txt: is not in sources.csv; 'mapbuilder scan' adds it (warning)" in done.stdout
    done = run("build", cwd=made)
    assert done.returncode == 0
    assert "build: writing the files" in done.stderr
    assert "warning: texts/news.txt" in done.stderr
    done = run("build", "-q", cwd=made)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_words_of_people_cannot_drive_the_terminal(made: Path) -> None:
    (made / "map.toml").write_text('[map]\nid = "\\u001b[31mred"\ntitle = "x"\n')
    done = run("check", cwd=made)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout


def test_a_machine_that_fails_is_code_3(made: Path) -> None:
    (made / "output").write_text("a file stands where the folder should be")
    done = run("build", cwd=made)
    assert done.returncode == 3
    assert "cannot make the folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run("build", "--debug", cwd=made).stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_every_locale_gets_the_same_bytes(made: Path, locale: str) -> None:
    (made / "events.csv").write_text("id,title,category\nbakı,x,event\n", encoding="utf-8")
    env = {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "'bakı' is not an id" in run("check", cwd=made, env=env, encoding="utf-8").stdout


def test_a_first_scan_reads_texts_that_were_dropped_into_the_folder(made: Path) -> None:
    (made / "texts" / "news.txt").write_text("Troops entered Baku in January 1990.")
    done = run("scan", cwd=made)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "sources added: news"
    assert "places added: baku" in done.stdout
    before = (made / "mentions.csv").read_bytes()
    assert json.loads(run("scan", "--json", cwd=made).stdout)["places_added"] == []
    assert (made / "mentions.csv").read_bytes() == before
    done = run("check", cwd=made)
    assert done.stdout == "0 mistakes, 0 warnings\n1 source, 1 mention, 1 place, 0 events, 0 claims\n"


def test_files_are_scanned_without_a_project_one_object_a_line(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("Troops entered Bakı, then Tbilisi.")
    done = run("scan", "--json", "news.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(mention["source"], mention["start"], mention["exact"]) for mention in found] == [
        ("news.txt", 15, "Bakı"),
        ("news.txt", 26, "Tbilisi"),
    ]
    assert list(found[0]) == [
        *("source", "start", "end", "exact", "kind", "place", "name", "lat", "lon", "precision", "radius_km", "score")
    ]
    assert run("scan", "nothing.txt", cwd=tmp_path).returncode == 1


def test_where_tells_what_a_name_may_mean(tmp_path: Path) -> None:
    found = json.loads(run("where", "--json", "Lenkoran", cwd=tmp_path).stdout)
    assert found[0]["name"] == "Lankaran"
    done = run("where", "Qwrtxqq", cwd=tmp_path)
    assert done.returncode == 1
    assert "knows no place named 'Qwrtxqq'" in done.stderr


def test_texts_are_imported_byte_for_byte(made: Path, tmp_path: Path) -> None:
    texts = assets.geodata("black-january", "texts")
    done = run("import", texts, made, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in texts.glob("*.txt"):
        assert (made / "texts" / path.name).read_bytes() == path.read_bytes()
    assert "2 sources" in run("check", made, cwd=tmp_path).stdout
    assert json.loads(run("import", texts, made, "--json", cwd=tmp_path).stdout) == []


def test_a_text_is_never_imported_over_another(made: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (made / "texts" / "a.txt").write_text("two")
    done = run("import", tmp_path / "a.txt", made, cwd=tmp_path)
    assert done.returncode == 1
    assert "a.txt: another text has this name in texts/; rename this one" in done.stderr
    assert (made / "texts" / "a.txt").read_text() == "two"


def test_a_file_of_a_project_is_not_taken_for_its_folder(made: Path) -> None:
    done = run("check", "map.toml", cwd=made)
    assert (done.returncode, done.stderr) == (2, "mapbuilder: 'map.toml' is a file; name the folder of the project\n")


def test_places_that_were_exported_come_in_again_with_all_that_was_known(made: Path, tmp_path: Path) -> None:
    (made / "places.csv").write_text(
        "id,name,lon,lat,geometry,precision,radius_km,valid,same_as,note,shelf\n"
        'baku,Baku,49.85,40.38,,city,9.5,1806/..,gn:587084;wd:Q9248;tgn:7001537,"the ""city""",7\n'
        "shore,A shore,,,,unknown,,,,nobody knows,\n"
        'bay,The bay,,,"POLYGON ((49 40, 50 40, 50 41, 49 40))",region,50,,,,\n'
    )
    assert run("export", "geojson", made, "-o", "out", cwd=tmp_path).returncode == 0
    before, _ = project.read(made)
    (made / "places.csv").unlink()
    done = run("import", Path("out", "places.geojson"), made, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    after, mistakes = project.read(made)
    assert mistakes == ()
    keys = ("id", "name", "lon", "lat", "geometry", "precision", "radius_km", "valid", "note")
    known = [{key: getattr(place, key) for key in keys} | {"same_as": set(place.same_as)} for place in after.places]
    for place in before.places:
        assert {key: getattr(place, key) for key in keys} | {"same_as": set(place.same_as)} in known


def test_points_of_geojson_become_proposed_places(made: Path, tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [49.85, 40.38]}}
    features = [{**feature, "properties": {"name": "Bakı", "archive": "7", "deep": {"a": 1}}}] * 2
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    done = run("import", tmp_path / "a.geojson", made, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (made / "places.csv").read_text().splitlines() == [
        "id,name,kind,lon,lat,geometry,precision,radius_km,valid,same_as,status,note,archive,deep",
        'baki,Bakı,,49.85,40.38,,unknown,,,,proposed,,7,"{""a"": 1}"',
        'baki-2,Bakı,,49.85,40.38,,unknown,,,,proposed,,7,"{""a"": 1}"',
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "a.geojson: is not JSON"),
        ("[" * 100_000, "a.geojson: is not JSON (nested too deeply)"),
        ('{"type": "Feature"}', "a.geojson: is not a FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "a.geojson: features: are 0"),
        ('{"type": "FeatureCollection", "features": [7]}', "a.geojson: features[0]: is not a feature"),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon"}, "properties": {}}]}',
            "features[0]: 'None' stands among the coordinates; numbers only",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 95]}}]}',
            "features[0]: [1, 95] is not on the globe; longitude comes first",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 5]}}]}',
            "features[0]: has no property 'name' or 'title'",
        ),
    ],
)
def test_geojson_that_cannot_come_in_is_refused_whole(made: Path, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "a.geojson").write_text(content)
    before = (made / "places.csv").read_bytes()
    done = run("import", tmp_path / "a.geojson", made, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert (made / "places.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"precision": "citi"}, "features[0]: the precision 'citi' is not one of"),
        ({"radius_km": "far"}, "features[0]: the radius_km 'far' is not a number of kilometres"),
        ({"valid": "of old"}, "features[0]: 'of old' is not an EDTF date"),
        ({"a\u0007": 1}, "features[0]: the property 'a\\x07' cannot be a column; rename it"),
        ({"kept": "\u0007"}, "features[0]: the property 'kept' holds a control character; take it out"),
        ({f"k{number}": 1 for number in range(200)}, "places.csv would have more than 200 columns"),
    ],
)
def test_a_property_that_no_table_can_hold_is_refused_by_name(
    made: Path, tmp_path: Path, properties: dict[str, object], said: str
) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"name": "A", **properties}}
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    done = run("import", tmp_path / "a.geojson", made, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("to", ["geojson", "lpf", "csv"])
def test_records_are_exported_without_a_page(tmp_path: Path, to: str) -> None:
    done = run("export", to, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    paths = [tmp_path / path for path in json.loads(done.stdout)]
    assert paths
    for path in paths:
        if to == "csv":
            assert path.read_text().count("\n") > 2
        else:
            assert json.loads(path.read_text())["type"] == "FeatureCollection"


def test_serve_builds_tells_its_address_and_ends_with_the_interrupt(made: Path) -> None:
    command = [*COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=made, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert b"<html" in answer.read()
        finally:
            server.send_signal(signal.SIGINT)
            output, errors = server.communicate(timeout=20)
    assert (server.returncode, output, errors) == (0, "stopped\n", "")
    assert address.startswith("http://127.0.0.1:")


def fake_browser(folder: Path, code: int) -> Path:
    """A browser that writes down what it was started with."""
    folder.mkdir()
    browser = folder / "chromium"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/arguments"\nexit {code}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    return folder


def test_a_kiosk_opens_the_page_full_screen_with_a_profile_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "my page.html"
    page.write_text("")
    bin_ = fake_browser(tmp_path / "bin", 0)
    assert run("kiosk", page, cwd=tmp_path, env={"PATH": f"{bin_}:/usr/bin:/bin"}).returncode == 0
    arguments = (bin_ / "arguments").read_text().splitlines()
    assert "--kiosk" in arguments
    assert arguments[-1] == f"{page.as_uri()}#mode=kiosk"
    profile = next(line.partition("=")[2] for line in arguments if line.startswith("--user-data-dir="))
    assert not Path(profile).exists()


def test_a_kiosk_without_a_browser_or_whose_browser_fails_is_the_machine(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("")
    (tmp_path / "empty").mkdir()
    done = run("kiosk", "a.html", cwd=tmp_path, env={"PATH": str(tmp_path / "empty")})
    assert done.returncode == 3
    assert "install Chromium" in done.stderr
    done = run("kiosk", "a.html", cwd=tmp_path, env={"PATH": f"{fake_browser(tmp_path / 'bin', 7)}:/usr/bin:/bin"})
    assert done.returncode == 3
    assert "the browser ended with code 7" in done.stderr


def test_a_copy_of_black_january_is_read_and_written_back_byte_for_byte(tmp_path: Path) -> None:
    from mapbuilder import project

    copy = tmp_path / "copy"
    shutil.copytree(assets.geodata("black-january"), copy)
    found, _ = project.read(copy)
    project.write_mentions(copy, found.mentions)
    project.write_places(copy, found.places, found.settings.languages)
    for name in ("mentions.csv", "places.csv"):
        assert (copy / name).read_bytes() == assets.geodata("black-january", name).read_bytes()
