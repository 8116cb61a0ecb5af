from celery import shared_task

from assessments import reminders
from assessments.services import printing
from audit.clock import today


@shared_task(name="assessments.remind")
def remind():
    reminders.remind(today())


@shared_task(name="assessments.check_load")
def check_load(*, load_id):
    from assessments.services import running  # noqa: PLC0415 -- it loads Polars, which no web process should

    running.check(load_id)


@shared_task(name="assessments.load")
def load(*, load_id):
    from assessments.services import running  # noqa: PLC0415 -- as above

    running.load_all(load_id)


@shared_task(name="assessments.make_print")
def make_print(*, print_id):
    printing.make_print(print_id)
