"""`python -m bin.first_migrations problems …`: write the first migrations of these rooms anew, as one step each.

Before the first release tables are changed where they are made, so that a fresh database, and with it each test
run, pays for the classes once (`docs/decisions/0014-create-models.md`). Delete databases made before. Afterwards
migrations are written by `makemigrations` and stay as they are.

What `makemigrations` wrote since is folded in; write that first. Migrations with SQL of their own stay: see to
what they depend on by hand.
"""

import os
import re
import sys
from importlib import import_module
from pathlib import Path

import django

from bin.say import say
from bin.setup import ROOT

FIRST = {"partnership": "0002_places"}  # the rest make their tables in 0001_initial
OURS = {path.parent.parent.name for path in ROOT.glob("*/migrations/__init__.py")}


def main(rooms: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- after the set-up

    state = MigrationLoader(None).project_state()
    for room in rooms:
        folder = ROOT / room / "migrations"
        kept = created_in(folder / "0001_initial.py") if room == "partnership" else None
        if kept is None:
            write(state, room, "0001_initial", models_of(state, room))
        else:  # what other packages refer to comes first, and the rest after those packages
            write(state, room, "0002_places", [m for m in models_of(state, room) if m.name not in kept])
        for path in sorted(folder.glob("0*.py")):
            if "initial" not in path.name and "places" not in path.name and not own_sql(path):
                path.unlink()
                say(f"{room}: {path.name} is folded in.")


def models_of(state, room):
    return [model for (app, _), model in state.models.items() if app == room]


def created_in(path: Path) -> set[str]:
    """The names of the models that a migration makes."""
    return set(re.findall(r"CreateModel\(\s*name=\"(\w+)\"", path.read_text()))


def own_sql(path: Path) -> bool:
    return "RunPython" in path.read_text() or "RunSQL" in path.read_text()


def write(state, room, name, models) -> None:
    from django.db.migrations import CreateModel, Migration  # noqa: PLC0415
    from django.db.migrations.writer import MigrationWriter  # noqa: PLC0415

    from audit.operations import CreateModels  # noqa: PLC0415

    migration = Migration(name, room)
    migration.initial = True
    migration.dependencies = former(room, name)
    migration.operations = [
        CreateModels(
            [
                CreateModel(
                    m.name, list(m.fields.items()), options=m.options, bases=m.bases, managers=m.managers
                )
                for m in models
            ]
        )
    ]
    (ROOT / room / "migrations" / f"{name}.py").write_text(MigrationWriter(migration).as_string())
    say(f"{room}: {name} makes {len(models)} tables.")


def first_of(app, room):
    return "0001_initial" if app == room else FIRST.get(app, "0001_initial")


def former(room, name):
    """What the migration depended on before: of our own rooms, on their first tables."""
    module = import_module(f"{room}.migrations.{name}")
    return sorted(
        {
            (app, first_of(app, room) if app in OURS else other)
            for app, other in module.Migration.dependencies
            if app != room or name != "0001_initial"
        }
    )


if __name__ == "__main__":
    main(sys.argv[1:])
