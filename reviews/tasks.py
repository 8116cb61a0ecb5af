from celery import shared_task

from audit.clock import today
from reviews import reminders
from reviews.services import checking, printing


@shared_task(name="reviews.remind")
def remind():
    reminders.remind(today())


@shared_task(name="reviews.make_print")
def make_print(*, print_id):
    printing.make_print(print_id)


@shared_task(name="reviews.run_check")
def run_check(*, check_id):
    checking.run_check(check_id)
