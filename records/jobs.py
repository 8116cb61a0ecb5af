"""Work that happens later. A service writes the job in its own transaction; the broker is only woken."""

import datetime as dt
import logging
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from records.models import Job

logger = logging.getLogger(__name__)
GIVE_UP_AFTER = 8


def enqueue(task, *, delay=dt.timedelta(0), **arguments):
    """Have the named task done after the current transaction commits, once or more, with ids only.

    By name, so that services never import tasks; a task reads the row as it stands when it runs and
    leaves the same result however often it runs.
    """
    now = timezone.now()
    job = Job.objects.create(task=task, arguments=arguments, created_at=now, not_before=now + delay)
    if not delay:
        transaction.on_commit(partial(wake, job.pk))
    return job


def wake(job_id):
    """Losing the broker loses nothing: the sweep of each minute finds the job."""
    try:
        current_app.tasks["records.run_job"].apply_async(
            kwargs={"job_id": job_id}, ignore_result=True, retry=False
        )
    except Exception:  # noqa: BLE001 -- whatever ails the broker, the page goes on
        logger.warning("The broker is away; job %s waits for the sweep.", job_id)


def run(job_id):
    """Do one job, unless another worker has it or has done it."""
    with transaction.atomic():
        job = Job.objects.select_for_update(**_skip_locked()).filter(pk=job_id, done_at__isnull=True).first()
        if job is None:
            return
        job.attempts += 1
        try:
            with transaction.atomic():
                current_app.tasks[job.task].run(**job.arguments)
            job.done_at, job.error = timezone.now(), ""
        except Exception as error:
            logger.exception("Job %s (%s) failed, attempt %s", job.pk, job.task, job.attempts)
            job.error = f"{type(error).__name__}: {error}"[:2000]
            job.not_before = timezone.now() + dt.timedelta(minutes=2**job.attempts)
        job.save()


def sweep(limit=200):
    """What is due and undone. A job that failed eight times waits for a person (``manage.py jobs``)."""
    waiting = Job.objects.filter(
        done_at__isnull=True, not_before__lte=timezone.now(), attempts__lt=GIVE_UP_AFTER
    )
    for job_id in list(waiting.order_by("pk").values_list("pk", flat=True)[:limit]):
        run(job_id)


def _skip_locked():
    return {"skip_locked": True} if "postgresql" in settings.DATABASES["default"]["ENGINE"] else {}
