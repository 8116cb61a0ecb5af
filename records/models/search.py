from django.db import models

from records.models.record import Record


class SearchEntry(models.Model):
    """A piece of text of a record that search finds; the scope says who of its readers may find it.

    Kept by `records.search`. The words are the text as search compares it, the same on every database; the
    full-text columns over them are the database's own: a generated ``tsvector`` on PostgreSQL, an FTS5 table
    kept by triggers on SQLite.
    """

    class Scope(models.TextChoices):
        READERS = "readers", "Whoever may see the record"
        MEMBERS = "members", "Members of the body and officers"
        CORE = "core", "Core members, the chair and officers"
        OFFICERS = "officers", "The chair, drafters and officers"

    record = models.ForeignKey(Record, models.CASCADE, related_name="search_entries_kept")
    anchor = models.CharField(max_length=40, blank=True, help_text="Where on the record's page")
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.READERS)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    title_words = models.TextField(blank=True, editable=False)
    text_words = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self):
        return f"{self.record_id} {self.anchor}"
