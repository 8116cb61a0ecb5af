"""Papers that are written in the portal and no files: a room says how one is drawn for an agenda pack.

The room of meetings knows no other subject (docs/decisions/0025). A room registers its kind in ``AppConfig.ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record as one person may read it."""

    digest: str  # of all that it would print
    make: Callable[[], bytes]  # its PDF


_KINDS: dict[str, str] = {}


def register(kind: str, path: str) -> None:
    """``path`` names a function of the record and the user, loaded when it is wanted; it gives nothing where that
    person may not have the record as a file.
    """
    _KINDS[kind] = path


def drawn_of(record, user) -> Drawn | None:
    path = _KINDS.get(record.kind)
    return import_string(path)(record, user) if path else None
