"""Work that happens later. A service writes the job in its own transaction; the broker is only woken."""

import datetime as dt
import logging
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread

from celery import current_app
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from records.models import Job

logger = logging.getLogger(__name__)
GIVE_UP_AFTER = 8
LEASE = dt.timedelta(minutes=5)  # a worker that dies leaves its job to others after this
RENEWED_EVERY = dt.timedelta(seconds=100)
HELD_AT_MOST = dt.timedelta(hours=3)  # one that hangs as well
KEEP_DONE = dt.timedelta(days=30)


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
    except Exception:
        logger.warning("The broker is away; job %s waits for the sweep.", job_id)


def run(job_id):
    """Do one job that is due, unless another worker has it or has done it.

    It is claimed first and done outside of any transaction, so that a slow task holds no lock, and is
    done again if its worker dies on the way.
    """
    job = _claim(job_id)
    if job is None:
        return
    try:
        with _held(job.pk):
            _task(job.task).run(**job.arguments)
    except Exception as error:
        logger.exception("Job %s (%s) failed, attempt %s", job.pk, job.task, job.attempts)
        _put_back(job, f"{type(error).__name__}: {error}")
    else:
        Job.objects.filter(pk=job.pk).update(done_at=timezone.now(), error="")


def sweep(limit=200):
    """What is due and undone. A job that failed eight times waits for a person (``manage.py jobs``)."""
    for job_id in list(_due().order_by("pk").values_list("pk", flat=True)[:limit]):
        run(job_id)
    Job.objects.filter(done_at__lt=timezone.now() - KEEP_DONE).delete()


def stuck():
    """Jobs given up: each wants a person to mend what ails it, and to try again."""
    return Job.objects.filter(done_at__isnull=True, attempts__gte=GIVE_UP_AFTER).order_by("pk")


def retry(jobs):
    """Let given-up jobs be swept again; how many."""
    return jobs.update(attempts=0, not_before=timezone.now())


def _due():
    return Job.objects.filter(
        done_at__isnull=True, not_before__lte=timezone.now(), attempts__lt=GIVE_UP_AFTER
    )


def _claim(job_id):
    """Of all who try at once, one changes the row; the others find it no longer due."""
    claimed = _due().filter(pk=job_id).update(not_before=timezone.now() + LEASE, attempts=F("attempts") + 1)
    return Job.objects.get(pk=job_id) if claimed else None


@contextmanager
def _held(job_id):
    """The lease is renewed for as long as the work goes on: else a long pack or load would be begun once more every
    five minutes, until each worker had it.
    """
    ended = Event()
    keeper = Thread(target=_renew, args=(job_id, ended), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _renew(job_id, ended):
    for _ in range(HELD_AT_MOST // RENEWED_EVERY):
        if ended.wait(RENEWED_EVERY.total_seconds()):
            break
        with suppress(DatabaseError):  # locked, as by a load on SQLite: then nobody else claims it either
            Job.objects.filter(pk=job_id, done_at=None).update(not_before=timezone.now() + LEASE)
    connection.close()


def _task(name):
    """By name; a web process without a broker looks for every app's tasks when it first needs one."""
    if name not in current_app.tasks:
        current_app.loader.import_default_modules()
    return current_app.tasks[name]


def _put_back(job, error):
    """Try again after 2, 4, 8 … minutes."""
    later = timezone.now() + dt.timedelta(minutes=2**job.attempts)
    Job.objects.filter(pk=job.pk).update(error=error[:2000], not_before=later)
