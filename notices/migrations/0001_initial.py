import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0002_places"),
        ("records", "0001_initial"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="records.record",
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                help_text="What caused it, as action-due or circulate", max_length=40
                            ),
                        ),
                        (
                            "about_on",
                            models.DateField(help_text="The day it is for: once a day for each trigger"),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        (
                            "line",
                            models.CharField(
                                help_text="One sentence, without content of the record", max_length=300
                            ),
                        ),
                        ("path", models.CharField(help_text="Where the link leads", max_length=200)),
                        ("created_at", models.DateTimeField()),
                        ("send_after", models.DateTimeField()),
                        (
                            "is_urgent",
                            models.BooleanField(
                                default=False, help_text="Sent at once, on any day and at any hour"
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "dropped",
                            models.CharField(blank=True, help_text="Why it was not sent", max_length=200),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped", ""), ("sent_at__isnull", True)),
                                fields=["send_after"],
                                name="notice_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "trigger", "about_on", "recipient"),
                                name="noticed_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailPreference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mail_preference",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "delivery",
                            models.CharField(
                                choices=[
                                    ("immediate", "One e-mail for each notice"),
                                    ("digest", "One e-mail each working day, with all the links"),
                                ],
                                default="immediate",
                                max_length=9,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="KeptMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("to", models.CharField(max_length=250)),
                        ("subject", models.CharField(max_length=250)),
                        ("text", models.TextField()),
                        ("kept_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "kept mail",
                        "ordering": ["-pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
