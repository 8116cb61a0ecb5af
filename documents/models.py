from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit import taken
from audit.clock import today
from design.filters import date
from documents.lifecycle import MOVES, Action, Status
from documents.querysets import DocumentQuerySet, members_of
from partnership.models import Body, Person, User
from partnership.served import Serves
from records.lifecycle import kind_of, walled_above
from records.models import Link, Record


class Document(Record):
    """A file the partnership keeps, through all its versions. Its stage is that of the newest version (S004-03)."""

    CODE = "DOC"
    MOVES = MOVES
    ACTS = {"issue": "Sent to you"}  # what is announced and is no move
    HANGS_UNDER = "attached_to"

    status = models.CharField("stage", max_length=12, choices=Status, default=Status.DRAFT)
    consultation_from = models.DateField(null=True, blank=True)
    consultation_until = models.DateField(null=True, blank=True)
    custodian = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="documents_kept"
    )
    is_listed = models.BooleanField(
        "others may ask for it",
        default=False,
        help_text="People of the partnership who may not open it see its title and custodian (S000-29)",
    )
    authors = models.CharField(max_length=250, blank=True, help_text="Separated by commas")
    recommendations = models.TextField(
        blank=True, help_text="One on each line; a resolution that adopts them lists them (S001-61)"
    )
    serves = models.CharField("whom it is about", max_length=8, choices=Serves, blank=True)
    groups = models.JSONField("groups that it is about", default=list, blank=True)
    attached_to = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="attachments")
    part = models.CharField(
        max_length=20,
        blank=True,
        help_text="The part of that record it belongs to (`Record.PARTS`; S002-133)",
    )

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_status_known", condition=models.Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="consultation_ends_after_start",
                condition=models.Q(consultation_until__isnull=True)
                | models.Q(consultation_from__isnull=True)
                | models.Q(consultation_until__gte=models.F("consultation_from")),
                violation_error_message="The consultation cannot close before it opens.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def newest(self):
        return next(iter(self.versions.all()), None)

    def blockers(self, action):
        if action == Action.AGREE and self.newest.withheld_because:
            return [self.newest.withheld_because]
        return []

    def grant_refusals(self, holder, *, expires_on):
        """A paper of what must not be known to exist is opened as that is: to each person by name, until a day."""
        above = walled_above(self)
        return kind_of(above).grant_refusals(above, holder, expires_on=expires_on) if above else []

    def holes(self, user):
        found = []
        if self.custodian_id is None:
            found.append("It has no custodian, whom others ask for a copy. Name one under its details.")
        decided = self.links_out.visible_to(user).filter(kind=Link.Kind.DECIDED_BY)
        if self.status == Status.AGREED and not decided.exists():
            found.append("It is agreed, and no decision that agreed it is linked.")
        if (
            self.status == Status.CONSULTATION
            and self.consultation_until
            and self.consultation_until < today()
        ):
            closed = date(self.consultation_until)
            found.append(f"Its consultation closed on {closed}, and it is neither agreed nor in draft again.")
        return found

    def history_of_parts(self, user):
        return [
            {
                "title": f"Version {version.number}",
                "by": version.added_by,
                "at": version.added_at,
                "text": version.description,
            }
            for version in self.versions.select_related("added_by__person")
        ]

    def audience_of_move(self, action):
        """Who hears of it: on an issue whoever is on the list, on a consultation the body's members."""
        if action == "issue":
            people = Person.objects.filter(issued_to__version__document=self, issued_to__issued_on=today())
        elif action == Action.CONSULT and self.body_id:
            people = Person.objects.filter(pk__in=members_of(self.body, today()).values("person"))
        else:
            return []
        return User.objects.filter(person__in=people)

    def line_of_move(self, action):
        return "It was sent to you." if action == "issue" else ""


def path_of(sha256):
    """Where the bytes lie: by digest, never under the name somebody typed."""
    return f"documents/{sha256[:2]}/{sha256}"


def stored_name(version, filename):
    return path_of(version.sha256)


class Version(models.Model):
    """One issue of a document (S004-04, S004-12). The description and the author are never blank (S004-13)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.CharField(
        max_length=10, help_text="Drafts count up below 1.0; agreed documents start at 1.0"
    )
    description = models.CharField("what changed", max_length=250)
    file = models.FileField(upload_to=stored_name, max_length=200)
    filename = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scanned = models.BooleanField(default=False, help_text="Looked at by the malware scanner")
    infected_with = models.CharField(
        max_length=120, blank=True, help_text="What the scanner found; the file is then never given out"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    destroyed_on = models.DateField(
        null=True, blank=True, help_text="The file is gone for good; what it was called and its digest stay"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                name="version_says_what_changed",
                condition=~models.Q(description=""),
                violation_error_message="Say what changed in this version.",
            ),
        ]

    def __str__(self):
        return f"{self.document} {self.number}"

    @property
    def withheld_because(self):
        """Why the file is not given out, or an empty string."""
        if self.destroyed_on:
            return f"This file was destroyed on {date(self.destroyed_on)}. Nobody can open it again."
        if taken.is_noted("version", self.document_id, self.number, self.sha256):
            return "This file was destroyed, and came back with a backup. Nobody can open it again."
        if self.infected_with:
            return f"The scanner found “{self.infected_with}” in this file. Add a clean version."
        if settings.CLAMAV_SOCKET and not self.scanned:
            return "This file is waiting for the malware scanner. Try again in a few minutes."
        return ""


class Issue(models.Model):
    """A line of the distribution list: to whom which version went, and when (S004-06, S004-10).

    A line for a body, for its chair or for a post is followed, once issued, by one for each person it was on that day.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="issues")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="issued_to")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    is_chair = models.BooleanField("its chair alone", default=False)
    post = models.CharField(
        max_length=120, blank=True, help_text="Whoever holds a post of this title that day (S004-08)"
    )
    printed_as = models.CharField(max_length=200, help_text="Names as they were that day (S004-07)")
    issued_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.printed_as

    @property
    def is_for_many(self):
        """Whether it stands for whoever sits or serves there that day, and names nobody itself."""
        return self.person_id is None

    @property
    def reached_as(self):
        """Why a person is on the list, where they were not put there by name."""
        if self.post:
            return f"as {self.post}"
        if self.body_id:
            return f"as {'chair' if self.is_chair else 'member'} of {self.body}"
        return ""


class CopyRequest(models.Model):
    """Somebody of the partnership asks the custodian for a document that they may not open (S000-29)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="copy_requests")
    reason = models.CharField("what it is needed for", max_length=250)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_given = models.BooleanField(null=True)
    answer = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "asked_by"],
                condition=models.Q(answered_at__isnull=True),
                name="asked_for_once",
            )
        ]

    def __str__(self):
        return f"{self.asked_by}: {self.reason}"
