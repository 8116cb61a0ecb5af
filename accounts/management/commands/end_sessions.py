from django.core.management.base import BaseCommand, CommandError

from accounts.services import sessions
from partnership.models import User


class Command(BaseCommand):
    help = "End every session of one account, or of all of them. What somebody is typing meanwhile is kept for them."

    def add_arguments(self, parser):
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("email", nargs="?", help="the e-mail address that the person signs in with")
        whose.add_argument("--all", action="store_true", help="of everybody, such as after a break-in")
        parser.add_argument("--reason", required=True, help="it is kept in the log")

    def handle(self, *, email, all, reason, **options):
        users = User.objects.all() if all else User.objects.filter(email__iexact=email)
        if not users:
            raise CommandError(f"Nobody signs in as {email}.")
        ended = sum(sessions.end_sessions(user, by=None, reason=reason) for user in users)
        self.stdout.write(f"{ended} sessions have ended.")
