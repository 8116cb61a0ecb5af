from django.core.management.base import BaseCommand

from records import jobs
from records.models import Job


class Command(BaseCommand):
    help = "List the jobs that failed so often that they were given up, and why. --retry tries them again."

    def add_arguments(self, parser):
        parser.add_argument("--retry", action="store_true", help="let the next sweep try them all again")

    def handle(self, *args, retry, **options):
        stuck = jobs.stuck()
        for job in stuck:
            self.stdout.write(f"{job.pk}  {job}  since {job.created_at:%Y-%m-%d %H:%M}\n    {job.error}")
        if retry:
            count = jobs.retry(stuck)
            self.stdout.write(
                f"{count} {'job' if count == 1 else 'jobs'} will be tried again within a minute."
            )
        elif not stuck:
            waiting = Job.objects.filter(done_at=None).count()
            self.stdout.write(f"No job is stuck. {waiting} wait for their time.")
