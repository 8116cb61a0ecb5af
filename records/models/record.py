from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import models

from design.addresses import url
from partnership.models import Agency, Body, Partnership
from records.querysets import RecordQuerySet


def address_of(kind, reference):
    """Every kind has a page, ``<app>:detail`` unless its app says otherwise; the kind tells it without a join."""
    app, model = kind.split(".")
    page = getattr(apps.get_app_config(app), "pages", {}).get(model, "detail")
    return url(f"{app}:{page}", reference)


@cache
def _words(field):
    return dict(field.flatchoices)


class Record(models.Model):
    """What every record of a partnership has. Each subject's record is a child of this one, so that access,
    links, search, sign-off, history and retention are built once.
    """

    HAS_SIDES = False  # describes people in parts that a grant opens only if it says so (`Grant.with_sides`)
    HANGS_UNDER = ""  # the field that names the record whose part this is, as papers are of a meeting
    PARTS: tuple[tuple[str, str], ...] = ()  # (word, label) of parts to which a document can be attached
    PAPERS_BY = ""  # the permission on it that lets people attach documents, where that is not to change it
    ACTIONS_BY = ""  # the permission on it that lets people agree its actions, besides officers and the chair
    IS_WALLED = (
        False  # opened and shut by name, and nobody else learns that it exists (`docs/decisions/0030-…`)
    )
    UNSAID = frozenset()  # fields that no page of versions shows: fewer people read them than the record

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everyone"
        PARTNERS = "partners", "Partner agencies of every partnership"
        PARTNERSHIP = "partnership", "The partnership"
        BODY = "body", "The body and the partnership's officers"
        OFFICERS = "officers", "The partnership's officers and the body's chair"
        CASE = "case", "Its agency, the body's chair and those who work on cases"
        FUNDING = "funding", "Its agency, the body's chair and those who run the funding"
        ANALYSIS = "analysis", "Its agency, the body's chair and those who write assessments"
        AGENCY = "agency", "One agency"
        NAMED = "named", "Only those named"

    AUDIENCES: tuple[Audience, ...] = (  # from which to choose; cases choose from others
        Audience.PUBLIC, Audience.PARTNERSHIP, Audience.BODY, Audience.OFFICERS, Audience.AGENCY, Audience.NAMED,
    )  # fmt: skip

    class Marking(models.TextChoices):
        """Government Security Classifications Policy; SECRET does not belong here."""

        OFFICIAL = "official", "OFFICIAL"
        SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"

    reference = models.SlugField(unique=True, max_length=40, help_text="What people say aloud; never a key")
    kind = models.CharField(max_length=40, editable=False, help_text="App and model, as meetings.meeting")
    title = models.CharField(max_length=250)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="records")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="records")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="records")
    audience = models.CharField(max_length=11, choices=Audience, default=Audience.PARTNERSHIP)
    marking = models.CharField(max_length=18, choices=Marking, default=Marking.OFFICIAL)
    handling = models.CharField("handling note", max_length=120, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["partnership", "kind", "-id"], name="record_of_partnership"),
            models.Index(fields=["body", "kind", "-id"], name="record_of_body"),
            models.Index(fields=["agency", "-id"], name="record_of_agency"),
            models.Index(fields=["audience", "-id"], name="record_of_audience"),
            models.Index(fields=["kind", "-updated_at", "-id"], name="record_changed"),
            models.Index(  # what the access filter asks of a record, without reading its row
                fields=["id"], include=["audience", "partnership", "body", "agency"], name="record_known"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="audience_known",
                condition=models.Q(
                    audience__in=[
                        "public",
                        "partners",
                        "partnership",
                        "body",
                        "officers",
                        "case",
                        "funding",
                        "analysis",
                        "agency",
                        "named",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="agency_audience_has_agency",
                condition=~models.Q(audience="agency") | models.Q(agency__isnull=False),
                violation_error_message="Say which agency this belongs to.",
            ),
            models.CheckConstraint(
                name="body_audience_has_body",
                condition=~models.Q(audience="body") | models.Q(body__isnull=False),
                violation_error_message="Say which body this belongs to.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of(self.kind, self.reference)

    def _get_FIELD_display(self, field):
        """Django's own puts the words of all choices together each time that one is asked for."""
        value = getattr(self, field.attname)
        return _words(field).get(value, value)

    @property
    def is_restricted(self):
        """Its readings are events (S004-39); so are those of whatever is marked sensitive."""
        return self.audience in (self.Audience.NAMED, self.Audience.AGENCY) or (
            self.marking == self.Marking.SENSITIVE
        )

    @property
    def full_marking(self):
        label = self.get_marking_display()
        return f"{label} – {self.handling}" if self.handling else label

    def blockers(self, action):
        """What still stands in the way of the action, each a sentence that says how to mend it."""
        return []

    def search_entries(self):
        """What search finds of the record, as (anchor, title, text, scope); see `records.search`."""
        return [("", self.title, "", "readers")]

    def closing_refusals(self, holder):
        """What stands in the way of closing this kind of record to a holder by hand; nothing, by rule."""
        return []

    def grant_refusals(self, holder, *, expires_on):
        """What this kind asks of a grant besides what all ask, each a sentence (`records.access.grant_blockers`)."""
        return []

    def behind(self):
        """Records of their own that nobody who is shut out of this may know of either (`records.walls`)."""
        return []

    def read_elsewhere(self):
        """Who reads what this says without having it open, as a sentence; “Who can see this” adds it to its count."""
        return ""

    def read_along(self, user):
        """Records of their own that are opened with this one to somebody to whom it is open (`records.walls`)."""
        return []

    def closed_along(self, user):
        """Those that are closed to them when this one is."""
        return []

    def holes(self, user):
        """What one would expect this to be joined to and is not, each a sentence; the thread page shows them.

        They say nothing of what the reader may not see.
        """
        return []

    def is_for(self):
        """Accounts that see this whatever its audience, and what for; see `records.audience`."""
        return [], ""

    def history_of_parts(self, user):
        """What happened to the record's parts, newest first, in what this person may read of them.

        Mappings with title, by, at and text, as the History page shows them.
        """
        return []

    def events_told(self, user):
        """The verbs of its events that this person may read, where that is not all of them; else None."""
        return

    def words_of(self, field, value):
        """What a page of versions shows of a field's value, where the value alone says too little; else None."""
        return

    def place_of(self, record, user):
        """Where in this one another stands, as (words, anchor): an action under its paragraph."""
        return "", ""


class Numbering(models.Model):
    """The last number given for a kind in a year. A number is never given twice, and none to what is open by name."""

    code = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="one_counter_a_kind_and_year")]

    def __str__(self):
        return f"{self.code} {self.year}: {self.last}"
