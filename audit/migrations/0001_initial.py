from django.db import migrations, models

import audit.fields
import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.CharField(help_text="user:12, or system", max_length=40),
                        ),
                        ("actor_label", models.CharField(max_length=200)),
                        ("verb", models.CharField(max_length=60)),
                        (
                            "subject",
                            models.CharField(help_text="A record's reference, or agency:4", max_length=80),
                        ),
                        ("subject_label", models.CharField(blank=True, max_length=250)),
                        ("reason", models.TextField(blank=True)),
                        ("changes", audit.fields.CanonicalJSONField(default=dict)),
                        ("digest", models.CharField(editable=False, max_length=64)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["subject", "-id"], name="event_of_subject")],
                    },
                ),
                migrations.CreateModel(
                    name="ChainLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event_id", models.BigIntegerField(unique=True)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("table_name", models.CharField(max_length=63)),
                        ("row_id", models.CharField(max_length=40)),
                        ("operation", models.CharField(max_length=6)),
                        (
                            "before",
                            models.JSONField(help_text="The row as it stood; empty for a new row", null=True),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["table_name", "row_id"], name="change_of_row")],
                    },
                ),
            ],
        ),
    ]
