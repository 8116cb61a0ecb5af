"""Make the database and the static files ready to be served: `make run` calls it before it starts anything."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from bin.say import say
from bin.setup import ROOT, digest


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    migrate()
    call_command("demo", if_empty=True)
    collect_static()


def migrate() -> None:
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        say(f"Preparing the database: {waiting} migrations.")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Gather, name by content and compress; again only when a file or a package changed."""
    stamp = settings.VAR_DIR / "static.stamp"
    sources = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    made_from = digest([*sources, ROOT / "requirements.txt"])
    if stamp.exists() and stamp.read_text() == made_from and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Compressing styles and scripts.")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(made_from)


if __name__ == "__main__":
    main()
