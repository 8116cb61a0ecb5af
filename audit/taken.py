"""What was taken away for good, noted beside the database: a backup that is put back gives none of it back unseen.

A line is a time, a kind and a digest, and tells of nothing by itself. Rooms say with ``register`` which rows stand now;
one whose digest is noted has come back. ``manage.py verify`` finds them, ``manage.py taken --again`` takes them again.
"""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.clock import now
from audit.text import digest_of
from audit.verify import Finding

logger = logging.getLogger(__name__)
KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """``standing`` gives (row, what names it for good); ``taken`` the names of what the database says was taken."""

    standing: Callable[[], Iterable[tuple[Any, tuple]]]
    taken: Callable[[], Iterable[tuple]]
    again: Callable[[Any], None]
    says: Callable[[Any], str]


def register(name, kind):
    KINDS[name] = kind


def note(name, *names):
    """Once the taking has been committed; what is lost between the two is made good by ``fill``."""
    line = _line(name, names)
    transaction.on_commit(lambda: _append([line]))


def is_noted(name, *names):
    return _digest(name, names) in _noted()


def fill():
    """Note what the database says was taken and the file does not know."""
    noted = _noted()
    missing = [
        _line(name, names)
        for name, kind in KINDS.items()
        for names in kind.taken()
        if _digest(name, names) not in noted
    ]
    if missing:
        _append(missing)
    return len(missing)


def came_back():
    """(kind, row) of what was taken and stands again, since a backup was put back."""
    noted = _noted()
    for name, kind in KINDS.items():
        for row, names in kind.standing():
            if _digest(name, names) in noted:
                yield kind, row


def verify_taken():
    finding = Finding(checked=len(_noted()))
    for kind, row in came_back():
        finding.fault(f"{kind.says(row)} Run manage.py taken --again.")
    return finding


def _digest(name, names):
    return digest_of([name, *map(str, names)])


def _line(name, names):
    return f"{now().isoformat()} {name} {_digest(name, names)}\n"


def _append(lines):
    """In one write each, so that lines of several processes do not mix."""
    try:
        Path(settings.TAKEN_FILE).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(settings.TAKEN_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            for line in lines:
                os.write(file, line.encode())
        finally:
            os.close(file)
    except OSError:
        logger.exception("What was taken away could not be noted in %s", settings.TAKEN_FILE)


def _noted():
    path = Path(settings.TAKEN_FILE)
    try:
        stat = path.stat()
    except FileNotFoundError:
        return frozenset()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _read(path, _mtime, _size):
    return frozenset(line.rsplit(" ", 1)[-1] for line in path.read_text().splitlines())
