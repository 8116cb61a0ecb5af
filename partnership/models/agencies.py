from django.contrib.auth.models import Group
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from partnership.models.areas import Area
from partnership.models.dated import Dated
from partnership.querysets import AgencyQuerySet, DirectoryQuerySet


class Agency(Dated):
    """An organisation that people act for. Its auth group receives what is granted to the whole agency.

    A merged or renamed agency ends and names its successor, so that old records keep the old name (X-76).
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        POLICE = "police", "Police"
        FIRE = "fire", "Fire and rescue"
        NHS = "nhs", "NHS"
        PROBATION = "probation", "Probation"
        YOUTH_JUSTICE = "youth-justice", "Youth justice"
        POLICING_BODY = "policing-body", "Local policing body"
        VOLUNTARY = "voluntary", "Voluntary and community"
        HOUSING = "housing", "Housing provider"
        EDUCATION = "education", "Education"
        PARISH = "parish", "Parish or town council"
        GOVERNMENT = "government", "Central or regional government"
        ADVISER = "adviser", "Adviser or supplier"
        OTHER = "other", "Other"

    class Sector(models.TextChoices):
        STATUTORY = "statutory", "Statutory"
        VCS = "vcs", "Voluntary and community"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=20, blank=True, help_text="Such as NCC. Search finds it.")
    kind = models.CharField(max_length=15, choices=Kind)
    sector = models.CharField(max_length=10, choices=Sector)
    areas = models.ManyToManyField(Area, blank=True, related_name="agencies")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    address = models.TextField(blank=True)
    website = models.CharField(max_length=200, blank=True, validators=[URLValidator()])
    org_id = models.CharField(
        "organisation identifier",
        max_length=60,
        blank=True,
        help_text="Such as GB-CHC-1234567 for a charity or GB-COH-01234567 for a company; published grants name it",
        validators=[
            RegexValidator(
                r"^(?:[A-Z0-9]{2,4}-[A-Z0-9]{2,10}-[\w-]+|360G-[\w:-]+)$",
                "Write a list and a number, such as GB-CHC-1234567. The lists stand at org-id.guide.",
            )
        ],
    )
    group = models.OneToOneField(Group, models.PROTECT, editable=False)

    objects = AgencyQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas])

    class Meta(Dated.Meta):
        ordering = ["name"]
        verbose_name_plural = "agencies"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                Lower("name"),
                name="agency_named_once",
                violation_error_message="There is already an agency of this name.",
            ),
        ]

    def __str__(self):
        return self.name


class AgencyAlias(models.Model):
    """Another name by which papers call the agency (S001-09, S000-19); an old name after a merger too."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="alias_of_one_agency")]

    def __str__(self):
        return self.name


class AgencyLink(models.Model):
    """How two agencies belong together: authority and service, commissioner and office, district and
    county council (S001-08, -13, -14, S002-03)."""

    class Kind(models.TextChoices):
        GOVERNS = "governs", "governs"
        OFFICE = "office", "is supported by the office"
        WORKS_FOR = "works-for", "works on behalf of"
        DISTRICT_OF = "two-tier", "is a district council within the county of"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="links")
    other = models.ForeignKey(Agency, models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=Kind)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "other", "kind"], name="agency_link_once")]

    def __str__(self):
        return f"{self.agency} {self.get_kind_display()} {self.other}"


class AgencyUnit(models.Model):
    """A directorate, service or team. Two units may share a name under different parents (S001-19)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "parent", "name"], name="unit_named_once_under_parent"),
            models.UniqueConstraint(
                fields=["agency", "name"], condition=models.Q(parent=None), name="unit_named_once_at_top"
            ),
        ]

    def __str__(self):
        """As minutes print it, smallest first: team, directorate (S001-18)."""
        return f"{self.name}, {self.parent}" if self.parent_id else self.name
