from django.core.validators import EmailValidator
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency, AgencyUnit
from partnership.models.areas import Area
from partnership.models.dated import Dated
from partnership.querysets import PersonQuerySet, PostQuerySet


class Person(models.Model):
    """Somebody the partnership works with, whether or not they ever sign in."""

    prefix = models.CharField(
        max_length=20, blank=True, help_text="Such as Cllr or Dr. Not used for sorting."
    )
    given_name = models.CharField("first name", max_length=80)
    family_name = models.CharField("surname", max_length=80, blank=True)
    email = models.EmailField(
        blank=True,
        validators=[EmailValidator("Enter an e-mail address without spaces, such as name@example.org.")],
    )
    phones = models.TextField("telephone numbers", blank=True, help_text="One on each line, kept as typed")
    address = models.TextField(blank=True)
    is_communications_contact = models.BooleanField("press and publicity contact", default=False)

    objects = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_once",
                violation_error_message="Somebody else already has this e-mail address.",
            )
        ]

    def __str__(self):
        return " ".join(part for part in (self.prefix, self.given_name, self.family_name) if part)

    @property
    def plain_name(self):
        return " ".join(part for part in (self.given_name, self.family_name) if part)


class PersonAlias(models.Model):
    """A name the person is known by, such as a short first name; imported minutes are matched on it (S001-42)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    name = models.CharField("known as", max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="known_as_once")]

    def __str__(self):
        return self.name


class Post(Dated):
    """A job or office held at an agency between two dates (S000-13). Titles need not be unique (S000-17).

    A change of title, rank or team is a new post, so that old minutes keep what was true (S000-14, S001-25).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(AgencyUnit, models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField("job title or office", max_length=120, blank=True)
    rank = models.CharField(
        max_length=60, blank=True, help_text="Printed before the name, such as Superintendent"
    )
    number = models.CharField(
        "collar or staff number", max_length=20, blank=True, help_text="Printed on problem records"
    )
    is_office_holder = models.BooleanField(
        "holds an office rather than a job", default=False, help_text="Such as a commissioner or a councillor"
    )
    working_days = models.CharField(max_length=60, blank=True, help_text="If part-time")
    serves = models.ManyToManyField(
        Area, blank=True, related_name="posts", help_text="If the post is shared across areas"
    )

    objects = PostQuerySet.as_manager()

    history = HistoricalRecords(m2m_fields=[serves])

    class Meta(Dated.Meta):
        ordering = ["-started_on", "pk"]

    def __str__(self):
        return ", ".join(part for part in (self.title, str(self.agency)) if part)

    @property
    def printed_agency(self):
        """Agency, team, directorate: the order in which minutes print it (S001-18)."""
        return f"{self.agency}, {self.unit}" if self.unit_id else str(self.agency)
