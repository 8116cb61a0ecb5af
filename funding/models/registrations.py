from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from funding.models.calls import FundingCall
from partnership.models import Agency


class Registration(models.Model):
    """What a community group said of itself when it asked for an account, at the page of a call (S002-51).

    A group of a known name is never joined to that agency by itself: it waits for those who run the funding.
    """

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        WAITING = "waiting", "Waits for those who run the funding"
        KNOWN = "known", "Has an account already"
        SETTLED = "settled", "Settled"

    call = models.ForeignKey(FundingCall, models.PROTECT, related_name="registrations")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="registrations", help_text="Made of it"
    )
    name = models.CharField("name of the group", max_length=120)
    about = models.TextField("what the group does")
    contact_name = models.CharField("contact person", max_length=120)
    email = models.EmailField()
    state = models.CharField(max_length=7, choices=State)
    registered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField("what was done", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name
