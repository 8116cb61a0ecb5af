import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("partnership", "0002_places"),
        ("partnership", "__first__"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.SlugField(
                                help_text="What people say aloud; never a key", max_length=40, unique=True
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                editable=False, help_text="App and model, as meetings.meeting", max_length=40
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="partnership.agency",
                            ),
                        ),
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
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("updated_at", models.DateTimeField()),
                        (
                            "updated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("retain_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["partnership", "kind", "-id"], name="record_of_partnership"),
                            models.Index(fields=["body", "kind", "-id"], name="record_of_body"),
                            models.Index(fields=["agency", "-id"], name="record_of_agency"),
                            models.Index(fields=["audience", "-id"], name="record_of_audience"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "audience__in",
                                        ["public", "partnership", "body", "officers", "agency", "named"],
                                    )
                                ),
                                name="audience_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("audience", "agency"), _negated=True),
                                    ("agency__isnull", False),
                                    _connector="OR",
                                ),
                                name="agency_audience_has_agency",
                                violation_error_message="Say which agency this belongs to.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("audience", "body"), _negated=True),
                                    ("body__isnull", False),
                                    _connector="OR",
                                ),
                                name="body_audience_has_body",
                                violation_error_message="Say which body this belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Numbering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "year"), name="one_counter_a_kind_and_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalUserGrant",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "purpose",
                            models.CharField(
                                blank=True, help_text="A purpose of the agreement it rests on", max_length=160
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        (
                            "expires_on",
                            models.DateField(blank=True, help_text="The last day it holds", null=True),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.permission",
                            ),
                        ),
                        (
                            "user",
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
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agreement",
                            ),
                        ),
                        (
                            "granted_by",
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
                            "content_object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="records.record",
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
                        "verbose_name": "historical user grant",
                        "verbose_name_plural": "historical user grants",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="UserGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "purpose",
                            models.CharField(
                                blank=True, help_text="A purpose of the agreement it rests on", max_length=160
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.agreement",
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(blank=True, help_text="The last day it holds", null=True),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="user_grants",
                                to="records.record",
                            ),
                        ),
                    ],
                    options={
                        "unique_together": {("user", "permission", "content_object")},
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalGroupGrant",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "purpose",
                            models.CharField(
                                blank=True, help_text="A purpose of the agreement it rests on", max_length=160
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        (
                            "expires_on",
                            models.DateField(blank=True, help_text="The last day it holds", null=True),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.permission",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.group",
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agreement",
                            ),
                        ),
                        (
                            "granted_by",
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
                            "content_object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="records.record",
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
                        "verbose_name": "historical group grant",
                        "verbose_name_plural": "historical group grants",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="GroupGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                        ),
                        ("reason", models.TextField()),
                        (
                            "purpose",
                            models.CharField(
                                blank=True, help_text="A purpose of the agreement it rests on", max_length=160
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.agreement",
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(blank=True, help_text="The last day it holds", null=True),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="group_grants",
                                to="records.record",
                            ),
                        ),
                    ],
                    options={
                        "unique_together": {("group", "permission", "content_object")},
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("task", models.CharField(max_length=80)),
                        ("arguments", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("error", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["not_before"],
                                name="job_waiting",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLink",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("arises-from", "arises from"),
                                    ("serves", "serves"),
                                    ("decided-by", "was decided by"),
                                    ("funded-by", "is funded by"),
                                    ("supersedes", "supersedes"),
                                    ("evidence-for", "is evidence for"),
                                    ("paper-for", "is a paper for"),
                                    ("relies-on", "relies on"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                blank=True,
                                help_text="A part of the target, such as paragraph 3.9",
                                max_length=40,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250)),
                        ("made_at", models.DateTimeField()),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "made_by",
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
                        "verbose_name": "historical link",
                        "verbose_name_plural": "historical links",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_out",
                                to="records.record",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_in",
                                to="records.record",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("arises-from", "arises from"),
                                    ("serves", "serves"),
                                    ("decided-by", "was decided by"),
                                    ("funded-by", "is funded by"),
                                    ("supersedes", "supersedes"),
                                    ("evidence-for", "is evidence for"),
                                    ("paper-for", "is a paper for"),
                                    ("relies-on", "relies on"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                blank=True,
                                help_text="A part of the target, such as paragraph 3.9",
                                max_length=40,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "target", "kind", "part"), name="link_made_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", models.F("target")), _negated=True),
                                name="nothing_links_to_itself",
                                violation_error_message="A record cannot be linked to itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_entries_kept",
                                to="records.record",
                            ),
                        ),
                        (
                            "anchor",
                            models.CharField(
                                blank=True, help_text="Where on the record's page", max_length=40
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("readers", "Whoever may see the record"),
                                    ("members", "Members of the body and officers"),
                                    ("core", "Core members, the chair and officers"),
                                    ("officers", "The chair, drafters and officers"),
                                ],
                                default="readers",
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True)),
                        ("title_words", models.TextField(blank=True, editable=False)),
                        ("text_words", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name_plural": "search entries",
                    },
                ),
            ],
        ),
    ]
