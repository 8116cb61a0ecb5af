from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.services import encrypt_anew


class Command(BaseCommand):
    help = "Encrypt the secrets of second factors with SECRET_KEY where a former key did. Then the former may go."

    @transaction.atomic
    def handle(self, *args, **options):
        factors = Authenticator.objects.select_for_update().order_by("pk")
        self.stdout.write(f"{sum(encrypt_anew(factor) for factor in factors)} secrets are encrypted anew.")
