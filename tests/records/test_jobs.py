"""The database is the queue: what is enqueued is done once, later, whatever happens to broker and worker."""

import datetime as dt
import socket
from contextlib import suppress
from threading import Thread

import pytest
from celery import Celery, current_app, shared_task
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from records import jobs
from records.models import Job
from tests.factories.partnership import PersonFactory

pytestmark = pytest.mark.django_db
done = []


@shared_task(name="tests.note")
def note(*, number):
    done.append(number)


@shared_task(name="tests.fail")
def fail():
    raise RuntimeError("The printer is away")


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def test_a_job_is_done_when_its_transaction_commits(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setitem(
        current_app.conf.changes, "task_always_eager", True
    )  # this process stands in for the worker
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("tests.note", number=1)
        assert done == []
    job.refresh_from_db()
    assert (done, job.attempts, bool(job.done_at)) == ([1], 1, True)


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_with_its_transaction():
    with transaction.atomic():
        jobs.enqueue("tests.note", number=1)
        transaction.set_rollback(True)
    assert (done, Job.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_the_page_works_and_the_job_is_done_later(monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app.tasks["records.run_job"], "apply_async", away)
    with transaction.atomic():
        jobs.enqueue("tests.note", number=1)
    assert (done, Job.objects.filter(done_at=None).count()) == ([], 1)
    jobs.sweep()
    assert (done, Job.objects.filter(done_at=None).count()) == ([1], 0)


@pytest.fixture
def hanging_up():
    """A broker at this port that answers nobody; the list grows with each that tries."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            with suppress(OSError):  # the test is over
                while True:
                    caller, _ = server.accept()
                    calls.append(1)
                    caller.close()

        Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1], calls


def test_a_page_asks_a_broker_that_is_away_once_and_waits_for_no_second_try(settings, hanging_up):
    port, calls = hanging_up
    app = Celery(broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with pytest.raises(OperationalError):
        app.send_task("records.run_job", kwargs={"job_id": 1}, retry=False, ignore_result=True)
    assert calls == [1]  # by its own settings the library tries three times, in six seconds


def test_what_was_done_is_not_done_again():
    job = jobs.enqueue("tests.note", number=1)
    for _ in range(2):
        jobs.run(job.pk)
    jobs.sweep()
    assert done == [1]


def test_a_delayed_job_waits_for_its_time():
    job = jobs.enqueue("tests.note", delay=dt.timedelta(hours=1), number=1)
    jobs.sweep()
    jobs.run(job.pk)
    assert done == []
    Job.objects.update(not_before=timezone.now())
    jobs.sweep()
    assert done == [1]


def test_a_worker_that_dies_leaves_its_job_to_others(monkeypatch):
    job = jobs.enqueue("tests.note", number=1)
    monkeypatch.setattr(current_app.tasks["tests.note"], "run", lambda **_: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        jobs.run(job.pk)
    monkeypatch.undo()
    jobs.sweep()
    assert done == []
    Job.objects.update(not_before=timezone.now())  # the lease is over
    jobs.sweep()
    assert done == [1]


def test_a_failing_job_backs_off_and_is_given_up():
    job = jobs.enqueue("tests.fail")
    waits = []
    for _ in range(jobs.GIVE_UP_AFTER):
        Job.objects.update(not_before=timezone.now())
        jobs.sweep()
        job.refresh_from_db()
        waits.append(round((job.not_before - timezone.now()).total_seconds() / 60))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert job.error == "RuntimeError: The printer is away"
    Job.objects.update(not_before=timezone.now())
    jobs.sweep()
    job.refresh_from_db()
    assert (job.attempts, list(jobs.stuck())) == (jobs.GIVE_UP_AFTER, [job])


def test_a_failing_job_does_not_hold_up_the_next():
    jobs.enqueue("tests.fail")
    jobs.enqueue("tests.note", number=2)
    jobs.sweep()
    assert done == [2]


def test_a_failing_task_keeps_none_of_its_writes():
    @shared_task(name="tests.half")
    @transaction.atomic
    def half():
        PersonFactory(given_name="Half")
        raise RuntimeError("stop")

    jobs.enqueue("tests.half")
    jobs.sweep()
    from partnership.models import Person

    assert not Person.objects.filter(given_name="Half").exists()


def test_a_task_that_is_not_there_is_kept_with_the_reason():
    job = jobs.enqueue("tests.unknown")
    jobs.sweep()
    job.refresh_from_db()
    assert "tests.unknown" in job.error


def test_done_jobs_are_forgotten_after_a_month():
    old, new = jobs.enqueue("tests.note", number=1), jobs.enqueue("tests.note", number=2)
    jobs.sweep()
    Job.objects.filter(pk=old.pk).update(done_at=timezone.now() - dt.timedelta(days=31))
    jobs.sweep()
    assert list(Job.objects.all()) == [new]


def test_the_command_lists_what_is_stuck_and_tries_again(capsys):
    job = jobs.enqueue("tests.fail")
    Job.objects.update(attempts=jobs.GIVE_UP_AFTER, error="RuntimeError: The printer is away")
    call_command("jobs")
    printed = capsys.readouterr().out
    assert f"{job.pk}  tests.fail {{}}" in printed
    assert "RuntimeError: The printer is away" in printed
    call_command("jobs", retry=True)
    assert "1 job will be tried again" in capsys.readouterr().out
    assert not jobs.stuck().exists()


def test_the_command_says_when_nothing_is_stuck(capsys):
    call_command("jobs")
    assert capsys.readouterr().out == "No job is stuck. 0 wait for their time.\n"
