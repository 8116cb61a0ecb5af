from celery import shared_task

from audit import taken
from records import access, jobs


@shared_task(name="records.run_job")
def run_job(*, job_id):
    jobs.run(job_id)


@shared_task(name="records.sweep_jobs")
def sweep_jobs():
    jobs.sweep()


@shared_task(name="records.close_expired_grants")
def close_expired_grants():
    access.close_expired()


@shared_task(name="records.fill_taken")
def fill_taken():
    taken.fill()
