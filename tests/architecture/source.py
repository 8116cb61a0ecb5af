"""The portal's own source, as the laws read it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "config home accounts meetings problems funding assessments reviews actions signoffs documents notices records"
    " partnership audit design evidence"
).split()


def modules(*rooms):
    """Every module of these rooms, or of all, but for migrations."""
    for room in rooms or ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def tree(path):
    return ast.parse(path.read_text(), str(path))


def name(path):
    return path.relative_to(ROOT).as_posix()


def layer(path):
    """``views`` of meetings/views.py and of meetings/views/minutes.py alike."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""
