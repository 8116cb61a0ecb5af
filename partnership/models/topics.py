from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency
from partnership.models.dated import Dated
from partnership.models.partnerships import Partnership
from partnership.models.people import Person
from partnership.querysets import DatedQuerySet, DirectoryQuerySet


class Topic(models.Model):
    """A subject or a duty for which agencies name a single point of contact, such as the serious violence duty."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="topics")
    name = models.CharField("topic or duty", max_length=120)
    description = models.TextField("what it is", blank=True)

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="topic_named_once")]

    def __str__(self):
        return self.name


class TopicContact(Dated):
    """Whom an agency has named as its single point of contact for a topic (S001-32). One at a time."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="contacts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="topic_contacts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="topic_contacts")

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["agency__name", "pk"]
        verbose_name = "single point of contact"
        verbose_name_plural = "single points of contact"

    def __str__(self):
        return f"{self.topic}, {self.agency}"
