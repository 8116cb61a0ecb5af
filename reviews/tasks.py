from celery import shared_task

from audit.clock import today
from reviews import chasing, reminders


@shared_task(name="reviews.remind")
def remind():
    reminders.remind(today())
    chasing.chase(today())
