"""What many people read and nobody changed since is drawn once: charts and tables of the same figures.

It is found by the whole content that it was drawn of, which is read, and asked for access, each time; so nothing
need ever be told that it is out of date, and nobody is shown what was drawn of figures that they may not read.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

MOST = 6_000_000  # characters, of a process

_kept: OrderedDict[bytes, tuple[str, ...]] = OrderedDict()
_lock = Lock()
_size = 0


def kept(name: str, content, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """What ``make`` gives, or gave today of the same ``content``: words and HTML.

    ``make`` may read nothing but the content; `values_of` gives that of rows.
    """
    digest = blake2b(pickle.dumps((name, timezone.localdate(), content), 5), digest_size=32).digest()
    with _lock:
        found = _kept.get(digest)
        if found is not None:
            _kept.move_to_end(digest)
            return found
    made = make()
    _keep(digest, made)
    return made


def _keep(digest, made):
    global _size  # noqa: PLW0603 -- of the process, as what is kept
    size = sum(map(len, made))
    if size > MOST // 2:
        return
    with _lock:
        if digest not in _kept:
            _kept[digest] = made
            _size += size
        while _size > MOST:
            _size -= sum(map(len, _kept.popitem(last=False)[1]))


def drawn(template: str, **values) -> Markup:
    """A part of a page, of these values alone: it knows of no request and of nobody who asks."""
    return Markup(render_to_string(template, values))  # noqa: S704 -- the template escapes


def values_of(*rows: Model) -> list[dict]:
    """The fields of each, as they were read."""
    return [{name: value for name, value in row.__dict__.items() if not name.startswith("_")} for row in rows]
