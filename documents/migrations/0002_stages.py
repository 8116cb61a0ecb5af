from django.db import migrations, models

STAGES = [
    ("draft", "Draft"),
    ("consultation", "Consultation"),
    ("agreed", "Agreed"),
    ("withdrawn", "Withdrawn"),
]
STATUS = models.CharField(choices=STAGES, default="draft", max_length=12, verbose_name="stage")
INFECTED_WITH = models.CharField(
    blank=True, help_text="What the scanner found; the file is then never given out", max_length=120
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RenameField("document", "stage", "status"),
        migrations.RenameField("historicaldocument", "stage", "status"),
        migrations.AlterField("document", "status", STATUS),
        migrations.AlterField("historicaldocument", "status", STATUS),
        migrations.AddField("version", "infected_with", INFECTED_WITH),
        migrations.AddField("historicalversion", "infected_with", INFECTED_WITH),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "consultation", "agreed", "withdrawn"])),
                name="document_status_known",
            ),
        ),
    ]
