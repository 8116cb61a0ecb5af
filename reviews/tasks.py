from celery import shared_task

from audit.clock import today
from reviews import chasing, reminders
from reviews.services import bundles, checking, destroying, papers, printing


@shared_task(name="reviews.remind")
def remind():
    reminders.remind(today())


@shared_task(name="reviews.chase")
def chase():
    chasing.chase(today())


@shared_task(name="reviews.close_papers")
def close_papers():
    papers.close_left()


@shared_task(name="reviews.remove_expired")
def remove_expired():
    bundles.remove_expired(today())


@shared_task(name="reviews.remove_files")
def remove_files(*, destruction_id):
    destroying.remove_files(destruction_id)


@shared_task(name="reviews.make_bundle")
def make_bundle(*, bundle_id):
    bundles.make_bundle(bundle_id)


@shared_task(name="reviews.make_print")
def make_print(*, print_id):
    printing.make_print(print_id)


@shared_task(name="reviews.run_check")
def run_check(*, check_id):
    checking.run_check(check_id)
