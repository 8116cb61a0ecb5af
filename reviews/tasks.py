from celery import shared_task

from audit.clock import today
from reviews import chasing, reminders
from reviews.services import bundles, destroying, papers


@shared_task(name="reviews.remind")
def remind():
    reminders.remind(today())
    chasing.chase(today())
    papers.close_left()
    bundles.remove_expired(today())


@shared_task(name="reviews.remove_files")
def remove_files(*, destruction_id):
    destroying.remove_files(destruction_id)


@shared_task(name="reviews.make_bundle")
def make_bundle(*, bundle_id):
    bundles.make_bundle(bundle_id)
