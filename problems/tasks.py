from celery import shared_task

from audit.clock import today
from problems import reminders


@shared_task(name="problems.remind_reviews")
def remind_reviews():
    reminders.remind_reviews(today())


@shared_task(name="problems.remind_of_issues")
def remind_of_issues():
    reminders.remind_of_issues(today())
