"""What an agency is asked for, whatever it is: by whom it is answered, by when, and whose it is until then."""

from django.conf import settings
from django.db import models

from records.models import Record


class AskedOfAgency(Record):
    """A record of its own, so that whoever is asked sees it and nothing of the review.

    It is open to those who answer while they work for the agency (`ANSWERED_BY`), and to those who asked once it is
    shared, in the way that each kind says.
    """

    AUDIENCES = (Record.Audience.NAMED,)
    IS_WALLED = True
    ANSWERED_BY: tuple[str, ...] = ("contact",)  # the fields that name people of the agency
    WAITING = frozenset()  # the statuses in which the agency is to answer

    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="who is asked"
    )
    question = models.TextField("what is asked")
    asked_on = models.DateField()
    due_on = models.DateField()
    missing = models.TextField("what is missing", blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def search_entries(self):
        """Nothing: whoever is asked was told where it is."""
        return []

    def grant_refusals(self, holder, *, expires_on):
        yield "This is open to whoever is asked, and to whoever asks. Ask somebody else of the agency instead."

    def read_elsewhere(self):
        """Whoever asked has no grant on what is the agency's: they read it on their own page, once it is shared."""
        if self.status in self.WAITING:
            return "Those who asked for it read it as well, once it is shared with them, whoever is shut out here."
        if self.answered_on:
            return "Those who asked for it read it as well, since it was shared with them, whoever is shut out here."
        return ""

    @property
    def stage(self):
        return self.get_status_display()

    def is_late(self, on):
        return self.status in self.WAITING and self.due_on < on
