from django.db import models

from documents.making import Made
from meetings.models.meeting import Meeting


class Pack(Made):
    """Agenda and papers of a meeting as one file, as whoever asked for it may read them, and for nobody else."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="packs")
    file = models.FileField(upload_to="packs/", blank=True)
    apart = models.JSONField(default=list, help_text="What could not be joined: [title, why]")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Agenda pack of {self.meeting}"

    @property
    def file_name(self):
        return f"{self.meeting.reference}-agenda-pack.pdf"
