"""Many at once, on PostgreSQL: of eight who press together one is served, and no number is given twice.

SQLite serialises writers; there the same story is told by one after another.
"""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from celery import shared_task
from django.db import connection, transaction

from actions.lifecycle import Action
from actions.models import Owner
from audit.models import Event
from records import jobs
from records.jobs import enqueue, run
from records.lifecycle import MoveRefused, move
from records.models import Job
from records.services import ChangedMeanwhile, change_record, next_reference, version_of

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def eight(do):
    """What each of eight threads came back with."""
    concurrent = connection.vendor == "postgresql"
    together = Barrier(THREADS if concurrent else 1)

    def one(n):
        try:
            together.wait()
            return do(n)
        finally:
            if concurrent:
                connection.close()

    if not concurrent:
        return [one(n) for n in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_one_of_eight_presses_moves_the_record(county, make):
    action = make(due_on="2026-09-01")
    Owner.objects.create(action=action, printed_name="Police lead", is_lead=True)

    def press(_):
        try:
            return move(action, Action.ISSUE, by=county.officer).status
        except MoveRefused as refused:
            return refused.reasons

    answers = eight(press)
    assert answers.count("open") == 1
    assert answers.count(("It is now “Open”, so this cannot be done. Nothing was changed.",)) == THREADS - 1
    assert Event.objects.filter(verb="issue").count() == 1


@shared_task(name="tests.work_long")
def work_long():
    """Another worker looks for work meanwhile, long after the lease ran out."""
    sleep(1)
    assert not jobs._due().exists()


def test_a_long_task_is_not_begun_once_more_while_its_worker_lives(monkeypatch):
    monkeypatch.setattr(jobs, "LEASE", dt.timedelta(seconds=0.5))
    monkeypatch.setattr(jobs, "RENEWED_EVERY", dt.timedelta(seconds=0.1))
    job = enqueue("tests.work_long")
    if connection.vendor == "postgresql":  # in memory, SQLite has one connection
        run(job.pk)
        job.refresh_from_db()
        assert (job.attempts, job.error, bool(job.done_at)) == (1, "", True)


def test_no_number_is_given_twice():
    def take(_):
        numbers = []
        for _ in range(5):
            with transaction.atomic():
                numbers.append(next_reference("ACT"))
        return numbers

    given = [number for numbers in eight(take) for number in numbers]
    assert len(set(given)) == THREADS * 5
    assert max(given).endswith(f"{THREADS * 5:04d}")


def test_of_eight_who_edit_what_they_saw_seven_are_shown_both(county, make):
    record = make()
    seen = version_of(record)

    def write(n):
        try:
            change_record(record, {"title": f"Title {n}"}, by=county.officer, version=seen)
        except ChangedMeanwhile as meanwhile:
            return meanwhile.current.title
        return "saved"

    answers = eight(write)
    record.refresh_from_db()
    assert answers.count("saved") == 1
    assert answers.count(record.title) == THREADS - 1


def test_one_of_eight_workers_does_the_job():
    with transaction.atomic():
        job = enqueue("records.close_expired_grants", delay=dt.timedelta(minutes=1))
    Job.objects.update(not_before=job.created_at)
    eight(lambda _: run(job.pk))
    job.refresh_from_db()
    assert job.attempts == 1
    assert job.done_at
