"""What takes long and is made in the background: asked for, how far it is, done or failed, and its file if it has one.

A room's model extends `Made`; its task reads the row and tells `Kept` of each step.
"""

import hashlib
import io

from django.conf import settings
from django.db import models

from audit.clock import now
from documents.storing import store_as

AGAIN = "It did not work. It is tried again in some minutes; you may also ask for it anew."


class Made(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"

    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    step = models.CharField("what is being done", max_length=120, blank=True)
    done = models.PositiveSmallIntegerField("steps done", default=0)
    steps = models.PositiveSmallIntegerField("steps in all", default=0)
    digest = models.CharField("SHA-256 of what was printed", max_length=64, blank=True)
    error = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_going(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def fail(self, words):
        self.state, self.error = self.State.FAILED, words[:500]
        self.save(update_fields=["state", "error"])

    def finish(self, digest):
        self.state, self.made_at, self.digest, self.done, self.step = (
            self.State.DONE,
            now(),
            digest,
            self.steps,
            "",
        )
        self.save(update_fields=["state", "made_at", "digest", "done", "step"])


class Progress:
    """Who follows long work is told of its steps."""

    def begin(self, steps):
        """How many there will be."""

    def step(self, words):
        """What is being done now."""


class Kept(Progress):
    """How far it is, on its row, so that its page can say."""

    def __init__(self, row):
        self.row = row

    def begin(self, steps):
        self.row.state, self.row.steps, self.row.done, self.row.error = Made.State.RUNNING, steps, 0, ""
        self.row.save(update_fields=["state", "steps", "done", "error"])

    def step(self, words):
        self.row.step, self.row.done = words, min(self.row.done + 1, self.row.steps)
        self.row.save(update_fields=["step", "done"])


def keep_file(row, folder, content, digest):
    """The file beside the row that was made, named by its digest."""
    sha = hashlib.sha256(content).hexdigest()
    ending = row.file_name.rpartition(".")[2]
    row.file.name = store_as(f"{folder}/{sha[:2]}/{sha}.{ending}", io.BytesIO(content), len(content))
    row.save(update_fields=["file"])
    row.finish(digest)
