import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actions", "0001_initial"),
        ("partnership", "0002_places"),
        ("records", "0001_initial"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="HistoricalMeeting",
                    fields=[
                        (
                            "record_ptr",
                            models.ForeignKey(
                                auto_created=True,
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                parent_link=True,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.SlugField(help_text="What people say aloud; never a key", max_length=40),
                        ),
                        (
                            "kind",
                            models.CharField(
                                editable=False, help_text="App and model, as meetings.meeting", max_length=40
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everyone"),
                                    ("partnership", "The partnership"),
                                    ("body", "The body and the partnership's officers"),
                                    ("officers", "The partnership's officers and the body's chair"),
                                    ("agency", "One agency"),
                                    ("named", "Only those named"),
                                ],
                                default="partnership",
                                max_length=11,
                            ),
                        ),
                        (
                            "marking",
                            models.CharField(
                                choices=[
                                    ("official", "OFFICIAL"),
                                    ("official-sensitive", "OFFICIAL-SENSITIVE"),
                                ],
                                default="official",
                                max_length=18,
                            ),
                        ),
                        (
                            "handling",
                            models.CharField(blank=True, max_length=120, verbose_name="handling note"),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("updated_at", models.DateTimeField()),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("retain_until", models.DateField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="date")),
                        ("starts_at", models.TimeField(blank=True, null=True)),
                        ("ends_at", models.TimeField(blank=True, null=True)),
                        ("venue", models.CharField(blank=True, max_length=160)),
                        (
                            "joining",
                            models.CharField(blank=True, max_length=250, verbose_name="joining details"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("scheduled", "Scheduled"),
                                    ("draft", "Minutes in draft"),
                                    ("circulated", "Minutes circulated"),
                                    ("approved", "Minutes approved"),
                                    ("published", "Minutes published"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="scheduled",
                                max_length=10,
                            ),
                        ),
                        (
                            "future_dates",
                            models.CharField(
                                blank=True,
                                help_text="Printed at the foot; “To be confirmed” when empty (S001-175)",
                                max_length=250,
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="Counts up with each agreed correction"
                            ),
                        ),
                        ("circulated_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("imported_from", models.CharField(blank=True, max_length=200)),
                        ("import_digest", models.CharField(blank=True, max_length=64)),
                        ("import_notes", models.JSONField(blank=True, default=list)),
                        (
                            "partnership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "updated_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The meeting whose minutes this one takes",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical meeting",
                        "verbose_name_plural": "historical meetings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=250)),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decision", "For decision"),
                                    ("agreement", "For agreement"),
                                    ("noting", "For noting"),
                                    ("information", "For information"),
                                    ("discussion", "For discussion"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minutes", "Minutes and matters arising"),
                                    ("aob", "Any other business"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "lead_printed",
                            models.CharField(blank=True, max_length=120, verbose_name="lead, as printed"),
                        ),
                        (
                            "minutes_allowed",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="time allowed, in minutes"
                            ),
                        ),
                        (
                            "is_restricted",
                            models.BooleanField(
                                default=False,
                                help_text="Others do not see that it exists (S003-07)",
                                verbose_name="restricted to those invited",
                            ),
                        ),
                        (
                            "is_late",
                            models.BooleanField(
                                default=False, verbose_name="added after the agenda went out"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical agenda item",
                        "verbose_name_plural": "historical agenda items",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="meetings.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=250)),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decision", "For decision"),
                                    ("agreement", "For agreement"),
                                    ("noting", "For noting"),
                                    ("information", "For information"),
                                    ("discussion", "For discussion"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minutes", "Minutes and matters arising"),
                                    ("aob", "Any other business"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "lead_printed",
                            models.CharField(blank=True, max_length=120, verbose_name="lead, as printed"),
                        ),
                        (
                            "minutes_allowed",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="time allowed, in minutes"
                            ),
                        ),
                        (
                            "is_restricted",
                            models.BooleanField(
                                default=False,
                                help_text="Others do not see that it exists (S003-07)",
                                verbose_name="restricted to those invited",
                            ),
                        ),
                        (
                            "is_late",
                            models.BooleanField(
                                default=False, verbose_name="added after the agenda went out"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="item_number_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInvitation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical invitation",
                        "verbose_name_plural": "historical invitations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "person"), name="invited_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAttendance",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("core", "Core membership"),
                                    ("attendees", "Attendees"),
                                    ("support", "Support"),
                                    ("apologies", "Apologies"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("printed_name", models.CharField(max_length=160, verbose_name="name as printed")),
                        (
                            "printed_agency",
                            models.CharField(blank=True, max_length=200, verbose_name="agency as printed"),
                        ),
                        ("is_chair", models.BooleanField(default=False, verbose_name="chaired the meeting")),
                        ("is_voting", models.BooleanField(default=False, verbose_name="had a vote")),
                        ("is_remote", models.BooleanField(default=False, verbose_name="joined online")),
                        (
                            "substitute_for",
                            models.CharField(
                                blank=True,
                                help_text="The agency then counts as represented (S001-26)",
                                max_length=160,
                                verbose_name="deputised for",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.seat",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical attendance",
                        "verbose_name_plural": "historical attendance",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.seat",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("core", "Core membership"),
                                    ("attendees", "Attendees"),
                                    ("support", "Support"),
                                    ("apologies", "Apologies"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("printed_name", models.CharField(max_length=160, verbose_name="name as printed")),
                        (
                            "printed_agency",
                            models.CharField(blank=True, max_length=200, verbose_name="agency as printed"),
                        ),
                        ("is_chair", models.BooleanField(default=False, verbose_name="chaired the meeting")),
                        ("is_voting", models.BooleanField(default=False, verbose_name="had a vote")),
                        ("is_remote", models.BooleanField(default=False, verbose_name="joined online")),
                        (
                            "substitute_for",
                            models.CharField(
                                blank=True,
                                help_text="The agency then counts as represented (S001-26)",
                                max_length=160,
                                verbose_name="deputised for",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "attendance",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("meeting", "person"),
                                name="attends_once",
                                violation_error_message="This person is already on the list.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_chair", True)),
                                fields=("meeting",),
                                name="one_chair_a_meeting",
                                violation_error_message="Somebody else is marked as chair of this meeting.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group", "apologies"), _negated=True),
                                    ("is_chair", False),
                                    _connector="OR",
                                ),
                                name="absent_do_not_chair",
                                violation_error_message="Somebody who sent apologies cannot have chaired the meeting.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalParagraph",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("numbered", "Numbered paragraph"), ("subheading", "Sub-heading")],
                                default="numbered",
                                max_length=10,
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed: 3.9", max_length=12)),
                        ("text", models.TextField()),
                        (
                            "publication",
                            models.CharField(
                                choices=[
                                    ("open", "May be published"),
                                    ("exempt", "Exempt (Schedule 12A)"),
                                    ("withheld", "Not for publication"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "exempt_under",
                            models.CharField(
                                blank=True,
                                help_text="Numbers 1 to 7 of Schedule 12A, Local Government Act 1972",
                                max_length=20,
                            ),
                        ),
                        ("publication_reason", models.CharField(blank=True, max_length=250)),
                        (
                            "answers_printed",
                            models.CharField(blank=True, help_text="Its number as cited", max_length=12),
                        ),
                        (
                            "verb",
                            models.CharField(
                                blank=True,
                                help_text="A decision recorded in the paragraph (S001-79)",
                                max_length=14,
                            ),
                        ),
                        (
                            "promise",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("flagged", "Work promised, no action"),
                                    ("dismissed", "Looked at: no action needed"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts up with each change, for forms"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The paragraph of earlier minutes from which this matter arises",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.paragraph",
                            ),
                        ),
                        (
                            "carried_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The item of this agenda that takes it further (S001-33)",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical paragraph",
                        "verbose_name_plural": "historical paragraphs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Paragraph",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="paragraphs",
                                to="meetings.agendaitem",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("numbered", "Numbered paragraph"), ("subheading", "Sub-heading")],
                                default="numbered",
                                max_length=10,
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed: 3.9", max_length=12)),
                        ("text", models.TextField()),
                        (
                            "publication",
                            models.CharField(
                                choices=[
                                    ("open", "May be published"),
                                    ("exempt", "Exempt (Schedule 12A)"),
                                    ("withheld", "Not for publication"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "exempt_under",
                            models.CharField(
                                blank=True,
                                help_text="Numbers 1 to 7 of Schedule 12A, Local Government Act 1972",
                                max_length=20,
                            ),
                        ),
                        ("publication_reason", models.CharField(blank=True, max_length=250)),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                help_text="The paragraph of earlier minutes from which this matter arises",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="meetings.paragraph",
                            ),
                        ),
                        (
                            "answers_printed",
                            models.CharField(blank=True, help_text="Its number as cited", max_length=12),
                        ),
                        (
                            "carried_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="The item of this agenda that takes it further (S001-33)",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="carried_here",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "verb",
                            models.CharField(
                                blank=True,
                                help_text="A decision recorded in the paragraph (S001-79)",
                                max_length=14,
                            ),
                        ),
                        (
                            "promise",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("flagged", "Work promised, no action"),
                                    ("dismissed", "Looked at: no action needed"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts up with each change, for forms"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item__number", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "position"), name="paragraph_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("publication", "open"),
                                    models.Q(("publication_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="withheld_paragraph_has_a_reason",
                                violation_error_message="Say why this is not for publication.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("publication", "exempt"), _negated=True),
                                    models.Q(("exempt_under", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="exempt_paragraph_names_its_ground",
                                violation_error_message="Say which paragraph of Schedule 12A applies (1 to 7).",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalParagraphAction",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "as_minuted",
                            models.JSONField(
                                editable=False,
                                help_text="Wording, owners and day as approved; the action itself moves on",
                                null=True,
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.paragraph",
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="actions.action",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical paragraph action",
                        "verbose_name_plural": "historical paragraph actions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ParagraphAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_lines",
                                to="meetings.paragraph",
                            ),
                        ),
                        (
                            "action",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minuted",
                                to="actions.action",
                            ),
                        ),
                        (
                            "as_minuted",
                            models.JSONField(
                                editable=False,
                                help_text="Wording, owners and day as approved; the action itself moves on",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCorrection",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("old_text", models.TextField()),
                        ("new_text", models.TextField()),
                        ("reason", models.TextField()),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("is_agreed", models.BooleanField(null=True)),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(
                                help_text="The edition that carries it", null=True
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.paragraph",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical correction",
                        "verbose_name_plural": "historical corrections",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="meetings.paragraph",
                            ),
                        ),
                        ("old_text", models.TextField()),
                        ("new_text", models.TextField()),
                        ("reason", models.TextField()),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("is_agreed", models.BooleanField(null=True)),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(
                                help_text="The edition that carries it", null=True
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("is_agreed__isnull", True),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("is_agreed__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="decided_correction_says_how",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalResolution",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("agreed", "Agreed"),
                                    ("subject-to", "Agreed subject to"),
                                    ("noted", "Noted"),
                                    ("supported", "Supported"),
                                    ("recommended", "Recommended"),
                                    ("approved", "Approved"),
                                    ("endorsed", "Endorsed"),
                                    ("received", "Received"),
                                    ("deferred", "Deferred"),
                                    ("not-agreed", "Not agreed"),
                                ],
                                default="agreed",
                                max_length=12,
                            ),
                        ),
                        (
                            "verb_supplied",
                            models.BooleanField(
                                default=False, help_text="The minutes print no verb; it was supplied (X-19)"
                            ),
                        ),
                        ("by_consensus", models.BooleanField(default=False)),
                        (
                            "positions_printed",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="How voting members stood, in words",
                                max_length=300,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "adopts",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The report or document it adopts, in the version named in the text (S001-61)",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "approves_minutes_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical resolution",
                        "verbose_name_plural": "historical resolutions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resolutions",
                                to="meetings.agendaitem",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("agreed", "Agreed"),
                                    ("subject-to", "Agreed subject to"),
                                    ("noted", "Noted"),
                                    ("supported", "Supported"),
                                    ("recommended", "Recommended"),
                                    ("approved", "Approved"),
                                    ("endorsed", "Endorsed"),
                                    ("received", "Received"),
                                    ("deferred", "Deferred"),
                                    ("not-agreed", "Not agreed"),
                                ],
                                default="agreed",
                                max_length=12,
                            ),
                        ),
                        (
                            "verb_supplied",
                            models.BooleanField(
                                default=False, help_text="The minutes print no verb; it was supplied (X-19)"
                            ),
                        ),
                        ("by_consensus", models.BooleanField(default=False)),
                        (
                            "positions_printed",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="How voting members stood, in words",
                                max_length=300,
                            ),
                        ),
                        (
                            "adopts",
                            models.ForeignKey(
                                blank=True,
                                help_text="The report or document it adopts, in the version named in the text (S001-61)",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adopted_by",
                                to="records.record",
                            ),
                        ),
                        (
                            "approves_minutes_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmed_by",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item__number", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "position"), name="resolution_position_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPosition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                                max_length=9,
                            ),
                        ),
                        (
                            "resolution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.resolution",
                            ),
                        ),
                        (
                            "attendance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.attendance",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical position",
                        "verbose_name_plural": "historical positions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "resolution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="meetings.resolution",
                            ),
                        ),
                        (
                            "attendance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="meetings.attendance",
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                                max_length=9,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resolution", "attendance"), name="one_position_a_resolution"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCondition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("discharged_on", models.DateField(blank=True, null=True)),
                        ("discharge_note", models.TextField(blank=True)),
                        (
                            "resolution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.resolution",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The other body whose answer discharges it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "discharged_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical condition",
                        "verbose_name_plural": "historical conditions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Condition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "resolution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conditions",
                                to="meetings.resolution",
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                help_text="The other body whose answer discharges it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("discharged_on", models.DateField(blank=True, null=True)),
                        (
                            "discharged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("discharge_note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("discharged_on__isnull", True),
                                    models.Q(("discharge_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="discharge_says_how",
                                violation_error_message="Say how the condition was met.",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "record_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="records.record",
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="date")),
                        ("starts_at", models.TimeField(blank=True, null=True)),
                        ("ends_at", models.TimeField(blank=True, null=True)),
                        ("venue", models.CharField(blank=True, max_length=160)),
                        (
                            "joining",
                            models.CharField(blank=True, max_length=250, verbose_name="joining details"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("scheduled", "Scheduled"),
                                    ("draft", "Minutes in draft"),
                                    ("circulated", "Minutes circulated"),
                                    ("approved", "Minutes approved"),
                                    ("published", "Minutes published"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="scheduled",
                                max_length=10,
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                help_text="The meeting whose minutes this one takes",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="following",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "future_dates",
                            models.CharField(
                                blank=True,
                                help_text="Printed at the foot; “To be confirmed” when empty (S001-175)",
                                max_length=250,
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="Counts up with each agreed correction"
                            ),
                        ),
                        ("circulated_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("imported_from", models.CharField(blank=True, max_length=200)),
                        ("import_digest", models.CharField(blank=True, max_length=64)),
                        ("import_notes", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-held_on"], name="meeting_by_date")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "scheduled",
                                            "draft",
                                            "circulated",
                                            "approved",
                                            "published",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="meeting_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["approved", "published"]), _negated=True),
                                    ("held_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="approved_minutes_have_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True),
                                    ("starts_at__isnull", True),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="meeting_ends_after_start",
                                violation_error_message="The meeting cannot end before it starts.",
                            ),
                        ],
                    },
                    bases=("records.record",),
                ),
            ],
        ),
    ]
