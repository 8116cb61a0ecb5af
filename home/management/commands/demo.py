from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.clock import today
from home import demonstration
from partnership.models import Partnership


class Command(BaseCommand):
    help = "Load an invented county into an empty database, to try the portal with."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Do nothing if there is anything already")

    def handle(self, *, if_empty, **options):
        if Partnership.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "There are partnerships in this database already. The demonstration goes into an empty one: "
                "set DATABASE_URL to another, or take this one away first."
            )
        county = demonstration.load(today())
        password = settings.DEMONSTRATION_PASSWORD
        self.stdout.write(f"Loaded the demonstration county. Every account has the password “{password}”:")
        for user in (county.administrator, *county.users.values()):
            self.stdout.write(f"  {user.email:32} {user}")
