import json
import time

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Load
from assessments.services import loading
from audit.clock import now

SAID = ("rows", "months", "unlocated", "unknown_categories", "exact_repeats", "replaced", "rows_after")


class Command(BaseCommand):
    """Load files of data.police.uk: street crime, outcomes, stop and search; all of them, or nothing."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", help="CSV files, folders of them, or the site's ZIP archive")
        parser.add_argument("--json", action="store_true", help="say what was done as JSON, on one line")
        parser.add_argument(
            "--leave-out-broken", action="store_true", help="load without the lines that cannot be read"
        )

    def handle(self, *, paths, leave_out_broken, **options):
        began = time.monotonic()
        load = Load.objects.create(
            state=Load.State.LOADING,
            names=[str(path) for path in paths],
            leave_out_broken=leave_out_broken,
            started_at=now(),
        )
        try:
            report = loading.load_files(load, paths)
        except loading.LoadRefused as refused:
            self._keep(load, Load.State.REFUSED, refused.report | {"reasons": refused.reasons})
            if options["json"]:
                said = {name: refused.report.get(name, 0) for name in SAID}
                self.stdout.write(
                    json.dumps(
                        said | {"refused": refused.reasons, "broken": refused.report.get("broken_lines", [])}
                    )
                )
            raise CommandError("\n".join([*refused.reasons, *_named(refused.report)])) from refused
        self._keep(load, Load.State.LOADED, report)
        said = {name: report[name] for name in SAID} | {"seconds": round(time.monotonic() - began, 1)}
        self.stdout.write(json.dumps(said) if options["json"] else _words(said, report))

    @staticmethod
    def _keep(load, state, report):
        load.state, load.report, load.finished_at = state, report, now()
        load.save()


def _named(report):
    kinds = [f"{count:,} broken: {why}" for why, count in report.get("broken_kinds", {}).items()]
    return kinds + [f"{file}, line {line}: {why}." for file, line, why in report.get("broken_lines", [])]


def _words(said, report):
    lines = [f"{name.replace('_', ' ')}: {value:,}" for name, value in said.items()]
    lines += [f"category not known: {word} ({count:,})" for word, count in report["unknown_words"].items()]
    return "\n".join([*lines, *_named(report)])
