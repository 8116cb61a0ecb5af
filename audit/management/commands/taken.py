import sys

from django.core.management.base import BaseCommand

from audit import taken
from design.filters import plural


class Command(BaseCommand):
    help = (
        "Say what was destroyed or withdrawn and has come back with a backup. With --again, take it away again; run "
        "that before anybody signs in. Exits with 1 while anything is back."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="take it away again")

    def handle(self, *args, **options):
        found = list(taken.came_back())
        for kind, row in found:
            if options["again"]:
                kind.again(row)
            self.stdout.write(kind.says(row))
        if not found:
            self.stdout.write("Nothing that was taken away has come back.")
        elif options["again"]:
            self.stdout.write(f"{plural(len(found), 'thing')} taken away again.")
        else:
            self.stdout.write("Run it with --again.")
            sys.exit(1)
