import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="HistoricalPerson",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "prefix",
                            models.CharField(
                                blank=True,
                                help_text="Such as Cllr or Dr. Not used for sorting.",
                                max_length=20,
                            ),
                        ),
                        ("given_name", models.CharField(max_length=80, verbose_name="first name")),
                        ("family_name", models.CharField(blank=True, max_length=80, verbose_name="surname")),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                validators=[
                                    django.core.validators.EmailValidator(
                                        "Enter an e-mail address without spaces, such as name@example.org."
                                    )
                                ],
                            ),
                        ),
                        (
                            "phones",
                            models.TextField(
                                blank=True,
                                help_text="One on each line, kept as typed",
                                verbose_name="telephone numbers",
                            ),
                        ),
                        ("address", models.TextField(blank=True)),
                        (
                            "is_communications_contact",
                            models.BooleanField(default=False, verbose_name="press and publicity contact"),
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
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "prefix",
                            models.CharField(
                                blank=True,
                                help_text="Such as Cllr or Dr. Not used for sorting.",
                                max_length=20,
                            ),
                        ),
                        ("given_name", models.CharField(max_length=80, verbose_name="first name")),
                        ("family_name", models.CharField(blank=True, max_length=80, verbose_name="surname")),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                validators=[
                                    django.core.validators.EmailValidator(
                                        "Enter an e-mail address without spaces, such as name@example.org."
                                    )
                                ],
                            ),
                        ),
                        (
                            "phones",
                            models.TextField(
                                blank=True,
                                help_text="One on each line, kept as typed",
                                verbose_name="telephone numbers",
                            ),
                        ),
                        ("address", models.TextField(blank=True)),
                        (
                            "is_communications_contact",
                            models.BooleanField(default=False, verbose_name="press and publicity contact"),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "ordering": ["family_name", "given_name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("email", ""), _negated=True),
                                name="person_email_once",
                                violation_error_message="Somebody else already has this e-mail address.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalUser",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(db_index=True, max_length=254)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "is_guest",
                            models.BooleanField(
                                default=False, help_text="Sees only what was granted, until a day"
                            ),
                        ),
                        (
                            "access_ends_on",
                            models.DateField(
                                blank=True, help_text="The last day a guest may sign in", null=True
                            ),
                        ),
                        ("calendar_token", models.CharField(blank=True, editable=False, max_length=64)),
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
                        "verbose_name": "historical user",
                        "verbose_name_plural": "historical users",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="user",
                                to="partnership.person",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "is_guest",
                            models.BooleanField(
                                default=False, help_text="Sees only what was granted, until a day"
                            ),
                        ),
                        (
                            "access_ends_on",
                            models.DateField(
                                blank=True, help_text="The last day a guest may sign in", null=True
                            ),
                        ),
                        ("seen_at", models.DateTimeField(editable=False, null=True)),
                        ("previous_seen_at", models.DateTimeField(editable=False, null=True)),
                        ("calendar_token", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["calendar_token"], name="user_of_calendar")],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"), name="user_email_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_guest", False), ("access_ends_on__isnull", False), _connector="OR"
                                ),
                                name="guest_access_ends",
                                violation_error_message="A guest's access needs a last day.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
