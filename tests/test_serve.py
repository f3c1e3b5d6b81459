from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapbuilder import serve
from mapbuilder.errors import MachineError, Mistake, ProjectError


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    folder = tmp_path / "out" / "map"
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text("<p>the map")
    (folder / "data" / "events.csv").write_text("id")
    (folder / ".hidden").write_text("secret")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    server = serve.open_server(folder, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield folder, server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
    answer = connection.getresponse()
    body = answer.read().decode()
    if answer.status == 200:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    connection.close()
    return answer.status, body


def test_the_map_and_its_data_are_served(site: tuple[Path, int]) -> None:
    _, port = site
    assert ask(port, "/") == (200, "<p>the map")
    assert ask(port, "/index.html?x#mode=kiosk") == (200, "<p>the map")
    assert ask(port, "/data/events.csv") == (200, "id")
    assert ask(port, "/", f"localhost:{port}") == (200, "<p>the map")
    assert ask(port, "/", "localhost") == (200, "<p>the map")


@pytest.mark.parametrize(
    "path",
    ["/data/", "/data", "/.hidden", "/link.txt", "/../../secret.txt", "/%2e%2e/%2e%2e/secret.txt", "/nothing",
     "//etc/passwd", "/%00", "/..%5c..%5csecret.txt", "/index.html/"],
)  # fmt: skip
def test_nothing_but_files_of_the_folder_is_served(site: tuple[Path, int], path: str) -> None:
    status, body = ask(site[1], path)
    assert status == 404
    assert "secret" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1]:80", "10.0.0.1"]
)
def test_other_names_for_this_machine_are_refused(site: tuple[Path, int], host: str) -> None:
    status, body = ask(site[1], "/", host or " ")
    assert status == 421
    assert "the map" not in body


def test_nothing_can_be_sent(site: tuple[Path, int]) -> None:
    assert ask(site[1], "/", method="POST")[0] == 501


def test_only_this_machine_is_listened_to(site: tuple[Path, int]) -> None:
    assert serve.ADDRESS == "127.0.0.1"
    with pytest.raises(MachineError, match="choose another --port"):
        serve.open_server(site[0], site[1])


def test_a_changed_file_builds_the_map_again_and_a_mistake_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "POLL_SECONDS", 0.01)
    (tmp_path / "texts").mkdir()
    (tmp_path / "map.toml").write_text("")
    built: list[int] = []
    told: list[str] = []
    stop = threading.Event()

    def build() -> Path:
        built.append(len(built))
        if len(built) == 2:
            raise ProjectError([Mistake("map.toml", 1, "", "is wrong")])
        if len(built) == 3:
            stop.set()
        return tmp_path

    def tell(words: str) -> None:
        told.append(words)
        (tmp_path / "texts" / "new.txt").write_text("x" * len(told))

    before = serve.fingerprint(tmp_path)
    os.utime(tmp_path / "map.toml", (1, 1))
    thread = threading.Thread(target=serve.watch, args=(build, tmp_path, tell, stop, before))
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert told == ["built again", "map.toml:1: is wrong", "built again"]


def test_a_shape_in_any_folder_of_the_project_is_watched(tmp_path: Path) -> None:
    (tmp_path / "shapes" / "rivers").mkdir(parents=True)
    before = serve.fingerprint(tmp_path)
    (tmp_path / "shapes" / "rivers" / "kura.geojson").write_text("{}")
    assert serve.fingerprint(tmp_path) != before


def test_what_the_build_writes_beside_the_project_does_not_build_it_again(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text("")
    before = serve.fingerprint(tmp_path)
    (tmp_path / "output" / "map").mkdir(parents=True)
    (tmp_path / "output" / "map" / "index.html").write_text("")
    (tmp_path / "output" / "map" / "build.json").write_text("")
    assert serve.fingerprint(tmp_path) == before
    (tmp_path / "places.csv").write_text("")
    assert serve.fingerprint(tmp_path) != before
