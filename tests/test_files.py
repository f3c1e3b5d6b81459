from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder import files
from mapbuilder.errors import MachineError, ProjectError


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(f"*{files.LEFTOVER_SUFFIX}"))  # pathlib's * finds names with a dot as well


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    files.write_atomically(tmp_path / "page.html", b"old")
    files.write_atomically(tmp_path / "page.html", b"new" * 100_000)
    assert (tmp_path / "page.html").read_bytes() == b"new" * 100_000
    assert leftovers(tmp_path) == []


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("old")
    path.chmod(0o640)
    files.write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "fchmod", "open"])
def test_when_the_disk_refuses_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if call == "replace":
            patch.setattr(Path, "replace", refuse)
        else:
            patch.setattr(os, call, refuse)
        with pytest.raises(MachineError, match="No space left on device"):
            files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, bytes(data)[:3]))
    files.write_atomically(tmp_path / "page.html", b"0123456789")
    assert (tmp_path / "page.html").read_bytes() == b"0123456789"


def test_a_folder_that_is_not_there_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot write"):
        files.write_atomically(tmp_path / "no" / "page.html", b"")


def test_a_reader_never_sees_a_part(tmp_path: Path) -> None:
    path, done = tmp_path / "page.html", threading.Event()
    contents = [bytes([letter]) * 300_000 for letter in b"ab"]
    files.write_atomically(path, contents[0])

    def write() -> None:
        for number in range(60):
            files.write_atomically(path, contents[number % 2])
        done.set()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    while not done.is_set():
        assert path.read_bytes() in contents
    for writer in writers:
        writer.join()
    assert leftovers(tmp_path) == []


def test_leftovers_of_a_killed_run_are_cleaned_and_those_in_use_stay(tmp_path: Path) -> None:
    dead, used = tmp_path / ".a.1-0.mapbuilder-tmp", tmp_path / ".a.2-0.mapbuilder-tmp"
    dead.write_text("")
    with used.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        files.clean_leftovers(tmp_path)
        assert leftovers(tmp_path) == [used]
    files.clean_leftovers(tmp_path)
    assert leftovers(tmp_path) == []
    files.clean_leftovers(tmp_path / "not there")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_editors(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Bakı\r\nБаку".encode(encoding))
    assert files.read_text(tmp_path / "a.txt", "a.txt") == "Bakı\r\nБаку"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"one\ntwo \xff", "a.txt:2: is not UTF-8 text"),
        ("Баку".encode("cp1251"), "a.txt:1: is not UTF-8 text"),
        (b"a\n\nb\0", "a.txt:3: holds a NUL character"),
        (b"\xff\xfea", "a.txt:1: is not UTF-8 text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ProjectError) as refusal:
        files.read_text(tmp_path / "a.txt", "a.txt")
    assert str(refusal.value).startswith(said)


def test_a_large_file_a_pipe_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 11)
    os.mkfifo(tmp_path / "pipe")
    for name, said in [
        ("large", "is larger"),
        ("pipe", "not an ordinary file"),
        (".", "not an ordinary"),
        ("no", "no such"),
    ]:
        with pytest.raises(ProjectError, match=said):
            files.read_bytes(tmp_path / name, name, limit=10)


@given(st.binary())
def test_any_bytes_are_a_text_or_a_mistake(data: bytes) -> None:
    try:
        text = files.decode(data, "a.txt")
    except ProjectError as refusal:
        text = str(refusal)
    assert "\0" not in text


@pytest.mark.parametrize(
    "relative", ["", "/etc/passwd", "../a", "a/../../b", "a//b", "./a", "C:/a", "a\\b", "link/a", "a/..", "loop/a"]
)
def test_no_path_leads_out_of_a_folder(tmp_path: Path, relative: str) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    with pytest.raises(ValueError, match=r"is not a path inside|leads out of"):
        files.inside(folder, relative, "the project")


def test_a_path_inside_a_folder_is_given_back(tmp_path: Path) -> None:
    assert files.inside(tmp_path, "texts/Ünïque name.txt", "the project") == tmp_path / "texts" / "Ünïque name.txt"
