import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0002_places"),
        ("partnership", "__first__"),
        ("records", "0001_initial"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="SignOff",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signoffs",
                                to="records.record",
                            ),
                        ),
                        ("act", models.CharField(help_text="What was signed for, as approve", max_length=40)),
                        (
                            "statement",
                            models.CharField(
                                help_text="The sentence the person put their name to", max_length=250
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signoffs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(help_text="As it was that day", max_length=160)),
                        ("role", models.CharField(max_length=120)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        ("agency_name", models.CharField(blank=True, max_length=160)),
                        ("content", models.JSONField()),
                        ("digest", models.CharField(help_text="SHA-256 of the content", max_length=64)),
                        (
                            "version_id",
                            models.BigIntegerField(
                                help_text="The version of the record that was signed", null=True
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "act", "edition"), name="signed_once_an_edition"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Withdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "signoff",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawal",
                                to="signoffs.signoff",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField()),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.TextField()),
                    ],
                ),
            ],
        ),
    ]
