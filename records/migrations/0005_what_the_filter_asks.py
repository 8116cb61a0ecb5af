"""An index that answers the access filter by itself: lists pass over what one may not know of without reading it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0002_places"),
        ("records", "0004_reach"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["id"], include=("audience", "partnership", "body", "agency"), name="record_known"
            ),
        ),
    ]
