"""Reading strictly and writing whole: a reader of a file sees the old content or the new one, never a part of it."""

from __future__ import annotations

import codecs
import contextlib
import errno
import fcntl
import itertools
import os
import stat
from pathlib import Path

from mapbuilder.errors import MachineError, Mistake, ProjectError

LIMIT_BYTES = 50 * 1024 * 1024
"""The largest file that a project may hold: a book is 1 MB, a fine coastline 20 MB."""

LEFTOVER_SUFFIX = ".mapbuilder-tmp"
_COUNTER = itertools.count()


def read_bytes(path: Path, name: str, limit: int = LIMIT_BYTES) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes.

    Raises ProjectError (one Mistake that calls the file `name`) when it is missing, unreadable, no ordinary file
    (a pipe would wait for ever) or too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise _refused(name, "there is no such file") from None
    except (OSError, ValueError) as error:
        raise _refused(name, f"cannot be read ({_reason(error)})") from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _refused(name, "is not an ordinary file")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise _refused(name, f"cannot be read ({_reason(error)})") from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise _refused(name, f"is larger than {limit // 1024 // 1024} MB; split it")
    return data


def read_text(path: Path, name: str, limit: int = LIMIT_BYTES) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one; line ends unchanged.

    Raises ProjectError as `read_bytes` does, and for other encodings and NUL characters, naming the line.
    """
    return decode(read_bytes(path, name, limit), name)


def decode(data: bytes, name: str) -> str:
    """The text of `data`; see `read_text`."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProjectError([Mistake(name, line, "", "is not UTF-8 text; save it with the encoding UTF-8")]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ProjectError([Mistake(name, line, "", "holds a NUL character; this is not a text")])
    return text


def inside(folder: Path, relative: str, name: str) -> Path:
    """The path of `relative` in `folder`; `name` is what the folder is called in messages.

    Raises ValueError, with words for a Mistake, for an absolute path, a way out (`..`) or a link that leads out.
    """
    parts = relative.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in relative or ":" in parts[0]:
        raise ValueError(f"{relative!r} is not a path inside {name}; write it like 'folder/file'")
    path = folder / relative
    try:
        resolved = path.resolve()
        # What is still a link now leads in a circle: from Python 3.13 on, resolve() says nothing of it.
        circles = any(part.is_symlink() for part in (resolved, *resolved.parents))
        leads_out = circles or not resolved.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        leads_out = True
    if leads_out:
        raise ValueError(f"{relative!r} leads out of {name}; put the file itself there")
    return path


def write_atomically(path: Path, data: bytes) -> None:
    """Nothing; afterwards the file holds `data`, whole, even when the power fails while this runs.

    A temporary file beside the target (`.NAME.PID-N.mapbuilder-tmp`) is written, synced and moved over it, then the
    folder is synced. An existing file keeps its permissions. Raises MachineError when the disk or a permission refuses.
    """
    try:
        temporary, descriptor = _temporary(path)
        try:
            _fill(descriptor, data, path)
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    except OSError as error:
        raise MachineError(f"cannot write {path}: {_reason(error)}") from error


def clean_leftovers(folder: Path) -> None:
    """Nothing; temporary files that a killed run left in `folder` are gone, those of a running one stay."""
    try:
        found = sorted(folder.glob(f".*{LEFTOVER_SUFFIX}"))
    except OSError:
        return
    for path in found:
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Nothing; the names in `folder` are on the disk. File systems that cannot sync a folder are left alone."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _temporary(path: Path) -> tuple[Path, int]:
    """A new locked file beside `path`, and its descriptor. The lock tells `clean_leftovers` that it is in use."""
    while True:
        temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}-{next(_COUNTER)}{LEFTOVER_SUFFIX}")
        try:
            descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        except FileExistsError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink:
                return temporary, descriptor
        except BlockingIOError:
            pass  # another process is just cleaning it away
        os.close(descriptor)


def _fill(descriptor: int, data: bytes, path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _refused(name: str, message: str) -> ProjectError:
    return ProjectError([Mistake(name, 0, "", message)])


def _reason(error: Exception) -> str:
    """The system's words without the path, which would differ from machine to machine."""
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__
