from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from reviews.models.review import Review


class KeyEntry(models.Model):
    """Who or what a pseudonym stands for. Read by nothing but `reviews.services.sealed`, which notes each opening.

    Never in search, exports, pages of versions or prints; `tests/reviews/test_key.py` goes over them.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "A person"
        PLACE = "place", "A place"
        OTHER = "other", "Something else"

    review = models.ForeignKey(Review, models.PROTECT, related_name="key")
    pseudonym = models.CharField(max_length=80)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PERSON)
    identity = models.CharField("name", max_length=200)
    also = models.TextField("other names, addresses, dates and places", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "entry of the key"
        verbose_name_plural = "entries of the key"
        ordering = ["pseudonym", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "pseudonym"],
                name="pseudonym_once_in_a_review",
                violation_error_message="The key has this pseudonym already. Choose another.",
            )
        ]

    def __str__(self):
        return self.pseudonym
