from django.db import models


class Job(models.Model):
    """Work to be done later: the queue of record. The broker only wakes; a sweep finds what it missed."""

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(done_at__isnull=True), name="job_waiting"),
            models.Index(  # what is swept away, each minute
                fields=["done_at"], condition=models.Q(done_at__isnull=False), name="job_done"
            ),
        ]

    def __str__(self):
        return f"{self.task} {self.arguments}"
