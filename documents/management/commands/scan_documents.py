from django.core.management.base import BaseCommand, CommandError

from documents.models import Version
from documents.scanning import is_wanted
from documents.services import scan_version


class Command(BaseCommand):
    help = "Have the malware scanner look at every file that it has not seen: run it once after setting CLAMAV_SOCKET."

    def handle(self, *args, **options):
        if not is_wanted():
            raise CommandError("No scanner is set. Set CLAMAV_SOCKET to the socket of a ClamAV daemon.")
        waiting = Version.objects.filter(scanned=False).order_by("pk")
        for version in waiting.iterator():
            scan_version(version)
        found = Version.objects.exclude(infected_with="").count()
        self.stdout.write(
            f"{waiting.count()} files still wait for the scanner; {found} are held back for good."
        )
