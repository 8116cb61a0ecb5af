from celery import shared_task

from accounts import limits
from accounts.services import kept, mail, sessions


@shared_task(name="accounts.send_invitation")
def send_invitation(*, invitation_id):
    mail.send_invitation(invitation_id)


@shared_task(name="accounts.send_password_reset")
def send_password_reset(*, user_id):
    mail.send_password_reset(user_id)


@shared_task(name="accounts.send_notice")
def send_notice(*, user_id, notice):
    mail.send_notice(user_id, notice)


@shared_task(name="accounts.send_registration")
def send_registration(*, registration_id):
    mail.send_registration(registration_id)


@shared_task(name="accounts.clear_old")
def clear_old():
    """What is kept for a while only: attempts, kept forms, sessions long over."""
    limits.clear_old()
    kept.clear_old()
    sessions.clear_old()
