"""Open actions by day and then by age, as their list runs: its page is found in the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_case_audience"),
        ("records", "0005_what_the_filter_asks"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="action",
            name="action_open_by_due",
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["due_on", "record_ptr"],
                name="action_open_by_due",
            ),
        ),
    ]
