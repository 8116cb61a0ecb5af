import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import audit.operations


class Migration(migrations.Migration):
    initial = True

    # The packages' own migrations come first: each of their operations makes every class that is related to
    # User anew, and so far those are few.
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("partnership", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        audit.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="HistoricalArea",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("force", "Police force area"),
                                    ("division", "Police division"),
                                    ("county", "County"),
                                    ("district", "District"),
                                    ("unitary", "Unitary council area"),
                                    ("ward", "Ward"),
                                    ("section", "Police section"),
                                    ("beat", "Beat"),
                                    ("region", "Region"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="ONS code, such as E06000059", max_length=12
                            ),
                        ),
                        (
                            "size_km2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=9,
                                null=True,
                                verbose_name="size in km²",
                            ),
                        ),
                        (
                            "size_qualifier",
                            models.CharField(
                                blank=True, help_text="Such as: approximately, over", max_length=20
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
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
                        "verbose_name": "historical area",
                        "verbose_name_plural": "historical areas",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("force", "Police force area"),
                                    ("division", "Police division"),
                                    ("county", "County"),
                                    ("district", "District"),
                                    ("unitary", "Unitary council area"),
                                    ("ward", "Ward"),
                                    ("section", "Police section"),
                                    ("beat", "Beat"),
                                    ("region", "Region"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="ONS code, such as E06000059", max_length=12
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "size_km2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=9,
                                null=True,
                                verbose_name="size in km²",
                            ),
                        ),
                        (
                            "size_qualifier",
                            models.CharField(
                                blank=True, help_text="Such as: approximately, over", max_length=20
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_area_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            ),
                            models.UniqueConstraint(fields=("name", "kind"), name="area_named_once_a_kind"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAreaOverlap",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("approximate", models.BooleanField(default=False)),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
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
                        "verbose_name": "historical area overlap",
                        "verbose_name_plural": "historical area overlaps",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AreaOverlap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overlaps",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overlapped_by",
                                to="partnership.area",
                            ),
                        ),
                        ("approximate", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "other"), name="overlap_said_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgency",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "short_name",
                            models.CharField(
                                blank=True, help_text="Such as NCC. Search finds it.", max_length=20
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("council", "Council"),
                                    ("police", "Police"),
                                    ("fire", "Fire and rescue"),
                                    ("nhs", "NHS"),
                                    ("probation", "Probation"),
                                    ("youth-justice", "Youth justice"),
                                    ("policing-body", "Local policing body"),
                                    ("voluntary", "Voluntary and community"),
                                    ("housing", "Housing provider"),
                                    ("education", "Education"),
                                    ("parish", "Parish or town council"),
                                    ("government", "Central or regional government"),
                                    ("adviser", "Adviser or supplier"),
                                    ("other", "Other"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                choices=[
                                    ("statutory", "Statutory"),
                                    ("vcs", "Voluntary and community"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("address", models.TextField(blank=True)),
                        (
                            "website",
                            models.CharField(
                                blank=True, max_length=200, validators=[django.core.validators.URLValidator()]
                            ),
                        ),
                        (
                            "successor",
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.group",
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
                        "verbose_name": "historical agency",
                        "verbose_name_plural": "historical agencies",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAgency_areas",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalagency",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalAgency_areas",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "short_name",
                            models.CharField(
                                blank=True, help_text="Such as NCC. Search finds it.", max_length=20
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("council", "Council"),
                                    ("police", "Police"),
                                    ("fire", "Fire and rescue"),
                                    ("nhs", "NHS"),
                                    ("probation", "Probation"),
                                    ("youth-justice", "Youth justice"),
                                    ("policing-body", "Local policing body"),
                                    ("voluntary", "Voluntary and community"),
                                    ("housing", "Housing provider"),
                                    ("education", "Education"),
                                    ("parish", "Parish or town council"),
                                    ("government", "Central or regional government"),
                                    ("adviser", "Adviser or supplier"),
                                    ("other", "Other"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                choices=[
                                    ("statutory", "Statutory"),
                                    ("vcs", "Voluntary and community"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="partnership.agency",
                            ),
                        ),
                        ("address", models.TextField(blank=True)),
                        (
                            "website",
                            models.CharField(
                                blank=True, max_length=200, validators=[django.core.validators.URLValidator()]
                            ),
                        ),
                        (
                            "group",
                            models.OneToOneField(
                                editable=False, on_delete=django.db.models.deletion.PROTECT, to="auth.group"
                            ),
                        ),
                        (
                            "areas",
                            models.ManyToManyField(
                                blank=True, related_name="agencies", to="partnership.area"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "ordering": ["name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_agency_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="agency_named_once",
                                violation_error_message="There is already an agency of this name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgencyAlias",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
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
                        "verbose_name": "historical agency alias",
                        "verbose_name_plural": "historical agency aliass",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgencyAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="partnership.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"), name="alias_of_one_agency"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgencyLink",
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
                                    ("governs", "governs"),
                                    ("office", "is supported by the office"),
                                    ("works-for", "works on behalf of"),
                                ],
                                max_length=10,
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
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
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
                        "verbose_name": "historical agency link",
                        "verbose_name_plural": "historical agency links",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgencyLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="linked_from",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("governs", "governs"),
                                    ("office", "is supported by the office"),
                                    ("works-for", "works on behalf of"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "other", "kind"), name="agency_link_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgencyUnit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agencyunit",
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
                        "verbose_name": "historical agency unit",
                        "verbose_name_plural": "historical agency units",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgencyUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="partnership.agencyunit",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "parent", "name"),
                                name="unit_named_once_under_parent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("parent", None)),
                                fields=("agency", "name"),
                                name="unit_named_once_at_top",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPersonAlias",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="known as")),
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
                        "verbose_name": "historical person alias",
                        "verbose_name_plural": "historical person aliass",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PersonAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="partnership.person",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="known as")),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "name"), name="known_as_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPost",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=120, verbose_name="job title or office"),
                        ),
                        (
                            "rank",
                            models.CharField(
                                blank=True,
                                help_text="Printed before the name, such as Superintendent",
                                max_length=60,
                            ),
                        ),
                        (
                            "is_office_holder",
                            models.BooleanField(
                                default=False,
                                help_text="Such as a commissioner or a councillor",
                                verbose_name="holds an office rather than a job",
                            ),
                        ),
                        (
                            "working_days",
                            models.CharField(blank=True, help_text="If part-time", max_length=60),
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
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agencyunit",
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
                        "verbose_name": "historical post",
                        "verbose_name_plural": "historical posts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPost_serves",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.post",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalpost",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalPost_serves",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="partnership.agencyunit",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=120, verbose_name="job title or office"),
                        ),
                        (
                            "rank",
                            models.CharField(
                                blank=True,
                                help_text="Printed before the name, such as Superintendent",
                                max_length=60,
                            ),
                        ),
                        (
                            "is_office_holder",
                            models.BooleanField(
                                default=False,
                                help_text="Such as a commissioner or a councillor",
                                verbose_name="holds an office rather than a job",
                            ),
                        ),
                        (
                            "working_days",
                            models.CharField(blank=True, help_text="If part-time", max_length=60),
                        ),
                        (
                            "serves",
                            models.ManyToManyField(
                                blank=True,
                                help_text="If the post is shared across areas",
                                related_name="posts",
                                to="partnership.area",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_on", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_post_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPartnership",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(db_index=True, max_length=120)),
                        ("slug", models.SlugField()),
                        (
                            "legal_basis",
                            models.CharField(
                                blank=True,
                                default="Crime and Disorder Act 1998, sections 5 to 7",
                                max_length=250,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.partnership",
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
                        "verbose_name": "historical partnership",
                        "verbose_name_plural": "historical partnerships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPartnership_areas",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalpartnership",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalPartnership_areas",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Partnership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True)),
                        ("slug", models.SlugField(unique=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "legal_basis",
                            models.CharField(
                                blank=True,
                                default="Crime and Disorder Act 1998, sections 5 to 7",
                                max_length=250,
                            ),
                        ),
                        (
                            "areas",
                            models.ManyToManyField(
                                blank=True, related_name="partnerships", to="partnership.area"
                            ),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                related_name="partnerships",
                                through="partnership.Partner",
                                to="partnership.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPartner",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("responsible", "Responsible authority"),
                                    ("co-operating", "Co-operating body"),
                                    ("invited", "Invited participant"),
                                    ("policing-body", "Local policing body"),
                                    ("other", "Other partner"),
                                ],
                                default="other",
                                max_length=15,
                            ),
                        ),
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
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="If the rank holds in a part of the area only",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
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
                        "verbose_name": "historical partner",
                        "verbose_name_plural": "historical partners",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partners",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standings",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                help_text="If the rank holds in a part of the area only",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="partnership.area",
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("responsible", "Responsible authority"),
                                    ("co-operating", "Co-operating body"),
                                    ("invited", "Invited participant"),
                                    ("policing-body", "Local policing body"),
                                    ("other", "Other partner"),
                                ],
                                default="other",
                                max_length=15,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["agency__name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_partner_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRole",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("officer", "Partnership officer"),
                                    ("administrator", "Administrator"),
                                    ("analyst", "Analyst"),
                                    ("community-safety", "Community safety officer"),
                                    ("council-lead", "Lead officer, council"),
                                    ("police-lead", "Lead officer, police"),
                                    ("development", "Partnership development manager"),
                                    ("intelligence", "Intelligence unit"),
                                    ("scorer", "Scorer"),
                                    ("press", "Press contact"),
                                ],
                                max_length=16,
                                verbose_name="role",
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
                        "verbose_name": "historical role",
                        "verbose_name_plural": "historical roles",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roles",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to="partnership.partnership",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("officer", "Partnership officer"),
                                    ("administrator", "Administrator"),
                                    ("analyst", "Analyst"),
                                    ("community-safety", "Community safety officer"),
                                    ("council-lead", "Lead officer, council"),
                                    ("police-lead", "Lead officer, police"),
                                    ("development", "Partnership development manager"),
                                    ("intelligence", "Intelligence unit"),
                                    ("scorer", "Scorer"),
                                    ("press", "Press contact"),
                                ],
                                max_length=16,
                                verbose_name="role",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_role_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgreement",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("legal-review", "Legal review"),
                                    ("consultation", "Consultation"),
                                    ("agreed", "Agreed"),
                                    ("signed", "In force"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "purposes",
                            models.TextField(
                                help_text="One on each line. Sharing a record names one of them."
                            ),
                        ),
                        (
                            "gateway",
                            models.CharField(
                                blank=True,
                                help_text="Such as Crime and Disorder Act 1998 s115",
                                max_length=160,
                                verbose_name="legal gateway",
                            ),
                        ),
                        (
                            "quality_caveats",
                            models.TextField(blank=True, help_text="Printed with data shared under it"),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
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
                        "verbose_name": "historical agreement",
                        "verbose_name_plural": "historical agreements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="partnership.partnership",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("legal-review", "Legal review"),
                                    ("consultation", "Consultation"),
                                    ("agreed", "Agreed"),
                                    ("signed", "In force"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "purposes",
                            models.TextField(
                                help_text="One on each line. Sharing a record names one of them."
                            ),
                        ),
                        (
                            "gateway",
                            models.CharField(
                                blank=True,
                                help_text="Such as Crime and Disorder Act 1998 s115",
                                max_length=160,
                                verbose_name="legal gateway",
                            ),
                        ),
                        (
                            "quality_caveats",
                            models.TextField(blank=True, help_text="Printed with data shared under it"),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["title"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_agreement_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgreementParty",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("signatory", models.CharField(blank=True, max_length=160)),
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
                        "verbose_name": "historical agreement party",
                        "verbose_name_plural": "historical agreement partys",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgreementParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="partnership.agreement",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="partnership.agency",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("signatory", models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        "ordering": ["agency__name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "agency"), name="party_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_on__isnull", True),
                                    models.Q(("signatory", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="signature_has_a_signatory",
                                violation_error_message="Say who signed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBody",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(help_text="Stands in web addresses")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("county", "County group"),
                                    ("strategic", "Strategic group"),
                                    ("delivery", "Delivery group"),
                                    ("co-ordinating", "Co-ordinating group"),
                                    ("steering", "Steering group"),
                                    ("task", "Task group"),
                                    ("review", "Review group"),
                                    ("panel", "Panel"),
                                    ("forum", "Forum"),
                                    ("scrutiny", "Scrutiny committee"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("setting-up", "Being set up"),
                                    ("active", "Active"),
                                    ("dormant", "Dormant"),
                                    ("closed", "Closed"),
                                ],
                                default="active",
                                max_length=10,
                            ),
                        ),
                        ("status_since", models.DateField(blank=True, null=True)),
                        ("purpose", models.TextField(blank=True, verbose_name="purpose and remit")),
                        (
                            "role_to_children",
                            models.TextField(blank=True, verbose_name="role towards the groups beneath it"),
                        ),
                        (
                            "reporting_lines",
                            models.TextField(blank=True, help_text="What it reports, to whom and when"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[("subject", "Subject"), ("geographic", "Geographic")],
                                max_length=10,
                            ),
                        ),
                        (
                            "tags",
                            models.CharField(
                                blank=True,
                                help_text="Separated by commas",
                                max_length=200,
                                verbose_name="themes",
                            ),
                        ),
                        ("contact_email", models.EmailField(blank=True, max_length=254)),
                        ("raising_items", models.TextField(blank=True, verbose_name="how to raise an item")),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("own", "Its own terms of reference"),
                                    ("part-va", "Local Government Act 1972, Part VA"),
                                    ("executive", "Executive (SI 2012/2089)"),
                                ],
                                default="own",
                                max_length=10,
                                verbose_name="legal regime",
                            ),
                        ),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Five is the law for councils in England",
                                verbose_name="clear working days' notice",
                            ),
                        ),
                        (
                            "items_by_days",
                            models.PositiveSmallIntegerField(
                                default=15,
                                help_text="The day by which members send items for the agenda",
                                verbose_name="items called for, clear working days before",
                            ),
                        ),
                        (
                            "papers_by_days",
                            models.PositiveSmallIntegerField(
                                default=8,
                                help_text="The day by which papers are in",
                                verbose_name="papers due, clear working days before",
                            ),
                        ),
                        (
                            "quorum",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many voting seats must be filled. Empty: none is set.",
                                null=True,
                            ),
                        ),
                        (
                            "quorum_agencies",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many core agencies must be represented",
                                null=True,
                                verbose_name="quorum in agencies",
                            ),
                        ),
                        ("chair_has_casting_vote", models.BooleanField(default=False)),
                        (
                            "minutes_approval",
                            models.CharField(
                                choices=[
                                    ("chair", "The chair's signature"),
                                    (
                                        "resolution",
                                        "The next meeting's resolution, then the chair's signature",
                                    ),
                                ],
                                default="chair",
                                max_length=10,
                                verbose_name="minutes are made final by",
                            ),
                        ),
                        ("meets_every", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "meets_every_unit",
                            models.CharField(
                                blank=True, choices=[("weeks", "weeks"), ("months", "months")], max_length=6
                            ),
                        ),
                        ("constituted_on", models.DateField(blank=True, null=True)),
                        ("constitution_review_on", models.DateField(blank=True, null=True)),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        (
                            "first_report_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="first report to its parent"
                            ),
                        ),
                        (
                            "scrutinised_by",
                            models.CharField(
                                blank=True, help_text="The scrutiny committee over it", max_length=160
                            ),
                        ),
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
                            "parent",
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
                            "hosted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
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
                        "verbose_name": "historical body",
                        "verbose_name_plural": "historical bodies",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBody_areas",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.area",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalbody",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalBody_areas",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBody_answers_also_to",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "from_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "to_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalbody",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalBody_answers_also_to",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Body",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bodies",
                                to="partnership.partnership",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(help_text="Stands in web addresses", unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("county", "County group"),
                                    ("strategic", "Strategic group"),
                                    ("delivery", "Delivery group"),
                                    ("co-ordinating", "Co-ordinating group"),
                                    ("steering", "Steering group"),
                                    ("task", "Task group"),
                                    ("review", "Review group"),
                                    ("panel", "Panel"),
                                    ("forum", "Forum"),
                                    ("scrutiny", "Scrutiny committee"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("setting-up", "Being set up"),
                                    ("active", "Active"),
                                    ("dormant", "Dormant"),
                                    ("closed", "Closed"),
                                ],
                                default="active",
                                max_length=10,
                            ),
                        ),
                        ("status_since", models.DateField(blank=True, null=True)),
                        ("purpose", models.TextField(blank=True, verbose_name="purpose and remit")),
                        (
                            "role_to_children",
                            models.TextField(blank=True, verbose_name="role towards the groups beneath it"),
                        ),
                        (
                            "reporting_lines",
                            models.TextField(blank=True, help_text="What it reports, to whom and when"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[("subject", "Subject"), ("geographic", "Geographic")],
                                max_length=10,
                            ),
                        ),
                        (
                            "tags",
                            models.CharField(
                                blank=True,
                                help_text="Separated by commas",
                                max_length=200,
                                verbose_name="themes",
                            ),
                        ),
                        ("contact_email", models.EmailField(blank=True, max_length=254)),
                        ("raising_items", models.TextField(blank=True, verbose_name="how to raise an item")),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("own", "Its own terms of reference"),
                                    ("part-va", "Local Government Act 1972, Part VA"),
                                    ("executive", "Executive (SI 2012/2089)"),
                                ],
                                default="own",
                                max_length=10,
                                verbose_name="legal regime",
                            ),
                        ),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Five is the law for councils in England",
                                verbose_name="clear working days' notice",
                            ),
                        ),
                        (
                            "items_by_days",
                            models.PositiveSmallIntegerField(
                                default=15,
                                help_text="The day by which members send items for the agenda",
                                verbose_name="items called for, clear working days before",
                            ),
                        ),
                        (
                            "papers_by_days",
                            models.PositiveSmallIntegerField(
                                default=8,
                                help_text="The day by which papers are in",
                                verbose_name="papers due, clear working days before",
                            ),
                        ),
                        (
                            "quorum",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many voting seats must be filled. Empty: none is set.",
                                null=True,
                            ),
                        ),
                        (
                            "quorum_agencies",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How many core agencies must be represented",
                                null=True,
                                verbose_name="quorum in agencies",
                            ),
                        ),
                        ("chair_has_casting_vote", models.BooleanField(default=False)),
                        (
                            "minutes_approval",
                            models.CharField(
                                choices=[
                                    ("chair", "The chair's signature"),
                                    (
                                        "resolution",
                                        "The next meeting's resolution, then the chair's signature",
                                    ),
                                ],
                                default="chair",
                                max_length=10,
                                verbose_name="minutes are made final by",
                            ),
                        ),
                        ("meets_every", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "meets_every_unit",
                            models.CharField(
                                blank=True, choices=[("weeks", "weeks"), ("months", "months")], max_length=6
                            ),
                        ),
                        ("constituted_on", models.DateField(blank=True, null=True)),
                        ("constitution_review_on", models.DateField(blank=True, null=True)),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        (
                            "first_report_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="first report to its parent"
                            ),
                        ),
                        (
                            "scrutinised_by",
                            models.CharField(
                                blank=True, help_text="The scrutiny committee over it", max_length=160
                            ),
                        ),
                        (
                            "hosted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_bodies",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "answers_also_to",
                            models.ManyToManyField(
                                blank=True, related_name="also_oversees", to="partnership.body"
                            ),
                        ),
                        (
                            "areas",
                            models.ManyToManyField(blank=True, related_name="bodies", to="partnership.area"),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "bodies",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("partnership", "name"), name="body_named_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="body_is_not_its_own_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBodyAlias",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
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
                        "verbose_name": "historical body alias",
                        "verbose_name_plural": "historical body aliass",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="BodyAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="partnership.body",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTermsOfReference",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.CharField(
                                help_text="Drafts count up below 1.0; agreed terms start at 1.0",
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("agreed", "Agreed"),
                                    ("superseded", "Superseded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.CharField(
                                blank=True,
                                help_text="The resolution that agreed them, such as item 6 resolution 2",
                                max_length=160,
                            ),
                        ),
                        (
                            "amendment_note",
                            models.TextField(
                                blank=True,
                                help_text="An amendment decided and not yet issued; it shows until the next version",
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
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
                        "verbose_name": "historical terms of reference",
                        "verbose_name_plural": "historical terms of reference",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="TermsOfReference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "version",
                            models.CharField(
                                help_text="Drafts count up below 1.0; agreed terms start at 1.0",
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("agreed", "Agreed"),
                                    ("superseded", "Superseded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.CharField(
                                blank=True,
                                help_text="The resolution that agreed them, such as item 6 resolution 2",
                                max_length=160,
                            ),
                        ),
                        (
                            "amendment_note",
                            models.TextField(
                                blank=True,
                                help_text="An amendment decided and not yet issued; it shows until the next version",
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "terms of reference",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "version"), name="terms_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "agreed")),
                                fields=("body",),
                                name="one_agreed_version_of_terms",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "draft"), ("agreed_on__isnull", False), _connector="OR"
                                ),
                                name="agreed_terms_have_a_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSeat",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="Such as: Police, or Councillor for the districts", max_length=120
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[("core", "Core"), ("attendee", "Attendee"), ("support", "Support")],
                                max_length=8,
                            ),
                        ),
                        ("is_voting", models.BooleanField(default=False, verbose_name="has a vote")),
                        (
                            "is_owed",
                            models.BooleanField(
                                default=False,
                                help_text="A vacancy shows on the body's page and structure chart",
                                verbose_name="must be filled",
                            ),
                        ),
                        (
                            "nominated_by",
                            models.CharField(blank=True, help_text="Who named its holder", max_length=160),
                        ),
                        ("nominated_on", models.DateField(blank=True, null=True)),
                        ("responsibilities", models.TextField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
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
                        "verbose_name": "historical seat",
                        "verbose_name_plural": "historical seats",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSeat_stands_for",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.seat",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="partnership.historicalseat",
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "verbose_name": "HistoricalSeat_stands_for",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="partnership.body",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="Such as: Police, or Councillor for the districts", max_length=120
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[("core", "Core"), ("attendee", "Attendee"), ("support", "Support")],
                                max_length=8,
                            ),
                        ),
                        ("is_voting", models.BooleanField(default=False, verbose_name="has a vote")),
                        (
                            "is_owed",
                            models.BooleanField(
                                default=False,
                                help_text="A vacancy shows on the body's page and structure chart",
                                verbose_name="must be filled",
                            ),
                        ),
                        (
                            "nominated_by",
                            models.CharField(blank=True, help_text="Who named its holder", max_length=160),
                        ),
                        ("nominated_on", models.DateField(blank=True, null=True)),
                        ("responsibilities", models.TextField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "stands_for",
                            models.ManyToManyField(blank=True, related_name="seats", to="partnership.agency"),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_seat_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("category", "support"), _negated=True),
                                    ("is_voting", False),
                                    _connector="OR",
                                ),
                                name="support_never_votes",
                                violation_error_message="A support seat has no vote (S001-17).",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("deputy-chair", "Deputy chair"),
                                    ("member", "Member"),
                                    ("substitute", "Named deputy"),
                                ],
                                default="member",
                                max_length=12,
                            ),
                        ),
                        (
                            "may_draft",
                            models.BooleanField(
                                default=False,
                                help_text="For support officers (S001-17)",
                                verbose_name="may draft minutes and papers",
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
                        "verbose_name": "historical membership",
                        "verbose_name_plural": "historical memberships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day. Leave empty if open.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="partnership.seat",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="partnership.person",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="partnership.agency",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("deputy-chair", "Deputy chair"),
                                    ("member", "Member"),
                                    ("substitute", "Named deputy"),
                                ],
                                default="member",
                                max_length=12,
                            ),
                        ),
                        (
                            "may_draft",
                            models.BooleanField(
                                default=False,
                                help_text="For support officers (S001-17)",
                                verbose_name="may draft minutes and papers",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["seat__position", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("started_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="partnership_membership_ends_after_start",
                                violation_error_message="The last day cannot be before the first.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
