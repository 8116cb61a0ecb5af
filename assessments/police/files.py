"""Which files there are, and what each is: a CSV, a folder of them, or the archive in which the site gives them."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assessments.police.recorded import is_workbook, lines_of

NAMED = re.compile(
    r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z-]+)-(?P<kind>street|outcomes|stop-and-search)\.csv$"
)
LARGEST = 4_000_000_000  # bytes of a file, once unpacked
LARGEST_WORKBOOK = 400_000_000
MOST = 5_000  # files of an archive: every force, for ten years
BLOCK = 1 << 20


class Unreadable(Exception):
    """A file that cannot be taken; its text says which and why."""


@dataclass(frozen=True)
class Source:
    """A file, however it came. ``force`` is what its name says, as ``avon-and-somerset``; "" where it says nothing."""

    name: str
    size: int
    open: Callable[[], IO[bytes] | io.RawIOBase]

    @property
    def force(self) -> str:
        found = NAMED.search(self.name)
        return found["force"] if found else ""

    @property
    def digest(self) -> str:
        found = hashlib.blake2b(digest_size=32)
        with self.open() as stream:
            while block := stream.read(BLOCK):
                found.update(block)
        return found.hexdigest()


def sources(paths) -> list[Source]:
    """Every CSV that the paths hold, in the order of their names, so that months come one after another."""
    found = [source for path in paths for source in _of(Path(path))]
    if not found:
        raise Unreadable("No CSV file was found. Give a file, a folder of files, or the site's ZIP archive.")
    return sorted(found, key=lambda source: source.name)


def _of(path: Path) -> Iterator[Source]:
    if path.is_dir():
        for inside in sorted(path.rglob("*")):
            if inside.suffix.lower() in (".csv", ".zip", ".ods"):
                yield from _of(inside)
    elif not path.exists():
        raise Unreadable(f"There is no file {path.name}. Check its name.")
    elif is_workbook(path):
        if _unpacked(path) > LARGEST_WORKBOOK:
            raise Unreadable(
                f"{path.name} unpacks to more than this can take. Save each sheet as a CSV file."
            )
        yield Source(path.name, path.stat().st_size, lambda: _Lines(lines_of(path)))
    elif zipfile.is_zipfile(path):
        yield from _archived(path)
    else:
        yield Source(path.name, path.stat().st_size, lambda: path.open("rb"))


def _archived(path: Path) -> Iterator[Source]:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
    if len(members) > MOST or any(one.file_size > LARGEST for one in members):
        raise Unreadable(f"{path.name} holds more than this can take. Unpack it and load it in parts.")
    for one in members:
        yield Source(one.filename, one.file_size, lambda name=one.filename: _member(path, name))


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(one.file_size for one in archive.infolist())


class _Lines(io.RawIOBase):
    """Lines that are made as they are asked for, as a stream of bytes."""

    def __init__(self, lines: Iterator[bytes]):
        self.lines, self.held = lines, b""

    def read(self, size: int = -1) -> bytes:
        parts, length = [self.held], len(self.held)
        while size < 0 or length < size:
            line = next(self.lines, None)
            if line is None:
                break
            parts.append(line)
            length += len(line)
        every = b"".join(parts)
        found, self.held = (every, b"") if size < 0 else (every[:size], every[size:])
        return found


def _member(path: Path, name: str) -> IO[bytes]:
    archive = zipfile.ZipFile(path)
    stream = archive.open(name)
    close = stream.close

    def close_both():
        close()
        archive.close()

    stream.close = close_both  # type: ignore[method-assign] # the archive is open for as long as its member
    return stream
